import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { changeSettings } from '../../src/domain/settings.ts';
import { registerUseCase, startPilot } from '../../src/domain/use-cases.ts';
import { answerAsk } from '../../src/operations/answer-ask.ts';
import { records } from '../support/records-directly.ts';
import { registration, salesAssistant } from '../support/register.ts';
import { unhurried } from '../support/unhurried.ts';

let crossing: LocalCrossing;
const omar = () => crossing.workspace.as('Omar Owner');
const lena = () => crossing.workspace.as('Lena Lead');
const itai = () => crossing.workspace.as('Itai IT');

/** Omar's pilot of UC-1 was to be decided on Friday; how many use UC-2 is asked of him too. Now it is Monday, ten. */
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', unhurried);
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
  await morning('2026-01-19');
});
afterEach(() => crossing.close());

/** Ten o'clock in Berlin on a day, with what the app then does by itself. */
async function morning(day: string): Promise<void> {
  crossing.moveTo(day);
  await soon();
}

/** What the app does by itself within seconds. */
async function soon(): Promise<void> {
  await crossing.schedule.tick();
  await crossing.schedule.idle();
}

/** The daily messages that somebody has, oldest first. */
const dailies = (person = omar()): SeenMessage[] =>
  person
    .directMessages()
    .filter(({ text }) => /today|still open|is open here|All done/.test(text.split('\n')[0] ?? ''));
function latest(person = omar()): SeenMessage {
  const found = dailies(person).at(-1);
  if (!found) throw new Error('no daily message');
  return found;
}
const overdue = { near: 'was to be decided' };
const unknown = { near: 'UC-1 AI Support Agent: how many' };

/** Puts off the overdue decision, and reads what is said then. */
async function snoozes(until = 'Tomorrow', why = 'The figures come on Thursday'): Promise<string> {
  await latest().clicks('Snooze', overdue);
  const form = await omar().openModal();
  await form.fill({ 'It may come back': until, 'Why not now': why });
  const { modal } = await form.submits();
  const said = modal?.text ?? '';
  await modal?.closes({ all: true });
  return said;
}

describe('the daily message', () => {
  test('holds everything for one person, and comes once a day', async () => {
    expect(dailies().map(({ text }) => text.split('\n')[0])).toEqual(['3 things for you today']);
    expect(latest().text).toContain('UC-1 AI Support Agent was to be decided by 16 January 2026');
    expect(latest().text).toContain('UC-2 Call summaries: how many used it last week is not known yet');
    await soon();
    expect(dailies()).toHaveLength(1);
  });

  test('its button opens the form, and what was done is ticked off in the message', async () => {
    await latest().clicks('Decide', overdue);
    const form = await omar().openModal();
    expect(form.title).toContain('UC-1');
    await form.fill({ 'There are three answers': 'Stop: keep what was learned' });
    const { modal: asked } = await form.submits();
    await asked?.fill({ 'What was learned': 'Nobody asks it twice.' });
    await asked?.submits();
    const text = await omar().waits(() => latest().text.includes('1 of 3 still open') && latest().text);
    expect(text).toContain(':white_check_mark: UC-1 AI Support Agent · Stale pilots done');
    expect(text).toContain(':white_check_mark: UC-1 AI Support Agent · Adoption check-ins done');
    expect(latest().buttons).not.toContain('Decide');
  });

  test('what is done elsewhere is ticked off too', async () => {
    await omar().types('#ai-program', '/stage3 checkin UC-2 daily:1 weekly:2 none:3');
    await omar().waits(() => latest().text.includes('2 of 3 still open'), 'the message to be drawn again');
    expect(latest().text).toContain('UC-2 Call summaries · Adoption check-ins done');
  });
});

describe('snoozing', () => {
  test('asks why and until when, and the message shows both', async () => {
    expect(await snoozes('In 3 days')).toContain('It comes back in 3 days, if it is still open then');
    expect(latest().text).toContain('snoozed until 22 January 2026: The figures come on Thursday');
    expect(latest().buttons).not.toContain('Decide');
  });

  test('needs a reason', async () => {
    await latest().clicks('Snooze', overdue);
    const outcome = await (await omar().openModal()).submits();
    expect(Object.keys(outcome.errors ?? {})).toEqual(['Why not now']);
  });

  test('lasts until the day, and no longer', async () => {
    await snoozes('In 3 days');
    await morning('2026-01-21');
    expect(dailies()).toHaveLength(1);
    await morning('2026-01-22');
    expect(dailies()).toHaveLength(2);
    expect(latest().text).toContain('was to be decided');
  });

  test('ends after three in a row', async () => {
    for (const day of ['2026-01-20', '2026-01-21', '2026-01-22']) {
      await snoozes();
      await morning(day);
    }
    expect(latest().text).toContain('Snoozed 3 times in a row, so it stays now.');
    expect(latest().buttons).toContain('Decide');
    expect(latest().buttons).not.toContain('Snooze');
  });

  test('what a message asks that a later one asks again is answered in the later one', async () => {
    const [first] = dailies();
    await morning('2026-01-26');
    expect(dailies()).toHaveLength(2);
    await first?.clicks('Snooze', overdue);
    const form = await omar().openModal();
    await form.fill({ 'Why not now': 'Soon' });
    await (await form.submits()).modal?.closes({ all: true });
    expect(latest().text).toContain('snoozed until 27 January 2026: Soon');
    expect(latest().text).toContain('2 of 3 still open');
  });
});

