import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const sources = fileURLToPath(new URL('.', import.meta.url));
const protocol = fileURLToPath(new URL('../protocol.ts', import.meta.url));
const built = fileURLToPath(new URL('../web-dist', import.meta.url));

/** Builds the page unless its newest source is older than the last build. Returns the folder to serve. */
export async function buildPage(): Promise<string> {
  const builtAt = await stat(`${built}/index.html`).then(
    (file) => file.mtimeMs,
    () => 0,
  );
  if ((await findNewestTime(sources, protocol)) > builtAt) {
    const vite = join(createRequire(import.meta.url).resolve('vite/package.json'), '../bin/vite.js');
    // A process of its own: a test runner's NODE_ENV would make this a development build.
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, [vite, 'build', sources], { env });
  }
  return built;
}

/** Returns when the newest file in these folders was written, in epoch ms. */
async function findNewestTime(folder: string, ...files: string[]): Promise<number> {
  const inside = await readdir(folder, { recursive: true });
  const times = await Promise.all(
    [...inside.map((name) => `${folder}${name}`), ...files].map(async (file) => (await stat(file)).mtimeMs),
  );
  return Math.max(...times);
}
