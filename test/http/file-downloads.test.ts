import { createHmac, hkdfSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../sandbox/free-port.ts';
import { createFileDownloads } from '../../src/http/file-downloads.ts';
import { createFileLinks, linkLifetime } from '../../src/http/file-links.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';
import { defineFile } from '../../src/operations/file-kind.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { findAnswerProblems } from '../support/openapi.ts';

const secret = 'xoxb-of-this-app';
const begun = Date.UTC(2026, 2, 2, 9);
let at = begun;
const now = () => at;
let store: Store;
let server: HttpServer;
let publicUrl: string;

const report = defineFile({
  key: 'report',
  data: z.strictObject({ quarter: z.string() }),
  create: async (_, workspace, { quarter }) =>
    quarter === 'gone'
      ? null
      : {
          ...{ name: `Überblick ${quarter}.txt`, title: 'Report', type: 'text/calendar', comment: '' },
          contents: Buffer.from(`${quarter} of ${workspace}`),
        },
});

const linksOf = (of: string) => createFileLinks({ publicUrl, secret: of, now });
const linkTo = (quarter: string, kind = 'report', of = secret): string =>
  linksOf(of).linkTo({ workspace: 'T1', kind, data: { quarter } })?.url ?? '';

/** Signs a payload as the app does, for tokens that it would never make. */
function sign(payload: object): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'links to files', 32));
  const text = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `${publicUrl}/files/${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

beforeAll(async () => {
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}`;
  store = await openStore('sqlite::memory:');
  const services = { store, now, ...createQueries({ store, now }) };
  server = createHttpServer([createFileDownloads(services, linksOf(secret), [report])], createLog('silent'));
  await server.listen(port);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

test('a link downloads its file, which nothing on the way keeps', async () => {
  const response = await fetch(linkTo('2026-Q1'));
  expect([response.status, await response.text()]).toEqual([200, '2026-Q1 of T1']);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-disposition': `attachment; filename="_berblick_2026-Q1.txt"; filename*=UTF-8''%C3%9Cberblick%202026-Q1.txt`,
  });
});

test('a link of a process that ended works in the next one, for seven days', async () => {
  const link = linkTo('2026-Q1');
  at = begun + linkLifetime - 1000;
  expect((await fetch(link)).status).toBe(200);
  at = begun + linkLifetime;
  const response = await fetch(link);
  expect([response.status, await response.text()]).toEqual([
    410,
    'This link has expired. Get a new one in Slack.\n',
  ]);
  at = begun;
});

/** Another character in place of one of a link. */
const alter = (link: string, position: number): string => {
  const old = link.at(position);
  const characters = [...link];
  characters[position < 0 ? link.length + position : position] = old === 'A' ? 'B' : 'A';
  return characters.join('');
};
const body = (quarter: string) => ({ w: 'T1', k: 'report', d: { quarter }, e: begun / 1000 + 60 });

const cases: [why: string, status: number, link: () => string][] = [
  ['no token', 404, () => `${publicUrl}/files/`],
  ['a word', 404, () => `${publicUrl}/files/report`],
  ['a token without a signature', 404, () => linkTo('2026-Q1').split('.').slice(0, -1).join('.')],
  ['an empty signature', 404, () => linkTo('2026-Q1').replace(/\.[\w-]+$/, '.')],
  ['a signature of zeros', 404, () => linkTo('2026-Q1').replace(/\.[\w-]{43}$/, `.${'A'.repeat(43)}`)],
  ['one other letter in the payload', 404, () => alter(linkTo('2026-Q1'), publicUrl.length + 20)],
  ['one other letter in the signature', 404, () => alter(linkTo('2026-Q1'), -10)],
  ['another spelling of the last letter', 404, () => respell(linkTo('2026-Q1'))],
  [
    'the payload of one file with the signature of another',
    404,
    () => {
      const [payload, signature] = [linkTo('2026-Q2').split('.').at(-2), linkTo('2026-Q1').split('.').at(-1)];
      return `${publicUrl}/files/${payload?.split('/').at(-1)}.${signature}`;
    },
  ],
  ['the token of another app', 404, () => linkTo('2026-Q1', 'report', 'xoxb-of-another-app')],
  ['a kind of file that does not exist', 404, () => linkTo('2026-Q1', 'secrets')],
  ['data of another shape', 404, () => sign({ ...body('2026-Q1'), d: { path: '../../etc/passwd' } })],
  ['a file that does not exist any more', 404, () => linkTo('gone')],
  ['an expired token', 410, () => sign({ ...body('2026-Q1'), e: begun / 1000 })],
  ['a token that just works', 200, () => sign(body('2026-Q1'))],
  ['a token of more than 2,000 characters', 404, () => sign(body('Q'.repeat(2000)))],
  ['more after the token', 404, () => `${linkTo('2026-Q1')}/../x`],
];

/** The last letter of base64 has spare bits: other letters decode to the same bytes. */
function respell(link: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(link.at(-1) ?? 'A');
  return `${link.slice(0, -1)}${alphabet[last ^ 1]}`;
}

const readAnswer = async (response: Response) => ({
  ...{ status: response.status, type: response.headers.get('content-type') ?? '' },
  text: await response.text(),
});
const findProblems = async (response: Response) =>
  findAnswerProblems('/files/{token}', 'get', await readAnswer(response));

test.each(cases)('%s answers %i, as the OpenAPI file says', async (why, status, link) => {
  const response = await fetch(link());
  expect(response.status).toBe(status);
  // Without a token it is another address.
  expect(why === 'no token' ? [] : await findProblems(response)).toEqual([]);
});

test('nobody tries links faster than 30 a minute', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 30; n += 1) statuses.push((await fetch(`${publicUrl}/files/guess-${n}`)).status);
  const refused = await fetch(`${publicUrl}/files/guess-31`);
  expect([statuses.at(0), refused.status]).toEqual([404, 429]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await findProblems(refused)).toEqual([]);
});
