import { createServer } from 'node:net';
import { describe, expect, vi } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import type { Sandbox } from '../../sandbox/server/start-sandbox.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { openStore } from '../../src/store/open.ts';
import { type App, modes, type Running, status, test } from '../support/app-process.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

/** Opens and fills in the form to register a use case of this name. */
async function filledIn(workspace: Sandbox, who: string, name: string) {
  const person = workspace.as(who);
  await person.types('#ai-program', '/usecase add');
  const form = await person.openModal();
  await form.fill({
    Name: name,
    'What it does': name,
    Team: 'Support',
    'Intended users': 40,
    'What it may do': 'Suggest: a person decides and acts',
    Retrieval: 'No',
  });
  return form;
}

/** Sends SIGTERM while a submission waits for Slack, until the app is no longer ready. `goOn` lets Slack answer. */
async function stopsDuring(
  { workspace, slack, port, child }: App,
  form: Awaited<ReturnType<typeof filledIn>>,
) {
  await workspace.control.change('Omar Owner', {});
  const held = slack.hold('users.info');
  const submitted = form.submits();
  const goOn = await held;
  child.kill('SIGTERM');
  await vi.waitUntil(async () => (await status(port, '/readyz')) === 503, { timeout: 60_000 });
  return { submitted, goOn };
}

describe('starting', () => {
  test('with nothing set ends at once, names every variable that is missing and the demo', async ({
    processes,
  }) => {
    const app = await processes.run('src/main.ts', {});
    expect(await app.ended).toBe(1);
    expect(app.written()).toContain('SLACK_BOT_TOKEN is not set');
    expect(app.written()).toContain('SLACK_APP_TOKEN is not set');
    expect(app.written()).toContain('npm run demo');
    expect(app.written()).not.toContain('    at ');
  });

  test('with everything wrong names every variable, and no value', async ({ processes }) => {
    const wrong = {
      SLACK_BOT_TOKEN: 'not-a-bot-token-5417',
      SLACK_APP_TOKEN: 'not-an-app-token-5417',
      SLACK_API_URL: 'http://example.com/5417/',
      DATABASE_URL: 'mysql://user:5417@db/',
      PORT: 'port-5417',
      LOG_LEVEL: 'loud-5417',
    };
    const app = await processes.run('src/main.ts', wrong);
    expect(await app.ended).toBe(1);
    for (const variable of Object.keys(wrong)) expect(app.written()).toContain(variable);
    expect(app.written()).not.toContain('5417');
  });

  test.for(modes)('in $mode: alive, ready, and answering', async ({ mode }, { processes }) => {
    const { workspace, port, written } = await processes.startApp(mode);
    expect([await status(port, '/healthz'), await status(port, '/readyz')]).toEqual([200, 200]);
    const answer = await workspace.as('Lena Lead').types('#general', '/stage3');
    expect(answer.text).toContain('Stage 1: 0 of 4 requirements for Stage 3');
    expect(written()).not.toMatch(/xoxb-|xapp-/);
  });

  test.for<readonly [string, Record<string, string>]>([
    ['bot token', { SLACK_BOT_TOKEN: 'xoxb-wrong-5417' }],
    ['app token', { SLACK_APP_TOKEN: 'xapp-wrong-5417' }],
  ])('with a wrong %s ends, says what to check, and shows no token', async ([_, wrong], { processes }) => {
    const { databaseUrl, run, workspaceAt } = processes;
    const { workspace, slack } = await workspaceAt(null);
    const app = await run('src/main.ts', {
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      ...wrong,
    });
    expect(await app.ended).toBe(1);
    expect(app.written()).toContain('Crossing could not start: check the tokens');
    expect(app.written()).toContain('invalid_auth');
    expect(app.written()).not.toContain('5417');
    expect(app.written()).not.toContain(workspace.botToken);
  });

  test('with a database that does not open ends, says what to check, and shows no password', async ({
    processes,
  }) => {
    const port = await freePort();
    const app = await processes.run('src/main.ts', {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      DATABASE_URL: `postgres://crossing:5417@127.0.0.1:${port}/crossing`,
    });
    expect(await app.ended).toBe(1);
    expect(app.written()).toContain('check DATABASE_URL');
    expect(app.written()).not.toContain(':5417@');
  });

  test.for(modes)('in $mode on a port that is taken ends and says which', async ({ mode }, { processes }) => {
    const { workspaceAt, runApp, afterwards } = processes;
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, resolve));
    afterwards(async () => taken.close());
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { workspace, slack } = await workspaceAt(null);
    const app = await runApp(workspace, slack, port, mode);
    expect(await app.ended).toBe(1);
    expect(app.written()).toContain('EADDRINUSE');
    expect(app.written()).toContain(String(port));
    expect(app.written()).toContain('"level":60');
  });
});

