import { describe, expect, test } from 'vitest';
import { createToolRows } from '../../../src/domain/tools/export-rows.ts';
import type { ToolColumn } from '../../../src/domain/tools/import-columns.ts';
import { importTools, planToolImport, type ToolImportPlan } from '../../../src/domain/tools/import-tools.ts';
import { decideTool, requestTool } from '../../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../../src/domain/tools/reviewer.ts';
import { reviewTool } from '../../../src/domain/tools/reviews.ts';
import { findToolStanding } from '../../../src/domain/tools/standing.ts';
import { slackIds } from '../../../src/slack/kit/slack-ids.ts';
import { type CastMember, stage3, textsOf, Workspace } from '../../support/register.ts';
import { toolDecision, toolRequest } from '../../support/tools.ts';

type Cells = Readonly<Partial<Record<ToolColumn, string>>>;

const approved: Cells = {
  ...{ tool: 'Notion AI', vendor: 'Notion', kind: 'business-plan', state: 'approved', data: 'none' },
  ...{ conditions: 'Only with the company account', 'decided on': '2025-11-03' },
  reason: 'It sees public texts only',
};
const refusedRow: Cells = {
  ...{ tool: 'MeetScribe', kind: 'Free account', state: 'rejected', data: 'personal' },
  ...{ 'decided on': '4.11.2025', reason: 'It trains on what it records' },
};
const linesOf = (...rows: readonly Cells[]) =>
  rows.map((cells, index) => ({ at: `row ${index + 2}`, cells }));
const options = { directory: null, syntax: slackIds };

/** The lead; the operator is the tool reviewer. */
const company = () => new Workspace('2026-02-02').do('lead', appointToolReviewer, { person: 'operator' });
const plan = (workspace: Workspace, ...rows: readonly Cells[]): ToolImportPlan =>
  planToolImport(workspace.register, linesOf(...rows), workspace.act('lead'), options);
const imports = (workspace: Workspace, who: CastMember, ...rows: readonly Cells[]) =>
  workspace.do(who, importTools, { ...options, lines: linesOf(...rows) });

test('an approved tool is on the list with its terms, and a refused one with its reason', () => {
  const { register } = imports(company(), 'lead', approved, refusedRow);
  expect(findToolStanding(register, 'notion ai')).toMatchObject({
    state: 'approved',
    tool: {
      ...{ name: 'Notion AI', vendor: 'Notion', kind: 'business-plan', data: ['none'], request: 'T-1' },
      ...{ conditions: 'Only with the company account', approvedOn: '2025-11-03', approvedBy: 'lead' },
      nextReviewOn: '2026-05-03',
    },
  });
  expect(findToolStanding(register, 'MeetScribe')).toMatchObject({
    state: 'refused',
    request: {
      ...{ key: 'T-2', kind: 'public-account', data: ['personal'], askers: [] },
      decision: { on: '2025-11-04', by: 'lead', reason: 'It trains on what it records', data: [] },
    },
  });
});

test('a refused tool in the stack of a use case is drift as soon as it is imported', () => {
  const workspace = imports(stage3(), 'lead', {
    ...refusedRow,
    tool: 'LangSmith',
    'decided on': '2026-01-12',
  });
  expect(textsOf(workspace.assess().requirements[1]?.gaps ?? [])).toContain(
    'UC-1 runs on LangSmith, but LangSmith was refused on 12 January 2026 (T-1)',
  );
});

test('a tool that was refused without a class of data was refused for any', () => {
  const { register } = imports(company(), 'lead', { ...refusedRow, data: '' });
  const standing = findToolStanding(register, 'MeetScribe');
  expect(standing?.state === 'refused' && standing.request.data).toEqual(['none']);
});

test.each<[Cells, Cells]>([
  [{ state: 'Approved with conditions' }, { state: 'approved' }],
  [{ state: 'ALLOWED' }, { state: 'approved' }],
  [{ kind: 'Enterprise plan' }, { kind: 'business-plan' }],
  [{ kind: 'own_infrastructure' }, { kind: 'own-infrastructure' }],
  [{ data: 'Public data' }, { data: 'none' }],
  [{ vendor: 'n/a' }, { vendor: '' }],
  [{ 'decided on': '3 Nov 2025' }, { 'decided on': '2025-11-03' }],
])('%o is read as %o', (written, kept) => {
  const { register } = imports(company(), 'lead', { ...approved, ...written });
  const [header = [], row = []] = createToolRows(register);
  for (const [column, value] of Object.entries(kept)) expect(row[header.indexOf(column)]).toBe(value);
});

