import { createServer } from 'node:net';
import type { Logger } from 'pino';
import { createLog } from '../src/log.ts';
import { createSlackApp, type SlackApp } from '../src/slack/app.ts';
import { openStore, type RegisterStore } from '../src/store/open.ts';
import { startSampleWorkspace } from './sample-workspace.ts';
import type { Sandbox, SandboxOptions } from './server/start-sandbox.ts';
import { morningOf } from './worked-example.ts';

export interface LocalCrossing {
  readonly workspace: Sandbox;
  readonly store: RegisterStore;
  readonly slack: SlackApp;
  /** Where the app answers in HTTP mode. */
  readonly address: string;
  /** The one clock of the app and of its workspace. */
  readonly now: () => number;
  /** Moves the clock to ten in the morning in Berlin on a day; it runs on from there. */
  readonly moveTo: (day: string) => void;
  readonly close: () => Promise<void>;
}

/** Signs the requests of the local workspace in HTTP mode. */
export const signingSecret = 'the secret of the local workspace';

/** The app as it is, on a store of its own, connected to a local workspace: over Socket Mode, or over HTTP if told so. */
export async function startLocalCrossing(
  databaseUrl: string,
  options: Partial<SandboxOptions> & {
    readonly log?: Logger;
    readonly mode?: 'socket' | 'http';
    /** Where it listens in Socket Mode, too; any free port unless given. */
    readonly appPort?: number;
  } = {},
): Promise<LocalCrossing> {
  const { log = createLog('warn'), mode = 'socket', appPort = 0, ...sandboxOptions } = options;
  let shift = 0;
  const now = () => Date.now() + shift;
  const store = await openStore(databaseUrl);
  const port = mode === 'http' ? await freePort() : appPort;
  const address = `http://127.0.0.1:${port}`;
  const http = { requestUrl: `${address}/slack/events`, signingSecret };
  const workspace = await startSampleWorkspace({
    now,
    ...(mode === 'http' ? { app: http } : {}),
    ...sandboxOptions,
  });
  const slack = createSlackApp({
    config: {
      botToken: workspace.botToken,
      connection: mode === 'http' ? { mode, signingSecret } : { mode, appToken: workspace.appToken },
      slackApiUrl: workspace.apiUrl,
      databaseUrl,
      port,
      logLevel: 'warn',
    },
    store,
    now,
    log,
  });
  await slack.start();
  return {
    workspace,
    store,
    slack,
    address,
    now,
    moveTo: (day) => {
      shift = morningOf(day) - Date.now();
    },
    close: async () => {
      await slack.stop();
      await workspace.close();
      await store.close();
    },
  };
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
