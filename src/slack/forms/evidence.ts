import { z } from 'zod';
import { addDays, written } from '../../domain/calendar.ts';
import {
  checklistEntry,
  checklistOf,
  confirmItem,
  type ItemState,
  inOrderOfUrgency,
  waive,
  waiverDays,
} from '../../domain/checklist.ts';
import {
  categories,
  type EvidenceDetails,
  type EvidencedItem,
  evidenceId,
  mostPeople,
  settingsOf,
  type UseCase,
  vendorKey,
} from '../../domain/register.ts';
import { recordDpa } from '../../domain/vendors.ts';
import { safe, section } from '../views/blocks.ts';
import { alertOptions, externalOptions, responseOptions, trainingOptions } from '../views/words.ts';
import {
  choice,
  choices,
  date,
  type Field,
  link,
  number,
  optionalDate,
  optionalLink,
  optionalNumber,
  optionalText,
  people,
  person,
  text,
  toolName,
} from './fields.ts';
import { type Form, form, type Scene, type Values } from './form.ts';
import { nextFor, theUseCase } from './next.ts';
import { ofUseCase } from './use-case.ts';

type Details<I extends EvidencedItem> = Extract<EvidenceDetails, { item: I }>;

/** The state of one item of a use case. */
function itemState({ register, today }: Scene, key: string, item: ItemState['item']): ItemState {
  const state = checklistOf(register, theUseCase({ register }, key), today).find(
    (found) => found.item === item,
  );
  if (!state) throw new RangeError(`no checklist item ${item}`);
  return state;
}

/** The form of one item: its inputs, holding the evidence that is there, and what they amount to. */
function evidenceForm<
  I extends EvidencedItem,
  F extends Readonly<Record<string, Field<unknown> | undefined>>,
>(
  item: I,
  fields: (known: Details<I> | null, useCase: UseCase, scene: Scene) => F,
  details: (values: Values<F>, known: Details<I> | null) => Details<I>,
): Form {
  const known = ({ register }: Pick<Scene, 'register'>, key: string) =>
    (register.evidence.get(evidenceId(key, item))?.details ?? null) as Details<I> | null;
  return form({
    key: 'confirm-item',
    title: ({ useCase }) => `${useCase}: evidence`,
    submit: 'Confirm',
    context: z.object({ useCase: z.string(), item: z.literal(item) }),
    edits: ({ useCase }, register) => ({
      entity: 'evidence',
      id: evidenceId(useCase, item),
      shown: known({ register }, useCase),
    }),
    intro: ({ useCase }, scene) => {
      const { title, asks } = checklistEntry(item);
      const { lacks, state } = itemState(scene, useCase, item);
      const open = state === 'holds' ? 'It holds.' : `Now: ${lacks.join('; ')}.`;
      return [
        section(
          `*${title}*\nNeeded: ${asks}. Incomplete evidence is kept, and the item says what it lacks.\n${safe(open, 500)}`,
        ),
      ];
    },
    fields: ({ useCase }, scene) => fields(known(scene, useCase), theUseCase(scene, useCase), scene),
    decide: (values, { useCase }, register, act) =>
      confirmItem(register, { useCase, details: details(values, known({ register }, useCase)) }, act),
    done: (_, { useCase }, scene) => {
      const { state, lacks } = itemState(scene, useCase, item);
      const title = checklistEntry(item).title;
      const holding = checklistOf(scene.register, theUseCase(scene, useCase), scene.today).filter(
        (found) => found.state === 'holds',
      ).length;
      return {
        text: `${state === 'holds' ? `*${title}* holds.` : `*${title}* is kept, and does not hold yet: ${lacks.join('; ')}.`} ${useCase} has ${holding} of 8.`,
        short: state !== 'holds',
        next: nextFor(scene, useCase),
        useCase,
      };
    },
  });
}

const happens = (label: string, initial: Details<'fallback'>['modelTimeout'] | undefined) =>
  choice({ label, options: [...responseOptions, ['nothing', 'Nothing yet']], initial: initial ?? 'nothing' });
const planned = (value: 'nothing' | NonNullable<Details<'fallback'>['modelTimeout']>) =>
  value === 'nothing' ? null : value;

