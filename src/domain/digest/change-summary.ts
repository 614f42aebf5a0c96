import { weeklyShare } from '../adoption/index.ts';
import { addDays, formatDay } from '../calendar.ts';
import type { Change } from '../change.ts';
import { checklistEntry, checklistOf } from '../checklist/index.ts';
import {
  describeSpike,
  findSpike,
  formatChange,
  formatMonth,
  lastFullMonth,
  shiftMonth,
  totalOf,
} from '../costs/index.ts';
import { describeSla, kindTitles } from '../incidents/index.ts';
import { categoryEntry, evaluationSubject, isNotNeeded } from '../infrastructure/index.ts';
import { createMoneyFormat } from '../money.ts';
import { symptoms } from '../purgatory/index.ts';
import type { Assessment, Requirement, Verdict } from '../readiness/index.ts';
import {
  type CheckIn,
  type Day,
  type Entity,
  type EntityRecord,
  type EvidenceDetails,
  type EvidencedItem,
  evidenceId,
  type Life,
  type Register,
  type UseCase,
} from '../register.ts';
import { findSuspension } from '../suspensions/index.ts';
import { stageWords } from '../use-cases/index.ts';
import { formatCount, uncapitalize } from '../wording.ts';

/** The verdict at one moment, reduced to what a digest compares. */
export interface VerdictSnapshot {
  readonly verdict: Verdict;
  readonly met: readonly Requirement['key'][];
  /** The keys of the symptoms of pilot purgatory. */
  readonly symptoms: readonly string[];
}

export const snapshotOf = ({ verdict, requirements, purgatory }: Assessment): VerdictSnapshot => ({
  verdict,
  met: requirements.filter(({ met }) => met).map(({ key }) => key),
  symptoms: purgatory.present.map(({ key }) => key),
});

/** The changes between two moments, as lines of plain text about use cases and decisions. No line names a person. */
export interface ChangeSummary {
  readonly met: readonly Requirement[];
  readonly lost: readonly Requirement[];
  readonly moved: readonly string[];
  readonly wentWell: readonly string[];
  /** The number of changes to records, large or small. */
  readonly recorded: number;
}

/** Records about the use of the app itself, not about the way to production. */
const housekeeping: ReadonlySet<Entity> = new Set([
  'people',
  'settings',
  'pulses',
  'intakeTokens',
  'auditTokens',
  'assistantTokens',
  'holidays',
  'mutes',
  'digests',
  'incidentSettings',
  'toolReviewers',
  'dataRules',
  'erasures',
]);

/**
 * Summarizes what changed between two moments. Requirements and symptoms are compared, because time alone can change
 * them; everything else comes from the change log.
 * @param changes the changes in between, oldest first
 */
