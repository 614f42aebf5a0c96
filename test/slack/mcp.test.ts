import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalCrossing } from '../../sandbox/crossing.ts';
import { membersOnlyRefusal } from '../../src/domain/permissions.ts';
import { createLog } from '../../src/log.ts';
import { inMessage } from '../support/block-kit.ts';
import {
  createCall,
  createMessage,
  createToken,
  type Era,
  issueToken,
  type Message,
  post,
  postSigned,
  postWithToken,
  sign,
  slackOf,
  startCompany,
  today,
} from '../support/mcp.ts';

let crossing: LocalCrossing;
const lines: string[] = [];
/** Tokens by what they are, filled in at the start. */
const tokens: Record<string, string> = {};

const lena = () => crossing.workspace.as('Lena Lead');
const team = () => crossing.workspace.teamId;
const slack = (person: string, fields: object = {}) => slackOf(crossing, person, fields);

/** Has Lena create a token with the form, and reads it off the modal. */
async function createsToken(button: string): Promise<string> {
  const seen = await lena().types('#ai-program', '/stage3 assistants');
  const { modal } = await seen.clicks(button);
  const form = modal ?? (await lena().openModal());
  await form.fill({ 'The token is shown once': ['I will give it only to my assistant'] });
  const done = (await form.submits()).modal;
  const shown = /mcp_[\w-]{43}\.\w+/.exec(done?.text ?? '')?.[0] ?? '';
  await done?.closes({ all: true });
  return shown;
}

beforeAll(async () => {
  crossing = await startCompany({ log: createLog('trace', { write: (line) => void lines.push(line) }) });
  tokens.former = await createsToken('Create token');
  tokens.lena = await createsToken('Replace token');
  tokens.itai = await issueToken(crossing, 'U0ITAI');
  for (const person of ['U0SARA', 'U0ANAO', 'U0GUST', 'U0EXTE'])
    tokens[person] = await issueToken(crossing, person);
  await crossing.workspace.control.change('Sara Sales', { isRestricted: true });
  await crossing.workspace.control.deactivate('Ana Operations');
});
afterAll(async () => {
  await crossing.close();
  for (const token of Object.values(tokens)) expect(lines.join('')).not.toContain(token.slice(4, 40));
});

/** Sends a message with a token by its name; null for none. */
const ask = (message: Message, bearer: string | null = 'lena', more: Readonly<Record<string, string>> = {}) =>
  postWithToken(crossing, message, bearer === null ? null : (tokens[bearer] ?? bearer), more);

const askSigned = (message: Message, how: Parameters<typeof sign>[1] = {}) =>
  postSigned(crossing, message, how);

const eras: readonly Era[] = ['old', 'new'];
const verdict = (era: Era = 'new', slack?: unknown) => createCall(era, 'get_verdict', {}, slack);

describe('with a token', () => {
  test.each(eras)('the verdict is answered to its person, in the %s revision', async (era) => {
    const { status, headers, json } = await ask(verdict(era));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('private, no-store');
    const { structuredContent, content, _meta } = json.result;
    expect(structuredContent).toMatchObject({
      answer: expect.stringMatching(/^Stage 2: \d of 4/),
      source: { kind: 'derived', on: today, by: null },
      data: { asOf: today, requirements: expect.arrayContaining([]) },
    });
    expect(JSON.parse(content[0].text)).toEqual(structuredContent);
    expect(_meta?.slack).toBeUndefined();
  });

  const unauthorized: readonly (readonly [string, string | null])[] = [
    ['no token', null],
    ['an empty token', ''],
    ['something that is no token', 'secret'],
    ['a token that was replaced', 'former'],
    ['a token that nobody created', `mcp_${'x'.repeat(43)}.T0NOBODY`],
    ['a token of another workspace', createToken('T0OTHER')],
    ['a token cut short', `mcp_${'x'.repeat(42)}.T0NOBODY`],
    ['an audit token', `crossing-audit-${'x'.repeat(43)}.T0NOBODY`],
    ['a token of somebody who became a guest', 'U0SARA'],
    ['a token of somebody who was deactivated', 'U0ANAO'],
    ['a token of a guest', 'U0GUST'],
    ['a token of somebody from another company', 'U0EXTE'],
  ];
  test.each(unauthorized)('%s: 401, and how to authenticate', async (_, bearer) => {
    const { status, headers, json } = await ask(verdict(), bearer);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe(
      `Bearer resource_metadata="${crossing.address}/.well-known/oauth-protected-resource/mcp"`,
    );
    expect(json).not.toHaveProperty('result');
  });

  test('the metadata says that a token in the header is what it takes', async () => {
    for (const path of ['', '/mcp']) {
      const response = await fetch(`${crossing.address}/.well-known/oauth-protected-resource${path}`);
      expect(await response.json()).toEqual({
        ...{ resource: `${crossing.address}/mcp`, resource_name: 'Crossing' },
        bearer_methods_supported: ['header'],
      });
    }
  });

  test('what the message says about Slack changes nothing about who asks', async () => {
    const { json } = await ask(createCall('new', 'get_my_reminders', {}, slack('U0OMAR')));
    expect(json.result._meta?.slack).toBeUndefined();
    const other = await ask(verdict('new', slack('U0LENA')), null);
    expect(other.status).toBe(401);
  });
});

