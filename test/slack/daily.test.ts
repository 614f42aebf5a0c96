import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { answerNudge } from '../../src/operations/answer-nudge.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration, salesAssistant } from '../support/register.ts';

let crossing: LocalCrossing;
const omar = () => crossing.workspace.as('Omar Owner');
const lena = () => crossing.workspace.as('Lena Lead');
const itai = () => crossing.workspace.as('Itai IT');

/** Omar's pilot of UC-1 was to be decided on Friday; how many use UC-2 is asked of him too. Now it is Monday, ten. */
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
  crossing.moveTo('2026-01-14');
  await records(crossing, changeSettings, {
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });
  const none = { owner: 'U0OMAR', data: ['none' as const], vendors: [] };
  await records(crossing, registerUseCase, registration(none));
  await records(crossing, registerUseCase, registration({ ...salesAssistant, ...none }));
  const pilot = { startedOn: '2026-01-14', volunteers: 5, criteria: ['30% resolved'], stack: null };
  await records(crossing, startPilot, { ...pilot, useCase: 'UC-1', decideBy: '2026-01-16' });
  await records(crossing, startPilot, { ...pilot, useCase: 'UC-2', decideBy: '2026-03-06' });
  await moveToMorning('2026-01-19');
});
afterEach(() => crossing.close());

/** Moves the clock to 10:00 in Berlin on a day, and runs the schedule. */
async function moveToMorning(day: string): Promise<void> {
  crossing.moveTo(day);
  await runSchedule();
}

/** Waits for work that the app does by itself within seconds. */
async function runSchedule(): Promise<void> {
  await crossing.schedule.tick();
  await crossing.schedule.idle();
}

/** Returns the daily messages of a person, oldest first. */
const listDailyMessages = (person = omar()): SeenMessage[] =>
  person
    .directMessages()
    .filter(({ text }) => /today|still open|left to do|All done/.test(text.split('\n')[0] ?? ''));
function findLatest(person = omar()): SeenMessage {
  const found = listDailyMessages(person).at(-1);
  if (!found) throw new Error('no daily message');
  return found;
}
const overdue = { near: 'decision was due' };
const unknown = { near: "last week's check-ins are missing" };

/** Puts off the overdue decision, and reads what is said then. */
async function snoozes(until = 'Tomorrow', why = 'The figures come on Thursday'): Promise<string> {
  await findLatest().clicks('Snooze', overdue);
  const form = await omar().openModal();
  await form.fill({ 'Remind me': until, Reason: why });
  const { modal } = await form.submits();
  const said = modal?.text ?? '';
  await modal?.closes({ all: true });
  return said;
}

describe('the daily message', () => {
  test('holds everything for one person, and comes once a day', async () => {
    expect(listDailyMessages().map(({ text }) => text.split('\n')[0])).toEqual(['3 reminders today']);
    expect(findLatest().text).toContain('UC-1 AI Support Agent: decision was due by 16 January 2026');
    expect(findLatest().text).toContain(
      "UC-1 AI Support Agent, UC-2 Call summaries: last week's check-ins are missing.",
    );
    await runSchedule();
    expect(listDailyMessages()).toHaveLength(1);
  });

  test('its button opens the form, and what was done is ticked off in the message', async () => {
    await findLatest().clicks('Decide', overdue);
    const form = await omar().openModal();
    expect(form.title).toContain('UC-1');
    await form.fill({ Decision: 'Stop: keep the lessons learned' });
    const { modal: asked } = await form.submits();
    await asked?.fill({ 'Lessons learned': 'Nobody asks it twice.' });
    await asked?.submits();
    const text = await omar().waits(
      () => findLatest().text.includes('1 of 3 still open') && findLatest().text,
    );
    expect(text).toContain(':white_check_mark: UC-1 AI Support Agent · Stale pilots done');
    expect(text).toContain(':white_check_mark: UC-1 AI Support Agent · Adoption check-ins done');
    expect(findLatest().buttons).not.toContain('Decide');
  });

  test('things done elsewhere are ticked off too', async () => {
    await omar().types('#ai-program', '/stage3 checkin UC-2 daily:1 weekly:2 none:3');
    await omar().waits(
      () => findLatest().text.includes('2 of 3 still open'),
      'the message to be drawn again',
    );
    expect(findLatest().text).toContain('UC-2 Call summaries · Adoption check-ins done');
  });
});

