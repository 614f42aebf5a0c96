import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeenModal } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { workedExample } from '../../sandbox/worked-example.ts';
import { listHelpLines, topics } from '../../src/slack/kit/command.ts';
import { subcommands } from '../../src/slack/subjects.ts';
import { patientLimits } from '../support/patient-limits.ts';

/** Stage 3, on a Monday. */
const today = '2026-02-02';

let crossing: LocalCrossing;

beforeAll(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
  for (const { on, act } of workedExample) {
    if (on > today) break;
    crossing.moveTo(on);
    await act(crossing.workspace, crossing);
  }
}, 180_000);

afterAll(() => crossing.close());
const lena = () => crossing.workspace.as('Lena Lead');

/** Returns Lena's answer to a command, which only she sees. */
async function answer(command: string): Promise<string> {
  const { messages, modal } = await lena().types('#ai-program', command);
  expect(modal).toBeNull();
  expect(messages.map(({ isEphemeral }) => isEphemeral)).toEqual([true]);
  return messages[0]?.text ?? '';
}

/** Opens the modal of a command, and closes it after the test has looked at it. */
async function modal<T>(command: string, look: (modal: SeenModal) => T): Promise<T> {
  const { messages } = await lena().types('#ai-program', command);
  expect(messages).toEqual([]);
  const open = await lena().openModal();
  const seen = look(open);
  await open.closes({ all: true });
  return seen;
}

/** For each subcommand what is typed, and the first words of the page or form that appears. */
const leadsTo: Readonly<Record<string, { typed: string; page?: string; form?: string }>> = {
  '': { typed: '/stage3', page: 'Stage 3: all 4 requirements met' },
  'as of': {
    typed: '/stage3 as of 2026-01-31',
    page: 'Stage 2: 3 of 4 requirements for Stage 3 (as of 31 January 2026)',
  },
  pack: {
    typed: '/stage3 pack',
    page: 'Crossing is making the evidence pack as of 2 February 2026. It arrives in your direct messages with Crossing within a few minutes.',
  },
  'usecase add': { typed: '/stage3 usecase add', form: 'Register use case' },
  'usecase list': { typed: '/stage3 usecase list', page: 'Use cases (2)' },
  'usecase show': { typed: '/stage3 usecase show UC-2', page: 'UC-2 AI Sales Operations Assistant' },
  'usecase edit': { typed: '/stage3 usecase edit UC-2', form: 'Edit UC-2' },
  decide: { typed: '/stage3 decide guardrails', form: 'Commit decision' },
  decisions: { typed: '/stage3 decisions', page: 'Shared decisions: 5 of 5 committed' },
  tools: { typed: '/stage3 tools', page: 'AI tools: approved (1)' },
  purgatory: { typed: '/stage3 purgatory', page: 'No symptom of pilot purgatory' },
  owners: { typed: '/stage3 owners', page: 'Owners' },
  checklist: { typed: '/stage3 checklist UC-1', page: 'UC-1 checklist: 8 of 8 complete' },
  versions: { typed: '/stage3 versions UC-1', page: 'Model versions: UC-1 AI Support Agent' },
  costs: { typed: '/stage3 costs UC-1', page: 'Costs: UC-1 AI Support Agent' },
  log: { typed: '/stage3 log UC-1', page: 'Change log: UC-1' },
  audit: { typed: '/stage3 audit UC-1', page: 'UC-1 AI Support Agent: audit trail' },
  digest: {
    typed: '/stage3 digest',
    page: 'Only you see this. It is the digest as of now, compared with 26 January 2026.',
  },
  review: { typed: '/stage3 review', page: 'Policy review of Q4 2025' },
  incident: { typed: '/stage3 incident UC-1', form: 'Report incident' },
  incidents: { typed: '/stage3 incidents', page: 'Incidents (1)' },
  followups: { typed: '/stage3 followups', page: 'Follow-ups (0)' },
  vendors: { typed: '/stage3 vendors', page: 'Vendors (2)' },
  settings: { typed: '/stage3 settings', page: 'Workspace settings' },
  assistants: { typed: '/stage3 assistants', page: 'Other assistants' },
  nudges: { typed: '/stage3 nudges', page: 'Nudge results: 0 of 5 answered in the last 30 days (0%)' },
  checkin: { typed: '/stage3 checkin UC-2', form: 'UC-2: check-in' },
  import: { typed: '/stage3 import', form: 'Import use cases' },
  export: { typed: '/stage3 export', form: 'Export use cases' },
  away: { typed: '/stage3 away', form: 'Enter absence' },
  help: { typed: '/stage3 help', page: 'Commands' },
};

