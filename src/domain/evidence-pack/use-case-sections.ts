import { formatDay } from '../calendar.ts';
import { checklistEntry, checklistOf, type ItemState } from '../checklist/index.ts';
import { categoryEntry } from '../infrastructure/index.ts';
import { nameOf } from '../people.ts';
import { type Day, evidenceId, type Life, type Register, type UseCase, type Waiver } from '../register.ts';
import { calculateRoi } from '../roi/index.ts';
import { findSuspension } from '../suspensions/index.ts';
import { listPilots, stageWords } from '../use-cases/index.ts';
import { listVendors } from '../vendors/index.ts';
import { formatCount } from '../wording.ts';
import { defineSection, keyInWords, type PackSection, type PackView } from './section.ts';

/** Returns the first day of the current stage. */
function startOfStage(life: Life): Day {
  if (life.stage === 'proposed') return life.since;
  if (life.stage === 'pilot') return life.charter.startedOn;
  return life.stage === 'production' ? life.liveOn : life.on;
}

const charterOf = (life: Life) => ('charter' in life ? life.charter : null);

/** An item of the production checklist of one use case. */
interface ChecklistRow {
  readonly useCase: UseCase;
  readonly state: ItemState;
}

const stateWords = { holds: 'complete', waived: 'waived', open: 'missing' } as const;

/** Returns the checklists of the use cases that people use. */
const listChecklists = ({ register, day }: PackView): readonly ChecklistRow[] =>
  [...register.useCases.values()]
    .filter(({ life }) => life.stage === 'production' || life.stage === 'pilot')
    .flatMap((useCase) => checklistOf(register, useCase, day).map((state) => ({ useCase, state })));

/** The fields of evidence that hold keys of a fixed list, such as `error-rate`. */
const keyedFields = new Set([
  ...['alerts', 'modelTimeout', 'guardrailTrigger', 'rateLimit', 'external', 'covered'],
]);

/** Returns a stored value as text, with names for people and words for keys and days. */
function describeValue(name: string, value: unknown, register: Register): string {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.map((one) => describeValue(name, one, register)).join(', ') || '–';
  const words = String(value);
  if (keyedFields.has(name)) return words.replaceAll('-', ' ');
  if (typeof value === 'number') return value.toLocaleString('en');
  if (name === 'toldOn') return formatDay(words);
  return register.people.has(words) ? nameOf(register, words) : words;
}

/**
 * Returns evidence as "Alerts: error rate, latency; Dashboard: https://…", without the item. The DPA has no evidence of
 * its own: its row names the agreements.
 */
function describeEvidence({ useCase, state }: ChecklistRow, { register }: PackView): string | null {
  if (state.item === 'dpa') return describeAgreements(register, useCase);
  const details = register.evidence.get(evidenceId(useCase.key, state.item))?.details;
  if (!details) return null;
  if (details.item === 'model-versions')
    return details.log
      .map(({ model, version, from }) => `${model} ${version} from ${formatDay(from)}`)
      .join('; ');
  return Object.entries(details)
    .filter(([name]) => name !== 'item')
    .map(([name, value]) => `${keyInWords(name)}: ${describeValue(name, value, register)}`)
    .join('; ');
}

/** Returns "OpenAI: DPA of 1 December 2025" for each vendor with one; null without any. */
const describeAgreements = (register: Register, useCase: UseCase): string | null =>
  listVendors(register, useCase)
    .flatMap(({ name, dpa }) => (dpa === null ? [] : `${name}: DPA of ${formatDay(dpa.signedOn)}`))
    .join('; ') || null;

const describeWaived = ({ subject }: Waiver): string =>
  subject.kind === 'item'
    ? checklistEntry(subject.item).title
    : `Drift from the decision on ${categoryEntry(subject.category).title}`;

