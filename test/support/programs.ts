import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { memory } from './memory.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Names the folder of compiled programs to the processes of one run of the tests. */
const variable = 'CROSSING_TEST_PROGRAMS';
/** Files and folders besides code that programs read, by their path in the project. */
const besides = ['package.json', 'manifest.json', 'migrations', 'node_modules'];

/** Compiles the project once for all processes that tests start: each would spend seconds on it. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(memory, 'crossing-programs-'));
  for (const name of besides) await symlink(join(root, name), join(folder, name));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const options = [
    '--noEmit',
    'false',
    '--noCheck',
    '--rewriteRelativeImportExtensions',
    '--rootDir',
    '.',
    '--outDir',
    folder,
  ];
  await promisify(execFile)(process.execPath, [compiler, '-p', 'tsconfig.json', ...options], { cwd: root });
  process.env[variable] = folder;
  return () => rm(folder, { recursive: true });
}

/**
 * Returns what Node is given to run a TypeScript file of the project, such as `src/main.ts`: the compiled file in a run
 * of the tests, and elsewhere the file itself.
 */
export function programOf(file: string): { readonly path: string; readonly execArgv: readonly string[] } {
  const folder = process.env[variable];
  return folder === undefined
    ? { path: join(root, file), execArgv: ['--import', 'tsx'] }
    : { path: join(folder, file.replace(/ts$/, 'js')), execArgv: [] };
}
