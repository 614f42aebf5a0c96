import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonClient, SeenModal } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { samplePeople } from '../../sandbox/sample-workspace.ts';
import { appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { memoryFolder } from '../support/memory.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { commitment, registration } from '../support/register.ts';

const bot = { id: 'U0BOTT', name: 'Some Bot', handle: 'bot', tz: 'UTC', isBot: true };
const kindly = 'Crossing is for full members of this workspace. Ask a member to do this with you.';
const apology = /Something broke on our side \(ref ([0-9a-f]{4})\)\. Nothing was changed\./;

let folder: string;
let crossing: LocalCrossing;
let lines: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(memoryFolder, 'crossing-delivery-'));
  lines = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  const people = [...samplePeople, bot];
  crossing = await startLocalCrossing(`sqlite:${join(folder, 'crossing.db')}`, {
    log,
    people,
    ...patientLimits,
  });
});
afterEach(async () => {
  await crossing.close();
  rmSync(folder, { recursive: true });
  const { botToken, appToken } = crossing.workspace;
  const written = lines.join('');
  for (const secret of [botToken, appToken, 'xoxb-', 'xapp-']) expect(written).not.toContain(secret);
});

const control = () => crossing.workspace.control;
const as = (person: string) => crossing.workspace.as(person);
const load = () => crossing.store.load(crossing.workspace.teamId);
const names = async () => [...(await load()).useCases.values()].map(({ name }) => name);
const seq = async () => (await load()).seq;

const fields = (name: string) => ({
  Name: name,
  'What it does': `Does what ${name} says.`,
  Team: 'Support',
  'Intended users': 40,
  'What it may do': 'Suggest: a person decides and acts',
  Retrieval: 'No',
});

async function opens(person: PersonClient, command: string): Promise<SeenModal> {
  await person.types('#ai-program', command);
  return person.openModal();
}

/** Opens and fills in the form to register a use case. */
async function filledIn(person: PersonClient, name = 'Ticket sorting'): Promise<SeenModal> {
  const form = await opens(person, '/usecase add');
  await form.fill(fields(name));
  return form;
}

/** Has the app ask Slack again who somebody is, and Slack fail to say. */
async function cannotTellWho(person: string): Promise<void> {
  await control().change(person, {});
  control().failNext('users.info', { error: 'fatal_error' });
}

interface Line {
  readonly ref?: string;
  readonly msg: string;
  readonly err?: object;
}
const readLog = () => lines.map((line) => JSON.parse(line) as Line);

const closed = { message: 'The database connection is not open' };

/** Expects the cause of an error in the log, under the reference that the person was told. */
function expectCause(said: string | undefined, cause: object): void {
  const ref = apology.exec(said ?? '')?.[1];
  expect(said).toMatch(apology);
  expect(readLog().filter((line) => line.ref === ref)).toMatchObject([
    { msg: 'a listener failed', err: cause },
  ]);
}

