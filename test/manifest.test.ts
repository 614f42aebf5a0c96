import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { httpManifest, readOrigin, slackbotManifest, socketModeManifest } from '../scripts/manifest.ts';
import { memoryFolder } from './support/memory.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const socket = socketModeManifest();
const http = httpManifest(socket, 'https://crossing.example.com');
const slackbot = slackbotManifest(http, 'https://crossing.example.com');
const variants = [
  { name: 'Socket Mode', manifest: socket },
  { name: 'HTTP', manifest: http },
];

const major = socket._metadata?.major_version ?? 1;
const schemaPath = `../shared/data/slack-manifest.schema.${major}.0.0.json`;
const schemaFile = join(root, schemaPath);
const hasSchema = existsSync(schemaFile);

if (!hasSchema) console.warn(`Skipped: Slack's published manifest schema is not at ${schemaPath}.`);

describe.skipIf(!hasSchema)(`Slack's published schema ${major}.0.0 accepts the manifest`, () => {
  test.each([...variants, { name: 'HTTP with Slackbot', manifest: slackbot }])(
    'for $name',
    ({ manifest }) => {
      // The published schemas use their own keywords and formats, which Ajv cannot check.
      const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
      const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
      validate(manifest);
      expect(validate.errors).toBeNull();
    },
  );
});

/** `@slack/web-api` 8.2 does not list the scope that Slack adds to every agent. */
const untypedScope: string = 'assistant:write';

function withoutUntypedScope(manifest: typeof socket): typeof socket {
  const scopes = manifest.oauth_config?.scopes;
  const bot = (scopes?.bot ?? []).filter((scope) => scope !== untypedScope);
  return { ...manifest, oauth_config: { ...manifest.oauth_config, scopes: { ...scopes, bot } } };
}

test('both manifests match the manifest type of @slack/web-api', async () => {
  const folder = await mkdtemp(join(memoryFolder, 'crossing-manifest-'));
  try {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const literals = variants.map(
      ({ manifest }, n) =>
        `export const variant${n}: Create['manifest'] = ${JSON.stringify(withoutUntypedScope(manifest))};`,
    );
    await writeFile(
      join(folder, 'manifests.ts'),
      ["import type { AppsManifestCreateArguments as Create } from '@slack/web-api';", ...literals].join(
        '\n',
      ),
    );
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'];
    const { stdout } = await run(process.execPath, [tsc, ...flags, 'manifests.ts'], { cwd: folder }).catch(
      (failure: { stdout: string }) => failure,
    );
    expect(stdout).toBe('');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the app requires eight scopes, and three more are optional', () => {
  expect(socket.oauth_config?.scopes).toEqual({
    bot: [
      'app_mentions:read',
      'assistant:write',
      'chat:write',
      'commands',
      'files:read',
      'im:history',
      'im:write',
      'users:read',
    ],
    bot_optional: ['channels:history', 'files:write', 'groups:history'],
  });
});

test('docs/slack-permissions.md explains every scope, and no other', () => {
  const page = readFileSync(join(root, 'docs/slack-permissions.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const explained = (mark: (row: string) => boolean) =>
    rows
      .filter(mark)
      .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, scope]) => scope))
      .sort();
  const optional = (row: string) => row.includes('(optional)');
  const overHttp = (row: string) => row.includes('(HTTP mode)');
  const forSlackbot = (row: string) => row.includes('(only with [Slackbot]');
  const { bot = [], bot_optional = [] } = http.oauth_config?.scopes ?? {};
  const needed: readonly string[] = socket.oauth_config?.scopes?.bot ?? [];
  expect(explained((row) => !optional(row) && !overHttp(row) && !forSlackbot(row))).toEqual(
    [...needed].sort(),
  );
  expect(explained(forSlackbot)).toEqual(['mcp:connect']);
  expect(explained(overHttp)).toEqual(bot.filter((scope) => !needed.includes(scope)));
  expect(explained(optional)).toEqual(bot_optional);
});

test('people and channels typed after a command arrive as ids', () => {
  const commands = socket.features?.slash_commands ?? [];
  expect(commands.map(({ command, should_escape }) => [command, should_escape])).toEqual([
    ['/stage3', true],
    ['/usecase', true],
    ['/decision', true],
  ]);
});

