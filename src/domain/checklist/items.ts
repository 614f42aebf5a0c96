import type {
  ChecklistItem,
  EvidenceDetails,
  EvidencedItem,
  ItemEvidence,
  Register,
  UseCase,
} from '../register.ts';
import { listVacancies } from '../roles.ts';
import { formatCount } from '../wording.ts';

interface Entry<I extends ChecklistItem> {
  readonly key: I;
  readonly title: string;
  /** One word, for the button "Add training evidence". */
  readonly shortName: string;
  /** The required evidence, in one line. */
  readonly needs: string;
  /** One of the three items that are usually deferred until after an incident: shown first while open. */
  readonly deferred?: true;
}

export type EvidencedEntry<I extends EvidencedItem = EvidencedItem> = {
  [K in I]: Entry<K> & {
    /** Returns what is missing from the evidence, in words. */
    readonly findMissing: (evidence: Extract<EvidenceDetails, { item: K }>, useCase: UseCase) => string[];
  };
}[I];

export type ChecklistEntry = EvidencedEntry | (Entry<'dpa'> & { readonly findMissing?: never });

/** Returns the words of each missing part: `listMissing([false, 'a link'])` is `['a link']`. */
export const listMissing = (...pairs: readonly (readonly [present: unknown, what: string])[]): string[] =>
  pairs.flatMap(([present, what]) => (present ? [] : [what]));

/** The production checklist in its order. Source: "The production deployment checklist". */
export const checklist: readonly ChecklistEntry[] = [
  {
    key: 'monitoring',
    title: 'Monitoring',
    shortName: 'monitoring',
    needs: 'alerts on error rate, latency and unusual output, and a dashboard',
    deferred: true,
    findMissing: ({ alerts, dashboard }) =>
      listMissing(
        [alerts.includes('error-rate'), 'no alert on error rate'],
        [alerts.includes('latency'), 'no alert on latency'],
        [alerts.includes('unusual-output'), 'no alert on unusual output'],
        [dashboard?.trim(), 'no link to the dashboard'],
      ),
  },
  {
    key: 'fallback',
    title: 'Fallback',
    shortName: 'fallback',
    needs: 'a response to a model timeout, a guardrail trigger and a rate limit',
    findMissing: ({ modelTimeout, guardrailTrigger, rateLimit }) =>
      listMissing(
        [modelTimeout, 'no fallback for a model timeout'],
        [guardrailTrigger, 'no fallback for a guardrail trigger'],
        [rateLimit, 'no fallback for a rate limit'],
      ),
  },
  {
    key: 'human-review',
    title: 'Human-in-the-loop gates',
    shortName: 'review',
    needs:
      'the outputs that a person reviews, and when; communication outside the company is reviewed before it is sent',
    findMissing: ({ outputs, when, external }) =>
      listMissing(
        [outputs.trim(), 'no outputs named for review'],
        [when.trim(), 'no time of review'],
        [external !== 'after-sending', 'communication outside the company is reviewed only after it is sent'],
      ),
  },
  {
    key: 'model-versions',
    title: 'Model version tracking',
    shortName: 'version',
    needs: 'the model versions with their start dates, confirmed in the last 90 days',
    findMissing: ({ log }) => listMissing([log.length > 0, 'no model version in the log']),
  },
  {
    key: 'incident-response',
    title: 'Incident response',
    shortName: 'response',
    needs: 'a runbook, the people to call in order, and a time to resolution',
    findMissing: ({ runbook, callOrder, slaHours }) =>
      listMissing(
        [runbook?.trim(), 'no runbook'],
        [callOrder.length > 0, 'nobody to call'],
        [slaHours, 'no resolution time in hours'],
      ),
  },
  {
    key: 'training',
    title: 'User training',
    shortName: 'training',
    needs: 'all intended users told, and trained to review, correct and escalate',
    findMissing: ({ toldOn, trained, covered }, { intendedUsers }) =>
      listMissing(
        [toldOn, 'no day on which users were told'],
        [trained >= intendedUsers, describeTrained(trained, intendedUsers)],
        [covered.includes('review'), 'training does not cover how to review'],
        [covered.includes('correct'), 'training does not cover how to correct'],
        [covered.includes('escalate'), 'training does not cover how to escalate'],
      ),
  },
  {
    key: 'cost-monitoring',
    title: 'Cost monitoring',
    shortName: 'cost',
    needs: 'an owner of the monthly report, a budget and an alert threshold',
    deferred: true,
    findMissing: ({ monthlyBudget, alertThreshold }) =>
      listMissing([alertThreshold <= monthlyBudget, 'the alert threshold is above the budget']),
  },
  {
    key: 'dpa',
    title: 'Data processing agreements',
    shortName: 'DPA',
    needs: 'every vendor has a data processing agreement in force',
    deferred: true,
  },
];

/** Returns "39 of 40 intended users are trained". */
function describeTrained(trained: number, intended: number): string {
  if (trained === 0) return 'nobody is trained yet';
  return `${trained} of ${formatCount(intended, 'intended user')} ${trained === 1 ? 'is' : 'are'} trained`;
}

export function checklistEntry(key: ChecklistItem): ChecklistEntry {
  const entry = checklist.find((candidate) => candidate.key === key);
  if (!entry) throw new RangeError(`no checklist item ${key}`);
  return entry;
}

/** Returns what is missing from the evidence of an item, regardless of its age. */
export const listMissingEvidence = (
  register: Register,
  entry: EvidencedEntry,
  evidence: ItemEvidence,
  useCase: UseCase,
): string[] => [
  ...(entry.findMissing as (e: EvidenceDetails, u: UseCase) => string[])(evidence.details, useCase),
  ...listVacancies(register, 'evidence', evidence),
];
