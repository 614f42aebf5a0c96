import { expect, test } from 'vitest';
import { quarterlyReview } from '../../../src/domain/reviews/quarterly-review-reminder.ts';
import { recordReview } from '../../../src/domain/reviews/reviews.ts';
import { daysDue, dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

const createWorkspace = (day = '2026-01-05') => new Workspace(day);

test('the lead hears of a review 14 days before the quarter ends, and until it is held', () => {
  const workspace = createWorkspace();
  expect(daysDue(quarterlyReview, workspace, '2026-01-05', '2026-04-30')[0]).toBe('2026-03-17');
  expect([
    ...dueOn(quarterlyReview, workspace, '2026-03-17'),
    ...dueOn(quarterlyReview, workspace, '2026-03-31'),
    ...dueOn(quarterlyReview, workspace, '2026-04-30'),
  ]).toEqual([
    'lead: the policy review of Q1 2026 is due on 31 March 2026',
    'lead: the policy review of Q1 2026 is due today',
    'lead: the policy review of Q1 2026 was due on 31 March 2026',
  ]);
  const review = { quarter: '2026-Q1', heldOn: '2026-04-30', attendees: ['lead'], outcome: 'No change' };
  workspace.on('2026-04-30').do('lead', recordReview, review);
  expect(dueOn(quarterlyReview, workspace, '2026-05-01')).toEqual([]);
});

test('ahead it is said once, from the day it is due on weekly, and put off is put off across that day', () => {
  const ahead = theDue(quarterlyReview, createWorkspace(), '2026-03-17');
  const due = theDue(quarterlyReview, createWorkspace(), '2026-03-31');
  expect([ahead.repeat, due.repeat]).toEqual(['once', { days: 7 }]);
  expect(ahead.subject).toBe(due.subject);
  expect(due.step).toEqual({ do: 'record-review', quarter: '2026-Q1' });
});

test('one that was never held is named beside its successor, and not where there was nothing to look back on', () => {
  expect(dueOn(quarterlyReview, createWorkspace('2025-11-05'), '2026-03-17')).toEqual([
    'lead: the policy review of Q1 2026 is due on 31 March 2026; the review of Q4 2025 was not held',
  ]);
  expect(dueOn(quarterlyReview, createWorkspace('2025-12-05'), '2026-03-17')).toEqual([
    'lead: the policy review of Q1 2026 is due on 31 March 2026',
  ]);
});
