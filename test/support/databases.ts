import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { memoryFolder } from './memory.ts';
import { askFor } from './shared.ts';

export interface TestDatabase {
  /** For `openStore`. */
  readonly url: string;
  /** Does something to the database behind the store's back, and gives the rows it answers with. */
  execute(sql: string): Promise<unknown[]>;
  /** Copies it as a backup does, while it is used; what it gives puts the copy in its place while nobody uses it. */
  backUp(): Promise<() => Promise<void>>;
  /** Another database with what is in this one, which nobody uses meanwhile. */
  copy(): Promise<TestDatabase>;
  remove(): Promise<void>;
}

/** Each `create` gives one of its own, with tables in which nothing is, and each `createBare` one without tables. */
interface DatabaseKind {
  readonly name: string;
  create(): Promise<TestDatabase>;
  createBare(): Promise<TestDatabase>;
}

export const sqlite: DatabaseKind = {
  name: 'SQLite',
  create: () => createSqlite(null),
  createBare: () => createSqlite(null),
};

export const postgres: DatabaseKind = {
  name: 'PostgreSQL',
  create: async () => createPostgres((await askFor('postgres')).template),
  createBare: () => createPostgres('template0'),
};

/** The databases that the contract is held to. */
export const databases = [sqlite, postgres];

async function createSqlite(original: string | null): Promise<TestDatabase> {
  const folder = await mkdtemp(join(memoryFolder, 'crossing-sqlite-'));
  const file = join(folder, 'new', 'crossing.db');
  if (original !== null) {
    await mkdir(dirname(file));
    await copyFile(original, file);
  }
  return {
    url: `sqlite:${file}`,
    async execute(sql) {
      const client = new Sqlite(file);
      try {
        const statement = client.prepare(sql);
        if (statement.reader) return statement.all();
        statement.run();
        return [];
      } finally {
        client.close();
      }
    },
    async backUp() {
      const copy = join(folder, `${randomUUID()}.db`);
      const client = new Sqlite(file, { readonly: true });
      await client.backup(copy);
      client.close();
      return async () => {
        for (const beside of ['-wal', '-shm']) await rm(`${file}${beside}`, { force: true });
        await copyFile(copy, file);
      };
    },
    copy: () => createSqlite(file),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function createPostgres(template: string): Promise<TestDatabase> {
  const { address: server } = await askFor('postgres');
  const name = `crossing_${randomUUID().replaceAll('-', '')}`;
  await executePostgres(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    execute: (sql) => executePostgres(url.href, sql),
    async backUp() {
      const copy = `copy_${randomUUID().replaceAll('-', '')}`;
      const tables = (await executePostgres(
        url.href,
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
      )) as { name: string }[];
      const of = (statement: (name: string) => string) => tables.map(({ name }) => statement(name)).join(';');
      await executePostgres(
        url.href,
        `BEGIN ISOLATION LEVEL REPEATABLE READ; CREATE SCHEMA ${copy};
        ${of((name) => `CREATE TABLE ${copy}.${name} AS TABLE public.${name}`)}; COMMIT`,
      );
      return async () => {
        const putBack = (name: string) =>
          `TRUNCATE public.${name}; INSERT INTO public.${name} TABLE ${copy}.${name}`;
        await executePostgres(url.href, `BEGIN; ${of(putBack)}; COMMIT`);
      };
    },
    copy: () => createPostgres(name),
    async remove() {
      await executePostgres(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function executePostgres(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
