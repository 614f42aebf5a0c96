import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import { forgetDeliveries } from '../operations/forget-deliveries.ts';
import type { Heartbeat } from '../operations/heartbeat.ts';
import { look, lookLease } from '../operations/look.ts';
import { redrawStale, type Sending, sendReady } from '../operations/send.ts';

/** What happens without anybody asking. */
export interface Schedule {
  /** Ticks now, and from now on by itself. */
  start(): void;
  /**
   * One round: looks at the workspaces that are due, and lets what is ready be sent. Resolves when all are looked at;
   * sending goes on. Rounds follow one another, and no error leaves them.
   */
  tick(): Promise<void>;
  /** Resolves when nothing is being sent any more. */
  idle(): Promise<void>;
  /** Something was recorded in a workspace: looks at it now, and draws the messages again that show it. */
  catchUp(workspace: string): Promise<void>;
  /** Takes nothing more, and resolves when what is under way has finished. */
  stop(): Promise<void>;
}

interface Deps {
  readonly sending: Omit<Sending, 'signal'>;
  readonly heartbeat: Heartbeat;
  readonly ticked: (outcome: 'done' | 'failed', milliseconds: number) => void;
  readonly log: Logger;
}

/** Workspaces taken in one go; looking at them takes well under the lease. */
const takenAtOnce = 100;
/** Workspaces that are sent to side by side. */
const mostLanes = 50;
/** Where messages of all workspaces are drawn again, one after another. */
const redrawing = 'redrawing';

/** Cron is only the tick: it skips hours at the change of clocks. What is due stands in the database, due or past. */
export function createSchedule({ sending: given, heartbeat, ticked, log }: Deps): Schedule {
  const stopping = new AbortController();
  const sending: Sending = { ...given, signal: stopping.signal };
  const { store, now } = sending;
  const tasks: ScheduledTask[] = [];
  const lanes = new Map<string, Promise<void>>();
  const waiting = new Map<string, () => Promise<void>>();
  let rounds = Promise.resolve();

  /** What fails in one workspace stops no other; it is due again when its lease is over. */
  async function guarded(doing: string, where: object, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error({ err: error, ...where }, `${doing} failed`);
    }
  }

  async function lookAtDue(): Promise<void> {
    for (let more = true; more; ) {
      const until = now() + lookLease;
      const taken = await store.outbox.takeDue(now(), until, takenAtOnce);
      for (const workspace of taken) {
        if (stopping.signal.aborted) return;
        await guarded('looking', { workspace }, async () =>
          store.outbox.lookAgain(workspace, until, await look(sending, workspace)),
        );
        heartbeat.live();
        // Whoever waits for an answer has their turn between two workspaces.
        await new Promise((resolve) => setImmediate(resolve));
      }
      more = taken.length === takenAtOnce;
    }
  }

  /** Each workspace has a lane of its own, which outlasts the tick that opened it; none has two. */
  function openLane(name: string, work: () => Promise<void>): void {
    if (!lanes.has(name)) waiting.set(name, work);
  }

  function fillLanes(): void {
    for (const [name, work] of waiting) {
      if (lanes.size >= mostLanes || stopping.signal.aborted) return;
      waiting.delete(name);
      const lane = work().then(() => {
        lanes.delete(name);
        fillLanes();
      });
      lanes.set(name, lane);
    }
  }

  async function round(): Promise<void> {
    if (stopping.signal.aborted) return;
    const began = performance.now();
    try {
      await lookAtDue();
      for (const workspace of await store.outbox.readyToSend(now()))
        openLane(workspace, () => guarded('sending', { workspace }, () => sendReady(sending, workspace)));
      openLane(redrawing, () => guarded(redrawing, {}, () => redrawStale(sending)));
      fillLanes();
      heartbeat.round();
      ticked('done', performance.now() - began);
    } catch (error) {
      log.error({ err: error }, 'a tick failed');
      ticked('failed', performance.now() - began);
    }
  }

  function tick(): Promise<void> {
    rounds = rounds.then(round);
    return rounds;
  }

  async function idle(): Promise<void> {
    while (lanes.size > 0) await Promise.all(lanes.values());
  }

  // A tick that was missed or left out is no trouble: the next one finds what is past.
  const quietly = (said: string | Error) => log.debug({ from: 'cron' }, String(said));
  const logger = { info: quietly, warn: quietly, error: quietly, debug: quietly };
  const options = { noOverlap: true, timezone: 'UTC', logger };
  return {
    start() {
      heartbeat.begin();
      void tick();
      tasks.push(
        cron.schedule('*/15 * * * * *', tick, options),
        cron.schedule(
          '17 * * * *',
          () =>
            guarded('forgetting old deliveries', {}, async () =>
              log.debug({ deliveries: await forgetDeliveries(sending) }, 'forgot old deliveries'),
            ),
          options,
        ),
      );
    },
    tick,
    idle,
    catchUp: (workspace) =>
      guarded('catching up', { workspace }, async () => {
        await look(sending, workspace);
        await redrawStale(sending, workspace);
      }),
    async stop() {
      stopping.abort();
      heartbeat.end();
      await Promise.all(tasks.map((task) => task.destroy()));
      await rounds;
      await idle();
    },
  };
}