export function summarizeChanges(
  before: VerdictSnapshot,
  after: Assessment,
  register: Register,
  changes: readonly Change[],
): ChangeSummary {
  const { requirements } = after;
  const now = snapshotOf(after);
  const titlesOf = (keys: readonly string[]) =>
    symptoms.filter(({ key }) => keys.includes(key)).map(({ title }) => title);
  const appeared = titlesOf(now.symptoms.filter((key) => !before.symptoms.includes(key)));
  const gone = titlesOf(before.symptoms.filter((key) => !now.symptoms.includes(key)));
  const useCases = listNetChanges(changes, 'useCases');
  const complete = completedItems(register, changes);
  const fullyComplete = complete.filter(({ useCase }) => isChecklistComplete(register, useCase, after.today));
  const adoption = rankAdoptionChanges(register, changes);
  return {
    met: requirements.filter(({ key, met }) => met && !before.met.includes(key)),
    lost: requirements.filter(({ key, met }) => !met && before.met.includes(key)),
    moved: [
      ...formatLine('Pilot started', findMovedTo(useCases, 'pilot').map(formatUseCase)),
      ...formatLine('Stopped', findMovedTo(useCases, 'stopped').map(formatUseCase)),
      ...formatLine('Retired', findMovedTo(useCases, 'retired').map(formatUseCase)),
      ...formatLine(
        'Incident reported',
        listNetChanges(changes, 'incidents').flatMap(({ before, after }) =>
          before === null && after
            ? [`${after.key} ${after.useCase} (${uncapitalize(kindTitles[after.kind])}, ${after.severity})`]
            : [],
        ),
      ),
      ...formatLine('Suspended', listSuspensions(register, changes, 'suspend-use-case')),
      ...formatLine('Pilot extended', useCases.flatMap(extensionOf)),
      ...decisionLines(register, changes),
      ...formatLine('New model version', describeNewVersions(register, changes)),
      ...costLines(register, changes, after.today),
      ...evaluationLines(changes),
      ...formatLine(
        'Evidence complete',
        complete
          .filter((found) => !fullyComplete.includes(found))
          .map(({ useCase, items }) => `${useCase.key} (${listSome(items.map(titleOf))})`),
      ),
      ...formatLine('Weekly use fell', adoption.filter(({ by }) => by < 0).map(describeShares)),
      ...formatLine('New symptom of pilot purgatory', appeared),
      ...formatLine('Registered', listRegistered(useCases)),
    ],
    wentWell: [
      ...formatLine('Went live', findMovedTo(useCases, 'production').map(describeGoLive)),
      ...formatLine(
        'Incident resolved',
        listNetChanges(changes, 'incidents').flatMap(({ before, after }) =>
          after?.resolved && !before?.resolved
            ? [`${after.key} ${after.useCase}, ${describeSla(after, after.resolved.at)}`]
            : [],
        ),
      ),
      ...formatLine('Resumed', listSuspensions(register, changes, 'resume-use-case')),
      ...formatLine(
        'Production checklist complete',
        fullyComplete.map(({ useCase }) => formatUseCase(useCase)),
      ),
      ...formatLine('Waiver no longer needed', listClosedWaivers(register, complete)),
      ...formatLine('DPA signed', listNetChanges(changes, 'vendors').flatMap(describeSignature)),
      ...formatLine('Weekly use rose', adoption.filter(({ by }) => by > 0).map(describeShares)),
      ...formatLine('Symptom of pilot purgatory gone', gone),
    ],
    recorded: changes.filter(({ entity }) => !housekeeping.has(entity)).length,
  };
}

/** True when there is nothing worth reporting. */
export const hasNoNews = ({ met, lost, moved, wentWell }: ChangeSummary): boolean =>
  [met, lost, moved, wentWell].every((list) => list.length === 0);

const maxNamesInLine = 3;

/** Formats `UC-3 Call notes, UC-5 Policy search and 4 more`. */
function listSome(names: readonly string[]): string {
  const rest = names.length - maxNamesInLine;
  return `${names.slice(0, maxNamesInLine).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Formats `Stopped: UC-3 Call notes`; returns no line without names. */
const formatLine = (what: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${what}: ${listSome(names)}`];

/** In characters. A line holds several names. */
const maxNameLength = 40;

function formatUseCase({ key, name }: UseCase): string {
  const characters = [...name];
  return `${key} ${characters.length > maxNameLength ? `${characters.slice(0, maxNameLength - 1).join('')}…` : name}`;
}

const titleOf = (item: EvidencedItem): string => checklistEntry(item).title;

interface NetChange<E extends Entity> {
  readonly before: EntityRecord<E> | null;
  readonly after: EntityRecord<E> | null;
}

/** Returns each changed record of an entity, before the first change and after the last. */
function listNetChanges<E extends Entity>(changes: readonly Change[], entity: E): readonly NetChange<E>[] {
  const net = new Map<string, NetChange<E>>();
  for (const change of changes) {
    if (change.entity !== entity) continue;
    const { before, after } = change as Change & NetChange<E>;
    const first = net.get(change.id);
    net.set(change.id, { before: first ? first.before : before, after });
  }
  return [...net.values()];
}

const findMovedTo = (useCases: readonly NetChange<'useCases'>[], stage: Life['stage']): readonly UseCase[] =>
  useCases.flatMap(({ before, after }) =>
    after?.life.stage === stage && before && before.life.stage !== stage ? [after] : [],
  );

