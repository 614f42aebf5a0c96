import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { samplePeople } from '../../sandbox/sample-workspace.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import type { Decide } from '../../src/domain/decide.ts';
import { accountabilities } from '../../src/domain/register.ts';
import { muteNudges } from '../../src/domain/reminders/mutes.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { act } from '../../src/operations/act.ts';
import { createSingleInstallation } from '../../src/slack/installations.ts';
import { createMembers } from '../../src/slack/members.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const kindly = 'Crossing is for full members of this workspace. Ask a member to do this with you.';
const company = 'E0COMPANY';
const other = 'T0OTHER';
const person = (id: string, name: string, more: object) => ({
  ...{ id, name, handle: name.split(' ')[0]?.toLowerCase() ?? id, tz: 'Europe/Berlin' },
  ...more,
});
/** Nobody of these is marked as a stranger but the first. */
const others = [
  person('U0STRA', 'Stig Stranger', { isStranger: true }),
  person('U0PART', 'Paula Partner', { team: 'T0ELSEWHERE' }),
  person('U0GRID', 'Gita Grid', {
    team: 'T0ELSEWHERE',
    enterprise: { id: 'E0ELSEWHERE', teams: ['T0ELSEWHERE'] },
  }),
  person('U0SIBL', 'Sid Sibling', { team: other, enterprise: { id: company, teams: [other] } }),
  person('U0COLL', 'Cora Colleague', {
    team: other,
    enterprise: { id: company, teams: [other, 'T0SANDBOX'] },
  }),
];

let crossing: LocalCrossing;
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', {
    ...patientLimits,
    people: [...samplePeople, ...others],
    enterprise: company,
    log: createLog('silent'),
  });
  crossing.moveTo('2026-02-02');
});
afterEach(() => crossing.close());

const as = (name: string) => crossing.workspace.as(name);
const load = (workspace = crossing.workspace.teamId) => crossing.store.load(workspace);
const leads = (...people: string[]) =>
  records(crossing, changeSettings, {
    ...{ leads: people, timeZone: 'Europe/Berlin', reading: 'five' as const, currency: 'EUR' },
    workingDays: [1, 2, 3, 4, 5],
  });
const answer = async (who: string, typed: string) =>
  (await as(who).types('#ai-program', typed)).messages.at(-1)?.text ?? '';
async function ticks(): Promise<void> {
  await crossing.schedule.tick();
  await crossing.schedule.idle();
}

describe('people of other companies', () => {
  test.each(['Stig Stranger', 'Paula Partner', 'Gita Grid', 'Sid Sibling'])(
    '%s is refused kindly in every way in',
    async (name) => {
      await (await as('Lena Lead').types('#ai-program', '/stage3')).clicks('Share in channel');
      const outsider = as(name);
      expect(await answer(name, '/stage3')).toBe(kindly);
      expect(await answer(name, '@crossing are we stage 3?')).toBe(kindly);
      expect((await outsider.types('@crossing', 'are we stage 3?')).messages.at(-1)?.text).toBe(kindly);
      expect((await outsider.opensHome()).text).toBe(kindly);
      const shared = await outsider.waits(() => outsider.sees('#ai-program')[0], 'the shared verdict');
      await shared.clicks('Open verdict');
      expect((await outsider.openModal()).text).toContain(kindly);
      expect((await load()).seq).toBe(0);
    },
  );

  test.each(['Paula Partner', 'Gita Grid', 'Sid Sibling'])(
    '%s is refused when named in a form',
    async (name) => {
      await leads('U0LENA');
      const lena = as('Lena Lead');
      for (const [command, button, field, chosen] of [
        ['/stage3 owners', 'Appoint AI Operations', 'AI Operations owners', [`@${name}`]],
        ['/stage3 settings', 'Change settings', 'Transformation lead', ['@Lena Lead', `@${name}`]],
        ['/stage3 away', null, 'Deputy', `@${name}`],
      ] as const) {
        const { messages } = await lena.types('#ai-program', command);
        if (button !== null) await messages.at(-1)?.clicks(button);
        const form = await lena.openModal();
        await form.fill({
          ...(button === null ? { 'Last day away': '2026-03-01' } : {}),
          [field]: chosen as string,
        });
        const { errors } = await form.submits();
        expect(errors?.[field]).toContain('is not a full member of this workspace');
        await form.closes({ all: true });
      }
    },
  );
});

