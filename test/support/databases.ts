import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  /** For `openStore`. */
  readonly url: string;
  /** Does something to the database behind the store's back, and gives the rows it answers with. */
  execute(sql: string): Promise<unknown[]>;
  remove(): Promise<void>;
}

/** The databases that the contract is held to; each `create` gives an empty one of its own. */
export const databases = [
  { name: 'SQLite', create: createSqlite },
  { name: 'PostgreSQL', create: createPostgres },
];

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'crossing-sqlite-'));
  const file = join(folder, 'new', 'crossing.db');
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
    remove: () => rm(folder, { recursive: true }),
  };
}

async function createPostgres(): Promise<TestDatabase> {
  const server = inject('postgresServer');
  const name = `crossing_${randomUUID().replaceAll('-', '')}`;
  await executePostgres(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    execute: (sql) => executePostgres(url.href, sql),
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
