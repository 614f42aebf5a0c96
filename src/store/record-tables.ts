import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { type Entity, entities, entityNames } from '../domain/schema.ts';
import type { Columns } from './columns.postgres.ts';

/** The columns of every record table besides the fields of its entity. */
export type RecordTable = PgTable & { readonly workspace: PgColumn; readonly id: PgColumn };

type Field = z.core.JSONSchema.JSONSchema;

/** Returns the value types of a field: "string", "null". */
function typesOf({ anyOf, oneOf, type }: Field): readonly string[] {
  const choices = anyOf ?? oneOf;
  return choices ? choices.flatMap((choice) => typesOf(choice as Field)) : [type ?? 'object'].flat();
}

/** Returns "check_ins" for `checkIns`. */
const tableName = (entity: Entity): string =>
  entity.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Defines a table for each kind of record, with a column for each schema field: texts, numbers and booleans as they
 * are, everything else as JSON. Nullable fields and defaults carry over.
 */
export function defineRecordTables({ table, primaryKey, text, integer, real, boolean, json }: Columns) {
  const kinds: Readonly<Record<string, () => ReturnType<Columns['text']>>> = {
    string: text,
    integer: integer as never,
    number: real as never,
    boolean: boolean as never,
  };

  function columnOf(field: Field) {
    const types = typesOf(field);
    const [type = '', ...others] = new Set(types.filter((one) => one !== 'null'));
    const make = others.length === 0 ? kinds[type] : undefined;
    const column = (make ?? (json as never as typeof text))();
    if (types.includes('null')) return column;
    const defaultValue = field.default;
    return defaultValue === undefined ? column.notNull() : column.notNull().default(defaultValue as string);
  }

  return Object.fromEntries(
    entityNames.map((entity) => {
      const { properties = {} } = z.toJSONSchema(entities[entity]);
      // The `id` field of an entity uses the table's `id` column.
      const { id: _, ...fields } = properties;
      const columns = Object.fromEntries(
        Object.entries(fields).map(([name, field]) => [name, columnOf(field as Field)]),
      );
      return [
        entity,
        table(tableName(entity), { workspace: text().notNull(), id: text().notNull(), ...columns }, (at) => [
          primaryKey({ columns: [at.workspace, at.id] }),
        ]),
      ];
    }),
  ) as unknown as { readonly [E in Entity]: RecordTable };
}
