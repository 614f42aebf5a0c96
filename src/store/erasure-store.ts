import { and, asc, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { dayOf } from '../domain/calendar.ts';
import { createDraft, type Draft } from '../domain/change.ts';
import { anonymize, hasPersonalFacts } from '../domain/people.ts';
import {
  type Erasure,
  type Instant,
  nextKey,
  type Person,
  type Register,
  settingsOf,
  type UserId,
} from '../domain/register.ts';
import { contentHash, erasedRowHash, type RegisterWithHead } from './chain.ts';
import type { Database, Session } from './database.ts';
import type { ChangeRow } from './read.ts';
import type { RegisterCache } from './register-cache.ts';

/** The stored data of a person: names, and counts. */
export interface PersonTraces {
  /** Names of the person in the register. */
  readonly names: readonly string[];
  /** Changes with their name or time zone. */
  readonly changes: number;
  /** Stored texts of messages to them or with their name. */
  readonly messages: number;
  /** Their text answers. */
  readonly answers: number;
}

export interface ErasureOrder {
  readonly person: UserId;
  readonly orderedBy: UserId;
  readonly reason: string;
  readonly at: Instant;
}

/**
 * - `nothing`: nothing is stored about them.
 * - `conflict`: another commit came first and nothing was erased; try again.
 */
export type ErasureResult =
  | { readonly outcome: 'erased'; readonly erasure: Erasure; readonly traces: PersonTraces }
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'conflict' };

/** Erases a person's data everywhere while the change log stays verifiable. */
export interface ErasureStore {
  /** Returns the workspaces whose register contains the person. */
  workspacesOf(person: UserId): Promise<readonly string[]>;
  /** Returns what an erasure would remove. */
  traces(workspace: string, person: UserId): Promise<PersonTraces>;
  /**
   * Erases the name and time zone of a person from their record and its changes, the texts of messages to them or with
   * their name, and their text answers, and deletes all checkpoints. Their status and kind stay. The erasure is
   * recorded as a change in the same transaction.
   */
  erase(workspace: string, order: ErasureOrder): Promise<ErasureResult>;
}

/** A shorter name would match inside other words. */
const minNameLength = 3;

/** The rows with data of a person. */
interface Found extends PersonTraces {
  readonly rows: readonly ChangeRow[];
  readonly messageIds: readonly string[];
  readonly asks: readonly { readonly message: string; readonly position: number }[];
}

