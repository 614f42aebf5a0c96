import { afterEach, expect, test } from 'vitest';
import type { SandboxOptions } from '../../sandbox/server/start-sandbox.ts';
import { createFileLinks } from '../../src/http/file-links.ts';
import { createLog } from '../../src/log.ts';
import type { Rendered } from '../../src/operations/message-kind.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { section } from '../sandbox/bolt-app.ts';
import { everyTenant } from '../support/installations.ts';
import { stubMessageKinds } from '../support/messages.ts';
import {
  advanceClock,
  at,
  begin,
  beginAtNine,
  calls,
  daily,
  end,
  message,
  minute,
  nine,
  plan,
  send,
  sendingBy,
  workspace,
} from '../support/sending.ts';
import { manifest as withoutOptional } from '../support/without-optional-scopes.ts';

const contents = Buffer.from('Zwölf Punkte\n');
const rendered: Rendered = {
  text: 'The review is scheduled',
  blocks: [section('The review is scheduled')],
  file: {
    ...{ name: 'review.ics', title: 'Review of Q1', type: 'text/calendar', contents },
    comment: '*Review of Q1* on Tuesday',
    reference: { workspace: 'T0SANDBOX', kind: 'review', data: { quarter: '2026-Q1' } },
  },
};

async function begins(options: Partial<SandboxOptions> = {}) {
  await beginAtNine();
  if (options.manifest) {
    await end();
    await begin(options);
  }
  await plan(daily);
}
afterEach(end);

const sendsFile = (publicUrl: string | null = null) => {
  const credentials = { botToken: workspace.botToken, slackApiUrl: workspace.apiUrl };
  const log = createLog('silent');
  const links = createFileLinks({ publicUrl, secret: 'x', now: () => at });
  const sender = createSlackSender(everyTenant(credentials, log, 1_000), log, links);
  return send(sendingBy({ kinds: stubMessageKinds(() => rendered), sender }));
};
const read = () => workspace.as('omar').directMessages();

test('a file arrives with its text, and its reader downloads the same bytes', async () => {
  await begins();
  await sendsFile();
  const [only, other] = read();
  expect(other).toBeUndefined();
  expect(only?.text).toBe('Review of Q1 on Tuesday\n[file] Review of Q1');
  expect(only?.files).toEqual([expect.stringMatching(/^review-[0-9a-f]{8}\.ics$/)]);
  expect(Buffer.from(only?.opensFile() ?? [])).toEqual(contents);
  expect(await message()).toMatchObject({ status: 'sent', channel: 'D0OMAR', ts: only?.ts });
  expect(workspace.as('lena').directMessages()).toEqual([]);
});

test.each([
  ['the address for it', 'files.getUploadURLExternal', { error: 'fatal_error' }],
  ['the address, after a pause', 'files.getUploadURLExternal', { retryAfterSeconds: 1 }],
  ['its completion, with a pause', 'files.completeUploadExternal', { retryAfterSeconds: 1 }],
  ['its completion, without a trace', 'files.completeUploadExternal', { resetBefore: true }],
  ['its completion, though it arrived', 'files.completeUploadExternal', { resetAfter: true }],
  ['the look into the history', 'conversations.history', { error: 'fatal_error' }],
] as const)('a file arrives once when Slack fails at %s', async (_, method, fault) => {
  await begins();
  workspace.control.failNext(method, fault);
  for (let tries = 0; tries < 4; tries += 1) {
    await sendsFile();
    advanceClock(2 * minute);
  }
  expect(read().map(({ text }) => text)).toEqual(['Review of Q1 on Tuesday\n[file] Review of Q1']);
  expect(await message()).toMatchObject({ status: 'sent', channel: 'D0OMAR' });
});

test.each([
  ['without the permission files:write', { manifest: withoutOptional }, null],
  ['where an admin switched files off', {}, { error: 'file_uploads_disabled' }],
  ['where Slack says so only when asked', {}, { error: 'missing_scope' }],
] as const)('%s the message has a link instead, and says until when it works', async (_, options, fault) => {
  await begins(options);
  if (fault) workspace.control.failNext('files.getUploadURLExternal', fault);
  await sendsFile('https://crossing.example.com');
  expect(read().map(({ text }) => text)).toEqual([
    'The review is scheduled\nDownload Review of Q1. The link works until Mar 9, 2026 10:00 for everybody who has it.',
  ]);
  const [call] = calls('chat.postMessage');
  expect(String(call?.args.blocks)).toMatch(/<https:\/\/crossing\.example\.com\/files\/[\w-]+\.[\w-]{43}\|/);
  expect(await message()).toMatchObject({ status: 'sent', sentAt: nine });
});

test('without the permission and without a public address the message says what an admin can set up', async () => {
  await begins({ manifest: withoutOptional });
  await sendsFile();
  expect(read()[0]?.text).toContain(
    'Ask a Slack admin to reinstall Crossing with the permission files:write, or ask the person who runs Crossing to set PUBLIC_URL.',
  );
  expect(calls('files.getUploadURLExternal')).toEqual([]);
});

test("Slack's refusals of files have its own words", async () => {
  await begins();
  const call = async (method: string, args: object) => {
    const response = await fetch(`${workspace.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${workspace.botToken}` },
      body: JSON.stringify(args),
    });
    return (await response.json()) as { error?: string; upload_url?: string; file_id?: string };
  };
  const upload = (address: string | undefined, body: string) =>
    fetch(String(address), { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } });
  const [ask, complete] = ['files.getUploadURLExternal', 'files.completeUploadExternal'];
  const { upload_url: address, file_id: id } = await call(ask, { filename: 'a.ics', length: 3 });
  const files = [{ id, title: 'A' }];
  const refused: [string, string, object][] = [
    ['invalid_arguments', ask, { length: 3 }],
    ['invalid_arguments', ask, { filename: 'a.ics' }],
    ['invalid_arguments', ask, { filename: 'a.ics', length: 0 }],
    ['invalid_arguments', complete, { channel_id: 'D0OMAR' }],
    ['invalid_arguments', complete, { files: [] }],
    ['invalid_arguments', complete, { files, channel_id: 'U0OMAR' }],
    ['channel_not_found', complete, { files, channel_id: 'D0NOBODY1' }],
    ['file_not_found', complete, { files: [{ id: 'F0NONE' }], channel_id: 'D0OMAR' }],
    ['file_not_found', complete, { files, channel_id: 'D0OMAR' }],
  ];
  for (const [error, method, args] of refused)
    expect([args, await call(method, args)]).toMatchObject([args, { error }]);
  expect((await upload(address, 'four')).status).toBe(404);
  expect((await upload(address, 'abc')).status).toBe(200);
  expect((await upload(address, 'abc')).status).toBe(404);
  expect(await call(complete, { files, channel_id: 'D0OMAR' })).toMatchObject({ ok: true });
  expect(await call(complete, { files, channel_id: 'D0OMAR' })).toMatchObject({ error: 'file_not_found' });
});
