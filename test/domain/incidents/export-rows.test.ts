import { expect, test } from 'vitest';
import {
  acknowledgeIncident,
  type ReportInput,
  reportIncident,
  resolveIncident,
} from '../../../src/domain/incidents/decisions.ts';
import { createIncidentRows } from '../../../src/domain/incidents/export-rows.ts';
import { stage3, type Workspace } from '../../support/register.ts';

const report: ReportInput = {
  ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'critical', what: 'Wrong refunds', link: null },
  ...{ sinceDay: '2026-02-01', sinceTime: '10:00' },
};

/** Returns the rows of the table as records by column. */
function recordsOf({ register }: Workspace): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = createIncidentRows(register);
  return rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])));
}

test('without incidents the table has only its header', () => {
  expect(createIncidentRows(stage3().register)).toHaveLength(1);
});

test('an open incident has no end, and every row has as many cells as the header', () => {
  const company = stage3('2026-02-02').do('member', reportIncident, report);
  const rows = createIncidentRows(company.register);
  expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
  expect(recordsOf(company)).toEqual([
    expect.objectContaining({
      ...{ key: 'I-1', 'use case': 'UC-1', name: 'AI Support Agent', kind: 'wrong-output', status: 'open' },
      ...{ 'began on': '2026-02-01', 'reported on': '2026-02-02', 'reported by': 'member' },
      ...{ 'resolved on': '', 'hours to resolve': '', 'SLA in hours': '8', 'past SLA': '' },
    }),
  ]);
});

test('a resolved incident has its hours, and says whether its SLA was missed', () => {
  const company = stage3('2026-02-02')
    .do('member', reportIncident, report)
    .on('2026-02-03')
    .do('admin', acknowledgeIncident, { incident: 'I-1' })
    .do('admin', resolveIncident, {
      ...{ incident: 'I-1', cause: 'Old prices', learned: 'Test imports' },
      ...{ followUp: '', followUpOwner: null, followUpDueOn: null },
    });
  expect(recordsOf(company)).toEqual([
    expect.objectContaining({
      ...{
        status: 'resolved',
        'acknowledged by': 'admin',
        'resolved on': '2026-02-03',
        'resolved by': 'admin',
      },
      ...{
        'hours to resolve': '24',
        'past SLA': 'yes',
        cause: 'Old prices',
        'lessons learned': 'Test imports',
      },
    }),
  ]);
});