test('over HTTP Slack sends every request to the same address', () => {
  const url = 'https://crossing.example.com/slack/events';
  expect(http.settings?.socket_mode_enabled).toBe(false);
  expect(http.settings?.interactivity).toMatchObject({ request_url: url, message_menu_options_url: url });
  expect(http.settings?.event_subscriptions?.request_url).toBe(url);
  expect(http.features?.slash_commands?.map((command) => command.url)).toEqual([url, url, url]);
});

test('over HTTP the app shows cards for links to its own host, for which it needs two more scopes', () => {
  expect(http.features?.unfurl_domains).toEqual(['crossing.example.com']);
  expect(httpManifest(socket, 'https://crossing.example.com:8443').features?.unfurl_domains).toEqual([
    'crossing.example.com',
  ]);
  const added = <T>(all: readonly T[] = [], before: readonly T[] = []) =>
    all.filter((one) => !before.includes(one));
  expect(added(http.oauth_config?.scopes?.bot, socket.oauth_config?.scopes?.bot)).toEqual([
    'links:read',
    'links:write',
  ]);
  expect(http.oauth_config?.scopes?.bot_optional).toEqual(socket.oauth_config?.scopes?.bot_optional);
  const events = ({ settings }: typeof socket) => settings?.event_subscriptions?.bot_events;
  expect(added(events(http), events(socket))).toEqual(['link_shared']);
  expect(added(events(socket), events(http))).toEqual([]);
});

test('the agent panel suggests four prompts until the app knows better', () => {
  expect(socket.features?.agent_view?.suggested_prompts).toHaveLength(4);
});

test('over HTTP nothing else differs', () => {
  const { slash_commands: commands, unfurl_domains: _, ...features } = http.features ?? {};
  const { slash_commands: socketCommands, ...socketFeatures } = socket.features ?? {};
  expect(features).toEqual(socketFeatures);
  expect(commands?.map(({ url: _, ...command }) => command)).toEqual(socketCommands);
  expect(http.display_information).toEqual(socket.display_information);
});

test('for Slackbot only its scope and the MCP server are added', () => {
  const { mcp_servers: servers, oauth_config: oauth, ...rest } = slackbot;
  const { oauth_config: before, ...others } = http;
  expect(servers).toEqual({
    crossing: { url: 'https://crossing.example.com/mcp', auth_type: 'slack_identity_auth' },
  });
  expect(rest).toEqual(others);
  const known: readonly string[] = before?.scopes?.bot ?? [];
  expect(oauth?.scopes?.bot?.filter((scope) => !known.includes(scope))).toEqual(['mcp:connect']);
});

test.each([
  ['https://crossing.example.com', 'https://crossing.example.com'],
  ['https://crossing.example.com/', 'https://crossing.example.com'],
  ['https://Crossing.Example.com:8443', 'https://crossing.example.com:8443'],
])('%s is an address', (given, origin) => {
  expect(readOrigin(given)).toEqual({ ok: true, origin });
});

test.each([
  [undefined, 'missing'],
  ['', 'missing'],
  ['crossing', 'not an address'],
  ['http://crossing.example.com', 'not https'],
  ['https://crossing.example.com/slack/events', 'more than a host'],
  ['https://crossing.example.com?x=1', 'more than a host'],
  ['https://me:pw@crossing.example.com', 'more than a host'],
])('%s is refused: %s', (given, why) => {
  expect(readOrigin(given)).toEqual({ ok: false, problem: expect.stringContaining(why) });
});

/** Runs a project command as the Slack CLI does: the words of the hook, then its own flags. */
async function runHook(command: string, ...flags: string[]) {
  const [program = '', ...words] = command.split(' ');
  return run(program, [...words, ...flags], { cwd: root, shell: process.platform === 'win32' });
}

test('the Slack CLI gets manifest.json from its get-manifest hook', async () => {
  const { hooks } = JSON.parse(readFileSync(join(root, '.slack', 'hooks.json'), 'utf8'));
  const { stdout } = await runHook(hooks['get-manifest'], `--source=${root}`);
  expect(JSON.parse(stdout)).toEqual(socket);
});

test('asking for the HTTP manifest without an address says what to do', async () => {
  const failure = await runHook('npm run --silent manifest').then(
    () => null,
    (error: { code: number; stderr: string; stdout: string }) => error,
  );
  expect(failure).toMatchObject({ code: 2, stdout: '' });
  expect(failure?.stderr).toContain('npm run manifest -- --url https://');
});