describe('the person who decided', () => {
  const deciderOf = (workspace: Workspace, written: string) =>
    plan(workspace, { ...approved, 'decided by': written }).accepted[0]?.input.decidedBy;

  test('is found by name or by id, and is the person who imports when nobody is named', () => {
    expect(['', 'Support owner', '@sales', 'owner'].map((written) => deciderOf(company(), written))).toEqual([
      ...['lead', 'owner', 'seller', 'owner'],
    ]);
  });

  test('may have left since', () => {
    expect(deciderOf(company().leaves('owner'), 'owner')).toBe('owner');
  });

  test('is in the list of Slack, if Slack sent one', () => {
    const row = { ...approved, 'decided by': 'U0NOBODY99' };
    const planWith = (directory: Parameters<typeof planToolImport>[3]['directory']) =>
      planToolImport(company().register, linesOf(row), company().act('lead'), { ...options, directory });
    expect(planWith(null).accepted).toHaveLength(1);
    expect(planWith(new Map()).refused[0]?.problem).toContain('nobody here is called "U0NOBODY99"');
  });
});

describe('a row is left out with the column and the reason', () => {
  test.each<[Cells, string]>([
    [{ tool: '' }, 'tool: enter the name of the tool.'],
    [{ tool: 'tbd' }, 'tool: enter the name of the tool.'],
    [{ tool: 'x'.repeat(81) }, 'tool: at most 80 characters; this has 81.'],
    [{ vendor: 'x'.repeat(151) }, 'vendor: at most 150 characters; this has 151.'],
    [{ kind: '' }, 'kind: enter one of public-account, business-plan, built-in, own-infrastructure.'],
    [
      { kind: 'browser plug-in' },
      'kind: enter one of public-account, business-plan, built-in, own-infrastructure, not "browser plug-in".',
    ],
    [{ state: 'maybe' }, 'state: enter one of approved, refused, withdrawn, not "maybe".'],
    [{ state: 'waiting' }, 'state: enter one of approved, refused, withdrawn, not "waiting".'],
    [{ data: '' }, 'data: enter the data that it may see: none, company-confidential, personal.'],
    [{ data: 'secrets' }, 'data: enter one of none, company-confidential, personal, not "secrets".'],
    [{ data: 'none; personal' }, 'data: enter "none" alone, or only the data that it may see.'],
    [{ state: 'approved with conditions', conditions: '' }, 'conditions: enter them.'],
    [{ state: 'refused' }, 'conditions: a refused tool has none. Clear the cell.'],
    [{ conditions: 'x'.repeat(1001) }, 'conditions: at most 1000 characters; this has 1001.'],
    [{ 'decided on': '' }, 'decided on: enter the day of the decision, like 2026-01-31.'],
    [{ 'decided on': 'last year' }, 'decided on: write it like 2026-01-31, not "last year".'],
    [{ 'decided on': '2025-02-30' }, 'decided on: There is no day "2025-02-30" in the calendar.'],
    [{ 'decided on': '2026-02-03' }, 'decided on: this day is in the future. Enter today or an earlier day.'],
    [{ 'decided by': 'Nobody Here' }, 'decided by: nobody here is called "Nobody Here".'],
    [{ reason: ' ' }, 'reason: enter the reason of the decision.'],
    [{ 'next review': 'soon' }, 'next review: write it like 2026-01-31, not "soon".'],
    [{ 'next review': '2025-11-03' }, 'next review: enter a day after the decision (3 November 2025).'],
    [
      { state: 'withdrawn', 'next review': '2026-05-03' },
      'next review: only an approved tool has one. Clear the cell.',
    ],
    [
      { state: 'refused', conditions: '', 'why against rules': 'Trial' },
      'why against rules: only an approval has one. Clear the cell.',
    ],
    [
      { data: 'personal', conditions: '' },
      'why against rules: the data rules do not allow this. Say why it is approved all the same.',
    ],
  ])('%o', (cells, problem) => {
    const { accepted, refused } = plan(company(), { ...approved, ...cells });
    expect(accepted).toEqual([]);
    expect(refused[0]?.problem).toContain(problem);
    expect(refused[0]?.at).toBe('row 2');
  });

  test('with one sentence for each wrong cell', () => {
    const [row] = plan(company(), { ...approved, kind: 'x', reason: '', 'decided on': 'y' }).refused;
    expect(row?.problem).toBe(
      'kind: enter one of public-account, business-plan, built-in, own-infrastructure, not "x". decided on: write it like 2026-01-31, not "y". reason: enter the reason of the decision.',
    );
  });

  test('when another row has the same tool, in any spelling', () => {
    const { accepted, refused } = plan(company(), approved, { ...refusedRow, tool: 'notion-ai' });
    expect(accepted.map(({ at }) => at)).toEqual(['row 2']);
    expect(refused[0]?.problem).toBe('tool: row 2 has the same tool. Keep one of them.');
  });
});

