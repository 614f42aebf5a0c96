import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkLayers, rules } from '../scripts/check-layers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const planted = join(root, 'test', 'support', 'planted');

/** Returns each line of the planted tree that says `// breaks: <rule>`. */
function plantedViolations() {
  return readdirSync(planted, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      readFileSync(join(planted, file), 'utf8')
        .split('\n')
        .map((text, index) => ({
          file: file.replaceAll('\\', '/'),
          line: index + 1,
          rule: text.split('// breaks: ')[1],
        })),
    )
    .filter(({ rule }) => rule !== undefined);
}

test('every planted violation is found, and nothing else in the planted tree', () => {
  const found = checkLayers(planted).violations.map(({ file, line, rule }) => ({ file, line, rule }));
  const order = (at: { file: string; line: number }) => `${at.file}:${String(at.line).padStart(3, '0')}`;
  const sort = (list: { file: string; line: number }[]) =>
    list.toSorted((a, b) => order(a).localeCompare(order(b)));
  expect(sort(found)).toEqual(sort(plantedViolations()));
});

test.each(rules)('"$name" bites where it is broken', ({ name }) => {
  expect(plantedViolations().map(({ rule }) => rule)).toContain(name);
});

test('every folder of src has a rule that says what it may import', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `src/${name}/`);
  const ruled = rules.filter(({ mayImport }) => mayImport).map(({ files }) => files);
  expect(ruled).toEqual(expect.arrayContaining(folders));
});

test('the layers hold', () => {
  const { files, violations } = checkLayers(root);
  expect(violations).toEqual([]);
  expect(files).toBeGreaterThan(20);
});

test('no file of code has more than 400 lines', () => {
  const listed = execFileSync('git', ['ls-files', '--', '*.ts', '*.tsx', '*.mjs', '*.cjs'], { cwd: root });
  const files = listed
    .toString()
    .trim()
    .split('\n')
    .filter((file) => existsSync(join(root, file)));
  expect(files.length).toBeGreaterThan(400);
  const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 401);
  expect(long).toEqual([]);
});