/** The use cases, and what is recorded about each. */
export const useCaseSections: readonly PackSection[] = [
  defineSection<UseCase>({
    key: 'use-cases',
    title: 'Use cases',
    text: ({ register }) =>
      `${formatCount(register.useCases.size, 'use case')}, with stopped and retired ones. "May" says what the AI does by itself: suggest, draft or execute.`,
    rows: ({ register }) => [...register.useCases.values()],
    columns: [
      { key: 'key', width: 1, value: ({ key }) => key },
      { key: 'name', width: 4, value: ({ name }) => name },
      { key: 'owner', kind: 'person', value: ({ owner }) => owner },
      { key: 'team', width: 0, value: ({ team }) => team },
      { key: 'purpose', width: 0, value: ({ purpose }) => purpose },
      { key: 'stage', value: ({ life }) => stageWords[life.stage] },
      { key: 'since', kind: 'day', value: ({ life }) => startOfStage(life) },
      {
        key: 'suspendedSince',
        kind: 'day',
        value: (useCase, { register }) => findSuspension(register, useCase)?.on ?? null,
      },
      {
        key: 'deployedUsers',
        label: 'Users',
        kind: 'number',
        width: 1,
        value: ({ life }) => (life.stage === 'production' ? life.deployed : null),
      },
      {
        key: 'intendedUsers',
        label: 'Intended',
        kind: 'number',
        width: 1,
        value: ({ intendedUsers }) => intendedUsers,
      },
      { key: 'data', kind: 'list', value: ({ data }) => data.map(keyInWords) },
      { key: 'autonomy', label: 'May', width: 1, value: ({ autonomy }) => autonomy },
      {
        key: 'vendors',
        kind: 'list',
        value: (useCase, { register }) => listVendors(register, useCase).map(({ name }) => name),
      },
      {
        key: 'stack',
        kind: 'list',
        width: 0,
        value: ({ stack }) =>
          Object.entries(stack).map(([category, tools]) => `${category}: ${(tools ?? []).join(', ')}`),
      },
      { key: 'criteria', kind: 'list', width: 0, value: ({ life }) => charterOf(life)?.criteria ?? [] },
      { key: 'lastReviewedOn', kind: 'day', width: 0, value: ({ lastReviewedOn }) => lastReviewedOn },
    ],
  }),
  defineSection<ChecklistRow>({
    key: 'checklist',
    title: 'Production checklist',
    text: () =>
      'The eight items of every use case in pilot or production: complete, missing, or waived. Evidence must be confirmed again after 90 days.',
    rows: listChecklists,
    columns: [
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase.key },
      { key: 'item', width: 3, value: ({ state }) => checklistEntry(state.item).title },
      { key: 'state', width: 1.5, value: ({ state }) => stateWords[state.state] },
      { key: 'missing', kind: 'list', width: 4, value: ({ state }) => state.missing },
      { key: 'evidence', width: 4, value: describeEvidence },
      { key: 'confirmedBy', kind: 'person', value: ({ state }) => state.confirmed?.by ?? null },
      {
        key: 'confirmedAt',
        kind: 'moment',
        value: ({ state }) => state.confirmed?.at ?? null,
      },
      { key: 'validUntil', kind: 'day', value: ({ state }) => state.validUntil },
    ],
  }),
  defineSection<Waiver>({
    key: 'waivers',
    title: 'Waivers',
    text: () =>
      'Each waiver lets a use case run without an item, or on a tool that was not decided, for a time.',
    rows: ({ register }) => [...register.waivers.values()],
    columns: [
      { key: 'key', width: 1, value: ({ key }) => key },
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase },
      { key: 'waived', width: 3, value: describeWaived },
      { key: 'reason', width: 4, value: ({ reason }) => reason },
      { key: 'approvedBy', kind: 'person', value: ({ approvedBy }) => approvedBy },
      { key: 'from', kind: 'day', value: ({ from }) => from },
      { key: 'until', kind: 'day', value: ({ until }) => until },
      {
        key: 'inForce',
        kind: 'yesNo',
        width: 1,
        value: ({ from, until }, { day }) => from <= day && day <= until,
      },
    ],
  }),
  defineSection({
    key: 'check-ins',
    title: 'Weekly use',
    printsLast: true,
    text: () => 'How many people used each use case in a week, as its owner or a system reported it.',
    rows: ({ register }) => [...register.checkIns.values()],
    columns: [
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase },
      { key: 'week', label: 'Week of', kind: 'day', value: ({ week }) => week },
      { key: 'intended', kind: 'number', width: 1, value: ({ intended }) => intended },
      { key: 'daily', kind: 'number', width: 1, value: ({ daily }) => daily },
      { key: 'weekly', kind: 'number', width: 1, value: ({ weekly }) => weekly },
      { key: 'notAtAll', kind: 'number', width: 1, value: ({ notAtAll }) => notAtAll },
      { key: 'result', width: 5, value: ({ result }) => result },
      { key: 'source', width: 1, value: ({ source }) => source },
      { key: 'by', kind: 'person', value: ({ by }) => by },
      { key: 'on', kind: 'day', value: ({ on }) => on },
    ],
  }),
  defineSection({
    key: 'pilots',
    title: 'Pilots',
    text: () => 'Running pilots, with the day by which each is decided, and how often that day was moved.',
    rows: ({ register }) => listPilots(register),
    columns: [
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase.key },
      { key: 'name', width: 4, value: ({ useCase }) => useCase.name },
      { key: 'startedOn', kind: 'day', value: ({ charter }) => charter.startedOn },
      { key: 'decideBy', kind: 'day', value: ({ charter }) => charter.decideBy },
      { key: 'extensions', kind: 'number', width: 1, value: ({ charter }) => charter.extensions.length },
      {
        key: 'criteria',
        label: 'Success criteria',
        kind: 'list',
        width: 6,
        value: ({ charter }) => charter.criteria,
      },
    ],
  }),
  defineSection({
    key: 'roi',
    title: 'Return on investment',
    text: () =>
      'Yearly figures in the currency of the workspace. Figures that are neither measured nor quoted are guesses.',
    rows: ({ register }) => [...register.roi.values()],
    columns: [
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase },
      { key: 'phase', value: ({ phase }) => phase },
      { key: 'labourValue', kind: 'number', value: (roi) => round(calculateRoi(roi).labourValue) },
      { key: 'cost', kind: 'number', value: (roi) => round(calculateRoi(roi).cost) },
      { key: 'net', kind: 'number', value: (roi) => round(calculateRoi(roi).net) },
      { key: 'overheadPercent', kind: 'number', value: ({ overheadPercent }) => overheadPercent },
      { key: 'measured', kind: 'list', width: 3, value: ({ measured }) => measured.map(keyInWords) },
      { key: 'quoted', kind: 'list', width: 3, value: ({ quoted }) => quoted.map(keyInWords) },
      { key: 'by', kind: 'person', value: ({ by }) => by },
      { key: 'on', kind: 'day', value: ({ on }) => on },
    ],
  }),
];

/** Rounds an amount to cents, because sums of fractions end in many digits. */
const round = (amount: number): number => Math.round(amount * 100) / 100;
