import { expect, test } from 'vitest';
import { createToolRows } from '../../../src/domain/tools/export-rows.ts';
import { decideTool, requestTool } from '../../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../../src/domain/tools/reviewer.ts';
import { reviewTool } from '../../../src/domain/tools/reviews.ts';
import { Workspace } from '../../support/register.ts';
import { toolDecision, toolRequest } from '../../support/tools.ts';

const requested = () =>
  new Workspace('2026-02-02')
    .do('lead', appointToolReviewer, { person: 'operator' })
    .do('member', requestTool, toolRequest());

const rowsOf = ({ register }: Workspace) => createToolRows(register).slice(1);

test('without requests the table has only its header', () => {
  expect(createToolRows(new Workspace('2026-02-02').register)).toHaveLength(1);
});

test('every row has as many cells as the header', () => {
  const company = requested().do('operator', decideTool, toolDecision());
  company.do('member', requestTool, toolRequest({ tool: 'Otter' }));
  expect(new Set(createToolRows(company.register).map(({ length }) => length)).size).toBe(1);
});

test('a tool is exported once, with its current state', () => {
  const waiting = requested();
  expect(rowsOf(waiting)).toEqual([
    [
      ...['Notion AI', 'Notion', 'business-plan', 'waiting', 'company-confidential'],
      ...['', 'T-1', '', '', '', '', ''],
    ],
  ]);
  const approved = requested().on('2026-02-04').do('operator', decideTool, toolDecision());
  expect(rowsOf(approved)).toEqual([
    [
      ...['Notion AI', 'Notion', 'business-plan', 'approved', 'company-confidential'],
      ...['Only with the company account', 'T-1', '2026-02-04', 'operator'],
      ...['The business plan does not train on our data', '2026-08-04', ''],
    ],
  ]);
  approved.do('operator', reviewTool, { tool: 'notionai', outcome: 'withdraw', reason: 'Sold' });
  expect(rowsOf(approved)[0]?.slice(3)).toEqual([
    ...['withdrawn', 'company-confidential', 'Only with the company account', 'T-1'],
    ...['2026-02-04', 'operator', 'Sold', '', ''],
  ]);
});
