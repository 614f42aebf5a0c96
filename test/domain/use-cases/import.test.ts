import { describe, expect, test } from 'vitest';
import { normalizeName } from '../../../src/domain/names.ts';
import { findVendorDoubts, planImport } from '../../../src/domain/use-cases/import.ts';
import { type ImportLine, importColumns } from '../../../src/domain/use-cases/import-columns.ts';
import { slackIds } from '../../../src/slack/kit/slack-ids.ts';
import { lines } from '../../support/import-lines.ts';
import { Workspace } from '../../support/register.ts';

const plan = (workspace: Workspace, ...cells: readonly ImportLine['cells'][]) =>
  planImport(workspace.register, lines(...cells), workspace.act('member'));

const createWorkspace = () => new Workspace('2026-02-02');

const problems = (...cells: readonly ImportLine['cells'][]) =>
  plan(createWorkspace(), ...cells).refused.map(({ at, problem }) => `${at}: ${problem}`);

describe('a line that is understood', () => {
  test('is registered as its form would register it, by its importer where no owner is named', () => {
    const { accepted, drafts } = plan(createWorkspace(), {
      data: 'personal + company-confidential',
      vendors: 'OpenAI + A, Inc.',
    });
    expect(accepted).toMatchObject([{ at: 'line 2', key: 'UC-1' }]);
    const [registered] = drafts.filter(({ entity }) => entity === 'useCases');
    expect(registered).toMatchObject({
      action: 'register-use-case',
      after: {
        key: 'UC-1',
        name: 'Ticket sorting',
        owner: 'member',
        intendedUsers: 40,
        data: ['company-confidential', 'personal'],
        autonomy: 'draft',
        retrieval: false,
        vendors: ['openai', 'a, inc.'],
        life: { stage: 'proposed', since: '2026-02-02' },
      },
    });
  });

  test('in pilot has its charter, and is decided 60 days after its start unless it says otherwise', () => {
    const pilot = {
      stage: 'Pilot',
      'start date': '12.1.2026',
      volunteers: '12',
      criteria: 'Faster; NPS +5 points and 2+ hours saved',
    };
    const { accepted } = plan(createWorkspace(), pilot, {
      ...pilot,
      name: 'B',
      purpose: 'Other',
      'decide by': '2026-02-20',
    });
    expect(accepted.map(({ input }) => input.standing)).toMatchObject([
      {
        charter: {
          startedOn: '2026-01-12',
          decideBy: '2026-03-13',
          criteria: ['Faster', 'NPS +5 points and 2+ hours saved'],
        },
      },
      { charter: { decideBy: '2026-02-20' } },
    ]);
  });

  test('in production has its day and its roll-out', () => {
    const live = { stage: 'production', 'live since': '2025-12-01', deployed: '40', audience: 'everyone' };
    expect(plan(createWorkspace(), live).accepted[0]?.input.standing).toEqual({
      stage: 'production',
      liveOn: '2025-12-01',
      rollout: { audience: 'everyone', deployed: 40 },
    });
  });

  test.each(['1,000', '1 000', '1.000', "1'000", '1000'])('a thousand as %s', (written) => {
    expect(plan(createWorkspace(), { 'intended users': written }).accepted[0]?.input.intendedUsers).toBe(
      1000,
    );
  });

  test.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '🤖 robot', 'عربي', '<!channel>'])(
    'a name that is written %s stays the text it is',
    (name) => {
      expect(plan(createWorkspace(), { name }).accepted[0]?.input.name).toBe(name);
    },
  );
});

