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
  onEveryTick(label: string, work: () => Promise<void>): void;
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
      log.error({ kind, workspace, message: id }, 'skipped a message that a newer version planned'),
  };
  const { store, now, kinds } = sending;
  let ticking = Promise.resolve();
  let housekeeping: ScheduledTask | null = null;
  const senders = new Map<string, Promise<void>>();
  const queued = new Map<string, () => Promise<unknown>>();
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

  function logFailure(error: unknown, label: string, where: object): void {
    log.error({ err: error, ...where }, `${label} failed`);
    if (store.classifyFailure(error) === 'damaged') heartbeat.damaged();
  }

  /** Runs work and returns its error, or null. A failure in one workspace does not stop the others. */
  async function runGuarded(label: string, where: object, work: () => Promise<void>): Promise<unknown> {
    try {
      await work();
      return null;
    } catch (error) {
      logFailure(error, label, where);
      return error;
    }
  }

  /** Reported kinds that only a newer version knows. */
  const reported = new Set<string>();
  function reportUnknown(kind: string): void {
    if (reported.has(kind)) return;
    reported.add(kind);
    log.error({ kind }, 'skipped messages of a kind that this version does not know');
  }

  /** Sweeps due workspaces; true when one succeeded or none was due. */
  async function sweepDueWorkspaces(): Promise<boolean> {
    const failures: [string, Instant][] = [];
    let worked = 0;
    let lastError: unknown = null;

    async function lookAt(workspace: string, until: Instant): Promise<void> {
      const error = await runGuarded('looking', { workspace }, async () =>
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
      await queueReadyWork();
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
  const queueWork = (name: string, work: () => Promise<unknown>): void => void queued.set(name, work);

  function startQueuedWork(): void {
    for (const [name, work] of queued) {
      if (senders.size >= maxParallelWorkspaces || stopping.signal.aborted) return;
      if (senders.has(name)) continue;
      queued.delete(name);
      const running = work().then(() => {
        senders.delete(name);
        startQueuedWork();
      });
      senders.set(name, running);
    }
  }

  /** Starts sending and updating beside the sweeps. A workspace that Slack limits does not delay the others. */
  async function queueReadyWork(): Promise<void> {
    const ready = await store.outbox.readyToSend(now());
    for (const { kind } of ready) if (!kinds.knows(kind)) reportUnknown(kind);
    for (const workspace of new Set(ready.flatMap((one) => (kinds.knows(one.kind) ? one.workspace : []))))
      queueWork(workspace, () =>
        runGuarded('sending', { workspace }, () => sendReadyMessages(sending, workspace)),
      );
    for (const workspace of await store.outbox.readyToRedraw(now()))
      queueWork(`${workspace} redrawing`, () =>
        runGuarded('redrawing', { workspace }, () => redrawStaleMessages(sending, workspace)),
      );
    startQueuedWork();
  }

  /** Runs long work, and keeps sending ready messages meanwhile. The tick reports failures. */
  async function runWhileSending<T>(work: () => Promise<T>): Promise<T> {
    const done = new AbortController();
    async function send(): Promise<void> {
      while (!done.signal.aborted) {
        await queueReadyWork().catch(() => undefined);
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

  async function runTick(): Promise<void> {
    if (stopping.signal.aborted) return;
    const began = performance.now();
    try {
      await recordTick();
      const worked = await runWhileSending(sweepDueWorkspaces);
      for (const [label, work] of others)
        if (!senders.has(label)) queueWork(label, () => runGuarded(label, {}, work));
      startQueuedWork();
      if (worked) heartbeat.round();
      ticked(worked ? 'done' : 'failed', performance.now() - began);
    } catch (error) {
      logFailure(error, 'a tick', {});
      ticked('failed', performance.now() - began);
    }
  }

  function tick(): Promise<void> {
    rounds = rounds.then(runTick);
    return rounds;
  }

  async function idle(): Promise<void> {
    while (senders.size > 0) await Promise.all(senders.values());
  }

  async function keepTicking(): Promise<void> {
    while (!stopping.signal.aborted) {
      await tick();
      await pause(interval, stopping.signal);
    }
  }

  const forget = () =>
    runGuarded('deleting old deliveries', {}, async () =>
      log.debug({ deliveries: await forgetDeliveries(sending) }, 'deleted old deliveries'),
    );
  // A missed night does not matter: the next one catches up.
  const logQuietly = (message: string | Error) =>
    log.debug({ from: 'cron' }, typeof message === 'string' ? message : message.name);
  const logger = { info: logQuietly, warn: logQuietly, error: logQuietly, debug: logQuietly };
  return {
    start() {
      heartbeat.begin();
      ticking = keepTicking();
      void forget();
      housekeeping = cron.schedule('17 3 * * *', forget, { noOverlap: true, timezone: 'UTC', logger });
    },
    tick,
    onEveryTick: (label, work) => void others.set(label, work),
    idle,
    async catchUp(workspace, register) {
      await runGuarded('catching up', { workspace }, async () => {
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