describe('the tenant is where the app is installed', () => {
  test('a colleague whose account is in another workspace of the company records here, whatever their payloads say', async () => {
    const cora = as('Cora Colleague');
    await cora.types('#ai-program', '/usecase add');
    const form = await cora.openModal();
    await form.fill({
      ...{ Name: 'Ticket sorting', 'What it does': 'Sorts tickets', Team: 'Support', 'Intended users': 40 },
      'What it may do': 'Suggest: a person decides and acts',
      Retrieval: 'No',
    });
    const { modal } = await form.submits();
    expect(modal?.title).toBe('Recorded');
    await modal?.closes({ all: true });
    expect(await answer('Cora Colleague', '/stage3 usecase list')).toContain('Ticket sorting');
    expect(await answer('Cora Colleague', '@crossing usecase list')).toContain('Ticket sorting');
    expect((await cora.opensHome()).text).toContain('Ticket sorting');
    const here = await load();
    expect([...here.useCases.values()].map(({ owner }) => owner)).toEqual(['U0COLL']);
    expect(here.people.get('U0COLL')?.kind).toBe('member');
    expect((await load(other)).seq).toBe(0);
  });

  test('an admin of one workspace is nobody in another, even within the minute of the cache', async () => {
    const { apiUrl, botToken, teamId } = crossing.workspace;
    const { find } = createMembers(
      createSingleInstallation({ botToken, slackApiUrl: apiUrl }, createLog('silent')),
    );
    expect(await find(teamId, 'U0LENA')).toMatchObject({ kind: 'member', admin: true });
    expect(await find('T0ELSEWHERE', 'U0LENA')).toBeNull();
    expect(await find(teamId, 'U0LENA')).toMatchObject({ admin: true });
  });
});

describe('a person who becomes a guest or leaves', () => {
  const registerOwned = async () => {
    await leads('U0LENA');
    await records(crossing, registerUseCase, registration({ name: 'Ticket sorting', owner: 'U0OMAR' }));
  };

  test('gets no more messages, and the lead reads that a successor is needed', async () => {
    await registerOwned();
    await crossing.workspace.control.change('Omar Owner', { isRestricted: true });
    crossing.moveTo('2026-02-05');
    await ticks();
    expect(as('Omar Owner').sees('@crossing')).toEqual([]);
    expect(as('Lena Lead').sees('@crossing').at(-1)?.text).toMatch(/became a guest and still owns UC-1/);
    expect(await answer('Lena Lead', '/stage3 owners')).toContain(
      '@Omar Owner (sample) (became a guest): UC-1',
    );
    expect(await answer('Lena Lead', '/stage3')).toContain('(owner) became a guest and needs a successor');
  });

  test.each([
    ['left', { deleted: true }, 'left Slack'],
    ['became a guest', { isUltraRestricted: true }, 'became a guest'],
    ['went to another company', { team: 'T0ELSEWHERE' }, 'belongs to another company'],
  ])('%s while nobody listened, which is noticed within the next rounds', async (_, change, words) => {
    await registerOwned();
    crossing.workspace.control.changeUnheard('Omar Owner', change);
    await ticks();
    expect(await answer('Lena Lead', '/stage3 owners')).toContain(`@Omar Owner (sample) (${words}): UC-1`);
    const { seq } = await load();
    await ticks();
    expect((await load()).seq).toBe(seq);
  });
});

/** Has Ana do something without the screen. */
async function anaDoes<Input>(decide: Decide<Input>, input: Input): Promise<void> {
  const ana = {
    id: 'U0ANAO',
    name: 'Ana',
    active: true,
    timeZone: null,
    kind: 'member',
    admin: false,
  } as const;
  const occasion = { workspace: crossing.workspace.teamId, actor: ana, delivery: null, named: [] };
  const result = await act({ ...crossing, findMember: async () => null }, occasion, decide, input);
  expect(result.ok).toBe(true);
}

