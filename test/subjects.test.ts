import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Decide } from '../src/domain/decide.ts';
import { actionWords, entityNames, type StepKey, stepInputs } from '../src/domain/schema.ts';
import { stepFor, subjects } from '../src/domain/subjects.ts';
import { subjects as inSlack, pages, subcommands } from '../src/slack/subjects.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const programs = join(root, 'node_modules/.bin');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const foldersIn = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Returns the folders with a file of this name that a list does not import. */
const unlisted = (folder: string, file: string, list: string) =>
  foldersIn(folder).filter(
    (name) => existsSync(join(root, folder, name, file)) && !read(list).includes(`'./${name}/${file}'`),
  );

describe('every part of a subject is listed', () => {
  test('its records, actions and steps', () => {
    expect(unlisted('src/domain', 'schema.ts', 'src/domain/schema.ts')).toEqual([]);
  });

  test('its rules', () => {
    expect(unlisted('src/domain', 'manifest.ts', 'src/domain/subjects.ts')).toEqual([]);
  });

  test('pages and forms in Slack', () => {
    const withoutManifest = foldersIn('src/slack').filter(
      (name) => !existsSync(join(root, 'src/slack', name, 'manifest.ts')),
    );
    expect(withoutManifest).toEqual(['kit', 'listeners']);
    expect(unlisted('src/slack', 'manifest.ts', 'src/slack/subjects.ts')).toEqual([]);
  });

  test('no two subjects have a record, an action, a step, a page or a command of one name', () => {
    const schemas = read('src/domain/schema.ts').match(/^ {2}\w+Schema,$/gm) ?? [];
    expect(schemas.length).toBeGreaterThan(10);
    for (const names of [
      subjects.flatMap(({ steps }) => steps.map(({ key }) => key)),
      subjects.flatMap(({ reminders = [] }) => reminders.map(({ key }) => key)),
      subjects.flatMap(({ reminders = [] }) => reminders.map(({ rank }) => String(rank))),
      pages.map(({ key }) => key),
      subcommands.map(({ name }) => name),
    ])
      expect(names.toSorted()).toEqual([...new Set(names)].sort());
    expect(entityNames.length).toBeGreaterThan(20);
    expect(Object.keys(actionWords).length).toBeGreaterThan(50);
  });
});

const clicked = inSlack.flatMap(({ clicks = [] }) => clicks.map(({ key }) => key));
const withForm = inSlack.flatMap(({ forms = [] }) => forms.map(({ key }) => key));

test.each(Object.keys(stepInputs) as StepKey[])('%s is taken by a form or a button', (key) => {
  expect(stepFor(key).label.split(' ').length).toBeLessThanOrEqual(5);
  expect([clicked.includes(key), withForm.includes(key)].filter(Boolean)).toHaveLength(1);
});