describe('from Slackbot', () => {
  test.each(eras)(
    'the person is the one that Slack names, and gets our blocks, in the %s revision',
    async (era) => {
      const { status, json } = await askSigned(verdict(era, slack('U0OMAR')));
      expect(status).toBe(200);
      expect(json.result.structuredContent.answer).toMatch(/^Stage 2/);
      const { blocks } = json.result._meta.slack;
      expect(inMessage(...blocks)).toEqual([]);
      expect(JSON.stringify(blocks)).toContain('show:verdict');
    },
  );

  const refused: readonly (readonly [string, () => Message, Parameters<typeof sign>[1], number])[] = [
    ['signed with another secret', () => verdict('new', slack('U0LENA')), { secret: 'another' }, 401],
    ['signed six minutes ago', () => verdict('new', slack('U0LENA')), { age: 360 }, 401],
    ['signed six minutes ahead', () => verdict('new', slack('U0LENA')), { age: -360 }, 401],
    ['without a workspace', () => verdict('new', slack('U0LENA', { team_id: null })), {}, 403],
    ['of another workspace', () => verdict('new', slack('U0LENA', { team_id: 'T0ELSEWHERE' })), {}, 403],
    [
      'of another workspace that names an organization',
      () => verdict('new', slack('U0LENA', { team_id: 'T0ELSEWHERE', enterprise_id: 'E0OTHER' })),
      {},
      403,
    ],
    ['without a person', () => verdict('new', slack('U0LENA', { user_id: null })), {}, 403],
    ['with a person that is no text', () => verdict('new', { user_id: 7, team_id: team() }), {}, 403],
    ['with null for who asks', () => verdict('new', null), {}, 403],
  ];
  test.each(refused)('a request %s is refused', async (_, message, how, status) => {
    const answer = await askSigned(message(), how);
    expect(answer.status).toBe(status);
    expect(answer.json).not.toHaveProperty('result');
  });

  test('a signature over another body is refused', async () => {
    const { headers, body } = verdict('new', slack('U0ITAI'));
    const signed = sign(JSON.stringify(body));
    const forged = JSON.stringify(body).replace('U0ITAI', 'U0LENA');
    expect((await post(crossing, forged, { ...headers, ...signed })).status).toBe(401);
  });

  test('a signature beside a good token still has to be right', async () => {
    expect(
      (await ask(verdict(), 'lena', { 'x-slack-signature': 'v0=0', 'x-slack-request-timestamp': '0' }))
        .status,
    ).toBe(401);
  });

  test('a request that is sent again is refused', async () => {
    const { headers, body } = verdict('new', slack('U0LENA'));
    const text = JSON.stringify(body);
    const signed = { ...headers, ...sign(text) };
    expect((await post(crossing, text, signed)).status).toBe(200);
    expect((await post(crossing, text, signed)).status).toBe(401);
  });

  test.each([
    ['a guest', 'U0GUST'],
    ['somebody who became a guest', 'U0SARA'],
    ['somebody from another company', 'U0EXTE'],
    ['somebody who was deactivated', 'U0ANAO'],
    ['somebody whom Slack does not know', 'U0NOBODY'],
    ['a bot', 'USLACKBOT'],
  ])('%s is refused in the words of Slack', async (_, person) => {
    const { json } = await askSigned(verdict('old', slack(person)));
    expect(json.result).toMatchObject({ isError: true, content: [{ text: membersOnlyRefusal }] });
    const read = createMessage('new', 'resources/read', { uri: 'crossing://verdict' }, slack(person));
    expect((await askSigned(read)).json.error.message).toBe(membersOnlyRefusal);
  });

  test('Slack may read the list of tools before somebody asks, and nothing else', async () => {
    const { json } = await askSigned(createMessage('old', 'tools/list'));
    expect(json.result.tools.length).toBeGreaterThan(5);
    expect((await askSigned(verdict('old'))).json.result).toMatchObject({ isError: true });
    const started = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' });
    const { headers } = verdict('old');
    // Two people who ask in the same second: the same body, and so the same signature.
    const signed = { ...headers, ...sign(started) };
    for (const status of [202, 202]) expect((await post(crossing, started, signed)).status).toBe(status);
  });
});

