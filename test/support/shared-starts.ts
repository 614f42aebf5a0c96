import { createServer } from 'node:http';
import { startTemplateServer } from './postgres.ts';
import { bundlePrograms } from './program-bundle.ts';
import { addressVariable, type Shared } from './shared.ts';

type Started = {
  readonly [K in keyof Shared]: { readonly shared: Shared[K]; readonly stop: () => Promise<void> };
};

const starts: { readonly [K in keyof Shared]: () => Promise<Started[K]> } = {
  postgres: startTemplateServer,
  programs: bundlePrograms,
};

/**
 * Starts what test files share when the first of them asks, so that a run of pure tests starts nothing. Files
 * ask over HTTP, because each worker is a process of its own.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const started = new Map<string, Promise<Started[keyof Shared]>>();
  const server = createServer(async ({ url = '' }, response) => {
    const key = url.slice(1) as keyof Shared;
    const starting = started.get(key) ?? starts[key]();
    started.set(key, starting);
    await starting.then(
      ({ shared }) => response.end(JSON.stringify(shared)),
      (error: Error) => response.writeHead(500).end(String(error.stack)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.env[addressVariable] = `http://127.0.0.1:${address.port}`;
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    for (const each of await Promise.allSettled(started.values())) {
      if (each.status === 'fulfilled') await each.value.stop();
    }
  };
}