describe('adding a subject', () => {
  const toy = join(root, 'test/support/toy-subject');
  let copy: string;
  /** Each list, with what is added to it: an import, and a line before the end of the list. */
  const lists = {
    'domain/schema.ts': [
      `import { lessonsSchema } from './lessons/schema.ts';`,
      '  lessonsSchema,',
      '] as const;',
    ],
    'domain/subjects.ts': [`import { lessons } from './lessons/manifest.ts';`, '  lessons,', '];'],
    'slack/subjects.ts': [`import { lessons } from './lessons/manifest.ts';`, '  lessons,', '];'],
  } as const;

  beforeAll(() => {
    copy = mkdtempSync(join(root, 'test/.toy-'));
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
    cpSync(toy, join(copy, 'src'), { recursive: true });
    for (const [file, [line, entry, end]] of Object.entries(lists)) {
      const path = join(copy, 'src', file);
      const text = readFileSync(path, 'utf8').replace(`\n${end}`, `\n${entry}\n${end}`);
      writeFileSync(path, `${line}\n${text}`);
    }
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  /** Imports a module from the copy of the project. */
  const from = <M>(file: string): Promise<M> => import(join(copy, 'src', file));

  test('touches its two folders and two lines in each of three lists', () => {
    const files = readdirSync(join(copy, 'src'), { recursive: true, encoding: 'utf8' });
    const isFile = (file: string) => /\.ts$/.test(file);
    const changed = files.filter(isFile).filter((file) => {
      const before = join(root, 'src', file);
      return (
        !existsSync(before) || readFileSync(before, 'utf8') !== readFileSync(join(copy, 'src', file), 'utf8')
      );
    });
    const outside = changed.filter((file) => !/^(domain|slack)\/lessons\//.test(file));
    expect(outside.sort()).toEqual(Object.keys(lists).sort());
    for (const [file, added] of Object.entries(lists)) {
      const before = read(`src/${file}`).split('\n');
      const after = readFileSync(join(copy, 'src', file), 'utf8').split('\n');
      expect(after.filter((line) => !before.includes(line))).toEqual(added.slice(0, 2));
      expect(after).toHaveLength(before.length + 2);
    }
  });

  test('is all that the compiler asks for', () => {
    const options = { extends: '../../tsconfig.json', include: ['src'], exclude: [] };
    writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(options));
    // Other tests need the second processor meanwhile.
    const flags = ['--singleThreaded', '-p', copy];
    const compiled = spawnSync(join(programs, 'tsc'), flags, { cwd: root, encoding: 'utf8' });
    expect(compiled.stdout).toBe('');
    expect(compiled.status).toBe(0);
  });

  test('gives it a place in the register, words in the log, a step, a reminder, a page and a command', async () => {
    const register = await from<typeof import('../src/domain/register.ts')>('domain/register.ts');
    const domain = await from<typeof import('../src/domain/subjects.ts')>('domain/subjects.ts');
    const slack = await from<typeof import('../src/slack/subjects.ts')>('slack/subjects.ts');
    const commands = await from<typeof import('../src/slack/command-router.ts')>('slack/command-router.ts');
    const nudges = await from<typeof import('../src/domain/reminders/nudge-kinds.ts')>(
      'domain/reminders/nudge-kinds.ts',
    );
    const empty = register.emptyRegister('T1');
    expect((empty as unknown as Record<string, unknown>).lessons).toEqual(new Map());
    expect(register.actionWords).toMatchObject({ 'record-lesson': 'recorded a lesson' });
    const step = (domain.stepFor as unknown as (key: string) => { label: string; decide: Decide<object> })(
      'record-lesson',
    );
    expect(step.label).toBe('Record a lesson');
    const actor = { id: 'U1', kind: 'member', admin: true } as const;
    const act = { at: 0, today: '2026-01-12', actor, people: new Map() };
    expect(step.decide(empty as never, { text: 'Ask early' }, act)).toMatchObject({ ok: true });
    expect(step.decide(empty as never, { text: ' ' }, act)).toMatchObject({ ok: false });
    expect(
      step.decide(empty as never, { text: 'Ask' }, { ...act, actor: { ...actor, admin: false } }),
    ).toMatchObject({
      refusal: { code: 'not-permitted' },
    });
    expect(nudges.findKindTitle('lesson')).toBe('Lesson of the quarter');
    const form = slack.formFor({ do: 'record-lesson' } as never);
    expect(form.view({}, { register: empty } as never).title.text).toBe('Lesson');
    expect(
      commands.routeCommand('/stage3', 'lessons', { register: empty, today: '2026-01-12' } as never),
    ).toEqual({
      to: 'page',
      target: { page: 'lessons' },
    });
  });

  test('leaves its table to one migration, which is generated', () => {
    cpSync(join(root, 'migrations'), join(copy, 'migrations'), { recursive: true });
    cpSync(join(root, 'scripts'), join(copy, 'scripts'), { recursive: true });
    const before = new Set(readdirSync(join(copy, 'migrations/sqlite')));
    const folder = relative(root, copy);
    const flags = ['generate', '--dialect=sqlite', '--casing=snake_case'];
    const paths = [`--schema=./${folder}/scripts/schema.cjs`, `--out=./${folder}/migrations/sqlite`];
    execFileSync(join(programs, 'drizzle-kit'), [...flags, ...paths], { cwd: root, stdio: 'pipe' });
    const [written, ...others] = readdirSync(join(copy, 'migrations/sqlite')).filter(
      (file) => !before.has(file),
    );
    expect(others).toEqual([]);
    const sql = readFileSync(join(copy, 'migrations/sqlite', written ?? ''), 'utf8');
    expect(sql).toContain('CREATE TABLE `lessons`');
    expect(sql.match(/CREATE|ALTER|DROP/g)).toEqual(['CREATE']);
  });
});
