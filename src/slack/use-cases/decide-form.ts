import type { KnownBlock } from '@slack/types';
import { checkInsOf } from '../../domain/adoption/index.ts';
import { addDays, written } from '../../domain/calendar.ts';
import { unrecorded } from '../../domain/infrastructure/index.ts';
import { settingsOf, type UseCase } from '../../domain/register.ts';
import { roiOf, roiResult } from '../../domain/roi/index.ts';
import {
  decidePilot,
  dueBy,
  dueWords,
  extensionWords,
  missingForProduction,
  moveBar,
  type PilotDecision,
  reachedBy,
  stageWords,
} from '../../domain/use-cases/index.ts';
import { counted, inSentence } from '../../domain/wording.ts';
import { workingDayFrom } from '../../domain/working-days.ts';
import { safe, section, stepButton } from '../kit/blocks.ts';
import { choice, type Options } from '../kit/choice-fields.ts';
import { date } from '../kit/date-fields.ts';
import { form, type Scene } from '../kit/form.ts';
import { money } from '../kit/money.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { text } from '../kit/text-fields.ts';
import { rolloutFields } from './description-fields.ts';

const answers: Options<'scale' | 'stop' | 'extend'> = [
  ['scale', 'Scale: take it to production'],
  ['stop', 'Stop: keep what was learned'],
  ['extend', 'Extend: decide later, by a day'],
];

/** What a decision is made on: the criteria against what was seen, adoption, ROI, and the extensions so far. */
function factsFor(useCase: UseCase, { register, today }: Scene): readonly string[] {
  if (useCase.life.stage !== 'pilot') return [];
  const { charter } = useCase.life;
  const latest = checkInsOf(register, useCase.key).at(-1);
  const roi = roiOf(register, useCase.key);
  const missing = missingForProduction(register, useCase, today).length;
  return [
    `In pilot since ${written(charter.startedOn)}, ${dueWords(charter, today)}${charter.extensions.length > 0 ? `; ${extensionWords(charter)}` : ''}`,
    `*Promised*: ${charter.criteria.map((line) => safe(line, 200)).join('; ')}`,
    ...(charter.movedBars.length > 0
      ? [
          `*Bar moved* after the start: ${charter.movedBars.map((bar) => safe(bar.criterion, 150)).join('; ')}`,
        ]
      : []),
    `*Seen*: ${latest?.result ? safe(latest.result, 300) : 'no result is recorded yet'}`,
    latest
      ? `*Adoption*: ${latest.weekly} of ${latest.intended} weekly, ${latest.daily} daily (week of ${written(latest.week)})`
      : '*Adoption*: no check-in yet',
    roi
      ? `*ROI*: ${money(register)(roiResult(roi).netWithOverhead)} net a year, overhead included (${roi.phase})`
      : '*ROI*: not calculated yet',
    `*Production*: ${missing === 0 ? 'nothing' : counted(missing, 'thing')} missing`,
  ];
}

/** What does not keep a pilot from going live, and takes requirement 2 back on the day that it does. */
export function stackBlocks(useCase: UseCase, { register }: Pick<Scene, 'register'>): KnownBlock[] {
  const silent = unrecorded(register, useCase).map(({ title }) => inSentence(title));
  return silent.length === 0
    ? []
    : [
        section(
          `:warning: What ${useCase.key} runs on is not recorded (${silent.join(', ')}). Going live does not wait for it, but requirement 2 counts it from the first day in production, and a vendor that this brings in may need a DPA. Record it first.`,
          stepButton({ do: 'record-stack', useCase: useCase.key }),
        ),
      ];
}

/** The day that was planned, where it is to come, or else a month from now. */
const goLiveDay = ({ goLivePlannedOn }: UseCase, { register, today }: Scene): string =>
  goLivePlannedOn !== null && goLivePlannedOn >= today
    ? goLivePlannedOn
    : workingDayFrom(register, addDays(today, 30), settingsOf(register).timeZone);