describe('a cell is read as people write it', () => {
  test.each<[string, string[]]>([
    ['OpenAI, Pinecone', ['openai', 'pinecone']],
    ['OpenAI; Pinecone', ['openai', 'pinecone']],
    ['OpenAI\nPinecone', ['openai', 'pinecone']],
    ['Disney+', ['disney+']],
    ['N/A', []],
    ['none', []],
    ['tbd', []],
    ['?', []],
  ])('vendors %j', (vendors, keys) => {
    const [registered] = plan(createWorkspace(), { vendors, data: 'personal' }).drafts.filter(
      ({ entity }) => entity === 'useCases',
    );
    expect(registered).toMatchObject({ after: { vendors: keys } });
  });

  test.each<[string, string[]]>([
    ['personal, company-confidential', ['company-confidential', 'personal']],
    ['Personal data; Confidential', ['company-confidential', 'personal']],
    ['PII', ['personal']],
    ['none', ['none']],
    ['n/a', []],
    ['unknown', []],
    ['-', []],
    ['', []],
  ])('data %j', (data, classes) => {
    expect(plan(createWorkspace(), { data }).accepted[0]?.input.data).toEqual(classes);
  });

  test.each([
    ['TRUE', true],
    ['Y', true],
    ['1', true],
    ['False', false],
    ['checked', true],
    ['No (planned for May)', false],
  ])('retrieval %s', (retrieval, expected) => {
    expect(plan(createWorkspace(), { retrieval }).accepted[0]?.input.retrieval).toBe(expected);
  });

  test('in a column of ticks, an empty cell says no; among words it says nothing', () => {
    const createRow = (name: string, retrieval: string) => ({ name, purpose: `${name} it`, retrieval });
    const answers = (...written: readonly string[]) =>
      plan(
        createWorkspace(),
        ...written.map((one, index) => createRow(['Mail', 'Maps', 'Calls'][index] ?? '', one)),
      ).accepted.map(({ input }) => input.retrieval);
    expect(answers('checked', '', 'x')).toEqual([true, false, true]);
    expect(answers('yes', '')).toEqual([true]);
    expect(answers('', '')).toEqual([]);
  });

  test.each([
    ['Drafts', 'draft'],
    ['Draft only', 'draft'],
    ['Execute (reviewed on Fridays)', 'execute'],
    ['suggest: a person decides', 'suggest'],
  ])('the autonomy %s', (written, autonomy) => {
    expect(plan(createWorkspace(), { 'may do': written }).accepted[0]?.input.autonomy).toBe(autonomy);
  });

  test.each(['40.0', '40', ' 40 '])('40 users as %j', (users) => {
    expect(plan(createWorkspace(), { 'intended users': users }).accepted[0]?.input.intendedUsers).toBe(40);
  });

  test.each(['2026-01-12 00:00:00', '12-Jan-2026', '1/12/26 is no day', '0026-01-12', '5/3/26'])(
    'a start as %s is read, or asked back',
    (written) => {
      const pilot = { stage: 'pilot', 'start date': written, volunteers: '5', criteria: 'x' };
      const { accepted, refused } = plan(createWorkspace(), pilot);
      const isRead = written.startsWith('2026') || written.startsWith('12-');
      expect(accepted.map(({ input }) => input.standing)).toMatchObject(
        isRead ? [{ charter: { startedOn: '2026-01-12' } }] : [],
      );
      if (!isRead)
        expect(refused[0]?.problem).toMatch(
          /^start date: .*(?:2026-01-12\?|Enter the one you mean\.|write it like)/,
        );
    },
  );

  test.each([
    ...['In production', 'Live', 'c) Deployed', 'Operation and Maintenance'],
    ...['Deployed – in use by the agency', 'Operational (since May)'],
  ])('stage %s', (stage) => {
    const live = { stage, 'live since': '2025-12-01', deployed: '40', audience: 'All users' };
    expect(plan(createWorkspace(), live).accepted[0]?.input.standing.stage).toBe('production');
  });

  test('a purpose that is still to be written resembles no other', () => {
    const names = ['Ticket sorting', 'Call notes', 'Invoice reader'];
    const { accepted } = plan(createWorkspace(), ...names.map((name) => ({ name, purpose: 'TBD' })));
    expect(accepted).toHaveLength(3);
  });
});

