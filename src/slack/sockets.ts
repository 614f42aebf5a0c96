import type { Logger, Receiver } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import { pause } from '../operations/pause.ts';
import { createDispatcher, type Dispatch, type Routing } from './dispatch.ts';

/** Slack ends a connection ten seconds after it announced that; then it is ended from here. In milliseconds. */
const closeTimeout = 20_000;
/** A connection that lasted so long is no sign of trouble when it is lost, in milliseconds. */
const stableAfter = 60_000;
/** The longest wait before another try to connect, in milliseconds. */
const maxReconnectDelay = 60_000;

interface Options {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
}

interface Envelope {
  readonly body: Record<string, unknown>;
  readonly ack: (said?: unknown) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

/** The message by which Slack announces that it will end a connection. */
const announcement = z.object({
  type: z.literal('disconnect'),
  reason: z.enum(['warning', 'refresh_requested']),
});

function announcesEnd(data: string | ArrayBuffer): boolean {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false;
  try {
    return announcement.safeParse(JSON.parse(data)).success;
  } catch {
    return false;
  }
}

/** A connection that takes what comes in until Slack ends it, also after Slack announced that. */
class Connection extends SocketModeClient {
  readonly #onEndAnnounced: () => void;

  constructor({ appToken, apiUrl, logger }: Options, dispatch: Dispatch, onEndAnnounced: () => void) {
    const clientOptions = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: 10_000 };
    super({ appToken, logger, autoReconnectEnabled: false, clientOptions });
    this.#onEndAnnounced = onEndAnnounced;
    this.on('slack_event', ({ body, ack, retry_num: retryNum, retry_reason: retryReason }: Envelope) => {
      const retried = retryNum === undefined ? {} : { retryNum };
      const because = retryReason === undefined ? {} : { retryReason };
      dispatch({ body, ack, ...retried, ...because }).catch((error) =>
        logger.error('what came in over the socket failed', error),
      );
    });
  }

  protected override onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    if (!announcesEnd(data)) return super.onWebSocketMessage(data, isBinary);
    this.#onEndAnnounced();
    return Promise.resolve();
  }
}

/**
 * Takes what Slack sends over a socket that the app opens. Slack ends each after a few hours and announces it: another
 * one is open before it goes, and what is asked in between is answered. One that is lost is opened again.
 */
export function createSocketReceiver(options: Options, routing: Routing): Receiver {
  const { logger } = options;
  const stopping = new AbortController();
  const open = new Set<Connection>();
  let dispatch: Dispatch | null = null;
  /** Tries that failed, and connections that did not last, one after another. */
  let failures = 0;

  /** @throws when Slack opens none. */
  async function connect(): Promise<void> {
    if (!dispatch) throw new Error('the receiver was started before it was initialised');
    let replacing = false;
    const connection: Connection = new Connection(options, dispatch, () => {
      if (!replacing) void replace(connection);
      replacing = true;
    });
    await connection.start();
    if (stopping.signal.aborted) return connection.disconnect();
    const since = performance.now();
    open.add(connection);
    connection.once('disconnected', () => {
      open.delete(connection);
      failures = performance.now() - since > stableAfter ? 0 : failures + 1;
      if (open.size === 0) void reconnect();
    });
  }

  async function replace(connection: Connection): Promise<void> {
    try {
      await connect();
      await pause(closeTimeout, stopping.signal);
      if (open.has(connection)) await connection.disconnect();
    } catch (error) {
      logger.warn('a second socket could not be opened', error);
    }
  }

  async function reconnect(): Promise<void> {
    while (!stopping.signal.aborted && open.size === 0) {
      const wait = failures === 0 ? 0 : Math.min(500 * 2 ** failures, maxReconnectDelay);
      await pause(wait * (0.5 + Math.random() / 2), stopping.signal);
      if (stopping.signal.aborted) return;
      await connect().catch((error) => {
        failures += 1;
        logger.warn('the socket could not be opened again', error);
      });
    }
  }

  return {
    init(app) {
      dispatch = createDispatcher(app, routing);
    },
    start: connect,
    async stop() {
      stopping.abort();
      for (const connection of open) connection.disconnect().catch(() => undefined);
    },
  };
}
