import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { DrizzleDatabase } from './database.ts';
import { DatabaseFailureError, findErrorCode, lockTimeout, type Warn } from './database-failure.ts';

/** How long PostgreSQL may take for what, in milliseconds. Each of `server` can be set in the address instead. */
const timeouts = {
  /** To connect, or to wait until a connection is free. */
  connect: 2_000,
  /** For a sign of life from a connection that was not used for longer than `trusted`. */
  ping: 700,
  trusted: 5,
  /** Held by the server, which then ends the statement or the session. */
  server: {
    lock_timeout: lockTimeout,
    statement_timeout: 8_000,
    idle_in_transaction_session_timeout: 4_000,
  },
  /** For the answer to one statement. */
  answer: 10_000,
  /** For the answer to a commit; the server has made it by then, or ended the idle session and never will. */
  commit: 5_000,
  keepAlive: 10_000,
  close: 2_000,
};

export interface PostgresConnections {
  /** For single statements, outside any transaction. */
  readonly database: DrizzleDatabase;
  /**
   * @param begin the statement that begins it
   * @throws DatabaseFailureError `unsure` when the commit was not answered.
   */
  transaction<T>(begin: string, work: (session: DrizzleDatabase) => Promise<T>): Promise<T>;
  /** Resolves soon, also where the server does not answer. */
  close(): Promise<void>;
}

/**
 * Connections of which none can end the process or be waited for without end: one that fails or falls silent is closed
 * and said to `warn`, and the next is a new one.
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
  /** Connections that were heard last before this moment are taken to be as dead as one that was found dead then. */
  let deadBefore = 0;

  pool.on('connect', (client) => {
    heardAt.set(client, performance.now());
    // Where nobody listens, an error between two queries of a transaction ends the process; the next query fails.
    client.on('error', (error) => warn(error, 'a connection to the database was lost'));
  });
  // The same error again, of a connection that was idle.
  pool.on('error', () => {});

  /** @throws DatabaseFailureError when there is no answer in time. */
  function ask<T>(query: () => Promise<T>, within = timeouts.answer): Promise<T> {
    const asked = performance.now();
    return new Promise((resolve, reject) => {
      // What arrived while this process was busy is read before it is given up.
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

  /** Closes the connection unless the server refused a statement and goes on; gives the error as others know it. */
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

/** Whether the server said no to a statement; the connection is then as good as before. */
function wasRefused(error: unknown): boolean {
  const code = findErrorCode(error);
  return code !== null && !/^(08|25P03|57P|XX)/.test(code);
}
