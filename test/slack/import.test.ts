import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenModal } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { readTables } from '../../src/slack/kit/csv.ts';
import { importTemplate } from '../../src/slack/use-cases/import-form.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

let crossing: LocalCrossing;
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:');
  crossing.moveTo('2026-02-02');
});
afterEach(() => crossing.close());

const omar = () => crossing.workspace.as('Omar Owner');
const load = () => crossing.store.load(crossing.workspace.teamId);
const names = async () => [...(await load()).useCases.values()].map(({ name }) => name);

const header = 'name,purpose,team,intended users,may do,retrieval';
const tickets = 'Ticket sorting,Sorts tickets,Support,40,draft,no';
const notes = 'Call notes,Writes minutes,Sales,20,suggest,no';

async function opens(): Promise<SeenModal> {
  await omar().types('#ai-program', '/stage3 import');
  return omar().openModal();
}

/** Pastes a table, and gives the modal that then stands there with the errors in it. */
async function pastes(table: string): Promise<{ modal: SeenModal; error: string | undefined }> {
  const form = await opens();
  await form.fill({ Table: table });
  const { errors, modal } = await form.submits();
  return { modal: modal ?? form, error: errors?.Table };
}

describe('an import', () => {
  test('shows what it understood, and registers only what is confirmed, in one commit', async () => {
    const { modal } = await pastes([header, tickets, notes].join('\n'));
    expect(modal.text).toContain('Ready: 2 use cases');
    expect(modal.text).toContain(
      'UC-1 Ticket sorting (proposed; Support; data: not stated; vendors: not stated), row 2',
    );
    expect(await names()).toEqual([]);
    await modal.fill({ 'Tick to register': ['Register 2 use cases'] });
    const done = await modal.submits();
    expect(done.modal?.text).toContain('2 use cases imported.');
    expect(await names()).toEqual(['Ticket sorting', 'Call notes']);
    const log = await crossing.store.changes(crossing.workspace.teamId);
    expect(new Set(log.map(({ at }) => at)).size).toBe(1);
  });

  test('delivered twice registers once', async () => {
    const { modal } = await pastes([header, tickets].join('\n'));
    await modal.fill({ 'Tick to register': ['Register 1 use case'] });
    await modal.submits();
    await crossing.workspace.control.redeliver('view_submission');
    expect(await names()).toEqual(['Ticket sorting']);
  });

  test('leaves out what it cannot register, line by line, and says so before', async () => {
    const bad = 'Broken,,Support,many,draft,no';
    const { modal } = await pastes(
      [`${header},budget`, `${tickets},5`, bad, 'TICKET SORTING,x,y,1,draft,no'].join('\n'),
    );
    expect(modal.text).toContain('Ready: 1 use case');
    expect(modal.text).toContain('Left out: 2 rows');
    expect(modal.text).toContain('row 3 Broken: intended users: "many" is not a whole number.');
    expect(modal.text).toContain('row 4 TICKET SORTING: name: the same as in row 2.');
    expect(modal.text).toContain('Columns not read: "budget"');
    expect(modal.holds('Table')).toContain(bad);
  });

  test('of a text that was mended asks again', async () => {
    const { modal } = await pastes([header, tickets].join('\n'));
    await modal.fill({
      'Tick to register': ['Register 1 use case'],
      Table: [header, tickets, notes].join('\n'),
    });
    const again = await modal.submits();
    expect(again.modal?.text).toContain('Ready: 2 use cases');
    expect(await names()).toEqual([]);
  });

  test('is shown again when somebody registers meanwhile what it holds', async () => {
    const { modal } = await pastes([header, tickets, notes].join('\n'));
    await records(crossing, registerUseCase, registration({ name: 'Ticket Sorting', owner: 'U0LENA' }));
    await modal.fill({ 'Tick to register': ['Register 2 use cases'] });
    const again = await modal.submits();
    expect(again.modal?.text).toContain('Ready: 1 use case');
    expect(again.modal?.text).toContain('UC-1 already has this name.');
    expect(await names()).toEqual(['Ticket Sorting']);
    await again.modal?.fill({ 'Tick to register': ['Register 1 use case'] });
    await again.modal?.submits();
    expect(await names()).toEqual(['Ticket Sorting', 'Call notes']);
  });

  test('goes on in further parts, which need no names of columns', async () => {
    const { modal } = await pastes([header, tickets].join('\n'));
    await modal.fill({ 'More lines (part 2)': notes });
    const second = await modal.submits();
    expect(second.modal?.text).toContain(
      'UC-2 Call notes (proposed; Sales; data: not stated; vendors: not stated), row 1 of part 2',
    );
    await second.modal?.fill({ 'More lines (part 3)': `${header}\nBills,Books them,Finance,9,draft,no` });
    const third = await second.modal?.submits();
    await third?.modal?.fill({ 'Tick to register': ['Register 3 use cases'] });
    await third?.modal?.submits();
    expect(await names()).toEqual(['Ticket sorting', 'Call notes', 'Bills']);
  });

  test('tells each other owner once, and nobody who may not own', async () => {
    const owned = [`${header},owner`, `${tickets},U0SARA`, `${notes},<@U0SARA>`].join('\n');
    const { modal } = await pastes(owned);
    await modal.fill({ 'Tick to register': ['Register 2 use cases'] });
    await modal.submits();
    const sara = crossing.workspace.as('Sara Sales');
    expect(sara.directMessages()).toEqual([]);
    await crossing.passTo(crossing.now() + 5 * 3_600_000);
    const told = await sara.waits(() => sara.directMessages().at(-1), 'a message');
    expect(told.text).toContain('recorded you as the owner of UC-1 Ticket sorting, UC-2 Call notes.');
    expect(sara.directMessages()).toHaveLength(1);
  });

  test('takes an owner by the name of somebody known here, and shows whom it took', async () => {
    for (const owned of [`${notes},U0SARA`, `${tickets},@sara`]) {
      const { modal } = await pastes([`${header},owner`, owned].join('\n'));
      expect(modal.text).toContain('; @Sara Sales (sample); data: not stated; vendors: not stated), row 2');
      await modal.fill({ 'Tick to register': ['Register 1 use case'] });
      await (await modal.submits()).modal?.closes();
    }
    expect((await load()).useCases.get('UC-2')?.owner).toBe('U0SARA');
  });

  test.each(['U0NOBODY99', 'WANDA', 'Nobody Here', '@Gus Guest', 'U0ITAI'])(
    'leaves out the one line whose owner is %s',
    async (owner) => {
      await crossing.workspace.control.deactivate('Itai IT');
      const owned = [`${header},owner`, `${tickets},${owner}`, `${notes},U0SARA`].join('\n');
      const { modal } = await pastes(owned);
      expect(modal.text).toContain('row 2 Ticket sorting: owner: ');
      await modal.fill({ 'Tick to register': ['Register 1 use case'] });
      const done = await modal.submits();
      expect(done.modal?.text).toContain('1 use case imported. 1 row left out.');
      expect(await names()).toEqual(['Call notes']);
    },
  );

  test('leaves out the line of an owner who leaves while the preview is open', async () => {
    const { modal } = await pastes([`${header},owner`, `${tickets},U0ITAI`, `${notes},U0SARA`].join('\n'));
    await modal.fill({ 'Tick to register': ['Register 2 use cases'] });
    await crossing.workspace.control.deactivate('Itai IT');
    const again = await modal.submits();
    const shown = again.modal?.text ?? '';
    expect(shown).toContain('row 2');
    expect(await names()).not.toContain('Ticket sorting');
  });

  test('takes formulas, emoji, writing from right to left and mentions as the text they are', async () => {
    const odd = ['=1+1', '🤖 robot', 'عربي', '<!channel>', "'; DROP TABLE use_cases"];
    const rows = odd.map((name, index) => `"${name}",Job${index} ${index}x,Team,4,draft,no`);
    const { modal } = await pastes([header, ...rows].join('\n'));
    await modal.fill({ 'Tick to register': [`Register ${odd.length} use cases`] });
    await modal.submits();
    expect(await names()).toEqual(odd);
  });

  test('shows its template, which can be imported as it stands', async () => {
    const form = await opens();
    expect(form.text).toContain(importTemplate.split('\n')[0]);
    const { lines, problem } = readTables([importTemplate]);
    expect([lines.length, problem]).toEqual([1, null]);
  });
});