test('an approval against the data rules is imported with its reason', () => {
  const row = {
    ...approved,
    data: 'personal',
    conditions: '',
    'why against rules': 'The contract is signed',
  };
  const { register } = imports(company(), 'lead', row);
  expect(register.toolRequests.get('T-1')?.decision?.despiteRules).toBe('The contract is signed');
});

describe('an import changes no decision', () => {
  const decided = () =>
    company().do('member', requestTool, toolRequest()).do('operator', decideTool, toolDecision());

  test('a row that says what is recorded is skipped, and an empty cell says nothing', () => {
    const { accepted, unchanged, refused } = plan(decided(), {
      ...{ tool: 'notion ai', kind: 'business plan', state: 'approved', data: 'confidential' },
      ...{ 'decided on': '2026-02-02', reason: 'The business plan does not train on our data' },
    });
    expect([accepted, unchanged, refused]).toEqual([[], ['row 2'], []]);
  });

  test('a row that says otherwise is left out, with the columns that differ', () => {
    const { refused } = plan(decided(), { ...approved, data: 'none', 'decided by': '' });
    expect(refused[0]?.problem).toBe(
      'data, decided on, reason: T-1 was decided on 2 February 2026: approved. An import does not change a recorded decision. Change it on the page of the tool, or remove the row.',
    );
  });

  test('a tool that waits is decided by its request, and skipped where the table says that it waits', () => {
    const waiting = company().do('member', requestTool, toolRequest());
    expect(plan(waiting, approved).refused[0]?.problem).toBe(
      'tool: T-1 waits for a decision. Decide this request instead.',
    );
    expect(plan(waiting, { ...approved, state: 'waiting' }).unchanged).toEqual(['row 2']);
  });
});

describe('an export', () => {
  const everyState = () => {
    const workspace = company();
    for (const tool of ['Aria', 'Bard', 'Cody', 'Dora']) {
      workspace.do(
        'member',
        requestTool,
        toolRequest({ tool, vendor: tool === 'Aria' ? '' : 'Maker, Inc.' }),
      );
    }
    return workspace
      .do('operator', decideTool, toolDecision({ request: 'T-1', conditions: '=only, "at work"' }))
      .do('operator', decideTool, toolDecision({ request: 'T-2', outcome: 'refused' }))
      .do('operator', decideTool, {
        ...toolDecision({ request: 'T-3', outcome: 'approved', despiteRules: 'Signed in March' }),
      })
      .do('operator', reviewTool, { tool: 'cody', outcome: 'withdraw', reason: 'Sold' });
  };
  const cellsOf = (workspace: Workspace): Cells[] => {
    const [header = [], ...rows] = createToolRows(workspace.register);
    return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
  };

  test('imported where it comes from changes nothing', () => {
    const workspace = everyState();
    const { accepted, unchanged, refused } = plan(workspace, ...cellsOf(workspace));
    expect([accepted, unchanged.length, refused]).toEqual([[], 4, []]);
  });

  test('imported into another company is exported as the same decisions', () => {
    const rows = cellsOf(everyState());
    const other = imports(company(), 'lead', ...rows);
    expect(cellsOf(other).map(({ tool }) => tool)).toEqual(['Aria', 'Bard', 'Cody']);
    const withoutKey = (all: readonly Cells[]) =>
      all.filter(({ tool }) => tool !== 'Dora').map((cells) => ({ ...cells, request: '' }));
    expect(withoutKey(cellsOf(other))).toEqual(withoutKey(rows));
    expect(plan(other, ...rows).refused.map(({ name }) => name)).toEqual(['Dora']);
  });
});

test('the tool reviewer and the lead import, and nobody else does', () => {
  const attempt = (who: CastMember) =>
    company().attempt(who, importTools, { ...options, lines: linesOf(approved) });
  expect(attempt('operator')).toBeNull();
  expect(attempt('lead')).toBeNull();
  expect(attempt('member')?.message).toBe(
    'Only the tool reviewer and the transformation lead can import decisions on AI tools.',
  );
});

test('an import of which no row can be recorded is refused as a whole', () => {
  const input = { ...options, lines: linesOf({ ...approved, state: 'maybe' }) };
  expect(company().attempt('lead', importTools, input)?.fields?.lines).toContain(
    'Nothing was recorded. row 2: state: enter one of',
  );
});
