import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LocalFile, SeenModal, SubmitOutcome } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { createLog } from '../../src/log.ts';

let crossing: LocalCrossing;
const start = async (options: Parameters<typeof startLocalCrossing>[1] = {}) => {
  crossing = await startLocalCrossing('sqlite::memory:', options);
  crossing.moveTo('2026-02-02');
};
afterEach(() => crossing.close());

const name = 'use-cases.csv';
const header = 'name,purpose,team,intended users,may do,retrieval';
const tickets = 'Ticket sorting,Sorts tickets,Support,40,draft,no';
const notes = 'Call notes,Writes minutes,Sales,20,suggest,no';
const megabyte = (count: number) => new Uint8Array(count * 1_000_000);
const manyLines = (count: number) =>
  Array.from({ length: count }, (_, n) => `Job ${n} x${n} y${n},Does w${n} for v${n} u${n},T,9,draft,no`);

const omar = () => crossing.workspace.as('Omar Owner');
const registered = async () => {
  const { useCases } = await crossing.store.load(crossing.workspace.teamId);
  return [...useCases.values()].map((useCase) => useCase.name);
};

async function opens(): Promise<SeenModal> {
  await omar().types('#ai-program', '/stage3 import');
  return omar().openModal();
}

/** Chooses a file in the form of an import and submits it. */
async function uploads(contents: LocalFile['contents'], file = name): Promise<SubmitOutcome> {
  const form = await opens();
  await form.attaches('CSV file', { name: file, contents });
  return form.submits();
}

/** Returns the modal that a file with these contents opens. */
async function shownOf(contents: LocalFile['contents']): Promise<SeenModal> {
  const { modal, ...otherwise } = await uploads(contents);
  if (!modal) throw new Error(JSON.stringify(otherwise));
  return modal;
}