describe('an absence', () => {
  test('is entered by command, told to the deputy and the lead, shown, and ended by a button', async () => {
    await leads('U0LENA');
    await records(crossing, registerUseCase, registration({ name: 'Ticket sorting', owner: 'U0OMAR' }));
    const omar = as('Omar Owner');
    await omar.types('#ai-program', '/stage3 away');
    const form = await omar.openModal();
    await form.fill({ 'Last day away': '2026-02-20', Deputy: '@Sara Sales' });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('You are away from 2 February 2026 to 20 February 2026.');
    await modal?.closes({ all: true });
    // Ten in the morning in New York, where the deputy is.
    await crossing.passTo(Date.parse('2026-02-02T15:00Z'));
    const waitForMessage = (who: string) =>
      as(who).waits(() => as(who).sees('@crossing').at(-1), 'a message');
    expect((await waitForMessage('Sara Sales')).text).toContain('chose you as deputy');
    expect((await waitForMessage('Lena Lead')).text).toContain(
      'is away from 2 February 2026 to 20 February 2026',
    );
    expect(as('Lena Lead').sees('@crossing')).toHaveLength(1);
    expect(await answer('Lena Lead', '/stage3 owners')).toContain(
      '@Omar Owner (sample) (away until 20 February 2026, @Sara Sales (sample) acts for them): UC-1',
    );
    const home = await omar.opensHome();
    expect(home.text).toContain('You are away from 2 February 2026 to 20 February 2026.');
    await home.clicks('End absence');
    await omar.waits(async () => (await load()).absences.size === 0, 'the end of the absence');
    expect(await answer('Lena Lead', '/stage3 owners')).not.toContain('away until');
  });
});

describe('AI Operations', () => {
  test('the form says before what naming another does, and nothing that is held is lost by it', async () => {
    await leads('U0LENA');
    await records(crossing, appointOperators, { people: ['U0ANAO'] });
    await anaDoes(acceptAccountabilities, { accept: accountabilities });
    const lena = as('Lena Lead');
    const { messages } = await lena.types('#ai-program', '/stage3 owners');
    await messages.at(-1)?.clicks('Appoint AI Operations');
    const form = await lena.openModal();
    expect(form.text).toContain(
      'Requirement 4 is met, because @Ana Operations (sample) accepted all three. It stays met if you add others.',
    );
    await form.fill({ 'AI Operations owners': ['@Ana Operations', '@Sara Sales'] });
    await form.submits();
    const verdict = await answer('Lena Lead', '/stage3');
    expect(verdict).toMatch(/✅|:white_check_mark:/);
    expect(verdict).toContain('has not accepted');
    expect(verdict).toContain('Until they answer, those who accepted hold the role');
  });
});

test('the lead reads who muted what, and nobody else does', async () => {
  await leads('U0LENA');
  await records(crossing, appointOperators, { people: ['U0ANAO'] });
  await anaDoes(muteNudges, { kind: 'accountability' });
  crossing.moveTo('2026-02-06');
  await ticks();
  const [named, ...more] = as('Ana Operations').sees('@crossing');
  expect(named?.text).toContain('appointed you to AI Operations');
  expect(more).toEqual([]);
  expect(as('Lena Lead').sees('@crossing').at(-1)?.text).toContain(
    'muted reminders of this kind, so they come to you',
  );
  expect(await answer('Lena Lead', '/stage3 nudges')).toContain('Muted by @Ana Operations');
  const ask = async (typed: string) => {
    const { messages } = await as('Itai IT').types('@crossing', typed);
    return messages.map(({ text }) => text).join();
  };
  const read = [
    await answer('Itai IT', '/stage3 log'),
    await answer('Itai IT', '/stage3 requirement 4'),
    await ask('what changed since 5 January?'),
    await ask('is requirement 4 met?'),
    await ask('what should we do next?'),
  ];
  expect(read.filter((text) => /mute/i.test(text))).toEqual([]);
  expect(read.filter((text) => text.includes('appointed AI Operations'))).not.toEqual([]);
});
