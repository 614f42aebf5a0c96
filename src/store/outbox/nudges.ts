import { and, asc, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm';
import type { Instant, UserId } from '../../domain/register.ts';
import type { Database } from '../database.ts';
import { type Answer, type NudgePosition, type StoredNudge, toNudge } from './message.ts';
import {
  createAnswerWrites,
  groupPositions,
  makeDueBy,
  observedOutcomes,
  orderWrites,
  placeholder,
} from './statements.ts';

/** Reminders and their answers. */
export interface NudgeStore {
  /** Returns all asks since a moment, and the older ones that are still open, oldest first; of some people, or of all. */
  nudges(workspace: string, since: Instant, people?: readonly UserId[]): Promise<readonly StoredNudge[]>;
  /** The asks of one message, in their order. */
  nudgesOf(workspace: string, message: string): Promise<readonly StoredNudge[]>;
  /**
   * Records the outcome of asks that are still open, and says how many were; their messages are then stale. What
   * somebody said makes the workspace due at once, and shows that they have seen it.
   */
  answer(workspace: string, asks: readonly NudgePosition[], answer: Answer): Promise<number>;
}

export function createNudgeStore(database: Database): NudgeStore {
  const { reader, tables } = database;
  const { asks } = tables;
  const asksWhere = (name: string, when: SQL | undefined) =>
    reader
      .select()
      .from(asks)
      .where(and(eq(asks.workspace, placeholder('workspace')), when))
      .orderBy(asc(asks.askedAt), asc(asks.message), asc(asks.position))
      .prepare(name);
  const askedSince = asksWhere('asked_since', gte(asks.askedAt, placeholder('since')));
  const openBefore = asksWhere(
    'open_before',
    and(eq(asks.outcome, 'open'), lt(asks.askedAt, placeholder('since'))),
  );

  return {
    async nudges(workspace, since, people) {
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
        return rows.map(toNudge);
      }
      const of = { workspace, since };
      // Two queries, so that neither goes through all that was ever asked.
      const [before, after] = await Promise.all([openBefore.execute(of), askedSince.execute(of)]);
      return [...before, ...after].map(toNudge);
    },

    async nudgesOf(workspace, message) {
      const rows = await reader
        .select()
        .from(asks)
        .where(and(eq(asks.workspace, workspace), eq(asks.message, message)))
        .orderBy(asc(asks.position));
      return rows.map(toNudge);
    },

    async answer(workspace, answered, answer) {
      const places = groupPositions(answered).size;
      const changed = await database.write((session) => [
        // What somebody says changes what is asked next, and of whom; what is found at a look does not.
        ...(observedOutcomes.includes(answer.outcome)
          ? []
          : [makeDueBy(session, tables, workspace, answer.at)]),
        ...orderWrites(createAnswerWrites(session, tables, workspace, answered, answer)),
      ]);
      return changed.slice(changed.length - places).reduce((sum, count) => sum + count, 0);
    },
  };
}