describe('a file of use cases', () => {
  beforeEach(() => start({ log: createLog('silent') }));

  test('is shown line by line, and registered when that is confirmed', async () => {
    const modal = await shownOf([header, tickets, 'Broken,,Support,many,draft,no', notes].join('\n'));
    expect(modal.text).toContain('From use-cases.csv');
    expect(modal.text).toContain('Ready: 2 use cases');
    expect(modal.text).toContain('row 3 Broken: intended users: "many" is not a whole number.');
    expect(await registered()).toEqual([]);
    await modal.fill({ 'Tick to register': ['Register 2 use cases'] });
    const done = await modal.submits();
    expect(done.modal?.text).toContain('2 use cases imported.');
    expect(await registered()).toEqual(['Ticket sorting', 'Call notes']);
    expect(crossing.workspace.control.downloads(name)).toBe(2);
  });

  test('is kept where the next view does not show it as chosen', async () => {
    const modal = await shownOf([header, tickets].join('\n'));
    await modal.attaches('CSV file', null);
    await modal.fill({ 'Tick to register': ['Register 1 use case'] });
    await modal.submits();
    expect(await registered()).toEqual(['Ticket sorting']);
  });

  test('may be replaced by a mended one, which is shown before anything is registered', async () => {
    const modal = await shownOf([header, tickets].join('\n'));
    await modal.fill({ 'Tick to register': ['Register 1 use case'] });
    await modal.attaches('CSV file', { name: 'mended.csv', contents: [header, tickets, notes].join('\n') });
    const again = await modal.submits();
    expect(again.modal?.text).toContain('From mended.csv');
    expect(again.modal?.text).not.toContain('was changed');
    expect(await registered()).toEqual([]);
    await again.modal?.fill({ 'Tick to register': ['Register 2 use cases'] });
    await again.modal?.submits();
    expect(await registered()).toEqual(['Ticket sorting', 'Call notes']);
  });

  test('is shown again with a note when it changed after the preview', async () => {
    const modal = await shownOf([header, tickets].join('\n'));
    crossing.workspace.control.editFile(name, [header, tickets, notes].join('\n'));
    await modal.fill({ 'Tick to register': ['Register 1 use case'] });
    const again = await modal.submits();
    expect(again.modal?.text).toContain('use-cases.csv has changed since the preview.');
    expect(again.modal?.text).toContain('Ready: 2 use cases');
    expect(await registered()).toEqual([]);
    await again.modal?.fill({ 'Tick to register': ['Register 2 use cases'] });
    const done = await again.modal?.submits();
    expect(done?.modal?.text).toContain('2 use cases imported.');
  });

  test('registers nothing when it was deleted after the preview', async () => {
    const modal = await shownOf([header, tickets].join('\n'));
    crossing.workspace.control.editFile(name, null);
    await modal.fill({ 'Tick to register': ['Register 1 use case'] });
    const { errors } = await modal.submits();
    expect(errors?.['CSV file']).toContain('Slack did not deliver use-cases.csv (404).');
    expect(await registered()).toEqual([]);
  });

  test('delivered twice is registered once', async () => {
    const modal = await shownOf([header, tickets].join('\n'));
    await modal.fill({ 'Tick to register': ['Register 1 use case'] });
    await modal.submits();
    await crossing.workspace.control.redeliver('view_submission');
    expect(await registered()).toEqual(['Ticket sorting']);
  });

  test('beside a pasted table is one too many, and neither is lost', async () => {
    const form = await opens();
    await form.fill({ Table: [header, notes].join('\n') });
    await form.attaches('CSV file', { name, contents: [header, tickets].join('\n') });
    const { errors } = await form.submits();
    expect(errors?.['CSV file']).toContain('Use one of the two');
    expect(form.holds('Table')).toContain('Call notes');
    await form.fill({ Table: '' });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('UC-1 Ticket sorting');
  });

  test('or a pasted table must be there', async () => {
    const { errors } = await (await opens()).submits();
    expect(errors?.Table).toBe('Paste a table, or choose a file.');
  });

  test.each([
    [
      'one word',
      'Ticket sorting',
      'One of the first 10 rows must name the columns. Missing: name, purpose, team',
    ],
    ['nothing', '', 'There is no row below the column names. Add at least one.'],
    ['cells too many', `${header}\n${tickets},one,two`, 'row 2: It has 8 cells, the header has 6.'],
    [
      'lines too many',
      [header, ...manyLines(1001)].join('\n'),
      'This has 1,001 lines; at most 1,000 in one import.',
    ],
    ['four megabytes', `${header}\n${tickets}\n`.repeat(40_000), 'at most 2,000,000 characters'],
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'This is an Excel workbook (.xlsx)'],
  ])('that cannot be read says why: %s', async (_, contents, words) => {
    const { errors } = await uploads(contents);
    expect(errors?.['CSV file']).toContain(words);
    expect((await omar().openModal()).holds('CSV file')).toBe(name);
  });

  test.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${header}\nGrüße,x,y,1,draft,no`)],
    ['UTF-16', Buffer.from(`\uFEFF${header}\nGrüße,x,y,1,draft,no`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${header}\nGrüße,x,y,1,draft,no`, 'utf16le').swap16()],
    ['the encoding of Windows', Buffer.from(`${header}\nGrüße,x,y,1,draft,no`, 'latin1')],
  ])('is read in %s', async (_, contents) => {
    expect((await shownOf(contents)).text).toContain('UC-1 Grüße (proposed; y;');
  });

  test('with a name full of markup is named as it is', async () => {
    const odd = '<!channel> <https://example.com|R&D>.csv';
    const { modal } = await uploads([header, tickets].join('\n'), odd);
    expect(modal?.text).toContain(`From ${odd}`);
  });

  test('of a kind that is no table is not taken', async () => {
    await expect(uploads('x', 'use-cases.xlsx')).rejects.toThrow('use-cases.xlsx is none of csv, txt');
  });
});

describe('ten megabytes', () => {
  beforeEach(() => start());

  test('and a little more are refused at the field, and not fetched', async () => {
    const { errors } = await uploads(megabyte(10.2));
    expect(errors?.['CSV file']).toBe('use-cases.csv is too large: at most 10 MB.');
    expect(crossing.workspace.control.downloads(name)).toBe(0);
  });

  test('and a megabyte are refused by Slack before the app hears of it', async () => {
    const { errors } = await uploads(megabyte(11));
    expect(errors?.['CSV file']).toBe('use-cases.csv is larger than 10 MB.');
    expect(
      crossing.workspace.control.deliveries().some(({ payload }) => payload.type === 'view_submission'),
    ).toBe(false);
  });

  test('are refused by Slack at 3,000 characters when pasted, and stay', async () => {
    const form = await opens();
    const table = `${header}\n${`${tickets}\n`.repeat(200_000)}`;
    await form.fill({ Table: table });
    const { errors } = await form.submits();
    expect(errors?.Table).toBe('This must be no longer than 3000 characters.');
    expect(form.holds('Table')).toBe(table);
  });
});

test('without the scope files:read, the form says what is missing and what to do', async () => {
  const manifest = JSON.parse(readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'));
  manifest.oauth_config.scopes.bot = manifest.oauth_config.scopes.bot.filter(
    (scope: string) => scope !== 'files:read',
  );
  await start({ manifest, log: createLog('silent') });
  const { errors } = await uploads([header, tickets].join('\n'));
  expect(errors?.['CSV file']).toContain('Crossing needs the files:read permission');
  expect(await registered()).toEqual([]);
});
