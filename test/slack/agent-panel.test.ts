import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { socketModeManifest } from '../../scripts/manifest.ts';
import { createLog } from '../../src/log.ts';
import { pause } from '../../src/operations/pause.ts';
import { type AgentPanel, createAgentPanel } from '../../src/slack/agent-panel.ts';
import { connectInstallation, type Installation } from '../../src/slack/installations.ts';
import { type Entry, request } from '../../src/slack/kit/question.ts';
import { entries } from '../../src/slack/subjects.ts';
import { patientLimits } from '../support/patient-limits.ts';

/** Suggests to each person what they would report. */
const reported = request({
  key: 'test-report',
  title: 'Report something',
  examples: { en: ['report something'] },
  suggest: ({ actor }) => ({ title: `Report it, ${actor.name}`, message: 'Report it', rank: -1 }),
  open: () => ({ step: { do: 'report-incident' } }),
});

let crossing: LocalCrossing;
let installation: Installation;
const opened: Promise<void>[] = [];

beforeAll(async () => {
  (entries as Entry[]).push(reported);
  crossing = await startLocalCrossing('sqlite::memory:', { ...patientLimits, log: createLog('silent') });
  const { botToken, apiUrl } = crossing.workspace;
  installation = await connectInstallation({ botToken, slackApiUrl: apiUrl }, createLog('silent'));
});
afterAll(async () => {
  (entries as Entry[]).pop();
  await crossing.close();
});

const as = (person: string) => crossing.workspace.as(person);
const callsOf = (method: string) =>
  crossing.workspace.control.calls().filter((one) => one.method === method).length;

/** A panel of its own, which knows nothing of the tenant yet. */
const newPanel = (): AgentPanel =>
  createAgentPanel({
    log: createLog('silent'),
    runAfterwards: (work) => void opened.push(work()),
    statusDelay: 20,
  });

beforeEach(() => {
  opened.length = 0;
});

/** Lets a person write to the app, and returns where. */
async function writes(person: string, text: string) {
  await as(person).types('@crossing', text);
  const message = as(person)
    .directMessages()
    .findLast((one) => !one.isFromApp);
  return { channel: `D${person === 'Omar Owner' ? '0OMAR' : '0LENA'}`, thread: message?.ts ?? '' };
}

/** Waits for what a panel does after an answer. */
const settle = () => Promise.all(opened);

test('whoever opens the panel is offered what is suggested to them', async () => {
  await as('Lena Lead').opensMessages();
  await as('Omar Owner').opensMessages();
  await as('Lena Lead').waits(() => as('Lena Lead').prompts().includes('Report it, Lena Lead (sample)'));
  await as('Omar Owner').waits(() => as('Omar Owner').prompts().includes('Report it, Omar Owner (sample)'));
});

test('guests and people of other companies are suggested nothing of the register', async () => {
  const before = callsOf('assistant.threads.setSuggestedPrompts');
  await as('Gus Guest').opensMessages();
  await as('Elle External').opensMessages();
  await as('Lena Lead').opensMessages();
  await as('Lena Lead').waits(() => callsOf('assistant.threads.setSuggestedPrompts') > before, 'her own');
  expect(callsOf('assistant.threads.setSuggestedPrompts')).toBe(before + 1);
});

test('a question becomes the title of its thread, and a follow-up leaves it', async () => {
  const { thread } = await writes('Lena Lead', 'Are we  Stage 3 & ready?');
  const first = () =>
    as('Lena Lead')
      .sessions()
      .find(({ threadTs }) => threadTs === thread);
  await as('Lena Lead').waits(() => first()?.title === 'Are we Stage 3 & ready?', 'the title');
  expect(first()).toMatchObject({ status: 'active' });

  const question = as('Lena Lead')
    .directMessages()
    .find(({ ts }) => ts === thread);
  await question?.replies('And since when?');
  expect(first()?.title).toBe('Are we Stage 3 & ready?');
});

test('the answer stands in the thread of the question, and so does that to a follow-up', async () => {
  const { thread } = await writes('Lena Lead', 'Are we Stage 3?');
  const inThread = () =>
    as('Lena Lead')
      .directMessages()
      .filter(({ threadTs, isFromApp }) => isFromApp && threadTs === thread);
  expect(inThread()).toHaveLength(1);
  expect(inThread()[0]?.text).toContain('Stage 1');

  const question = as('Lena Lead')
    .directMessages()
    .find(({ ts }) => ts === thread);
  await question?.replies('help');
  expect(inThread()).toHaveLength(2);
});

/** Says that Crossing does not know, or is not sure. */
const unsure = /I don't know that|do you mean\?/;

test('every suggested question is one that Crossing answers', async () => {
  const lena = as('Lena Lead');
  expect((await lena.types('@crossing', 'purple monkey dishwasher')).text).toMatch(unsure);

  const { suggested_prompts: fixed = [] } = socketModeManifest().features?.agent_view ?? {};
  const own = lena.connection.state().agent?.prompts.filter(({ message }) => message !== 'Report it') ?? [];
  expect(own.length).toBeGreaterThan(1);
  for (const { message } of [...fixed, ...own]) {
    const { text } = await lena.types('@crossing', message);
    expect([message, text]).not.toEqual([message, expect.stringMatching(unsure)]);
  }
});

