import { App } from '@slack/bolt';
import type { Config } from '../config.ts';
import type { Route } from '../http/server.ts';
import { clientOptions } from './client.ts';
import { commandAnswers } from './listeners/commands.ts';
import { events } from './listeners/events.ts';
import { presses } from './listeners/presses.ts';
import { submissions } from './listeners/submissions.ts';
import type { Reception } from './reception.ts';
import { signedRequests } from './signed-requests.ts';
import { slackLogger } from './slack-logger.ts';
import { socketReceiver } from './sockets.ts';

export interface SlackApp {
  /** Where Slack's requests come in; none in Socket Mode. */
  readonly routes: readonly Route[];
  /** Asks Slack whose token it is. @throws when Slack refuses it or cannot be reached. */
  authenticate(): Promise<void>;
  /** Opens the way in. @throws when Slack does not let it. */
  connect(): Promise<void>;
  /** Closes it. */
  disconnect(): Promise<void>;
}

const listeners = [submissions, presses, events];

/** Bolt with its listeners, on a way in of our own: Socket Mode where there is an app token, signed requests otherwise. */
export function createSlackApp(config: Config, reception: Reception): SlackApp {
  const { connection, slackApiUrl: apiUrl, botToken } = config;
  const { installed, log } = reception;
  const logger = slackLogger(log);
  const answerCommand = commandAnswers(reception);
  const { receiver, routes } =
    connection.mode === 'socket'
      ? {
          receiver: socketReceiver({ appToken: connection.appToken, apiUrl, logger }, answerCommand),
          routes: [],
        }
      : signedRequests(connection.signingSecret, answerCommand);
  const app = new App({
    // Payloads name the workspace of whoever sent them, which in a shared channel is another: the token's is the tenant.
    async authorize() {
      const { workspace, enterprise, bot } = await installed();
      return {
        botToken,
        ...(bot.id === undefined ? {} : { botId: bot.id }),
        ...(bot.user === undefined ? {} : { botUserId: bot.user }),
        ...(enterprise === null ? {} : { enterpriseId: enterprise }),
        teamId: workspace,
      };
    },
    receiver,
    clientOptions: clientOptions(config, log),
    convoStore: false,
    deferInitialization: true,
    logger,
  });
  for (const listen of listeners) listen(app, reception);
  app.error(async (error) => log.error({ err: error }, 'Bolt failed'));

  return {
    routes,
    async authenticate() {
      await app.init();
      await installed();
    },
    async connect() {
      await app.start();
    },
    async disconnect() {
      await app.stop();
    },
  };
}
