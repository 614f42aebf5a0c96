import { addDays, dayOf, endOfDay, weekOf } from '../domain/calendar.ts';
import type { Change } from '../domain/change.ts';
import {
  type AdoptionWeek,
  type ChangeSummary,
  computeAdoptionTrend,
  summarizeChanges,
  type VerdictSnapshot,
} from '../domain/digest/index.ts';
import { type Day, type Instant, settingsOf } from '../domain/register.ts';
import type { Store } from '../store/open.ts';
import { type AuditHead, listAuditHeads } from './audit-trail.ts';
import type { HistoryService } from './history.ts';
import { yieldToEventLoop } from './pause.ts';
import type { Readiness, ReadinessService } from './readiness.ts';
import { createVerdictHistory } from './verdict-history.ts';

/** The number of weeks in the charts, including this one. */
const maxWeeks = 8;

/** Changes read before other work gets a turn. */
const batchSize = 200;

interface Deps {
  readonly store: Pick<Store, 'changes' | 'head' | 'positionAt' | 'streams'>;
  readonly history: HistoryService;
  readonly readiness: ReadinessService;
}

/** The data of a digest. */
export interface Week {
  readonly readiness: Readiness;
  /** The day of the comparison. */
  readonly since: Day;
  readonly before: VerdictSnapshot;
  readonly change: ChangeSummary;
  /** Met requirements at the end of past weeks, oldest first, and today. */
  readonly history: readonly { readonly on: Day; readonly met: number }[];
  readonly adoption: readonly AdoptionWeek[];
  /** The last change in the log, by number and hash. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** The last event of each audit trail, by number and hash. */
  readonly trails: readonly AuditHead[];
}

export interface DigestService {
  /** Returns the data of a digest, compared with `since` or a week ago. */
  week(workspace: string, since?: Instant): Promise<Week>;
}

export function createDigestService({ store, history, readiness: current }: Deps): DigestService {
  const past = createVerdictHistory({ store, history });
  /** Cached while nothing changes. */
  const weekCache = new WeakMap<Readiness, Map<Instant, Omit<Week, 'trails'>>>();

  /** Reads the changes after a moment in batches. */
  async function changesSince(workspace: string, since: Instant): Promise<readonly Change[]> {
    const found: Change[] = [];
    for (let read = batchSize; read === batchSize; ) {
      const last = found.at(-1);
      const from = last ? { after: last.seq } : { since: since + 1 };
      const more = await store.changes(workspace, { ...from, without: ['pulses'], limit: batchSize });
      found.push(...more);
      read = more.length;
      await yieldToEventLoop();
    }
    return found;
  }

  return {
    async week(workspace, given) {
      const readiness = await current.now(workspace);
      const { register, today, assessment } = readiness;
      const { timeZone, openedOn } = settingsOf(register);
      const since = given ?? endOfDay(addDays(today, -8), timeZone) + 1;
      const known = weekCache.get(readiness)?.get(since);
      // Events arrive without a change of the register.
      const trails = await listAuditHeads(store, workspace);
      if (known) return { ...known, trails };
      // On a Monday the last week ended yesterday, too close to today for a point of its own.
      const lastEnd = addDays(weekOf(addDays(today, -1)), -1);
      const ends = Array.from({ length: maxWeeks - 1 }, (_, week) => addDays(lastEnd, -7 * week))
        .filter((on) => openedOn !== null && openedOn <= on)
        .map((on) => ({ on, at: endOfDay(on, timeZone) }))
        .reverse();
      const [positions, changes, head] = await Promise.all([
        past.at(workspace, [since, ...ends.map(({ at }) => at)]),
        changesSince(workspace, since),
        store.head(workspace),
      ]);
      const positionAt = (moment: Instant) => positions.get(moment) as VerdictSnapshot;
      const week: Omit<Week, 'trails'> = {
        readiness,
        since: dayOf(since, timeZone),
        before: positionAt(since),
        change: summarizeChanges(positionAt(since), assessment, register, changes),
        history: [
          ...ends.map(({ on, at }) => ({ on, met: positionAt(at).met.length })),
          { on: today, met: assessment.met },
        ],
        adoption: computeAdoptionTrend(register, today, maxWeeks),
        head,
      };
      weekCache.set(readiness, (weekCache.get(readiness) ?? new Map()).set(since, week));
      return { ...week, trails };
    },
  };
}
