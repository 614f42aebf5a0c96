import { expect, test } from 'vitest';
import { costReport } from '../../../src/domain/costs/cost-report-reminder.ts';
import { recordCosts } from '../../../src/domain/costs/index.ts';
import { saveHoliday } from '../../../src/domain/settings/holidays.ts';
import { costOf, recordsMonths, retireUseCase } from '../../support/costs.ts';
import { daysDue, dueOn, theDue } from '../../support/nudges.ts';
import { stage3 } from '../../support/register.ts';

/** Returns a company whose UC-1 went live on 12 January 2026; "admin" owns its cost report. */
const company = () => stage3('2026-01-12');
const missing = (of: string, when: string) => `admin: UC-1 AI Support Agent: the costs of ${of} ${when}`;

test('the owner of the cost report is asked from 7 days before the fifth working day, once the month is over', () => {
  const workspace = company();
  expect(daysDue(costReport, workspace, '2026-01-20', '2026-02-10')[0]).toBe('2026-02-01');
  expect(dueOn(costReport, workspace, '2026-02-06')).toEqual([
    missing('January 2026', 'are due on 6 February 2026'),
  ]);
  expect(dueOn(costReport, workspace, '2026-02-09')).toEqual([
    missing('January 2026', 'were due on 6 February 2026'),
  ]);
  expect(theDue(costReport, workspace, '2026-02-09')).toMatchObject({
    step: { do: 'record-costs', useCase: 'UC-1', month: '2026-01' },
    repeat: { days: 7 },
  });
});

test('a holiday moves the day, and with it the first reminder', () => {
  const workspace = company().on('2026-05-01');
  expect(dueOn(costReport, workspace, '2026-05-01')[0]).toContain('due on 7 May 2026');
  const holidays = { day: '2026-05-04', until: '2026-05-08', name: 'Company days', timeZone: null };
  workspace.do('lead', saveHoliday, holidays);
  expect(daysDue(costReport, workspace, '2026-05-01', '2026-05-20')[0]).toBe('2026-05-07');
  expect(dueOn(costReport, workspace, '2026-05-07')[0]).toContain('due on 14 May 2026');
});

test('a month that somebody else recorded is confirmed by the owner, who reads that it is a spike', () => {
  const workspace = recordsMonths(company().on('2026-05-04'), 'UC-1', '2026-01', [900, 1000, 1100], 'admin');
  workspace.do('operator', recordCosts, costOf('UC-1', '2026-04', 3500));
  expect(dueOn(costReport, workspace, '2026-05-04')).toEqual([
    'admin: UC-1 AI Support Agent: the costs of April 2026 are not confirmed: $3,500, over the budget of $3,000 and 3.5 times the mean of the three months before',
  ]);
  workspace.do('admin', recordCosts, costOf('UC-1', '2026-04', 3500));
  expect(dueOn(costReport, workspace, '2026-05-04')).toEqual([]);
});

test('the owner of the use case is asked once the owner of the report has left', () => {
  expect(theDue(costReport, company().leaves('admin'), '2026-02-06').person).toBe('owner');
});

test('nothing is due for a pilot without costs, or for a use case that has ended', () => {
  const workspace = company().on('2026-02-03');
  expect(dueOn(costReport, workspace, '2026-02-03')).toHaveLength(1);
  expect(dueOn(costReport, retireUseCase(workspace, 'UC-1'), '2026-02-03')).toEqual([]);
});
