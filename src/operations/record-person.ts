import type { Draft } from '../domain/change.ts';
import { draftPersonChange } from '../domain/people.ts';
import type { Instant, Person, Register } from '../domain/register.ts';
import { backOff, type Crossing } from './act.ts';
import { planOutboxWrites } from './notices.ts';

/** Records that a person with a role left Slack or came back; returns whether anything changed. */
export const recordPerson = (
  crossing: Pick<Crossing, 'store' | 'now'>,
  workspace: string,
  person: Person,
): Promise<boolean> =>
  recordSystemChange(crossing, workspace, (register) => draftPersonChange(register, person));

/**
 * Records a change that no person made, with retries after conflicts; returns whether anything changed.
 * @param actor the system that reported it; `crossing` for a change that is due by the clock
 */
export async function recordSystemChange(
  { store, now }: Pick<Crossing, 'store' | 'now'>,
  workspace: string,
  follows: (register: Register, at: Instant) => readonly Draft[],
  actor: 'slack' | 'intake' | 'crossing' = 'slack',
): Promise<boolean> {
  for (let round = 0; ; round += 1) {
    const register = await store.load(workspace);
    const at = now();
    const drafts = follows(register, at);
    if (drafts.length === 0) return false;
    const outbox = (after: Register) => planOutboxWrites(register, after, drafts, actor, at);
    const commit = { seenSeq: register.seq, delivery: null, actor, at, drafts, outbox };
    const { outcome } = await store.commit(workspace, commit);
    if (outcome !== 'conflict') return true;
    await backOff(round);
  }
}
