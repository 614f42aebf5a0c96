import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planImport } from '../../src/domain/use-cases/import.ts';
import { type ColumnChoices, readTables } from '../../src/slack/kit/csv.ts';
import { Workspace } from '../support/register.ts';

/** Tables in the layout of public inventories of AI use cases; their rows are invented. */
const inventory = (name: string) =>
  readFileSync(new URL(`../support/inventories/${name}.csv`, import.meta.url), 'utf8');

/** Values that a public inventory lacks, for all rows. */
const defaults = { 'intended users': '40', 'may do': 'suggest', retrieval: 'no' } as const;

function imports(name: string, choices: ColumnChoices) {
  const workspace = new Workspace('2026-02-02');
  const table = readTables([inventory(name)], choices);
  const act = workspace.act('member');
  return { table, plan: planImport(workspace.register, table.lines, act) };
}

describe('a public inventory in its own layout', () => {
  test('of the federal agencies of the United States', () => {
    const { table, plan } = imports('us-federal-2024', { columns: {}, defaults });
    const unfilled = readTables([inventory('us-federal-2024')]);
    expect(unfilled.missing).toEqual(['intended users', 'may do', 'retrieval']);
    expect(table.guessed).toEqual(['name', 'purpose', 'team', 'stage', 'live since']);
    expect(plan.accepted.map(({ at, input }) => [at, input.name, input.team, input.standing.stage])).toEqual([
      ['row 2', 'Harbor Log Summaries', 'Harbor Office', 'proposed'],
      ['row 3', 'Forest Map Sorting', 'Forest Office', 'proposed'],
    ]);
    expect(plan.accepted[0]?.input.data).toEqual([]);
    expect(plan.refused).toMatchObject([{ at: 'row 4', problem: expect.stringContaining('not "Retired"') }]);
  });

  test('of the Dutch government, where the person chooses the stage', () => {
    const { table, plan } = imports('dutch-register', { columns: { stage: null }, defaults });
    expect(table.guessed).toEqual(['purpose', 'team', 'vendors', 'stage', 'start date']);
    expect(plan.accepted.map(({ input }) => [input.name, input.team, input.vendors])).toEqual([
      ['Straatlicht planner', 'Openbare ruimte', ['Lampenfabriek B.V.']],
      ['Post sorteren', 'Dienstverlening', []],
    ]);
  });

  test('of the United Kingdom, below a title', () => {
    const choices = { columns: { owner: null }, defaults };
    const { plan } = imports('uk-atrs', choices);
    expect(plan.refused).toEqual([]);
    expect(plan.accepted.map(({ at, input }) => [at, input.team, input.vendors, input.otherVendors])).toEqual(
      [
        ['row 4', 'Parking', ['Example Software, Ltd.'], null],
        ['row 5', 'Libraries', [], 'none'],
      ],
    );
  });

  test('of the federal agencies in the year after, whose stages explain themselves', () => {
    const { plan } = imports('us-federal-2025', { columns: {}, defaults });
    expect(plan.accepted.map(({ input }) => [input.name, input.standing.stage, input.otherVendors])).toEqual([
      ['Tide Table Answers', 'proposed', 'none'],
      ['Trail Sign Drafts', 'proposed', null],
    ]);
    expect(plan.accepted[1]?.input.vendors).toEqual(['Example Software, Inc.', 'Sample Maps LLC']);
    expect(plan.refused).toMatchObject([
      { at: 'row 4', problem: expect.stringContaining('start date: write it like 2026-01-31') },
      { at: 'row 5', problem: expect.stringContaining('not "d) Retired') },
    ]);
  });
});

describe('an export of a tool in which companies keep lists', () => {
  test('Notion, with a mark, times in dates and its own order of columns', () => {
    const { table, plan } = imports('notion', { columns: {}, defaults: {} });
    expect([table.missing, table.unread]).toEqual([[], ['Created time', 'Tags']]);
    expect(plan.refused).toEqual([]);
    expect(plan.accepted.map(({ input }) => [input.name, input.vendors, input.standing])).toMatchObject([
      [
        'Ticket sorting',
        ['OpenAI', 'Pinecone'],
        { charter: { startedOn: '2026-01-12', criteria: ['Half the time', 'NPS +5'] } },
      ],
      ['Call notes', [], { stage: 'proposed' }],
    ]);
  });

  test('Airtable, whose ticks are words and whose empty ticks are nothing', () => {
    const { plan } = imports('airtable', { columns: {}, defaults: {} });
    expect(plan.refused).toEqual([]);
    expect(plan.accepted.map(({ input }) => [input.name, input.retrieval, input.data])).toEqual([
      ['Ticket sorting', true, ['company-confidential', 'personal']],
      ['Call notes', false, []],
    ]);
  });

  test('Excel on a European machine: a title, a note and merged cells, parted by semicolons', () => {
    const { plan } = imports('excel-semicolons', { columns: {}, defaults: {} });
    expect(plan.refused).toMatchObject([{ at: 'row 8', problem: expect.stringContaining('may do: one of') }]);
    expect(
      plan.accepted.map(({ at, input }) => [at, input.name, input.intendedUsers, input.vendors]),
    ).toEqual([
      ['row 6', 'Ticket sorting', 1200, ['OpenAI', 'Pinecone']],
      ['row 7', 'Call notes', 40, []],
    ]);
  });
});
