import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalCrossing } from '../sandbox/crossing.ts';
import { issueToken, startCompany } from './support/mcp.ts';
import { memoryFolder } from './support/memory.ts';

/**
 * The official conformance suite asks the running app. About half of its scenarios call tools of a sample server; these
 * are the others.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const suites = {
  '2025-11-25': {
    suite: 'node_modules/@modelcontextprotocol/conformance/dist/index.js',
    flags: [],
    options: [],
    scenarios: [
      ...['server-initialize', 'ping', 'tools-list', 'resources-list', 'prompts-list'],
      'dns-rebinding-protection',
    ],
  },
  '2026-07-28': {
    suite: 'node_modules/conformance-2026/dist/index.js',
    flags: ['--import', './test/support/fs-with-glob.mjs'],
    options: ['--spec-version', '2026-07-28'],
    scenarios: [
      ...['server-stateless', 'tools-list', 'resources-list', 'prompts-list', 'caching'],
      ...['http-header-validation', 'sep-2164-resource-not-found', 'dns-rebinding-protection'],
    ],
  },
} as const;

/** Checks that need a sample tool: one that asks for a capability, streams or logs. A read-only server has none. */
const notTestable = [
  'sep-2575-server-rejects-undeclared-capability',
  'sep-2575-missing-capability-http-400',
  'sep-2575-http-server-no-independent-requests-on-stream',
  'sep-2575-server-no-log-without-loglevel',
];

interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'SKIPPED';
  readonly errorMessage?: string;
}

let crossing: LocalCrossing;
let proxy: Server;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(memoryFolder, 'crossing-conformance-'));
  crossing = await startCompany();
  const authorization = `Bearer ${await issueToken(crossing, 'U0LENA')}`;
  const { hostname, port } = new URL(crossing.address);
  // The suite cannot send a token.
  proxy = createServer((from, answer) => {
    const { url: path, method, headers } = from;
    const options = { hostname, port, path, method, headers: { ...headers, authorization } };
    const to = request(options, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    answer.on('close', () => to.destroy());
    to.on('error', () => answer.destroy());
    from.pipe(to);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mcp`;
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await crossing.close();
  rmSync(folder, { recursive: true });
});

/** Runs the scenarios of a revision. */
async function run(revision: keyof typeof suites): Promise<void> {
  const { suite, flags, options, scenarios } = suites[revision];
  const runner = [...flags, 'test/support/run-conformance.mjs', pathToFileURL(join(root, suite)).href];
  const args = [...runner, url, join(folder, revision), JSON.stringify(options), ...scenarios];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
  await once(child, 'close');
}

/** Returns the checks that a scenario made. @throws when it made none */
function readChecks(revision: keyof typeof suites, scenario: string): readonly Check[] {
  const output = join(folder, revision, scenario);
  const [made = ''] = readdirSync(output);
  return JSON.parse(readFileSync(join(output, made, 'checks.json'), 'utf8'));
}

describe.each(Object.keys(suites) as (keyof typeof suites)[])('in revision %s', (revision) => {
  beforeAll(() => run(revision));

  test.each(suites[revision].scenarios)('%s', (scenario) => {
    const checks = readChecks(revision, scenario);
    expect(checks.filter(({ status }) => status === 'SUCCESS').length).toBeGreaterThan(0);
    const failures = checks.filter(({ status, id }) => status === 'FAILURE' && !notTestable.includes(id));
    expect(failures).toEqual([]);
    if (scenario === 'server-stateless')
      for (const id of notTestable)
        expect(checks.find((check) => check.id === id)?.errorMessage).toContain('Not testable');
  });
});
