import { addDays, daysBetween, written } from '../calendar.ts';
import { type Draft, put } from '../change.ts';
import { type Act, changed, type Gap, invalid, type Outcome, refuse, type Step } from '../decide.ts';
import { waiverFor } from '../infrastructure/index.ts';
import { answersFor, knownPeople, unfit } from '../people.ts';
import { existingUseCase, operations, ownerOrOperations } from '../permissions.ts';
import {
  type ChecklistItem,
  type Day,
  type EvidenceDetails,
  type EvidencedItem,
  evidenceId,
  type Instant,
  type ItemEvidence,
  nextKey,
  type Register,
  type UseCase,
  type UserId,
  type Waiver,
} from '../register.ts';
import { holdersIn, vacanciesIn } from '../roles.ts';
import { defineStep } from '../step.ts';
import { vendorsOf, withoutDpa } from '../vendors/index.ts';
import { ago, counted } from '../wording.ts';

/** A confirmation holds for this many days; then it has to be given again. */
const evidenceDays = 90;
/** From so many days before that on it is asked about. */
const daysAhead = 7;
/** The longest waiver, in days. */
export const waiverDays = 90;

interface Entry<I extends ChecklistItem> {
  readonly key: I;
  readonly title: string;
  /** What the item asks for, in one line. */
  readonly asks: string;
  /** One of the three that are usually put off until after an incident: shown first while open. */
  readonly deferred?: true;
}

export type EvidencedEntry<I extends EvidencedItem = EvidencedItem> = {
  [K in I]: Entry<K> & {
    /** What is missing from the evidence, in words; empty when it is complete. */
    readonly lacks: (evidence: Extract<EvidenceDetails, { item: K }>, useCase: UseCase) => string[];
  };
}[I];

export type ChecklistEntry = EvidencedEntry | (Entry<'dpa'> & { readonly lacks?: never });

/** Says for each thing that is missing what it is: `missing(false, 'a link')` is `['a link']`. */
const missing = (...pairs: readonly (readonly [present: unknown, what: string])[]): string[] =>
  pairs.flatMap(([present, what]) => (present ? [] : [what]));

/** The production checklist in its order. Source: "The production deployment checklist". */
export const checklist: readonly ChecklistEntry[] = [
  {
    key: 'monitoring',
    title: 'Monitoring is active',
    asks: 'alerts on error rate, latency and unusual output, and a dashboard',
    deferred: true,
    lacks: ({ alerts, dashboard }) =>
      missing(
        [alerts.includes('error-rate'), 'no alert on error rate'],
        [alerts.includes('latency'), 'no alert on latency'],
        [alerts.includes('unusual-output'), 'no alert on unusual output'],
        [dashboard?.trim(), 'no link to the dashboard'],
      ),
  },
  {
    key: 'fallback',
    title: 'Fallback exists',
    asks: 'what people get on a model timeout, a guardrail trigger and a rate limit',
    lacks: ({ modelTimeout, guardrailTrigger, rateLimit }) =>
      missing(
        [modelTimeout, 'nothing for a model timeout'],
        [guardrailTrigger, 'nothing for a guardrail trigger'],
        [rateLimit, 'nothing for a rate limit'],
      ),
  },
  {
    key: 'human-review',
    title: 'Human-in-the-loop gates',
    asks: 'which outputs a person reviews and when; outside communication before it is sent',
    lacks: ({ outputs, when, external }) =>
      missing(
        [outputs.trim(), 'which outputs are reviewed is not said'],
        [when.trim(), 'when they are reviewed is not said'],
        [external !== 'after-sending', 'outside communication is reviewed after sending, which is too late'],
      ),
  },
  {
    key: 'model-versions',
    title: 'Model versions tracked',
    asks: 'what ran from when, confirmed within 90 days',
    lacks: ({ log }) => missing([log.length > 0, 'no model version in the log']),
  },
  {
    key: 'incident-response',
    title: 'Incident response',
    asks: 'a runbook, whom to call in which order, and a time to resolution',
    lacks: ({ runbook, callOrder, slaHours }) =>
      missing(
        [runbook?.trim(), 'no runbook'],
        [callOrder.length > 0, 'nobody to call'],
        [slaHours, 'no resolution time in hours'],
      ),
  },
  {
    key: 'training',
    title: 'Users told and trained',
    asks: 'everyone intended knows, and can review, correct and escalate',
    lacks: ({ toldOn, trained, covered }, { intendedUsers }) =>
      missing(
        [toldOn, 'the users have not been told'],
        [trained >= intendedUsers, trainedWords(trained, intendedUsers)],
        [covered.includes('review'), 'training does not cover how to review'],
        [covered.includes('correct'), 'training does not cover how to correct'],
        [covered.includes('escalate'), 'training does not cover how to escalate'],
      ),
  },
  {
    key: 'cost-monitoring',
    title: 'Cost monitoring',
    asks: 'an owner of the monthly report, a budget and an alert threshold',
    deferred: true,
    lacks: ({ monthlyBudget, alertThreshold }) =>
      missing([alertThreshold <= monthlyBudget, 'the alert comes only above the budget']),
  },
  {
    key: 'dpa',
    title: 'DPA signed',
    asks: 'every vendor has a data processing agreement in force',
    deferred: true,
  },
];

