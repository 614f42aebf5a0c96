import { z } from 'zod';
import { listActiveOperators } from '../../domain/ai-operations/index.ts';
import {
  checklist,
  checklistEntry,
  checklistOf,
  confirmItem,
  type ItemState,
} from '../../domain/checklist/index.ts';
import { isActive } from '../../domain/people.ts';
import {
  type Autonomy,
  type EvidenceDetails,
  type EvidencedItem,
  evidenceId,
  maxPeople,
  roiId,
  settingsOf,
  type UseCase,
  type UserId,
} from '../../domain/register.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice, choices, type Options } from '../kit/choice-fields.ts';
import { date, optionalDate } from '../kit/date-fields.ts';
import type { Field } from '../kit/fields.ts';
import { type Entered, type Form, type FormContext, form, type Values } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { number, optionalNumber } from '../kit/number-fields.ts';
import { people, person } from '../kit/people-fields.ts';
import { optionalLink, optionalText, toolName, withNeededHint } from '../kit/text-fields.ts';
import {
  alertOptions,
  describeExpiry,
  externalOptions,
  responseOptions,
  trainingOptions,
} from '../kit/words.ts';

type Details<I extends EvidencedItem> = Extract<EvidenceDetails, { item: I }>;

/** Returns the state of one item of a use case. */
export function findItemState(
  { register, today }: FormContext,
  key: string,
  item: ItemState['item'],
): ItemState {
  const state = checklistOf(register, getUseCase({ register }, key), today).find(
    (found) => found.item === item,
  );
  if (!state) throw new RangeError(`no checklist item ${item}`);
  return state;
}

/** Makes the form of one item from its inputs, prefilled with the stored evidence. */
function evidenceForm<
  I extends EvidencedItem,
  F extends Readonly<Record<string, Field<unknown> | undefined>>,
>(
  item: I,
  fields: (known: Details<I> | null, useCase: UseCase, context: FormContext, entered: Entered) => F,
  details: (values: Values<F>, known: Details<I> | null) => Details<I>,
): Form {
  const findDetails = ({ register }: Pick<FormContext, 'register'>, key: string) =>
    (register.evidence.get(evidenceId(key, item))?.details ?? null) as Details<I> | null;
  return form({
    key: 'confirm-item',
    title: ({ useCase }) => `${useCase}: evidence`,
    submit: 'Confirm',
    args: z.object({ useCase: z.string(), item: z.literal(item) }),
    edits: ({ useCase }, register) => ({
      entity: 'evidence',
      id: evidenceId(useCase, item),
      shown: findDetails({ register }, useCase),
    }),
    intro: ({ useCase }, context) => {
      const { title, needs } = checklistEntry(item);
      const { missing, state, validUntil } = findItemState(context, useCase, item);
      const now =
        state !== 'holds'
          ? `Not complete: ${missing.join('; ')}.`
          : `Complete${validUntil === null ? '' : `, ${describeExpiry(validUntil, context.today)}`}.`;
      return [
        section(
          `*${title}*\nNeeded to go live: ${needs}. You can save incomplete evidence and come back.\n${escapeMrkdwn(now, 500)}`,
        ),
      ];
    },
    fields: ({ useCase }, context, entered) =>
      withNeededHint(
        'go live',
        fields(findDetails(context, useCase), getUseCase(context, useCase), context, entered),
      ),
    decide: (values, { useCase }, register, act) =>
      confirmItem(register, { useCase, details: details(values, findDetails({ register }, useCase)) }, act),
    done: (_, { useCase }, context) => {
      const { state, missing } = findItemState(context, useCase, item);
      const title = checklistEntry(item).title;
      const holding = checklistOf(context.register, getUseCase(context, useCase), context.today).filter(
        (found) => found.state === 'holds',
      ).length;
      return {
        text: `${state === 'holds' ? `*${title}* is complete.` : `*${title}* is saved, but not complete: ${missing.join('; ')}.`} ${useCase}: ${holding} of ${checklist.length} complete.`,
        isIncomplete: state !== 'holds',
        next: findNextSteps(context, useCase),
        useCase,
      };
    },
  });
}