export function createErasureStore(database: Database, registers: RegisterCache): ErasureStore {
  const { reader, tables } = database;
  const { changes, messages, asks, checkpoints, records } = tables;

  async function find(workspace: string, person: UserId, register: Register): Promise<Found> {
    const ofPerson = await reader
      .select()
      .from(changes)
      .where(and(eq(changes.workspace, workspace), eq(changes.entity, 'people'), eq(changes.id, person)))
      .orderBy(asc(changes.seq));
    const rows = ofPerson.filter(({ before, after }) => isPersonal(before) || isPersonal(after));
    const known = [register.people.get(person), ...rows.flatMap(({ before, after }) => [before, after])];
    const names = [...new Set(known.flatMap((record) => (record as Person | null)?.name || []))];
    const found = await reader
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.workspace, workspace),
          isNotNull(messages.text),
          or(eq(messages.recipient, person), ...names.filter(isLongEnough).map(containsName(messages.text))),
        ),
      )
      .orderBy(asc(messages.id));
    const toThem = reader
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.workspace, workspace), eq(messages.recipient, person)));
    const answered = await reader
      .select({ message: asks.message, position: asks.position })
      .from(asks)
      .where(
        and(
          eq(asks.workspace, workspace),
          isNotNull(asks.words),
          or(eq(asks.person, person), inArray(asks.message, toThem)),
        ),
      )
      .orderBy(asc(asks.message), asc(asks.position));
    const messageIds = found.map(({ id }) => id);
    return {
      ...{ rows, messageIds, asks: answered, names },
      ...{ changes: rows.length, messages: messageIds.length, answers: answered.length },
    };
  }

  return {
    async workspacesOf(person) {
      const { people } = records;
      const rows = await reader
        .select({ workspace: people.workspace })
        .from(people)
        .where(eq(people.id, person))
        .orderBy(asc(people.workspace));
      return rows.map(({ workspace }) => String(workspace));
    },

    async traces(workspace, person) {
      const { register } = await registers.current(workspace);
      return tracesIn(await find(workspace, person, register));
    },

    async erase(workspace, { person, orderedBy, reason, at }) {
      const known = await registers.current(workspace);
      // A commit from here on makes this one conflict.
      const found = await find(workspace, person, known.register);
      if (found.changes + found.messages + found.answers === 0) return { outcome: 'nothing' };
      const key = nextKey('X', known.register.erasures);
      const rows = found.rows.map((row) => eraseContents(row, key));
      const erasure: Erasure = {
        ...{ key, subject: person, orderedBy, reason },
        on: dayOf(at, settingsOf(known.register).timeZone),
        changes: rows.map((row) => ({ seq: row.seq, row: erasedRowHash(row) })),
      };
      const without = erasePersonFrom(known, person);
      const result = await registers.commit(
        without,
        { delivery: null, actor: orderedBy, at, drafts: draftsOf(without.register, erasure, person) },
        (session) => [
          ...rows.map(({ seq, before, after, erasure, salt, beforeHash, afterHash }) =>
            session
              .update(changes)
              .set({ before, after, erasure, salt, beforeHash, afterHash })
              .where(and(eq(changes.workspace, workspace), eq(changes.seq, seq))),
          ),
          ...forget(session, workspace, found),
          session.delete(checkpoints).where(eq(checkpoints.workspace, workspace)),
        ],
      );
      if (result.outcome !== 'committed') return { outcome: 'conflict' };
      return { outcome: 'erased', erasure, traces: tracesIn(found) };
    },
  };

  /** In the lock order of messages and nudges. */
  function forget(session: Session, workspace: string, found: Found): readonly PromiseLike<unknown>[] {
    return [
      ...found.messageIds.map((id) =>
        session
          .update(messages)
          .set({ text: null })
          .where(and(eq(messages.workspace, workspace), eq(messages.id, id))),
      ),
      ...found.asks.map(({ message, position }) =>
        session
          .update(asks)
          .set({ words: null })
          .where(and(eq(asks.workspace, workspace), eq(asks.message, message), eq(asks.position, position))),
      ),
    ];
  }
}

const tracesIn = ({ names, changes, messages, answers }: Found): PersonTraces => ({
  ...{ names, changes, messages, answers },
});

const isPersonal = (record: unknown): boolean => record !== null && hasPersonalFacts(record as Person);

const isLongEnough = (name: string): boolean => name.length >= minNameLength;

/** Case-sensitive, because LIKE differs between the databases. */
const containsName =
  (text: PgColumn) =>
  (name: string): SQL =>
    sql`replace(${text}, ${name}, '') <> ${text}`;

/** Returns the row of a change after its contents are erased. */
function eraseContents(row: ChangeRow, erasure: string): ChangeRow {
  const { salt } = row;
  const hashOf = (content: unknown) => (salt === null ? null : contentHash(salt, content));
  const left = (record: unknown) => (record === null ? null : anonymize(record as Person));
  return {
    ...row,
    ...{ before: left(row.before), after: left(row.after), erasure, salt: null },
    // Version 1 has no salt and no separate hash of the contents.
    ...{ beforeHash: hashOf(row.before), afterHash: hashOf(row.after) },
  };
}

/** Returns the register after the erasure. */
function erasePersonFrom(known: RegisterWithHead, id: UserId): RegisterWithHead {
  const person = known.register.people.get(id);
  if (!person) return known;
  const people = new Map(known.register.people).set(id, anonymize(person));
  return { ...known, register: { ...known.register, people } };
}

/** Includes a change of the person, so that every process updates its cached register. */
function draftsOf(register: Register, erasure: Erasure, id: UserId): readonly Draft[] {
  const person = register.people.get(id);
  return [
    createDraft(register, 'erase-person', 'erasures', erasure.key, erasure),
    ...(person ? [createDraft(register, 'erase-person', 'people', id, person)] : []),
  ];
}
