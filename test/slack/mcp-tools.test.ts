import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalCrossing } from '../../sandbox/crossing.ts';
import { createLog } from '../../src/log.ts';
import {
  createCall,
  createMessage,
  injection,
  issueToken,
  type Message,
  postSigned,
  postWithToken,
  revisions,
  slackOf,
  startCompany,
  today,
} from '../support/mcp.ts';

let crossing: LocalCrossing;
let isBroken = false;
const tokens = { lena: '', itai: '' };

beforeAll(async () => {
  crossing = await startCompany({
    log: createLog('silent'),
    between: (store) => ({
      ...store,
      load: (workspace) => (isBroken ? Promise.reject(new Error('a detail')) : store.load(workspace)),
    }),
  });
  tokens.lena = await issueToken(crossing, 'U0LENA');
  tokens.itai = await issueToken(crossing, 'U0ITAI');
});
afterAll(() => crossing.close());

const ask = (message: Message, who: keyof typeof tokens = 'lena') =>
  postWithToken(crossing, message, tokens[who]);
const askSigned = (message: Message) => postSigned(crossing, message);
const readSeq = async () => (await crossing.store.load(crossing.workspace.teamId)).seq;

describe('a tool', () => {
  /** Returns the words of a refusal. */
  const problem = async (name: string, input: object) => {
    const { json } = await ask(createCall('new', name, input));
    expect(json.result?.isError).toBe(true);
    return json.result.content[0].text as string;
  };
  const data = async (name: string, input: object = {}, who: keyof typeof tokens = 'lena') =>
    (await ask(createCall('new', name, input), who)).json.result.structuredContent;

  test('is listed in the same order to everybody, read-only, with its output', async () => {
    const list = async (who: keyof typeof tokens) =>
      (await ask(createMessage('new', 'tools/list'), who)).json.result;
    const { tools, ttlMs, cacheScope } = await list('lena');
    expect((await list('itai')).tools).toEqual(tools);
    expect([ttlMs, cacheScope]).toEqual([0, 'private']);
    const names = tools.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['get_verdict', 'list_use_cases', 'get_my_reminders', 'ask_about_costs']),
    );
    expect(new Set(names).size).toBe(names.length);
    // Several assistants take at most 40 tools.
    expect(names.length).toBeLessThanOrEqual(40);
    for (const tool of tools)
      expect(tool).toMatchObject({
        name: expect.stringMatching(/^[a-z][a-z0-9_]{2,63}$/),
        description: expect.not.stringContaining('{'),
        annotations: { readOnlyHint: true, destructiveHint: false },
        outputSchema: { type: 'object' },
        _meta: { slack: { supportsBlockKit: true } },
      });
  });

  test.each([
    ['get_verdict', { day: 'last friday' }, 'Enter a day as YYYY-MM-DD, such as 2026-01-31.'],
    ['get_verdict', { day: '2026-02-30' }, 'Enter a day as YYYY-MM-DD, such as 2026-01-31.'],
    ['get_verdict', { week: 1 }, 'Unrecognized key: "week"'],
    ['get_use_case', {}, 'Enter text: The key of a use case'],
    ['get_use_case', { use_case: 7 }, 'Enter text: The key of a use case'],
    ['get_use_case', { use_case: 'x'.repeat(201) }, 'Enter at most 200 characters.'],
    ['get_use_case', { use_case: 'UC-99' }, 'There is no use case "UC-99".'],
    ['get_use_case', { use_case: 'suport summaries' }, 'Did you mean UC-3 Support summaries'],
    [
      'get_use_case',
      { use_case: 'support' },
      '"support" matches 2 use cases: UC-1 AI Support Agent, UC-3 Support summaries. Call again with one key.',
    ],
    ['ask_about_use_cases', {}, 'Enter one of use-case, use-case-owner'],
    ['ask_about_use_cases', { question: 'use-case-owner' }, 'use-case-owner needs use_case.'],
    [
      'ask_about_use_cases',
      { question: 'use-case-count', use_case: 'UC-1' },
      'use-case-count does not take use_case. It takes stage.',
    ],
    ['list_use_cases', { stage: 'piloting' }, 'Enter one of proposed, pilot, production, stopped, retired.'],
  ])('%s with %j says what to do', async (name, input, words) => {
    expect(await problem(name, input)).toContain(words);
  });

  test('that does not exist is an error of the protocol', async () => {
    expect((await ask(createCall('new', 'delete_everything'))).json.error.code).toBe(-32602);
  });

  test('finds a use case by a part of its name', async () => {
    const { data: found, people } = await data('get_use_case', { use_case: 'support agent' });
    expect(found).toMatchObject({ key: 'UC-1', stage: 'pilot', owner: 'U0OMAR', vendors: ['OpenAI'] });
    expect(people).toHaveProperty('U0OMAR');
  });

  test('lists use cases of one stage, and each item of a checklist', async () => {
    expect((await data('list_use_cases', { stage: 'pilot' })).data).toMatchObject({
      ...{ total: 1, useCases: [{ key: 'UC-1', decideBy: '2026-05-12' }] },
    });
    const { items } = (await data('get_checklist', { use_case: 'uc1' })).data;
    expect(items).toHaveLength(8);
    expect(items[0]).toMatchObject({ item: 'monitoring', state: 'missing' });
  });

  test('lists decisions and vendors', async () => {
    expect((await data('list_decisions')).data.categories).toHaveLength(5);
    expect((await data('list_vendors')).data.vendors).toMatchObject([{ name: 'OpenAI', usedBy: ['UC-1'] }]);
  });

  test('lists changes without those of tokens', async () => {
    const { changes, total } = (await data('list_changes', { since: today })).data;
    expect(changes).toHaveLength(total);
    const text = changes.map(({ what }: { what: string }) => what).join('\n');
    expect(text).toContain('started the pilot · UC-1 AI Support Agent');
    expect(text).toContain(`what it does: ${injection}`);
    expect(text).not.toMatch(/assistant token|<@|&amp;/);
    expect((await data('list_changes', { since: '2026-03-03' })).data.total).toBe(0);
    const about = (await data('list_changes', { since: today, use_case: 'UC-2' })).data.changes;
    expect(new Set(about.map(({ useCase }: { useCase: string }) => useCase))).toEqual(new Set(['UC-2']));
  });

  test('returns what waits for the person who asks, and nobody else', async () => {
    await crossing.deliver();
    const own = await askSigned(createCall('old', 'get_my_reminders', {}, slackOf(crossing, 'U0OMAR')));
    const { answer, data: waiting } = own.json.result.structuredContent;
    expect(waiting.items).toMatchObject([
      {
        remindedOn: today,
        fact: 'UC-1 AI Support Agent: OpenAI has no DPA',
        about: ['UC-1', 'vendors:openai'],
      },
      { remindedOn: today, fact: expect.stringContaining('UC-1 AI Support Agent: no check-in') },
      { remindedOn: null, fact: 'UC-1: Monitoring: no evidence yet (and 10 more)' },
    ]);
    expect(answer).toBe('3 reminders for you.');
    expect((await data('get_my_reminders', {}, 'itai')).data.items).toEqual([]);
  });

  test('returns typed text as data, as it was typed', async () => {
    const { answer, data: found } = await data('get_use_case', { use_case: 'UC-3' });
    expect(found.purpose).toBe(injection);
    expect(answer).not.toContain('Ignore');
  });

  test('and nothing else changes the register', async () => {
    const before = await readSeq();
    const { json } = await ask(createMessage('new', 'tools/list'));
    for (const { name } of json.result.tools) await ask(createCall('new', name));
    expect(await readSeq()).toBe(before);
  });

  test('that fails apologises with a reference, and the error stays in the log', async () => {
    isBroken = true;
    const bySlack = await askSigned(createCall('new', 'list_use_cases', {}, slackOf(crossing, 'U0OMAR')));
    const byToken = await ask(createCall('new', 'list_use_cases'));
    isBroken = false;
    const apology = /^Something broke on our side \(ref [0-9a-f]{4}\)\. Nothing was changed\./;
    expect(bySlack.json.result).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(apology) }],
    });
    expect([byToken.status, byToken.json.error.message]).toEqual([500, expect.stringMatching(apology)]);
  });
});

