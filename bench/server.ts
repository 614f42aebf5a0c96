import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../sandbox/free-port.ts';

/** An app under test, in a process of its own. */
export interface Server {
  readonly url: string;
  /** The time from its start to the first 200 of `/readyz`, in milliseconds. */
  readonly startMs: number;
  /** Resident memory in bytes, the heap in bytes after a collection, and processor time since the start in ms. */
  vitals(): Promise<Vitals>;
  stop(): Promise<void>;
}

export interface Vitals {
  readonly rss: number;
  readonly heap: number;
  readonly cpuMs: number;
}

export type Env = Readonly<Record<string, string>>;
export type Start = (env: Env) => Promise<Server>;

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Crossing as `npm start` runs it. */
export const crossing: Start = (env) => start(fileOf('../dist/main.js'), env);
/** Bolt with a command that only acknowledges. */
export const bareBolt: Start = (env) => start(fileOf('bare-bolt.mjs'), env);

/** A server that checks the token of audit events and appends them, and nothing else. */
export const bareAudit: Start = (env) => start(fileOf('bare-audit.mjs'), env);

const startTimeout = 20_000;

/** Starts the app. @throws Error when the process ends or is not ready within 20 seconds */
async function start(file: string, env: Env): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = fork(file, {
    execArgv: ['--expose-gc', `--import=${fileOf('vitals.mjs')}`],
    env: { PATH: process.env.PATH ?? '', ...env, PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - began > startTimeout) {
      child.kill('SIGKILL');
      throw new Error(`${file} did not become ready`);
    }
    await setTimeout(2);
  }
  const startMs = performance.now() - began;
  return { url, startMs, vitals: () => vitalsOf(child), stop: () => stop(child) };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  );

async function vitalsOf(child: ChildProcess): Promise<Vitals> {
  child.send('vitals');
  const [vitals] = await once(child, 'message');
  return vitals as Vitals;
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
