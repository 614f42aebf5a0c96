import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { clicksWithin } from '../../sandbox/form-filling.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { stopUseCase } from '../../src/domain/use-cases/production.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration, salesAssistant } from '../support/register.ts';

const today = '2026-02-02';
const week = '2026-01-26';
const report = { week, intended: 80, daily: 40, weekly: 62, notAtAll: 18 };

let crossing: LocalCrossing;
let address: string;
let token: string;
let lines: string[];

const lena = () => crossing.workspace.as('Lena Lead');
const load = () => crossing.store.load(crossing.workspace.teamId);
const checkIns = async () => [...(await load()).checkIns.values()];

/** Has Lena issue a token from the page of a use case, and reads it off the modal. */
async function issues(useCase: string): Promise<string> {
  const seen = await lena().types('#ai-program', `/stage3 usecase show ${useCase}`);
  const { modal } = await clicksWithin(seen, 'Intake token');
  await modal?.fill({ 'The token is shown once': ['Only the reporting system will be able to read it'] });
  const done = (await modal?.submits())?.modal;
  const shown = /crossing-intake-[\w-]{43}\.\w+/.exec(done?.text ?? '')?.[0] ?? '';
  await done?.closes({ all: true });
  return shown;
}

async function starts(mode: 'socket' | 'http'): Promise<void> {
  lines = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  const port = await freePort();
  crossing = await startLocalCrossing('sqlite::memory:', { ...patientLimits, mode, log, appPort: port });
  address = mode === 'http' ? crossing.address : `http://127.0.0.1:${port}`;
  crossing.moveTo(today);
  const settings = {
    timeZone: 'Europe/Berlin',
    reading: 'five' as const,
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  };
  await records(crossing, changeSettings, { ...settings, leads: ['U0LENA'] });
  await records(crossing, registerUseCase, registration({ owner: 'U0LENA' }));
  await records(crossing, registerUseCase, registration({ ...salesAssistant, owner: 'U0LENA' }));
  for (const useCase of ['UC-1', 'UC-2']) {
    await records(crossing, startPilot, {
      useCase,
      startedOn: '2026-01-12',
      decideBy: '2026-03-12',
      volunteers: 5,
      criteria: ['Half the time'],
      stack: null,
    });
  }
  token = await issues('UC-1');
}

interface Sent {
  readonly useCase?: string;
  readonly bearer?: string | null;
  readonly body?: string;
}

/** Posts a report, and gives the status and what was answered. */
async function send(json: unknown, { useCase = 'UC-1', bearer = token, body }: Sent = {}) {
  const headers = { ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) };
  const answer = await fetch(`${address}/api/v1/use-cases/${useCase}/adoption`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: body ?? JSON.stringify(json),
  });
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as unknown };
}

/** Sends raw bytes, and returns the status line of the answer. */
const sendRaw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });

