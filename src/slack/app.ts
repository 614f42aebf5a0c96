import type { ServerResponse } from 'node:http';
import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { adoptionIntake, type Request } from '../http/adoption-intake.ts';
import { pause } from '../operations/pause.ts';
import { recheckPeople } from '../operations/recheck-people.ts';
import { commands } from './listeners/commands.ts';
import { events } from './listeners/events.ts';
import { presses } from './listeners/presses.ts';
import { submissions } from './listeners/submissions.ts';
import { receiver, slackLogger } from './receiver.ts';
import { type Deps, reception } from './reception.ts';

export interface SlackApp {
  /** @throws when Slack refuses the token or cannot be reached. */
  start(): Promise<void>;
  /** Looks up in Slack a few of the people who are known: who left or became a guest while nobody listened. */
  readonly recheckPeople: () => Promise<void>;
  /** Refuses what comes in from now on, and says so where it is asked whether it is ready. */
  refuse(): void;
  /** Refuses, and resolves when what is under way has finished. */
  stop(): Promise<void>;
  /** Draws again each Home that could not be drawn after something was recorded. */
  drawHomes(): Promise<void>;
}

/** How long `stop` waits for work under way, in milliseconds. */
const drainFor = 25_000;
/** How long the database has to say that it is there, in milliseconds. */
const readyWithin = 1_500;

const listeners = [commands, submissions, presses, events];

export function createSlackApp(deps: Deps): SlackApp {
  const { config, store, log, heartbeat, metrics } = deps;
  const logger = slackLogger(log);
  // A limit on one method pauses a client's whole queue, and a retry outlives its trigger: fail at once instead.
  const clientOptions = {
    slackApiUrl: config.slackApiUrl,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger,
  };
  const client = new WebClient(config.botToken, clientOptions);
  const received = reception({ ...deps, client });
  const intake = adoptionIntake(received.crossing);
  /** A report of adoption that came by HTTP. */
  function takeIn(req: Request, res: ServerResponse): void {
    void received.guarded(
      'intake',
      () => intake(req, res),
      async ({ words: error, ref, passes }) => {
        const headers = { 'content-type': 'application/json', ...(passes ? { 'retry-after': '60' } : {}) };
        if (!res.headersSent) res.writeHead(passes ? 503 : 500, headers);
        res.end(JSON.stringify({ error, ...(ref === null ? {} : { ref }) }));
      },
    );
  }

  const trouble = async () => {
    if (received.refuses()) return 'it is being stopped';
    const away = () => 'the database does not answer';
    const answer = store.ready().then(() => null, away);
    return heartbeat.trouble() ?? Promise.race([answer, pause(readyWithin).then(away)]);
  };
  const app = new App({
    // Payloads name the workspace of whoever sent them, which in a shared channel is another: the token's is the tenant.
    async authorize() {
      const { workspace, enterprise, bot } = await received.installed();
      return {
        botToken: config.botToken,
        ...(bot.id === undefined ? {} : { botId: bot.id }),
        ...(bot.user === undefined ? {} : { botUserId: bot.user }),
        ...(enterprise === null ? {} : { enterpriseId: enterprise }),
        teamId: workspace,
      };
    },
    receiver: receiver(config, log, { trouble, metrics }, takeIn, config.slackApiUrl),
    clientOptions,
    convoStore: false,
    deferInitialization: true,
    logger,
  });
  for (const listen of listeners) listen(app, received);
  app.error(async (error) => log.error({ err: error }, 'Bolt failed'));

  return {
    recheckPeople: recheckPeople(received.crossing, async () => (await received.installed()).workspace),
    drawHomes: received.drawHomes,
    async start() {
      await app.init();
      // Slack takes this token: what was held back while it took none can go.
      const { workspace } = await received.installed();
      await store.outbox.park(workspace, null);
      await app.start(config.port);
    },
    refuse: received.refuse,
    async stop() {
      received.refuse();
      const until = performance.now() + drainFor;
      // Answers travel over the connection that is then closed; what came in meanwhile is waited for as well.
      await received.drained(until);
      await app.stop();
      const underWay = await received.drained(until);
      if (underWay > 0) log.warn({ underWay }, 'stopped with work under way');
    },
  };
}
