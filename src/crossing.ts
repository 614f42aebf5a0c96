import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Instant } from './domain/register.ts';
import { createMetrics } from './http/metrics.ts';
import { createHeartbeat } from './operations/heartbeat.ts';
import { type Timing, usualTiming } from './operations/send.ts';
import { createSchedule, type Schedule } from './schedule/schedule.ts';
import { createSlackApp, type SlackApp } from './slack/app.ts';
import { createCompose } from './slack/compose.ts';
import { createCourier } from './slack/courier.ts';
import type { Store } from './store/open.ts';

interface Deps {
  readonly config: Config;
  readonly store: Store;
  /** The one clock of all of it. */
  readonly now: () => Instant;
  readonly log: Logger;
  readonly timing?: Timing;
}

/** The parts of Crossing, put together; nothing runs yet. */
export function createCrossing({ config, store: given, now, log, timing = usualTiming }: Deps): {
  readonly slack: SlackApp;
  readonly schedule: Schedule;
} {
  const heartbeat = createHeartbeat(now);
  const metrics = createMetrics({ store: given, now, heartbeat });
  const { store, ticked } = metrics;
  const compose = createCompose({ store, now });
  const courier = createCourier(config, log);
  const sending = { store, now, compose, courier, timing };
  const schedule = createSchedule({ sending, heartbeat, ticked, log });
  const { catchUp } = schedule;
  const slack = createSlackApp({ config, store, now, log, catchUp, heartbeat, metrics });
  schedule.everyRound('rechecking people', slack.recheckPeople);
  schedule.everyRound('drawing Home', slack.drawHomes);
  return { slack, schedule };
}