describe('every subcommand', () => {
  test('is covered here', () => {
    expect(Object.keys(leadsTo).sort()).toEqual(subcommands.map(({ name }) => name).sort());
  });

  test.each(Object.values(leadsTo))('$typed leads to its page or form', async ({ typed, page, form }) => {
    if (page) expect((await answer(typed)).split('\n')[0]).toBe(page);
    if (form) expect(await modal(typed, ({ title }) => title)).toBe(form);
  });

  test('is in the help with what it does', async () => {
    const help = await answer('/stage3 help');
    const lines = topics.flatMap((topic) => listHelpLines(subcommands, topic));
    expect(lines.flatMap(({ usages }) => usages)).toHaveLength(subcommands.length);
    for (const { usages, text } of lines) expect(help).toContain(`${usages.join(' ')}  ${text}`);
  });
});

describe('an unknown command is answered with a hint', () => {
  test.each([
    ['/stage3 usecsae', 'Unknown "usecsae": did you mean usecase?'],
    ['/stage3 usecase lst', 'Unknown "lst": did you mean list?'],
    ['/stage3 decidd', 'did you mean decide?'],
    ['/stage3 decide model-provder', 'did you mean model-provider?'],
    ['/stage3 decide weather', 'The categories are model-provider, vector-database, guardrails'],
    ['/stage3 usecase', 'After /stage3 usecase write one of list, show, add, edit'],
    [
      '/usecase shw UC-1',
      'Unknown "shw": did you mean show? After /usecase write one of list, show, add, edit',
    ],
    ['/stage3 qwertyuiop', 'write one of'],
    ['/stage3 decisions please', 'takes nothing after it. Leave out "please"'],
    ['/stage3 usecase show', 'Which use case? Write /stage3 usecase show UC-3.'],
    [
      '/stage3 usecase show UC-1 & more',
      '/stage3 usecase show UC-3 takes nothing after the use case. Leave out "& more".',
    ],
    ['/usecase edit UC-1 name', 'Leave out "name".'],
    ['/stage3 checklist UC-1 UC-2', 'Leave out "UC-2".'],
    ['/stage3 log UC-1 yesterday', 'Leave out "yesterday".'],
    ['/stage3 usecase show UC-77', 'There is no UC-77'],
    ['/stage3 usecase show weather forecast', 'There is no weather forecast'],
    ['/stage3 incidents that', 'There is no incident that.'],
    ['/stage3 checklist support agent complete?', 'takes nothing after the use case. Leave out "complete?"'],
    ['/stage3 usecase add "half a name', 'quote'],
    ['/stage3 as of', 'As of which day?'],
    ['/stage3 as of 2031-01-01', '2031-01-01 is in the future'],
    ['/stage3 as of 2026-02-30', 'There is no day "2026-02-30"'],
    ['/stage3 as of 0026-01-12', 'Did you mean 2026-01-12?'],
    ['/stage3 as of 5/3/26', 'it can be 2026-03-05 or 2026-05-03. Enter the one you mean.'],
    ['/stage3 as of the dawn of time', 'Write it like 2026-01-31, last friday or end of month'],
    ['/stage3 <!channel> <b>', 'Unknown'],
  ])('%s', async (typed, words) => {
    const text = await answer(typed);
    expect(text).toContain(words);
    expect(lena().sees('#ai-program').at(-1)?.broadcasts).toEqual([]);
  });
});

