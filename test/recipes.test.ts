import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const recipes = (text.split('## Recipes')[1] ?? '')
  .split('\n## ')[0]
  ?.split('\n### ')
  .slice(1)
  .map((recipe) => ({ name: recipe.split('\n')[0] ?? '', recipe }));

test('there are recipes for what is added most', () => {
  const asked = [
    'A subject',
    'A checklist item',
    'A decision category',
    'A kind of reminder',
    'A page',
    'A command',
  ];
  expect(recipes?.map(({ name }) => name)).toEqual(expect.arrayContaining(asked));
});

test.each(recipes ?? [])('$name is added in at most two places, which are there', ({ recipe }) => {
  const places = recipe.match(/^\d\. /gm) ?? [];
  expect(places.length).toBeGreaterThanOrEqual(1);
  expect(places.length).toBeLessThanOrEqual(2);
  const paths = [...recipe.matchAll(/`((?:src|test|sandbox|scripts)\/[\w./<>-]*)`/g)].map(
    ([, path = '']) => path,
  );
  expect(paths.length).toBeGreaterThan(0);
  // A place in the folder of any subject is looked for in one that has it.
  const stands = (path: string) =>
    existsSync(join(root, path.replace('<subject>', 'reviews').replace('<key>', 'quarterly-review')));
  expect(paths.filter((path) => !stands(path))).toEqual([]);
});

test('docs/architecture.md names files and functions that there are', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const examples = page.split('## Three examples')[1]?.split('\n## ')[0] ?? '';
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const files = [...page.matchAll(/`([\w/-]+\.ts)`/g)].map(([, file = '']) => file.replace(/^src\//, ''));
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => !sources.some((one) => one === file || one.endsWith(`/${file}`)))).toEqual(
    [],
  );
  const code = sources.map((file) => readFileSync(join(root, 'src', file), 'utf8')).join('\n');
  const names = [...examples.matchAll(/`([a-z]\w+)(?:\.\w+)?`/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
});

test('the glossary names code that there is', () => {
  const page = readFileSync(join(root, 'docs/glossary.md'), 'utf8');
  const names = page
    .split('\n')
    .flatMap((row) => [...(row.split(' | ')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  const files = ['src', 'sandbox', 'docs']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }))
    .map((file) => file.split('/').at(-1));
  const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
    .join('\n');
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !files.includes(name) && !new RegExp(`\\b${name}\\b`).test(code))).toEqual(
    [],
  );
});