describe('the same question about several use cases', () => {
  const fillsIn = async (fields: Record<string, string>) => {
    await findLatest().clicks('Fill in 2');
    const form = await omar().openModal();
    expect(form.text).toContain('Week of 12 January 2026');
    await form.fill(fields);
    return { form, outcome: await form.submits() };
  };

  test('is one block with one form, a line for each', async () => {
    const { outcome } = await fillsIn({
      'UC-1 AI Support Agent': '1 daily, 2 weekly, 3 not at all',
      'UC-2 Call summaries': 'daily: 0, weekly: 4, none: 1',
    });
    expect(outcome.modal?.text).toContain('UC-2 Call summaries: 4 of 5 use it weekly');
    await omar().waits(
      () => findLatest().text.includes('1 of 3 still open'),
      'the message to be drawn again',
    );
  });

  test('leaves open what is left empty', async () => {
    await fillsIn({ 'UC-2 Call summaries': '1 daily, 2 weekly, 3 not at all' });
    await omar().waits(
      () => findLatest().text.includes('2 of 3 still open'),
      'the message to be drawn again',
    );
    expect(findLatest().text).toContain("UC-1 AI Support Agent: last week's check-in is missing");
  });

  test('says at its line what cannot be so, and records none of them', async () => {
    const { form, outcome } = await fillsIn({
      'UC-1 AI Support Agent': 'everybody loves it',
      'UC-2 Call summaries': '1 daily, 9 weekly, 0 not at all',
    });
    expect(outcome.errors).toEqual({
      'UC-1 AI Support Agent': 'Enter all three counts, such as "6 daily, 10 weekly, 4 not at all".',
    });
    await form.fill({ 'UC-1 AI Support Agent': '1 daily, 2 weekly, 3 not at all' });
    expect((await form.submits()).errors).toEqual({
      'UC-2 Call summaries': 'Enter at most 5, the number of intended users.',
    });
    const { checkIns } = await crossing.store.load(crossing.workspace.teamId);
    expect(checkIns.size).toBe(0);
  });
});

describe('snoozing', () => {
  test('asks why and until when, and the message shows both', async () => {
    expect(await snoozes('In 3 days')).toContain('If it is still open, you get the reminder again in 3 days');
    expect(findLatest().text).toContain('snoozed until 22 January 2026: The figures come on Thursday');
    expect(findLatest().buttons).not.toContain('Decide');
  });

  test('needs a reason', async () => {
    await findLatest().clicks('Snooze', overdue);
    const outcome = await (await omar().openModal()).submits();
    expect(Object.keys(outcome.errors ?? {})).toEqual(['Reason']);
  });

  test('lasts until the day, and no longer', async () => {
    await snoozes('In 3 days');
    await moveToMorning('2026-01-21');
    expect(listDailyMessages()).toHaveLength(1);
    await moveToMorning('2026-01-22');
    expect(listDailyMessages()).toHaveLength(2);
    expect(findLatest().text).toContain('decision was due');
  });

  test('ends after three in a row', async () => {
    for (const day of ['2026-01-20', '2026-01-21', '2026-01-22']) {
      await snoozes();
      await moveToMorning(day);
    }
    expect(findLatest().text).toContain('You snoozed this 3 times in a row, the most allowed.');
    expect(findLatest().buttons).toContain('Decide');
    expect(findLatest().buttons).not.toContain('Snooze');
  });

  test('a repeated reminder is answered in the later message', async () => {
    const [first] = listDailyMessages();
    await moveToMorning('2026-01-26');
    expect(listDailyMessages()).toHaveLength(2);
    await first?.clicks('Snooze', overdue);
    const form = await omar().openModal();
    await form.fill({ Reason: 'Soon' });
    await (await form.submits()).modal?.closes({ all: true });
    expect(findLatest().text).toContain('snoozed until 27 January 2026: Soon');
    expect(findLatest().text).toContain('2 of 3 still open');
  });
});