describe('a resource', () => {
  const read = (uri: string) => ask(createMessage('new', 'resources/read', { uri }));

  test('has the answer of its tool', async () => {
    const { json } = await read('crossing://use-cases/UC-1');
    expect(json.result).toMatchObject({ cacheScope: 'private', ttlMs: 0 });
    expect(JSON.parse(json.result.contents[0].text).data).toMatchObject({ key: 'UC-1' });
    expect(JSON.parse((await read('crossing://verdict')).json.result.contents[0].text).data.asOf).toBe(today);
  });

  test.each(['crossing://use-cases/UC-99', 'crossing://people/U0LENA', 'file:///etc/passwd'])(
    '%s does not exist: -32602',
    async (uri) => expect((await read(uri)).json.error.code).toBe(-32602),
  );
});

describe.each([
  ['legacy', revisions.old, 'legacy' as const],
  ['modern', revisions.new, { pin: revisions.new }],
])('the official client in the %s revision', (era, revision, mode) => {
  let client: Client;

  beforeAll(async () => {
    client = new Client({ name: 'official', version: '1.0.0' }, { versionNegotiation: { mode } });
    const headers = { authorization: `Bearer ${tokens.lena}` };
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${crossing.address}/mcp`), { requestInit: { headers } }),
    );
  });
  afterAll(() => client.close());

  test('agrees on the revision, and is told that texts are data', () => {
    expect(client.getNegotiatedProtocolVersion()).toBe(revision);
    expect(client.getProtocolEra()).toBe(era);
    expect(client.getServerVersion()?.name).toBe('crossing');
    expect(client.getInstructions()).toContain('never instructions');
  });

  test('lists tools, and checks their answers against their schemas', async () => {
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(5);
    const { structuredContent, isError } = await client.callTool({
      name: 'get_verdict',
      arguments: { day: today },
    });
    expect(isError).toBeUndefined();
    expect(structuredContent).toMatchObject({ data: { asOf: today } });
    const refused = await client.callTool({ name: 'get_use_case', arguments: { use_case: 'support' } });
    expect(refused.isError).toBe(true);
  });

  test('reads resources and prompts', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(['crossing://verdict']);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(['crossing://use-cases/{key}']);
    const { contents } = await client.readResource({ uri: 'crossing://use-cases/UC-3' });
    expect(JSON.stringify(contents)).toContain('Support summaries');
    await expect(client.readResource({ uri: 'crossing://use-cases/UC-9' })).rejects.toThrow('not found');
    const { prompts } = await client.listPrompts();
    for (const { name, description } of prompts) {
      expect(description).toBeTruthy();
      expect((await client.getPrompt({ name })).messages).toHaveLength(1);
    }
  });
});

test('the official client without a token is told what to send', async () => {
  const client = new Client({ name: 'official', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(`${crossing.address}/mcp`));
  await expect(client.connect(transport)).rejects.toThrow('Send your assistant token');
});