describe('the columns of a table that calls them otherwise', () => {
  const foreign = 'Use Case Name;Description;Department;Users;Level of autonomy;Uses RAG;Partner';
  const row = 'Ticket sorting;Sorts tickets;Support;40;draft;N;OpenAI';

  test('are found by their meaning, and shown', async () => {
    const { modal } = await pastes(`${foreign}\n${row}`);
    expect(modal.text).toContain('"Use Case Name" is read as name; "Description" is read as purpose;');
    expect(modal.text).toContain('Columns not read: "Partner"');
    expect(modal.holds('Column for "team" (needed)')).toBe('Department');
    expect(modal.text).toContain('UC-1 Ticket sorting (proposed; Support;');
  });

  test('are corrected in the form, and the preview is shown again', async () => {
    const { modal } = await pastes(`${foreign}\n${row}`);
    await modal.fill({ 'Column for "vendors"': 'Partner', 'Column for "team" (needed)': 'Description' });
    const again = (await modal.submits()).modal;
    expect(again?.text).toContain('(proposed; Sorts tickets; data: not stated; vendors: OpenAI), row 2');
    expect(await names()).toEqual([]);
    await again?.fill({ 'Tick to register': ['Register 1 use case'] });
    await again?.submits();
    expect((await load()).useCases.get('UC-1')).toMatchObject({ team: 'Sorts tickets', vendors: ['openai'] });
  });

  test('are asked for once for all rows when they are missing', async () => {
    const { modal } = await pastes(
      'Title\tSummary\nTicket sorting\tSorts tickets\nCall notes\tWrites minutes',
    );
    expect(modal.text).toContain('Missing: team, intended users, may do, retrieval.');
    expect((await modal.submits()).errors?.['Column for "team" (needed)']).toContain('Choose the column');
    await modal.fill({
      'Or "team" for all rows': 'Support',
      'Or "intended users" for all rows': '40',
      'Or "may do" for all rows': 'draft',
      'Or "retrieval" for all rows': 'no',
    });
    const again = (await modal.submits()).modal;
    expect(again?.text).toContain('Ready: 2 use cases');
    await again?.fill({ 'Tick to register': ['Register 2 use cases'] });
    await again?.submits();
    expect((await load()).useCases.get('UC-2')).toMatchObject({ team: 'Support', intendedUsers: 40 });
  });

  test('may be misspelt', async () => {
    const { modal } = await pastes(`nmae${header.slice(4)}\n${tickets}`);
    expect(modal.text).toContain('"nmae" is read as name. Correct this below if it is wrong.');
  });
});

