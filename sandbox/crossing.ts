import type { Logger } from 'pino';
import { createCrossing, type Service } from '../src/crossing.ts';
import { noticeLifetime } from '../src/domain/notices/index.ts';
import { createLog } from '../src/log.ts';
import { defaultTiming } from '../src/operations/send.ts';
import type { Schedule } from '../src/schedule/schedule.ts';

import { openStore, type Store } from '../src/store/open.ts';
import { freePort } from './free-port.ts';
import { startSampleWorkspace } from './sample-workspace.ts';
import type { Sandbox, SandboxOptions } from './server/start-sandbox.ts';
import { morningOf } from './worked-example.ts';

export interface LocalCrossing {
  readonly workspace: Sandbox;
  readonly store: Store;
  readonly service: Service;
  /** Ticks only when told to, until it is started. */
  readonly schedule: Schedule;
  /** The address at which other systems reach the app. */
  readonly address: string;
  /** The one clock of the app and of its workspace. */
  readonly now: () => number;
  /**
   * Moves the clock to ten in the morning in Berlin on a day, or minutes after it. Nothing happens on the way, and it runs
   * on from there.
   */
  readonly moveTo: (day: string, minutes?: number) => void;
  /**
   * Moves the clock ahead to a moment and lets the app do on the way what it does by itself, when it does it: months
   * pass in seconds. False while the clock is on its way already.
   */
  readonly passTo: (moment: number) => Promise<boolean>;
  /** Lets the app look and send once, as its schedule does every few seconds. */
  readonly deliver: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The pause between two ticks, in milliseconds. */
const tickEvery = 15_000;

/** Signs the requests of the local workspace in HTTP mode. */
export const signingSecret = 'the secret of the local workspace';

/**
 * Starts the real app on a store of its own, connected to a local workspace over Socket Mode, or over HTTP if asked.
 */
export async function startLocalCrossing(
  databaseUrl: string,
  options: Partial<SandboxOptions> & {
    readonly log?: Logger;
    readonly mode?: 'socket' | 'http';
    /** The port of the app, also in Socket Mode; any free port by default. */
    readonly appPort?: number;
    /** The most requests with one audit token per minute. */
    readonly auditRequestsPerMinute?: number;
    /** The address at which people reach the app; by default they do in HTTP mode. Null for none. */
    readonly publicUrl?: string | null;
    /** The language model of the app; none by default. */
    readonly languageModel?: { url: string; name: string; key: string | null } | null;
    /** Stands between the app and its store. */
    readonly between?: (store: Store) => Store;
  } = {},
): Promise<LocalCrossing> {
  const {
    log = createLog('warn'),
    mode = 'socket',
    appPort = 0,
    auditRequestsPerMinute = 600,
    publicUrl,
    languageModel = null,
    between = (one) => one,
    ...sandboxOptions
  } = options;
  let shift = 0;
  const now = () => Date.now() + shift;
  const store = between(await openStore(databaseUrl, (err, what) => log.warn({ err }, what)));
  const port = mode === 'http' ? await freePort() : appPort;
  const address = `http://127.0.0.1:${port}`;
  const http = { requestUrl: `${address}/slack/events`, signingSecret };
  const workspace = await startSampleWorkspace({
    now,
    moveClock: passTo,
    isAppIdle: () => service.isIdle(),
    ...(mode === 'http' ? { app: http } : {}),
    ...sandboxOptions,
  });
  const { service, schedule } = createCrossing({
    config: {
      botToken: workspace.botToken,
      connection: mode === 'http' ? { mode, signingSecret } : { mode, appToken: workspace.appToken },
      slackApiUrl: workspace.apiUrl,
      databaseUrl,
      port,
      auditRequestsPerMinute,
      publicUrl: publicUrl === undefined ? (mode === 'http' ? address : null) : publicUrl,
      mcp: { publicUrl: address, signingSecret },
      languageModel,
      logLevel: 'warn',
    },
    store,
    now,
    log,
    // Nobody waits for a second between two messages of a workspace in memory.
    timing: { ...defaultTiming, pace: 0 },
  });
  /** Returns when the next sweep is due or the next message may be sent. */
  async function findDueTime(): Promise<number> {
    const { teamId } = workspace;
    const [agenda, messages] = await Promise.all([
      store.outbox.agendaOf(teamId),
      store.outbox.messages(teamId, { since: now() - noticeLifetime }),
    ]);
    const ready = messages.flatMap(({ status, readyAt }) =>
      (status === 'pending' || status === 'sending') && readyAt > now() ? readyAt : [],
    );
    return Math.min(agenda?.dueAt ?? Number.POSITIVE_INFINITY, ...ready);
  }

  let passing = false;
  async function passTo(moment: number): Promise<boolean> {
    if (passing || moment <= now()) return false;
    passing = true;
    try {
      while (now() < moment) {
        shift = Math.min(moment, Math.max(await findDueTime(), now() + tickEvery)) - Date.now();
        await schedule.tick();
        await schedule.idle();
      }
      return true;
    } finally {
      passing = false;
    }
  }
  const listening = await service.start();
  return {
    workspace,
    store,
    service,
    schedule,
    address: `http://127.0.0.1:${listening}`,
    now,
    moveTo: (day, minutes = 0) => {
      shift = morningOf(day) + minutes * 60_000 - Date.now();
    },
    passTo,
    deliver: async () => {
      await schedule.tick();
      await schedule.idle();
    },
    close: async () => {
      await schedule.stop();
      await service.stop();
      await workspace.close();
      await store.close();
    },
  };
}
