import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's3cret' };

/** Returns the variables with a problem in an otherwise valid environment. */
function findWrong(env: Record<string, string | undefined>): string[] {
  const read = readConfig({ ...socket, LANGUAGE_MODEL_NAME: 'small-model', ...env });
  return read.ok ? [] : read.problems.map(({ variable }) => variable);
}

/** Returns the configuration of a valid environment. */
function readValid(env: Record<string, string | undefined>) {
  const read = readConfig(env);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

test('two tokens are enough: everything else has a default', () => {
  expect(readValid(socket)).toEqual({
    botToken: 'xoxb-1',
    connection: { mode: 'socket', appToken: 'xapp-1' },
    slackApiUrl: 'https://slack.com/api/',
    databaseUrl: 'sqlite:./data/crossing.db',
    port: 3000,
    auditRequestsPerMinute: 600,
    publicUrl: null,
    mcp: null,
    languageModel: null,
    logLevel: 'info',
  });
});

test('a signing secret without an app token means HTTP', () => {
  expect(readValid(http).connection).toEqual({ mode: 'http', signingSecret: 's3cret' });
});

test('with an app token and a signing secret the app uses Socket Mode', () => {
  expect(readValid({ ...http, ...socket }).connection.mode).toBe('socket');
});

test('without an app token or a signing secret the problem names both ways out', () => {
  expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual({
    ok: false,
    problems: [
      {
        variable: 'SLACK_APP_TOKEN',
        problem: 'is not set: set it to use Socket Mode, or set SLACK_SIGNING_SECRET to be called over HTTP',
      },
    ],
  });
});

test('an empty or blank variable counts as not set', () => {
  expect(readValid({ ...http, SLACK_APP_TOKEN: '', PORT: ' ', LOG_LEVEL: '' })).toEqual(readValid(http));
  expect(findWrong({ SLACK_BOT_TOKEN: '' })).toEqual(['SLACK_BOT_TOKEN']);
});

test('a line end pasted after a token is not part of it', () => {
  expect(readValid({ ...socket, SLACK_BOT_TOKEN: 'xoxb-1\n' }).botToken).toBe('xoxb-1');
});

test('all problems are named at once', () => {
  const bad = { SLACK_BOT_TOKEN: 'xoxp-1', SLACK_API_URL: 'slack', DATABASE_URL: 'mysql://x' };
  expect(findWrong({ ...bad, SLACK_APP_TOKEN: '', PORT: 'http', LOG_LEVEL: 'loud' })).toEqual([
    'SLACK_BOT_TOKEN',
    'SLACK_API_URL',
    'DATABASE_URL',
    'PORT',
    'LOG_LEVEL',
    'SLACK_APP_TOKEN',
  ]);
});

const cases: [variable: string, allowed: string[], refused: string[]][] = [
  ['SLACK_BOT_TOKEN', ['xoxb-1-2-abc'], ['xoxp-1', 'xapp-1', 'token']],
  ['SLACK_APP_TOKEN', ['xapp-1-A1'], ['xoxb-1', 'XAPP-1']],
  [
    'SLACK_API_URL',
    ['https://slack.com/api', 'http://127.0.0.1:4000/api/', 'http://localhost:1/', 'http://[::1]:1/'],
    ['slack.com/api', 'http://slack.com/api/', 'ftp://slack.com/', 'http://127.0.0.1.example.com/'],
  ],
  [
    'DATABASE_URL',
    ['sqlite:./a.db', 'sqlite::memory:', 'postgres://u:p@h/db', 'postgresql:///db'],
    ['a.db', 'sqlite:', 'postgres:db', 'mysql://u:p@h/db'],
  ],
  [
    'PUBLIC_URL',
    ['https://crossing.example.com', 'https://crossing.example.com/', 'http://127.0.0.1:3000'],
    [
      ...['crossing.example.com', 'http://crossing.example.com', 'ftp://crossing.example.com'],
      ...['https://a.example/path', 'https://a.example/?q=1', 'https://me:secret@a.example'],
    ],
  ],
  ['PORT', ['0', '80', '65535'], ['65536', '-1', '3000.5', '0x10', '3e3']],
  ['AUDIT_REQUESTS_PER_MINUTE', ['1', '600', '1000000'], ['0', '-1', '1000001', '1.5', 'many']],
  [
    'LANGUAGE_MODEL_URL',
    ['https://models.example.com/v1', 'https://models.example.com/', 'http://127.0.0.1:11434/v1'],
    [
      'models.example.com',
      'http://models.example.com/v1',
      'https://me:secret@a.example/v1',
      'https://a.example/?key=1',
    ],
  ],
  ['LOG_LEVEL', ['debug', 'silent'], ['verbose', 'INFO']],
];

test.each(cases)('%s takes %j and refuses %j', (variable, allowed, refused) => {
  for (const value of allowed) expect.soft(findWrong({ [variable]: value }), value).toEqual([]);
  for (const value of refused) expect.soft(findWrong({ [variable]: value }), value).toEqual([variable]);
});

test.each(cases)('the message about a wrong %s never holds its value', (variable, _, refused) => {
  for (const value of refused) {
    const read = readConfig({ ...socket, [variable]: `hunter2-${value}` });
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toContain('hunter2');
  }
});

test.each([
  ['https://slack.com/api', 'https://slack.com/api/'],
  ['https://slack.com/api/', 'https://slack.com/api/'],
  ['http://127.0.0.1:4000/api', 'http://127.0.0.1:4000/api/'],
])('the API address %s becomes %s', (given, slackApiUrl) => {
  expect(readValid({ ...socket, SLACK_API_URL: given }).slackApiUrl).toBe(slackApiUrl);
});

test('the MCP server is off until it is turned on, and needs the public address', () => {
  const on = { ...socket, MCP: 'on', PUBLIC_URL: 'https://crossing.example.com/' };
  expect(readValid(on).mcp).toEqual({ publicUrl: 'https://crossing.example.com', signingSecret: null });
  expect(readValid({ ...on, MCP: 'off' }).mcp).toBeNull();
  expect(findWrong({ MCP: 'on' })).toEqual(['PUBLIC_URL']);
  expect(findWrong({ MCP: 'yes' })).toEqual(['MCP']);
});

test('Slackbot can ask in Socket Mode too, if there is a signing secret', () => {
  const both = { ...http, ...socket, MCP: 'on', PUBLIC_URL: 'https://crossing.example.com' };
  expect(readValid(both).mcp?.signingSecret).toBe('s3cret');
  expect(readValid(both).connection.mode).toBe('socket');
});

test('a language model needs an address and a name, and the key is optional', () => {
  const model = { LANGUAGE_MODEL_URL: 'https://models.example.com/v1/', LANGUAGE_MODEL_NAME: 'small-model' };
  expect(readValid({ ...socket, ...model }).languageModel).toEqual({
    url: 'https://models.example.com/v1',
    name: 'small-model',
    key: null,
  });
  expect(readValid({ ...socket, ...model, LANGUAGE_MODEL_KEY: 'k' }).languageModel?.key).toBe('k');
  expect(findWrong({ ...model, LANGUAGE_MODEL_NAME: '' })).toEqual(['LANGUAGE_MODEL_NAME']);
  expect(
    readValid({ ...socket, LANGUAGE_MODEL_NAME: 'small-model', LANGUAGE_MODEL_KEY: 'k' }).languageModel,
  ).toBeNull();
});
