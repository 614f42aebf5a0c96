import { App } from '@slack/bolt';
import type { Config } from '../config.ts';
import type { Route } from '../http/server.ts';
import { createClientOptions, type Installations } from './installations.ts';
import type { ListenerServices } from './listener-services.ts';
import { registerAgent } from './listeners/agent.ts';
import { registerActions } from './listeners/block-actions.ts';
import { createCommandHandler } from './listeners/commands.ts';
import { registerEvents } from './listeners/events.ts';
import { registerLinks } from './listeners/links.ts';
import { registerShortcuts } from './listeners/shortcuts.ts';
import { registerSubmissions } from './listeners/submissions.ts';
import { createSignedRequests } from './signed-requests.ts';
import { createSlackLogger } from './slack-logger.ts';
import { createSocketReceiver } from './sockets.ts';
import { tenantOf } from './tenant.ts';

export interface SlackApp {
  /** The routes for Slack's requests; none in Socket Mode. */
  readonly routes: readonly Route[];
  /** Checks the token with Slack. @throws when Slack refuses it or cannot be reached */
  authenticate(): Promise<void>;
  /** Opens the connection. @throws when Slack refuses it */
  connect(): Promise<void>;
  /** Closes the connection. */
  disconnect(): Promise<void>;
}

const listeners = [
  registerSubmissions,
  registerActions,
  registerShortcuts,
  registerEvents,
  registerAgent,
  registerLinks,
];

/** Creates Bolt with its listeners on our own receivers: Socket Mode with an app token, otherwise signed requests. */
export function createSlackApp(
  config: Pick<Config, 'connection' | 'slackApiUrl'>,
  installations: Installations,
  services: ListenerServices,
): SlackApp {
  const { connection, slackApiUrl: apiUrl } = config;
  const { log } = services;
  const logger = createSlackLogger(log);
  const routing = { installations, handleCommand: createCommandHandler(services) };
  const { receiver, routes } =
    connection.mode === 'socket'
      ? {
          receiver: createSocketReceiver({ appToken: connection.appToken, apiUrl, logger }, routing),
          routes: [],
        }
      : createSignedRequests(connection.signingSecret, routing);
  const app = new App({
    // The tenant of the installation, not the one that Bolt reads from the payload.
    async authorize(_, body) {
      const installation = await installations.for(tenantOf(body));
      if (installation === null) throw new Error('the app is not installed in the workspace of this request');
      const { tenant, enterprise, bot, token: botToken } = installation;
      return {
        botToken,
        ...(bot.id === undefined ? {} : { botId: bot.id }),
        ...(bot.user === undefined ? {} : { botUserId: bot.user }),
        ...(enterprise === null ? {} : { enterpriseId: enterprise }),
        teamId: tenant,
      };
    },
    receiver,
    clientOptions: createClientOptions(config, log),
    convoStore: false,
    deferInitialization: true,
    logger,
  });
  for (const listen of listeners) listen(app, services);
  app.error(async (error) => log.error({ err: error }, 'Bolt failed'));

  return {
    routes,
    async authenticate() {
      await app.init();
      await installations.all();
    },
    async connect() {
      await app.start();
    },
    async disconnect() {
      await app.stop();
    },
  };
}
