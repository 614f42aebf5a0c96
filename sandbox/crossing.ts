import { createLog } from '../src/log.ts';
import { createSlackApp } from '../src/slack/app.ts';
import { openStore, type RegisterStore } from '../src/store/open.ts';
import { startSampleWorkspace } from './sample-workspace.ts';
import type { Sandbox, SandboxOptions } from './server/start-sandbox.ts';
import { morningOf } from './worked-example.ts';

export interface LocalCrossing {
  readonly workspace: Sandbox;
  readonly store: RegisterStore;
  /** The one clock of the app and of its workspace. */
  readonly now: () => number;
  /** Moves the clock to ten in the morning in Berlin on a day; it runs on from there. */
  readonly moveTo: (day: string) => void;
  readonly close: () => Promise<void>;
}

/** The app as it is, on a store of its own, connected over Socket Mode to a local workspace. */
export async function startLocalCrossing(
  databaseUrl: string,
  options: Partial<SandboxOptions> & { readonly logLevel?: string } = {},
): Promise<LocalCrossing> {
  const { logLevel = 'warn', ...sandboxOptions } = options;
  let shift = 0;
  const now = () => Date.now() + shift;
  const store = await openStore(databaseUrl);
  const workspace = await startSampleWorkspace({ now, ...sandboxOptions });
  const slack = createSlackApp({
    config: {
      botToken: workspace.botToken,
      connection: { mode: 'socket', appToken: workspace.appToken },
      slackApiUrl: workspace.apiUrl,
      databaseUrl,
      port: 0,
      logLevel: 'warn',
    },
    store,
    now,
    log: createLog(logLevel),
  });
  await slack.start();
  return {
    workspace,
    store,
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
