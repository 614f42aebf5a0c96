import type { KnownBlock } from '@slack/types';
import { checkInsOf } from '../../domain/adoption/index.ts';
import { addDays, formatDay } from '../../domain/calendar.ts';
import { listUnrecordedCategories } from '../../domain/infrastructure/index.ts';
import { settingsOf, type UseCase } from '../../domain/register.ts';
import { calculateRoi, findRoi } from '../../domain/roi/index.ts';
import {
  countReached,
  deadlineOf,
  decidePilot,
  describeDeadline,
  describeExtensions,
  listMissingForProduction,
  moveBar,
  type PilotDecision,
  stageWords,
} from '../../domain/use-cases/index.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import { findWorkingDay } from '../../domain/working-days.ts';
import { escapeMrkdwn, section, stepButton } from '../kit/blocks.ts';
import { choice, type Options } from '../kit/choice-fields.ts';
import { date, readEnteredDay } from '../kit/date-fields.ts';
import { type FormContext, form } from '../kit/form.ts';
import { createMoneyFormat } from '../kit/money.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { text } from '../kit/text-fields.ts';
import { rolloutFields } from './description-fields.ts';

const answers: Options<'scale' | 'stop' | 'extend'> = [
  ['scale', 'Scale: take it to production'],
  ['stop', 'Stop: keep the lessons learned'],
  ['extend', 'Extend: decide by a later day'],
];

/** Returns the facts for a decision: criteria with results, adoption, ROI, extensions. */
function listDecisionFacts(useCase: UseCase, { register, today }: FormContext): readonly string[] {
  if (useCase.life.stage !== 'pilot') return [];
  const { charter } = useCase.life;
  const latest = checkInsOf(register, useCase.key).at(-1);
  const roi = findRoi(register, useCase.key);
  const missing = listMissingForProduction(register, useCase, today).length;
  return [
    `In pilot since ${formatDay(charter.startedOn)}, ${describeDeadline(charter, today)}${charter.extensions.length > 0 ? `; ${describeExtensions(charter)}` : ''}`,
    `*Success criteria*: ${charter.criteria.map((line) => escapeMrkdwn(line, 200)).join('; ')}`,
    ...(charter.movedBars.length > 0
      ? [
          `*Added after the start*: ${charter.movedBars.map((bar) => escapeMrkdwn(bar.criterion, 150)).join('; ')}`,
        ]
      : []),
    `*Results*: ${latest?.result ? escapeMrkdwn(latest.result, 300) : 'none recorded yet'}`,
    latest
      ? `*Adoption*: ${latest.weekly} of ${latest.intended} weekly, ${latest.daily} daily (week of ${formatDay(latest.week)})`
      : '*Adoption*: no check-in yet',
    roi
      ? `*ROI*: ${createMoneyFormat(register)(calculateRoi(roi).netWithOverhead)} net per year, overhead included (${roi.phase})`
      : '*ROI*: not calculated yet',
    `*Production*: ${missing === 0 ? 'nothing' : formatCount(missing, 'thing')} missing`,
  ];
}

/** Renders drift that does not block going live, but will lose requirement 2 that day. */
export function stackBlocks(useCase: UseCase, { register }: Pick<FormContext, 'register'>): KnownBlock[] {
  const unrecorded = listUnrecordedCategories(register, useCase).map(({ title }) => uncapitalize(title));
  return unrecorded.length === 0
    ? []
    : [
        section(
          `:warning: The stack of ${useCase.key} is not recorded (${unrecorded.join(', ')}). Record it before going live: requirement 2 needs it from the first day in production, and new vendors may need a DPA.`,
          stepButton({ do: 'record-stack', useCase: useCase.key }),
        ),
      ];
}

/** Returns the planned day if it is in the future, otherwise a month from now. */
const suggestGoLiveDay = ({ goLivePlannedOn }: UseCase, { register, today }: FormContext): string =>
  goLivePlannedOn !== null && goLivePlannedOn >= today
    ? goLivePlannedOn
    : findWorkingDay(register, addDays(today, 30), settingsOf(register).timeZone);

