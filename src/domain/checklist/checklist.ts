import { memoizePerState } from '../by-use-case.ts';
import { daysBetween, formatDay } from '../calendar.ts';
import type { Gap, Step } from '../decide.ts';
import { findWaiver } from '../infrastructure/index.ts';
import { assigneeOf } from '../people.ts';
import {
  type ChecklistItem,
  type Day,
  evidenceId,
  type Instant,
  type ItemEvidence,
  type Register,
  type UseCase,
  type UserId,
  type Waiver,
} from '../register.ts';
import { explainMissingDpa, listVendors } from '../vendors/index.ts';
import { formatDaysAgo } from '../wording.ts';
import { lastValidDay } from './evidence-expiry.ts';
import {
  type ChecklistEntry,
  checklist,
  checklistEntry,
  type EvidencedEntry,
  listMissing,
  listMissingEvidence,
} from './items.ts';

export interface ItemState {
  readonly item: ChecklistItem;
  /** `holds` when its evidence is complete and valid, `waived` under a waiver, otherwise `open`. */
  readonly state: 'holds' | 'waived' | 'open';
  /** The missing parts, in words; empty when the item holds. */
  readonly missing: readonly string[];
  readonly confirmed: { readonly by: UserId; readonly at: Instant } | null;
  /** The last day on which the evidence is valid, if there is evidence. */
  readonly validUntil: Day | null;
  readonly waiver: Waiver | null;
  readonly step: Step;
}

/** True unless the use case is known to touch no personal or confidential data. */
export const needsDpa = ({ data }: UseCase): boolean => !data.includes('none');

/** Returns what must be stated before the required DPAs are known, in words. */
export const listUnstated = (useCase: UseCase): readonly string[] =>
  needsDpa(useCase)
    ? listMissing(
        [useCase.data.length > 0, 'the data it touches is not recorded'],
        [useCase.otherVendors !== 'unknown', 'the name of one vendor is missing'],
      )
    : [];

function listMissingAgreements(register: Register, useCase: UseCase, today: Day): readonly string[] {
  const vendors = listVendors(register, useCase);
  return vendors.length === 0 && useCase.otherVendors === null
    ? ['no vendor is recorded']
    : vendors.flatMap((vendor) => explainMissingDpa(vendor, today) ?? []);
}

/** True when a missing DPA is a violation: in production, on personal or confidential data. */
const isDpaMandatory = ({ life, data }: UseCase): boolean => life.stage === 'production' && data.length > 0;

/** True when it is in production on personal or confidential data and a DPA is missing. */
export const isInViolation = (register: Register, useCase: UseCase, today: Day): boolean =>
  isDpaMandatory(useCase) && dpaGaps(register, useCase, today).length > 0;

function dpaGaps(register: Register, useCase: UseCase, today: Day): readonly string[] {
  return needsDpa(useCase)
    ? [...listUnstated(useCase), ...listMissingAgreements(register, useCase, today)]
    : [];
}

function listDpaProblems(register: Register, useCase: UseCase, today: Day): readonly string[] {
  const gaps = dpaGaps(register, useCase, today);
  return gaps.length > 0 && isDpaMandatory(useCase)
    ? [...gaps, 'in production this is a compliance violation']
    : gaps;
}

function listEvidenceProblems(
  register: Register,
  entry: EvidencedEntry,
  found: ItemEvidence | undefined,
  useCase: UseCase,
  today: Day,
): string[] {
  if (!found) return ['no evidence yet'];
  const lacks = listMissingEvidence(register, entry, found, useCase);
  return lastValidDay(found) < today
    ? [
        ...lacks,
        `evidence expired, last confirmed on ${formatDay(found.confirmedOn)} (${formatDaysAgo(daysBetween(found.confirmedOn, today))})`,
      ]
    : lacks;
}

/** Returns the step that closes the DPA gap: state what is unknown, or record the first missing DPA. */
function dpaStep(register: Register, useCase: UseCase, today: Day): Step {
  if (listUnstated(useCase).length > 0) return { do: 'edit-use-case', useCase: useCase.key };
  const vendor =
    listVendors(register, useCase).find((one) => explainMissingDpa(one, today) !== null)?.name ?? null;
  return { do: 'record-dpa', useCase: useCase.key, vendor };
}

interface Checklist {
  readonly today: Day;
  readonly items: readonly ItemState[];
}

/** Caches assessed checklists per register, because the verdict, reminders and pages each ask for them. */
const checklistCache = memoizePerState(() => new WeakMap<UseCase, Checklist>());

/** Returns the eight items of a use case as of a day, in the order of the list. */
export function checklistOf(register: Register, useCase: UseCase, today: Day): readonly ItemState[] {
  const kept = checklistCache(register);
  const known = kept.get(useCase);
  if (known?.today === today) return known.items;
  const items = assessChecklist(register, useCase, today);
  kept.set(useCase, { today, items });
  return items;
}

const assessChecklist = (register: Register, useCase: UseCase, today: Day): readonly ItemState[] =>
  checklist.map((entry) => assessItem(register, useCase, entry, today));

/** Returns the DPA item alone, as in `checklistOf`. */
export const dpaItemOf = (register: Register, useCase: UseCase, today: Day): ItemState =>
  assessItem(register, useCase, checklistEntry('dpa'), today);

function assessItem(register: Register, useCase: UseCase, entry: ChecklistEntry, today: Day): ItemState {
  const found = entry.key === 'dpa' ? undefined : register.evidence.get(evidenceId(useCase.key, entry.key));
  const missing =
    entry.key === 'dpa'
      ? listDpaProblems(register, useCase, today)
      : listEvidenceProblems(register, entry, found, useCase, today);
  const waiver =
    missing.length === 0 || entry.key === 'dpa'
      ? null
      : findWaiver(register, useCase.key, (s) => s.kind === 'item' && s.item === entry.key, today);
  return {
    item: entry.key,
    state: missing.length === 0 ? 'holds' : waiver ? 'waived' : 'open',
    missing,
    confirmed: found ? { by: found.confirmedBy, at: found.confirmedAt } : null,
    validUntil: found ? lastValidDay(found) : null,
    waiver,
    step:
      entry.key === 'dpa'
        ? dpaStep(register, useCase, today)
        : { do: 'confirm-item', useCase: useCase.key, item: entry.key },
  };
}

/** Counts items without any evidence, open or waived. */
export const countItemsWithoutEvidence = (register: Register, { key }: UseCase): number =>
  checklist.filter((entry) => entry.key !== 'dpa' && !register.evidence.has(evidenceId(key, entry.key)))
    .length;

/** Sorts open items first, and among them the three that are usually deferred. */
export function sortItemsByUrgency(items: readonly ItemState[]): readonly ItemState[] {
  const rank = (state: ItemState) =>
    state.state === 'holds' ? 3 : state.state === 'waived' ? 2 : checklistEntry(state.item).deferred ? 0 : 1;
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** Formats an item: "Monitoring: no alert on latency; no link to the dashboard". */
const formatOpenItem = (state: ItemState): string =>
  `${checklistEntry(state.item).title}: ${state.missing.join('; ')}`;

/** Returns the items that keep a use case out of production: neither complete nor waived. */
export const listOpenItems = (register: Register, useCase: UseCase, today: Day): readonly Gap[] =>
  sortItemsByUrgency(checklistOf(register, useCase, today))
    .filter((state) => state.state === 'open')
    .map((state) => ({
      text: formatOpenItem(state),
      owner: assigneeOf(register, useCase),
      step: state.step,
    }));
