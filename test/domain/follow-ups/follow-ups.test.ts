import { describe, expect, test } from 'vitest';
import {
  addFollowUp,
  changeFollowUp,
  closeFollowUp,
  listFollowUpsOf,
  readFollowUpRow,
  reopenFollowUp,
} from '../../../src/domain/follow-ups/follow-ups.ts';
import type { FollowUp } from '../../../src/domain/register.ts';
import { listAllVacancies } from '../../../src/domain/roles.ts';
import { Workspace } from '../../support/register.ts';

const input = { origin: '2026-Q1', what: ' Add refund cases ', owner: 'owner', dueOn: '2026-03-20' };

/** A workspace on 2 March 2026 with F-1 of the owner, from the review of Q1. */
const company = () => new Workspace('2026-03-02').do('lead', addFollowUp, input);
const first = ({ register }: Workspace) => register.followUps.get('F-1') as FollowUp;

test('the lead adds a follow-up to a review, with an owner and a day', () => {
  expect(first(company())).toEqual({
    ...{ key: 'F-1', origin: '2026-Q1', useCase: null, what: 'Add refund cases', owner: 'owner' },
    ...{ dueOn: '2026-03-20', by: 'lead', on: '2026-03-02', closed: null },
  });
  expect(new Workspace('2026-03-02').attempt('owner', addFollowUp, input)?.code).toBe('not-permitted');
});

test.each([
  [{ what: ' \n' }, 'what', 'Enter the task.'],
  [{ what: 'x'.repeat(301) }, 'what', 'Use at most 300 characters.'],
  [{ owner: 'guest' }, 'owner', 'Guest is not a full member of this workspace. Choose a full member.'],
  [{ owner: 'U0NOBODY' }, 'owner', 'This person is not in this workspace. Choose a member.'],
  [{ dueOn: '2026-03-01' }, 'dueOn', 'This day is in the past. Choose today or a later day.'],
  [{ dueOn: '2027-03-04' }, 'dueOn', 'Choose a day within a year, up to 3 March 2027.'],
])('a follow-up with %j is refused at its field', (wrong, field, problem) => {
  const refusal = new Workspace('2026-03-02').attempt('lead', addFollowUp, { ...input, ...wrong });
  expect(refusal?.fields).toEqual({ [field]: problem });
});

describe('closing', () => {
  test('the owner completes it with or without a note; dropping it needs a reason', () => {
    const workspace = company();
    const close = (outcome: 'done' | 'dropped', note: string) =>
      workspace.attempt('owner', closeFollowUp, { followUp: 'F-1', outcome, note });
    expect(close('dropped', ' ')?.fields).toEqual({ note: 'Say why it is dropped.' });
    expect(close('done', '')).toBeNull();
    expect(first(workspace).closed).toEqual({ outcome: 'done', note: '', by: 'owner', on: '2026-03-02' });
    expect(close('dropped', 'No need')?.message).toBe('F-1 was completed on 2 March 2026. Reopen it first.');
  });

  test('a closed follow-up is reopened, and reopening it twice changes nothing', () => {
    const workspace = company().do('owner', closeFollowUp, { followUp: 'F-1', outcome: 'done', note: '' });
    workspace.do('lead', reopenFollowUp, { followUp: 'F-1' });
    expect(first(workspace).closed).toBeNull();
    const { length } = workspace.changes;
    workspace.do('lead', reopenFollowUp, { followUp: 'F-1' });
    expect(workspace.changes).toHaveLength(length);
  });

  test('other members may neither change nor close it, and read whom to ask', () => {
    const workspace = company();
    const refusal = workspace.attempt('member', closeFollowUp, {
      ...{ followUp: 'F-1', outcome: 'done', note: '' },
    });
    expect(refusal).toMatchObject({ code: 'not-permitted', ask: 'owner' });
    expect(workspace.attempt('lead', closeFollowUp, { followUp: 'F-9', outcome: 'done', note: '' })).toEqual(
      expect.objectContaining({ code: 'not-found', message: 'There is no F-9.' }),
    );
  });
});

test('a change keeps a past day that is left as it was, and refuses another past day', () => {
  const workspace = company().on('2026-04-02');
  const change = (dueOn: string) =>
    workspace.attempt('owner', changeFollowUp, { ...input, followUp: 'F-1', what: 'Two cases', dueOn });
  expect(change('2026-03-21')?.fields?.dueOn).toContain('in the past');
  expect(change('2026-03-20')).toBeNull();
  expect(first(workspace).what).toBe('Two cases');
});

test('a follow-up whose owner left needs a successor, until it is closed', () => {
  const workspace = company().leaves('owner');
  const texts = () => listAllVacancies(workspace.register).map(({ text, step }) => [text, step]);
  expect(texts()).toEqual([
    [
      'Support owner (follow-up) left Slack and needs a successor',
      { do: 'change-follow-up', followUp: 'F-1' },
    ],
  ]);
  workspace.do('lead', closeFollowUp, { followUp: 'F-1', outcome: 'dropped', note: 'Left with her' });
  expect(texts()).toEqual([]);
});

test('the open ones come first, by due day', () => {
  const workspace = company()
    .do('lead', addFollowUp, { ...input, dueOn: '2026-03-10' })
    .do('lead', addFollowUp, { ...input, dueOn: '2026-03-05' })
    .do('lead', closeFollowUp, { followUp: 'F-3', outcome: 'done', note: '' });
  expect(listFollowUpsOf(workspace.register, '2026-Q1').map(({ key }) => key)).toEqual(['F-2', 'F-1', 'F-3']);
  expect(listFollowUpsOf(workspace.register, '2026-Q2')).toEqual([]);
});

test('a row in another form is empty, whole, or refused at the fields that are missing', () => {
  const act = new Workspace('2026-03-02').act('lead');
  const row = { followUp: '', followUpOwner: null, followUpDueOn: null };
  expect(readFollowUpRow(row, act)).toEqual({ ok: true, input: null });
  expect(readFollowUpRow({ ...row, followUp: 'Test it' }, act)).toEqual({
    ok: false,
    problems: { followUpOwner: 'Choose who does it.', followUpDueOn: 'Choose until when.' },
  });
  expect(readFollowUpRow({ ...row, followUpDueOn: '2026-03-09' }, act)).toMatchObject({
    problems: { followUp: 'Enter the task, or empty all three fields.' },
  });
  const past = { followUp: 'Test it', followUpOwner: 'owner', followUpDueOn: '2026-03-01' };
  expect(readFollowUpRow(past, act)).toMatchObject({
    problems: { followUpDueOn: 'This day is in the past. Choose today or a later day.' },
  });
  expect(readFollowUpRow({ ...past, followUpDueOn: '2026-03-09' }, act)).toEqual({
    ...{ ok: true, input: { what: 'Test it', owner: 'owner', dueOn: '2026-03-09' } },
  });
});
