import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { freePort } from '../../sandbox/free-port.ts';
import type { TokenKind } from '../../src/domain/access-tokens.ts';
import { issueIntakeToken, withdrawIntakeToken } from '../../src/domain/adoption/intake.ts';
import { issueAuditToken, withdrawAuditToken } from '../../src/domain/audit-trail/audit-tokens.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { stopUseCase } from '../../src/domain/use-cases/production.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { acceptsBody, findAnswerProblems, findDocumentProblems, operations } from '../support/openapi.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration, salesAssistant } from '../support/register.ts';

const today = '2026-03-02';
const paths = {
  audit: '/api/v1/use-cases/{useCase}/audit-events',
  adoption: '/api/v1/use-cases/{useCase}/adoption',
} as const;

let crossing: LocalCrossing;
let address: string;
const lines: string[] = [];
/** Tokens by what they are, filled in at the start. */
const tokens: Record<string, string> = {};

/** Issues a token as its form does. */
async function issues(kind: TokenKind, useCase: string): Promise<string> {
  const prefix = kind === 'auditTokens' ? 'crossing-audit-' : 'crossing-intake-';
  const token = `${prefix}${randomBytes(32).toString('base64url')}.${crossing.workspace.teamId}`;
  const hash = createHash('sha256').update(token).digest('hex');
  const issue = kind === 'auditTokens' ? issueAuditToken : issueIntakeToken;
  await records(crossing, issue, { useCase, hash });
  return token;
}

beforeAll(async () => {
  const port = await freePort();
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  crossing = await startLocalCrossing('sqlite::memory:', { ...patientLimits, log, appPort: port });
  address = `http://127.0.0.1:${port}`;
  crossing.moveTo(today);
  await records(crossing, changeSettings, {
    ...{ timeZone: 'Europe/Berlin', reading: 'five' as const, currency: 'EUR', workingDays: [1, 2, 3, 4, 5] },
    leads: ['U0LENA'],
  });
  const names = ['AI Support Agent', 'Call summaries', 'Invoice matching'];
  const purposes = ['Answers tickets', 'Drafts notes after calls', 'Books bills of suppliers'];
  for (const [index, name] of names.entries()) {
    const purpose = purposes[index] ?? '';
    const base = index === 1 ? salesAssistant : {};
    await records(crossing, registerUseCase, registration({ ...base, name, purpose, owner: 'U0LENA' }));
    await records(crossing, startPilot, {
      ...{ useCase: `UC-${index + 1}`, startedOn: '2026-01-12', decideBy: '2026-05-12', volunteers: 5 },
      ...{ criteria: ['Half the time'], stack: null },
    });
  }
  for (const [of, kind] of [
    ['audit', 'auditTokens'],
    ['adoption', 'intakeTokens'],
  ] as const) {
    tokens[`${of} former`] = await issues(kind, 'UC-1');
    tokens[of] = await issues(kind, 'UC-1');
    tokens[`${of} withdrawn`] = await issues(kind, 'UC-2');
    tokens[`${of} of an ended use case`] = await issues(kind, 'UC-3');
  }
  await records(crossing, withdrawAuditToken, { useCase: 'UC-2' });
  await records(crossing, withdrawIntakeToken, { useCase: 'UC-2' });
  await records(crossing, stopUseCase, { useCase: 'UC-3', reason: 'Too slow' });
});
afterAll(() => crossing.close());