/** Returns the registered use cases with their stage, without those that have ended again. */
const listRegistered = (useCases: readonly NetChange<'useCases'>[]): readonly string[] =>
  (['production', 'pilot', 'proposed'] as const).flatMap((stage) =>
    useCases.flatMap(({ before, after }) =>
      before === null && after?.life.stage === stage
        ? [`${formatUseCase(after)}${stage === 'proposed' ? '' : ` (already ${stageWords[stage]})`}`]
        : [],
    ),
  );

/** Returns the use cases that a suspension or its end still concerns. */
const listSuspensions = (
  register: Register,
  changes: readonly Change[],
  action: 'suspend-use-case' | 'resume-use-case',
): readonly string[] => {
  const keys = new Set(changes.flatMap((change) => (change.action === action ? (change.useCase ?? []) : [])));
  return [...keys].flatMap((key) => {
    const useCase = register.useCases.get(key);
    const isSuspended = useCase !== undefined && findSuspension(register, useCase) !== null;
    return useCase && isSuspended === (action === 'suspend-use-case') ? [formatUseCase(useCase)] : [];
  });
};

const describeGoLive = (useCase: UseCase): string =>
  useCase.life.stage === 'production'
    ? `${formatUseCase(useCase)} (${useCase.life.deployed} of ${useCase.intendedUsers} intended users)`
    : formatUseCase(useCase);

function extensionOf({ before, after }: NetChange<'useCases'>): readonly string[] {
  if (before?.life.stage !== 'pilot' || after?.life.stage !== 'pilot') return [];
  const { decideBy, extensions } = after.life.charter;
  return extensions.length > before.life.charter.extensions.length
    ? [`${formatUseCase(after)} (until ${formatDay(decideBy)})`]
    : [];
}

function decisionLines(register: Register, changes: readonly Change[]): readonly string[] {
  return listNetChanges(changes, 'decisions').flatMap(({ before, after }) => {
    if (after?.status !== 'committed' || before?.status === 'committed') return [];
    const replaced = [...register.decisions.values()].find(
      ({ supersededBy, decidedOn }) => supersededBy === after.key && decidedOn !== null,
    );
    const choice = isNotNeeded(after) ? 'not needed' : after.choice;
    const instead = replaced ? `, replacing ${replaced.choice}` : '';
    return [`${categoryEntry(after.category).title} committed: ${choice}${instead}`];
  });
}

const describeNewVersions = (register: Register, changes: readonly Change[]): readonly string[] =>
  listNetChanges(changes, 'modelVersions').flatMap(({ before, after }) => {
    const useCase = register.useCases.get(after?.useCase ?? '');
    return before === null && after !== null && useCase
      ? [`${formatUseCase(useCase)} (${after.model} ${after.version})`]
      : [];
  });

/** Returns the total of the last month when it changed, and the new spikes; months of long ago are no news. */
function costLines(register: Register, changes: readonly Change[], today: Day): readonly string[] {
  const last = lastFullMonth(today);
  const recent = listNetChanges(changes, 'costs').flatMap(({ before, after }) =>
    after && after.month >= shiftMonth(last, -1) && after.amount !== before?.amount ? [after] : [],
  );
  const money = createMoneyFormat(register);
  const { amount, costs, change } = totalOf(register, last);
  const compared = change === null ? '' : ` (${formatChange(change)})`;
  return [
    ...(recent.some(({ month }) => month === last)
      ? [
          `Costs of ${formatMonth(last)}: ${money(amount)}${compared} in ${formatCount(costs.length, 'use case')}`,
        ]
      : []),
    ...formatLine(
      'Cost spike',
      recent.flatMap((cost) => {
        const spike = findSpike(register, cost);
        return spike === null
          ? []
          : [
              `${cost.useCase} (${money(cost.amount)} in ${formatMonth(cost.month)}, ${describeSpike(spike, money)})`,
            ];
      }),
    ),
  ];
}

const evaluationLines = (changes: readonly Change[]): readonly string[] =>
  formatLine(
    'Evaluation closed',
    listNetChanges(changes, 'evaluations').flatMap(({ before, after }) =>
      after?.closed && !before?.closed ? [`${after.key} ${evaluationSubject(after)}`] : [],
    ),
  );

