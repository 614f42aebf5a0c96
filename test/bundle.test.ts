import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const relativePath = /new URL\(\s*["'`]([^"'`]+)["'`]\s*,\s*import\.meta\.url\s*\)/g;

test('the bundled app finds the migrations of both databases where the repository has them', async () => {
  const built = await build({ root, logLevel: 'silent', build: { write: false } });
  const { output } = built as Rolldown.RolldownOutput;
  const found = output.flatMap((file) =>
    file.type === 'chunk'
      ? [...file.code.matchAll(relativePath)].map(([, path = '']) => join('dist', file.fileName, '..', path))
      : [],
  );
  expect(found.filter((path) => path.startsWith('migrations')).sort()).toEqual([
    'migrations/postgres',
    'migrations/sqlite',
  ]);
  expect(found.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