describe('a repeated delivery changes things once', () => {
  test('a submission that comes again finds it recorded, and says so', async () => {
    const form = await filledIn(as('Omar Owner'));
    const { modal } = await form.submits();
    expect(modal?.text).toContain('Registered as UC-1 Ticket sorting');
    const before = await seq();
    const again = await control().redeliver('view_submission');
    expect(again.answer).toMatchObject({ response_action: 'update', view: { title: { text: 'Recorded' } } });
    expect(await names()).toEqual(['Ticket sorting']);
    expect(await seq()).toBe(before);
  });

  test('a submission that comes four times at once', async () => {
    const form = await filledIn(as('Omar Owner'));
    await cannotTellWho('Omar Owner');
    const { errors } = await form.submits();
    expect(errors?.Name).toMatch(apology);
    const redeliver = () => control().redeliver('view_submission');
    const answers = await Promise.all([redeliver(), redeliver(), redeliver(), redeliver()]);
    expect(await names()).toEqual(['Ticket sorting']);
    for (const { answer } of answers) expect(answer).toMatchObject({ response_action: 'update' });
  });

  test('a submission that was refused and is corrected counts', async () => {
    const form = await filledIn(as('Omar Owner'));
    await form.fill({ 'Intended users': 0 });
    const refused = await form.submits();
    expect(refused.errors?.['Intended users']).toBeDefined();
    await form.fill({ 'Intended users': 12 });
    await form.submits();
    expect(await names()).toEqual(['Ticket sorting']);
  });

  test('a double click on the button that submits', async () => {
    const omar = as('Omar Owner');
    const form = await filledIn(omar);
    const clicks = await Promise.allSettled([form.clicks('Register'), form.clicks('Register')]);
    expect(clicks.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await names()).toEqual(['Ticket sorting']);
  });

  test('a click that comes again: the verdict is shared once, a modal opens once', async () => {
    const lena = as('Lena Lead');
    const verdict = await lena.types('#ai-program', '/stage3');
    await verdict.clicks('Share in channel');
    await control().redeliver('block_actions');
    const sara = as('Sara Sales');
    await sara.waits(() => sara.sees('#ai-program').length > 0, 'the shared verdict');
    expect(sara.sees('#ai-program')).toHaveLength(1);
    const decisions = await lena.types('#ai-program', '/stage3 decisions');
    await decisions.clicks('Commit model provider');
    await control().redeliver('block_actions');
    expect(lena.connection.state().modals).toHaveLength(1);
    expect(lena.sees('#ai-program').map(({ text }) => text)).not.toContainEqual(
      expect.stringMatching(apology),
    );
  });

  test('a slash command that comes again changes nothing', async () => {
    await filledIn(as('Omar Owner'));
    await control().redeliver('slash_command');
    expect(await seq()).toBe(0);
  });
});

describe('guests, external people and bots', () => {
  const strangers = ['Gus Guest', 'Elle External', 'Some Bot'];

  test.each(strangers)('%s is told kindly, whatever they try', async (name) => {
    const stranger = as(name);
    for (const command of ['/stage3', '/usecase add', '/stage3 settings', '/decision guardrails Own']) {
      const { messages, modal } = await stranger.types('#ai-program', command);
      expect(modal).toBeNull();
      expect(messages.map(({ text, isEphemeral }) => [text, isEphemeral])).toEqual([[kindly, true]]);
    }
    expect((await stranger.opensHome()).text).toBe(kindly);
    const direct = await stranger.types('@crossing', 'are we stage 3?');
    expect(direct.messages.at(-1)?.text).toBe(kindly);
    const mentioned = await stranger.types('#ai-program', '@crossing are we stage 3?');
    expect(mentioned.messages.map(({ text, isEphemeral }) => [text, isEphemeral])).toEqual([[kindly, true]]);
    expect(await seq()).toBe(0);
  });

  test.each(strangers)('%s is told so on the buttons of a shared verdict', async (name) => {
    await (await as('Lena Lead').types('#ai-program', '/stage3')).clicks('Share in channel');
    const stranger = as(name);
    const shared = await stranger.waits(() => stranger.sees('#ai-program').at(-1), 'the shared verdict');
    await shared.clicks('Open verdict');
    expect((await stranger.openModal()).text).toContain(kindly);
  });

  test('a person who becomes a guest while a form is open cannot submit it, and learns nothing', async () => {
    await records(crossing, registerUseCase, registration({ name: 'Ticket sorting', owner: 'U0LENA' }));
    const sara = as('Sara Sales');
    const form = await filledIn(sara);
    await control().change('Sara Sales', { isRestricted: true });
    const before = await seq();
    const { modal } = await form.submits();
    expect(modal?.text).toContain(kindly);
    expect(await seq()).toBe(before);
    await modal?.closes();
    expect(form.holds('Name')).toBe('Ticket sorting');
    expect(form.text).not.toContain('UC-1');
  });

  test('a guest finds nothing in a search', async () => {
    // Home offers the search from eleven use cases on.
    for (const name of ['Ticket sorting', ...Array.from({ length: 10 }, (_, n) => `Helper number ${n}`)])
      await records(
        crossing,
        registerUseCase,
        registration({ name, owner: 'U0LENA', whyNew: 'It is another job' }),
      );
    const sara = as('Sara Sales');
    const home = await sara.opensHome();
    expect(await home.searches('Find a use case', 'sorting')).toEqual(['UC-1 Ticket sorting']);
    await control().change('Sara Sales', { isRestricted: true });
    expect(await home.searches('Find a use case', 'sorting')).toEqual([]);
  });
});

