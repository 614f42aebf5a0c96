import { checkIn, checkInDay, checkInsOf, planLacks, planRollout } from '../../domain/adoption/index.ts';
import { addDays, daysBetween, weekOf, written } from '../../domain/calendar.ts';
import {
  type Autonomy,
  evidenceId,
  mostPeople,
  type RoiInput,
  roiId,
  settingsOf,
} from '../../domain/register.ts';
import { recordRoi, roiResult, withoutProductionRoi } from '../../domain/roi/index.ts';
import {
  goLive,
  missingForProduction,
  notReady,
  reachedBy,
  stageWords,
  widenRollout,
} from '../../domain/use-cases/index.ts';
import { ago, inSentence } from '../../domain/wording.ts';
import { workingDayFrom } from '../../domain/working-time.ts';
import { safe, section } from '../kit/blocks.ts';
import {
  choice,
  choices,
  date,
  type Field,
  neededTo,
  number,
  optionalDate,
  optionalNumber,
  optionalText,
} from '../kit/fields.ts';
import { type Entered, form } from '../kit/form.ts';
import { money } from '../kit/money.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { phaseOptions, roiOptions } from '../kit/words.ts';
import { stackBlocks } from './decide-form.ts';
import { rolloutFields } from './use-case-forms.ts';

