import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import type { Instant, Register } from '../domain/register.ts';
import { createTickRecorder } from '../operations/follow-clock.ts';
import { forgetDeliveries } from '../operations/forget-deliveries.ts';
import type { Heartbeat } from '../operations/heartbeat.ts';
import { pause, yieldToEventLoop } from '../operations/pause.ts';
import { redrawStaleMessages, type SendServices, sendReadyMessages } from '../operations/send.ts';
import { sweepLease, sweepWorkspace } from '../operations/sweep.ts';

/** The worker that sweeps workspaces and sends messages, tick by tick. */
export interface Schedule {
  /** Starts ticking. */
  start(): void;
  /**
   * Sweeps due workspaces and starts sending. Resolves after the sweeps; sending continues. Ticks run one after another
   * and never throw.
   */
  tick(): Promise<void>;
  /** Runs `work` on every tick, unless it is still running. */
  onEveryTick(doing: string, work: () => Promise<void>): void;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
  /**
   * Sweeps a workspace after a change, and updates the messages that show it.
   * @param register the register after the change, if it is loaded
   */
  catchUp(workspace: string, register?: Register): Promise<void>;
  /** Claims nothing more, and resolves when running work has finished. */
  stop(): Promise<void>;
}

interface Deps {
  readonly sending: Omit<SendServices, 'signal' | 'onUnreadable'>;
  readonly heartbeat: Heartbeat;
  readonly ticked: (outcome: 'done' | 'failed', milliseconds: number) => void;
  readonly log: Logger;
  /** The pause between ticks, in milliseconds of real time; 15 seconds unless given. */
  readonly interval?: number;
}

/** Workspaces claimed at once; their sweeps take well under the lease. */
const claimBatchSize = 100;
/** Workspaces to which messages are sent in parallel. */
const maxParallelWorkspaces = 50;

/** How often newly ready messages are picked up during sweeps, in milliseconds. */
const sendInterval = 1_000;

/**
 * Creates the schedule. Due work is in the database, and a timer of real time ticks whatever happens to the clock. Cron
 * follows the clock, so it only runs work that may be late (docs/adr/0013).
 */
export function createSchedule({
  sending: given,
  heartbeat,
  ticked,
  log,
  interval = 15_000,
}: Deps): Schedule {
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

  /** Workspaces to sweep again on the next tick, with the end of their lease: every sweep failed. */
  let failed: readonly (readonly [string, Instant])[] = [];

  function logFailure(error: unknown, doing: string, where: object): void {
    log.error({ err: error, ...where }, `${doing} failed`);
    if (store.classifyFailure(error) === 'damaged') heartbeat.damaged();
  }

  /** Runs work and returns its error, or null. A failure in one workspace does not stop the others. */
  async function guarded(doing: string, where: object, work: () => Promise<void>): Promise<unknown> {
    try {
      await work();
      return null;
    } catch (error) {
      logFailure(error, doing, where);
      return error;
    }
  }

  /** Reported kinds that only a newer version knows. */
  const reported = new Set<string>();
  function reportUnknown(kind: string): void {
    if (reported.has(kind)) return;
    reported.add(kind);
    log.error({ kind }, 'messages of a kind that this version does not know are left alone');
  }

  /** Sweeps due workspaces; true when one succeeded or none was due. */
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
      // Other requests get a turn between two workspaces.
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
    // A failed workspace is due again after its lease, if others succeeded.
    failed = worked > 0 ? [] : failures;
    if (failed.length > 0) heartbeat.failed(store.classifyFailure(lastError));
    return failed.length === 0;
  }

  /**
   * Queues work by name. A name never runs twice at once; queued work starts again after the running one, which may
   * have missed the newest messages.
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

  /** Starts sending and updating beside the sweeps. A workspace that Slack limits does not delay the others. */
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

  /** Runs long work, and keeps sending ready messages meanwhile. The tick reports failures. */
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
      await pause(interval, stopping.signal);
    }
  }

  const forget = () =>
    guarded('forgetting old deliveries', {}, async () =>
      log.debug({ deliveries: await forgetDeliveries(sending) }, 'forgot old deliveries'),
    );
  // A missed night does not matter: the next one catches up.
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
