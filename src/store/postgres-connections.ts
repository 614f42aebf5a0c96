import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { DrizzleDatabase } from './database.ts';
import { DatabaseFailureError, findErrorCode, lockTimeout, type Warn } from './database-failure.ts';

/** Timeouts of PostgreSQL, in milliseconds. Each of `server` can be set in the address instead. */
const timeouts = {
  /** To connect, or to get a free connection. */
  connect: 2_000,
  /** To check a connection that was not used for longer than `trusted`. */
  ping: 700,
  trusted: 5,
  /** Enforced by the server, which ends the statement or the session. */
  server: {
    lock_timeout: lockTimeout,
    statement_timeout: 8_000,
    idle_in_transaction_session_timeout: 4_000,
  },
  /** To answer one statement. */
  answer: 10_000,
  /** To answer a commit. By then the server has committed, or ended the idle session. */
  commit: 5_000,
  keepAlive: 10_000,
  close: 2_000,
};

export interface PostgresConnections {
  /** For single statements outside a transaction. */
  readonly database: DrizzleDatabase;
  /**
   * Runs work in a transaction.
   * @param begin the statement that begins it
   * @throws DatabaseFailureError `unsure` when the commit was not answered
   */
  transaction<T>(begin: string, work: (session: DrizzleDatabase) => Promise<T>): Promise<T>;
  /** Resolves soon, even when the server does not answer. */
  close(): Promise<void>;
}

/**
 * Creates a pool whose connections can neither crash the process nor hang it: a failed or silent connection is closed
 * and reported to `warn`, and replaced.
 */
export function connectPostgres(url: string, warn: Warn): PostgresConnections {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: timeouts.connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: timeouts.keepAlive,
    ...timeouts.server,
  });
  const heardAt = new WeakMap<pg.PoolClient, number>();
  /** Connections last used before this moment count as dead, because one of them was found dead then. */
  let deadBefore = 0;

  pool.on('connect', (client) => {
    heardAt.set(client, performance.now());
    // Without a listener, an error between two queries would end the process. The next query fails instead.
    client.on('error', (error) => warn(error, 'a connection to the database was lost'));
  });
  // The same error of an idle connection.
  pool.on('error', () => {});

  /** Runs a query with a timeout. @throws DatabaseFailureError when there is no answer in time */
  function ask<T>(query: () => Promise<T>, within = timeouts.answer): Promise<T> {
    const asked = performance.now();
    return new Promise((resolve, reject) => {
      // An answer that arrived while this process was busy is read first.
      const timer = setTimeout(() => setImmediate(giveUp), within);
      const giveUp = () => {
        const error = new DatabaseFailureError('away', `the database did not answer within ${within} ms`);
        if (deadBefore < asked) warn(error, 'a connection to the database is silent');
        deadBefore = Math.max(deadBefore, asked);
        reject(error);
      };
      query()
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }

  async function connect(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await pool.connect().catch((error) => {
        throw findErrorCode(error) === null
          ? new DatabaseFailureError('away', 'the database cannot be reached', error)
          : error;
      });
      const heard = heardAt.get(client) ?? 0;
      if (heard > deadBefore) {
        if (performance.now() - heard < timeouts.trusted) return client;
        const lives = ask(() => client.query('SELECT 1'), timeouts.ping);
        if (
          await lives.then(
            () => true,
            () => false,
          )
        )
          return client;
      }
      client.release(true);
    }
  }

  function release(client: pg.PoolClient): void {
    heardAt.set(client, performance.now());
    client.release();
  }

  /** Closes the connection, unless the server only refused a statement; returns the error to throw. */
  async function afterError(client: pg.PoolClient, error: unknown, inTransaction: boolean): Promise<Error> {
    const lives = wasRefused(error);
    const undone = inTransaction && lives && ask(() => client.query('ROLLBACK'));
    if (
      lives &&
      (await Promise.resolve(undone).then(
        () => true,
        () => false,
      ))
    )
      release(client);
    else client.release(true);
    const known = lives || error instanceof DatabaseFailureError || findErrorCode(error) !== null;
    return known ? (error as Error) : new DatabaseFailureError('away', 'the connection was lost', error);
  }

  const sessions = new WeakMap<pg.PoolClient, DrizzleDatabase>();
  function sessionOf(client: pg.PoolClient): DrizzleDatabase {
    const known = sessions.get(client);
    if (known) return known;
    const query = (...query: unknown[]) => ask(() => client.query(...(query as [string])));
    const session = drizzle({ client: { query } as unknown as pg.Client, casing: 'snake_case' });
    sessions.set(client, session);
    return session;
  }

  async function query(...query: unknown[]) {
    const client = await connect();
    try {
      const result = await ask(() => client.query(...(query as [string])));
      release(client);
      return result;
    } catch (error) {
      throw await afterError(client, error, false);
    }
  }

  return {
    database: drizzle({ client: { query } as unknown as pg.Pool, casing: 'snake_case' }),
    async transaction(begin, work) {
      const client = await connect();
      let committing = false;
      try {
        await ask(() => client.query(begin));
        const result = await work(sessionOf(client));
        committing = true;
        await ask(() => client.query('COMMIT'), timeouts.commit);
        release(client);
        return result;
      } catch (error) {
        const known = await afterError(client, error, true);
        if (!committing || wasRefused(error)) throw known;
        throw new DatabaseFailureError('unsure', 'the commit was not answered', error);
      }
    },
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const soon = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeouts.close);
      });
      await Promise.race([pool.end(), soon]);
      clearTimeout(timer);
    },
  };
}

/** True when the server refused a statement; the connection stays usable. */
function wasRefused(error: unknown): boolean {
  const code = findErrorCode(error);
  return code !== null && !/^(08|25P03|57P|XX)/.test(code);
}
