import { expect, test } from 'vitest';
import { manifest, start } from './bolt-app.ts';

/** `@slack/web-api` does not list the scope that Slack adds to every agent. */
const agentScope = 'assistant:write' as 'chat:write';

const agent: typeof manifest = {
  ...manifest,
  features: {
    ...manifest.features,
    agent_view: {
      agent_description: 'Answers questions',
      suggested_prompts: [{ title: 'Are we there?', message: 'are we there' }],
    },
  },
  oauth_config: { scopes: { bot: [...(manifest.oauth_config?.scopes?.bot ?? []), agentScope] } },
};

/** Starts an app that keeps the messages it gets, and returns a function that calls Slack. */
async function startAgent(given = agent) {
  const heard: string[] = [];
  const { sandbox } = await start(
    (app) =>
      app.message(async ({ message, say }) => {
        if (!('text' in message) || 'bot_id' in message) return;
        heard.push(message.text ?? '');
        await say('Heard.');
      }),
    { manifest: given },
  );
  const call = async (method: string, args: object) => {
    const response = await fetch(`${sandbox.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.botToken}` },
      body: JSON.stringify(args),
    });
    return (await response.json()) as { ok: boolean; error?: string } & Record<string, unknown>;
  };
  const lena = sandbox.as('lena');
  return { sandbox, call, lena, heard };
}

const prompt = (n: number) => ({ title: `Question ${n}`, message: `ask ${n}` });

test('the panel suggests the prompts of the manifest until the app sets others for one person', async () => {
  const { call, lena, heard, sandbox } = await startAgent();
  expect(lena.prompts()).toEqual(['Are we there?']);

  const prompts = [prompt(1), prompt(2)];
  expect(await call('assistant.threads.setSuggestedPrompts', { channel_id: 'D0LENA', prompts })).toEqual({
    ok: true,
  });
  expect(lena.prompts()).toEqual(['Question 1', 'Question 2']);
  expect(sandbox.as('omar').prompts()).toEqual(['Are we there?']);

  await lena.picksPrompt('Question 2');
  expect(heard).toEqual(['ask 2']);
});

test('a session has the title of its first call, and of a later one only after it is renamed', async () => {
  const { call, lena } = await startAgent();
  await lena.types('@Probe', 'who owns UC-1?');
  const thread_ts = lena.directMessages().at(-2)?.ts;
  const thread = { channel_id: 'D0LENA', thread_ts };

  expect(
    await call('agents.sessions.setStatus', { ...thread, status: 'processing', title: 'Who owns UC-1?' }),
  ).toEqual({
    ok: true,
    status: 'processing',
    title: 'Who owns UC-1?',
    // Nobody subscribes to the event of its stop button.
    warning: 'missing_agent_session_stopped_event_subscription',
  });
  await call('agents.sessions.setStatus', { ...thread, status: 'active', title: 'Another' });
  expect(lena.sessions()).toEqual([
    { channel: 'D0LENA', threadTs: thread_ts, title: 'Who owns UC-1?', status: 'active', statusText: '' },
  ]);
  await call('agents.sessions.rename', { ...thread, title: 'Owners' });
  expect(lena.sessions().map(({ title }) => title)).toEqual(['Owners']);
});

test('the words of a status end with the answer in the thread', async () => {
  const { call, lena } = await startAgent();
  await lena.types('@Probe', 'hello');
  const thread_ts = lena.directMessages().at(-2)?.ts;
  await call('assistant.threads.setStatus', { channel_id: 'D0LENA', thread_ts, status: 'is looking...' });
  expect(lena.sessions()).toMatchObject([{ statusText: 'is looking...' }]);
  await call('assistant.threads.setTitle', { channel_id: 'D0LENA', thread_ts, title: 'Hello' });
  await call('chat.postMessage', { channel: 'D0LENA', thread_ts, text: 'Hi' });
  expect(lena.sessions()).toMatchObject([{ title: 'Hello', statusText: '' }]);
});

test('calls are refused as in Slack', async () => {
  const { call, lena } = await startAgent();
  await lena.types('@Probe', 'hello');
  const thread = { channel_id: 'D0LENA', thread_ts: lena.directMessages().at(-2)?.ts };
  const five = [1, 2, 3, 4, 5].map(prompt);
  const cases: [error: string, method: string, args: object][] = [
    ['invalid_arguments', 'assistant.threads.setSuggestedPrompts', { channel_id: 'D0LENA', prompts: five }],
    ['invalid_arguments', 'assistant.threads.setSuggestedPrompts', { channel_id: 'D0LENA' }],
    [
      'invalid_arguments',
      'assistant.threads.setSuggestedPrompts',
      { channel_id: 'D0LENA', prompts: [{ title: 'No message' }] },
    ],
    ['channel_not_found', 'assistant.threads.setSuggestedPrompts', { channel_id: 'D0X', prompts: [] }],
    ['invalid_thread_ts', 'assistant.threads.setTitle', { ...thread, thread_ts: '1.000000', title: 'x' }],
    ['invalid_arguments', 'assistant.threads.setTitle', thread],
    ['invalid_thread_ts', 'assistant.threads.setStatus', { channel_id: 'D0LENA', status: 'x' }],
    [
      'invalid_arguments',
      'assistant.threads.setStatus',
      { ...thread, status: 'x', loading_messages: Array.from({ length: 11 }, () => 'x') },
    ],
    ['invalid_arguments', 'agents.sessions.setStatus', { ...thread, status: 'is thinking...' }],
    [
      'invalid_arguments',
      'agents.sessions.setStatus',
      { ...thread, status: 'active', title: 'x'.repeat(201) },
    ],
    ['channel_not_found', 'agents.sessions.setStatus', { ...thread, channel_id: 'D0X', status: 'active' }],
    ['session_not_found', 'agents.sessions.rename', { ...thread, title: 'x' }],
    ['invalid_arguments', 'agents.sessions.rename', { ...thread, title: '' }],
  ];
  for (const [error, method, args] of cases)
    expect([method, args, await call(method, args)]).toMatchObject([method, args, { ok: false, error }]);
});

test("prompts for a thread are accepted and not shown, as for Slack's agents", async () => {
  const { call, lena } = await startAgent();
  const args = { channel_id: 'D0LENA', thread_ts: '1.000000', prompts: [prompt(1)] };
  expect(await call('assistant.threads.setSuggestedPrompts', args)).toEqual({ ok: true });
  expect(lena.prompts()).toEqual(['Are we there?']);
});

test('an app that is no agent has no panel, and sets no prompts and no title', async () => {
  const { call, lena } = await startAgent({ ...agent, features: manifest.features ?? {} });
  expect(lena.prompts()).toEqual([]);
  for (const method of [
    'agents.sessions.setStatus',
    'assistant.threads.setSuggestedPrompts',
    'assistant.threads.setTitle',
  ])
    expect(await call(method, { channel_id: 'D0LENA' })).toEqual({ ok: false, error: 'feature_disabled' });
});
