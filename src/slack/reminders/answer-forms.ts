import { localDaysAt } from '../../domain/people.ts';
import type { UseCase, UserId } from '../../domain/register.ts';
import { declineNudge, findHelper, snoozeNudge, snoozes } from '../../domain/reminders/index.ts';
import type { StepInput } from '../../domain/schema.ts';
import { mention, section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { type FormContext, form } from '../kit/form.ts';
import { optionalPerson, person } from '../kit/people-fields.ts';
import { text } from '../kit/text-fields.ts';
import { describeKind, describeNudgeSubject, findNudgedUseCase } from './nudge-words.ts';

type NudgeRef = StepInput<'snooze'>;

const describeNudge = (asked: NudgeRef, { register }: Pick<FormContext, 'register'>) =>
  section(`*${describeNudgeSubject(register, asked)}*\n${describeKind(asked.kind)}`);

const snoozeOptions = snoozes.map(({ key, title }) => [key, title] as const);

export const snoozeNudgeForm = form({
  key: 'snooze',
  title: () => 'Snooze',
  submit: 'Snooze',
  intro: (asked, context) => [describeNudge(asked, context)],
  fields: () => ({
    snooze: choice({ label: 'Remind me', options: snoozeOptions, initial: 'tomorrow' }),
    words: text({
      label: 'Reason',
      hint: 'You can snooze a reminder three times in a row.',
      max: 500,
    }),
  }),
  decide: (_, asked, register, act) => snoozeNudge(register, asked, act),
  reply: ({ snooze, words }, asked) => ({ ...asked, says: { outcome: 'snoozed', snooze, words } }),
  done: ({ snooze }, asked, { register }) => {
    const title = snoozes.find(({ key }) => key === snooze)?.title.toLowerCase();
    return {
      text: `*${describeNudgeSubject(register, asked)}* is snoozed. If it is still open, you get the reminder again ${title}.`,
      next: [],
    };
  },
});

/** Returns the use case of the reminder if this person may reassign it. */
function findOwnUseCase(
  { register, actor }: Pick<FormContext, 'register' | 'actor'>,
  asked: NudgeRef,
): UseCase | null {
  const useCase = findNudgedUseCase(register, asked);
  return useCase?.owner === actor.id ? useCase : null;
}

/** Returns the helper who is asked instead of the person. */
const findActorsHelper = ({ register, actor, at }: FormContext): UserId | null =>
  findHelper(register, actor.id, localDaysAt(register, at));

const newOwnerField = (useCase: UseCase) => ({
  label: `New owner of ${useCase.key}`,
  hint: 'They get its reminders from now on.',
});

export const declineNudgeForm = form({
  key: 'not-mine',
  title: () => 'Not mine',
  submit: 'Reassign',
  findRefusal: (asked, context) =>
    findOwnUseCase(context, asked) === null && findActorsHelper(context) === null
      ? {
          code: 'not-now',
          message: 'There is no other transformation lead to ask. Add one in the settings.',
        }
      : null,
  intro: (asked, context) => {
    const lead = findActorsHelper(context);
    const owned = findOwnUseCase(context, asked);
    return [
      describeNudge(asked, context),
      section(
        lead === null
          ? 'Choose the new owner.'
          : owned === null
            ? `Crossing asks ${mention(lead)} to help and sends you no more reminders about this.`
            : `Choose the new owner. If you leave this empty, Crossing asks ${mention(lead)} to help.`,
      ),
    ];
  },
  fields: (asked, context) => {
    const owned = findOwnUseCase(context, asked);
    const lead = findActorsHelper(context);
    return {
      owner: owned
        ? lead === null
          ? person(newOwnerField(owned))
          : optionalPerson(newOwnerField(owned))
        : undefined,
    };
  },
  decide: ({ owner }, asked, register, act) => {
    const useCase = findNudgedUseCase(register, asked);
    const reassign = useCase && owner ? { useCase: useCase.key, owner } : null;
    return declineNudge(register, { ...asked, reassign }, act);
  },
  reply: (_, asked) => ({ ...asked, says: { outcome: 'not-mine' } }),
  done: ({ owner }, asked, context) => {
    const lead = findActorsHelper(context);
    const thing = `*${describeNudgeSubject(context.register, asked)}*`;
    return {
      text: owner
        ? `${mention(owner)} owns ${thing} now.`
        : `Noted: ${thing} is not yours.${lead === null ? '' : ` Crossing asks ${mention(lead)} to help.`}`,
      next: [],
    };
  },
});
