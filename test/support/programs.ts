import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressVariable, askFor } from './shared.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const programName = (file: string) => basename(file, '.ts');

/**
 * Returns what Node is given to run a TypeScript file of the project, such as `src/main.ts`: the bundled file in a run
 * of the tests, and elsewhere the file itself.
 */
export async function programOf(
  file: string,
): Promise<{ readonly path: string; readonly execArgv: readonly string[] }> {
  if (process.env[addressVariable] === undefined) {
    return { path: join(root, file), execArgv: ['--import', 'tsx'] };
  }
  const { folder } = await askFor('programs');
  return { path: join(folder, 'dist', `${programName(file)}.js`), execArgv: [] };
}