describe('"not mine"', () => {
  test('is given to somebody else, who is told', async () => {
    await findLatest().clicks('Not mine', overdue);
    const form = await omar().openModal();
    expect(form.text).toContain('If you leave this empty, Crossing asks @Lena Lead (sample) to help.');
    await form.fill({ 'New owner of UC-1': '@Itai IT' });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('@Itai IT (sample) owns UC-1 AI Support Agent now.');
    await crossing.deliver();
    const told = itai().directMessages();
    expect(told.some(({ text }) => text.includes('recorded you as the owner of UC-1'))).toBe(true);
    await omar().waits(
      () => findLatest().text.includes('1 of 3 still open'),
      'the message to be drawn again',
    );
    expect(findLatest().text).toContain('UC-1 AI Support Agent · Stale pilots, not yours');
    await runSchedule();
    expect(findLatest(itai()).text).toContain('UC-1 AI Support Agent: decision was due');
  });

  test('goes to the lead as a request for help, who can have it asked again', async () => {
    await findLatest().clicks('Not mine', overdue);
    const { modal } = await (await omar().openModal()).submits();
    expect(modal?.text).toContain('Crossing asks @Lena Lead (sample) to help.');
    await modal?.closes({ all: true });
    expect(findLatest().text).toContain('not yours, waiting for @Lena Lead (sample)');
    await runSchedule();
    expect(findLatest(lena()).text).toContain(
      '@Omar Owner (sample) was asked on 19 January and answered "not mine". Could you help?',
    );
    expect(findLatest(lena()).buttons).toEqual(
      expect.arrayContaining(['Decide', 'Reassign', 'Remind again', 'Snooze']),
    );
    await findLatest(lena()).clicks('Remind again');
    expect(findLatest(lena()).text).toContain('UC-1 AI Support Agent · Stale pilots, reminded again');
    await moveToMorning('2026-01-20');
    expect(findLatest().text).toContain('UC-1 AI Support Agent: decision was due');
  });
});

describe('a kind of nudge that somebody does not want', () => {
  test('is muted from the message, is not asked any more, and can be unmuted', async () => {
    await findLatest().clicks('Mute: Adoption check-ins', unknown);
    expect(findLatest().text).toContain('UC-2 Call summaries · Adoption check-ins, muted');
    expect(findLatest().text).toContain('1 of 3 still open');
    const muted = (await findLatest().clicks('Show muted')).modal;
    expect(muted?.text).toContain('Muted reminders\nAdoption check-ins, since 19 January 2026');
    await muted?.closes({ all: true });
    await moveToMorning('2026-01-26');
    expect(findLatest().text).toContain('1 reminder today');
    const page = await forOmar();
    expect(page?.text).toContain('Muted reminders\nAdoption check-ins, since 19 January 2026');
    const after = (await page?.clicks('Unmute'))?.modal;
    expect(after?.text).not.toContain('Show muted');
    await after?.closes({ all: true });
    await moveToMorning('2026-01-27');
    expect(findLatest().text).toContain('UC-2 Call summaries: last week');
  });
});

