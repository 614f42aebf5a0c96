import { z } from 'zod';
import { createCache } from '../cache.ts';
import type { Change } from '../domain/change.ts';
import { emptyHistory, type History, replay } from '../domain/readiness/index.ts';
import {
  day,
  type Entity,
  emptyRegister,
  entities,
  entityNames,
  type Instant,
  type Register,
} from '../domain/register.ts';
import type { LogPosition, Store } from '../store/open.ts';
import { yieldToEventLoop } from './pause.ts';

/** Raise it when `replay` computes another history from the same log. Checkpoints of other versions are ignored. */
export const checkpointVersion = 2;
/**
 * The number of changes between checkpoints. A large register takes longer to write, so it is at least a quarter of the
 * number of records.
 */
const minChangesPerCheckpoint = 500;
const recordsPerChange = 4;
/** Changes read at once. */
const pageSize = 250;
/** Changes replayed before other work gets a turn. */
const batchSize = 50;
/** Histories kept in memory, one per workspace. */
const maxHistories = 100;

/** A history and its position in the log. */
interface HistoryPosition {
  readonly mark: LogPosition;
  readonly history: History;
  /** The number of erasures before it was read. After another erasure it may hold erased contents. */
  readonly erasures: number;
}

/** Computes past states by replaying the log from the nearest checkpoint. */
export interface HistoryService {
  /** Returns the history up to the head of the log, at least as new as this register. */
  latest(register: Register): Promise<History>;
  /** Calls `see` with the history at each instant, in order; the next one is computed from it. */
  at(
    workspace: string,
    instants: readonly Instant[],
    see: (history: History, at: Instant) => void,
  ): Promise<void>;
}

type Logs = Pick<Store, 'head' | 'readFrom' | 'checkpoint' | 'saveCheckpoint'>;

export function createHistoryService({ store }: { readonly store: Logs }): HistoryService {
  const places = createCache<Promise<HistoryPosition>>(maxHistories);

  async function loadNearest(workspace: string, upTo: Instant | null): Promise<HistoryPosition> {
    const { erasures } = await store.head(workspace);
    const kept = await store.checkpoint(workspace, checkpointVersion, upTo);
    const history = kept && parseHistory(workspace, kept.mark, kept.contents);
    return history
      ? { mark: kept.mark, history, erasures }
      : { mark: { seq: 0, hash: '' }, history: emptyHistory(workspace), erasures };
  }

  /**
   * Returns null when the log no longer contains the position. It reuses the given history, so keep only the result.
   */
  async function advance(
    start: HistoryPosition,
    workspace: string,
    upTo: Instant | null,
  ): Promise<HistoryPosition | null> {
    let place = start;
    let keptAt = start.mark.seq;
    for (;;) {
      const page = await store.readFrom(workspace, place.mark, upTo, pageSize);
      if (page === null) return null;
      const last = page.changes.at(-1);
      if (!last) return place;
      const { erasures } = place;
      place = { mark: page.position, history: await replayInBatches(place.history, page.changes), erasures };
      if (page.position.seq - keptAt < checkpointDistance(place.history.register)) continue;
      keptAt = page.position.seq;
      const contents = serialize(place.history);
      // A checkpoint only saves work. If the database fails, the next write reports it.
      await store
        .saveCheckpoint(workspace, checkpointVersion, { ...page.position, at: last.at }, contents, erasures)
        .catch(() => undefined);
    }
  }

  async function replayFrom(
    place: HistoryPosition | null,
    workspace: string,
    upTo: Instant | null,
  ): Promise<HistoryPosition> {
    const known = place && (await advance(place, workspace, upTo));
    const found = known ?? (await advance(await loadNearest(workspace, upTo), workspace, upTo));
    if (!found) throw new Error('the change log was replaced while it was read');
    return found;
  }

  return {
    async latest({ workspace, seq }) {
      const before = places.get(workspace) ?? Promise.resolve(null);
      // Replays run one at a time per workspace, because they reuse the register of the history.
      const next = before.then(async (place: HistoryPosition | null) => {
        const head = await store.head(workspace);
        if (place?.erasures !== head.erasures) return replayFrom(null, workspace, null);
        if (place.mark.hash === head.hash) return place;
        // A log shorter than ours was replaced; `advance` detects a log that diverges from ours.
        return replayFrom(place.mark.seq <= Math.max(head.seq, seq) ? place : null, workspace, null);
      });
      places.set(workspace, next);
      next.catch(() => places.delete(workspace));
      return (await next).history;
    },

    async at(workspace, instants, see) {
      let place: HistoryPosition | null = null;
      for (const instant of [...new Set(instants)].sort((a, b) => a - b)) {
        place = await replayFrom(place, workspace, instant);
        see(place.history, instant);
        await yieldToEventLoop();
      }
    },
  };
}

const checkpointDistance = (register: Register): number =>
  Math.max(
    minChangesPerCheckpoint,
    entityNames.reduce((total, entity) => total + register[entity].size, 0) / recordsPerChange,
  );

/** Replays in batches that never split a commit, so that other work gets a turn. */
async function replayInBatches(start: History, changes: readonly Change[]): Promise<History> {
  let history = start;
  for (let start = 0; start < changes.length; ) {
    let end = Math.min(start + batchSize, changes.length);
    while (end < changes.length && changes[end]?.at === changes[end - 1]?.at) end += 1;
    history = replay(history, changes.slice(start, end));
    start = end;
    await yieldToEventLoop();
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
const periodSchema = z.object({
  from: day,
  until: day.nullable(),
  lost: z.array(z.string()),
  steps: z.array(z.string()),
});
const recordsOf = <E extends Entity>(entity: E) => z.array(z.tuple([z.string(), entities[entity]]));
const checkpointSchema = z.object({
  spell: periodSchema.nullable(),
  lastOn: z.string(),
  touched: z.array(z.tuple([z.string(), z.int()])),
  records: z.object(Object.fromEntries(entityNames.map((entity) => [entity, recordsOf(entity).default([])]))),
});

function serialize({ register, period, lastOn }: History): string {
  const records = Object.fromEntries(entityNames.map((entity) => [entity, [...register[entity]]]));
  return JSON.stringify({ spell: period, lastOn, touched: [...register.touched], records });
}

/** Parses a checkpoint; null when it is unreadable and must be computed again. */
function parseHistory(workspace: string, { seq }: LogPosition, contents: string): History | null {
  const read = json.pipe(checkpointSchema).safeParse(contents);
  if (!read.success) return null;
  const { records, touched, spell: period, lastOn } = read.data;
  const collections = Object.fromEntries(
    entityNames.map((entity) => [entity, new Map(records[entity] as [string, unknown][])]),
  );
  const register = {
    ...emptyRegister(workspace),
    ...collections,
    seq,
    touched: new Map(touched),
  } as Register;
  return { register, period, lastOn };
}