describe('rows that resemble one another', () => {
  const rows = ['red', 'green', 'blue'].map(
    (color) => `Sorts the ${color} tickets daily,Sorts,Support,40,draft,no`,
  );

  test('are registered by one tick for all of them', async () => {
    const { modal } = await pastes([header, ...rows].join('\n'));
    expect(modal.text).toContain('2 rows: rows 3, 4: It resembles');
    await modal.fill({ 'Rows that resemble another use case': ['2 rows that resemble another row are new'] });
    const again = (await modal.submits()).modal;
    expect(again?.text).toContain('Ready: 3 use cases');
    await again?.fill({ 'Tick to register': ['Register 3 use cases'] });
    await again?.submits();
    expect((await load()).useCases.get('UC-3')?.whyNew).toBe('Marked as new in the import.');
  });

  test('lines similar to registered use cases have a tick of their own', async () => {
    await records(
      crossing,
      registerUseCase,
      registration({ name: 'Ticket sorting by mood', owner: 'U0LENA' }),
    );
    const { modal } = await pastes([header, tickets].join('\n'));
    await modal.fill({
      'Rows that resemble another use case': ['1 row that resembles a registered use case is new'],
    });
    expect((await modal.submits()).modal?.text).toContain('Ready: 1 use case');
  });
});

describe('vendors whose names are near to others', () => {
  const table = (...vendors: readonly string[]) =>
    [
      `${header},vendors`,
      ...vendors.map(
        (one, index) =>
          `${['Tickets', 'Minutes', 'Invoices', 'Contracts'][index]},${['Sorts', 'Writes', 'Reads', 'Finds'][index]} them,Ops,9,draft,no,${one}`,
      ),
    ].join('\n');
  const recordedVendors = async () => [...(await load()).vendors.values()].map(({ name }) => name);

  test('are asked about in the preview, before anything can be registered', async () => {
    await records(
      crossing,
      registerUseCase,
      registration({ name: 'Else', purpose: 'Other', owner: 'U0LENA', vendors: ['OpenAI'] }),
    );
    const { modal } = await pastes(table('OpenIA', 'Open AI GmbH', 'Antropic', 'Anthropic'));
    expect(modal.labels).toContain('Did you mean OpenAI?');
    expect(modal.labels).not.toContain('Tick to register');
    await modal.fill({
      'Did you mean OpenAI?': 'Yes, OpenAI',
      'Did you mean Antropic?': 'No, Anthropic is new',
    });
    const shown = (await modal.submits()).modal;
    expect(shown?.text).toContain('UC-2 Tickets (proposed; Ops; data: not stated; vendors: OpenAI), row 2');
    await shown?.fill({ 'Tick to register': ['Register 4 use cases'] });
    expect((await shown?.submits())?.modal?.text).toContain('4 use cases imported.');
    expect(await recordedVendors()).toEqual(['OpenAI', 'Antropic', 'Anthropic']);
  });

  test('are not asked about when they are no typos', async () => {
    const { modal } = await pastes(table('Azure', 'Asana', 'Meta', 'Beta'));
    expect(modal.labels).toContain('Tick to register');
    expect(modal.labels.filter((label) => label.startsWith('Did you mean'))).toEqual([]);
  });
});

