import { createCache } from '../cache.ts';
import { dayOf } from '../domain/calendar.ts';
import { snapshotOf, type VerdictSnapshot } from '../domain/digest/index.ts';
import { assess } from '../domain/readiness/index.ts';
import { type Instant, settingsOf } from '../domain/register.ts';
import type { Store } from '../store/open.ts';
import type { HistoryService } from './history.ts';

/** Cached moments, over all workspaces. */
const maxMoments = 5_000;

export interface VerdictHistory {
  /** Returns the verdict at past moments, each judged on what was recorded by then. */
  at(workspace: string, moments: readonly Instant[]): Promise<ReadonlyMap<Instant, VerdictSnapshot>>;
}

/** Creates the verdict history. It assesses each moment once. */
export function createVerdictHistory({
  store,
  history,
}: {
  readonly store: Pick<Store, 'positionAt'>;
  readonly history: HistoryService;
}): VerdictHistory {
  const known = createCache<VerdictSnapshot>(maxMoments);

  return {
    async at(workspace, moments) {
      // The past changes only when the database was replaced by an earlier state.
      const marks = await Promise.all(moments.map((moment) => store.positionAt(workspace, moment)));
      const keys = new Map(moments.map((moment, index) => [moment, `${marks[index]?.hash} ${moment}`]));
      const keyOf = (moment: Instant) => `${workspace} ${keys.get(moment)}`;
      const found = new Map<Instant, VerdictSnapshot>();
      for (const moment of moments) {
        const position = known.get(keyOf(moment));
        if (position) found.set(moment, position);
      }
      const unknown = moments.filter((moment) => !found.has(moment));
      await history.at(workspace, unknown, ({ register }, moment) => {
        const position = snapshotOf(assess(register, dayOf(moment, settingsOf(register).timeZone)));
        known.set(keyOf(moment), position);
        found.set(moment, position);
      });
      return found;
    },
  };
}
