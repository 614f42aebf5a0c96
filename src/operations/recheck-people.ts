import { createCache } from '../cache.ts';
import { isActive } from '../domain/people.ts';
import type { Instant, UserId } from '../domain/register.ts';
import type { Crossing } from './act.ts';
import { recordPerson } from './record-person.ts';

/** People looked up per tick. With a tick every 15 seconds this is far below Slack's limit for users.info. */
const batchSize = 10;
/** The interval between lookups of one person, in milliseconds. */
const recheckInterval = 24 * 60 * 60 * 1000;
/** The number of workspaces whose lookups are remembered. */
const maxWorkspaces = 1_000;

/**
 * Creates a job that looks up people of a register in Slack, a few per tick, to notice who left or became a guest while
 * the app was down. Other changes can wait for an event.
 */
export function createPeopleRecheck(
  crossing: Crossing,
  workspaces: () => Promise<readonly string[]>,
): () => Promise<void> {
  const rechecks = createCache<() => Promise<void>>(maxWorkspaces);
  return async () => {
    for (const workspace of await workspaces()) {
      const recheck = rechecks.get(workspace) ?? createWorkspaceRecheck(crossing, workspace);
      rechecks.set(workspace, recheck);
      await recheck();
    }
  };
}

/** Creates the job of one workspace. */
function createWorkspaceRecheck(crossing: Crossing, workspace: string): () => Promise<void> {
  const { store, now, findMember } = crossing;
  const checkedAt = new Map<UserId, Instant>();
  let restUntil: Instant | null = null;
  /** A clock that was set back must not delay the next lookup. */
  const isRecent = (at: Instant) => at <= now() && now() - at < recheckInterval;

  return async () => {
    if (restUntil !== null && now() < restUntil && restUntil - now() <= recheckInterval) return;
    const register = await store.load(workspace);
    const due = [...register.people.values()].filter(({ id }) => !isRecent(checkedAt.get(id) ?? -Infinity));
    for (const person of due.slice(0, batchSize)) {
      const found = await findMember(workspace, person.id);
      const { admin: _, ...seen } = found ?? { ...person, active: false, admin: false };
      const isHere = seen.active && seen.kind === 'member';
      if (isHere !== isActive(register, person.id)) await recordPerson(crossing, workspace, seen);
      checkedAt.set(person.id, now());
    }
    const again = [...checkedAt.values()].map((at) => at + recheckInterval);
    restUntil = due.length > batchSize ? null : Math.min(now() + recheckInterval, ...again);
  };
}