describe('what is not theirs', () => {
  test('is given to somebody else, who is told', async () => {
    await latest().clicks('Not mine', overdue);
    const form = await omar().openModal();
    expect(form.text).toContain('@Lena Lead (sample) is asked to help then');
    await form.fill({ 'Who owns UC-1 instead': '@Itai IT' });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('@Itai IT (sample) owns UC-1 AI Support Agent now.');
    expect(itai().directMessages().at(-1)?.text).toContain('recorded you as the owner of UC-1');
    await omar().waits(() => latest().text.includes('1 of 3 still open'), 'the message to be drawn again');
    expect(latest().text).toContain('UC-1 AI Support Agent · Stale pilots, not yours');
    await soon();
    expect(latest(itai()).text).toContain('UC-1 AI Support Agent was to be decided');
  });

  test('goes to the lead as a request for help, who can have it asked again', async () => {
    await latest().clicks('Not mine', overdue);
    const { modal } = await (await omar().openModal()).submits();
    expect(modal?.text).toContain('@Lena Lead (sample) is asked to help.');
    await modal?.closes({ all: true });
    expect(latest().text).toContain('not yours: @Lena Lead (sample) is asked');
    await soon();
    expect(latest(lena()).text).toContain(
      '@Omar Owner (sample) was asked on 19 January and says that it is not theirs. Could you help?',
    );
    expect(latest(lena()).buttons).toEqual(
      expect.arrayContaining(['Decide', 'Hand over', 'Ask again', 'Snooze']),
    );
    await latest(lena()).clicks('Ask again');
    expect(latest(lena()).text).toContain('UC-1 AI Support Agent · Stale pilots, asked again');
    await morning('2026-01-20');
    expect(latest().text).toContain('UC-1 AI Support Agent was to be decided');
  });
});

describe('a kind of nudge that somebody does not want', () => {
  test('is muted from the message, is not asked any more, and can be unmuted', async () => {
    await latest().clicks('Mute: Adoption check-ins', unknown);
    expect(latest().text).toContain('UC-2 Call summaries · Adoption check-ins, muted');
    expect(latest().text).toContain('1 of 3 still open');
    const muted = (await latest().clicks('What you muted')).modal;
    expect(muted?.text).toContain('What you muted\nAdoption check-ins, since 19 January 2026');
    await muted?.closes({ all: true });
    await morning('2026-01-26');
    expect(latest().text).toContain('One thing for you today');
    const page = await forOmar();
    expect(page?.text).toContain('What you muted\nAdoption check-ins, since 19 January 2026');
    const after = (await page?.clicks('Unmute'))?.modal;
    expect(after?.text).not.toContain('What you muted');
    await after?.closes({ all: true });
    await morning('2026-01-27');
    expect(latest().text).toContain('UC-2 Call summaries: how many used it last week');
  });
});

describe('an answer in the thread', () => {
  test('counts for what is open in the message, and says what happens next', async () => {
    const { messages } = await latest().replies('We decide on *Friday* & then I check in');
    const thanks = messages.find(({ threadTs }) => threadTs === latest().ts);
    expect(thanks?.text).toContain('Thank you, noted with the 3 things that were open.');
    expect(thanks?.buttons).toEqual(['UC-1: Decide', 'UC-1: Check in', 'UC-2: Check in']);
    expect(latest().text).toContain('Nothing is open here any more');
    expect(latest().text).toContain('answered: We decide on Friday & then I check in');
    expect(latest().buttons).toEqual([]);
    expect((await latest().replies('And thanks')).text).toContain('Nothing is open here any more.');
  });

  test('a direct message beside it is read as a command, as before', async () => {
    const { messages } = await omar().types('@crossing', 'usecase list');
    expect(messages[0]?.text).toContain('Use cases (2)');
    expect(latest().text).toContain('3 things for you today');
  });
});

/** The page of everything that waits for Omar. */
async function forOmar() {
  const home = await omar().opensHome();
  const button = home.buttons.find((label) => /^Show all \d+$|^Snooze or mute$/.test(label)) ?? '';
  return (await home.clicks(button)).modal;
}

test('what waits for somebody is one list, on Home and on its page', async () => {
  const home = await omar().opensHome();
  const [, count] = /^For you \((\d+)\)$/m.exec(home.text) ?? [];
  expect(home.text).toContain('1. UC-1');
  const page = await forOmar();
  expect(page?.title).toBe('For you');
  expect(page?.text).toContain(`For you (${count}`);
  expect(page?.buttons).toContain('Snooze');
});

describe('who may answer', () => {
  const asked = { kind: 'stale-pilot', subject: 'UC-1:overdue' };

  test('nobody but the person who was asked', async () => {
    const { workspace, store, now } = crossing;
    const member = (id: string) =>
      ({ id, name: id, active: true, timeZone: null, kind: 'member', admin: true }) as const;
    const deps = { store, now, findMember: async (_: string, id: string) => member(id) };
    const says = { outcome: 'snoozed', snooze: 'tomorrow', words: 'no' } as const;
    const occasion = { workspace: workspace.teamId, delivery: null, named: [] };
    const other = await answerAsk(deps, { ...occasion, actor: member('U0ITAI') }, { ...asked, says });
    expect(!other.ok && other.refusal.message).toBe('Only the person who was asked can answer this.');
    const own = { ...occasion, actor: member('U0OMAR') };
    expect((await answerAsk(deps, own, { ...asked, says })).ok).toBe(true);
    const twice = await answerAsk(deps, own, { ...asked, says });
    expect(!twice.ok && twice.refusal.message).toBe('This was snoozed until 20 January 2026 already.');
    const elsewhere = await answerAsk(deps, { ...own, workspace: 'T0OTHER' }, { ...asked, says });
    expect(elsewhere.ok).toBe(false);
  });
});
