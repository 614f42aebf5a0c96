import { expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { addFollowUp, closeFollowUp } from '../../../src/domain/follow-ups/follow-ups.ts';
import { scheduleReview } from '../../../src/domain/reviews/meetings.ts';
import { recordReview } from '../../../src/domain/reviews/reviews.ts';
import { answer, contextOf, open, readInitial, say } from '../../support/answers.ts';
import { type CastMember, stage3, Workspace } from '../../support/register.ts';

const company = () => stage3('2025-11-03').on('2026-02-02');
const scheduled = () =>
  company().do('lead', scheduleReview, {
    ...{ quarter: '2026-Q1', day: '2026-03-24', time: '14:00', attendees: ['lead', 'operator'] },
  });
const recordHeldReview = (workspace: Workspace = company()) =>
  workspace.do('lead', recordReview, {
    ...{ quarter: '2025-Q4', heldOn: '2026-02-01', attendees: ['lead'], outcome: 'We keep all tools.' },
  });
const withTasks = () =>
  recordHeldReview()
    .do('lead', addFollowUp, {
      origin: '2025-Q4',
      what: 'Add the refund cases',
      owner: 'owner',
      dueOn: '2026-02-10',
    })
    .do('lead', addFollowUp, {
      origin: '2025-Q4',
      what: 'Renew the contract',
      owner: 'seller',
      dueOn: '2026-03-01',
    });

test('an overdue review is due before the next one', async () => {
  expect(await say('next-review', company())).toBe(
    'The policy review of Q4 2025 is not scheduled. Overdue since 31 December 2025 (33 days).',
  );
  expect(await say('next-review', recordHeldReview())).toBe(
    'The policy review of Q1 2026 is not scheduled. Due in 57 days (31 March 2026).',
  );
});

test('a scheduled review is answered with its time and attendees', async () => {
  const { text, source } = await answer('next-review', contextOf(scheduled()));
  expect(text).toBe(
    'The policy review of Q1 2026 is scheduled for Tue 24 March, 14:00 (UTC), two hours, with <@lead>, <@operator>.',
  );
  expect(source).toEqual({ source: 'typed', at: '2026-02-02', by: 'lead', refs: ['reviewMeetings:2026-Q1'] });
});

test('a moved review names the day from which it was moved, also when its time changed after that', async () => {
  const workspace = scheduled();
  const meetingOf = ({ register }: Workspace) => register.reviewMeetings.get('2026-Q1') ?? null;
  const changes: Change[] = [];
  for (const [day, time] of [
    ['2026-03-26', '14:00'],
    ['2026-03-26', '15:00'],
  ] as const) {
    changes.unshift({ entity: 'reviewMeetings', before: meetingOf(workspace) } as Change);
    workspace.do('lead', scheduleReview, {
      ...{ quarter: '2026-Q1', day, time, attendees: ['lead', 'operator'] },
    });
    const { text, data } = await answer(
      'next-review',
      contextOf(workspace, 'member', { loadLog: async () => changes }),
    );
    expect(text).toContain(`Thu 26 March, ${time}`);
    expect(text).toContain('It was moved from 24 March 2026.');
    expect(data.movedFrom).toBe('2026-03-24');
  }
});

test('a review that is scheduled after its quarter is overdue all the same', async () => {
  const late = company().do('lead', scheduleReview, {
    ...{ quarter: '2025-Q4', day: '2026-02-12', time: '14:00', attendees: ['lead'] },
  });
  expect(await say('next-review', late)).toBe(
    'The policy review of Q4 2025 is scheduled for Thu 12 February, 14:00 (UTC), two hours, with <@lead>. Overdue since 31 December 2025 (33 days).',
  );
});

test('the agenda names its points with their lines and minutes', async () => {
  expect(await say('review-agenda', recordHeldReview())).toMatch(
    /^The agenda of Q1 2026 has \d+ points?, \d+ minutes: Decisions of earlier reviews \(1, \d+ min\)/,
  );
  expect(await say('review-agenda', new Workspace('2026-02-02'))).toContain('The agenda is empty');
});

test('the outcome of the last review is quoted, and a missing one is said', async () => {
  expect(await say('last-review', recordHeldReview())).toBe(
    'The policy review of Q4 2025 was held on 1 February 2026 with <@lead>. Outcome: We keep all tools.',
  );
  expect(await say('last-review', company())).toBe(
    'No policy review is recorded yet. The policy review of Q4 2025 is overdue since 31 December 2025 (33 days).',
  );
});

test('the last review of a use case is named with its day', async () => {
  expect(await say('last-review', recordHeldReview(), { useCase: 'UC-1' })).toMatch(
    /^\*UC-1 AI Support Agent\* was last reviewed on 1 February 2026\. The policy review of Q4 2025 was held/,
  );
  expect(await say('last-review', company(), { useCase: 'UC-1' })).toMatch(
    /^\*UC-1 AI Support Agent\* was never reviewed\. /,
  );
});

test('the review to schedule, move or record is the one that comes next', () => {
  const lead = contextOf(scheduled(), 'lead');
  expect(readInitial('schedule-review', lead, { day: '2026-03-30' })).toMatchObject({
    ...{ day: '2026-03-30', time: '14:00', attendees: ['lead', 'operator'] },
  });
  expect(open('schedule-review', lead, { day: '2026-03-30' }, 'move it to 30 March, 10am')).toMatchObject({
    prefilled: { day: '2026-03-30', time: '10:00' },
  });
  expect(open('cancel-review', lead, { words: 'two are ill' })).toEqual({
    ...{ step: { do: 'cancel-review', quarter: '2026-Q1' }, prefilled: { reason: 'two are ill' } },
  });
  expect(open('record-review', lead, {}).step).toEqual({ do: 'record-review', quarter: '2025-Q4' });
  expect(readInitial('record-review', lead, { day: '2026-01-30', words: 'Nothing changes' })).toMatchObject({
    ...{ heldOn: '2026-01-30', outcome: 'Nothing changes' },
  });
});

test('follow-ups are listed by due day, with their owners', async () => {
  expect(await say('open-follow-ups', withTasks())).toBe(
    '2 follow-ups are open: *F-1* Add the refund cases, <@owner>, due on 10 February 2026 (8 days left) and *F-2* Renew the contract, <@seller>, due on 1 March 2026 (27 days left).',
  );
  expect(await say('open-follow-ups', company())).toBe(
    'No follow-up is open. Follow-ups come from incidents and policy reviews.',
  );
  expect(await say('open-follow-ups', company(), { incident: 'I-1' })).toBe(
    'The incident I-1 has no follow-ups.',
  );
});

test('people read their own follow-ups and those of others', async () => {
  expect(await say('follow-ups-of', withTasks(), {}, 'owner')).toBe(
    '1 follow-up of yours is open: *F-1* Add the refund cases, <@owner>, due on 10 February 2026 (8 days left).',
  );
  expect(await say('follow-ups-of', withTasks(), { person: 'seller' })).toContain(
    '1 follow-up of <@seller> is open',
  );
  expect(await say('follow-ups-of', withTasks())).toBe('You have no open follow-up.');
});

test('a follow-up is overdue after its day', async () => {
  expect(await say('overdue-follow-ups', withTasks())).toBe('No follow-up is overdue.');
  expect(await say('overdue-follow-ups', withTasks().on('2026-02-11'))).toBe(
    '1 follow-up is overdue: *F-1* Add the refund cases, <@owner>, due on 10 February 2026 (1 day overdue).',
  );
});

test('the follow-up to close is found by key, by its words, or by its owner', async () => {
  const close = async (words?: string) => {
    const slots = words === undefined ? {} : { words };
    return (await answer('close-follow-up', contextOf(withTasks(), 'owner'), slots)).next;
  };
  const [first, second] = ['F-1', 'F-2'].map((followUp) => [
    { do: 'close-follow-up', followUp },
    `Close ${followUp}`,
  ]);
  expect(await close('f2')).toEqual([second]);
  expect(await close('the contract')).toEqual([second]);
  expect(await close()).toEqual([first]);
});

test('the follow-up to change is the one that is named, of the named person, or the own one', async () => {
  const change = async (slots: { words?: string; person?: string }, who: CastMember = 'owner') =>
    (await answer('change-follow-up', contextOf(withTasks(), who), slots)).next.map(([, label]) => label);
  expect(await change({ words: 'the contract' })).toEqual(['Change F-2']);
  expect(await change({ person: 'seller' })).toEqual(['Change F-2']);
  expect(await change({})).toEqual(['Change F-1']);
  expect(await change({}, 'lead')).toEqual(['Change F-1', 'Change F-2']);
  expect(await say('change-follow-up', withTasks(), {})).toBe(
    'There is no open follow-up that you can change.',
  );
  expect(await say('change-follow-up', withTasks(), { words: 'F-9' })).toBe('There is no follow-up F-9.');
});

test('a closed follow-up is reopened before it is changed', async () => {
  const done = withTasks().do('owner', closeFollowUp, { followUp: 'F-1', outcome: 'done', note: '12 cases' });
  const { text, next } = await answer('change-follow-up', contextOf(done, 'owner'), { words: 'F-1' });
  expect(text).toBe('F-1 is already closed: completed on 2 February 2026: 12 cases. Reopen it first.');
  expect(next[0]?.[1]).toBe('Reopen F-1');
});

test('a closed follow-up is not closed twice, and an unknown one is not made up', async () => {
  const done = withTasks().do('owner', closeFollowUp, { followUp: 'F-1', outcome: 'done', note: '12 cases' });
  expect(await say('close-follow-up', done, { words: 'F-1' })).toBe(
    'F-1 is already closed: completed on 2 February 2026: 12 cases.',
  );
  expect(await say('close-follow-up', done, { words: 'F-9' })).toBe('There is no follow-up F-9.');
  expect(await say('close-follow-up', done, {})).toBe('You have no open follow-up.');
});

test('a finished follow-up is found by its words, with its day', async () => {
  const done = withTasks()
    .on('2026-02-05')
    .do('owner', closeFollowUp, { followUp: 'F-1', outcome: 'done', note: '12 cases' });
  const closed = '*F-1* Add the refund cases, <@owner>, completed on 5 February 2026: 12 cases';
  expect(await say('closed-follow-ups', done, { words: 'refund cases' })).toBe(
    `1 follow-up is closed: ${closed}.`,
  );
  expect(await say('closed-follow-ups', done)).toContain(closed);
  expect(await say('closed-follow-ups', done, { words: 'the contract' })).toMatch(
    /^1 follow-up is still open: \*F-2\* Renew the contract/,
  );
  expect(await say('closed-follow-ups', withTasks())).toBe('No follow-up is closed.');
  const both = done.do('seller', closeFollowUp, { followUp: 'F-2', outcome: 'dropped', note: 'We left.' });
  expect(await say('open-follow-ups', both)).toMatch(/^No follow-up is open\. The last one: \*F-2\*/);
});

test('a note that ends with a period ends the sentence once', async () => {
  const done = withTasks().do('owner', closeFollowUp, {
    ...{ followUp: 'F-1', outcome: 'done', note: '12 cases are in the test set.' },
  });
  expect(await say('reopen-follow-up', done, { words: 'F-1' })).toMatch(/12 cases are in the test set\.$/);
  expect(await say('reopen-follow-up', done, { words: 'F-1' })).not.toContain('..');
});
