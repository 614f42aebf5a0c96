import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { createDraft } from '../../src/domain/change.ts';
import { type Life, settingsId, settingsOf } from '../../src/domain/register.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

const today = '2026-02-02';
const owners = ['U0LENA', 'U0OMAR', 'U0ANAO', 'U0ITAI', 'U0SARA'];
const charter = {
  startedOn: '2026-01-05',
  decideBy: addDays(today, 30),
  volunteers: 5,
  criteria: ['Half of it is used'],
  movedBars: [],
  extensions: [],
  scaled: null,
};
/**
 * Returns the lifecycle of the nth use case. Of a hundred, 60 are proposed, 25 in pilot, 10 in production, 5 stopped.
 */
function lifeOf(n: number): Life {
  const place = n % 100;
  if (place < 60) return { stage: 'proposed', since: '2026-01-05' };
  if (place < 85) return { stage: 'pilot', charter };
  if (place < 95)
    return { stage: 'production', liveOn: '2026-01-12', deployed: 10, audience: 'everyone', charter };
  return { stage: 'stopped', on: '2026-01-20', by: 'U0LENA', reason: 'Nobody used it.', charter };
}

let crossing: LocalCrossing;
beforeAll(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
  crossing.moveTo(today);
  const { store, workspace, now } = crossing;
  const register = await store.load(workspace.teamId);
  const vendors = Array.from({ length: 120 }, (_, n) => `Vendor ${n + 1}`);
  const drafts = [
    createDraft(register, 'change-settings', 'settings', settingsId, {
      ...settingsOf(register),
      leads: ['U0LENA'],
      timeZone: 'Europe/Berlin',
    }),
    ...vendors.map((name) =>
      createDraft(register, 'register-use-case', 'vendors', name.toLowerCase(), {
        key: name.toLowerCase(),
        name,
        aliases: [],
        dpa: null,
      }),
    ),
    ...Array.from({ length: 1000 }, (_, n) => {
      const key = `UC-${n + 1}`;
      const useCase = plainUseCase({
        key,
        name: `Job ${n + 1} of the ${n % 7 === 0 ? 'night' : 'day'} shift`,
        owner: owners[n % owners.length] ?? '',
        intendedUsers: 10,
        data: ['personal'],
        vendors: n === 70 ? vendors.map((name) => name.toLowerCase()) : [`vendor ${(n % 120) + 1}`],
        life: lifeOf(n),
      });
      return createDraft(register, 'register-use-case', 'useCases', key, useCase);
    }),
  ];
  const { outcome } = await store.commit(workspace.teamId, {
    seenSeq: 0,
    delivery: null,
    actor: 'U0LENA',
    at: now(),
    drafts,
  });
  expect(outcome).toBe('committed');
});
afterAll(() => crossing.close());

const lena = () => crossing.workspace.as('Lena Lead');
async function answer(command: string): Promise<SeenMessage> {
  const { messages } = await lena().types('#ai-program', command);
  return messages[0] as SeenMessage;
}
const keysOn = (text: string) => [...text.matchAll(/^(UC-\d+) /gm)].map(([, key]) => key);
const keys = (stage?: string) =>
  Array.from({ length: 1000 }, (_, n) => n)
    .filter((n) => stage === undefined || lifeOf(n).stage === stage)
    .map((n) => `UC-${n + 1}`);

/** Returns the keys on all pages of a list. */
async function pagedThrough(list: SeenMessage): Promise<string[]> {
  const found = keysOn(list.text) as string[];
  while (list.buttons.includes('Next')) {
    await list.clicks('Next');
    found.push(...(keysOn(list.text) as string[]));
  }
  return found;
}

