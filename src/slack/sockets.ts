import type { Logger, Receiver } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import { pause } from '../operations/pause.ts';
import { createDispatcher, type Dispatch, type Routing } from './dispatch.ts';

/**
 * The longest life of a connection after Slack announced its end, in milliseconds. Slack itself ends it after ten
 * seconds.
 */
const closeTimeout = 20_000;
/** A connection that lasted this long counts as stable, in milliseconds. */
const stableAfter = 60_000;
/** The longest wait before reconnecting, in milliseconds. */
const maxReconnectDelay = 60_000;

/**
 * How late a pong may be, in milliseconds. An import of a thousand use cases keeps a busy machine from reading for more
 * than the library's 5 seconds, and a connection that is closed then loses the answer.
 */
const pongTimeout = 15_000;

interface Options {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
}

interface Envelope {
  readonly body: Record<string, unknown>;
  readonly ack: (body?: unknown) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

/** Slack's announcement that it will end a connection. */
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

/** A connection that accepts requests until Slack ends it, even after the announcement. */
class Connection extends SocketModeClient {
  readonly #onEndAnnounced: () => void;

  constructor({ appToken, apiUrl, logger }: Options, dispatch: Dispatch, onEndAnnounced: () => void) {
    const clientOptions = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: 10_000 };
    super({
      ...{ appToken, logger, clientOptions },
      ...{ autoReconnectEnabled: false, clientPingTimeout: pongTimeout },
    });
    this.#onEndAnnounced = onEndAnnounced;
    this.on('slack_event', ({ body, ack, retry_num: retryNum, retry_reason: retryReason }: Envelope) => {
      const retried = retryNum === undefined ? {} : { retryNum };
      const because = retryReason === undefined ? {} : { retryReason };
      dispatch({ body, ack, ...retried, ...because }).catch((error) =>
        logger.error('handling a socket message failed', error),
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
 * Creates the receiver for Socket Mode. Slack ends each connection after a few hours with an announcement; the next one
 * is opened before that, so no request is missed. A lost connection is reopened.
 */
export function createSocketReceiver(options: Options, routing: Routing): Receiver {
  const { logger } = options;
  const stopping = new AbortController();
  const open = new Set<Connection>();
  let dispatch: Dispatch | null = null;
  /** Failed attempts and short connections in a row. */
  let failures = 0;

  /** Opens a connection. @throws when Slack refuses */
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