describe('an answer in the thread', () => {
  test('counts for what is open in the message, and says what happens next', async () => {
    const { messages } = await findLatest().replies('We decide on *Friday* & then I check in');
    const thanks = messages.find(({ threadTs }) => threadTs === findLatest().ts);
    expect(thanks?.text).toContain(
      'Thanks, noted for the 3 open reminders. To record figures or evidence, use the buttons.',
    );
    expect(thanks?.buttons).toEqual(['UC-1: Decide', 'UC-1: Check in', 'UC-2: Check in']);
    await omar().waits(() => findLatest().text.includes('Nothing left to do'), 'the message drawn again');
    expect(findLatest().text).toContain('answered: We decide on *Friday* & then I check in');
    expect(findLatest().buttons).toEqual([]);
    expect((await findLatest().replies('And thanks')).text).toContain('Nothing left to do.');
  });

  test('figures are offered back for the named use case, and recorded with one press', async () => {
    const { messages } = await findLatest().replies('UC-2: 1 daily, 2 weekly, 3 not at all');
    const offer = messages.find(({ threadTs }) => threadTs === findLatest().ts);
    expect(offer?.text).toContain('Crossing read 1 daily, 2 weekly, 3 not at all. Nothing is recorded yet.');
    expect(offer?.text).toContain('UC-2 Call summaries, week of 12 January 2026, of 5 people');
    expect(findLatest().text).toContain('3 reminders today');
    await offer?.clicks('Record');
    await omar().waits(
      () => findLatest().text.includes('2 of 3 still open'),
      'the message to be drawn again',
    );
    expect(findLatest().text).toContain('UC-2 Call summaries · Adoption check-ins done');
    const register = await crossing.store.load(crossing.workspace.teamId);
    expect(register.checkIns.get('UC-2:2026-01-12')).toMatchObject({ daily: 1, weekly: 2, notAtAll: 3 });
  });

  test('figures without a use case are asked about', async () => {
    const { messages } = await findLatest().replies('1 daily, 2 weekly, 3 not at all');
    expect(messages.at(-1)?.text).toContain('Which use case is this about?');
    expect(messages.at(-1)?.buttons).toEqual(['Record', 'Correct figures', 'Record', 'Correct figures']);
  });

  test('partial figures open the form', async () => {
    const { messages } = await findLatest().replies('uc 1: 2 weekly');
    await messages.at(-1)?.clicks('Add figures');
    expect((await omar().openModal()).holds('Weekly users')).toBe('2');
  });

  test('impossible figures are refused with the reason, and nothing is recorded', async () => {
    const { messages } = await findLatest().replies('UC-1 4 daily, 7 weekly, 0 not at all');
    expect(messages.at(-1)?.text).toContain('Enter at most 5, the number of intended users.');
    expect(messages.at(-1)?.buttons).toEqual(['Add figures']);
  });

  test.each([
    ['?', 'Your open reminders:'],
    ['what is a DPA?', 'data processing agreement'],
    ['Why do I get this?', 'You get this reminder because you can act on it.'],
  ])('a question gets an answer and settles nothing: %s', async (question, answered) => {
    const { messages } = await findLatest().replies(question);
    const answer = messages.find(({ threadTs }) => threadTs === findLatest().ts);
    expect(answer?.text).toContain(answered);
    expect(answer?.text).toContain('Your reminders stay open.');
    expect(findLatest().text).toContain('3 reminders today');
  });

  test('a reply that names a use case answers only its reminder', async () => {
    await findLatest().replies('UC-2 is on holiday this month');
    await omar().waits(
      () => findLatest().text.includes('2 of 3 still open'),
      'the message to be drawn again',
    );
    expect(findLatest().text).toContain('UC-2 Call summaries · Adoption check-ins, answered');
    expect(findLatest().text).toContain('UC-1 AI Support Agent: decision was due');
  });

  test('a reply that names another use case answers no reminder', async () => {
    const { messages } = await findLatest().replies('UC-9 is done');
    expect(messages.at(-1)?.text).toContain(
      'No open reminder here is about UC-9. The open ones are about UC-1, UC-2. Your reminders stay open.',
    );
    expect(findLatest().text).toContain('3 reminders today');
  });

  test('a direct message beside it is read as a command, as before', async () => {
    const { messages } = await omar().types('@crossing', 'usecase list');
    expect(messages[0]?.text).toContain('Use cases (2)');
    expect(findLatest().text).toContain('3 reminders today');
  });
});

/** Opens the page of everything that waits for Omar. */
async function forOmar() {
  const home = await omar().opensHome();
  const button = home.buttons.find((label) => /^Show all \d+$|^Snooze or mute$/.test(label)) ?? '';
  return (await home.clicks(button)).modal;
}

test('waiting items are one list, on Home and on their page', async () => {
  const home = await omar().opensHome();
  const [, count] = /^For you \((\d+)\)$/m.exec(home.text) ?? [];
  expect(home.text).toContain('1. UC-1');
  const page = await forOmar();
  expect(page?.title).toBe('For you');
  expect(page?.text).toContain(`For you (${count}`);
  expect(page?.buttons).toContain('Snooze');
});

describe('permission to answer', () => {
  const asked = { kind: 'stale-pilot', subject: 'UC-1:overdue' };

  test('nobody but the person who was asked', async () => {
    const { workspace, store, now } = crossing;
    const member = (id: string) =>
      ({ id, name: id, active: true, timeZone: null, kind: 'member', admin: true }) as const;
    const deps = { store, now, findMember: async (_: string, id: string) => member(id) };
    const says = { outcome: 'snoozed', snooze: 'tomorrow', words: 'no' } as const;
    const occasion = { workspace: workspace.teamId, delivery: null, named: [] };
    const other = await answerNudge(deps, { ...occasion, actor: member('U0ITAI') }, { ...asked, says });
    expect(!other.ok && other.refusal.message).toBe('Only the person who got this reminder can answer it.');
    const own = { ...occasion, actor: member('U0OMAR') };
    expect((await answerNudge(deps, own, { ...asked, says })).ok).toBe(true);
    const twice = await answerNudge(deps, own, { ...asked, says });
    expect(!twice.ok && twice.refusal.message).toBe('You have already snoozed this until 20 January 2026.');
    const elsewhere = await answerNudge(deps, { ...own, workspace: 'T0OTHER' }, { ...asked, says });
    expect(elsewhere.ok).toBe(false);
  });
});