/** "39 of 40 intended users are trained". */
function trainedWords(trained: number, intended: number): string {
  if (trained === 0) return 'nobody is trained yet';
  return `${trained} of ${counted(intended, 'intended user')} ${trained === 1 ? 'is' : 'are'} trained`;
}

export function checklistEntry(key: ChecklistItem): ChecklistEntry {
  const entry = checklist.find((candidate) => candidate.key === key);
  if (!entry) throw new RangeError(`no checklist item ${key}`);
  return entry;
}

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

/** Whether it runs in production on personal or confidential data without all agreements that this needs. */
export const violates = (register: Register, useCase: UseCase, today: Day): boolean =>
  useCase.life.stage === 'production' &&
  useCase.data.length > 0 &&
  dpaGaps(register, useCase, today).length > 0;

function dpaGaps(register: Register, useCase: UseCase, today: Day): readonly string[] {
  return needsDpa(useCase) ? [...notStated(useCase), ...withoutAgreement(register, useCase, today)] : [];
}

function dpaLacks(register: Register, useCase: UseCase, today: Day): string[] {
  const gaps = dpaGaps(register, useCase, today);
  return violates(register, useCase, today)
    ? [...gaps, 'in production this is a compliance violation']
    : [...gaps];
}

/** What the evidence of an item lacks, however old it is. */
const incomplete = (
  register: Register,
  entry: EvidencedEntry,
  evidence: ItemEvidence,
  useCase: UseCase,
): string[] => [
  ...(entry.lacks as (e: EvidenceDetails, u: UseCase) => string[])(evidence.details, useCase),
  ...vacanciesIn(register, 'evidence', evidence),
];

export interface Aging {
  readonly item: EvidencedItem;
  readonly evidence: ItemEvidence;
  readonly holdsUntil: Day;
}

/** The items with complete evidence, each with the last day on which that holds, or held. */
export const aging = (register: Register, useCase: UseCase): readonly Aging[] =>
  checklist.flatMap((entry) => {
    if (entry.key === 'dpa') return [];
    const evidence = register.evidence.get(evidenceId(useCase.key, entry.key));
    if (!evidence || incomplete(register, entry, evidence, useCase).length > 0) return [];
    return [{ item: entry.key, evidence, holdsUntil: addDays(evidence.confirmedOn, evidenceDays) }];
  });

/** What lapses within 7 days, or has lapsed and no waiver stands in for it; the earliest first. */
export const lapsing = (register: Register, useCase: UseCase, today: Day): readonly Aging[] =>
  aging(register, useCase)
    .filter(({ item, holdsUntil }) => {
      const waived = (subject: Waiver['subject']) => subject.kind === 'item' && subject.item === item;
      return holdsUntil < today
        ? waiverFor(register, useCase.key, waived, today) === null
        : daysBetween(today, holdsUntil) <= daysAhead;
    })
    .sort((a, b) => a.holdsUntil.localeCompare(b.holdsUntil));