describe('a workspace with 1,000 use cases', () => {
  test('lists them in pages, each use case once, to the end and back', async () => {
    const list = await answer('/stage3 usecase list');
    expect(list.text).toContain('Use cases (1000, 1 to 10)');
    expect(list.buttons).not.toContain('Previous');
    const listed = await pagedThrough(list);
    expect([...listed].sort()).toEqual(keys().sort());
    const stages = listed.map((key) => lifeOf(Number(key.slice(3)) - 1).stage);
    // In production with nothing confirmed comes first, then pilots, then what does not run yet, then what is over.
    expect([...new Set(stages)]).toEqual(['production', 'pilot', 'proposed', 'stopped']);
    expect(list.text).toContain('Use cases (1000, 991 to 1000)');
    await list.clicks('Previous');
    await list.clicks('Previous');
    expect(list.text).toContain('Use cases (1000, 971 to 980)');
  });

  test('lists one stage, and goes on within it', async () => {
    const list = await answer('/stage3 usecase list');
    await list.chooses('Show', 'Production (100)');
    expect(list.text).toContain('Production (100, 1 to 10)');
    expect(await pagedThrough(list)).toEqual(keys('production'));
    await list.chooses('Show', 'All (1,000)');
    expect(list.text).toContain('Use cases (1000, 1 to 10)');
  });

  test("lists somebody's own", async () => {
    const list = await answer('/stage3 usecase list');
    await list.chooses('Show', 'Mine (200)');
    expect(list.text).toContain('Use cases you own (200, 1 to 10)');
  });

  test('finds by key, by words of the name in any order, and offers no more than Slack takes', async () => {
    const home = await lena().opensHome();
    const find = (words: string) => home.searches('Find a use case', words);
    expect((await find('UC-777'))[0]).toBe('UC-777 Job 777 of the day shift');
    expect(await find('shift 777')).toEqual(['UC-777 Job 777 of the day shift']);
    expect(await find('night')).toHaveLength(100);
    expect(await find('')).toHaveLength(100);
    expect(await find('weekend')).toEqual([]);
    await home.chooses('Find a use case', 'UC-777 Job 777 of the day shift');
    const found = await lena().openModal();
    expect(found.text).toContain('UC-777 Job 777 of the day shift');
    await found.closes();
  });

  test('finds from a list, and shows what was found in its place', async () => {
    const list = await answer('/stage3 usecase list');
    await list.searches('Find a use case', '500');
    await list.chooses('Find a use case', 'UC-500 Job 500 of the day shift');
    expect(list.text.split('\n')[0]).toBe('UC-500 Job 500 of the day shift');
  });

  test('has a verdict, a Home and every page', async () => {
    expect((await answer('/stage3')).text).toContain('Stage 2: 0 of 4 requirements for Stage 3');
    expect((await answer('/stage3 as of 2026-02-01')).text).toContain(
      'Stage 1: 0 of 4 requirements for Stage 3',
    );
    const home = await lena().opensHome();
    expect(home.text).toContain('Stage 2: 0 of 4 requirements for Stage 3');
    expect(home.buttons).toContain('Show all 190');
    expect((await answer('/stage3 owners')).text).toMatch(/UC-\d+ and \d+ more/);
    const log = await answer('/stage3 log');
    expect(log.buttons).toEqual(['Older', 'Evidence pack', 'Verdict']);
    const newest = log.text;
    await log.clicks('Older');
    expect(log.text).not.toBe(newest);
    await log.clicks('Newer');
    expect(log.text).toBe(newest);
    expect((await answer('/stage3 decisions')).text).toContain('0 of 5 committed');
  });

  test('shows a use case with 120 vendors, whose agreements are asked for in rows, eight at a time', async () => {
    expect((await answer('/stage3 usecase show UC-71')).text).toContain('Vendor 1, Vendor 2, Vendor 3');
    const checklist = await answer('/stage3 checklist UC-71');
    await checklist.clicks('Record DPA');
    const form = await lena().openModal();
    expect(form.labels.filter((label) => label.endsWith(': signed on'))).toHaveLength(8);
    await form.fill({
      'Vendor 1: signed on': '2026-01-05',
      'Vendor 1: link': 'https://contracts.example.com/1',
    });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('The DPA of Vendor 1 is recorded');
    await modal?.closes({ all: true });
    const next = await answer('/stage3 checklist UC-71');
    await next.clicks('Record DPA');
    expect((await lena().openModal()).labels[0]).toBe('Vendor 2: signed on');
    await (await lena().openModal()).closes();
  });

  test('takes one more, and asks about at most five that resemble it', async () => {
    await lena().types('#ai-program', '/usecase add "Job 1 of the day shift"');
    const form = await lena().openModal();
    await form.fill({ 'What it does': 'Drafts answers to tickets', Team: 'Support', 'Intended users': 3 });
    await form.fill({ 'What it may do': 'Suggest: a person decides and acts' });
    await form.fill({ Retrieval: 'No' });
    const { modal } = await form.submits();
    expect(modal?.options('Is it one of these?')).toHaveLength(6);
    await modal?.closes();
  });
});
