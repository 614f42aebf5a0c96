import { expect, test } from 'vitest';
import { enterAbsence } from '../../../src/domain/absences/absences.ts';
import { saveHoliday } from '../../../src/domain/settings/holidays.ts';
import { decideTool, requestTool } from '../../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../../src/domain/tools/reviewer.ts';
import { toolRequestReminder } from '../../../src/domain/tools/tool-request-reminder.ts';
import { dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';
import { toolDecision, toolRequest } from '../../support/tools.ts';

/** The request of Monday, 2 March 2026 is due on Monday, 9 March. */
const company = () =>
  new Workspace('2026-03-02')
    .do('lead', appointToolReviewer, { person: 'operator' })
    .do('member', requestTool, toolRequest());

test('the reviewer is asked once five working days have passed, every two working days', () => {
  expect(dueOn(toolRequestReminder, company(), '2026-03-09')).toEqual([]);
  expect(dueOn(toolRequestReminder, company(), '2026-03-10')).toEqual([
    'operator: T-1 Notion AI: a decision was due on 9 March 2026 (1 day ago)',
  ]);
  expect(theDue(toolRequestReminder, company(), '2026-03-10')).toMatchObject({
    step: { do: 'decide-tool', request: 'T-1' },
    repeat: { workingDays: 2 },
  });
});

test('a holiday does not count as a working day', () => {
  const holiday = { day: '2026-03-05', until: '2026-03-05', name: 'Day off', timeZone: null };
  const workspace = company().do('lead', saveHoliday, holiday);
  expect(dueOn(toolRequestReminder, workspace, '2026-03-10')).toEqual([]);
  expect(dueOn(toolRequestReminder, workspace, '2026-03-11')).toHaveLength(1);
});

test('the deputy is asked while the reviewer is away, and the lead once the reviewer has left', () => {
  const absence = { from: '2026-03-02', until: '2026-03-31', deputy: 'seller' };
  const away = company().do('operator', enterAbsence, absence);
  expect(theDue(toolRequestReminder, away, '2026-03-10').person).toBe('seller');
  expect(theDue(toolRequestReminder, company().leaves('operator'), '2026-03-10').person).toBe('lead');
});

test('nobody is asked about a decided request', () => {
  const decided = company().do('operator', decideTool, toolDecision());
  expect(dueOn(toolRequestReminder, decided, '2026-03-20')).toEqual([]);
});