describe('at the door', () => {
  const odd: readonly (readonly [string, string, Readonly<Record<string, string>>, number])[] = [
    ['another origin', JSON.stringify(verdict().body), { origin: 'https://evil.example' }, 403],
    ['an origin that is none', JSON.stringify(verdict().body), { origin: 'null' }, 403],
    ['a body over 64 KB', JSON.stringify({ ...verdict().body, more: 'x'.repeat(64 * 1024) }), {}, 413],
    ['JSON cut short', '{"jsonrpc":', {}, 400],
    ['an empty body', '', {}, 400],
    ['a list of messages', JSON.stringify([verdict('old').body, verdict('old').body]), {}, 400],
    ['a number', '1', {}, 400],
    ['a form', JSON.stringify(verdict('old').body), { 'content-type': 'text/plain' }, 415],
    [
      'only JSON accepted, in the old revision',
      JSON.stringify(verdict('old').body),
      { accept: 'application/json' },
      406,
    ],
    [
      'a method header that differs from the body',
      JSON.stringify(verdict().body),
      { 'mcp-method': 'tools/list' },
      400,
    ],
    [
      'a name header that differs from the body',
      JSON.stringify(verdict().body),
      { 'mcp-name': 'get_checklist' },
      400,
    ],
    [
      'a revision that does not exist',
      JSON.stringify(verdict().body),
      { 'mcp-protocol-version': '2099-01-01' },
      400,
    ],
  ];
  test.each(odd)('%s is refused', async (_, body, more, status) => {
    const { headers } = body.includes('protocolVersion') ? verdict() : verdict('old');
    const answer = await post(crossing, body, {
      ...headers,
      authorization: `Bearer ${tokens.lena}`,
      ...more,
    });
    expect(answer.status).toBe(status);
    expect(answer.json).not.toHaveProperty('result');
  });

  test('another host is refused, so that no page can rebind its name to ours', async () => {
    const { hostname, port } = new URL(crossing.address);
    const status = await new Promise((resolve, reject) => {
      const headers = { ...verdict().headers, authorization: `Bearer ${tokens.lena}`, host: 'evil.example' };
      const sent = request({ hostname, port, path: '/mcp', method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(verdict().body));
    });
    expect(status).toBe(403);
  });

  test('a method that does not exist is an error of the protocol', async () => {
    expect((await ask(createMessage('new', 'tools/delete'))).json.error.code).toBe(-32601);
  });

  test('a client may listen for changes of the lists, of which there are none', async () => {
    const { headers, body } = createMessage('new', 'subscriptions/listen', {
      notifications: { toolsListChanged: true },
    });
    const controller = new AbortController();
    const response = await fetch(`${crossing.address}/mcp`, {
      ...{ method: 'POST', body: JSON.stringify(body), signal: controller.signal },
      headers: { ...headers, authorization: `Bearer ${tokens.lena}` },
    });
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toContain('notifications/subscriptions/acknowledged');
    controller.abort();
  });

  test.each(['GET', 'DELETE'])('%s is not allowed: there are no sessions', async (method) => {
    const response = await fetch(`${crossing.address}/mcp`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('our own origin may ask', async () => {
    expect((await ask(verdict(), 'lena', { origin: crossing.address })).status).toBe(200);
  });
});

describe('a token', () => {
  test('withdrawn on its page works no more', async () => {
    tokens.last = await createsToken('Replace token');
    expect((await ask(verdict(), 'last')).status).toBe(200);
    expect((await ask(verdict(), 'lena')).status).toBe(401);
    const seen = await lena().types('#ai-program', '/stage3 assistants');
    const after = await seen.clicks('Withdraw token');
    expect((after.modal ?? lena().sees('#ai-program').at(-1))?.text).toContain('You have no assistant token');
    expect((await ask(verdict(), 'last')).status).toBe(401);
  });

  test('of somebody who is a guest for a while works again afterwards', async () => {
    const { control } = crossing.workspace;
    await control.change('Itai IT', { isRestricted: true });
    expect((await ask(verdict(), 'itai')).status).toBe(401);
    await control.change('Itai IT', { isRestricted: false });
    expect((await ask(verdict(), 'itai')).status).toBe(200);
  });

  test('is limited to 120 requests a minute, and unknown ones to 30', async () => {
    const limited = async (bearer: string, most: number) => {
      for (let sent = 0; sent <= most; sent += 1) {
        const answer = await ask(createMessage('new', 'server/discover'), bearer);
        if (answer.status === 429) return answer;
      }
      return null;
    };
    const own = await limited('itai', 120);
    expect(Number(own?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await limited(createToken(team()), 30)).not.toBeNull();
  });
});