export const checkInForm = form({
  key: 'check-in',
  title: ({ useCase }) => `${useCase}: check-in`,
  submit: 'Check in',
  intro: ({ useCase: key }, scene) => {
    const latest = checkInsOf(scene.register, key).at(-1);
    const last = latest
      ? `Last known: ${latest.weekly} of ${latest.intended} weekly, week of ${written(latest.week)} (${ago(daysBetween(latest.week, scene.today))}).`
      : 'This is the first check-in.';
    return [
      section(
        `*${key} ${safe(theUseCase(scene, key).name)}*\nHow many of the people it is meant for used it in one week? ${last}`,
      ),
    ];
  },
  fields: ({ useCase: key, typed = {} }, scene, entered) => {
    const { life, intendedUsers } = theUseCase(scene, key);
    const given: Entered = { ...entered, ...typed };
    const holding = <T>(name: string, field: Field<T>): Field<T> => {
      const value = given[name];
      return typeof value === 'string' ? { ...field, element: field.holding({ value }) } : field;
    };
    return {
      on: date({
        label: 'A day of the week you speak of',
        initial: typed.on ?? checkInDay(scene.register, theUseCase(scene, key), scene.today),
      }),
      intended: holding(
        'intended',
        number({
          label: 'Intended users',
          hint: 'In a pilot, those who take part.',
          initial: life.stage === 'pilot' ? life.charter.volunteers : intendedUsers,
          max: mostPeople,
        }),
      ),
      daily: holding('daily', number({ label: 'Use it daily' })),
      weekly: holding(
        'weekly',
        number({ label: 'Use it at least weekly', hint: 'Daily users count here too.' }),
      ),
      notAtAll: holding('notAtAll', number({ label: 'Do not use it at all' })),
      result: holding(
        'result',
        optionalText({
          label: 'What you see',
          hint: 'Results against the criteria, if you have them.',
          multiline: true,
        }),
      ),
    };
  },
  decide: (values, { useCase }, register, act) => checkIn(register, { ...values, useCase }, act),
  done: ({ on, weekly, intended }, { useCase }, scene) => ({
    text: `Thank you. Week of ${written(weekOf(on))}: ${weekly} of ${intended} use *${useCase} ${safe(theUseCase(scene, useCase).name)}* at least weekly.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});

const amount = (label: string, initial: number | undefined, hint?: string) =>
  number({ label, initial, decimals: true, ...(hint === undefined ? {} : { hint }) });

export const roiForm = form({
  key: 'record-roi',
  title: ({ useCase }) => `${useCase}: ROI`,
  submit: 'Calculate',
  edits: ({ useCase }, { roi }) => {
    const id = roiId(useCase, 'production');
    return { entity: 'roi', id, shown: roi.get(id) ?? null };
  },
  intro: () => [
    section(
      'Yearly figures. Going live needs them with production prices: ask the provider for a quote at the expected volume, for pilot prices do not carry over.',
    ),
  ],
  fields: ({ useCase }, { register }, entered) => {
    const phase = entered.phase === 'pilot' ? 'pilot' : 'production';
    const known = register.roi.get(roiId(useCase, phase));
    const inputs = known?.inputs;
    const price = (label: string, initial: number | undefined) =>
      amount(label, initial, `In ${settingsOf(register).currency}.`);
    return {
      phase: choice({ label: 'For', options: phaseOptions, initial: 'production' }),
      users: number({
        label: 'Users',
        initial: inputs?.users ?? theUseCase({ register }, useCase).intendedUsers,
        max: mostPeople,
      }),
      hoursPerUserPerWeek: amount('Hours saved per user and week', inputs?.hoursPerUserPerWeek),
      weeksPerYear: amount('Weeks per year', inputs?.weeksPerYear ?? 48),
      hourlyCost: price('Loaded hourly cost', inputs?.hourlyCost ?? 50),
      modelApi: price('Model API per year', inputs?.modelApi),
      aiOperations: price('AI Operations time per year', inputs?.aiOperations),
      infrastructure: price('Infrastructure per year', inputs?.infrastructure),
      monitoring: price('Monitoring per year', inputs?.monitoring),
      overheadPercent: amount(
        'Overhead on the cost, in percent',
        known?.overheadPercent ?? 20,
        'For what nobody foresaw.',
      ),
      measured: choices({
        label: 'Which of these were measured?',
        options: roiOptions,
        initial: known?.measured,
      }),
      quoted: choices({
        label: 'Which were quoted by the supplier?',
        hint: 'What you tick in neither list counts as a guess. Going live needs a quoted or measured model API cost.',
        options: roiOptions,
        initial: known?.quoted,
      }),
    };
  },
  decide: (values, { useCase }, register, act) => {
    const { phase, measured, quoted, overheadPercent, ...figures } = values;
    const inputs = figures satisfies Record<RoiInput, number>;
    return recordRoi(register, { useCase, phase, inputs, measured, quoted, overheadPercent }, act);
  },
  done: ({ phase }, { useCase }, scene) => {
    const roi = scene.register.roi.get(roiId(useCase, phase));
    if (!roi) return { text: 'Calculated.', next: [], useCase };
    const result = roiResult(roi);
    const amountOf = money(scene.register);
    const { life, key } = theUseCase(scene, useCase);
    const waits = life.stage === 'proposed' || life.stage === 'pilot';
    const missing = waits ? withoutProductionRoi(scene.register, { key }) : null;
    return {
      short: missing !== null,
      text: `*ROI of ${useCase} in ${phase}*: ${Math.round(result.hours).toLocaleString('en')} h a year are worth ${amountOf(result.labourValue)}; less ${amountOf(result.cost)} = *${amountOf(result.net)}* net, ${amountOf(result.netWithOverhead)} with ${roi.overheadPercent}% overhead on the cost.${missing === null ? '' : ` Missing for going live: ${inSentence(missing)}.`}`,
      next: nextFor(scene, useCase),
      useCase,
    };
  },
});

/** How long it stays optional for sceptics unless another day is set, in days. */
const optionalDays = 60;
/** What is left to people, by what the use case may do; what it does by itself has to be said. */
const peopleBy: Readonly<Record<Autonomy, string>> = {
  suggest: 'Decide on each suggestion and act on it.',
  draft: 'Edit each draft and send it.',
  execute: '',
};

export const planForm = form({
  key: 'plan-rollout',
  title: ({ useCase }) => `${useCase}: roll-out plan`,
  submit: 'Save',
  edits: ({ useCase: id }, { rolloutPlans }) => ({
    entity: 'rolloutPlans',
    id,
    shown: rolloutPlans.get(id) ?? null,
  }),
  intro: ({ useCase }, { register }) => {
    const lacks = planLacks(register.rolloutPlans.get(useCase));
    const now = lacks.length === 0 ? 'It is complete.' : `Missing: ${lacks.join('; ')}.`;
    return [
      section(
        `The plan brings everybody along, and going live needs all of it. You can save it incomplete. ${safe(now, 500)}`,
      ),
    ];
  },
  fields: ({ useCase: key }, { register, today }) => {
    const useCase = theUseCase({ register }, key);
    const known = register.rolloutPlans.get(key);
    const training = register.evidence.get(evidenceId(key, 'training'))?.details;
    const told = training?.item === 'training' ? training : null;
    const untilThen = workingDayFrom(register, addDays(today, optionalDays), settingsOf(register).timeZone);
    return neededTo('go live', {
      sessionOn: optionalDate({
        label: 'Walkthrough of the new workflow on',
        hint: 'The work, not the tool.',
        initial: known ? known.sessionOn : told?.toldOn,
      }),
      sessionAttendees: optionalNumber({
        label: 'Attendees',
        hint: 'How many came, or are expected.',
        initial: (known ? known.sessionAttendees : told?.trained) || null,
      }),
      optionalUntil: optionalDate({
        label: 'Optional for sceptics until',
        hint: 'Until then nobody has to use it.',
        initial: known ? known.optionalUntil : untilThen,
      }),
      fearAddressedAt: optionalText({
        label: 'Where "will it replace me?" is answered',
        hint: 'An all-hands, a team meeting, a letter.',
        initial: known?.fearAddressedAt,
        max: 300,
      }),
      aiDoes: optionalText({
        label: 'What the AI does',
        initial: known?.aiDoes ?? useCase.purpose,
        multiline: true,
      }),
      peopleDo: optionalText({
        label: 'What people do',
        initial: known?.peopleDo ?? peopleBy[useCase.autonomy],
        multiline: true,
      }),
      adoptionMeasuredBy: optionalText({
        label: 'How adoption is measured',
        initial: known?.adoptionMeasuredBy ?? 'A check-in by the owner every week.',
        max: 300,
      }),
    });
  },
  decide: ({ sessionAttendees, ...plan }, { useCase }, register, act) =>
    planRollout(register, { ...plan, sessionAttendees: sessionAttendees ?? 0, useCase }, act),
  done: (_, { useCase }, scene) => {
    const lacks = planLacks(scene.register.rolloutPlans.get(useCase));
    return {
      text:
        lacks.length === 0
          ? `The roll-out plan of *${useCase}* is complete.`
          : `The roll-out plan of *${useCase}* is kept. Missing: ${lacks.join('; ')}.`,
      next: nextFor(scene, useCase),
      useCase,
    };
  },
});

export const goLiveForm = form({
  key: 'go-live',
  title: ({ useCase }) => `${useCase} goes live`,
  submit: 'Go live',
  closed: ({ useCase: key }, scene) => {
    const useCase = theUseCase(scene, key);
    const { stage } = useCase.life;
    if (stage !== 'pilot') {
      return {
        code: 'not-now',
        message: `${key} is ${stageWords[stage]}. ${stage === 'proposed' ? 'Start its pilot first.' : ''}`,
      };
    }
    const missing = missingForProduction(scene.register, useCase, scene.today);
    return missing.length === 0 ? null : notReady(useCase, missing);
  },
  intro: ({ useCase }, scene) => [
    section(
      `*${useCase} ${safe(theUseCase(scene, useCase).name)}* goes into production. The verdict counts it from then on.`,
    ),
    ...stackBlocks(theUseCase(scene, useCase), scene),
  ],
  fields: ({ useCase: key }, scene) => ({
    liveOn: date({ label: 'Live since', initial: scene.today }),
    ...rolloutFields(scene, theUseCase(scene, key)),
  }),
  decide: (values, { useCase }, register, act) => goLive(register, { ...values, useCase }, act),
  done: ({ deployed }, { useCase }, scene) => {
    const { name, intendedUsers } = theUseCase(scene, useCase);
    return {
      text: `*${useCase} ${safe(name)}* is in production: ${deployed} of ${intendedUsers}.`,
      next: nextFor(scene, useCase),
      useCase,
    };
  },
});

export const widenForm = form({
  key: 'widen-rollout',
  title: ({ useCase }) => `${useCase}: roll-out`,
  submit: 'Save',
  edits: ({ useCase: id }, register) => ({
    entity: 'useCases',
    id,
    shown: theUseCase({ register }, id).life,
  }),
  intro: ({ useCase }, scene) => {
    const found = theUseCase(scene, useCase);
    return [
      section(
        `*${useCase} ${safe(found.name)}* reaches ${reachedBy(found)} of ${found.intendedUsers} people. Record how many it reaches now.`,
      ),
    ];
  },
  fields: ({ useCase: key }, scene) => rolloutFields(scene, theUseCase(scene, key)),
  decide: (values, { useCase }, register, act) => widenRollout(register, { ...values, useCase }, act),
  done: ({ deployed }, { useCase }, scene) => ({
    text: `*${useCase}* reaches ${deployed} of ${theUseCase(scene, useCase).intendedUsers}.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});
