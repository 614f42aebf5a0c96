import { and, asc, desc, eq, isNull, max, min } from 'drizzle-orm';
import { z } from 'zod';
import type { Change } from '../domain/change.ts';
import { type Entity, emptyRegister, entities, entityNames, type Register } from '../domain/register.ts';
import { type Action, actionWords } from '../domain/schema.ts';
import { genesisHash, type RegisterWithHead } from './chain.ts';
import type { Database, Session } from './database.ts';
import type { Tables } from './tables.ts';

export type ChangeRow = Tables['changes']['$inferSelect'];

const stored = Object.fromEntries(entityNames.map((name) => [name, entities[name].nullable()]));
const changeHead = z.object({
  action: z.enum(Object.keys(actionWords) as Action[]),
  entity: z.enum(entityNames),
});

/** Parses a row of the change log. @throws ZodError when it is not a change */
export function toChange(row: ChangeRow): Change {
  const { seq, at, actor, id, useCase } = row;
  const { action, entity } = changeHead.parse(row);
  const [before, after] = [row.before, row.after].map((record) => stored[entity]?.parse(record));
  return { seq, at, actor, action, entity, id, useCase, before, after } as Change;
}

/** Selects the last change of a workspace. */
export const headQuery = (session: Session, { changes }: Tables, workspace: string) =>
  session.select().from(changes).where(eq(changes.workspace, workspace)).orderBy(desc(changes.seq)).limit(1);

/** Selects the rows of these record tables. */
export const recordQueries = (
  session: Session,
  { records }: Tables,
  workspace: string,
  names: readonly Entity[] = entityNames,
) =>
  names.map((entity) =>
    session.select().from(records[entity]).where(eq(records[entity].workspace, workspace)),
  );

/**
 * Reads a register from the tables instead of the whole log. Records are in the order of their first change, as after
 * folding, so every replica lists them alike.
 */
export async function readRegister(database: Database, workspace: string): Promise<RegisterWithHead> {
  const { tables } = database;
  const { changes } = tables;
  const isInWorkspace = eq(changes.workspace, workspace);
  const changed = await database.reader
    .selectDistinct({ entity: changes.entity })
    .from(changes)
    .where(isInWorkspace);
  const present = entityNames.filter((name) => changed.some(({ entity }) => entity === name));
  if (present.length === 0) return { register: emptyRegister(workspace), at: 0, hash: genesisHash };
  const [[head], touched, creations, ...collections] = await database.snapshot((session) => [
    headQuery(session, tables, workspace),
    session
      .select({ useCase: changes.useCase, at: max(changes.at) })
      .from(changes)
      .where(isInWorkspace)
      .groupBy(changes.useCase)
      .orderBy(asc(min(changes.seq))),
    session
      .select({ entity: changes.entity, id: changes.id, seq: max(changes.seq) })
      .from(changes)
      .where(and(isInWorkspace, isNull(changes.before)))
      .groupBy(changes.entity, changes.id),
    ...recordQueries(session, tables, workspace, present),
  ]);
  // The first record of its kind was created in between.
  const created = new Set(creations.map(({ entity }) => entity));
  if (entityNames.some((name) => created.has(name) && !present.includes(name)))
    return readRegister(database, workspace);
  const createdSeqs = new Map(creations.map(({ entity, id, seq }) => [`${entity} ${id}`, seq ?? 0]));

  const register: Record<string, unknown> = { ...emptyRegister(workspace), seq: head?.seq ?? 0 };
  for (const [index, entity] of present.entries()) {
    const createdSeqOf = (row: { id: unknown }) => createdSeqs.get(`${entity} ${row.id}`) ?? 0;
    const rows = (collections[index] ?? []) as { id: string }[];
    rows.sort((a, b) => createdSeqOf(a) - createdSeqOf(b));
    register[entity] = new Map(rows.map((row) => [row.id, entities[entity].parse(row)]));
  }
  register.touched = new Map(
    touched.flatMap(({ useCase, at }) => (useCase === null ? [] : [[useCase, at ?? 0]])),
  );
  return { register: register as unknown as Register, at: head?.at ?? 0, hash: head?.hash ?? genesisHash };
}