test('an answer at once shows no status, and a slow one shows it until it is there', async () => {
  const at = { ...(await writes('Omar Owner', 'help')), title: 'help' };
  const { withStatus } = newPanel();
  const status = () =>
    as('Omar Owner')
      .sessions()
      .find(({ threadTs }) => threadTs === at.thread)?.status;

  const processing = () =>
    crossing.workspace.control
      .calls()
      .filter(({ method, args }) => method === 'agents.sessions.setStatus' && args.status === 'processing');
  const before = processing().length;
  expect(await withStatus(installation, at, async () => 'at once')).toBe('at once');
  await settle();
  expect(processing()).toHaveLength(before);

  await withStatus(installation, at, () =>
    as('Omar Owner').waits(() => status() === 'processing', 'a status while the answer is on its way'),
  );
  await settle();
  expect(status()).toBe('active');
});

test('an answer that fails ends its status and still fails', async () => {
  const at = { ...(await writes('Omar Owner', 'help')), title: null };
  const broken = newPanel().withStatus(installation, at, async () => {
    await pause(40);
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  await settle();
  expect(as('Omar Owner').sessions().at(-1)).toMatchObject({ threadTs: at.thread, status: 'active' });
});

test('a workspace without sessions gets the older title, and is asked for sessions once', async () => {
  const { control } = crossing.workspace;
  const { withStatus } = newPanel();
  const at = { ...(await writes('Omar Owner', 'help')), title: 'An older title' };
  const before = callsOf('agents.sessions.setStatus');
  control.failBy('agents.sessions.setStatus', () => ({ error: 'unknown_method' }));
  for (const _ of [1, 2]) await withStatus(installation, at, async () => pause(40));
  await settle();
  control.failBy('agents.sessions.setStatus', () => null);
  expect(callsOf('agents.sessions.setStatus')).toBe(before + 1);
  expect(
    as('Omar Owner')
      .sessions()
      .find(({ threadTs }) => threadTs === at.thread),
  ).toMatchObject({ title: 'An older title', statusText: '' });
});

test.each(['unknown_method', 'missing_scope', 'not_allowed', 'feature_disabled'])(
  'a workspace that answers %s is not asked again, and nobody notices',
  async (error) => {
    const { control } = crossing.workspace;
    const { suggest, withStatus } = newPanel();
    const at = { ...(await writes('Omar Owner', 'help')), title: 'help' };
    const methods = [
      'agents.sessions.setStatus',
      'assistant.threads.setStatus',
      'assistant.threads.setTitle',
      'assistant.threads.setSuggestedPrompts',
    ];
    const before = methods.map(callsOf);
    for (const method of methods) control.failBy(method, () => ({ error }));
    for (const _ of [1, 2]) {
      await suggest(installation, at.channel, [{ title: 'x', message: 'x' }]);
      expect(await withStatus(installation, at, async () => pause(40).then(() => 'the answer'))).toBe(
        'the answer',
      );
      await settle();
    }
    for (const method of methods) control.failBy(method, () => null);
    expect(methods.map(callsOf)).toEqual(before.map((count) => count + 1));
    expect(as('Omar Owner').toasts()).toEqual([]);
  },
);

test('one refused call does not end the panel for the others', async () => {
  const { control } = crossing.workspace;
  const { suggest } = newPanel();
  const before = callsOf('assistant.threads.setSuggestedPrompts');
  control.failNext('assistant.threads.setSuggestedPrompts', { error: 'channel_not_found' });
  await suggest(installation, 'D0GONE', [{ title: 'x', message: 'x' }]);
  control.failNext('assistant.threads.setSuggestedPrompts', { retryAfterSeconds: 30 });
  await suggest(installation, 'D0OMAR', [{ title: 'x', message: 'x' }]);
  await suggest(installation, 'D0OMAR', [{ title: 'Shown', message: 'x' }]);
  expect(callsOf('assistant.threads.setSuggestedPrompts')).toBe(before + 3);
  expect(as('Omar Owner').prompts()).toEqual(['Shown']);
});

test('without the panel a question is answered in the conversation, and a reply still in its thread', async () => {
  const { control } = crossing.workspace;
  const { withStatus, answerPlace } = newPanel();
  const place = (thread?: string) => answerPlace(installation, '1.000000', thread);
  expect(place()).toEqual({ thread_ts: '1.000000' });

  const at = { ...(await writes('Omar Owner', 'help')), title: 'help' };
  const methods = ['agents.sessions.setStatus', 'assistant.threads.setTitle'];
  for (const method of methods) control.failBy(method, () => ({ error: 'unknown_method' }));
  await withStatus(installation, at, async () => null);
  await settle();
  for (const method of methods) control.failBy(method, () => null);
  expect([place(), place('2.000000')]).toEqual([{}, { thread_ts: '2.000000' }]);

  const without = { ...installation, may: (scope: string) => scope !== 'assistant:write' };
  expect(newPanel().answerPlace(without, '1.000000', undefined)).toEqual({});
});

test('an installation without the permission is not asked at all', async () => {
  const before = callsOf('assistant.threads.setSuggestedPrompts');
  const without = { ...installation, may: (scope: string) => scope !== 'assistant:write' };
  await newPanel().suggest(without, 'D0OMAR', [{ title: 'x', message: 'x' }]);
  expect(callsOf('assistant.threads.setSuggestedPrompts')).toBe(before);
});