describe('authority', () => {
  const leads = (...people: string[]) =>
    records(crossing, changeSettings, {
      leads: people,
      timeZone: 'Europe/Berlin',
      reading: 'five',
      currency: 'EUR',
      workingDays: [1, 2, 3, 4, 5],
    });

  test('is looked at again on submission: a lead who was removed meanwhile is told whom to ask', async () => {
    await leads('U0OMAR');
    const omar = as('Omar Owner');
    const form = await opens(omar, '/decision vector-database Pinecone');
    await form.fill({ Why: 'Everybody knows it.' });
    await leads('U0LENA');
    const { modal } = await form.submits();
    expect(modal?.text).toContain('Only the transformation lead and Slack admins');
    expect(modal?.text).toContain('Ask @Lena Lead (sample)');
    expect((await load()).decisions.size).toBe(0);
    await modal?.closes();
    expect(form.holds('Why')).toBe('Everybody knows it.');
  });

  test('an admin who is none any more', async () => {
    await leads('U0OMAR');
    const lena = as('Lena Lead');
    const form = await opens(lena, '/decision vector-database Pinecone');
    await form.fill({ Why: 'Everybody knows it.' });
    await control().change('Lena Lead', { isAdmin: false });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('Ask @Omar Owner (sample)');
    expect((await load()).decisions.size).toBe(0);
  });

  test('a decision that somebody else made meanwhile is superseded knowingly, never lost', async () => {
    const form = await opens(as('Lena Lead'), '/decision vector-database Weaviate');
    await form.fill({ Why: 'Everybody knows it.' });
    await records(crossing, commitDecision, commitment('vector-database', { decider: 'U0LENA' }));
    await form.submits();
    const kept = [...(await load()).decisions.values()].map(({ choice, status }) => `${choice} ${status}`);
    expect(kept.sort()).toEqual(['Pinecone superseded', 'Weaviate committed']);
  });
});

describe('when something breaks', () => {
  test('a modal that Slack does not open: the person reads a reference, the log holds the cause', async () => {
    control().failNext('views.open', { error: 'fatal_error' });
    const { messages, modal } = await as('Omar Owner').types('#ai-program', '/usecase add');
    expect(modal).toBeNull();
    expectCause(messages[0]?.text, { slack: 'fatal_error' });
    expect(messages[0]?.isEphemeral).toBe(true);
  });

  test('a modal that Slack does not open from a button', async () => {
    const omar = as('Omar Owner');
    const answer = await omar.types('#ai-program', '/stage3');
    control().failNext('views.open', { error: 'fatal_error' });
    const { messages } = await answer.clicks('Register use case');
    expectCause(messages[0]?.text, { slack: 'fatal_error' });
    const home = await omar.opensHome();
    control().failNext('views.open', { error: 'fatal_error' });
    const { modal } = await home.clicks('Help');
    expectCause(modal?.text, { slack: 'fatal_error' });
  });

  test.each([
    ['an error', { error: 'internal_error' }, { slack: 'internal_error' }],
    ['a broken server', { status: 502 }, { code: 'slack_webapi_http_error', statusCode: 502 }],
    ['a limit', { retryAfterSeconds: 30 }, { code: 'slack_webapi_rate_limited_error', retryAfter: 30 }],
    ['a cut connection', { resetBefore: true }, { code: 'slack_webapi_request_error' }],
  ] as const)('Slack that answers who somebody is with %s', async (_, fault, cause) => {
    await control().change('Omar Owner', {});
    control().failNext('users.info', fault);
    const { messages } = await as('Omar Owner').types('#ai-program', '/stage3');
    expectCause(messages[0]?.text, cause);
    const again = await as('Omar Owner').types('#ai-program', '/stage3');
    expect(again.text).toContain('Stage 1: 0 of 4 requirements for Stage 3');
  });

  test('a submission while the database is gone: what was typed stays, and nothing was recorded', async () => {
    const omar = as('Omar Owner');
    const form = await filledIn(omar);
    const home = await omar.opensHome();
    await crossing.store.close();
    const { errors } = await form.submits();
    expectCause(errors?.Name, closed);
    expect(form.holds('Name')).toBe('Ticket sorting');
    expect(form.holds('Intended users')).toBe('40');
    await form.closes();
    expectCause((await omar.types('#ai-program', '/stage3')).messages[0]?.text, closed);
    expectCause((await omar.types('@crossing', 'stage3')).messages.at(-1)?.text, closed);
    expectCause((await omar.types('#ai-program', '@crossing stage3')).messages.at(-1)?.text, closed);
    await omar.opensHome();
    const broken = await omar.waits(() => apology.test(omar.home()?.text ?? '') && omar.home(), 'an apology');
    expectCause(broken.text, closed);
    expect(home.text).toBe(broken.text);
  });

  test('an answer that breaks after the commit does not say that nothing was changed', async () => {
    const form = await filledIn(as('Omar Owner'));
    const database = new Sqlite(join(folder, 'crossing.db'));
    database.exec(
      "CREATE TRIGGER spoil AFTER INSERT ON changes BEGIN UPDATE changes SET action = 'nonsense'; END",
    );
    const { errors } = await form.submits();
    database.exec('DROP TRIGGER spoil');
    database.close();
    expect(errors?.Name).toMatch(
      /^This is recorded, but Crossing could not show the answer \(ref [0-9a-f]{4}\)\.$/,
    );
    expect(await names()).toEqual(['Ticket sorting']);
    const { modal } = await form.submits();
    expect(modal?.text).toContain('This is recorded.');
    expect(await names()).toEqual(['Ticket sorting']);
  });

  test('a Home that cannot be published, and a notice that cannot be sent, do not undo the record', async () => {
    crossing.moveTo('2027-01-11');
    const lena = as('Lena Lead');
    const owners = await lena.types('#ai-program', '/stage3 owners');
    await owners.clicks('Appoint AI Operations');
    const form = await lena.openModal();
    await form.fill({ 'AI Operations owners': ['@Ana Operations'] });
    control().failNext('views.publish', { error: 'internal_error' });
    control().failNext('chat.postMessage', { error: 'user_not_found' });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('@Ana Operations (sample) is appointed to AI Operations');
    expect((await load()).operators.has('U0ANAO')).toBe(true);
    await lena.waits(
      () => readLog().some(({ msg }) => msg === 'Home was not updated'),
      'a line in the log about Home',
    );
    await crossing.deliver();
    expect(readLog().some(({ msg }) => msg === 'a message was not sent')).toBe(true);
    expect(as('Ana Operations').directMessages()).toEqual([]);
  });
});