type Response = NonNullable<Details<'fallback'>['modelTimeout']>;

const nothingYet = ['nothing', 'Nothing yet'] as const;

const fallbackOptions: Options<Response | 'nothing' | 'different'> = [
  ...responseOptions,
  ['different', 'Different for each'],
  nothingYet,
];

const responseField = (label: string, initial: Response | null | undefined) =>
  choice({ label, options: [...responseOptions, nothingYet], initial: initial ?? 'nothing' });

const parseResponse = (value: Response | 'nothing' | 'different'): Response | null =>
  value === 'nothing' || value === 'different' ? null : value;

/** Returns the response for all three cases if it is the same. */
function commonFallback(known: Details<'fallback'> | null): Response | 'nothing' | 'different' {
  if (known === null) return 'nothing';
  const { modelTimeout, guardrailTrigger, rateLimit } = known;
  return modelTimeout === guardrailTrigger && modelTimeout === rateLimit
    ? (modelTimeout ?? 'nothing')
    : 'different';
}

/** The default review by autonomy. Suggestions and drafts are seen by a person each time. */
const reviewBy: Readonly<Record<Autonomy, Omit<Details<'human-review'>, 'item'> | null>> = {
  suggest: {
    outputs: 'Every suggestion: a person decides and acts on it.',
    when: 'Before anybody acts on it.',
    external: 'before-sending',
  },
  draft: {
    outputs: 'Every draft: a person edits and sends it.',
    when: 'Before it is sent.',
    external: 'before-sending',
  },
  execute: null,
};

/** Returns the monthly cost of production from the ROI calculation; null without one. */
function estimateMonthlyCost({ register }: FormContext, { key }: UseCase): number | null {
  const inputs = register.roi.get(roiId(key, 'production'))?.inputs;
  return inputs
    ? Math.round((inputs.modelApi + inputs.infrastructure + inputs.monitoring) / 12) || null
    : null;
}

/** The default alert threshold as a share of the budget. */
const alertShare = 0.8;

const suggestAlertThreshold = (budget: number): number => Math.max(1, Math.floor(budget * alertShare));

/** The default resolution time of incidents, in hours: within a working day. */
const defaultSla = 8;

/** Returns the default call order: AI Operations, then the owner. */
const defaultCallOrder = ({ register }: FormContext, { owner }: UseCase): readonly UserId[] =>
  [...new Set([...listActiveOperators(register).map(({ person: holder }) => holder), owner])].filter((one) =>
    isActive(register, one),
  );

