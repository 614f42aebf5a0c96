import { and, asc, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm';
import type { Instant, UserId } from '../../domain/register.ts';
import type { Database } from '../database.ts';
import { once } from '../once.ts';
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
  /** Returns reminders since a moment and older open ones, oldest first; of some people, or of all. */
  nudges(workspace: string, since: Instant, people?: readonly UserId[]): Promise<readonly StoredNudge[]>;
  /** Returns the reminders of a message in order. */
  nudgesOf(workspace: string, message: string): Promise<readonly StoredNudge[]>;
  /**
   * Records the outcome of open reminders and returns how many were open; their messages become stale. A person's
   * answer also makes the workspace due and marks the message as seen.
   */
  answer(workspace: string, asks: readonly NudgePosition[], answer: Answer): Promise<number>;
}

export function createNudgeStore(database: Database): NudgeStore {
  const { reader, tables } = database;
  const { asks } = tables;
  const asksWhere = (name: string, when: SQL | undefined) =>
    once(() =>
      reader
        .select()
        .from(asks)
        .where(and(eq(asks.workspace, placeholder('workspace')), when))
        .orderBy(asc(asks.askedAt), asc(asks.message), asc(asks.position))
        .prepare(name),
    );
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
      // Two queries, so that each uses an index instead of the whole history.
      const [before, after] = await Promise.all([openBefore().execute(of), askedSince().execute(of)]);
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
        // A person's answer changes who is asked next, so the workspace becomes due; an outcome found by a sweep does
        // not.
        ...(observedOutcomes.includes(answer.outcome)
          ? []
          : [makeDueBy(session, tables, workspace, answer.at)]),
        ...orderWrites(createAnswerWrites(session, tables, workspace, answered, answer)),
      ]);
      return changed.slice(changed.length - places).reduce((sum, count) => sum + count, 0);
    },
  };
}
