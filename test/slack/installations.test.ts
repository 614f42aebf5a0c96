import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { samplePeople, startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Sandbox } from '../../sandbox/server/start-sandbox.ts';
import { createCrossing, type Service } from '../../src/crossing.ts';
import { createDraft } from '../../src/domain/change.ts';
import { createLog } from '../../src/log.ts';
import { defaultTiming } from '../../src/operations/send.ts';
import type { Schedule } from '../../src/schedule/schedule.ts';
import {
  connectInstallation,
  createSingleInstallation,
  type Installation,
  type Installations,
} from '../../src/slack/installations.ts';
import { createMembers } from '../../src/slack/members.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { createPlannedMessage } from '../support/messages.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

const signingSecret = 'the secret of one app that two companies installed';
const first = 'T0SANDBOX';
const second = 'T0SECOND';
const stranger = 'T0STRANGER';
const kindly = 'Crossing is for full members of this workspace. Ask a member to do this with you.';

let at: number;
let one: Sandbox;
let other: Sandbox;
let installations: Installations;
let store: Store;
let service: Service;
let schedule: Schedule;
let address: string;

beforeEach(async () => {
  // A Sunday: no daily message is due, whenever the tests run.
  at = Date.parse('2026-03-01T12:00:00Z');
  one = await startSampleWorkspace();
  // The same ids belong to other people there, and nobody is an admin.
  other = await startSampleWorkspace({
    people: samplePeople.map((person) => ({
      ...{ ...person, team: second, name: `Other ${person.name}`, isAdmin: false, isOwner: false },
    })),
  });
  const log = createLog('silent');
  const found = new Map<string, Installation>();
  for (const [tenant, { botToken, apiUrl: slackApiUrl }] of [
    [first, one],
    [second, other],
  ] as const)
    found.set(tenant, { ...(await connectInstallation({ botToken, slackApiUrl }, log)), tenant });
  installations = {
    for: async ({ workspace }) => found.get(workspace ?? '') ?? null,
    all: async () => [...found.values()],
  };
  store = await openStore('sqlite::memory:');
  await start();
});

async function start(): Promise<void> {
  const log = createLog('silent');
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  const config = {
    ...{ botToken: 'xoxb-of-nobody', slackApiUrl: one.apiUrl, port, databaseUrl: 'sqlite::memory:' },
    auditRequestsPerMinute: 600,
    ...{
      connection: { mode: 'http', signingSecret } as const,
      logLevel: 'silent' as const,
      publicUrl: null,
      mcp: null,
      languageModel: null,
    },
  };
  const timing = { ...defaultTiming, pace: 0 };
  ({ service, schedule } = createCrossing({ config, store, now: () => at, log, timing, installations }));
  await service.start();
}
afterEach(async () => {
  await schedule.stop();
  await service.stop();
  await one.close();
  await other.close();
  await store.close();
});

/** Sends a request as Slack signs it. */
function send(type: string, body: string): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return fetch(`${address}/slack/events`, {
    ...{ method: 'POST', body },
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  });
}
const sendForm = (fields: Record<string, string>) =>
  send('application/x-www-form-urlencoded', new URLSearchParams(fields).toString());
const interacts = (payload: object) => sendForm({ payload: JSON.stringify(payload) });
const types = async (team_id: string, text: string, user_id = 'U0LENA') =>
  (
    await sendForm({
      ...{ command: '/stage3', text, team_id, user_id, channel_id: 'C00001', trigger_id: `1.2.${text}` },
      response_url: 'https://hooks.slack.com/none',
    })
  ).json() as Promise<{ text: string; blocks?: object[] }>;
const receiveEvent = (team: string, event: object, event_id = 'Ev1') =>
  send(
    'application/json',
    JSON.stringify({
      ...{ type: 'event_callback', team_id: stranger, event_id, event },
      authorizations: [{ team_id: team, enterprise_id: null, user_id: 'U0APP', is_bot: true }],
    }),
  );
const callsOf = (workspace: Sandbox, method: string) =>
  workspace.control.calls().filter((call) => call.method === method);
const registers = async (team: string, name: string) => {
  const register = await store.load(team);
  const useCase = plainUseCase({ name, owner: 'U0LENA' });
  const drafts = [createDraft(register, 'register-use-case', 'useCases', 'UC-1', useCase)];
  await store.commit(team, { seenSeq: register.seq, delivery: null, actor: 'U0LENA', at, drafts });
};
async function until<T>(look: () => T | undefined): Promise<T> {
  await expect.poll(look).toBeDefined();
  return look() as T;
}

