import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig as postgresConfig } from 'drizzle-orm/pg-core';
import { SQLiteTable, getTableConfig as sqliteConfig } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import { entityNames } from '../../src/domain/register.ts';
import { columns as postgres } from '../../src/store/columns.postgres.ts';
import { columns as sqlite } from '../../src/store/columns.sqlite.ts';
import { defineTables } from '../../src/store/tables.ts';
import { jsonSchemaOf } from '../support/records.ts';

type JsonSchema = ReturnType<typeof jsonSchemaOf>;

function typesOf(schema: JsonSchema): string[] {
  const choices = schema.anyOf ?? schema.oneOf;
  return choices ? choices.flatMap((choice) => typesOf(choice as JsonSchema)) : [schema.type ?? []].flat();
}

/** Returns the column that a schema field needs: its kind, and whether it is nullable. */
function requiredColumn(schema: JsonSchema): { kind: string; nullable: boolean } {
  const types = typesOf(schema);
  const [type = ''] = types.filter((each) => each !== 'null');
  return { kind: ['array', 'object'].includes(type) ? 'json' : type, nullable: types.includes('null') };
}

/** The kind of value by Drizzle's name for the column. */
const kinds: Record<string, string> = {
  SQLiteText: 'string',
  PgText: 'string',
  SQLiteInteger: 'integer',
  PgBigInt53: 'integer',
  SQLiteReal: 'number',
  PgDoublePrecision: 'number',
  SQLiteBoolean: 'boolean',
  PgBoolean: 'boolean',
  SQLiteTextJson: 'json',
  PgJsonb: 'json',
};

describe.each([
  ['SQLite', defineTables(sqlite)],
  ['PostgreSQL', defineTables(postgres)],
])('On %s', (_name, tables) => {
  test.each(entityNames)(
    'the table of %s has exactly the fields of its schema, in columns of their kind',
    (entity) => {
      const { properties = {} } = jsonSchemaOf(entity);
      const address = {
        workspace: { kind: 'string', nullable: false },
        id: { kind: 'string', nullable: false },
      };
      const fields = Object.entries(properties).map(([name, field]) => [
        name,
        requiredColumn(field as JsonSchema),
      ]);
      const columns = Object.entries(getTableColumns(tables.records[entity])).map(([name, column]) => [
        name,
        { kind: kinds[column.columnType], nullable: !column.notNull },
      ]);
      expect(Object.fromEntries(columns)).toEqual({ ...address, ...Object.fromEntries(fields) });
    },
  );

  test('every table begins its primary key with the workspace', () => {
    // All workspaces share one clock.
    const { records, clock: _, ...others } = tables;
    for (const table of [...Object.values(records), ...Object.values(others)]) {
      const { primaryKeys } = is(table, SQLiteTable) ? sqliteConfig(table) : postgresConfig(table);
      expect(
        primaryKeys.map((key) => key.columns[0]?.name),
        getTableName(table),
      ).toEqual(['workspace']);
    }
  });
});