export const decideForm = form({
  key: 'decide-pilot',
  title: ({ useCase }) => `${useCase}: decide`,
  submit: 'Decide',
  findRefusal: ({ useCase: key }, context) => {
    const { stage } = getUseCase(context, key).life;
    return stage === 'pilot'
      ? null
      : { code: 'not-now', message: `${key} is ${stageWords[stage]}. This is only for pilots.` };
  },
  intro: ({ useCase: key }, context) => {
    const useCase = getUseCase(context, key);
    return [
      section(
        [`*${key} ${escapeMrkdwn(useCase.name, 80)}*`, ...listDecisionFacts(useCase, context)].join('\n'),
      ),
      ...stackBlocks(useCase, context),
    ];
  },
  fields: ({ useCase: key }, context, entered) => {
    const useCase = getUseCase(context, key);
    // After the roll-out question, the answer means going live.
    const ready =
      'audience' in entered ||
      listMissingForProduction(context.register, useCase, context.today).length === 0;
    return {
      answer: choice({
        label: 'Decision',
        options: answers,
        initial: entered.answer as 'scale' | 'stop' | 'extend' | undefined,
      }),
      ...(entered.answer === 'scale'
        ? {
            liveOn: date({
              label: ready ? 'Live since' : 'Goes live by',
              hint: ready
                ? 'If it is not live yet: the day by which it goes live.'
                : 'Crossing sends reminders about missing items until then.',
              initial:
                readEnteredDay(entered.liveOn) ??
                (ready ? context.today : suggestGoLiveDay(useCase, context)),
            }),
            ...(ready ? rolloutFields(context, useCase) : {}),
          }
        : {}),
      ...(entered.answer === 'extend'
        ? {
            decideBy: date({ label: 'Decide by', initial: readEnteredDay(entered.decideBy) }),
            reason: text({
              label: 'Reason',
              hint: 'Such as what you will know by then that you do not know today.',
              multiline: true,
            }),
          }
        : {}),
      ...(entered.answer === 'stop' ? { learned: text({ label: 'Lessons learned', multiline: true }) } : {}),
    };
  },
  decide: (values, { useCase }, register, act) => {
    const { answer, liveOn, audience, deployed, decideBy, reason, learned } = values;
    if (answer === 'extend')
      return decidePilot(register, { answer, useCase, decideBy: decideBy ?? '', reason: reason ?? '' }, act);
    if (answer === 'stop') return decidePilot(register, { answer, useCase, reason: learned ?? '' }, act);
    const day = liveOn ?? act.today;
    const decision: PilotDecision =
      audience === undefined || deployed === undefined || day > act.today
        ? { answer, useCase, liveOn: day }
        : { answer: 'live', useCase, liveOn: day, audience, deployed };
    return decidePilot(register, decision, act);
  },
  done: ({ answer, decideBy }, { useCase }, context) => {
    const found = getUseCase(context, useCase);
    const { name, life } = found;
    const named = `*${useCase} ${escapeMrkdwn(name)}*`;
    if (answer === 'stop') return { text: `${named} is stopped. Its records are kept.`, next: [], useCase };
    if (answer === 'extend' && life.stage === 'pilot') {
      const text = `${named} has been ${describeExtensions(life.charter)}. Decide by ${formatDay(decideBy ?? life.charter.decideBy)}.`;
      return { text, next: findNextSteps(context, useCase), useCase };
    }
    if (life.stage === 'pilot') {
      const missing = listMissingForProduction(context.register, found, context.today);
      const rest = missing.length === 0 ? 'Nothing is missing.' : 'Still missing:';
      const text = `The decision on ${named}: scale, and go live by ${formatDay(deadlineOf(life.charter))}. ${rest}`;
      return { text, left: missing, next: missing.length === 0 ? [{ do: 'go-live', useCase }] : [], useCase };
    }
    const text = `${named} is in production, deployed to ${countReached(found)} of ${found.intendedUsers} intended users.`;
    return { text, next: findNextSteps(context, useCase), useCase };
  },
});

export const moveBarForm = form({
  key: 'move-bar',
  title: ({ useCase }) => `${useCase}: criterion`,
  submit: 'Add',
  intro: ({ useCase: key }, context) => {
    const { life } = getUseCase(context, key);
    const frozen = life.stage === 'pilot' ? life.charter.criteria : [];
    return [
      section(
        `The success criteria were frozen at the start of the pilot:\n${frozen.map((line) => `• ${escapeMrkdwn(line, 200)}`).join('\n')}\nYou can add one. A criterion added after the start is a symptom of pilot purgatory.`,
      ),
    ];
  },
  fields: () => ({ criterion: text({ label: 'New criterion', max: 300 }) }),
  decide: ({ criterion }, { useCase }, register, act) => moveBar(register, { useCase, criterion }, act),
  done: (_, { useCase }, context) => ({
    text: `*${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* has a new success criterion. Everybody can see that it was added after the start.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});
