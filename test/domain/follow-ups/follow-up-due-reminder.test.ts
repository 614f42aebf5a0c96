import { expect, test } from 'vitest';
import { followUpDue } from '../../../src/domain/follow-ups/follow-up-due-reminder.ts';
import { addFollowUp, closeFollowUp } from '../../../src/domain/follow-ups/follow-ups.ts';
import { dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

const company = () =>
  new Workspace('2026-03-02').do('lead', addFollowUp, {
    ...{ origin: '2026-Q1', what: 'Add refund cases', owner: 'owner', dueOn: '2026-03-20' },
  });

test('the owner is reminded from 7 days before on, then weekly until it is closed', () => {
  const workspace = company();
  expect(dueOn(followUpDue, workspace, '2026-03-12')).toEqual([]);
  expect(theDue(followUpDue, workspace, '2026-03-13')).toMatchObject({
    ...{ person: 'owner', fact: 'F-1 (review of Q1 2026) is due on 20 March 2026: Add refund cases' },
    ...{ step: { do: 'close-follow-up', followUp: 'F-1' }, repeat: { days: 7 } },
  });
  expect(dueOn(followUpDue, workspace, '2026-05-01')).toEqual([
    'owner: F-1 (review of Q1 2026) was due on 20 March 2026: Add refund cases',
  ]);
  workspace.do('owner', closeFollowUp, { followUp: 'F-1', outcome: 'done', note: '' });
  expect(dueOn(followUpDue, workspace, '2026-05-01')).toEqual([]);
});

test('an owner who left is asked nothing: the lead is asked for a successor instead', () => {
  expect(dueOn(followUpDue, company().leaves('owner'), '2026-03-18')).toEqual([]);
});
