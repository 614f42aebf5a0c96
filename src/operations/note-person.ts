import { personChanged } from '../domain/people.ts';
import type { Person } from '../domain/register.ts';
import { afterLosing, type Crossing } from './act.ts';

/** Keeps that somebody with a part here left Slack or came back; says whether that was news. */
export async function notePerson(
  { store, now }: Pick<Crossing, 'store' | 'now'>,
  workspace: string,
  person: Person,
): Promise<boolean> {
  for (let round = 0; ; round += 1) {
    const register = await store.load(workspace);
    const drafts = personChanged(register, person);
    if (drafts.length === 0) return false;
    const commit = { seenSeq: register.seq, delivery: null, actor: 'slack', at: now(), drafts };
    const { outcome } = await store.commit(workspace, commit);
    if (outcome !== 'conflict') return true;
    await afterLosing(round);
  }
}