describe('Two companies that installed one app', () => {
  test('a person is looked up where they are: the same id is another one elsewhere', async () => {
    const { find, list } = createMembers(installations);
    for (const _ of ['asked', 'remembered']) {
      expect(await find(first, 'U0LENA')).toMatchObject({ name: 'Lena Lead (sample)', admin: true });
      expect(await find(second, 'U0LENA')).toMatchObject({ name: 'Other Lena Lead (sample)', admin: false });
    }
    expect((await list(first))?.get('U0OMAR')?.name).toBe('Omar Owner (sample)');
    expect((await list(second))?.get('U0OMAR')?.name).toBe('Other Omar Owner (sample)');
    expect(await find(stranger, 'U0LENA')).toBeNull();
    expect(await list(stranger)).toBeNull();
    expect(callsOf(one, 'users.info')).toHaveLength(1);
    expect(callsOf(other, 'users.info')).toHaveLength(1);
  });

  test('each command is answered from the register of its tenant', async () => {
    await registers(first, 'Ticket sorting');
    await registers(second, 'Invoice reading');
    for (const _ of ['first', 'again']) {
      expect(JSON.stringify(await types(first, 'usecase list'))).toContain('Ticket sorting');
      expect(JSON.stringify(await types(second, 'usecase list'))).toContain('Invoice reading');
    }
  });

  test('the register of one cannot be read when the app starts: the other is answered', async () => {
    await registers(second, 'Invoice reading');
    await schedule.stop();
    await service.stop();
    const { load } = store;
    store.load = (team) => (team === first ? Promise.reject(new Error('damaged')) : load(team));
    await start();
    expect((await types(first, 'usecase list')).text).toContain('Something broke');
    expect(JSON.stringify(await types(second, 'usecase list'))).toContain('Invoice reading');
  });

  test('each Home is drawn by the client of its tenant, with its records', async () => {
    await registers(first, 'Ticket sorting');
    await registers(second, 'Invoice reading');
    const opened = { type: 'app_home_opened', user: 'U0LENA', channel: 'D0LENA', tab: 'home' };
    await receiveEvent(first, opened, 'Ev1');
    await receiveEvent(second, opened, 'Ev2');
    const readHome = async (workspace: Sandbox) =>
      JSON.stringify((await until(() => callsOf(workspace, 'views.publish')[0])).args);
    expect(await readHome(one)).toContain('Ticket sorting');
    expect(await readHome(one)).not.toContain('Invoice reading');
    expect(await readHome(other)).toContain('Invoice reading');
    expect(await readHome(other)).not.toContain('Ticket sorting');
  });

  test('a question with the same id in both is answered in both, and once in each', async () => {
    const asked = {
      type: 'app_mention',
      user: 'U0LENA',
      channel: 'C00001',
      text: '<@U0APP> help',
      ts: '1.1',
    };
    for (const team of [first, second, first, second]) await receiveEvent(team, asked, 'Ev7');
    for (const workspace of [one, other]) await until(() => callsOf(workspace, 'chat.postEphemeral')[0]);
    await types(first, 'help');
    for (const workspace of [one, other]) expect(callsOf(workspace, 'chat.postEphemeral')).toHaveLength(1);
  });

  test('an event about a person in one workspace changes nothing in the other', async () => {
    const omar = {
      id: 'U0OMAR',
      name: 'Omar',
      active: true,
      timeZone: 'Europe/Berlin',
      kind: 'member' as const,
    };
    for (const team of [first, second]) {
      const register = await store.load(team);
      const drafts = [createDraft(register, 'person-seen', 'people', omar.id, omar)];
      await store.commit(team, { seenSeq: 0, delivery: null, actor: omar.id, at, drafts });
    }
    const user = { id: 'U0OMAR', team_id: second, name: 'omar', deleted: true };
    await receiveEvent(second, { type: 'user_change', user });
    await expect.poll(async () => (await store.load(second)).people.get('U0OMAR')?.active).toBe(false);
    expect((await store.load(first)).people.get('U0OMAR')?.active).toBe(true);
  });

  test('each message leaves by the token of its tenant, and none by that of another', async () => {
    for (const team of [first, second, stranger]) {
      await registers(team, 'Ticket sorting');
      const notice = { kind: 'operator', by: 'U0LENA' };
      const message = { kind: 'notice', recipient: 'U0OMAR', day: '2026-03-02', key: 'named', data: notice };
      await store.outbox.plan(team, at, [
        createPlannedMessage({ ...message, expiresAt: at + 60_000, urgency: 'immediate', shows: 'open' }),
      ]);
      const register = await store.load(team);
      const omar = { id: 'U0OMAR', name: 'Omar', active: true, timeZone: null, kind: 'member' as const };
      const operator = { person: 'U0OMAR', namedOn: '2026-03-02', namedBy: 'U0LENA', accepted: {} };
      const drafts = [
        createDraft(register, 'person-seen', 'people', 'U0OMAR', omar),
        createDraft(register, 'name-operators', 'operators', 'U0OMAR', operator),
      ];
      await store.commit(team, { seenSeq: register.seq, delivery: null, actor: 'U0LENA', at, drafts });
    }
    await schedule.tick();
    await schedule.idle();
    const sentTo = (workspace: Sandbox) =>
      callsOf(workspace, 'chat.postMessage').filter(({ args }) => args.channel === 'U0OMAR');
    expect(sentTo(one)).toHaveLength(1);
    expect(sentTo(other)).toHaveLength(1);
    expect(await store.outbox.agendaOf(stranger)).toMatchObject({ parked: 'not_installed' });
    expect(await store.outbox.messages(stranger)).toMatchObject([{ status: 'pending' }]);
  });
});

