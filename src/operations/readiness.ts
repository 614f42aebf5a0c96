import { addDays, dayOf, endOfDay } from '../domain/calendar.ts';
import type { Change } from '../domain/change.ts';
import { type Assessment, assess } from '../domain/crossing-test.ts';
import { type Day, type Instant, type Register, settingsOf } from '../domain/register.ts';
import { type History, noHistory, replay, type Spell, spellOn } from '../domain/standing.ts';
import type { Crossing } from './act.ts';

/** The answer to "are we Stage 3?" with what it was judged on. */
export interface Readiness {
  readonly register: Register;
  readonly today: Day;
  readonly assessment: Assessment;
  /** The latest time in which all four held, unless they hold now; null when they never did. */
  readonly lost: Spell | null;
}

/** What was answered, and the first and last moment of the day on which it is true. */
interface Answer {
  readonly readiness: Readiness;
  readonly from: Instant;
  readonly until: Instant;
}

/** How many workspaces' histories are kept in memory. */
const historiesKept = 100;

/** How many changes are replayed before others have their turn: a long log must not keep them waiting. */
const changesATurn = 50;
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** As `replay`; what was recorded in one moment is replayed in one turn. */
async function replayInTurns(from: History, changes: readonly Change[]): Promise<History> {
  let history = from;
  for (let start = 0; start < changes.length; ) {
    let end = Math.min(start + changesATurn, changes.length);
    while (changes[end]?.at === changes[end - 1]?.at) end += 1;
    history = replay(history, changes.slice(start, end));
    start = end;
    await nextTurn();
  }
  return history;
}

export interface ReadinessDesk {
  /** Judged on all that is recorded now. */
  now(workspace: string): Promise<Readiness>;
  /** Judged on what was recorded by the end of that day in the workspace's time zone. */
  asOf(workspace: string, day: Day): Promise<Readiness>;
}

/**
 * Answers from memory while nothing changed: one assessment for each register and day, one replayed history for each
 * workspace, both caught up and never made anew.
 */
export function readinessDesk({ store, now }: Pick<Crossing, 'store' | 'now'>): ReadinessDesk {
  const answers = new WeakMap<Register, Answer>();
  const histories = new Map<string, Promise<History>>();

  /** One catching-up at a time for a workspace: the register inside a history is reused. */
  function historyOf(workspace: string, register: Register): Promise<History> {
    const known = histories.get(workspace) ?? Promise.resolve(noHistory(workspace));
    const next = known.then(async (history) => {
      if (history.register.seq >= register.seq) return history;
      return replayInTurns(history, await store.changes(workspace, { after: history.register.seq }));
    });
    next.catch(() => histories.delete(workspace));
    histories.delete(workspace);
    histories.set(workspace, next);
    const [oldest] = histories.keys();
    if (histories.size > historiesKept && oldest !== undefined) histories.delete(oldest);
    return next;
  }

  async function look(workspace: string): Promise<Readiness> {
    const register = await store.load(workspace);
    const at = now();
    const answered = answers.get(register);
    if (answered && answered.from <= at && at <= answered.until) return answered.readiness;
    const { timeZone } = settingsOf(register);
    const today = dayOf(at, timeZone);
    const assessment = assess(register, today);
    const spell = assessment.met === 4 ? null : spellOn(await historyOf(workspace, register), today);
    const readiness: Readiness = { register, today, assessment, lost: spell };
    const from = endOfDay(addDays(today, -1), timeZone) + 1;
    answers.set(register, { readiness, from, until: endOfDay(today, timeZone) });
    return readiness;
  }

  const looks = new Map<string, Promise<Readiness>>();

  return {
    // Whoever asks in the same turn of the event loop shares one look, which begins when all of them have asked.
    now(workspace) {
      const shared = looks.get(workspace);
      if (shared) return shared;
      const next = nextTurn().then(() => {
        looks.delete(workspace);
        return look(workspace);
      });
      looks.set(workspace, next);
      return next;
    },
    async asOf(workspace, day) {
      const { timeZone } = settingsOf(await store.load(workspace));
      const changes = await store.changes(workspace, { upTo: endOfDay(day, timeZone) });
      const history = await replayInTurns(noHistory(workspace), changes);
      const assessment = assess(history.register, day);
      const lost = assessment.met === 4 ? null : spellOn(history, day);
      return { register: history.register, today: day, assessment, lost };
    },
  };
}