describe('rows that are left out', () => {
  test('are counted by reason with all their numbers, and given back to be corrected', async () => {
    const good = (n: number) => `Job${n} a${n},Does${n} b${n},Support,40,draft,no,U0SARA`;
    const bad = (n: number) => `Thing${n} c${n},Gives${n} d${n},Support,many,draft,no,`;
    const table = [`${header},owner`, good(1), bad(2), bad(3), bad(4), good(5), '=1+1,x,y,9,perhaps,no,'];
    const { modal } = await pastes(table.join('\n'));
    expect(modal.text).toContain('Left out: 4 rows');
    expect(modal.text).toContain('3 rows: rows 3 to 5: intended users: "many" is not a whole number.');
    await modal.fill({ 'Tick to register': ['Register 2 use cases'] });
    const done = (await modal.submits()).modal;
    expect(done?.text).toContain('2 use cases imported. 4 rows left out.');
    expect(done?.text).toContain('Thing3 c3,Gives3 d3,Support,many,draft,no,,');
    expect(done?.text).toContain("'=1+1,x,y,9,perhaps,no,,");
    const [start, end] = [done?.text.indexOf(`${header},owner,problem`) ?? 0, done?.text.indexOf('\nNext')];
    const { lines, unread, problem } = readTables([done?.text.slice(start, end).trim() ?? '']);
    expect([lines.length, unread, problem]).toEqual([4, [], null]);
    expect(lines[3]?.cells.name).toBe('=1+1');
  });
});

describe('a paste that cannot be read says why, and stays', () => {
  test.each([
    ['Ticket sorting', 'One of the first 10 rows must name the columns. Missing: name, purpose, team'],
    [header, 'There is no row below the column names. Add at least one.'],
    [`${header},name\n${tickets},x`, 'The column "name" appears twice. Remove one.'],
    [`${header}\n"Ticket sorting,Sorts`, 'A double quote is opened and never closed.'],
    [`${header}\n${tickets},one,two`, 'row 2: It has 8 cells, the header has 6.'],
    [`${header}\n${tickets.replaceAll(',', '|')}`, 'No row can be registered. row 2:'],
    [header.replaceAll(',', '|'), 'One of the first 10 rows must name the columns.'],
    ['{"name": "x"}', 'One of the first 10 rows must name the columns.'],
    ['PK\u0003\u0004', 'One of the first 10 rows must name the columns.'],
  ])('%j', async (table, words) => {
    const { modal, error } = await pastes(table);
    expect(error).toContain(words);
    expect(modal.holds('Table')).toBe(table);
    expect(await names()).toEqual([]);
  });

  test('ten megabytes are turned away without being read', () => {
    const { problem, lines } = readTables([`${header}\n${`${tickets}\n`.repeat(200_000)}`]);
    expect(problem).toContain('at most 2,000,000 characters');
    expect(lines).toEqual([]);
  });
});

describe('a table is read', () => {
  const read = (text: string) => readTables([text]).lines.map(({ cells }) => cells);
  const expected = {
    name: 'Ticket sorting',
    purpose: 'Sorts tickets',
    team: 'Support',
    'intended users': '40',
    'may do': 'draft',
    retrieval: 'no',
  };

  test.each([
    ['commas', `${header}\n${tickets}`],
    ['semicolons', `${header}\n${tickets}`.replaceAll(',', ';')],
    ['tabs', `${header}\n${tickets}`.replaceAll(',', '\t')],
    ['a byte order mark', `\uFEFF${header}\n${tickets}`],
    ['the line ends of Windows and empty lines', `${header}\r\n\r\n${tickets}\r\n,,,,,\r\n`],
    [
      'quotes',
      `"Name","PURPOSE",team,Intended_Users,"may  do",Retrieval\n"Ticket sorting",${tickets.slice(15)}`,
    ],
    ['other columns between', `x,${header}\ny,${tickets}`],
  ])('with %s', (_, text) => {
    expect(read(text)).toEqual([expected]);
  });

  test('a cell may hold a delimiter, a quote and a line break', () => {
    const cell = '"Sorts, ""well""\nand fast"';
    expect(read(`${header}\n${tickets.replace('Sorts tickets', cell)}`)).toEqual([
      { ...expected, purpose: 'Sorts, "well"\nand fast' },
    ]);
  });
});
