import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ConversationsHistoryResponse, WebClient } from '@slack/web-api';
import { samplePeople, startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import { randomFaults, randomNumbers } from '../../sandbox/server/faults.ts';
import type { Sandbox } from '../../sandbox/server/start-sandbox.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { createDraft } from '../../src/domain/change.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { insist } from './chaos-timing.ts';
import { createPlannedMessage } from './messages.ts';
import { plainUseCase } from './plain-use-case.ts';
import { programOf } from './programs.ts';

/** Something that goes wrong beside the senders, again and again. */
export interface Disturbance {
  readonly name: string;
  /** Milliseconds from the end of one to the beginning of the next. */
  readonly every: number;
  /** Leaves things as they were. */
  strike(): Promise<void>;
}

export interface Chaos {
  readonly databaseUrl: string;
  /** By which the senders reach the same database; as above unless given. */
  readonly sendersUrl?: string;
  readonly disturbances?: readonly Disturbance[];
  /** True to move the date of the senders and the planner again and again, while Slack's stays. */
  readonly movesDate?: boolean;
  /** How many processes send at the same time. */
  readonly replicas: number;
  readonly messages: number;
  /** How often one of them is killed. */
  readonly kills: number;
  /** The share of Slack's answers that are faulty. */
  readonly faults: number;
  readonly seed: number;
  /** Gives up when the messages are not settled so many milliseconds after the last kill. */
  readonly timeout: number;
}

export interface Toll {
  readonly messages: number;
  readonly faults: number;
  readonly kills: number;
  /** How often one of the disturbances struck. */
  readonly disturbances: number;
  /** Kills in the middle of a call that posts a message. */
  readonly midway: number;
  /** Never arrived. */
  readonly lost: number;
  /** Arrived more than once. */
  readonly doubled: number;
  /** Of which the outbox says something else than what is in Slack. */
  readonly mistaken: number;
  /** Of which the outbox says that nobody knows. */
  readonly unknown: number;
  readonly seconds: number;
}

/** How long a sender is left alone before the next kill, in milliseconds at most. */
const longestLife = 400;

const workspaces = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'];
const people = Array.from({ length: 30 }, (_, n) => ({
  ...(samplePeople[1] as (typeof samplePeople)[number]),
  id: `U0P${n}`,
  name: `Person ${n}`,
  handle: `person${n}`,
}));
const channels = ['one', 'two', 'three', 'four'].map((name) => ({ name, members: 'all' as const }));
const channelIds = channels.map((_, n) => `C0${String(n + 1).padStart(4, '0')}`);
const recipients = [...people.map(({ id }) => id), ...channelIds];
const conversations = [...people.map(({ id }) => id.replace('U', 'D')), ...channelIds];
const movedDate = fileURLToPath(new URL('moved-date.mjs', import.meta.url));
/** By how much the date is off, in turn, in milliseconds: less than Slack's clock and ours may be apart. */
const moves = [200_000, 0, -200_000, 100_000];

/**
 * Sends messages while Slack answers badly and the senders are killed with SIGKILL, again and again, and counts what
 * arrived. The seed decides the faults and the moments; what is under way at each moment it cannot decide.
 */
export async function chaos(given: Chaos): Promise<Toll> {
  const began = performance.now();
  const workspace = await startSampleWorkspace({ people, channels });
  const store = await openStore(given.databaseUrl);
  const chance = randomNumbers(given.seed);
  const senders: Sender[] = [];
  const calm = new AbortController();
  let strikes = 0;
  async function disturb({ every, strike }: Disturbance): Promise<void> {
    while (!calm.signal.aborted) {
      await setTimeout(every, null, { signal: calm.signal }).catch(() => null);
      if (calm.signal.aborted) return;
      await strike();
      strikes += 1;
    }
  }
  const clock = { movedBy: 0 };
  let moved = 0;
  const movesDate: Disturbance = {
    name: 'the date is moved',
    every: 1_500,
    async strike() {
      clock.movedBy = moves[moved % moves.length] ?? 0;
      moved += 1;
      for (const each of senders) each.moveDate(clock.movedBy);
    },
  };
  const disturbances = [...(given.disturbances ?? []), ...(given.movesDate ? [movesDate] : [])];
  let disturbing: Promise<unknown> = Promise.resolve();
  try {
    for (const [n, method] of ['chat.postMessage', 'conversations.history', 'conversations.open'].entries()) {
      workspace.control.failBy(method, randomFaults(given.seed + n, given.faults));
    }
    for (const name of workspaces) await recordSomething(store, name);
    for (let n = 0; n <= given.replicas; n += 1) senders.push(await startSender(given, workspace, clock));
    // The last one stands by, so that no time passes in which nobody sends.
    for (const each of senders.slice(0, -1)) each.begin();
    disturbing = Promise.all(disturbances.map(disturb));
    let midway = 0;
    for (let kill = 0; kill < given.kills; kill += 1) {
      const from = Math.round((kill * given.messages) / given.kills);
      const to = Math.round(((kill + 1) * given.messages) / given.kills);
      for (let n = from; n < to; n += 1) await insist(() => plan(store, n, Date.now() + clock.movedBy));
      await setTimeout(chance() * longestLife);
      const [victim] = senders.splice(Math.floor(chance() * given.replicas), 1);
      if ((await victim?.kill()) === 'midway') midway += 1;
      senders.at(-1)?.begin();
      senders.push(await startSender(given, workspace, clock));
    }
    calm.abort();
    await disturbing;
    await waitUntilSettled(store, given.timeout);
    const seconds = (performance.now() - began) / 1000;
    return { ...(await countDamage(store, workspace, given)), disturbances: strikes, midway, seconds };
  } finally {
    calm.abort();
    await disturbing;
    for (const each of senders) await each.kill();
    await store.close();
    await workspace.close();
  }
}

interface Sender {
  begin(): void;
  moveDate(by: number): void;
  /** Ends it at once, and says whether it was in the middle of posting. */
  kill(): Promise<'midway' | 'idle'>;
}

async function startSender(
  { databaseUrl, sendersUrl = databaseUrl }: Chaos,
  { apiUrl, botToken }: Sandbox,
  clock: { readonly movedBy: number },
): Promise<Sender> {
  const { path, execArgv } = await programOf('test/support/sender.ts');
  const child = fork(path, [sendersUrl, apiUrl, botToken], {
    execArgv: [...execArgv, '--import', movedDate],
    env: { ...process.env, MOVED_BY: String(clock.movedBy) },
  });
  let callsUnderWay = 0;
  child.on('message', (calls) => {
    if (typeof calls === 'number') callsUnderWay += calls;
  });
  const exit = once(child, 'exit');
  await Promise.race([once(child, 'message'), exit]);
  return {
    begin: () => void child.send('begin'),
    moveDate: (by) => void child.send(by),
    async kill() {
      if (child.exitCode !== null) throw new Error(`a sender ended by itself with ${child.exitCode}`);
      child.kill('SIGKILL');
      await exit;
      return callsUnderWay > 0 ? 'midway' : 'idle';
    },
  };
}

/** Puts a workspace on the agenda. */
async function recordSomething(store: Store, workspace: string): Promise<void> {
  const register = await store.load(workspace);
  const drafts = [createDraft(register, 'register-use-case', 'useCases', 'UC-1', plainUseCase())];
  await store.commit(workspace, { seenSeq: 0, delivery: null, actor: 'U1', at: Date.now(), drafts });
}

/** Plans the nth message. */
async function plan(store: Store, n: number, now: number): Promise<void> {
  const workspace = workspaces[n % workspaces.length] ?? '';
  const round = Math.floor(n / workspaces.length);
  const recipient = recipients[round % recipients.length] ?? '';
  const day = addDays('2026-01-01', Math.floor(round / recipients.length));
  const kind = recipient.startsWith('U') ? 'daily' : 'digest';
  const one = createPlannedMessage({ kind, recipient, day, expiresAt: now + 3_600_000 });
  await store.outbox.plan(workspace, now, [one]);
}

async function waitUntilSettled(store: Store, timeout: number): Promise<void> {
  const until = Date.now() + timeout;
  const open = async () => {
    const { messages } = await store.outbox.backlog(Date.now());
    return messages.some(({ status }) => status !== 'unknown');
  };
  while ((await open()) && Date.now() < until) await setTimeout(100);
}

async function countDamage(store: Store, workspace: Sandbox, { kills }: Chaos) {
  workspace.control.failBy('conversations.history', () => null);
  const places = await placesOf(workspace);
  const lists = await Promise.all(workspaces.map((name) => store.outbox.messages(name)));
  const messages = lists.flat();
  const arrived = (id: string) => places.get(id) ?? [];
  return {
    messages: messages.length,
    faults: workspace.control.calls().filter(({ fault }) => fault !== null).length,
    kills,
    lost: messages.filter(({ id }) => arrived(id).length === 0).length,
    doubled: messages.filter(({ id }) => arrived(id).length > 1).length,
    mistaken: messages.filter(
      ({ id, status, channel, ts }) => status === 'sent' && !arrived(id).includes(`${channel} ${ts}`),
    ).length,
    unknown: messages.filter(({ status }) => status === 'unknown').length,
  };
}

/** Returns the locations of each message in Slack, by its key. */
async function placesOf({ apiUrl, botToken }: Sandbox): Promise<ReadonlyMap<string, readonly string[]>> {
  const client = new WebClient(botToken, { slackApiUrl: apiUrl });
  const places = new Map<string, string[]>();
  for (const channel of conversations) {
    const all = client.paginate('conversations.history', { channel, include_all_metadata: true, limit: 500 });
    for await (const { messages } of all as AsyncIterable<ConversationsHistoryResponse>) {
      for (const { ts, metadata } of messages ?? []) {
        const key = String((metadata?.event_payload as { key?: unknown } | undefined)?.key);
        places.set(key, [...(places.get(key) ?? []), `${channel} ${ts}`]);
      }
    }
  }
  return places;
}