describe('other people', () => {
  test('people newly named for AI Operations get a direct message; those named before do not', async () => {
    crossing.moveTo('2027-01-11');
    await records(crossing, appointOperators, { people: ['U0ANAO'] });
    await crossing.deliver();
    expect(as('Ana Operations').directMessages()).toHaveLength(1);
    const lena = as('Lena Lead');
    await (await lena.types('#ai-program', '/stage3 owners')).clicks('Appoint AI Operations');
    const form = await lena.openModal();
    expect(form.holds('AI Operations owners')).toBe('@Ana Operations (sample)');
    await form.fill({ 'AI Operations owners': ['@Ana Operations', '@Itai IT'] });
    await form.submits();
    const itai = as('Itai IT');
    await crossing.deliver();
    const asked = await itai.waits(() => itai.directMessages().at(-1), 'to be asked');
    expect(asked.text).toContain('appointed you to AI Operations');
    await asked.clicks('Accept');
    expect((await itai.openModal()).title).toBe('AI Operations');
    expect(as('Ana Operations').directMessages()).toHaveLength(1);
    expect(lena.directMessages()).toEqual([]);
  });

  test('no longer count after a deactivation, and count again when they return', async () => {
    await records(crossing, appointOperators, { people: ['U0ANAO'] });
    const ana = as('Ana Operations');
    await (await ana.opensHome()).clicks('Accept');
    const form = await ana.openModal();
    await form.fill({
      'I am accountable for': ['Uptime of production AI', 'Incident response', 'Model versioning'],
    });
    await form.submits();
    const verdict = async () => (await as('Lena Lead').types('#ai-program', '/stage3')).text;
    const met = ':white_check_mark: 4. AI Operations ownership';
    expect(await verdict()).toContain(met);
    await control().deactivate('Ana Operations');
    await expect.poll(verdict).not.toContain(met);
    await control().reactivate('Ana Operations');
    await expect.poll(verdict).toContain(met);
  });
});