interface Completed {
  readonly useCase: UseCase;
  readonly items: readonly EvidencedItem[];
}

/** Returns the items whose evidence became complete, by use case. */
function completedItems(register: Register, changes: readonly Change[]): readonly Completed[] {
  const items = new Map<string, EvidencedItem[]>();
  for (const { before, after } of listNetChanges(changes, 'evidence')) {
    const useCase = register.useCases.get(after?.useCase ?? '');
    if (!after || !useCase || !isComplete(after.details, useCase)) continue;
    if (before && isComplete(before.details, useCase)) continue;
    items.set(useCase.key, [...(items.get(useCase.key) ?? []), after.details.item]);
  }
  return [...items].flatMap(([key, found]) => {
    const useCase = register.useCases.get(key);
    return useCase ? [{ useCase, items: found }] : [];
  });
}

function isComplete(details: EvidenceDetails, useCase: UseCase): boolean {
  const findMissing = checklistEntry(details.item).findMissing as
    | ((given: EvidenceDetails, of: UseCase) => readonly string[])
    | undefined;
  return findMissing?.(details, useCase).length === 0;
}

const isChecklistComplete = (register: Register, useCase: UseCase, today: Day): boolean =>
  checklistOf(register, useCase, today).every(({ state }) => state === 'holds');

/** Returns waived items that now have complete evidence. */
const listClosedWaivers = (register: Register, complete: readonly Completed[]): readonly string[] =>
  complete.flatMap(({ useCase, items }) =>
    items
      .filter((item) => wasWaived(register, useCase, item))
      .map((item) => `${useCase.key} (${titleOf(item)})`),
  );

function wasWaived(register: Register, useCase: UseCase, item: EvidencedItem): boolean {
  const on = register.evidence.get(evidenceId(useCase.key, item))?.confirmedOn ?? '';
  return [...register.waivers.values()].some(
    ({ useCase: key, subject, from, until }) =>
      key === useCase.key &&
      subject.kind === 'item' &&
      subject.item === item &&
      from <= on &&
      // A waiver that was ended early ended on the day before.
      addDays(on, -1) <= until,
  );
}

function describeSignature({ before, after }: NetChange<'vendors'>): readonly string[] {
  return after?.dpa && after.dpa.signedOn !== before?.dpa?.signedOn ? [after.name] : [];
}

/** Smaller changes in the share of weekly users are not reported. */
const noticeableShare = 0.05;

interface AdoptionChange {
  readonly from: CheckIn;
  readonly to: CheckIn;
  readonly by: number;
}

/** Compares the latest check-ins with those before, largest difference first. */
function rankAdoptionChanges(register: Register, changes: readonly Change[]): readonly AdoptionChange[] {
  const latest = new Map<string, CheckIn>();
  for (const { after } of listNetChanges(changes, 'checkIns')) {
    if (after && after.week >= (latest.get(after.useCase)?.week ?? '')) latest.set(after.useCase, after);
  }
  const previous = new Map<string, CheckIn>();
  for (const checkIn of register.checkIns.values()) {
    const { useCase, week } = checkIn;
    const to = latest.get(useCase);
    if (to && week < to.week && week > (previous.get(useCase)?.week ?? '')) previous.set(useCase, checkIn);
  }
  return [...latest.values()]
    .flatMap((to): AdoptionChange[] => {
      const from = previous.get(to.useCase);
      // Only shares of the same number of people are compared: a wider roll-out has more.
      return from?.intended === to.intended ? [{ from, to, by: weeklyShare(to) - weeklyShare(from) }] : [];
    })
    .filter(({ by }) => Math.abs(by) >= noticeableShare)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
}

const percent = (checkIn: CheckIn): string => `${Math.round(weeklyShare(checkIn) * 100)}%`;

const describeShares = ({ from, to }: AdoptionChange): string =>
  `${to.useCase} from ${percent(from)} to ${percent(to)} (${to.weekly} of ${to.intended})`;
