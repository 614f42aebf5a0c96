import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { test as base, describe, expect, type TestContext } from 'vitest';
import type { Seen } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Register } from '../../src/domain/register.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { postgres, type TestDatabase } from '../support/databases.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { programOf } from '../support/programs.ts';
import { type DatabaseProxy, startProxy } from '../support/proxy.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const busy = /^The database is busy \(ref \w{4}\)\. Nothing was changed\. Try again in a minute\.$/;
const away =
  /^The database does not answer \(ref \w{4}\)\. Nothing was changed\. Try again in a few minutes\.$/;
/** Slack's limit, in milliseconds. */
const ackLimit = 3_000;

/** An app on a database, with a pilot that can be checked in. */
interface Company {
  readonly crossing: LocalCrossing;
  /** Checks in as the owner. */
  readonly checksIn: () => Promise<Seen>;
  readonly asksVerdict: () => Promise<Seen>;
  readonly register: () => Promise<Register>;
  readonly countCheckIns: () => Promise<number>;
  readonly readLog: () => readonly { readonly msg: string; readonly trouble?: string }[];
  /** Asks whether the app is ready. `took` is in milliseconds. */
  readonly readiness: () => Promise<{ status: number; text: string; took: number }>;
}

async function startCompany(databaseUrl: string): Promise<Company> {
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => void lines.push(line) });
  const crossing = await startLocalCrossing(databaseUrl, { log, mode: 'http', ...patientLimits });
  crossing.moveTo('2026-02-03');
  await records(crossing, registerUseCase, registration({ owner: 'U0OMAR' }));
  await records(crossing, startPilot, {
    ...{ useCase: 'UC-1', startedOn: '2026-01-05', decideBy: '2026-12-31', volunteers: 12 },
    ...{ criteria: ['30% of tickets resolved'], stack: null },
  });
  const register = () => crossing.store.load(crossing.workspace.teamId);
  const types = (who: string, command: string) => crossing.workspace.as(who).types('#ai-program', command);
  return {
    ...{ crossing, register },
    checksIn: () => types('Omar Owner', '/stage3 checkin UC-1 daily:4 weekly:6 none:6'),
    asksVerdict: () => types('Lena Lead', '/stage3'),
    countCheckIns: async () => (await register()).checkIns.size,
    readLog: () => lines.map((line) => JSON.parse(line)),
    async readiness() {
      const began = performance.now();
      const answer = await fetch(`${crossing.address}/readyz`);
      return { status: answer.status, text: await answer.text(), took: performance.now() - began };
    },
  };
}

