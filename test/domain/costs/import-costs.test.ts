import { describe, expect, test } from 'vitest';
import {
  type CostColumn,
  createCostRows,
  importCosts,
  planCostImport,
  recordCosts,
} from '../../../src/domain/costs/index.ts';
import { costOf, retireUseCase } from '../../support/costs.ts';
import { type CastMember, stage3, type Workspace } from '../../support/register.ts';

const company = () => stage3('2026-01-12').on('2026-05-04');

/** Returns lines of a table from cells in the order of the columns. */
const linesOf = (...rows: readonly string[]) =>
  rows.map((row, index) => {
    const [useCase = '', month = '', amount = '', currency = '', tokens = '', calls = ''] = row.split('|');
    const cells: Record<CostColumn, string> = { 'use case': useCase, month, amount, currency, tokens, calls };
    return { at: `row ${index + 2}`, cells };
  });

const plan = (workspace: Workspace, who: CastMember, ...rows: readonly string[]) => {
  const { actor, at, today } = workspace.act(who);
  return planCostImport(workspace.register, linesOf(...rows), 'measured', { actor, at, today });
};

test.each([
  ['UC-1|2026-04|100', 'UC-1', '2026-04', 100],
  ['uc 1|04/2026|1,234.50', 'UC-1', '2026-04', 1234.5],
  ['ai support agent|April 2026|1.234,50', 'UC-1', '2026-04', 1234.5],
  ['UC-1|Apr 2026|1234,5', 'UC-1', '2026-04', 1234.5],
  ['UC-1|2026-04-30|$ 99.99', 'UC-1', '2026-04', 99.99],
  ['UC-2|2026/4|99 usd|USD', 'UC-2', '2026-04', 99],
  ['UC-1|2026-04|0', 'UC-1', '2026-04', 0],
  ['UC-1|2026-04|310.123456', 'UC-1', '2026-04', 310.12],
])('%s is read', (row, useCase, month, amount) => {
  const { accepted, refused } = plan(company(), 'lead', row);
  expect(refused).toEqual([]);
  expect(accepted[0]?.input).toMatchObject({ useCase, month, amount, source: 'measured' });
});

describe('a row is left out with its reason', () => {
  test.each([
    ['|2026-04|100', 'use case: enter its key or name.'],
    ['UC-77|2026-04|100', 'use case: there is no "UC-77".'],
    ['Nobody knows|2026-04|100', 'use case: there is no "Nobody knows".'],
    ['UC-1||100', 'month: Write the month like 2026-01.'],
    ['UC-1|soon|100', 'month: Write the month like 2026-01.'],
    ['UC-1|2026-13|100', 'month: Write the month like 2026-01.'],
    ['UC-1|2026-05|100', 'month: May 2026 is not over. Enter its costs from 1 June 2026 on.'],
    ['UC-1|2026-04|', 'amount: enter an amount, or 0 for a month without costs.'],
    ['UC-1|2026-04|tbd', 'amount: enter an amount, or 0 for a month without costs.'],
    ['UC-1|2026-04|many', 'amount: Enter a number, such as 12.'],
    ['UC-1|2026-04|-5', 'amount: Enter 0 or more.'],
    ['UC-1|2026-04|2000000000', 'amount: Enter at most 1,000,000,000.'],
    ['UC-1|2026-04|1.234', 'amount: This can mean 1.234 or 1234. Enter 1234, or give one or two decimals.'],
    ['UC-1|2026-04|€ 100', 'amount: it is in €, and this workspace counts in USD. Convert the amount.'],
    ['UC-1|2026-04|100 EUR', 'amount: it is in EUR, and this workspace counts in USD. Convert the amount.'],
    ['UC-1|2026-04|100|EUR', 'currency: it is in EUR, and this workspace counts in USD. Convert the amount.'],
    ['UC-1|2026-04|100||1.5 m', 'tokens: Enter a number, such as 12.'],
    ['UC-1|2026-04|100|||0.5', 'calls: Enter a whole number.'],
  ])('%s', (row, problem) => {
    expect(plan(company(), 'lead', row)).toMatchObject({ accepted: [], refused: [{ at: 'row 2', problem }] });
  });

  test('when another row has the same use case and month', () => {
    const { accepted, refused } = plan(company(), 'lead', 'UC-1|2026-04|1', 'ai support agent|Apr 2026|2');
    expect(accepted.map(({ at }) => at)).toEqual(['row 2']);
    expect(refused[0]?.problem).toBe('row 2 has the same use case and month. Keep one of them.');
  });

  test('when the person may not record the costs of this use case', () => {
    const { accepted, refused } = plan(company(), 'seller', 'UC-1|2026-04|1', 'UC-2|2026-04|2');
    expect(accepted.map(({ input }) => input.useCase)).toEqual(['UC-2']);
    expect(refused[0]?.problem).toContain('Only the owner of UC-1');
    expect(
      company().attempt('guest', importCosts, { lines: linesOf('UC-1|2026-04|1'), source: 'typed' })?.code,
    ).toBe('not-permitted');
  });

  test('when the use case had ended', () => {
    const workspace = retireUseCase(stage3('2026-01-12').on('2026-02-20'), 'UC-1').on('2026-05-04');
    const { accepted, refused } = plan(workspace, 'lead', 'UC-1|2026-02|1', 'UC-1|2026-03|1');
    expect(accepted.map(({ at }) => at)).toEqual(['row 2']);
    expect(refused[0]?.problem).toContain('UC-1 was retired on 20 February 2026.');
  });
});