describe('a line that is refused says why', () => {
  test.each<[ImportLine['cells'], string]>([
    [{ name: '' }, 'Enter a name that people will recognise.'],
    [{ name: 'x'.repeat(151) }, 'Enter at most 150 characters; this has 151.'],
    [{ purpose: '' }, 'Describe in a sentence what it does.'],
    [{ purpose: 'x'.repeat(3001) }, 'purpose: at most 3000 characters; this has 3001.'],
    [{ team: '' }, 'Enter the team it is for.'],
    [{ team: 'x'.repeat(151) }, 'team: at most 150 characters'],
    [{ owner: 'Sara Sales' }, 'owner: nobody here is called "Sara Sales". Write the member ID'],
    [{ 'intended users': '' }, 'intended users: enter a number.'],
    [{ 'intended users': 'many' }, 'intended users: "many" is not a whole number.'],
    [{ 'intended users': '=6*7' }, 'intended users: "=6*7" is not a whole number.'],
    [{ 'intended users': '1.5' }, 'intended users: "1.5" is not a whole number.'],
    [{ 'intended users': '99.9%' }, 'intended users: "99.9%" is not a whole number.'],
    [{ 'intended users': '24/7' }, 'intended users: "24/7" is not a whole number.'],
    [{ 'intended users': '-3' }, 'intended users: "-3" is not a whole number.'],
    [{ 'intended users': '0' }, 'Enter at least 1 intended user.'],
    [{ 'intended users': '9999999' }, 'Enter at most 1,000,000.'],
    [{ data: 'secret' }, 'data: one of none, company-confidential, personal, not "secret".'],
    [{ data: 'none + personal' }, 'and also neither'],
    [{ 'may do': '' }, 'may do: one of suggest, draft, execute.'],
    [{ 'may do': 'anything' }, 'may do: one of suggest, draft, execute, not "anything".'],
    [{ retrieval: 'perhaps' }, 'retrieval: one of yes, no, not "perhaps".'],
    [{ stage: 'stopped' }, 'stage: one of proposed, pilot, production, not "stopped".'],
    [{ stage: 'pilot' }, 'start date: write it like 2026-01-31. volunteers: enter a number.'],
    [
      { stage: 'pilot', 'start date': '01/02/2026', volunteers: '5', criteria: 'x' },
      'start date: "01/02/2026" is ambiguous: it can be 2026-01-02 or 2026-02-01. Enter the one you mean.',
    ],
    [
      { stage: 'pilot', 'start date': '2026-02-30', volunteers: '5', criteria: 'x' },
      'start date: There is no day "2026-02-30" in the calendar.',
    ],
    [
      { stage: 'pilot', 'start date': '2026-02-03', volunteers: '5', criteria: 'x' },
      'This day is in the future',
    ],
    [{ stage: 'pilot', 'start date': '2026-02-01', volunteers: '50', criteria: 'x' }, 'Enter at most 40'],
    [{ stage: 'pilot', 'start date': '2026-02-01', volunteers: '5' }, 'at least one criterion'],
    [
      {
        stage: 'pilot',
        'start date': '2026-02-01',
        'decide by': '2026-01-01',
        volunteers: '5',
        criteria: 'x',
      },
      'Choose a day after the start',
    ],
    [
      { stage: 'production' },
      'audience: one of everyone, volunteers. deployed: enter a number. live since: write it like 2026-01-31.',
    ],
    [
      { stage: 'production', 'live since': '2027-01-01', deployed: '40', audience: 'everyone' },
      'This day is in the future. Choose today or an earlier day.',
    ],
    [
      { stage: 'production', 'live since': '2025-01-01', deployed: '0', audience: 'everyone' },
      'Enter at least 1 deployed user.',
    ],
  ])('%j', (cells, problem) => {
    const [refused] = problems(cells);
    expect(refused).toContain('line 2: ');
    expect(refused).toContain(problem);
  });

  test('the same name as another line, in whatever case', () => {
    expect(problems({}, { name: ' TICKET  Sorting', purpose: 'Another job' })).toEqual([
      'line 3: name: the same as in line 2.',
    ]);
  });

  test('the same name as what is registered', () => {
    const workspace = createWorkspace();
    workspace.registers({ name: 'Ticket sorting', purpose: 'Whatever' });
    expect(plan(workspace, { name: 'ticket SORTING' }).refused).toMatchObject([
      { problem: 'name: UC-1 already has this name. Choose another, or work with UC-1.' },
    ]);
  });

  test('like another line or what is registered, until it says what is new', () => {
    const workspace = createWorkspace();
    workspace.registers({ name: 'Invoice reader', purpose: 'Books bills' });
    const like = { name: 'Ticket sorting two' };
    expect(plan(workspace, {}, like, { name: 'Invoice reader B', purpose: 'x' }).refused).toMatchObject([
      { problem: expect.stringContaining('It resembles line 2. Say in the column "why new"') },
      { problem: expect.stringContaining('It resembles UC-1 Invoice reader.') },
    ]);
    expect(plan(workspace, {}, { ...like, 'why new': 'Only for sales' }).refused).toEqual([]);
  });

  test('an owner who is a guest or has left', () => {
    const workspace = createWorkspace();
    const people = new Map([
      ['U0GUEST', { ...workspace.person('guest'), id: 'U0GUEST', kind: 'guest' as const }],
      ['U0LEFT', { ...workspace.person('owner'), id: 'U0LEFT', active: false, kind: 'member' as const }],
    ]);
    const act = { ...workspace.act('member'), people };
    const { refused } = planImport(
      workspace.register,
      lines({ owner: 'U0GUEST' }, { owner: '<@U0LEFT>' }, { owner: '@U0NOBODY' }),
      act,
      { syntax: slackIds },
    );
    expect(refused.map(({ problem }) => problem)).toEqual([
      'owner: Guest is not a full member of this workspace. Choose a full member.',
      'owner: Support owner has left this workspace. Choose a current member.',
      'owner: This person is not in this workspace. Choose a member.',
    ]);
  });

  test('a refused line does not stop the others, and takes no key', () => {
    const { accepted } = plan(
      createWorkspace(),
      {},
      { name: '' },
      { name: 'Call notes', purpose: 'Writes minutes' },
    );
    expect(accepted.map(({ key, at }) => `${key} ${at}`)).toEqual(['UC-1 line 2', 'UC-2 line 4']);
  });
});