/** Opens what a test needs; afterwards it is closed, the last one first. */
function prepare({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const closing: (() => Promise<unknown>)[] = [];
  onTestFinished(async () => {
    for (const close of closing.reverse()) await close();
  });
  const afterwards = (close: () => Promise<unknown>) => void closing.push(close);

  async function startOn(databaseUrl: string): Promise<Company> {
    const company = await startCompany(databaseUrl);
    afterwards(company.crossing.close);
    return company;
  }

  async function createPostgres(): Promise<TestDatabase> {
    const database = await postgres.create();
    afterwards(database.remove);
    return database;
  }

  return {
    ...{ afterwards, startOn, createPostgres },
    async startBehindProxy(): Promise<{ database: TestDatabase; proxy: DatabaseProxy; company: Company }> {
      const database = await createPostgres();
      const proxy = await startProxy(database.url);
      afterwards(proxy.close);
      return { database, proxy, company: await startOn(proxy.through(database.url)) };
    },
    /** Opens a connection of another client. */
    async startSomebodyElse(url: string): Promise<pg.Client> {
      const client = new pg.Client(url);
      client.on('error', () => {});
      await client.connect();
      afterwards(() => client.end());
      return client;
    },
  };
}

const test = base.extend('opens', ({ onTestFinished }) => prepare({ onTestFinished }));

/**
 * Lets every connection be unused for longer than it is trusted (`trusted` in `postgres-connections.ts`). Until then a
 * statement is sent without a check, and a silent connection is found by the limit of the answer.
 */
const connectionsAreIdle = () => pause(20);

/** Returns the answer to a command, ignoring a notice that may arrive at the same time. */
const textOf = ({ messages }: Seen) => messages.findLast(({ isEphemeral }) => isEphemeral)?.text ?? '';

describe('PostgreSQL that ends a connection', () => {
  /** The connection of the app that waits for somebody else's lock. */
  const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

  test('inside a transaction: an apology, nothing half done, and the next one works', async ({ opens }) => {
    const database = await opens.createPostgres();
    // It waits for the lock until it is ended, however busy the machine is.
    const { crossing, checksIn, countCheckIns, readLog, register } = await opens.startOn(
      `${database.url}?lock_timeout=8000`,
    );
    const other = await opens.startSomebodyElse(database.url);
    await other.query('BEGIN; LOCK TABLE check_ins IN ACCESS EXCLUSIVE MODE');
    // This read loads the register into memory.
    await register();
    const answer = checksIn();
    await expect.poll(async () => (await other.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1);
    await other.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS theirs`);
    expect(textOf(await answer)).toMatch(away);
    await other.query('ROLLBACK');
    expect(await countCheckIns()).toBe(0);
    expect(textOf(await checksIn())).toContain('6 of 12');
    expect(await crossing.store.verify()).toMatchObject([{ ok: true }]);
    expect(readLog()).toContainEqual(expect.objectContaining({ msg: 'a listener failed', trouble: 'away' }));
  });

  test('between two statements of a transaction: the process lives', async ({ opens }) => {
    const { database, proxy, company } = await opens.startBehindProxy();
    const { checksIn, countCheckIns } = company;
    const caught = proxy.freezeAt('COMMIT', false);
    const answer = checksIn();
    await caught;
    await database.execute(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
    );
    proxy.reset();
    // Nobody knows what became of the commit, so it is made again.
    expect(textOf(await answer)).toContain('6 of 12');
    expect(await countCheckIns()).toBe(1);
  });

  test('while it is idle, and all of them at once: nobody notices', async ({ opens }) => {
    const { database, proxy, company } = await opens.startBehindProxy();
    const { asksVerdict, checksIn } = company;
    await Promise.all(Array.from({ length: 8 }, asksVerdict));
    await database.execute(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect(textOf(await asksVerdict())).toContain('Stage 2');
    proxy.reset();
    expect(textOf(await checksIn())).toContain('6 of 12');
  });

  test('because the server is stopped: an apology, not ready, and all is well once it is back', async ({
    opens,
  }) => {
    const server: PostgresServer = await startPostgres();
    opens.afterwards(server.stop);
    const { crossing, checksIn, countCheckIns, readiness } = await opens.startOn(server.address);
    await server.halt();
    expect(textOf(await checksIn())).toMatch(away);
    expect(await readiness()).toMatchObject({ status: 503, text: 'not ready: the database does not answer' });
    await crossing.schedule.tick();
    await server.resume();
    expect(textOf(await checksIn())).toContain('6 of 12');
    expect(await countCheckIns()).toBe(1);
    expect((await readiness()).status).toBe(200);
    await crossing.schedule.tick();
    await crossing.schedule.idle();
  });
});

/** Their limits are real time, which a busy machine may need for something else. */
const again = { retry: 2 };

describe('Connections to PostgreSQL that turn into black holes', again, () => {
  test('while new ones work: who asks is answered, the tick comes round, and the log says it', async ({
    opens,
  }) => {
    const { proxy, company } = await opens.startBehindProxy();
    const { crossing, asksVerdict, checksIn, readLog, readiness } = company;
    await Promise.all(Array.from({ length: 8 }, asksVerdict));
    await connectionsAreIdle();
    proxy.freeze();
    const began = performance.now();
    expect(textOf(await asksVerdict())).toContain('Stage 2');
    expect(performance.now() - began).toBeLessThan(ackLimit);
    await connectionsAreIdle();
    proxy.freeze();
    await crossing.schedule.tick();
    expect(readLog().map(({ msg }) => msg)).toContain('a connection to the database is silent');
    expect(textOf(await checksIn())).toContain('6 of 12');
    expect((await readiness()).status).toBe(200);
  });

  test('and new ones as well: an apology within three seconds, not ready within two', async ({ opens }) => {
    const { proxy, company } = await opens.startBehindProxy();
    const { checksIn, countCheckIns, readiness } = company;
    await connectionsAreIdle();
    proxy.freezeAll();
    const began = performance.now();
    expect(textOf(await checksIn())).toMatch(away);
    expect(performance.now() - began).toBeLessThan(ackLimit);
    const { took, ...ready } = await readiness();
    expect(ready).toEqual({ status: 503, text: 'not ready: the database does not answer' });
    expect(took).toBeLessThan(2_000);
    proxy.thaw();
    expect(textOf(await checksIn())).toContain('6 of 12');
    expect(await countCheckIns()).toBe(1);
  });

  test.concurrent.for<readonly [string, boolean]>([
    ['is held back', false],
    ['arrives, and its answer does not', true],
  ])(
    'when a commit %s: it is recorded once, also when what was held goes on',
    async ([_, passOn], { opens, expect }) => {
      const { proxy, company } = await opens.startBehindProxy();
      const { crossing, checksIn, register } = company;
      const { seq } = await register();
      const caught = proxy.freezeAt('COMMIT', passOn);
      const answer = checksIn();
      await caught;
      expect(textOf(await answer)).toContain('6 of 12');
      proxy.thaw();
      expect((await register()).seq).toBe(seq + 1);
      expect(await crossing.store.verify()).toMatchObject([{ ok: true, rows: seq + 1 }]);
    },
  );

  test.concurrent('when a commit is held back and nothing gets through any more: it is said that nobody knows', async ({
    opens,
    expect,
  }) => {
    const { proxy, company } = await opens.startBehindProxy();
    const { checksIn, register } = company;
    const { seq } = await register();
    const caught = proxy.freezeAt('COMMIT', false);
    const answer = checksIn();
    await caught;
    proxy.freezeAll();
    expect(textOf(await answer)).toMatch(
      /^The database stopped answering while this was being saved \(ref \w{4}\)\. It may be recorded: check before/,
    );
    proxy.thaw();
    expect((await register()).seq).toBe(seq);
    expect(textOf(await checksIn())).toContain('6 of 12');
    expect((await register()).seq).toBe(seq + 1);
  });

  test.concurrent('SIGTERM ends the process within its 25 seconds while the database is a black hole', async ({
    opens: { createPostgres, afterwards },
    expect,
  }) => {
    const database = await createPostgres();
    const proxy = await startProxy(database.url);
    const workspace = await startSampleWorkspace(patientLimits);
    afterwards(proxy.close);
    afterwards(workspace.close);
    const port = await freePort();
    const { path, execArgv } = await programOf('src/main.ts');
    const child = spawn(process.execPath, [...execArgv, path], {
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH ?? '',
        SLACK_BOT_TOKEN: workspace.botToken,
        SLACK_APP_TOKEN: workspace.appToken,
        SLACK_API_URL: workspace.apiUrl,
        DATABASE_URL: proxy.through(database.url),
        PORT: String(port),
      },
    });
    const ended = once(child, 'exit');
    afterwards(async () => void child.kill('SIGKILL'));
    const fetchReadiness = () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ status }) => status,
        () => null,
      );
    await expect.poll(fetchReadiness, { timeout: 40_000 }).toBe(200);
    await connectionsAreIdle();
    proxy.freezeAll();
    const lena = workspace.as('Lena Lead');
    void lena.types('#general', '/stage3').catch(() => undefined);
    void lena.opensHome().catch(() => undefined);
    await expect.poll(fetchReadiness, { timeout: 10_000 }).toBe(503);
    const began = performance.now();
    child.kill('SIGTERM');
    expect((await ended)[1]).toBeNull();
    expect(performance.now() - began).toBeLessThan(26_000);
  });
});

describe('PostgreSQL on which somebody else holds a lock', again, () => {
  test.for<readonly [string, string | null]>([
    ['the table of changes', 'LOCK TABLE changes IN ACCESS EXCLUSIVE MODE'],
    ['the table of check-ins', 'LOCK TABLE check_ins IN SHARE MODE'],
    ['the row of the workspace on the agenda', 'SELECT * FROM agenda FOR UPDATE'],
    ['the key of the next change', null],
  ])('on %s: refused within three seconds, and nothing is half done', async ([_, lock], { opens }) => {
    const database = await opens.createPostgres();
    const { crossing, checksIn, register } = await opens.startOn(database.url);
    const { seq } = await register();
    const other = await opens.startSomebodyElse(database.url);
    await other.query('BEGIN');
    await other.query(
      lock ??
        `INSERT INTO changes SELECT workspace, seq + 1, at, actor, action, entity, id, use_case, before, after, hash, 'x' FROM changes WHERE seq = ${seq}`,
    );
    const began = performance.now();
    expect(textOf(await checksIn())).toMatch(busy);
    expect(performance.now() - began).toBeLessThan(ackLimit);
    await other.query('ROLLBACK');
    expect((await register()).seq).toBe(seq);
    expect(await database.execute('SELECT * FROM check_ins')).toEqual([]);
    expect(textOf(await checksIn())).toContain('6 of 12');
    expect((await register()).seq).toBe(seq + 1);
    expect(await crossing.store.verify()).toMatchObject([{ ok: true }]);
  });

  test('a form keeps what was typed and says it at its first field', async ({ opens }) => {
    const database = await opens.createPostgres();
    const { crossing, register } = await opens.startOn(database.url);
    const omar = crossing.workspace.as('Omar Owner');
    await omar.types('#ai-program', '/usecase add');
    const form = await omar.openModal();
    await form.fill({
      Name: 'Ticket sorting',
      'What it does': 'Sorts tickets.',
      Team: 'Support',
      'Intended users': 40,
      'What it may do': 'Suggest: a person decides and acts',
      Retrieval: 'No',
    });
    const other = await opens.startSomebodyElse(database.url);
    await other.query('BEGIN; LOCK TABLE changes IN ACCESS EXCLUSIVE MODE');
    const { errors } = await form.submits();
    expect(Object.values(errors ?? {})).toEqual([expect.stringMatching(busy)]);
    await other.query('ROLLBACK');
    expect((await form.submits()).modal?.text).toContain('Ticket sorting');
    expect((await register()).useCases.size).toBe(2);
  });
});