describe.each(['socket', 'http'] as const)('over the port of the app in %s mode', (mode) => {
  beforeAll(() => starts(mode));
  afterAll(async () => {
    await crossing.close();
    // Not even the end of its secret, at the finest level of the log.
    expect(lines.join('').includes(token.slice(20, 59))).toBe(false);
  });

  test('a report is the check-in of its week, in the name of who issued the token', async () => {
    const { status, json } = await send({ ...report, result: 'Tickets close faster' });
    expect(status).toBe(200);
    const recorded = { ...report, useCase: 'UC-1', result: 'Tickets close faster' };
    expect(json).toEqual(recorded);
    expect(await checkIns()).toEqual([{ ...recorded, by: 'U0LENA', on: today, source: 'measured' }]);
  });

  test('the same report again changes nothing; any day of the week is that week', async () => {
    const { seq } = await load();
    expect((await send(report)).status).toBe(200);
    expect((await send({ ...report, week: '2026-02-01' })).status).toBe(200);
    expect((await load()).seq).toBe(seq);
  });

  test('other numbers replace those of the week, and what was written of it stays', async () => {
    expect((await send({ ...report, daily: 41 })).status).toBe(200);
    expect(await checkIns()).toMatchObject([{ daily: 41, result: 'Tickets close faster' }]);
  });

  test('four reports of a week at once leave one check-in', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((daily) => send({ ...report, daily })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await checkIns()).toHaveLength(1);
  });

  test('the token is kept only as a hash, and the history says who issued it and what reports', async () => {
    const { intakeTokens } = await load();
    const hash = createHash('sha256').update(token).digest('hex');
    expect([...intakeTokens.values()]).toEqual([
      { useCase: 'UC-1', hash, issuedOn: today, issuedBy: 'U0LENA' },
    ]);
    const log = await crossing.store.changes(crossing.workspace.teamId);
    expect(JSON.stringify(log)).not.toContain(token);
    const { text } = await lena().types('#ai-program', '/stage3 log UC-1');
    expect(text).toContain('@Lena Lead (sample) issued an intake token');
    expect(text).toContain('A reporting system checked in');
  });

  test.each([
    ['without a token', null],
    ['with an empty token', ''],
    ['with a token that is none', 'secret'],
    ['with a token of another workspace', `crossing-intake-${'x'.repeat(43)}.T0OTHER`],
  ])('%s: 401', async (_, bearer) => {
    const answer = await send(report, { bearer });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('with another secret of this workspace: 401', async () => {
    const { teamId } = crossing.workspace;
    const bearer = `crossing-intake-${randomBytes(32).toString('base64url')}.${teamId}`;
    expect((await send(report, { bearer })).status).toBe(401);
  });

  test('another use case is not found, whether there is one or not', async () => {
    const [there, notThere] = [
      await send(report, { useCase: 'UC-2' }),
      await send(report, { useCase: 'UC-77' }),
    ];
    expect([there.status, notThere.status]).toEqual([404, 404]);
    expect(there.json).toEqual(notThere.json);
    expect(JSON.stringify(there.json)).not.toContain('UC-');
  });

  test.each([
    [{ ...report, weekly: 90 }, { weekly: 'Enter at most 80, the number of intended users.' }],
    [{ ...report, daily: 63 }, { daily: 'Enter at most 62: daily users are weekly users too.' }],
    [{ ...report, notAtAll: 19 }, { notAtAll: expect.stringContaining('more than the 80 intended users') }],
    [{ ...report, intended: 0 }, { intended: 'Enter at least 1 intended user.' }],
    [{ ...report, daily: -1 }, { daily: 'Enter at least 0.' }],
    [{ ...report, daily: 1.5 }, { daily: 'Enter a whole number.' }],
    [{ ...report, daily: '40' }, { daily: 'Enter a whole number.' }],
    [{ ...report, daily: null }, { daily: 'Enter a whole number.' }],
    [{ ...report, intended: 1e9 }, { intended: 'Enter at most 1,000,000.' }],
    [{ ...report, week: '2026-02-30' }, { week: expect.stringContaining('such as 2026-01-26') }],
    [{ ...report, week: '0026-01-26' }, { week: expect.stringContaining('Did you mean 2026-01-26?') }],
    [{ ...report, week: '1926-01-26' }, { week: expect.stringContaining('The year 1926 cannot be right') }],
    [{ ...report, week: '2026-W05' }, { week: expect.stringContaining('such as 2026-01-26') }],
    [
      { ...report, week: '2026-02-09' },
      { week: expect.stringContaining('Choose the current week or an earlier one') },
    ],
    [{ ...report, result: 7 }, { result: 'Enter text.' }],
    [{ ...report, result: 'x'.repeat(3001) }, { result: 'Enter at most 3,000 characters.' }],
    [{ ...report, who: ['U1'] }, { who: 'This field does not exist. Leave it out.' }],
    [{ week }, { intended: 'Enter a whole number.' }],
    [[], { body: expect.any(String) }],
    [null, { body: expect.any(String) }],
  ])('%j: 422 with the field', async (json, fields) => {
    const { seq } = await load();
    const answer = await send(json);
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ fields });
    expect((await load()).seq).toBe(seq);
  });

  test.each(['', 'week=2026-01-26', '{"week":', '\u0000'])(
    'a body that is not JSON (%j): 400',
    async (body) => {
      expect((await send(null, { body })).status).toBe(400);
    },
  );

  test('a body over 16 KB: 413, whether its length is told or not', async () => {
    const large = JSON.stringify({ ...report, result: 'x'.repeat(17 * 1024) });
    expect((await send(null, { body: large })).status).toBe(413);
    const status = await new Promise((resolve, reject) => {
      const req = request(
        `${address}/api/v1/use-cases/UC-1/adoption`,
        { method: 'POST', headers: { authorization: `Bearer ${token}` } },
        (res) => resolve(res.statusCode),
      );
      req.on('error', reject);
      req.write(large.slice(0, 100));
      req.end(large.slice(100));
    });
    expect(status).toBe(413);
  });

  test('an address that cannot be read is refused, and the app goes on', async () => {
    const paths = [
      '/api/v1/use-cases/%zz/adoption',
      '//',
      '/%',
      '/%E0%A4%A',
      '//[',
      '/slack/events/%C0%80',
      '*',
    ];
    for (const method of ['POST', 'GET', 'OPTIONS']) {
      for (const path of paths) {
        const answered = await sendRaw(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        expect(answered, `${method} ${path}`).toMatch(/^HTTP\/1\.1 (400|404)/);
      }
    }
    expect((await send(report)).status).toBe(200);
  });

  test('another token stops the former one', async () => {
    const former = token;
    token = await issues('UC-1');
    expect(token).not.toBe(former);
    expect((await send(report, { bearer: former })).status).toBe(401);
    expect((await send(report)).status).toBe(200);
  });

  test('a token that was withdrawn beside its issuing works no more, until another is issued', async () => {
    const seen = await lena().types('#ai-program', '/stage3 usecase show UC-1');
    const { modal } = await clicksWithin(seen, 'Intake token');
    await modal?.clicks('Withdraw token');
    expect(lena().modal()?.text).toContain('UC-1 AI Support Agent');
    await lena().modal()?.closes({ all: true });
    expect((await load()).intakeTokens.has('UC-1')).toBe(false);
    expect((await send(report)).status).toBe(401);
    token = await issues('UC-1');
    expect((await send(report)).status).toBe(200);
  });

  test('more than sixty reports of a use case in a minute: 429, and when to come again', async () => {
    const other = await issues('UC-2');
    const statuses: number[] = [];
    for (let count = 0; count < 61; count += 1) {
      statuses.push((await send(report, { useCase: 'uc-2', bearer: other })).status);
    }
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(statuses[60]).toBe(429);
    const { headers } = await send(report, { useCase: 'UC-2', bearer: other });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe.each(['socket', 'http'] as const)('guessing tokens, in %s mode', (mode) => {
  beforeAll(() => starts(mode));
  afterAll(() => crossing.close());
  const guess = (workspace: string) =>
    `crossing-intake-${randomBytes(32).toString('base64url')}.${workspace}`;

  test('is refused before the database is asked, and the right token goes on', async () => {
    const { teamId } = crossing.workspace;
    expect((await send(report)).status).toBe(200);
    const statuses: number[] = [];
    for (let count = 0; count < 100; count += 1) {
      const workspace = count % 2 ? teamId : `T${count}OTHER`;
      statuses.push((await send(report, { bearer: guess(workspace) })).status);
    }
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(30);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    const { headers } = await send(report, { bearer: guess(teamId) });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send({ ...report, daily: 39 })).status).toBe(200);
    await crossing.store.close();
    expect((await send(report, { bearer: guess(teamId) })).status).toBe(429);
    expect((await send(report)).status).toBe(500);
  });
});

describe('permission to get a token', () => {
  beforeAll(() => starts('socket'));
  afterAll(() => crossing.close());

  test('people who are not owner, lead or AI Operations read whom to ask', async () => {
    const sara = crossing.workspace.as('Sara Sales');
    const seen = await sara.types('#ai-program', '/stage3 usecase show UC-1');
    const money = await seen.clicks('Adoption and ROI');
    expect(money.buttons).not.toContain('Intake token');
    expect(money.text).toMatch(/Ask @Lena Lead \(sample\) to do these: .*Intake token/);
    expect((await load()).intakeTokens.get('UC-1')?.issuedBy).toBe('U0LENA');
  });

  test('a use case that stopped takes no reports', async () => {
    await records(crossing, stopUseCase, { useCase: 'UC-1', reason: 'Too slow' });
    expect(await send(report)).toMatchObject({
      status: 409,
      json: { error: expect.stringContaining('UC-1 was stopped on') },
    });
  });
});
