import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { memoryFolder } from './memory.ts';
import { programName } from './programs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The programs that tests run in processes of their own. */
const programs = [
  'src/main.ts',
  'scripts/verify-log.ts',
  'test/support/committer.ts',
  'test/support/sender.ts',
];
/** Files that programs read at run time, by their path in the project. */
const dataFiles = ['package.json', 'manifest.json', 'migrations', 'node_modules'];

/** Bundles the programs, as `npm run build` does: a process that opens each module by itself starts half as fast. */
export async function bundlePrograms() {
  const folder = await mkdtemp(join(memoryFolder, 'crossing-programs-'));
  for (const name of dataFiles) await symlink(join(root, name), join(folder, name));
  await build({
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: join(folder, 'dist'),
      emptyOutDir: true,
      rolldownOptions: { input: Object.fromEntries(programs.map((file) => [programName(file), file])) },
    },
  });
  return { shared: { folder }, stop: () => rm(folder, { recursive: true }) };
}