describe('A request of a tenant where the app is not installed is refused kindly', () => {
  afterEach(async () => {
    expect((await store.load(stranger)).seq).toBe(0);
    for (const workspace of [one, other])
      expect(workspace.control.calls().map(({ method }) => method)).toEqual(['auth.test']);
  });

  test('a command', async () => {
    expect(await types(stranger, '')).toEqual({ response_type: 'ephemeral', text: kindly });
  });

  test('a form', async () => {
    const view = { id: 'V1', hash: '1', callback_id: 'form', app_installed_team_id: stranger };
    const submitted = { type: 'view_submission', team: { id: first }, user: { id: 'U0LENA' }, view };
    const answer = (await (await interacts(submitted)).json()) as object;
    expect(answer).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(answer)).toContain(kindly);
  });

  test('a click, whose user belongs to one where it is installed', async () => {
    const answers: string[] = [];
    const slack = createServer(async (req, res) => {
      for await (const chunk of req) answers.push(String(chunk));
      res.end('ok');
    });
    await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void slack.close());
    const response_url = `http://127.0.0.1:${(slack.address() as AddressInfo).port}/`;
    const user = { id: 'U0LENA', team_id: first };
    const action = { action_id: 'show', action_ts: '1.1', value: '{"page":"verdict"}' };
    const clicked = { type: 'block_actions', team: { id: stranger }, user, actions: [action], response_url };
    expect((await interacts(clicked)).status).toBe(200);
    await expect.poll(() => answers).toHaveLength(1);
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({ response_type: 'ephemeral', text: kindly });
  });

  test('a search, and an event', async () => {
    const searched = {
      type: 'block_suggestion',
      team: { id: stranger },
      user: { id: 'U0LENA' },
      value: 'ti',
    };
    expect(await (await interacts(searched)).json()).toEqual({ options: [] });
    const opened = { type: 'app_home_opened', user: 'U0LENA', channel: 'D0LENA', tab: 'home' };
    expect((await receiveEvent(stranger, opened)).status).toBe(200);
  });
});

describe('An installation knows what it was granted', () => {
  const connect = ({ botToken, apiUrl: slackApiUrl }: Sandbox) =>
    connectInstallation({ botToken, slackApiUrl }, createLog('silent'));

  test('as Slack says', async () => {
    const { may, tenant, bot } = await connect(one);
    expect([may('chat:write'), may('admin')]).toEqual([true, false]);
    expect(tenant).toBe(first);
    expect(bot.id).toMatch(/^B/);
  });

  test('Slack is asked again, and meanwhile and without an answer it stays as it is known', async () => {
    const { botToken, apiUrl: slackApiUrl } = one;
    const single = createSingleInstallation({ botToken, slackApiUrl }, createLog('silent'), 0);
    const here = { workspace: first, enterprise: null };
    const before = callsOf(one, 'auth.test').length;
    const found = await single.for(here);
    one.control.failNext('auth.test', { error: 'internal_error' });
    expect(await single.for(here)).toBe(found);
    await expect.poll(() => callsOf(one, 'auth.test').length).toBe(before + 2);
    expect(await single.for(here)).toBe(found);
    await expect.poll(async () => (await single.for(here)) !== found).toBe(true);
    expect(await single.for({ workspace: stranger, enterprise: null })).toBeNull();
    expect(await single.for({ workspace: null, enterprise: null })).toBeNull();
  });

  test('without a list of scopes from Slack, everything is tried', async () => {
    const silent = createServer(async (req, res) => {
      const answer = await fetch(`${one.apiUrl}auth.test`, {
        ...{ method: 'POST', headers: { authorization: req.headers.authorization ?? '' } },
      });
      res.writeHead(200, { 'content-type': 'application/json' }).end(await answer.text());
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const apiUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api/`;
    const { may } = await connectInstallation(
      { botToken: one.botToken, slackApiUrl: apiUrl },
      createLog('silent'),
    );
    expect(may('channels:history')).toBe(true);
  });
});