export const decideForm = form({
  key: 'decide-pilot',
  title: ({ useCase }) => `${useCase}: decide`,
  submit: 'Decide',
  closed: ({ useCase: key }, scene) => {
    const { stage } = theUseCase(scene, key).life;
    return stage === 'pilot'
      ? null
      : { code: 'not-now', message: `${key} is ${stageWords[stage]}; only a pilot is decided on.` };
  },
  intro: ({ useCase: key }, scene) => {
    const useCase = theUseCase(scene, key);
    return [
      section([`*${key} ${safe(useCase.name, 80)}*`, ...factsFor(useCase, scene)].join('\n')),
      ...stackBlocks(useCase, scene),
    ];
  },
  fields: ({ useCase: key }, scene, entered) => {
    const useCase = theUseCase(scene, key);
    // Once somebody was asked to whom it is rolled out, going live is what they mean.
    const ready =
      'audience' in entered || missingForProduction(scene.register, useCase, scene.today).length === 0;
    return {
      answer: choice({ label: 'There are three answers', options: answers }),
      ...(entered.answer === 'scale'
        ? {
            liveOn: date({
              label: ready ? 'Live since' : 'Goes live by',
              hint: ready
                ? 'Not live yet: the day by which it goes live.'
                : 'What is missing is asked for until then.',
              initial: ready ? scene.today : goLiveDay(useCase, scene),
            }),
            ...(ready ? rolloutFields(scene, useCase) : {}),
          }
        : {}),
      ...(entered.answer === 'extend'
        ? {
            decideBy: date({ label: 'Decide by' }),
            reason: text({
              label: 'Why not now',
              hint: 'What will be known by then that is not known today.',
              multiline: true,
            }),
          }
        : {}),
      ...(entered.answer === 'stop' ? { learned: text({ label: 'What was learned', multiline: true }) } : {}),
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
  done: ({ answer, decideBy }, { useCase }, scene) => {
    const found = theUseCase(scene, useCase);
    const { name, life } = found;
    const named = `*${useCase} ${safe(name)}*`;
    if (answer === 'stop')
      return { text: `${named} is stopped. What was learned is kept.`, next: [], useCase };
    if (answer === 'extend' && life.stage === 'pilot') {
      const text = `${named} is ${extensionWords(life.charter)}. To be decided by ${written(decideBy ?? life.charter.decideBy)}.`;
      return { text, next: nextFor(scene, useCase), useCase };
    }
    if (life.stage === 'pilot') {
      const missing = missingForProduction(scene.register, found, scene.today);
      const rest = missing.length === 0 ? 'Nothing is missing.' : 'Missing until then:';
      const text = `${named} is decided: it scales, and goes live by ${written(dueBy(life.charter))}. ${rest}`;
      return { text, left: missing, next: missing.length === 0 ? [{ do: 'go-live', useCase }] : [], useCase };
    }
    const text = `${named} is in production: ${reachedBy(found)} of ${found.intendedUsers}.`;
    return { text, next: nextFor(scene, useCase), useCase };
  },
});

export const moveBarForm = form({
  key: 'move-bar',
  title: ({ useCase }) => `${useCase}: criterion`,
  submit: 'Move the bar',
  intro: ({ useCase: key }, scene) => {
    const { life } = theUseCase(scene, key);
    const frozen = life.stage === 'pilot' ? life.charter.criteria : [];
    return [
      section(
        `The criteria were frozen when the pilot started:\n${frozen.map((line) => `• ${safe(line, 200)}`).join('\n')}\nOne more is possible, and is recorded as a moved bar: a symptom of pilot purgatory.`,
      ),
    ];
  },
  fields: () => ({ criterion: text({ label: 'The further criterion', max: 300 }) }),
  decide: ({ criterion }, { useCase }, register, act) => moveBar(register, { useCase, criterion }, act),
  done: (_, { useCase }, scene) => ({
    text: `The bar of *${useCase} ${safe(theUseCase(scene, useCase).name)}* has moved, and everybody can see it.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});
