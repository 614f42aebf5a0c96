import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createDownload } from '../../src/slack/installations.ts';
import { createFileReader } from '../../src/slack/kit/files.ts';

const file = { id: 'F1', name: 'a.csv', size: 4 };

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** Starts a server that records the tokens it receives. */
async function serve(answer: RequestListener): Promise<{ url: string; tokens: (string | undefined)[] }> {
  const tokens: (string | undefined)[] = [];
  const server = createServer((req, res) => {
    tokens.push(req.headers.authorization);
    answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokens };
}

/** Returns an installation for reading files, with this address of the Web API. */
const createFiles = (slackApiUrl: string, may = true) => ({
  may: () => may,
  download: createDownload({ botToken: 'xoxb-secret', slackApiUrl }),
});

/** Reads a file that lies at an address, for an app whose Web API is at another. */
const read = (slackApiUrl: string, address: string) =>
  createFileReader(createLog('silent'))(createFiles(slackApiUrl), { ...file, url_private_download: address });

test('a file is asked for with the token where the Web API is', async () => {
  const { url, tokens } = await serve((_, res) => res.end('text'));
  const { contents, changed } = await read(`${url}/api/`, `${url}/a.csv`);
  expect([contents, changed]).toEqual([{ ok: true, value: 'text', guessed: null }, false]);
  expect(tokens).toEqual(['Bearer xoxb-secret']);
});

test.each([
  ['another port', (url: string) => url],
  ['another host', (url: string) => url.replace('127.0.0.1', 'localhost')],
  ['a host that only ends alike', () => 'https://notslack.com/a.csv'],
  ['a host before the name of another', () => 'https://slack.com@example.com/a.csv'],
  ['plain http', () => 'http://files.slack.com/a.csv'],
  ['nowhere', () => ''],
])('the token is not sent to %s', async (_, address) => {
  const { url, tokens } = await serve((_, res) => res.end('text'));
  const { contents } = await read('https://slack.com/api/', address(url));
  expect(contents).toMatchObject({ ok: false, problem: expect.stringContaining('is stored outside Slack') });
  expect(tokens).toEqual([]);
});

test('nothing is asked for where reading files was not granted', async () => {
  const { url, tokens } = await serve((_, res) => res.end('text'));
  const given = { ...file, url_private_download: `${url}/a.csv` };
  const { contents } = await createFileReader(createLog('silent'))(createFiles(`${url}/api/`, false), given);
  expect(contents).toMatchObject({ ok: false, problem: expect.stringContaining('files:read') });
  expect(tokens).toEqual([]);
});

test('a redirect is not followed', async () => {
  const elsewhere = await serve((_, res) => res.end('<html>'));
  const { url } = await serve((_, res) => res.writeHead(302, { location: elsewhere.url }).end());
  const { contents } = await read(`${url}/api/`, `${url}/a.csv`);
  expect(contents).toMatchObject({ ok: false, problem: expect.stringContaining('files:read') });
  expect(elsewhere.tokens).toEqual([]);
});

test('a file that is larger than Slack said is not read to its end', async () => {
  const { url } = await serve((_, res) => res.end(Buffer.alloc(10_000_001)));
  const { contents } = await read(`${url}/api/`, `${url}/a.csv`);
  expect(contents).toEqual({ ok: false, problem: 'a.csv is too large: at most 10 MB.' });
});

test.concurrent.each([
  ['never answers', () => undefined],
  ['stops in the middle', (_, res) => void res.write('te')],
  ['hangs up', (_, res) => void res.destroy()],
] as [string, RequestListener][])(
  'a Slack that %s is asked again with the next submission',
  async (_, answer) => {
    const { url } = await serve(answer);
    const { contents } = await read(`${url}/api/`, `${url}/a.csv`);
    expect(contents).toMatchObject({ ok: false, problem: expect.stringContaining('Submit again') });
  },
);

test('a file that holds something else than before is said to have changed', async () => {
  const { url } = await serve((_, res) => res.end('text'));
  const known = { ...file, url_private_download: `${url}/a.csv` };
  const installation = createFiles(`${url}/api/`);
  const reader = createFileReader(createLog('silent'));
  const { hash = '' } = await reader(installation, known);
  expect((await reader(installation, { ...known, hash })).changed).toBe(false);
  expect((await reader(installation, { ...known, hash: 'another' })).changed).toBe(true);
});
