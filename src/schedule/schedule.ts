import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import type { Instant, Register } from '../domain/register.ts';
import { createTickRecorder } from '../operations/follow-clock.ts';
import { forgetDeliveries } from '../operations/forget-deliveries.ts';
import type { Heartbeat } from '../operations/heartbeat.ts';
import { pause, yieldToEventLoop } from '../operations/pause.ts';
import { redrawStaleMessages, type SendServices, sendReadyMessages } from '../operations/send.ts';
import { sweepLease, sweepWorkspace } from '../operations/sweep.ts';

/** The worker that looks at workspaces and sends what is ready, again and again. */
export interface Schedule {
  /** Ticks now, and from now on by itself. */
  start(): void;
  /**
   * One round: looks at the workspaces that are due, and lets what is ready be sent. Resolves when all are looked at;
   * sending goes on. Rounds follow one another, and no error leaves them.
   */
  tick(): Promise<void>;
  /** From now on each round starts this too, unless it is still under way. */
  onEveryTick(doing: string, work: () => Promise<void>): void;
  /** Resolves when nothing is being sent any more. */
  idle(): Promise<void>;
  /**
   * Something was recorded in a workspace: looks at it now, and draws the messages again that show it.
   * @param register as it was recorded, where that is at hand
   */
  catchUp(workspace: string, register?: Register): Promise<void>;
  /** Claims nothing more, and resolves when what is under way has finished. */
  stop(): Promise<void>;
}

interface Deps {
  readonly sending: Omit<SendServices, 'signal' | 'onUnreadable'>;
  readonly heartbeat: Heartbeat;
  readonly ticked: (outcome: 'done' | 'failed', milliseconds: number) => void;
  readonly log: Logger;
}

/** Workspaces claimed in one go; looking at them takes well under the lease. */
const claimBatchSize = 100;
/** Workspaces that are sent to side by side. */
const maxParallelWorkspaces = 50;

/** How often messages that became ready are found while workspaces are looked at, in milliseconds. */
const sendInterval = 1_000;

/** From the end of a round to the next one, in milliseconds of real time. */
const tickInterval = 15_000;

/**
 * What is due stands in the database, due or past, and a timer comes round to it whatever happens to the clock. Cron
 * follows the clock, so it is given only what may come late (docs/adr/0013).
 */
