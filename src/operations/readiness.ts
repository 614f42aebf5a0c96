import { createCache } from '../cache.ts';
import { addDays, dayOf, endOfDay } from '../domain/calendar.ts';
import { type Assessment, assess, findPeriodOn, type Stage3Period } from '../domain/readiness/index.ts';
import { type Day, type Instant, type Register, settingsOf } from '../domain/register.ts';
import type { Store } from '../store/open.ts';
import type { HistoryService } from './history.ts';
import { yieldToEventLoop } from './pause.ts';

interface Deps {
  readonly store: Pick<Store, 'load' | 'positionAt'>;
  readonly now: () => Instant;
  readonly history: HistoryService;
}

/** The answer to "are we Stage 3?" with the register it was judged on. */
export interface Readiness {
  readonly register: Register;
  readonly today: Day;
  readonly assessment: Assessment;
  /** The latest Stage 3 period, if it has ended; null otherwise. */
  readonly lost: Stage3Period | null;
}

/** A cached answer, valid from the first to the last moment of its day. */
interface CachedAnswer {
  readonly readiness: Readiness;
  readonly from: Instant;
  readonly until: Instant;
}

/** Cached answers about past days, over all workspaces. */
const maxPastAnswers = 20;

export interface ReadinessService {
  /** Assesses the current register. */
  now(workspace: string): Promise<Readiness>;
  /** Assesses a loaded register as of today. */
  of(register: Register): Promise<Readiness>;
  /** Assesses the register as of the end of a day in the workspace's time zone. */
  asOf(workspace: string, day: Day): Promise<Readiness>;
}

/** Creates the readiness service. It caches one assessment per register and day, and one history per workspace. */
export function createReadinessService({ store, now, history }: Deps): ReadinessService {
  const answers = new WeakMap<Register, CachedAnswer>();
  const past = createCache<Promise<Readiness>>(maxPastAnswers);

  async function of(register: Register): Promise<Readiness> {
    const at = now();
    const answered = answers.get(register);
    if (answered && answered.from <= at && at <= answered.until) return answered.readiness;
    const { timeZone } = settingsOf(register);
    const today = dayOf(at, timeZone);
    const assessment = assess(register, today);
    const period = assessment.met === 4 ? null : findPeriodOn(await history.latest(register), today);
    const readiness: Readiness = { register, today, assessment, lost: period };
    const from = endOfDay(addDays(today, -1), timeZone) + 1;
    answers.set(register, { readiness, from, until: endOfDay(today, timeZone) });
    return readiness;
  }

  async function lookBack(workspace: string, day: Day, at: Instant): Promise<Readiness> {
    let found: Readiness | null = null;
    await history.at(workspace, [at], (then) => {
      const assessment = assess(then.register, day);
      const lost = assessment.met === 4 ? null : findPeriodOn(then, day);
      found = { register: then.register, today: day, assessment, lost };
    });
    if (found === null) throw new Error(`there are no records for ${day}`);
    return found;
  }

  const looks = new Map<string, Promise<Readiness>>();

  return {
    // Callers in the same turn of the event loop share one load.
    now(workspace) {
      const shared = looks.get(workspace);
      if (shared) return shared;
      const next = yieldToEventLoop().then(() => {
        looks.delete(workspace);
        return store.load(workspace).then(of);
      });
      looks.set(workspace, next);
      return next;
    },
    of,
    async asOf(workspace, day) {
      const register = await store.load(workspace);
      const { timeZone } = settingsOf(register);
      const at = endOfDay(day, timeZone);
      // The hash is part of the key, because the same log gives the same answer. An erasure changes contents but no
      // hash.
      const { hash } = await store.positionAt(workspace, at);
      const key = `${workspace} ${day} ${timeZone} ${hash} ${register.erasures.size}`;
      const known = past.get(key) ?? lookBack(workspace, day, at);
      past.set(key, known);
      known.catch(() => past.delete(key));
      return known;
    },
  };
}