test('a guest imports nothing', () => {
  const workspace = createWorkspace();
  expect(planImport(workspace.register, lines({}), workspace.act('guest')).accepted).toEqual([]);
});

test('every column of the template is read', () => {
  expect(new Set(importColumns.map(({ name }) => name)).size).toBe(importColumns.length);
});

describe('vendors of a table that are new', () => {
  const createRegister = () => {
    const workspace = createWorkspace();
    workspace.registers({ vendors: ['OpenAI'] });
    return workspace.register;
  };
  const doubts = (...vendors: readonly string[]) =>
    findVendorDoubts(createRegister(), lines(...vendors.map((one) => ({ vendors: one })))).map(
      ({ name, similar }) => [name, ...similar],
    );

  test('may be meant for one that is recorded, or for one that more lines name', () => {
    expect(doubts('OpenIA', 'open-ai; Zendesk', 'Pincone', 'Pinecone', 'Pinecone Inc.')).toEqual([
      ['OpenIA', 'OpenAI'],
      ['Pincone', 'Pinecone'],
    ]);
    expect(doubts('Azure', 'Asana', 'Beta', 'Meta', 'n/a', '')).toEqual([]);
  });

  test('are registered as what is meant', () => {
    const [first] = planImport(
      createRegister(),
      lines({ vendors: 'OpenIA, Zendesk, OpenAI' }),
      createWorkspace().act('member'),
      {
        meantVendors: new Map([[normalizeName('OpenIA'), 'OpenAI']]),
      },
    ).accepted;
    expect(first?.input.vendors).toEqual(['OpenAI', 'Zendesk']);
  });
});
