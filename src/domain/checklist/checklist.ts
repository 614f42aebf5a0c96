import { oncePerState } from '../by-use-case.ts';
import { daysBetween, written } from '../calendar.ts';
import type { Gap, Step } from '../decide.ts';
import { waiverFor } from '../infrastructure/index.ts';
import { answersFor } from '../people.ts';
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
import { vendorsOf, withoutDpa } from '../vendors/index.ts';
import { ago } from '../wording.ts';
import { lastDayOf } from './evidence-expiry.ts';
import {
  type ChecklistEntry,
  checklist,
  checklistEntry,
  type EvidencedEntry,
  incomplete,
  missing,
} from './items.ts';

export interface ItemState {
  readonly item: ChecklistItem;
  /** `holds` on its evidence; `waived` while an exception stands in for it; else `open`. */
  readonly state: 'holds' | 'waived' | 'open';
  /** Why it is open, or what the waiver stands in for; empty when it holds. */
  readonly lacks: readonly string[];
  readonly confirmed: { readonly by: UserId; readonly at: Instant } | null;
  /** The last day on which the evidence holds, where it has one. */
  readonly holdsUntil: Day | null;
  readonly waiver: Waiver | null;
  readonly step: Step;
}

/** Whether the data of this use case asks for agreements with its vendors; it does until somebody says what it is. */
export const needsDpa = ({ data }: UseCase): boolean => !data.includes('none');

/** What somebody has to state before it is known which agreements are needed, in words; empty when all is stated. */
export const notStated = (useCase: UseCase): readonly string[] =>
  needsDpa(useCase)
    ? missing(
        [useCase.data.length > 0, 'the data it touches is not stated'],
        [useCase.otherVendors !== 'unknown', 'one of its vendors is not known'],
      )
    : [];

function withoutAgreement(register: Register, useCase: UseCase, today: Day): readonly string[] {
  const vendors = vendorsOf(register, useCase);
  return vendors.length === 0 && useCase.otherVendors === null
    ? ['no vendor is recorded']
    : vendors.flatMap((vendor) => withoutDpa(vendor, today) ?? []);
}

/** Whether a missing agreement of this use case is a violation: it runs in production on personal or confidential data. */
const mustHaveDpa = ({ life, data }: UseCase): boolean => life.stage === 'production' && data.length > 0;

/** Whether it runs in production on personal or confidential data without all agreements that this needs. */
export const violates = (register: Register, useCase: UseCase, today: Day): boolean =>
  mustHaveDpa(useCase) && dpaGaps(register, useCase, today).length > 0;

function dpaGaps(register: Register, useCase: UseCase, today: Day): readonly string[] {
  return needsDpa(useCase) ? [...notStated(useCase), ...withoutAgreement(register, useCase, today)] : [];
}

function dpaLacks(register: Register, useCase: UseCase, today: Day): readonly string[] {
  const gaps = dpaGaps(register, useCase, today);
  return gaps.length > 0 && mustHaveDpa(useCase)
    ? [...gaps, 'in production this is a compliance violation']
    : gaps;
}

function evidenceLacks(
  register: Register,
  entry: EvidencedEntry,
  found: ItemEvidence | undefined,
  useCase: UseCase,
  today: Day,
): string[] {
  if (!found) return ['no evidence yet'];
  const lacks = incomplete(register, entry, found, useCase);
  return lastDayOf(found) < today
    ? [
        ...lacks,
        `last confirmed ${ago(daysBetween(found.confirmedOn, today))}, on ${written(found.confirmedOn)}`,
      ]
    : lacks;
}

/** Record the agreement of the first vendor that lacks one; where something is not stated, state that first. */
function dpaStep(register: Register, useCase: UseCase, today: Day): Step {
  if (notStated(useCase).length > 0) return { do: 'edit-use-case', useCase: useCase.key };
  const vendor = vendorsOf(register, useCase).find((one) => withoutDpa(one, today) !== null)?.name ?? null;
  return { do: 'record-dpa', useCase: useCase.key, vendor };
}

interface Checklist {
  readonly today: Day;
  readonly items: readonly ItemState[];
}

/** The checklists that were judged while nothing changed: the verdict, reminders and pages ask for each several times. */
const judged = oncePerState(() => new WeakMap<UseCase, Checklist>());

/** The eight items of a use case as they stand on a day, in the order of the list. */
export function checklistOf(register: Register, useCase: UseCase, today: Day): readonly ItemState[] {
  const kept = judged(register);
  const known = kept.get(useCase);
  if (known?.today === today) return known.items;
  const items = judge(register, useCase, today);
  kept.set(useCase, { today, items });
  return items;
}

const judge = (register: Register, useCase: UseCase, today: Day): readonly ItemState[] =>
  checklist.map((entry) => judgeItem(register, useCase, entry, today));

/** The item on data processing agreements alone, as in `checklistOf`. */
export const dpaItemOf = (register: Register, useCase: UseCase, today: Day): ItemState =>
  judgeItem(register, useCase, checklistEntry('dpa'), today);

function judgeItem(register: Register, useCase: UseCase, entry: ChecklistEntry, today: Day): ItemState {
  const found = entry.key === 'dpa' ? undefined : register.evidence.get(evidenceId(useCase.key, entry.key));
  const lacks =
    entry.key === 'dpa'
      ? dpaLacks(register, useCase, today)
      : evidenceLacks(register, entry, found, useCase, today);
  const waiver =
    lacks.length === 0 || entry.key === 'dpa'
      ? null
      : waiverFor(register, useCase.key, (s) => s.kind === 'item' && s.item === entry.key, today);
  return {
    item: entry.key,
    state: lacks.length === 0 ? 'holds' : waiver ? 'waived' : 'open',
    lacks,
    confirmed: found ? { by: found.confirmedBy, at: found.confirmedAt } : null,
    holdsUntil: found ? lastDayOf(found) : null,
    waiver,
    step:
      entry.key === 'dpa'
        ? dpaStep(register, useCase, today)
        : { do: 'confirm-item', useCase: useCase.key, item: entry.key },
  };
}

/** How many items have no evidence at all; each of them is open or waived. */
export const withoutEvidence = (register: Register, { key }: UseCase): number =>
  checklist.filter((entry) => entry.key !== 'dpa' && !register.evidence.has(evidenceId(key, entry.key)))
    .length;

/** Items as a person should meet them: what is open first, of these the three usually deferred before the others. */
export function inOrderOfUrgency(items: readonly ItemState[]): readonly ItemState[] {
  const rank = (state: ItemState) =>
    state.state === 'holds' ? 3 : state.state === 'waived' ? 2 : checklistEntry(state.item).deferred ? 0 : 1;
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** "Monitoring is active: no alert on latency; no link to the dashboard". */
const openItem = (state: ItemState): string =>
  `${checklistEntry(state.item).title}: ${state.lacks.join('; ')}`;

/** What keeps a use case out of production: items that neither hold nor are waived. */
export const openItems = (register: Register, useCase: UseCase, today: Day): readonly Gap[] =>
  inOrderOfUrgency(checklistOf(register, useCase, today))
    .filter((state) => state.state === 'open')
    .map((state) => ({ text: openItem(state), owner: answersFor(register, useCase), step: state.step }));