export function createSchedule({ sending: given, heartbeat, ticked, log }: Deps): Schedule {
  const stopping = new AbortController();
  const sending: SendServices = {
    ...given,
    signal: stopping.signal,
    onUnreadable: ({ kind, workspace, id }) =>
      log.error({ kind, workspace, message: id }, 'a message was left alone: a newer version planned it'),
  };
  const { store, now, kinds } = sending;
  let ticking = Promise.resolve();
  let housekeeping: ScheduledTask | null = null;
  const senders = new Map<string, Promise<void>>();
  const waiting = new Map<string, () => Promise<unknown>>();
  const others = new Map<string, () => Promise<void>>();
  let rounds = Promise.resolve();

  const ticks = createTickRecorder(sending);
  async function recordTick(): Promise<void> {
    const { back, restored } = await ticks.record();
    if (back > 0) log.warn({ seconds: Math.round(back / 1000) }, 'the clock went back');
    if (restored) log.warn('an older copy of the database was restored');
  }

  /** Workspaces that are looked at again in the next round, with the end of their lease: every look failed. */
  let failed: readonly (readonly [string, Instant])[] = [];

  function logFailure(error: unknown, doing: string, where: object): void {
    log.error({ err: error, ...where }, `${doing} failed`);
    if (store.classifyFailure(error) === 'damaged') heartbeat.damaged();
  }

  /** Does it, and returns what it failed with, or null. What fails in one workspace stops no other. */
  async function guarded(doing: string, where: object, work: () => Promise<void>): Promise<unknown> {
    try {
      await work();
      return null;
    } catch (error) {
      logFailure(error, doing, where);
      return error;
    }
  }

  /** Kinds that only a newer version knows, and that were reported. */
  const reported = new Set<string>();
  function reportUnknown(kind: string): void {
    if (reported.has(kind)) return;
    reported.add(kind);
    log.error({ kind }, 'messages of a kind that this version does not know are left alone');
  }

  /** Looks at what is due, and says whether it worked in any workspace or there was none. */
  async function lookAtDue(): Promise<boolean> {
    const failures: [string, Instant][] = [];
    let worked = 0;
    let lastError: unknown = null;

    async function lookAt(workspace: string, until: Instant): Promise<void> {
      const error = await guarded('looking', { workspace }, async () =>
        store.outbox.scheduleSweep(workspace, until, await sweepWorkspace(sending, workspace, ticks.gap())),
      );
      if (error === null) {
        worked += 1;
        heartbeat.live();
      } else {
        failures.push([workspace, until]);
        lastError = error;
      }
      // Requests are answered between two workspaces.
      await yieldToEventLoop();
    }

    for (const [workspace, until] of failed) if (until > now()) await lookAt(workspace, until);
    for (let more = true; more; ) {
      const until = now() + sweepLease;
      const claimed = await store.outbox.claimDue(now(), until, claimBatchSize);
      for (const workspace of claimed) {
        if (stopping.signal.aborted) return true;
        await lookAt(workspace, until);
      }
      await openLanes();
      more = claimed.length === claimBatchSize;
    }
    // One that fails while others work is due again when its lease is over.
    failed = worked > 0 ? [] : failures;
    if (failed.length > 0) heartbeat.failed(store.classifyFailure(lastError));
    return failed.length === 0;
  }

  /**
   * Each workspace has a lane of its own, which outlasts the tick that opened it; none has two. One that is under way
   * is opened again at its end: it may have seen the last of its messages before these were planned.
   */
  const openLane = (name: string, work: () => Promise<unknown>): void => void waiting.set(name, work);

  function fillLanes(): void {
    for (const [name, work] of waiting) {
      if (senders.size >= maxParallelWorkspaces || stopping.signal.aborted) return;
      if (senders.has(name)) continue;
      waiting.delete(name);
      const lane = work().then(() => {
        senders.delete(name);
        fillLanes();
      });
      senders.set(name, lane);
    }
  }

  /** Messages are sent, and drawn again, beside the looking; a workspace that Slack limits keeps no other waiting. */
  async function openLanes(): Promise<void> {
    const ready = await store.outbox.readyToSend(now());
    for (const { kind } of ready) if (!kinds.knows(kind)) reportUnknown(kind);
    for (const workspace of new Set(ready.flatMap((one) => (kinds.knows(one.kind) ? one.workspace : []))))
      openLane(workspace, () =>
        guarded('sending', { workspace }, () => sendReadyMessages(sending, workspace)),
      );
    for (const workspace of await store.outbox.readyToRedraw(now()))
      openLane(`${workspace} redrawing`, () =>
        guarded('redrawing', { workspace }, () => redrawStaleMessages(sending, workspace)),
      );
    fillLanes();
  }

  /** Sends what is ready while something else is done, which may take long. What fails in it is reported by the round. */
  async function sendingBeside<T>(work: () => Promise<T>): Promise<T> {
    const done = new AbortController();
    async function send(): Promise<void> {
      while (!done.signal.aborted) {
        await openLanes().catch(() => undefined);
        await pause(sendInterval, done.signal);
      }
    }
    const beside = send();
    try {
      return await work();
    } finally {
      done.abort();
      await beside;
    }
  }

  async function round(): Promise<void> {
    if (stopping.signal.aborted) return;
    const began = performance.now();
    try {
      await recordTick();
      const worked = await sendingBeside(lookAtDue);
      for (const [doing, work] of others)
        if (!senders.has(doing)) openLane(doing, () => guarded(doing, {}, work));
      fillLanes();
      if (worked) heartbeat.round();
      ticked(worked ? 'done' : 'failed', performance.now() - began);
    } catch (error) {
      logFailure(error, 'a tick', {});
      ticked('failed', performance.now() - began);
    }
  }

  function tick(): Promise<void> {
    rounds = rounds.then(round);
    return rounds;
  }

  async function idle(): Promise<void> {
    while (senders.size > 0) await Promise.all(senders.values());
  }

  async function tickOnAndOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await tick();
      await pause(tickInterval, stopping.signal);
    }
  }

  const forget = () =>
    guarded('forgetting old deliveries', {}, async () =>
      log.debug({ deliveries: await forgetDeliveries(sending) }, 'forgot old deliveries'),
    );
  // A night that was missed is no trouble: the next one finds what is past.
  const quietly = (said: string | Error) =>
    log.debug({ from: 'cron' }, typeof said === 'string' ? said : said.name);
  const logger = { info: quietly, warn: quietly, error: quietly, debug: quietly };
  return {
    start() {
      heartbeat.begin();
      ticking = tickOnAndOn();
      void forget();
      housekeeping = cron.schedule('17 3 * * *', forget, { noOverlap: true, timezone: 'UTC', logger });
    },
    tick,
    onEveryTick: (doing, work) => void others.set(doing, work),
    idle,
    async catchUp(workspace, register) {
      await guarded('catching up', { workspace }, async () => {
        if (!ticks.begun()) await recordTick();
        await sweepWorkspace(sending, workspace, ticks.gap(), register);
        await redrawStaleMessages(sending, workspace);
      });
    },
    async stop() {
      stopping.abort();
      heartbeat.end();
      await housekeeping?.destroy();
      await ticking;
      await rounds;
      await idle();
    },
  };
}
