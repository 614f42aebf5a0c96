import { addDays } from '../../domain/calendar.ts';
import { committedStack } from '../../domain/infrastructure/index.ts';
import { evidenceId, maxPeople, settingsOf, type UseCase } from '../../domain/register.ts';
import { maxNameLength, pilotDays } from '../../domain/use-cases/index.ts';
import { findSimilarVendors, listNamedVendors, listVendorNames } from '../../domain/vendors/index.ts';
import { findWorkingDay } from '../../domain/working-days.ts';
import { truncate } from '../kit/blocks.ts';
import { choice, choices, yesNo } from '../kit/choice-fields.ts';
import { date, readEnteredDay } from '../kit/date-fields.ts';
import type { Field } from '../kit/fields.ts';
import type { Entered, FormContext } from '../kit/form.ts';
import { number } from '../kit/number-fields.ts';
import { people, person } from '../kit/people-fields.ts';
import { entries, names, text } from '../kit/text-fields.ts';
import { audienceOptions, autonomyOptions, dataOptions } from '../kit/words.ts';

export const descriptionFields = (
  { register, actor }: FormContext,
  known: UseCase | null,
  entered: Entered,
) => ({
  name: text({
    label: 'Name',
    hint: 'The name that people use, such as "Support reply assistant".',
    initial: known?.name ?? (entered.name as string | undefined),
    max: maxNameLength,
  }),
  purpose: text({
    label: 'What it does',
    hint: 'The job, and for whom, in a sentence or two.',
    initial: known?.purpose,
    multiline: true,
  }),
  team: text({ label: 'Team', initial: known?.team, max: 150 }),
  owner: person({
    label: 'Owner',
    hint: 'The person accountable for it.',
    initial: known?.owner ?? actor.id,
  }),
  members: people({ label: 'Team members', initial: known?.members, optional: true }),
  intendedUsers: number({
    label: 'Intended users',
    hint: 'All people it is for, not only volunteers.',
    initial: known?.intendedUsers,
    max: maxPeople,
  }),
  data: choices({
    label: 'Data it touches',
    hint: 'Needed to go live. If you leave it empty, every vendor needs a DPA.',
    options: dataOptions,
    initial: known?.data,
  }),
  autonomy: choice({ label: 'What it may do', options: autonomyOptions, initial: known?.autonomy }),
  retrieval: yesNo({
    label: 'Retrieval',
    hint: 'Yes if it searches documents or remembers earlier requests. It then needs a vector database.',
    initial: known?.retrieval,
  }),
  vendors: names({
    label: 'Vendors',
    hint: 'The companies that process its data, separated by commas. Needed to go live.',
    initial: known && listNamedVendors(register, known),
    known: listVendorNames(register),
    findSimilar: (name) => findSimilarVendors(register, name),
  }),
});

/** Makes the field "runs on the commitments"; absent without commitments. `ticked` is the default of a new pilot. */
export function committedField(
  { register }: FormContext,
  useCase: Pick<UseCase, 'retrieval'>,
  { ticked }: { readonly ticked: boolean },
): Field<'yes'[]> | undefined {
  const stack = Object.values(committedStack(register, useCase)).flat();
  if (stack.length === 0) return undefined;
  return choices({
    label: 'Stack',
    hint: truncate(
      `Committed: ${stack.join(', ')}. If it runs on something else, leave this unticked and record its stack afterwards.`,
      2000,
    ),
    options: [['yes', 'The committed stack']],
    ...(ticked ? { initial: ['yes'] } : {}),
  });
}

export const charterFields = ({ register, today }: FormContext, entered: Entered = {}) => ({
  startedOn: date({ label: 'Start date', initial: today }),
  decideBy: date({
    label: 'Decide by',
    hint: `Scale, stop or extend on this day at the latest. Usually ${pilotDays} days after the start.`,
    initial:
      readEnteredDay(entered.decideBy) ??
      findWorkingDay(register, addDays(today, pilotDays), settingsOf(register).timeZone),
  }),
  volunteers: number({
    label: 'Volunteers',
    hint: 'Number of people who use it in the pilot.',
    initial: null,
    max: maxPeople,
  }),
  criteria: entries({
    label: 'Success criteria',
    hint: 'One per line, or separated by semicolons; frozen once the pilot starts. Give the number that would make you scale it.',
  }),
});

/** Makes the roll-out fields; the default is everyone if all intended users are trained. */
export function rolloutFields({ register }: Pick<FormContext, 'register'>, useCase: UseCase | null) {
  const training = useCase && register.evidence.get(evidenceId(useCase.key, 'training'))?.details;
  const everyone =
    useCase && training?.item === 'training' && training.trained >= useCase.intendedUsers
      ? { initial: 'everyone' as const }
      : {};
  return {
    audience: choice({ label: 'Audience', options: audienceOptions, ...everyone }),
    deployed: number({ label: 'Deployed users', initial: useCase?.intendedUsers }),
  };
}
