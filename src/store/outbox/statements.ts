import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { Instant, UserId } from '../../domain/register.ts';
import type { NudgeOutcome } from '../../domain/reminders/index.ts';
import type { Database, Session } from '../database.ts';
import type { Tables } from '../tables.ts';
import {
  type Answer,
  type Message,
  messageId,
  type NudgePosition,
  type OutboxWrites,
  type PlannedMessage,
} from './message.ts';

/** Returns the placeholder of a value in a prepared statement. */
export const placeholder = (name: string): SQL<never> => sql`${sql.placeholder(name)}`;

/** Returns the condition for the row of a message. */
export const isRowOf = ({ messages }: Tables, { workspace, id }: Pick<Message, 'workspace' | 'id'>) =>
  and(eq(messages.workspace, workspace), eq(messages.id, id));

/** Makes a workspace due at this moment, unless it is due earlier. */
export const makeDueBy = (
  session: Session,
  { agenda }: Tables,
  workspace: string,
  at: Instant,
  when?: SQL,
): PromiseLike<unknown> =>
  session
    .update(agenda)
    .set({ dueAt: at })
    .where(and(eq(agenda.workspace, workspace), gt(agenda.dueAt, at), when));

/** The writes of one message and its nudges. */
export interface MessageWrites {
  readonly id: string;
  readonly message: PromiseLike<unknown>;
  readonly nudges: PromiseLike<unknown> | null;
}

/** Orders writes: messages by id, then their nudges. Every transaction locks in this order. */
export function orderWrites(writes: readonly MessageWrites[]): PromiseLike<unknown>[] {
  const ordered = [...writes].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...ordered.map(({ message }) => message), ...ordered.flatMap(({ nudges }) => nudges ?? [])];
}

/** Enters what is not there yet, with its asks. */
export const createPlanWrites = (
  session: Session,
  { tables: { messages, asks }, insertRows }: Pick<Database, 'tables' | 'insertRows'>,
  workspace: string,
  at: Instant,
  plans: readonly PlannedMessage[],
): readonly MessageWrites[] =>
  plans.map((plan) => {
    const id = messageId(workspace, plan);
    const { kind, recipient, day, notBefore, expiresAt, urgency, data, shows = null } = plan;
    const row = {
      ...{ workspace, id, kind, recipient, day, plannedAt: at, expiresAt, urgency, tries: 0 },
      ...{
        status: 'pending',
        notBefore,
        readyAt: Math.max(notBefore, at),
        doubtSince: plan.doubtSince ?? null,
      },
      ...{ notice: data ?? null, shows },
    };
    if (plan.reopensWithdrawn) {
      const { plannedAt, status, readyAt, doubtSince } = row;
      const target = [messages.workspace, messages.id];
      const set = { plannedAt, status, notBefore, readyAt, doubtSince, expiresAt, reason: null };
      const setWhere = eq(messages.status, 'withdrawn');
      const insert = session.insert(messages).values(row);
      return { id, message: insert.onConflictDoUpdate({ target, set, setWhere }), nudges: null };
    }
    const asked = plan.nudges && plan.nudges.length > 0 && nudgesUnlessPlanned(asks, workspace, id, at, plan);
    return {
      id,
      message: insertRows(session, messages, [row], 'ignore'),
      nudges: asked ? session.insert(asks).select(asked) : null,
    };
  });

/**
 * Returns the nudges of a plan as rows, or none when its message has some: of two replicas that plan the same message,
 * the second waits for the message's key and then finds the nudges of the first.
 */
function nudgesUnlessPlanned(
  asks: Tables['asks'],
  workspace: string,
  id: string,
  askedAt: Instant,
  plan: PlannedMessage,
): SQL {
  const rows = (plan.nudges ?? []).map(
    ({ kind, subject, person }, position) =>
      sql`(${sql.raw(String(position))}, ${kind}, ${subject}, ${person})`,
  );
  const text = (value: string) => sql`CAST(${value} AS text)`;
  return sql`
    SELECT ${text(workspace)}, ${text(id)}, column1, column2, column3, column4, ${text(plan.day)},
      CAST(${askedAt} AS bigint), 'open', NULL, NULL, NULL
    FROM (VALUES ${sql.join(rows, sql`, `)}) AS entered
    WHERE NOT EXISTS (
      SELECT 1 FROM ${asks} WHERE ${asks.workspace} = ${workspace} AND ${asks.message} = ${id}
    )`;
}

/** Outcomes found by a sweep, not given by a person. */
export const observedOutcomes: NudgeOutcome[] = ['done', 'lapsed'];

/** Groups answered positions by message. */
export function groupPositions(answered: readonly NudgePosition[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const { message, position } of answered)
    places.set(message, [...(places.get(message) ?? []), position]);
  return places;
}

/** Returns the writes that record the outcome of open reminders. */
export function createAnswerWrites(
  session: Session,
  { messages, asks }: Tables,
  workspace: string,
  answered: readonly NudgePosition[],
  { outcome, at: outcomeAt, until = null, words = null }: Answer,
): readonly MessageWrites[] {
  const isByPerson = !observedOutcomes.includes(outcome);
  const seenAt = sql`coalesce(${messages.seenAt}, ${outcomeAt})`;
  return [...groupPositions(answered)].map(([id, positions]) => ({
    id,
    message: session
      .update(messages)
      .set({ redrawAt: outcomeAt, ...(isByPerson ? { seenAt } : {}) })
      .where(and(eq(messages.workspace, workspace), eq(messages.id, id))),
    nudges: session
      .update(asks)
      .set({ outcome, outcomeAt, until, words })
      .where(
        and(
          eq(asks.workspace, workspace),
          eq(asks.message, id),
          eq(asks.outcome, 'open'),
          inArray(asks.position, positions),
        ),
      ),
  }));
}

/** Returns the statement that stores the newly told requirements, unless they changed meanwhile. */
export const lastToldStatement = (
  session: Session,
  { told }: Tables,
  workspace: string,
  { recipient, was, is }: NonNullable<OutboxWrites['lastTold']>,
): PromiseLike<unknown> =>
  session
    .update(told)
    .set({ met: is, turn: sql`${told.turn} + 1` })
    .where(and(eq(told.workspace, workspace), eq(told.recipient, recipient), eq(told.met, was)));

/**
 * Returns the statement that makes pending messages to these people ready; the dispatcher finds their working hours
 * again.
 */
const releaseStatement = (
  session: Session,
  { messages }: Tables,
  workspace: string,
  readyAt: Instant,
  recipients: readonly UserId[],
): PromiseLike<unknown> =>
  session
    .update(messages)
    .set({ readyAt, notBefore: readyAt })
    .where(
      and(
        eq(messages.workspace, workspace),
        inArray(messages.recipient, [...recipients]),
        and(eq(messages.status, 'pending'), gt(messages.notBefore, readyAt)),
      ),
    );

/** Returns the outbox statements of a commit, which makes the workspace due. */
export const outboxStatements = (
  session: Session,
  database: Pick<Database, 'tables' | 'insertRows'>,
  workspace: string,
  at: Instant,
  { plans = [], answer, lastTold, release = [] }: OutboxWrites,
): PromiseLike<unknown>[] => [
  ...(release.length > 0 ? [releaseStatement(session, database.tables, workspace, at, release)] : []),
  ...orderWrites([
    ...createPlanWrites(session, database, workspace, at, plans),
    ...(answer ? createAnswerWrites(session, database.tables, workspace, answer.nudges, answer) : []),
  ]),
  ...(lastTold ? [lastToldStatement(session, database.tables, workspace, lastTold)] : []),
];
