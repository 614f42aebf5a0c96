import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { slackLogger } from './slack-logger.ts';

type ClientConfig = Pick<Config, 'slackApiUrl' | 'botToken'>;

/**
 * For calls that somebody waits for: they fail at once. A limit on one method pauses a client's whole queue, and a
 * retry outlives its trigger.
 */
export const clientOptions = ({ slackApiUrl }: ClientConfig, log: Logger): WebClientOptions => ({
  slackApiUrl,
  allowAbsoluteUrls: false,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
  logger: slackLogger(log),
});

export const createClient = (config: ClientConfig, log: Logger): WebClient =>
  new WebClient(config.botToken, clientOptions(config, log));
