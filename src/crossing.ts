import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Instant } from './domain/register.ts';
import { createAddressPages } from './http/address-pages.ts';
import { createAdoptionIntake } from './http/adoption-intake.ts';
import { createAuditRoute } from './http/audit-events.ts';
import { createFileDownloads } from './http/file-downloads.ts';
import { createFileLinks } from './http/file-links.ts';
import { createHealthRoutes } from './http/health.ts';
import { createMetrics, createMetricsRoute } from './http/metrics.ts';
import { createHttpServer } from './http/server.ts';
import { createHeartbeat } from './operations/heartbeat.ts';
import { messageKindsOf } from './operations/message-kind.ts';
import { createPageAddresses } from './operations/page-addresses.ts';
import { createQueries } from './operations/queries.ts';
import { createPeopleRecheck } from './operations/recheck-people.ts';
import { defaultTiming, type Timing } from './operations/send.ts';
import { createSchedule, type Schedule } from './schedule/schedule.ts';
import { createSlackApp } from './slack/app.ts';
import { createLanguageModel } from './slack/assistant/index.ts';
import { createSingleInstallation, type Installations } from './slack/installations.ts';
import { createListenerServices } from './slack/listener-services.ts';
import { createMcpRoutes, mcpPath } from './slack/mcp/index.ts';
import { createSlackSender } from './slack/slack-sender.ts';
import { fileKinds, messageKinds } from './slack/subjects.ts';
import type { Store } from './store/open.ts';

interface Deps {
  readonly config: Config;
  readonly store: Store;
  /** The only clock of the app. */
  readonly now: () => Instant;
  readonly log: Logger;
  readonly timing?: Timing;
  /** The installations of the app; by default the one of the configured token. */
  readonly installations?: Installations;
}

/** The part of the app that answers Slack and other systems. */
export interface Service {
  /**
   * Starts, and returns the port of the HTTP server.
   * @throws when Slack refuses the token or cannot be reached, or the port is taken.
   */
  start(): Promise<number>;
  /** Refuses new requests, and reports not ready. */
  refuse(): void;
  /** True when no request and no follow-up work is running. */
  isIdle(): boolean;
  /** Refuses new requests, and resolves when running work has finished or after 25 seconds. */
  stop(): Promise<void>;
}

/** Tenants read before the first request; with many tenants, reading all would take minutes. */
const warmedUp = 10;
/** How long `stop` waits for work under way, in milliseconds. */
const drainTimeout = 25_000;

/** Creates the parts of Crossing. Nothing runs until they are started. */
export function createCrossing({
  config,
  store: given,
  now,
  log,
  timing = defaultTiming,
  installations = createSingleInstallation(config, log),
}: Deps): {
  readonly service: Service;
  readonly schedule: Schedule;
} {
  const heartbeat = createHeartbeat(now);
  const metrics = createMetrics({ store: given, now, heartbeat });
  const { store, ticked } = metrics;
  const queries = createQueries({ store, now });
  const kinds = messageKindsOf(messageKinds);
  const links = createFileLinks({ publicUrl: config.publicUrl, secret: config.botToken, now });
  const sender = createSlackSender(installations, log, links);
  const sending = { store, now, ...queries, kinds, sender, timing };
  const schedule = createSchedule({ sending, heartbeat, ticked, log });
  const { catchUp } = schedule;
  const addresses = createPageAddresses(config.publicUrl);
  const mcpUrl = config.mcp && `${config.mcp.publicUrl}${mcpPath}`;
  const languageModel = config.languageModel && createLanguageModel(config.languageModel, metrics, log);
  const answering = {
    catchUp,
    heartbeat,
    metrics,
    installations,
    addresses,
    mcpUrl,
    languageModel,
    ...queries,
  };
  const received = createListenerServices({ store, now, log, ...answering });
  const { crossing, runGuarded, stopAccepting, isStopping } = received;
  const slack = createSlackApp(config, installations, received);
  const routes = [
    ...slack.routes,
    createAdoptionIntake(crossing, runGuarded),
    createAuditRoute(crossing, runGuarded, config.auditRequestsPerMinute),
    ...(config.publicUrl === null
      ? []
      : [createFileDownloads({ store, now, ...queries }, links, fileKinds), ...createAddressPages()]),
    ...(config.mcp === null ? [] : createMcpRoutes(config.mcp, installations, received)),
    ...createHealthRoutes({ store, heartbeat, isStopping }),
    createMetricsRoute(metrics),
  ];
  const http = createHttpServer(routes, log);
  const tenants = async () => (await installations.all()).map(({ tenant }) => tenant);
  schedule.onEveryTick('rechecking people', createPeopleRecheck(crossing, tenants));
  schedule.onEveryTick('updating Home', received.drawHomes);

  /** Answers `/stage3` once for each tenant, so that nobody waits while the register and its past are read. */
  async function warmUp(some: readonly string[]): Promise<void> {
    for (const workspace of some)
      await queries.readiness
        .now(workspace)
        .catch((err) => log.error({ err, workspace }, 'a workspace could not be loaded at startup'));
  }

  const service: Service = {
    async start() {
      await slack.authenticate();
      // Slack accepts these tokens, so messages held back for them can be sent.
      for (const tenant of await tenants()) await store.outbox.park(tenant, null);
      await warmUp((await tenants()).slice(0, warmedUp));
      const port = await http.listen(config.port);
      await slack.connect();
      return port;
    },
    refuse: stopAccepting,
    isIdle: received.isIdle,
    async stop() {
      stopAccepting();
      const until = performance.now() + drainTimeout;
      // Answers use the connection that is closed next, so requests that arrived meanwhile are awaited too.
      await received.drain(until);
      await slack.disconnect();
      await http.close();
      const underWay = await received.drain(until);
      if (underWay > 0) log.warn({ underWay }, 'stopped with unfinished work');
    },
  };
  return { service, schedule };
}