interface Sent {
  readonly to?: keyof typeof paths;
  readonly useCase?: string;
  /** A key of `tokens`, or another text; null for none. */
  readonly bearer?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a body, and checks that the answer is as the document says. */
async function send(body: unknown, { to = 'audit', useCase = 'UC-1', bearer = to, headers = {} }: Sent = {}) {
  const authorization = bearer === null ? {} : { authorization: `Bearer ${tokens[bearer] ?? bearer}` };
  const response = await fetch(`${address}${paths[to].replace('{useCase}', useCase)}`, {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const answer = { status: response.status, type, text };
  expect(findAnswerProblems(paths[to], 'post', answer)).toEqual([]);
  const needsWait = answer.status === 429 || answer.status === 503;
  expect(response.headers.has('retry-after')).toBe(needsWait);
  expect(response.headers.get('www-authenticate')).toBe(answer.status === 401 ? 'Bearer' : null);
  return { ...answer, json: JSON.parse(text) };
}

const page = (trail = 'UC-1') =>
  crossing.store.streams.page(crossing.workspace.teamId, `audit:${trail}`, { limit: 5000 });
const countRecorded = async () => ({
  events: (await page()).length,
  seq: (await crossing.store.load(crossing.workspace.teamId)).seq,
});

const moment = '2026-03-02T09:41:00+01:00';
const event = { what: 'Refund 42 EUR', when: '2026-03-01T08:00:00Z', result: 'done', actor: 'agent/2.3' };
let sentEvents = 0;
/** An event with an id that was not sent before. */
const createEvent = (fields: object = {}) => {
  sentEvents += 1;
  return { ...event, id: `evt-${sentEvents}`, ...fields };
};
const report = { week: '2026-02-23', intended: 80, daily: 40, weekly: 62, notAtAll: 18 };
const good = { audit: () => createEvent(), adoption: () => report };
const random = (prefix: string, workspace: string) =>
  `${prefix}${randomBytes(32).toString('base64url')}.${workspace}`;

describe('the document', () => {
  test('follows OpenAPI 3.1', async () => {
    expect(await findDocumentProblems()).toEqual([]);
  });

  test('names every route of the app except those of Slack, of other assistants and of link cards', () => {
    expect(operations).toEqual([
      'GET /healthz',
      'GET /readyz',
      'GET /metrics',
      'GET /files/{token}',
      ...['POST /api/v1/use-cases/{useCase}/adoption', 'POST /api/v1/use-cases/{useCase}/audit-events'],
    ]);
  });

  test.each(['/healthz', '/readyz', '/metrics'])('says what %s answers', async (path) => {
    for (const headers of [{}, { authorization: 'Bearer nothing' }]) {
      const response = await fetch(`${address}${path}`, { headers });
      const type = response.headers.get('content-type') ?? '';
      const answer = { status: response.status, type, text: await response.text() };
      expect(findAnswerProblems(path, 'get', answer)).toEqual([]);
      expect(answer.status).toBe(200);
    }
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('has no %s of a report', async (method) => {
    for (const path of Object.values(paths))
      expect((await fetch(`${address}${path}`, { method })).status).toBe(404);
  });
});

describe.each(['audit', 'adoption'] as const)('a request to %s', (to) => {
  const prefix = to === 'audit' ? 'crossing-audit-' : 'crossing-intake-';
  const other = to === 'audit' ? 'adoption' : 'audit';
  const rows: readonly (readonly [string, number, Sent])[] = [
    ['without a token', 401, { bearer: null }],
    ['with an empty token', 401, { bearer: '' }],
    ['with something that is no token', 401, { bearer: 'secret' }],
    ['with the token of the other route', 401, { bearer: other }],
    ['with a token that was replaced', 401, { bearer: `${to} former` }],
    ['with a token that was withdrawn', 401, { bearer: `${to} withdrawn`, useCase: 'UC-2' }],
    ['with a token of another workspace', 401, { bearer: random(prefix, 'T0OTHER') }],
    ['with a token that nobody issued', 401, { bearer: `${prefix}${'x'.repeat(43)}.T0NOBODY` }],
    ['with a token cut short', 401, { bearer: `${prefix}${'x'.repeat(42)}.T0NOBODY` }],
    ['with a token of an impossible workspace', 401, { bearer: `${prefix}${'x'.repeat(43)}.t0` }],
    ['with Basic authentication', 401, { bearer: null, headers: { authorization: 'Basic dTpw' } }],
    ['about another use case', 404, { useCase: 'UC-2' }],
    ['about a use case that does not exist', 404, { useCase: 'UC-77' }],
    ['about something that is no use case', 404, { useCase: '%2e%2e%2fUC-1' }],
    ['about a use case that has ended', 409, { bearer: `${to} of an ended use case`, useCase: 'UC-3' }],
    ['in lower case', 200, { useCase: 'uc-1' }],
  ];
  test.each(rows)('%s: %i', async (_, status, sent) => {
    const before = await countRecorded();
    const { status: answered, json } = await send(good[to](), { to, ...sent });
    expect(answered).toBe(status);
    if (status === 404) expect(JSON.stringify(json)).not.toContain('UC-');
    if (status !== 200) expect(await countRecorded()).toEqual(before);
  });

  test.each([
    ['an empty body', ''],
    ['a form', 'week=2026-01-26'],
    ['JSON cut short', '{"what":'],
    ['NUL', '\u0000'],
    ['two JSON values', '{}{}'],
    ['bytes that are no UTF-8', new Uint8Array([0xff, 0xfe, 0x7b])],
  ])('%s: 400', async (_, body) => {
    expect((await send(body, { to })).status).toBe(400);
  });

  test.each([
    ['null', 'null'],
    ['a number', '1'],
    ['a text', '"x"'],
    ['an empty list', '[]'],
    ['an empty object', '{}'],
    ['a prototype', '{"__proto__": {"what": "x"}}'],
  ])('%s: 422', async (_, body) => {
    const { status, json } = await send(body, { to });
    expect([status, Object.keys(json.fields).length > 0]).toEqual([422, true]);
  });

  test('that is too large: 413, whether its length is told or not', async () => {
    const large = JSON.stringify({ what: 'x'.repeat(to === 'audit' ? 1024 * 1024 : 16 * 1024) });
    expect((await send(large, { to })).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        for (let at = 0; at < large.length; at += 100_000)
          controller.enqueue(new TextEncoder().encode(large.slice(at, at + 100_000)));
        controller.close();
      },
    });
    const { status } = await fetch(`${address}${paths[to].replace('{useCase}', 'UC-1')}`, {
      ...{ method: 'POST', headers: { authorization: `Bearer ${tokens[to]}` }, body: stream },
      ...({ duplex: 'half' } as object),
    });
    expect(status).toBe(413);
  });
});

describe('an audit event', () => {
  const momentAfter = (milliseconds: number) => new Date(crossing.now() + milliseconds).toISOString();

  test.each([
    ['as short as it can be', () => createEvent()],
    [
      'with everything',
      () => createEvent({ target: 'order 1001', approvedBy: 'rule R-7', details: 'In two parts' }),
    ],
    [
      'with null where nothing is known',
      () => createEvent({ target: null, approvedBy: null, details: null }),
    ],
    ['that failed', () => createEvent({ result: 'failed' })],
    ['that was refused', () => createEvent({ result: 'refused' })],
    ['of long ago', () => createEvent({ when: '2001-01-01T00:00:00Z' })],
    ['before the one before it', () => createEvent({ when: '2026-02-01T00:00:00Z' })],
    ['two minutes ahead', () => createEvent({ when: momentAfter(120_000) })],
    ['with an offset', () => createEvent({ when: moment })],
    ['with fractions of a second', () => createEvent({ when: '2026-03-01T08:00:00.123456Z' })],
    [
      'with texts as long as allowed',
      () => createEvent({ what: 'x'.repeat(500), details: '😀'.repeat(1000) }),
    ],
    ['with half of a character', () => createEvent({ what: 'a\ud800b\u0000' })],
    ['in a batch of one', () => ({ events: [createEvent()] })],
    ['in a batch of a thousand', () => ({ events: Array.from({ length: 1000 }, () => createEvent()) })],
    [
      'in a batch in any order',
      () => ({ events: [createEvent({ when: moment }), createEvent(), createEvent({ when: moment })] }),
    ],
  ])('%s: 200', async (_, make) => {
    const body = make();
    expect(acceptsBody(paths.audit, body)).toBe(true);
    const count = 'events' in body ? body.events.length : 1;
    const before = await countRecorded();
    const { status, json } = await send(body);
    expect([status, json.recorded, json.repeated]).toEqual([200, count, 0]);
    expect((await countRecorded()).events).toBe(before.events + count);
    expect(json.head.position).toBe(before.events + count);
  });

  test('is kept as it was sent', async () => {
    const sent = createEvent({ when: moment, target: 'order 7', approvedBy: 'Lena' });
    await send(sent);
    expect((await page()).at(-1)).toMatchObject({
      ...{ key: `id:${sent.id}`, at: Date.parse(moment), label: 'done' },
      body: {
        ...{ what: 'Refund 42 EUR', when: moment, actor: 'agent/2.3', target: 'order 7' },
        ...{ approvedBy: 'Lena', details: null },
      },
    });
  });

  const aText = 'Enter text.';
  const aMoment = 'Enter a moment with its offset, such as 2026-03-02T09:41:00+01:00.';
  const anId = 'Enter 1 to 200 characters without spaces, such as evt-4711.';
  const aResult = 'Enter done, failed or refused.';
  const wrong: readonly (readonly [object, string, string])[] = [
    [{ what: undefined }, 'what', aText],
    [{ what: '' }, 'what', aText],
    [{ what: ' \t' }, 'what', aText],
    [{ what: 7 }, 'what', aText],
    [{ what: 'x'.repeat(501) }, 'what', 'Enter at most 500 characters.'],
    [{ when: undefined }, 'when', aMoment],
    [{ when: 'yesterday' }, 'when', aMoment],
    [{ when: '2026-03-01' }, 'when', aMoment],
    [{ when: '2026-03-01T08:00:00' }, 'when', aMoment],
    [{ when: '2026-02-30T08:00:00Z' }, 'when', aMoment],
    [{ when: 1_772_442_060 }, 'when', aMoment],
    [{ when: '1926-03-01T08:00:00Z' }, 'when', 'Enter a moment after 1 January 2000.'],
    [
      { when: '2126-03-01T08:00:00Z' },
      'when',
      'This moment is in the future. Check the clock of the sender.',
    ],
    [{ result: undefined }, 'result', aResult],
    [{ result: 'ok' }, 'result', aResult],
    [{ result: 'DONE' }, 'result', aResult],
    [{ actor: '' }, 'actor', aText],
    [{ actor: 'x'.repeat(201) }, 'actor', 'Enter at most 200 characters.'],
    [{ target: '' }, 'target', aText],
    [{ target: 'x'.repeat(501) }, 'target', 'Enter at most 500 characters.'],
    [{ approvedBy: ['U1'] }, 'approvedBy', aText],
    [{ details: 'x'.repeat(2001) }, 'details', 'Enter at most 2,000 characters.'],
    [{ id: '' }, 'id', anId],
    [{ id: 'a b' }, 'id', anId],
    [{ id: 'x'.repeat(201) }, 'id', anId],
    [{ id: 4711 }, 'id', anId],
    [{ id: undefined }, 'id', 'Give the event an id, or send the header Idempotency-Key.'],
    [{ hash: 'x' }, 'hash', 'This field does not exist. Leave it out.'],
  ];
  test.each(wrong)('with %j: 422 with the field, alone and in a batch', async (fields, field, problem) => {
    const before = await countRecorded();
    const body = createEvent(fields);
    expect(await send(body)).toMatchObject({ status: 422, json: { fields: { [field]: problem } } });
    expect(await send({ events: [createEvent(), body] })).toMatchObject({
      ...{ status: 422, json: { fields: { [`events.1.${field}`]: problem } } },
    });
    expect(await countRecorded()).toEqual(before);
  });

  test.each([
    [{ events: [] }, 'events', 'Send at least one event.'],
    [{ events: Array.from({ length: 1001 }, () => event) }, 'events', 'Send at most 1,000 events.'],
    [{ events: 'x' }, 'events', 'Enter a list of events.'],
    [{ events: [null] }, 'events.0', expect.any(String)],
    [{ events: [event], more: 1 }, 'more', 'This field does not exist. Leave it out.'],
  ])('a batch that is wrong: 422', async (body, field, problem) => {
    expect(await send(body)).toMatchObject({ status: 422, json: { fields: { [field]: problem } } });
  });
});

describe('an event that is sent again', () => {
  test('is recorded once', async () => {
    const sent = createEvent();
    expect((await send(sent)).json).toMatchObject({ recorded: 1, repeated: 0 });
    const again = await send(sent);
    expect(again).toMatchObject({ status: 200, json: { recorded: 0, repeated: 1 } });
    expect((await send({ events: [sent, createEvent(), sent] })).json).toMatchObject({
      recorded: 1,
      repeated: 2,
    });
  });

  test('with other contents is refused, and nothing of its batch is recorded', async () => {
    const sent = createEvent();
    await send(sent);
    const before = await countRecorded();
    for (const body of [
      { ...sent, result: 'failed' },
      { ...sent, what: 'Something else' },
      { events: [createEvent(), { ...sent, when: moment }] },
    ])
      expect(await send(body)).toMatchObject({ status: 409, json: { keys: [sent.id] } });
    expect(await countRecorded()).toEqual(before);
  });

  test('is recorded once under the idempotency key of its request', async () => {
    const headers = { 'idempotency-key': 'request-1' };
    const body = { events: [event, event, { ...event, what: 'Refund 7 EUR' }] };
    expect((await send(body, { headers })).json).toMatchObject({ recorded: 3, repeated: 0 });
    expect((await send(body, { headers })).json).toMatchObject({ recorded: 0, repeated: 3 });
    const other = { headers: { 'idempotency-key': 'request-2' } };
    expect((await send(body, other)).json).toMatchObject({ recorded: 3 });
  });

  test('is refused when more is sent under the same idempotency key', async () => {
    const headers = { 'idempotency-key': 'request-3' };
    await send({ events: [event] }, { headers });
    const before = await countRecorded();
    expect((await send({ events: [event, event] }, { headers })).status).toBe(409);
    expect(await countRecorded()).toEqual(before);
  });

  test.each(['', 'a b', 'x'.repeat(201)])('needs an idempotency key of its own: %j', async (key) => {
    const { status, json } = await send(event, { headers: { 'idempotency-key': key } });
    expect(status).toBe(422);
    expect(json.fields).toHaveProperty('Idempotency-Key');
  });

  test('is recorded once when it arrives many times at once', async () => {
    const sent = createEvent();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(sent)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(answers.reduce((sum, { json }) => sum + json.recorded, 0)).toBe(1);
  });
});

test('the trail verifies, the register holds its beginning only, and no token is in the log', async () => {
  const { teamId } = crossing.workspace;
  expect(await crossing.store.streams.verify(teamId)).toMatchObject([{ ok: true, stream: 'audit:UC-1' }]);
  const { auditTrails } = await crossing.store.load(teamId);
  expect([...auditTrails.values()]).toEqual([{ useCase: 'UC-1', since: today, silentSince: null }]);
  const changes = await crossing.store.changes(teamId);
  expect(changes.filter(({ entity }) => entity === 'auditTrails')).toHaveLength(1);
  for (const token of Object.values(tokens)) expect(lines.join('')).not.toContain(token.slice(20, 50));
});