describe('how things may be written', () => {
  test.each(['UC-2', 'uc-2', 'uc2', '2', 'UC-002'])('a use case as %s', async (key) => {
    expect(await answer(`/stage3 usecase show ${key}`)).toContain('UC-2 AI Sales Operations Assistant');
  });

  test('a near miss of a key is suggested', async () => {
    expect(await answer('/stage3 checklist UC1-')).toContain(
      'There is no UC1-. Did you mean one of these?\nUC-1 AI Support Agent',
    );
  });

  test.each([
    ['last friday', '30 January 2026'],
    ['yesterday', '1 February 2026'],
    ['today', '2 February 2026'],
    ['31.12.2025', '31 December 2025'],
    ['"2 weeks ago"', '19 January 2026'],
    ['Q4 2025', '31 December 2025'],
  ])('a past day as %s', async (typed, day) => {
    expect((await answer(`/stage3 as of ${typed}`)).split('\n')[0]).toContain(`(as of ${day})`);
  });

  test('a day before anything was recorded has its own honest verdict', async () => {
    expect(await answer('/stage3 as of 2020-01-01')).toContain('Stage 1: 0 of 4 requirements for Stage 3');
  });

  test.each(['/stage3 HELP', '/Stage3 help'.toLowerCase(), '/usecase help', '/decision help'])(
    'help as %s',
    async (typed) => {
      expect(await answer(typed)).toContain('Commands');
    },
  );

  test('the short forms are the long ones', async () => {
    expect(await answer('/usecase')).toContain('Use cases (2)');
    expect(await answer('/usecase show UC-1')).toContain('UC-1 AI Support Agent');
    expect(await answer('/decision')).toContain('Shared decisions: 5 of 5 committed');
    const [words, choice] = await modal('/decision observability Grafana', (form) => [
      form.text,
      form.holds('Choice'),
    ]);
    expect(words).toContain('Observability stack: ');
    expect(choice).toBe('Grafana');
  });

  test('a category by its title', async () => {
    expect(await modal('/stage3 decide "Guardrail tooling"', ({ text }) => text)).toContain(
      'Guardrail tooling: ',
    );
  });

  test.each([
    ['"Invoice checks"', 'Invoice checks'],
    ['“Invoice checks”', 'Invoice checks'],
    ["Lena's invoice checks", "Lena's invoice checks"],
    ['Lena’s invoice checks', 'Lena’s invoice checks'],
    ['checks for <us> & "the others"', 'checks for <us> & the others'],
  ])('a name as %s arrives in the form as it was meant', async (typed, name) => {
    expect(await modal(`/usecase add ${typed}`, (form) => form.holds('Name'))).toBe(name);
  });
});

describe('the verdict', () => {
  const sara = () => crossing.workspace.as('Sara Sales');
  const forSara = () => sara().sees('#ai-program');

  test('is private until it is shared; then everyone sees it, and who shared it', async () => {
    const before = forSara().length;
    const seen = await lena().types('#ai-program', '/stage3');
    expect(forSara()).toHaveLength(before);
    await seen.clicks('Share in channel');
    const shared = await sara().waits(() => forSara()[before], 'the shared verdict');
    expect(shared.isEphemeral).toBe(false);
    expect(shared.text).toContain('Stage 3: all 4 requirements met');
    expect(shared.text).toContain('Shared by @Lena Lead (sample) from /stage3');
    await shared.clicks('Open verdict');
    const closer = await sara().openModal();
    expect(closer.title).toBe('Are we Stage 3?');
    await closer.closes();
  });

  test('of a past day is shared as of that day', async () => {
    const before = forSara().length;
    await (await lena().types('#ai-program', '/stage3 as of 2026-01-31')).clicks('Share in channel');
    const shared = await sara().waits(() => forSara()[before], 'the shared verdict');
    expect(shared.text).toContain('Stage 2: 3 of 4 requirements for Stage 3 (as of 31 January 2026)');
  });
});

describe('without a slash', () => {
  test('a direct message is read as a command, and a question as the question', async () => {
    for (const [words, answered] of [
      ['are we stage 3?', 'Stage 3: all 4 requirements met'],
      ['usecase list', 'Use cases (2)'],
      ['Stage3 owners', 'Owners'],
      ['stage3', 'Stage 3: all 4 requirements met'],
      ['stage3 yet?', 'Stage 3: all 4 requirements met'],
      ['hello there', 'Hello.'],
      ['usecase add Stage 3 helper', 'Register use case'],
      ['checklist support agent complete?', '8 of 8 complete'],
      ['incidents that are minor: when is the next person called?', '60 minutes'],
    ] as const) {
      const { messages } = await lena().types('@crossing', words);
      // An older message may be redrawn meanwhile.
      const answer = messages.at(-1);
      expect(`${answer?.text}\n${answer?.buttons}`).toContain(answered);
    }
  });

  test('a mention in a channel is answered to the person alone', async () => {
    const { messages } = await lena().types('#ai-program', '@crossing are we Stage 3 yet?');
    expect(messages[0]?.text).toContain('Stage 3: all 4 requirements met');
    expect(messages[0]?.isEphemeral).toBe(true);
  });
});
