import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { memoryFolder } from './memory.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Names the folder of bundled programs to the processes of one run of the tests. */
const variable = 'CROSSING_TEST_PROGRAMS';
/** The programs that tests run in processes of their own. */
const programs = [
  'src/main.ts',
  'scripts/verify-log.ts',
  'test/support/committer.ts',
  'test/support/sender.ts',
];
/** Files that programs read at run time, by their path in the project. */
const dataFiles = ['package.json', 'manifest.json', 'migrations', 'node_modules'];

/** Bundles the programs once, as `npm run build` does: a process that opens each module by itself starts half as fast. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(memoryFolder, 'crossing-programs-'));
  for (const name of dataFiles) await symlink(join(root, name), join(folder, name));
  await build({
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: join(folder, 'dist'),
      emptyOutDir: true,
      rolldownOptions: { input: Object.fromEntries(programs.map((file) => [nameOf(file), file])) },
    },
  });
  process.env[variable] = folder;
  return () => rm(folder, { recursive: true });
}

const nameOf = (file: string) => basename(file, '.ts');

/**
 * Returns what Node is given to run a TypeScript file of the project, such as `src/main.ts`: the bundled file in a run
 * of the tests, and elsewhere the file itself.
 */
export function programOf(file: string): { readonly path: string; readonly execArgv: readonly string[] } {
  const folder = process.env[variable];
  return folder === undefined
    ? { path: join(root, file), execArgv: ['--import', 'tsx'] }
    : { path: join(folder, 'dist', `${nameOf(file)}.js`), execArgv: [] };
}
