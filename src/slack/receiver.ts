import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { HTTPReceiver, type Logger, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger as Log } from 'pino';
import type { Config } from '../config.ts';
import { adoptionPath, type Request } from '../http/adoption-intake.ts';
import type { Metrics } from '../http/metrics.ts';

/** Slack's own limit for how far a request's time may lie from ours, in seconds, in either direction. */
const clockSkew = 300;

export interface Health {
  /** Why the app cannot serve now, in words; null when it can. */
  readonly trouble: () => Promise<string | null>;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
}

const answer = (res: ServerResponse, status: number, text: string) =>
  res.writeHead(status, { 'content-type': 'text/plain' }).end(text);

/** Takes one request on a route; it never fails. */
type Handler = (req: Request, res: ServerResponse) => void;

function routes({ trouble, metrics }: Health, intake: Handler) {
  return [
    { path: adoptionPath, method: 'POST', handler: intake },
    {
      path: '/healthz',
      method: 'GET',
      handler: (_: unknown, res: ServerResponse) => void answer(res, 200, 'ok'),
    },
    {
      path: '/readyz',
      method: 'GET',
      handler: (_: unknown, res: ServerResponse) =>
        void trouble().then((reason) =>
          reason === null ? answer(res, 200, 'ready') : answer(res, 503, `not ready: ${reason}`),
        ),
    },
    {
      path: '/metrics',
      method: 'GET',
      handler: (_: unknown, res: ServerResponse) =>
        void metrics
          .text()
          .then((text) => res.writeHead(200, { 'content-type': metrics.contentType }).end(text)),
    },
  ];
}

/**
 * Socket Mode where there is an app token, signed HTTP requests otherwise; health checks, metrics and reports of
 * adoption on the same port in both.
 */
export function receiver(
  config: Pick<Config, 'connection' | 'port'>,
  log: Log,
  health: Health,
  intake: Handler,
  apiUrl: string,
): Receiver {
  const { connection, port } = config;
  const logger = slackLogger(log);
  const customRoutes = routes(health, intake);
  if (connection.mode === 'socket') {
    // An options object of its own: Bolt writes a retry policy into the one it is given.
    const installerOptions = { port, clientOptions: { slackApiUrl: apiUrl } };
    const { appToken } = connection;
    const socket = new SocketModeReceiver({ appToken, logger, customRoutes, installerOptions });
    // biome-ignore lint/complexity/useLiteralKeys: the server is private to TypeScript, and only this way reached.
    const server = socket['httpServer'] as Server | undefined;
    const listeners = (server?.listeners('request') ?? []) as RequestListener[];
    server?.removeAllListeners('request');
    for (const listener of listeners) server?.on('request', refusingUnreadable(listener));
    return socket;
  }
  const http = new HTTPReceiver({
    signingSecret: connection.signingSecret,
    port,
    logger,
    customRoutes,
    bodyLimit: '1mb',
  });
  http.requestListener = refusingUnreadable(refusingTheFuture(http.requestListener));
  return http;
}

/** Bolt refuses stale timestamps and takes those of the future; a recorded request must not be good for later. */
const refusingTheFuture =
  (listener: RequestListener): RequestListener =>
  (req: IncomingMessage, res: ServerResponse) => {
    const sent = Number(req.headers['x-slack-request-timestamp']);
    if (Number.isFinite(sent) && sent - Date.now() / 1000 > clockSkew) return void answer(res, 401, '');
    return listener(req as never, res as never);
  };

/** An address that cannot be read ends the process in Socket Mode, and is a fault of ours in HTTP mode, says Bolt. */
const refusingUnreadable =
  (listener: RequestListener): RequestListener =>
  (req, res) =>
    readable(req.url) ? listener(req, res) : void answer(res, 400, '');

function readable(url: string | undefined): boolean {
  try {
    decodeURIComponent(new URL(url ?? '', 'http://localhost').pathname);
    return true;
  } catch {
    return false;
  }
}

/** Where a sentence of Slack's libraries ends and what they quote begins: payloads, addresses, other errors. */
const quoted = /[:;("'`<>{}[\]\n]/;

/** Logs what Slack's libraries say, without what they quote; their `info` is our `debug`. */
export function slackLogger(log: Log): Logger {
  const line =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      const [said = ''] = parts.filter((part) => typeof part === 'string');
      const [sentence = ''] = said.split(quoted);
      log[level]({ from: 'slack', ...(error ? { err: error } : {}) }, sentence.trim());
    };
  return {
    debug: line('debug'),
    info: line('debug'),
    warn: line('warn'),
    error: line('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.DEBUG,
    setName: () => undefined,
  };
}
