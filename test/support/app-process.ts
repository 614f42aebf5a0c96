import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type TestContext } from 'vitest';
import { signingSecret } from '../../sandbox/crossing.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Sandbox } from '../../sandbox/server/start-sandbox.ts';
import { memoryFolder } from './memory.ts';
import { patientLimits } from './patient-limits.ts';
import { programOf } from './programs.ts';
import { type SlowSlack, startSlowSlack } from './slow-slack.ts';

export interface Running {
  readonly child: ChildProcess;
  /** Returns everything written so far, on either stream. */
  readonly written: () => string;
  /** Resolves when this has been written. */
  readonly says: (words: string) => Promise<void>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export const modes = [{ mode: 'Socket Mode' }, { mode: 'HTTP' }] as const;
type Mode = (typeof modes)[number]['mode'];

export interface App extends Running {
  readonly workspace: Sandbox;
  readonly slack: SlowSlack;
  readonly port: number;
}

/** The start options of an app besides its addresses and tokens. */
interface Started {
  /** Options of its workspace. */
  readonly workspace?: object;
  readonly env?: Record<string, string>;
  /** Arguments of the app itself. */
  readonly args?: readonly string[];
  /** A module that is loaded before the app. */
  readonly preload?: string;
}

/** Runs parts of the project in processes of their own; after the test they are killed and what was opened is closed. */
function prepareProcesses({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const folder = mkdtempSync(join(memoryFolder, 'crossing-process-'));
  const running: Running[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  onTestFinished(async () => {
    for (const { child, ended } of running) {
      child.kill('SIGKILL');
      await ended;
    }
    for (const close of closing) await close();
    rmSync(folder, { recursive: true });
  });

  const databaseUrl = `sqlite:${join(folder, 'crossing.db')}`;

  /** Runs a file of the project with nothing in its environment but this. */
  async function run(
    file: string,
    env: Record<string, string>,
    preload?: string,
    args: readonly string[] = [],
  ): Promise<Running> {
    const preloads = preload === undefined ? [] : ['--import', preload];
    const { path, execArgv } = await programOf(file);
    const child = spawn(process.execPath, [...execArgv, ...preloads, path, ...args], {
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let text = '';
    let look = () => {};
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        text += chunk;
        look();
      });
    }
    const ended = once(child, 'close').then(([code, signal]): number | string => code ?? signal);
    const says = (words: string) =>
      new Promise<void>((resolve, reject) => {
        look = () => text.includes(words) && resolve();
        look();
        void ended.then((how) => reject(new Error(`ended with ${how}, without "${words}":\n${text}`)));
      });
    const started = { child, written: () => text, says, ended };
    running.push(started);
    return started;
  }

  /** Starts a workspace behind a proxy that a test can slow down. */
  async function workspaceAt(
    port: number | null,
    options: object = patientLimits,
  ): Promise<{ workspace: Sandbox; slack: SlowSlack }> {
    const app = { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret };
    const workspace = await startSampleWorkspace({
      ...options,
      ...(port === null ? {} : { app }),
    });
    const slack = await startSlowSlack(workspace.apiUrl);
    closing.push(slack.close, workspace.close);
    return { workspace, slack };
  }

  const runApp = (
    workspace: Sandbox,
    slack: SlowSlack,
    port: number,
    mode: Mode,
    { env = {}, preload, args }: Started = {},
  ) =>
    run(
      'src/main.ts',
      {
        SLACK_BOT_TOKEN: workspace.botToken,
        SLACK_API_URL: slack.apiUrl,
        DATABASE_URL: databaseUrl,
        PORT: String(port),
        ...(mode === 'HTTP'
          ? { SLACK_SIGNING_SECRET: signingSecret }
          : { SLACK_APP_TOKEN: workspace.appToken }),
        ...env,
      },
      preload,
      args,
    );

  async function startApp(mode: Mode, started: Started = {}): Promise<App> {
    const port = await freePort();
    const { workspace, slack } = await workspaceAt(mode === 'HTTP' ? port : null, started.workspace);
    const app = await runApp(workspace, slack, port, mode, started);
    await app.says('Crossing is running');
    return { ...app, workspace, slack, port };
  }

  return {
    databaseUrl,
    run,
    workspaceAt,
    runApp,
    startApp,
    /** Runs after the test. */
    afterwards: (close: () => Promise<unknown>) => void closing.push(close),
  };
}

/**
 * A test with its own processes, folder and database, so that several can wait for theirs at once. Those that do must
 * poll with the `expect` of their own context: the imported one refuses when another test has ended.
 */
export const test = base.extend('processes', ({ onTestFinished }) => prepareProcesses({ onTestFinished }));

export type Processes = ReturnType<typeof prepareProcesses>;

export const status = (port: number, path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`).then((answer) => answer.status);
