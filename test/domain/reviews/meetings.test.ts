import { describe, expect, test } from 'vitest';
import {
  cancelReview,
  isAgendaChanged,
  meetingTimes,
  scheduleReview,
  sendReviewAgendaStep,
} from '../../../src/domain/reviews/meetings.ts';
import { quarterlyReview } from '../../../src/domain/reviews/quarterly-review-reminder.ts';
import { recordReview } from '../../../src/domain/reviews/reviews.ts';
import { daysDue, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

const meeting = { quarter: '2026-Q1', day: '2026-03-31', time: '14:00', attendees: ['lead', 'owner'] };
const on = (day = '2026-03-02') => new Workspace('2026-01-05').on(day);
const findMeetingOf = (workspace: Workspace) => workspace.register.reviewMeetings.get('2026-Q1');

test('each change of a review has the next sequence number, and saving it unchanged changes nothing', () => {
  const workspace = on();
  workspace.do('lead', scheduleReview, meeting);
  expect(findMeetingOf(workspace)).toMatchObject({ ...meeting, sequence: 0, cancelled: null });
  workspace.do('lead', scheduleReview, meeting);
  workspace.do('lead', scheduleReview, { ...meeting, time: '15:00' });
  workspace.do('lead', scheduleReview, { ...meeting, day: '2026-04-01', time: '15:00' });
  expect(findMeetingOf(workspace)?.sequence).toBe(2);
  workspace.do('lead', cancelReview, { quarter: '2026-Q1', reason: 'Illness' });
  expect(findMeetingOf(workspace)).toMatchObject({ sequence: 3, cancelled: { reason: 'Illness' } });
  workspace.do('lead', scheduleReview, meeting);
  expect(findMeetingOf(workspace)).toMatchObject({ sequence: 4, cancelled: null });
});

test('an agenda raises the number only when a point or a line was added or removed', () => {
  const workspace = on();
  workspace.do('lead', scheduleReview, meeting);
  workspace.do('lead', sendReviewAgendaStep.decide, { quarter: '2026-Q1' });
  expect(findMeetingOf(workspace)?.sequence).toBe(0);
  workspace.registers({
    ...{ name: 'Newer', purpose: 'Came after it' },
    standing: { stage: 'production', liveOn: '2026-02-01', rollout: { audience: 'everyone', deployed: 5 } },
  });
  const scheduled = findMeetingOf(workspace);
  expect(scheduled && isAgendaChanged(workspace.register, scheduled, '2026-03-02')).toBe(true);
  workspace.do('lead', sendReviewAgendaStep.decide, { quarter: '2026-Q1' });
  expect(findMeetingOf(workspace)?.sequence).toBe(1);
});

test.each([
  ['2026-03-27', '2026-03-27T13:00Z'],
  ['2026-03-30', '2026-03-30T12:00Z'],
])('two in the afternoon on %s is %s: the clocks change between', (day, begins) => {
  const { start, end } = meetingTimes({ day, time: '14:00', timeZone: 'Europe/Berlin' });
  expect([start, end - start]).toEqual([Date.parse(begins), 2 * 60 * 60_000]);
});

describe('a review is refused', () => {
  test.each([
    ['yesterday', { day: '2026-03-01' }, 'day'],
    ['long after its quarter', { day: '2026-06-15' }, 'day'],
    ['at a time that has passed', { day: '2026-03-02', time: '00:01' }, 'time'],
    ['with a guest', { attendees: ['guest'] }, 'attendees'],
    ['with somebody unknown', { attendees: ['nobody'] }, 'attendees'],
    ['with 51 people', { attendees: Array.from({ length: 51 }, (_, n) => `p${n}`) }, 'attendees'],
  ] as const)('%s, at its field', (_, change, field) => {
    const refusal = on().attempt('lead', scheduleReview, { ...meeting, ...change });
    expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
  });

  test('once it was held, by anybody but the lead, and a second cancellation', () => {
    const held = on('2026-03-20');
    held.do('lead', recordReview, {
      quarter: '2026-Q1',
      heldOn: '2026-03-20',
      attendees: ['lead'],
      outcome: 'No',
    });
    expect(held.attempt('lead', scheduleReview, meeting)).toMatchObject({ code: 'not-now' });
    expect(on().attempt('owner', scheduleReview, meeting)).toMatchObject({ code: 'not-permitted' });
    expect(on().attempt('lead', cancelReview, { quarter: '2026-Q1', reason: 'x' })).toMatchObject({
      code: 'not-now',
    });
  });
});

test('the lead is asked to schedule, hears nothing until that day, and is then asked to record', () => {
  const workspace = on('2026-03-17');
  expect(theDue(quarterlyReview, workspace, '2026-03-17').step.do).toBe('schedule-review');
  workspace.do('lead', scheduleReview, { ...meeting, day: '2026-04-08' });
  expect(daysDue(quarterlyReview, workspace, '2026-03-17', '2026-04-30')[0]).toBe('2026-04-08');
  expect(theDue(quarterlyReview, workspace, '2026-04-08')).toMatchObject({
    fact: 'the policy review of Q1 2026 is today at 14:00',
    step: { do: 'record-review' },
  });
});

test('a follow-up recorded with the review has its owner and date, and half of one is refused at its fields', () => {
  const workspace = on('2026-03-20');
  const review = { quarter: '2026-Q1', heldOn: '2026-03-20', attendees: ['lead'], outcome: 'Rotate keys' };
  expect(workspace.attempt('lead', recordReview, { ...review, followUp: 'Rotate the key' })).toMatchObject({
    fields: { followUpOwner: 'Choose who does it.', followUpDueOn: 'Choose until when.' },
  });
  const row = { followUp: 'Rotate the key', followUpOwner: 'owner', followUpDueOn: '2026-04-03' };
  workspace.do('lead', recordReview, { ...review, ...row });
  expect([...workspace.register.followUps.values()]).toMatchObject([
    { origin: '2026-Q1', what: 'Rotate the key', owner: 'owner', dueOn: '2026-04-03' },
  ]);
});
