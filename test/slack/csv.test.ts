import { describe, expect, test } from 'vitest';
import { readTables, writeRows } from '../../src/slack/kit/csv.ts';

const header = 'name,purpose,team,intended users,may do,retrieval';
const tickets = 'Ticket sorting,Sorts tickets,Support,40,draft,no';
const read = (text: string) => readTables([text]);
const nameIn = (text: string) => read(text).lines.map(({ at, cells }) => [at, cells.name]);

describe('a table as spreadsheets save it', () => {
  test.each([
    [
      'a line for Excel that names the delimiter',
      `sep=;\n${header}\n${tickets}`.replaceAll(',', ';'),
      'row 2',
    ],
    ['that line with a mark and the line end of Windows', `\uFEFFsep=,\r\n${header}\r\n${tickets}`, 'row 2'],
    [
      'another delimiter that only this line tells',
      `"sep=|"\n${header}\n${tickets}`.replaceAll(',', '|'),
      'row 2',
    ],
    ['a title above the names', `AI use cases 2026,,,,,\n${header}\n${tickets}`, 'row 3'],
    ['a title, a note and an empty row', `AI use cases\nas of January\n\n${header}\n${tickets}`, 'row 5'],
    ['nine rows above the names', `${'note\n'.repeat(9)}${header}\n${tickets}`, 'row 11'],
    ['empty cells at the ends', `${header},,\n${tickets},,,,,`, 'row 2'],
    ['empty cells at the end of a row alone', `${header}\n${tickets}, ,`, 'row 2'],
    ['an empty row between', `${header}\n,,,,,\n\n${tickets}`, 'row 4'],
    ['the line ends of an old Mac', `${header}\r${tickets}\r`, 'row 2'],
    ['those, below a line for Excel', `sep=;\r${header}\r${tickets}`.replaceAll(',', ';'), 'row 2'],
    [
      'a title, and below it merged cells over the names',
      `AI\nBasics,,,Users,,\n${header}\n${tickets}`,
      'row 4',
    ],
    [
      'names of which some stand below merged cells',
      `Use case,,Team,Users,May do,RAG\nName,Purpose,,,,\n${tickets}`,
      'row 3',
    ],
    [
      'names of which some stand above the others',
      `,,Team,Users,May do,RAG\nName,Purpose,,,,\n${tickets}`,
      'row 3',
    ],
    ['line ends within a cell', `${header},note\r\n${tickets.replace('Sorts', '"a\r\nb"')}`, 'row 2'],
  ])('%s', (_, text, at) => {
    expect(nameIn(text)).toEqual([[at, 'Ticket sorting']]);
  });

  test('a row after a cell with line ends has its own number', () => {
    const rows = [
      header,
      tickets.replace('Sorts tickets', '"Sorts\r\n\r\ntickets"'),
      'Notes,x,y,many,draft,no',
    ];
    expect(nameIn(rows.join('\r\n'))).toEqual([
      ['row 2', 'Ticket sorting'],
      ['row 3', 'Notes'],
    ]);
  });

  test.each(['\r\n', '\n', '\r'])('no row is lost where line ends differ: the first is %j', (first) => {
    const text = `${header}${first}${tickets}\nCall notes,a,b,4,draft,no\r\nMail,c,d,4,draft,no\rMaps,e,f,4,draft,no`;
    expect(nameIn(text)).toEqual([
      ['row 2', 'Ticket sorting'],
      ['row 3', 'Call notes'],
      ['row 4', 'Mail'],
      ['row 5', 'Maps'],
    ]);
  });

  test('the names of the columns stand within the first ten rows', () => {
    expect(read(`${'note\n'.repeat(10)}${header}\n${tickets}`).problem).toContain('One of the first 10 rows');
  });

  test('a cell too many that holds something is no empty cell', () => {
    expect(read(`${header}\n${tickets},,x`).unfit).toMatchObject([{ at: 'row 2' }]);
  });
});

describe('a column is found', () => {
  test.each([
    ['Use Case Name', 'name'],
    ['USE_CASE_NAME', 'name'],
    ['Title', 'name'],
    ['Description:', 'purpose'],
    ['What is the intended purpose and expected benefits of the AI?', 'purpose'],
    ['Department', 'team'],
    ['Bureau/Component', 'team'],
    ['Users', 'intended users'],
    ['# of users', 'intended users'],
    ['Vendor(s) Name', 'vendors'],
    ['Stage of Development', 'stage'],
    ['Success criteria', 'criteria'],
    ['Go-live', 'live since'],
    ['1. Use case name (required)', 'name'],
    ['12) Business\nUnit', 'team'],
  ])('"%s" as %s', (written, column) => {
    const {
      guessed,
      header: [first],
      columns,
    } = read(`"${written}",why new,audience\na,b,c`);
    expect([guessed, first, columns[column as 'name']]).toEqual([[column], written, 0]);
  });

  test('by its own name before any other', () => {
    const { columns, unread } = read('Title,name,purpose\na,b,c');
    expect([columns.name, unread]).toEqual([1, ['Title']]);
  });
});

test('cells that a spreadsheet takes for formulas are guarded, and read back as they were', () => {
  const cells = ['=1+1', '+1', '-1', '@SUM(A1)', "'=1", "it's", 'a\t=1', 'plain'];
  const [row = ''] = writeRows([cells]);
  expect(row).toBe("'=1+1,'+1,'-1,'@SUM(A1),''=1,it's,\"a\t=1\",plain");
  for (const cell of cells)
    expect(read([header, ...writeRows([[cell, 'x']])].join('\n')).lines[0]?.cells.name).toBe(cell);
});