/** One form an item; a test holds this list to the checklist. */
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
    (known) => ({
      modelTimeout: happens('On a model timeout', known?.modelTimeout),
      guardrailTrigger: happens('When a guardrail triggers', known?.guardrailTrigger),
      rateLimit: happens('At the rate limit', known?.rateLimit),
    }),
    ({ modelTimeout, guardrailTrigger, rateLimit }) => ({
      item: 'fallback',
      modelTimeout: planned(modelTimeout),
      guardrailTrigger: planned(guardrailTrigger),
      rateLimit: planned(rateLimit),
    }),
  ),
  'human-review': evidenceForm(
    'human-review',
    (known) => ({
      outputs: optionalText({
        label: 'Which outputs a person reviews',
        initial: known?.outputs,
        multiline: true,
      }),
      when: optionalText({ label: 'When they are reviewed', initial: known?.when, multiline: true }),
      external: choice({
        label: 'Communication to people outside',
        options: externalOptions,
        initial: known?.external,
      }),
    }),
    (values) => ({ item: 'human-review', ...values }),
  ),
  'model-versions': evidenceForm(
    'model-versions',
    (known, _, { today }) => ({
      model: toolName({ label: 'Model that runs now', initial: known?.log.at(-1)?.model, max: 150 }),
      version: toolName({
        label: 'Version',
        hint: 'Unchanged? Confirm as it is, and the log stays as it is.',
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
    (known) => ({
      runbook: optionalLink({ label: 'Runbook', initial: known?.runbook }),
      callOrder: people({ label: 'Whom to call, in order', initial: known?.callOrder, optional: true }),
      slaHours: optionalNumber({
        label: 'Hours to resolution',
        initial: known?.slaHours,
        decimals: true,
      }),
    }),
    (values) => ({ item: 'incident-response', ...values }),
  ),
  training: evidenceForm(
    'training',
    (known, { intendedUsers }) => ({
      toldOn: optionalDate({ label: 'Users were told on', initial: known?.toldOn }),
      trained: number({
        label: 'People trained',
        hint: `It is meant for ${intendedUsers}.`,
        initial: known?.trained,
        max: mostPeople,
      }),
      covered: choices({ label: 'The training covers', options: trainingOptions, initial: known?.covered }),
    }),
    (values) => ({ item: 'training', ...values }),
  ),
  'cost-monitoring': evidenceForm(
    'cost-monitoring',
    (known, _, { register, actor }) => ({
      reportOwner: person({ label: 'Owner of the monthly report', initial: known?.reportOwner ?? actor.id }),
      monthlyBudget: number({
        label: 'Monthly budget',
        hint: `In ${settingsOf(register).currency}.`,
        initial: known?.monthlyBudget,
        min: 1,
        decimals: true,
      }),
      alertThreshold: number({
        label: 'Alert at',
        hint: `In ${settingsOf(register).currency}: the monthly amount at which somebody is told; at or below the budget.`,
        initial: known?.alertThreshold,
        min: 1,
        decimals: true,
      }),
    }),
    (values) => ({ item: 'cost-monitoring', ...values }),
  ),
};

export const dpaForm = form({
  key: 'record-dpa',
  title: ({ useCase }) => `${useCase}: DPA`,
  submit: 'Record',
  context: z.object({ useCase: z.string(), vendor: z.string().nullable() }),
  edits: ({ vendor }, { vendors }) => {
    const id = vendorKey(vendor ?? '');
    return { entity: 'vendors', id, shown: vendors.get(id)?.dpa ?? null };
  },
  intro: ({ useCase }, scene) => {
    const { lacks, state } = itemState(scene, useCase, 'dpa');
    return [
      section(
        `*Data processing agreement*\n${state === 'holds' ? 'All vendors have one in force.' : safe(`Now: ${lacks.join('; ')}.`, 1000)}`,
      ),
    ];
  },
  fields: ({ useCase, vendor }, scene) => {
    const known = scene.register.vendors.get(vendorKey(vendor ?? ''))?.dpa;
    return {
      vendor: toolName({
        label: 'Vendor',
        hint: `Counts for every use case with this vendor, ${useCase} included.`,
        initial: vendor,
        max: 150,
      }),
      signedOn: date({ label: 'Signed on', initial: known?.signedOn }),
      expiresOn: optionalDate({
        label: 'Expires on',
        hint: 'Leave empty if it has no end.',
        initial: known?.expiresOn,
      }),
      link: link({ label: 'Where it is kept', initial: known?.link }),
    };
  },
  decide: (values, { useCase }, register, act) => recordDpa(register, { ...values, useCase }, act),
  done: ({ vendor }, { useCase }, scene) => {
    const { state, lacks } = itemState(scene, useCase, 'dpa');
    const rest =
      state === 'holds' ? 'Every vendor has one in force.' : `Still: ${safe(lacks.join('; '), 500)}.`;
    return {
      text: `The DPA of *${safe(vendor)}* is recorded. ${rest}`,
      next: nextFor(scene, useCase),
      useCase,
    };
  },
});

const exception = (today: string) => ({
  reason: text({ label: 'Why this is acceptable for now', multiline: true }),
  until: date({
    label: 'Until',
    hint: `Its last day; ${written(addDays(today, waiverDays))} at the latest.`,
    initial: addDays(today, 30),
  }),
});

const waivable = (scene: Scene, key: string) =>
  inOrderOfUrgency(checklistOf(scene.register, theUseCase(scene, key), scene.today)).filter(
    ({ item, state }) => state === 'open' && item !== 'dpa',
  );

export const waiveForm = form({
  key: 'waive',
  title: ({ useCase }) => `${useCase}: waiver`,
  submit: 'Grant',
  context: ofUseCase,
  closed: ({ useCase }, scene) =>
    waivable(scene, useCase).length > 0
      ? null
      : { code: 'not-now', message: `No open item of ${useCase} can be waived. A missing DPA never can.` },
  intro: () => [
    section(
      'While an item is waived, going live is allowed and requirement 1 does not hold. A missing DPA cannot be waived.',
    ),
  ],
  fields: ({ useCase }, scene) => ({
    item: choice({
      label: 'Which item',
      options: waivable(scene, useCase).map(({ item }) => [item, checklistEntry(item).title] as const),
    }),
    ...exception(scene.today),
  }),
  decide: ({ item, ...values }, { useCase }, register, act) =>
    waive(register, { ...values, useCase, subject: { kind: 'item', item } }, act),
  done: ({ item, until }, { useCase }, scene) => ({
    text: `*${checklistEntry(item).title}* of ${useCase} is waived until ${written(until)}.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});

export const waiveDriftForm = form({
  key: 'waive-drift',
  title: ({ useCase }) => `${useCase}: waiver`,
  submit: 'Grant',
  context: ofUseCase.extend({ category: z.enum(categories) }),
  intro: () => [
    section(
      'It may differ from the committed decision for a while. The waiver and its end are shown with every verdict.',
    ),
  ],
  fields: (_, { today }) => exception(today),
  decide: (values, { useCase, category }, register, act) =>
    waive(register, { ...values, useCase, subject: { kind: 'drift', category } }, act),
  done: ({ until }, { useCase }, scene) => ({
    text: `The difference of ${useCase} is waived until ${written(until)}.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});
