import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { pause } from '../operations/pause.ts';

/** How long running requests may take when the server closes, in milliseconds. */
const closeTimeout = 1_000;

/**
 * How long an idle connection stays open, in milliseconds: longer than load balancers keep theirs, which is a minute
 * for many. A request on a connection that is just being closed would be lost.
 */
const keepAliveTimeout = 75_000;

/** A route of the HTTP server. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** For example `/api/v1/use-cases/:useCase/adoption`. */
  readonly path: string;
  /** The largest body that is read, in bytes; a larger one is refused with 413. */
  readonly maxBytes?: number;
  readonly answer: (request: Context) => Response | Promise<Response>;
}

export interface HttpServer {
  /**
   * Listens, and returns the port.
   * @param port 0 for any free one
   * @throws when the port is taken.
   */
  listen(port: number): Promise<number>;
  /** Accepts no new connection, gives running requests a second to finish, and closes all. */
  close(): Promise<void>;
}

/**
 * Creates the only HTTP server of the app. It answers 404 without a route, 400 for an unreadable address, and 500 after
 * logging an error.
 */
export function createHttpServer(routes: readonly Route[], log: Logger): HttpServer {
  const hono = new Hono();
  for (const { method, path, maxBytes, answer } of routes) {
    if (maxBytes === undefined) hono.on(method, path, answer);
    else hono.on(method, path, limitBody(maxBytes), answer);
  }
  hono.notFound((request) => request.body(null, 404));
  hono.onError((err, request) => {
    log.error({ err, in: 'http' }, 'an HTTP request failed');
    return request.body(null, 500);
  });
  const fetch: typeof hono.fetch = (request, ...rest) =>
    isReadable(request.url) ? hono.fetch(request, ...rest) : new Response(null, { status: 400 });
  const server = createAdaptorServer({ fetch }) as Server;
  server.keepAliveTimeout = keepAliveTimeout;
  return {
    async listen(port) {
      server.listen(port);
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    },
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      await Promise.race([closed, pause(closeTimeout)]);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** False for an address with an invalid `%` sequence. */
function isReadable(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

/** Limits the body size: first by the stated length, which costs nothing, otherwise while reading. */
function limitBody(mostBytes: number): MiddlewareHandler {
  const tooLarge = (request: Context) =>
    request.json({ error: `The body is too large: send at most ${mostBytes / 1024} KB.` }, 413);
  const counted = bodyLimit({ maxSize: mostBytes, onError: tooLarge });
  return (request, next) => {
    const stated = request.req.header('content-length');
    if (stated === undefined || request.req.header('transfer-encoding')) return counted(request, next);
    return Number(stated) > mostBytes ? Promise.resolve(tooLarge(request)) : next();
  };
}
