import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Change } from '../domain/change.ts';
import { type History, noHistory, replay } from '../domain/readiness/index.ts';
import {
  day,
  type Entity,
  emptyRegister,
  entities,
  entityNames,
  type Instant,
  type Register,
} from '../domain/register.ts';
import type { Mark, Store } from '../store/open.ts';
import { nextTurn } from './pause.ts';

/** Raise it when `replay` gives another history of the same log: checkpoints of other versions are ignored. */
export const checkpointVersion = 1;
/**
 * A checkpoint is kept after this many changes, or after one change for every four records where that is more: a large
 * register takes longer to write.
 */
const checkpointEvery = 500;
const recordsAChange = 4;
/** How many changes are read at once. */
const changesAPage = 250;
/** How many changes are replayed before others have their turn: a long log must not keep them waiting. */
const changesATurn = 50;
/** How many workspaces' histories are kept in memory. */
const historiesKept = 100;

/** A history with the place in the log up to which it goes. */
interface Place {
  readonly mark: Mark;
  readonly history: History;
  /** How many erasures there were before any of it was read: after another one it may hold what was erased. */
  readonly erasures: number;
}

/** Works out past states by replaying the log from the nearest checkpoint on. */
export interface HistoryService {
  /** The history up to the head of the log, which is at least as new as this register. */
  latest(register: Register): Promise<History>;
  /** The histories up to these instants, each seen by `see` before the next one is worked out from it. */
  at(
    workspace: string,
    instants: readonly Instant[],
    see: (history: History, at: Instant) => void,
  ): Promise<void>;
}

type Logs = Pick<Store, 'head' | 'follow' | 'checkpoint' | 'keepCheckpoint'>;

export function createHistoryService({ store }: { readonly store: Logs }): HistoryService {
  const places = new LRUCache<string, Promise<Place>>({ max: historiesKept });

  async function nearest(workspace: string, upTo: Instant | null): Promise<Place> {
    const { erasures } = await store.head(workspace);
    const kept = await store.checkpoint(workspace, checkpointVersion, upTo);
    const history = kept && historyIn(workspace, kept.mark, kept.contents);
    return history
      ? { mark: kept.mark, history, erasures }
      : { mark: { seq: 0, hash: '' }, history: noHistory(workspace), erasures };
  }

  /** Null where the log no longer goes through the place. What was replayed is reused: keep only what this returns. */
  async function advance(from: Place, workspace: string, upTo: Instant | null): Promise<Place | null> {
    let place = from;
    let keptAt = from.mark.seq;
    for (;;) {
      const page = await store.follow(workspace, place.mark, upTo, changesAPage);
      if (page === null) return null;
      const last = page.changes.at(-1);
      if (!last) return place;
      const { erasures } = place;
      place = { mark: page.mark, history: await replayInTurns(place.history, page.changes), erasures };
      if (page.mark.seq - keptAt < distance(place.history.register)) continue;
      keptAt = page.mark.seq;
      const contents = written(place.history);
      // It spares work and nothing depends on it: a database that does not take it is reported by what writes next.
      await store
        .keepCheckpoint(workspace, checkpointVersion, { ...page.mark, at: last.at }, contents, erasures)
        .catch(() => undefined);
    }
  }

  async function from(place: Place | null, workspace: string, upTo: Instant | null): Promise<Place> {
    const known = place && (await advance(place, workspace, upTo));
    const found = known ?? (await advance(await nearest(workspace, upTo), workspace, upTo));
    if (!found) throw new Error('the change log was replaced while it was read');
    return found;
  }

  return {
    async latest({ workspace, seq }) {
      const before = places.get(workspace) ?? Promise.resolve(null);
      // One catching-up at a time for a workspace: the register inside a history is reused.
      const next = before.then(async (place: Place | null) => {
        const head = await store.head(workspace);
        if (place?.erasures !== head.erasures) return from(null, workspace, null);
        if (place.mark.hash === head.hash) return place;
        // A log that is shorter than ours is another one, and one that does not go on from ours is found by `advance`.
        return from(place.mark.seq <= Math.max(head.seq, seq) ? place : null, workspace, null);
      });
      places.set(workspace, next);
      next.catch(() => places.delete(workspace));
      return (await next).history;
    },

    async at(workspace, instants, see) {
      let place: Place | null = null;
      for (const instant of [...new Set(instants)].sort((a, b) => a - b)) {
        place = await from(place, workspace, instant);
        see(place.history, instant);
        await nextTurn();
      }
    },
  };
}

const distance = (register: Register): number =>
  Math.max(
    checkpointEvery,
    entityNames.reduce((total, entity) => total + register[entity].size, 0) / recordsAChange,
  );

/** As `replay`; what was recorded in one moment is replayed in one turn. */
async function replayInTurns(from: History, changes: readonly Change[]): Promise<History> {
  let history = from;
  for (let start = 0; start < changes.length; ) {
    let end = Math.min(start + changesATurn, changes.length);
    while (end < changes.length && changes[end]?.at === changes[end - 1]?.at) end += 1;
    history = replay(history, changes.slice(start, end));
    start = end;
    await nextTurn();
  }
  return history;
}

const json = z.string().transform((text, { addIssue }): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    addIssue('This is not JSON.');
    return z.NEVER;
  }
});
const spell = z.object({
  from: day,
  until: day.nullable(),
  lost: z.array(z.string()),
  steps: z.array(z.string()),
});
const recordsOf = <E extends Entity>(entity: E) => z.array(z.tuple([z.string(), entities[entity]]));
const checkpointSchema = z.object({
  spell: spell.nullable(),
  lastOn: z.string(),
  touched: z.array(z.tuple([z.string(), z.int()])),
  records: z.object(Object.fromEntries(entityNames.map((entity) => [entity, recordsOf(entity).default([])]))),
});

function written({ register, spell: held, lastOn }: History): string {
  const records = Object.fromEntries(entityNames.map((entity) => [entity, [...register[entity]]]));
  return JSON.stringify({ spell: held, lastOn, touched: [...register.touched], records });
}

/** Null where it cannot be read: then it is worked out again. */
function historyIn(workspace: string, { seq }: Mark, contents: string): History | null {
  const read = json.pipe(checkpointSchema).safeParse(contents);
  if (!read.success) return null;
  const { records, touched, spell: held, lastOn } = read.data;
  const collections = Object.fromEntries(
    entityNames.map((entity) => [entity, new Map(records[entity] as [string, unknown][])]),
  );
  const register = {
    ...emptyRegister(workspace),
    ...collections,
    seq,
    touched: new Map(touched),
  } as Register;
  return { register, spell: held, lastOn };
}
