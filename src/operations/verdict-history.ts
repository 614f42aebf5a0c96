import { dayOf } from '../domain/calendar.ts';
import { type Change, foldInPlace } from '../domain/change.ts';
import { assess } from '../domain/crossing-test.ts';
import { type Position, positionOf } from '../domain/digest.ts';
import { emptyRegister, type Instant, type Register, settingsOf } from '../domain/register.ts';
import type { Crossing } from './act.ts';

/** How many changes are read and replayed before others have their turn. */
export const changesATurn = 200;
/** How many moments are kept in memory, over all workspaces; what is past does not change. */
const momentsKept = 5_000;
export const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

export interface VerdictHistory {
  /** How things stood at moments that are past, each judged on what was recorded by then. */
  at(workspace: string, moments: readonly Instant[]): Promise<ReadonlyMap<Instant, Position>>;
}

/**
 * Replays the change log where a moment is asked for that is not known yet: one assessment for each, and others have
 * their turn between any two.
 */
export function verdictHistory({ store }: Pick<Crossing, 'store'>): VerdictHistory {
  const known = new Map<string, Position>();
  const keyOf = (workspace: string, moment: Instant) => `${workspace} ${moment}`;

  function keep(workspace: string, moment: Instant, position: Position): void {
    known.set(keyOf(workspace, moment), position);
    const [oldest] = known.keys();
    if (known.size > momentsKept && oldest !== undefined) known.delete(oldest);
  }

  /** @param moments oldest first */
  async function replayed(workspace: string, moments: readonly Instant[]): Promise<Map<Instant, Position>> {
    const positions = new Map<Instant, Position>();
    let register: Register = emptyRegister(workspace);
    let read: readonly Change[] = [];
    let isAll = false;
    for (const moment of moments) {
      for (;;) {
        const later = read.findIndex(({ at }) => at > moment);
        register = foldInPlace(register, later === -1 ? read : read.slice(0, later));
        read = later === -1 ? [] : read.slice(later);
        await nextTurn();
        if (later !== -1 || isAll) break;
        read = await store.changes(workspace, { after: register.seq, limit: changesATurn });
        isAll = read.length < changesATurn;
      }
      positions.set(moment, positionOf(assess(register, dayOf(moment, settingsOf(register).timeZone))));
    }
    return positions;
  }

  return {
    async at(workspace, moments) {
      const ordered = [...new Set(moments)].sort((a, b) => a - b);
      const found = new Map<Instant, Position>();
      for (const moment of ordered) {
        const position = known.get(keyOf(workspace, moment));
        if (position) found.set(moment, position);
      }
      const unknown = ordered.filter((moment) => !found.has(moment));
      if (unknown.length === 0) return found;
      for (const [moment, position] of await replayed(workspace, unknown)) {
        keep(workspace, moment, position);
        found.set(moment, position);
      }
      return found;
    },
  };
}