function evidenceLacks(
  register: Register,
  entry: EvidencedEntry,
  found: ItemEvidence | undefined,
  useCase: UseCase,
  today: Day,
): string[] {
  if (!found) return ['no evidence yet'];
  const lacks = incomplete(register, entry, found, useCase);
  const until = addDays(found.confirmedOn, evidenceDays);
  return until < today
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

/** The eight items of a use case as they stand on a day, in the order of the list. */
export function checklistOf(register: Register, useCase: UseCase, today: Day): readonly ItemState[] {
  return checklist.map((entry) => {
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
      holdsUntil: found ? addDays(found.confirmedOn, evidenceDays) : null,
      waiver,
      step:
        entry.key === 'dpa'
          ? dpaStep(register, useCase, today)
          : { do: 'confirm-item', useCase: useCase.key, item: entry.key },
    };
  });
}

/** Items as a person should meet them: what is open first, of these the three usually deferred before the others. */
export function inOrderOfUrgency(items: readonly ItemState[]): readonly ItemState[] {
  const rank = (state: ItemState) =>
    state.state === 'holds' ? 3 : state.state === 'waived' ? 2 : checklistEntry(state.item).deferred ? 0 : 1;
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** "Monitoring is active: no alert on latency; no link to the dashboard". */
export const openItem = (state: ItemState): string =>
  `${checklistEntry(state.item).title}: ${state.lacks.join('; ')}`;

/** What keeps a use case out of production: items that neither hold nor are waived. */
export const openItems = (register: Register, useCase: UseCase, today: Day): readonly Gap[] =>
  inOrderOfUrgency(checklistOf(register, useCase, today))
    .filter((state) => state.state === 'open')
    .map((state) => ({ text: openItem(state), owner: answersFor(register, useCase), step: state.step }));

export interface EvidenceInput {
  readonly useCase: string;
  readonly details: EvidenceDetails;
}

/**
 * Keeps the evidence of an item with who confirmed it and when. Incomplete evidence is kept too: it does not hold,
 * and the item says what it still lacks.
 */
export const confirmItemStep = defineStep<'confirm-item', EvidenceInput>({
  key: 'confirm-item',
  label: 'Add evidence',
  title: ({ item }) => `${checklistEntry(item).title}: add evidence`,
  mayBy: ownerOrOperations,
  decide: (register, { useCase: key, details }, act) => {
    const refused = evidenceProblems(details, act.today, (p) => unfit(act, p));
    if (refused) return refused;
    return changed(confirmed(register, key, details, act), ...knownPeople(register, act));
  },
});
export const confirmItem = confirmItemStep.decide;

const confirmed = (register: Register, useCase: string, details: EvidenceDetails, act: Act): Draft =>
  put(register, 'confirm-item', 'evidence', evidenceId(useCase, details.item), {
    useCase,
    details,
    confirmedBy: act.actor.id,
    confirmedAt: act.at,
    confirmedOn: act.today,
  });

/** Refuses where no evidence is to be confirmed anew. */
export const mustLapse = (register: Register, useCase: UseCase, today: Day): Outcome | null =>
  lapsing(register, useCase, today).length > 0
    ? null
    : refuse('not-now', `Nothing of ${useCase.key} waits to be confirmed anew.`, {
        see: { page: 'checklist', useCase: useCase.key },
      });

export interface ReconfirmInput {
  readonly useCase: string;
  readonly items: readonly EvidencedItem[];
}

/** Confirms, as it is, what lapses and is still true; what is not chosen stays as it was. */
export const reconfirmStep = defineStep<'reconfirm', ReconfirmInput>({
  key: 'reconfirm',
  label: 'Confirm again',
  mayBy: ownerOrOperations,
  decide: (register, { useCase: key, items }, act) => {
    const useCase = existingUseCase(register, key);
    const chosen = lapsing(register, useCase, act.today).filter(({ item }) => items.includes(item));
    const gone = chosen.flatMap(({ item, evidence }) =>
      holdersIn('evidence', evidence).flatMap((person) => {
        const problem = unfit(act, person);
        return problem
          ? `${problem} Leave ${checklistEntry(item).title} unticked: its own form asks who.`
          : [];
      }),
    );
    const refused =
      mustLapse(register, useCase, act.today) ??
      invalid({
        items:
          (chosen.length === 0 && 'Tick what is still true. What is not has a form of its own.') || gone[0],
      });
    if (refused) return refused;
    return changed(
      ...chosen.map(({ evidence: { details } }) => confirmed(register, key, details, act)),
      ...knownPeople(register, act),
    );
  },
});
export const reconfirm = reconfirmStep.decide;

function evidenceProblems(details: EvidenceDetails, today: Day, wrong: (person: UserId) => string | null) {
  const future = 'This lies in the future. Choose today or an earlier day.';
  switch (details.item) {
    case 'model-versions':
      return invalid({ from: details.log.some((entry) => entry.from > today) && future });
    case 'incident-response':
      return invalid({
        callOrder: details.callOrder.map(wrong).find((problem) => problem !== null),
        slaHours:
          details.slaHours !== null &&
          ((details.slaHours < 0.25 && 'At least 0.25 hours (15 minutes).') ||
            (details.slaHours > 720 && 'At most 720 hours (30 days).')),
      });
    case 'training':
      return invalid({ toldOn: details.toldOn !== null && details.toldOn > today && future });
    case 'cost-monitoring':
      return invalid({ reportOwner: wrong(details.reportOwner) });
    default:
      return null;
  }
}

export interface WaiverInput {
  readonly useCase: string;
  readonly subject: Waiver['subject'];
  readonly reason: string;
  readonly until: Day;
}

const mayWaive = operations('grant waivers');
const mayEndWaiver = operations('end waivers');

/** Records an exception. The DPA has none: without it nothing goes into production. */
export const waiveStep = defineStep<'waive', WaiverInput>({
  key: 'waive',
  label: 'Waive an item',
  mayBy: mayWaive,
  decide: (register, input, act) => {
    if (input.subject.kind === 'item' && input.subject.item === 'dpa') {
      return refuse(
        'not-now',
        'A missing DPA cannot be waived. Record the agreement of each vendor instead.',
      );
    }
    const refused = invalid({
      reason: !input.reason.trim() && 'Say why this exception is acceptable.',
      until:
        (input.until < act.today && 'The end lies in the past.') ||
        (input.until > addDays(act.today, waiverDays) &&
          `A waiver ends within ${waiverDays} days: ${written(addDays(act.today, waiverDays))} at the latest.`),
    });
    if (refused) return refused;
    const key = nextKey('W', register.waivers);
    const waiver: Waiver = { ...input, key, approvedBy: act.actor.id, from: act.today };
    return changed(put(register, 'waive', 'waivers', key, waiver));
  },
});
export const waive = waiveStep.decide;

/** Ends a waiver before its time: from today on the item, or the difference, stands as it is. */
export const endWaiverStep = defineStep<'end-waiver', { readonly waiver: string }>({
  key: 'end-waiver',
  label: 'End waiver',
  mayBy: (register, act, { waiver: key }) => {
    const waiver = register.waivers.get(key);
    return waiver ? mayEndWaiver(register, act, waiver) : refuse('not-found', `There is no ${key}.`);
  },
  decide: (register, { waiver: key }, act) => {
    const waiver = register.waivers.get(key) as Waiver;
    return waiver.until < act.today
      ? refuse('not-now', `${key} ended on ${written(waiver.until)}.`)
      : changed(put(register, 'end-waiver', 'waivers', key, { ...waiver, until: addDays(act.today, -1) }));
  },
});
export const endWaiver = endWaiverStep.decide;

/** Records an exception for a use case that runs on something else than was committed. */
export const waiveDriftStep = defineStep<'waive-drift', WaiverInput>({
  key: 'waive-drift',
  label: 'Waive the difference',
  mayBy: mayWaive,
  decide: waive,
});