describe('an import', () => {
  const imports = (workspace: Workspace, who: CastMember, ...rows: readonly string[]) =>
    workspace.do(who, importCosts, { lines: linesOf(...rows), source: 'measured' });

  test('confirms the months of the report owner, and leaves those of others to them', () => {
    const workspace = imports(company(), 'admin', 'UC-1|2026-04|1', 'UC-2|2026-04|2');
    const listConfirmed = () =>
      [...workspace.register.costs.values()].map((cost) => cost.confirmed?.by ?? null);
    expect(listConfirmed()).toEqual(['admin', null]);
    imports(workspace, 'lead', 'UC-1|2026-03|1');
    expect(listConfirmed()).toEqual(['admin', null, null]);
  });

  test('replaces what is recorded, keeps counts that it does not have, and skips equal rows', () => {
    const workspace = company().do('lead', recordCosts, {
      ...costOf('UC-1', '2026-04', 10),
      ...{ source: 'measured' as const, tokens: 5, calls: 6 },
    });
    const equal = plan(workspace, 'lead', 'UC-1|2026-04|10');
    expect(equal).toMatchObject({ accepted: [], unchanged: ['row 2'], refused: [] });
    const changed = plan(workspace, 'lead', 'UC-1|2026-04|12||7');
    expect(changed.accepted[0]).toMatchObject({
      before: { amount: 10 },
      input: { amount: 12, tokens: 7, calls: 6 },
    });
  });

  test('refuses as a whole when no row can be recorded', () => {
    const input = { lines: linesOf('UC-9|2026-04|1'), source: 'measured' as const };
    expect(company().attempt('lead', importCosts, input)?.fields).toEqual({
      lines: 'Nothing was recorded. row 2: use case: there is no "UC-9".',
    });
  });

  test('takes an export unchanged', () => {
    const workspace = imports(company(), 'lead', 'UC-1|2026-03|1234.5||9|8', 'UC-2|2026-04|2');
    const [header, ...rows] = createCostRows(workspace.register);
    expect(header?.slice(0, 6)).toEqual(['use case', 'month', 'amount', 'currency', 'tokens', 'calls']);
    expect(rows.map((row) => row.slice(0, 7).join('|'))).toEqual([
      'UC-1|2026-03|1234.5|USD|9|8|AI Support Agent',
      'UC-2|2026-04|2|USD|||Call summaries',
    ]);
    const again = plan(workspace, 'lead', ...rows.map((row) => row.slice(0, 6).join('|')));
    expect(again).toMatchObject({ accepted: [], refused: [], unchanged: ['row 2', 'row 3'] });
  });
});
