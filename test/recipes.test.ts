import { existsSync, readFileSync } from 'node:fs';
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
