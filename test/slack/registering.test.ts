import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenModal } from '../../sandbox/client.ts';
import { supportAgent } from '../../sandbox/worked-example.ts';
import {
  crossing,
  type Fields,
  fills,
  opens,
  readFields,
  register,
  registers,
  startCrossing,
  submitRecorded,
  submits,
  useCase,
} from '../support/forms.ts';
import { registration } from '../support/register.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

describe('registering what may be registered already', () => {
  const twin: Fields = {
    ...supportAgent,
    Name: 'Support agent for tickets',
    'What it does': registration().purpose,
  };
  const newOne = 'No, it is new';
  const difference = 'If it is new: what makes it different?';

  async function openDuplicateQuestion(): Promise<SeenModal> {
    await registers();
    const form = await opens('Sara Sales', '/stage3 usecase add');
    await fills(form, twin);
    const typed = readFields(form);
    const { modal } = await form.submits();
    if (!modal) throw new Error('nothing was asked');
    expect(readFields(modal)).toMatchObject(typed);
    expect(modal.text).toContain('This may be registered already.');
    expect(modal.text).toContain('UC-1 AI Support Agent (proposed)');
    return modal;
  }

  test('it is new only with a word on why', async () => {
    const form = await openDuplicateQuestion();
    const { errors } = await submits(form, { 'Is it one of these?': newOne });
    expect(errors?.[difference]).toContain('Say what makes it different');
    expect(form.holds('Is it one of these?')).toBe(newOne);
    const done = await submitRecorded(form, { [difference]: 'It is for sales.' });
    expect(done.text).toContain('Registered as UC-2 Support agent for tickets.');
    expect(await useCase('UC-2')).toMatchObject({ whyNew: 'It is for sales.', owner: 'U0OMAR' });
  });

  test('or it is joined instead, and nothing is registered', async () => {
    const done = await submitRecorded(await openDuplicateQuestion(), {
      'Is it one of these?': 'Yes, join UC-1 AI Support Agent',
    });
    expect(done.text).toContain('You are on the team of UC-1 AI Support Agent.');
    expect((await useCase())?.members).toEqual(['U0SARA']);
    expect((await register()).useCases.size).toBe(1);
  });

  test('the same name, however it is written, is refused even when it is called new', async () => {
    const form = await openDuplicateQuestion();
    const { errors } = await submits(form, {
      Name: 'ai  SUPPORT agent',
      'Is it one of these?': newOne,
      [difference]: 'Another team',
    });
    expect(errors?.Name).toContain('UC-1 already has this name.');
  });

  test('an offered use case can be joined after the name changed', async () => {
    await registers({ name: 'Ticket triage', purpose: 'Sorts what comes in' });
    await registers({ name: 'Reply drafts', purpose: 'Writes mail' });
    const form = await opens('Sara Sales', '/stage3 usecase add');
    await fills(form, { ...supportAgent, Name: 'Ticket triage 2' });
    const { modal } = await form.submits();
    const join = 'Yes, join UC-1 Ticket triage';
    const done = await submitRecorded(modal as SeenModal, {
      Name: 'Reply drafts 2',
      'Is it one of these?': join,
    });
    expect(done.text).toContain('You are on the team of UC-1 Ticket triage.');
  });
});

describe('once it was asked whether it is one of these', () => {
  async function openDuplicateQuestion(): Promise<SeenModal> {
    await registers({ name: 'Ticket triage', purpose: 'Sorts what comes in' });
    const form = await opens('Sara Sales', '/stage3 usecase add');
    await fills(form, { ...supportAgent, Name: 'Ticket triage 2' });
    return (await form.submits()).modal as SeenModal;
  }
  const join = 'Yes, join UC-1 Ticket triage';

  test('joining wins over a name that now resembles nothing', async () => {
    const done = await submitRecorded(await openDuplicateQuestion(), {
      Name: 'Contract reader',
      'Is it one of these?': join,
    });
    expect(done.text).toContain('You are on the team of UC-1 Ticket triage.');
    expect((await register()).useCases.size).toBe(1);
  });

  test('the choice stands when the form, renamed, asks for more', async () => {
    const form = await openDuplicateQuestion();
    const stage = { Stage: 'In pilot: some people use it' };
    await fills(form, { Name: 'Contract reader', 'Is it one of these?': join, ...stage });
    const { modal } = await form.submits();
    expect(modal?.labels).toContain('Volunteers');
    expect(modal?.holds('Is it one of these?')).toBe(join);
  });

  test('and renamed to what resembles nothing, it is new when it was called new, and needs no word on why', async () => {
    const form = await openDuplicateQuestion();
    const done = await submitRecorded(form, {
      Name: 'Contract reader',
      'Is it one of these?': 'No, it is new',
    });
    expect(done.text).toContain('Registered as UC-2 Contract reader.');
  });
});

describe('registering what already runs', () => {
  async function askedFor(stage: string): Promise<SeenModal> {
    const form = await opens('Lena Lead', '/stage3 usecase add');
    await fills(form, { ...supportAgent, Stage: stage });
    const typed = readFields(form);
    const { modal } = await form.submits();
    if (!modal) throw new Error('nothing more was asked');
    expect(readFields(modal)).toMatchObject(typed);
    return modal;
  }
  const pilot = { Volunteers: 12, 'Success criteria': '30% resolved' };

  test('as a pilot: the charter is asked for, and judged', async () => {
    const form = await askedFor('In pilot: some people use it');
    const bad = { ...pilot, 'Start date': '2025-10-01', 'Decide by': '2025-09-01', Volunteers: 41 };
    const { errors = {} } = await submits(form, bad);
    expect(errors['Decide by']).toContain('Choose a day after the start');
    expect(errors.Volunteers).toContain('Enter at most 40, the number of intended users');
    await submitRecorded(form, { 'Decide by': '2025-12-01', Volunteers: 12 });
    expect((await useCase())?.life).toMatchObject({
      stage: 'pilot',
      charter: {
        startedOn: '2025-10-01',
        decideBy: '2025-12-01',
        volunteers: 12,
        criteria: ['30% resolved'],
      },
    });
  });

  test('in production: since when and for whom is asked for, and judged', async () => {
    const form = await askedFor('In production: people rely on it');
    const { errors = {} } = await submits(form, {
      'Live since': '2026-01-13',
      Audience: 'Volunteers only',
      'Deployed users': 0,
    });
    expect(errors['Live since']).toContain('This day is in the future');
    expect(errors['Deployed users']).toContain('at least 1');
    await submitRecorded(form, { 'Live since': '2025-06-01', 'Deployed users': 30 });
    expect((await useCase())?.life).toEqual({
      stage: 'production',
      liveOn: '2025-06-01',
      audience: 'volunteers',
      deployed: 30,
      charter: null,
    });
  });

  test('a person who changes the answer gets the other fields, and loses nothing', async () => {
    const form = await askedFor('In pilot: some people use it');
    await fills(form, { ...pilot, Stage: 'In production: people rely on it' });
    const { modal } = await form.submits();
    expect(modal?.labels).toContain('Live since');
    expect(modal?.labels).not.toContain('Volunteers');
    expect(modal?.holds('Name')).toBe('AI Support Agent');
    const rollout = { Audience: 'All intended users', 'Deployed users': 40 };
    await submitRecorded(modal as SeenModal, rollout);
    expect((await useCase())?.life.stage).toBe('production');
  });
});
