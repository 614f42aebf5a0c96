import { and, asc, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm';
import type { Instant, UserId } from '../../domain/register.ts';
import type { Database } from '../database.ts';
import { type Answer, type AnsweredAsk, type PlacedAsk, toAsk } from './message.ts';
import { answerWrites, dueBy, foundOutcomes, given, inOrder, placesOf } from './statements.ts';

/** Reminders and their answers. */
export interface AskStore {
  /** Returns all asks since a moment, and the older ones that are still open, oldest first; of some people, or of all. */
  asks(workspace: string, since: Instant, people?: readonly UserId[]): Promise<readonly PlacedAsk[]>;
  /** The asks of one message, in their order. */
  asksOf(workspace: string, message: string): Promise<readonly PlacedAsk[]>;
  /**
   * Records the outcome of asks that are still open, and says how many were; their messages are then stale. What
   * somebody said makes the workspace due at once, and shows that they have seen it.
   */
  answer(workspace: string, asks: readonly AnsweredAsk[], answer: Answer): Promise<number>;
}

export function createAskStore(database: Database): AskStore {
  const { reader, tables } = database;
  const { asks } = tables;
  const asksWhere = (name: string, when: SQL | undefined) =>
    reader
      .select()
      .from(asks)
      .where(and(eq(asks.workspace, given('workspace')), when))
      .orderBy(asc(asks.askedAt), asc(asks.message), asc(asks.position))
      .prepare(name);
  const askedSince = asksWhere('asked_since', gte(asks.askedAt, given('since')));
  const openBefore = asksWhere(
    'open_before',
    and(eq(asks.outcome, 'open'), lt(asks.askedAt, given('since'))),
  );

  return {
    async asks(workspace, since, people) {
      if (people !== undefined) {
        const rows = await reader
          .select()
          .from(asks)
          .where(
            and(
              eq(asks.workspace, workspace),
              inArray(asks.person, [...people]),
              or(gte(asks.askedAt, since), eq(asks.outcome, 'open')),
            ),
          )
          .orderBy(asc(asks.askedAt), asc(asks.message), asc(asks.position));
        return rows.map(toAsk);
      }
      const of = { workspace, since };
      // Two queries, so that neither goes through all that was ever asked.
      const [before, after] = await Promise.all([openBefore.execute(of), askedSince.execute(of)]);
      return [...before, ...after].map(toAsk);
    },

    async asksOf(workspace, message) {
      const rows = await reader
        .select()
        .from(asks)
        .where(and(eq(asks.workspace, workspace), eq(asks.message, message)))
        .orderBy(asc(asks.position));
      return rows.map(toAsk);
    },

    async answer(workspace, answered, answer) {
      const places = placesOf(answered).size;
      const changed = await database.write((session) => [
        // What somebody says changes what is asked next, and of whom; what is found at a look does not.
        ...(foundOutcomes.includes(answer.outcome) ? [] : [dueBy(session, tables, workspace, answer.at)]),
        ...inOrder(answerWrites(session, tables, workspace, answered, answer)),
      ]);
      return changed.slice(changed.length - places).reduce((sum, count) => sum + count, 0);
    },
  };
}