/** One form per item. A test compares this list with the checklist. */
export const evidenceForms: Readonly<Record<EvidencedItem, Form>> = {
  monitoring: evidenceForm(
    'monitoring',
    (known) => ({
      alerts: choices({ label: 'Alerts on', options: alertOptions, initial: known?.alerts }),
      dashboard: optionalLink({ label: 'Dashboard', initial: known?.dashboard }),
    }),
    (values) => ({ item: 'monitoring', ...values }),
  ),
  fallback: evidenceForm(
    'fallback',
    (known, _, __, { always = commonFallback(known) }) => ({
      always: choice({
        label: 'When it cannot answer',
        hint: 'On a model timeout, when a guardrail triggers, and at the rate limit.',
        options: fallbackOptions,
        initial: commonFallback(known),
      }),
      ...(always === 'different'
        ? {
            modelTimeout: responseField('On a model timeout', known?.modelTimeout),
            guardrailTrigger: responseField('When a guardrail triggers', known?.guardrailTrigger),
            rateLimit: responseField('At the rate limit', known?.rateLimit),
          }
        : {}),
    }),
    ({ always, modelTimeout = 'nothing', guardrailTrigger = 'nothing', rateLimit = 'nothing' }) => ({
      item: 'fallback',
      modelTimeout: parseResponse(always === 'different' ? modelTimeout : always),
      guardrailTrigger: parseResponse(always === 'different' ? guardrailTrigger : always),
      rateLimit: parseResponse(always === 'different' ? rateLimit : always),
    }),
  ),
  'human-review': evidenceForm(
    'human-review',
    (known, { key, autonomy }) => {
      const first = known ?? reviewBy[autonomy];
      const derived = known === null && first !== null;
      return {
        outputs: optionalText({
          label: 'Outputs a person reviews',
          ...(derived
            ? { hint: `Filled in because ${key} may only ${autonomy}. Change it if that is wrong.` }
            : {}),
          initial: first?.outputs,
          multiline: true,
        }),
        when: optionalText({ label: 'Time of review', initial: first?.when, multiline: true }),
        external: choice({
          label: 'Communication outside the company',
          options: externalOptions,
          initial: first?.external,
        }),
      };
    },
    (values) => ({ item: 'human-review', ...values }),
  ),
  'model-versions': evidenceForm(
    'model-versions',
    (known, _, { today }) => ({
      model: toolName({ label: 'Current model', initial: known?.log.at(-1)?.model, max: 150 }),
      version: toolName({
        label: 'Version',
        hint: 'If nothing changed, confirm it as it is.',
        initial: known?.log.at(-1)?.version,
        max: 150,
      }),
      from: date({ label: 'Running since', initial: known?.log.at(-1)?.from ?? today }),
    }),
    (entry, known) => {
      const log = known?.log ?? [];
      const same = log.some(
        ({ model, version, from }) =>
          model === entry.model && version === entry.version && from === entry.from,
      );
      const grown = same ? log : [...log, entry].sort((a, b) => a.from.localeCompare(b.from));
      return { item: 'model-versions', log: grown };
    },
  ),
  'incident-response': evidenceForm(
    'incident-response',
    (known, useCase, context) => ({
      runbook: optionalLink({ label: 'Runbook', initial: known?.runbook }),
      callOrder: people({
        label: 'People to call, in order',
        initial: known ? known.callOrder : defaultCallOrder(context, useCase),
        optional: true,
      }),
      slaHours: optionalNumber({
        label: 'Hours to resolution',
        hint: 'The time you promise, from report to resolution.',
        initial: known ? known.slaHours : defaultSla,
        decimals: true,
      }),
    }),
    (values) => ({ item: 'incident-response', ...values }),
  ),
  training: evidenceForm(
    'training',
    (known, { key, intendedUsers }, { register, today }) => {
      const plan = register.rolloutPlans.get(key);
      const session = plan && plan.sessionOn !== null && plan.sessionOn <= today ? plan : null;
      const from = known === null && session ? ' Filled in from the walkthrough in the roll-out plan.' : '';
      return {
        toldOn: optionalDate({
          label: 'Users were told on',
          initial: known ? known.toldOn : session?.sessionOn,
        }),
        trained: number({
          label: 'People trained',
          hint: `Intended users: ${intendedUsers}.${from}`,
          initial: known ? known.trained : session?.sessionAttendees,
          max: maxPeople,
        }),
        covered: choices({ label: 'The training covers', options: trainingOptions, initial: known?.covered }),
      };
    },
    (values) => ({ item: 'training', ...values }),
  ),
  'cost-monitoring': evidenceForm(
    'cost-monitoring',
    (known, useCase, context) => ({
      reportOwner: person({
        label: 'Owner of the monthly report',
        initial: known?.reportOwner ?? context.actor.id,
      }),
      monthlyBudget: number({
        label: 'Monthly budget',
        hint: `In ${settingsOf(context.register).currency}.${known === null && estimateMonthlyCost(context, useCase) !== null ? ' Filled in from the ROI: one month of model API, infrastructure and monitoring.' : ''}`,
        initial: known?.monthlyBudget ?? estimateMonthlyCost(context, useCase),
        min: 1,
        decimals: true,
      }),
      alertThreshold: optionalNumber({
        label: 'Alert at',
        hint: `In ${settingsOf(context.register).currency}: a monthly amount, at most the budget. If you leave this empty, it is ${alertShare * 100}% of the budget.`,
        initial: known?.alertThreshold,
        min: 1,
        decimals: true,
      }),
    }),
    ({ alertThreshold, ...values }) => ({
      item: 'cost-monitoring',
      ...values,
      alertThreshold: alertThreshold ?? suggestAlertThreshold(values.monthlyBudget),
    }),
  ),
};
