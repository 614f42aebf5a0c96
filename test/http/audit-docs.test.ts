import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { issueIntakeToken } from '../../src/domain/adoption/intake.ts';
import { issueAuditToken } from '../../src/domain/audit-trail/audit-tokens.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const run = promisify(execFile);

/** The commands of a page of the docs that call curl. */
function curlsOf(page: string): readonly string[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/```sh\n(curl[^`]+)```/g)].map(([, command = '']) => command);
}

let crossing: LocalCrossing;
let address: string;
beforeAll(async () => {
  const port = await freePort();
  crossing = await startLocalCrossing('sqlite::memory:', { ...patientLimits, appPort: port });
  address = `http://127.0.0.1:${port}`;
  crossing.moveTo('2026-03-03');
  for (const name of ['Ticket triage', 'Contract summaries', 'Invoice matching']) {
    const whyNew = 'Another job';
    await records(
      crossing,
      registerUseCase,
      registration({ name, purpose: name, owner: 'U0LENA', intendedUsers: 100, whyNew }),
    );
  }
  await records(crossing, startPilot, {
    ...{ useCase: 'UC-3', startedOn: '2026-01-12', decideBy: '2026-05-12', volunteers: 80 },
    ...{ criteria: ['Half the time'], stack: null },
  });
});
afterAll(() => crossing.close());

/** Runs a command of the docs against the app, with a token of its kind, and returns its answer. */
async function answerTo(command: string): Promise<unknown> {
  const isAudit = command.includes('audit-events');
  const prefix = isAudit ? 'crossing-audit-' : 'crossing-intake-';
  const token = `${prefix}${'x'.repeat(43)}.${crossing.workspace.teamId}`;
  const hash = createHash('sha256').update(token).digest('hex');
  await records(crossing, isAudit ? issueAuditToken : issueIntakeToken, { useCase: 'UC-3', hash });
  const here = command.replace('https://crossing.example.com', address);
  const env = { ...process.env, CROSSING_TOKEN: token };
  const { stdout } = await run('sh', ['-c', here.replace('curl', 'curl -sS --fail-with-body')], { env });
  return JSON.parse(stdout);
}

test('the examples of the audit trail record what they say, once', async () => {
  const commands = curlsOf('audit-trail.md');
  const answers: unknown[] = [];
  for (const command of [...commands, ...commands]) answers.push(await answerTo(command));
  expect(answers).toMatchObject([
    { recorded: 1, repeated: 0 },
    { recorded: 2, repeated: 0 },
    { recorded: 0, repeated: 1 },
    { recorded: 0, repeated: 2 },
  ]);
  const page = await crossing.workspace.as('Lena Lead').types('#ai-program', '/stage3 audit UC-3');
  expect(page.text).toContain('Refunded 900 EUR');
  expect(page.text).toContain('More than the rule allows');
});

test('the example of adoption figures records a check-in', async () => {
  const [command = ''] = curlsOf('adoption-intake.md');
  expect(await answerTo(command)).toMatchObject({ useCase: 'UC-3', week: '2026-01-26', weekly: 62 });
});