describe.concurrent('stopping', () => {
  test.for(modes)(
    'in $mode: SIGTERM lets a submission under way finish',
    async ({ mode }, { processes, expect }) => {
      const app = await processes.startApp(mode);
      const { workspace, port, ended } = app;
      const form = await filledIn(workspace, 'Omar Owner', 'Ticket sorting');
      const { submitted, goOn } = await stopsDuring(app, form);
      expect(await status(port, '/healthz')).toBe(200);
      goOn();
      expect((await submitted).modal?.text).toContain('Registered as UC-1 Ticket sorting');
      expect(await ended).toBe(0);
    },
  );

  test.for(modes)(
    'in $mode: who comes after SIGTERM is told so, and nothing of theirs is begun',
    async ({ mode }, { processes, expect }) => {
      const app = await processes.startApp(mode);
      const { workspace, port, ended } = app;
      const form = await filledIn(workspace, 'Omar Owner', 'Ticket sorting');
      const late = await filledIn(workspace, 'Ana Operations', 'Late one');
      const { submitted, goOn } = await stopsDuring(app, form);
      const restarting = 'Crossing is restarting. Nothing was changed. Try again in a minute.';
      expect((await workspace.as('Lena Lead').types('#general', '/stage3')).text).toBe(restarting);
      expect(Object.values((await late.submits()).errors ?? {})).toEqual([restarting]);
      const report = await fetch(`http://127.0.0.1:${port}/api/v1/use-cases/UC-1/adoption`, {
        method: 'POST',
      });
      expect([report.status, report.headers.get('retry-after')]).toEqual([503, '60']);
      goOn();
      expect((await submitted).modal?.text).toContain('Registered as UC-1 Ticket sorting');
      expect(await ended).toBe(0);
    },
  );

  test.for<readonly [string, boolean]>([
    ['takes its time', true],
    ['hangs for good', false],
  ])(
    'while a reminder that is sent %s: who comes is refused at once, and the process ends in time',
    {
      timeout: 120_000,
    },
    async ([_, goesOn], { processes: { databaseUrl, startApp, afterwards }, expect }) => {
      /** A Monday, one in the afternoon in Berlin. */
      const monday = Date.UTC(2026, 0, 12, 12);
      const movedBy = monday - Date.now();
      const now = () => Date.now() + movedBy;
      const { workspace, slack, port, child, ended } = await startApp('Socket Mode', {
        workspace: { ...patientLimits, now },
        env: { MOVED_BY: String(movedBy) },
        preload: './test/support/moved-date.mjs',
      });
      const store = await openStore(databaseUrl);
      afterwards(() => store.close());
      const held = slack.hold('chat.postMessage');
      const earlier = { store, now: () => monday - 40 * 24 * 60 * 60 * 1000, workspace };
      await records(earlier, registerUseCase, registration({ owner: 'U0OMAR' }));
      await records(earlier, startPilot, {
        ...{ useCase: 'UC-1', startedOn: '2025-12-01', decideBy: '2026-01-05', volunteers: 12 },
        ...{ criteria: ['30% of tickets resolved'], stack: null },
      });
      const goOn = await held;
      const began = performance.now();
      child.kill('SIGTERM');
      await expect.poll(() => status(port, '/readyz')).toBe(503);
      const { seq } = await store.load(workspace.teamId);
      const late = await workspace
        .as('Omar Owner')
        .types('#general', '/stage3 checkin UC-1 daily:4 weekly:6 none:2');
      expect(late.text).toBe('Crossing is restarting. Nothing was changed. Try again in a minute.');
      expect((await store.load(workspace.teamId)).seq).toBe(seq);
      if (goesOn) goOn();
      expect(await ended).toBe(0);
      expect(performance.now() - began).toBeLessThan(26_000);
      expect(workspace.as('Omar Owner').directMessages()).toHaveLength(goesOn ? 1 : 0);
    },
  );

  test('SIGINT with nothing under way ends at once', async ({ processes, expect }) => {
    const { child, ended } = await processes.startApp('Socket Mode');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  test('killed in the middle of commits: what was confirmed is there, and the log verifies', {
    timeout: 180_000,
  }, async ({ processes: { databaseUrl, run, runApp, startApp }, expect }) => {
    // Short limits, because nobody should wait long for a killed app.
    const hurried = { ackTimeoutMs: 1500, clientTimeoutMs: 1000 };
    const { workspace, slack, port, ...first } = await startApp('Socket Mode', { workspace: hurried });
    const people = ['Lena Lead', 'Omar Owner', 'Ana Operations', 'Itai IT'];
    const confirmed: string[] = [];
    let app: Running = first;
    for (const fatal of [2, 5, 9]) {
      await Promise.all(
        people.map(async (who) => {
          for (let n = 1; app.child.signalCode === null; n += 1) {
            const name = `${who.split(' ')[0]}${fatal}x${n}`;
            try {
              const form = await filledIn(workspace, who, name);
              const { modal } = await form.submits();
              if (modal?.title !== 'Recorded') continue;
              confirmed.push(name);
              if (confirmed.length >= fatal) app.child.kill('SIGKILL');
              await modal.closes({ all: true });
            } catch {
              // The app is gone, or was before it answered.
            }
          }
        }),
      );
      expect(await app.ended).toBe('SIGKILL');
      for (const who of people) await workspace.as(who).modal()?.closes({ all: true });
      const verified = await run('scripts/verify-log.ts', { DATABASE_URL: databaseUrl });
      expect(await verified.ended, verified.written()).toBe(0);
      expect(verified.written()).toMatch(/: \d+ changes, head /);
      app = await runApp(workspace, slack, port, 'Socket Mode');
      await app.says('Crossing is running');
    }
    const lena = workspace.as('Lena Lead');
    for (const name of confirmed) {
      const seen = await lena.types('#ai-program', `/stage3 usecase show "${name}"`);
      expect(seen.text).toContain(name);
    }
  });
});
