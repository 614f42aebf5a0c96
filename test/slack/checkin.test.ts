import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Seen } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { records } from '../support/records-directly.ts';
import { registration, salesAssistant } from '../support/register.ts';

const today = '2026-02-04';
let crossing: LocalCrossing;

beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:');
  crossing.moveTo(today);
  await records(crossing, registerUseCase, registration({ owner: 'U0OMAR', intendedUsers: 80 }));
  await records(crossing, startPilot, {
    useCase: 'UC-1',
    startedOn: '2026-01-12',
    decideBy: '2026-03-12',
    volunteers: 80,
    criteria: ['Half the time'],
    stack: null,
  });
  await records(crossing, registerUseCase, registration({ ...salesAssistant, owner: 'U0OMAR' }));
});
afterEach(() => crossing.close());

const omar = () => crossing.workspace.as('Omar Owner');
const load = () => crossing.store.load(crossing.workspace.teamId);
const checkIns = async () => [...(await load()).checkIns.values()];
const types = (text: string): Promise<Seen> => omar().types('#ai-program', text);

describe('a check-in that is typed', () => {
  test('is recorded at once, and answered to the person alone', async () => {
    const { messages, modal } = await types('/stage3 checkin UC-1 daily:40 weekly:62 none:18');
    expect(modal).toBeNull();
    expect(messages[0]?.isEphemeral).toBe(true);
    expect(messages[0]?.text).toContain('62 of 80 use UC-1 AI Support Agent at least weekly');
    expect(await checkIns()).toEqual([
      {
        useCase: 'UC-1',
        week: '2026-02-02',
        intended: 80,
        daily: 40,
        weekly: 62,
        notAtAll: 18,
        result: '',
        by: 'U0OMAR',
        on: today,
        source: 'typed',
      },
    ]);
  });

  test('of a part of the intended users is shown with the number that is intended now', async () => {
    await types('/stage3 checkin UC-1 intended:20 daily:20 weekly:20 none:0');
    const [page] = (await types('/stage3 usecase show UC-1')).messages;
    expect(page?.text).toContain('20 of 20 (100%), week of 2 February 2026, now 80 intended');
  });

  test('may name the intended users and hold a note, in any order', async () => {
    await types('/stage3 CHECKIN uc1 note:"It’s <fast> & liked" none:0 intended:20 Weekly:20 daily:20');
    expect(await checkIns()).toMatchObject([
      { intended: 20, daily: 20, weekly: 20, notAtAll: 0, result: 'It’s <fast> & liked' },
    ]);
  });

  test('delivered again changes nothing, and is answered the same', async () => {
    await types('/stage3 checkin UC-1 daily:40 weekly:62 none:18');
    const { seq } = await load();
    const again = await crossing.workspace.control.redeliver('slash_command');
    expect(JSON.stringify(again.answer)).toContain('62 of 80 use');
    expect((await load()).seq).toBe(seq);
  });

  test('typed a second time in one week replaces the first', async () => {
    await types('/stage3 checkin UC-1 daily:40 weekly:62 none:18');
    await types('/stage3 checkin UC-1 daily:41 weekly:62 none:18');
    expect(await checkIns()).toMatchObject([{ daily: 41 }]);
  });

  test.each([
    ['2026-02-09', 'daily:3 weekly:4 none:0', '2026-02-02', '2 February 2026'],
    ['2026-02-10', 'daily:3 weekly:4 none:0', '2026-02-02', '2 February 2026'],
    ['2026-02-11', 'daily:3 weekly:4 none:0', '2026-02-09', '9 February 2026'],
    ['2026-02-10', 'week:2026-01-14 daily:3 weekly:4 none:0', '2026-01-12', '12 January 2026'],
    ['2026-02-10', 'daily:3 weekly:4 none:0 week:2026-02-15', '2026-02-09', '9 February 2026'],
    ['2026-02-11', 'daily:3 weekly:4 none:0 week:"last friday"', '2026-02-02', '2 February 2026'],
  ])('on %s as "%s" is for the week of %s, and says so', async (day, typed, week, written) => {
    crossing.moveTo(day);
    const { text } = await types(`/stage3 checkin UC-1 ${typed}`);
    expect(text).toContain(`for the week of ${written}: 4 of 80 use`);
    expect(await checkIns()).toMatchObject([{ week, weekly: 4 }]);
  });

  test('on a Monday is for the week that has begun once last week’s is there', async () => {
    crossing.moveTo('2026-02-09');
    await types('/stage3 checkin UC-1 daily:3 weekly:4 none:0');
    await types('/stage3 checkin UC-1 daily:5 weekly:6 none:0');
    expect(await checkIns()).toMatchObject([{ week: '2026-02-02' }, { week: '2026-02-09', weekly: 6 }]);
  });

  test.each([
    ['week:2026-02-16', 'This week is in the future.'],
    ['week:someday', 'someday'],
  ])('for %s is refused, and nothing is recorded', async (typed, words) => {
    const { text } = await types(`/stage3 checkin UC-1 daily:3 weekly:4 none:0 ${typed}`);
    expect(text).toContain(words);
    expect(await checkIns()).toEqual([]);
  });

  test('without numbers opens its form', async () => {
    await types('/stage3 checkin UC-1');
    expect((await omar().openModal()).title).toBe('UC-1: check-in');
  });
});

describe('a check-in that cannot be recorded as it was typed', () => {
  test('put right in the form, it is recorded', async () => {
    const { messages } = await types('/stage3 checkin UC-1 daily:70 weekly:62 none:18 note:"good week"');
    await messages[0]?.clicks('Correct it');
    const form = await omar().openModal();
    await form.fill({ 'Daily users': 40 });
    await form.submits();
    expect(await checkIns()).toMatchObject([{ daily: 40, weekly: 62, notAtAll: 18, result: 'good week' }]);
  });

  test('somebody else is told whom to ask, and a proposal that check-ins begin with its pilot', async () => {
    const sara = crossing.workspace.as('Sara Sales');
    const { text } = await sara.types('#ai-program', '/stage3 checkin UC-1 daily:40 weekly:62 none:18');
    expect(text).toContain('Only the owner of UC-1 and the transformation lead can change it.');
    const proposal = await types('/stage3 checkin UC-2 daily:1 weekly:2 none:3');
    expect(proposal.text).toContain(
      'UC-2 is proposed. Check-ins are for pilots and use cases in production.',
    );
    expect(await checkIns()).toEqual([]);
  });
});
