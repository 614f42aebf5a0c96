import { randomBytes } from 'node:crypto';
import { type IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type HttpBindings, serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod';
import { PersonClient } from '../client.ts';
import { type Act, type ActResult, type LiveMessage, paths } from '../protocol.ts';
import { act } from './acts.ts';
import { ApiCalls } from './api-calls.ts';
import { controlOf, personNamed } from './control.ts';
import { AppLink } from './delivery.ts';
import { app, team } from './identity.ts';
import { personState, workspaceInfo } from './person-state.ts';
import { isLocal } from './requests.ts';
import { respondByUrl } from './responses.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import type { Slack } from './slack.ts';
import { Workspace } from './workspace.ts';

export type { Sandbox, SandboxOptions } from './sandbox.ts';

const actRequest = z.object({ as: z.string(), act: z.looseObject({ type: z.string() }) });

/** Starts a Slack workspace in this process, in memory, on the loopback interface only. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { ackTimeoutMs = 3000, isAppIdle } = options;
  const workspace = new Workspace(
    options.manifest,
    options.people,
    options.channels,
    options.now ?? Date.now,
  );
  workspace.enterprise = options.enterprise ?? null;
  workspace.clockMoves = options.moveClock !== undefined;
  const link = new AppLink({
    ackLimitMs: ackTimeoutMs,
    http: options.app,
    onChange: () => workspace.changed(),
  });
  const tickets = new Set<string>();
  let url = '';

  const slack: Slack = {
    workspace,
    link,
    triggerMs: ackTimeoutMs,
    botToken: `xoxb-sandbox-${randomBytes(8).toString('hex')}`,
    appToken: `xapp-sandbox-${randomBytes(8).toString('hex')}`,
    url: () => url,
    moveClock: options.moveClock,
    newSocketUrl: () => {
      const ticket = randomBytes(12).toString('hex');
      tickets.add(ticket);
      return `${url.replace('http', 'ws')}/socket/${ticket}`;
    },
  };

  const calls = new ApiCalls(slack);
  const http = new Hono<{ Bindings: HttpBindings }>();

  http.all('/api/:method', (c) => calls.answer(c, c.req.param('method')));

  http.post('/response/:id', async (c) => {
    const body = (await c.req.json().catch(() => null)) as Record<string, unknown> | null;
    if (!body) return c.json({ ok: false, error: 'invalid_payload' }, 400);
    const responded = respondByUrl(slack, c.req.param('id'), body);
    return responded.ok ? c.text('ok') : c.json({ ok: false, error: responded.error }, responded.status);
  });

  // Without a token that may read it, a file's address leads to the login page, which is no error to HTTP.
  http.get('/files-pri/:path/*', (c) => {
    const stored = workspace.files.get(c.req.param('path').replace(`${team.id}-`, ''));
    const token = c.req.header('authorization')?.replace(/^Bearer /, '');
    const mayRead =
      token === slack.botToken && workspace.installed && workspace.scopes().includes('files:read');
    if (!mayRead) return c.html(`<!DOCTYPE html><html><title>Log in | ${team.name}</title></html>`);
    if (!stored) return c.text('', 404);
    stored.downloads += 1;
    return c.body(new Uint8Array(stored.contents), 200, { 'content-type': stored.file.mimetype });
  });

  // The address is the only key, as in Slack: it is unguessable, and works once.
  http.post('/upload/v1/:address', async (c) => {
    if (!c.req.header('content-type')?.startsWith('application/octet-stream')) return c.text('', 400);
    const contents = new Uint8Array(await c.req.arrayBuffer());
    return workspace.takeUpload(c.req.param('address'), contents)
      ? c.text(`OK - ${contents.byteLength}`)
      : c.text('', 404);
  });

  // A page from elsewhere in the same browser must not act here, nor read.
  http.use('/_sandbox/*', async (c, next) => {
    if (!isLocal(c.req.header('host'), c.req.header('origin'))) return c.text('', 403);
    return next();
  });

  http.get(paths.workspace, (c) => c.json(workspaceInfo(workspace, link.connected())));

  http.get(paths.state, (c) => {
    const person = c.req.query('as') ?? '';
    if (!workspace.people.has(person)) return c.json({ error: `No such person: ${person}` }, 404);
    return c.json(personState(workspace, person, link.connected()));
  });

  http.get(paths.file, (c) => {
    const stored = workspace.fileFor(c.req.query('as') ?? '', c.req.query('id') ?? '');
    if (!stored) return c.text('', 404);
    const { name, mimetype } = stored.file;
    return c.body(new Uint8Array(stored.contents), 200, {
      'content-type': mimetype,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  });

  http.post(paths.act, async (c) => {
    const request = actRequest.safeParse(await c.req.json().catch(() => null));
    if (!request.success) return c.json({ ok: false, error: 'Unknown act.' }, 400);
    return c.json(await act(slack, request.data.as, request.data.act as unknown as Act));
  });

  if (options.webRoot) http.use('*', serveStatic({ root: options.webRoot }));

  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve(
      { fetch: http.fetch, port: options.port ?? 0, hostname: '127.0.0.1' },
      (address) => {
        url = `http://127.0.0.1:${address.port}`;
        resolve(started);
      },
    );
    // A call on a connection that is just being closed as idle would be lost.
    if (started instanceof Server) started.keepAliveTimeout = 10 * 60_000;
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const ticket = pathname.replace('/socket/', '');
    const person = searchParams.get('as') ?? '';
    const local = isLocal(request.headers.host, request.headers.origin);
    const live = local && pathname === paths.live && workspace.people.has(person);
    if (!live && !tickets.delete(ticket)) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (open) => (live ? watch(open, person) : link.adopt(open)));
  });

  /** Sends a person's state now and after every change, many changes of one turn in one message. */
  function watch(socket: WebSocket, person: string) {
    let due = false;
    const send = () => {
      due = false;
      const message: LiveMessage = { type: 'state', state: personState(workspace, person, link.connected()) };
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    };
    const stop = workspace.onChange(() => {
      if (!due) setImmediate(send);
      due = true;
    });
    socket.on('close', stop);
    socket.on('error', () => socket.terminate());
    send();
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    botToken: slack.botToken,
    appToken: slack.appToken,
    teamId: team.id,
    botUserId: app.botUserId,
    as: (name) => {
      const { id } = personNamed(workspace, name);
      return new PersonClient({
        state: () => personState(workspace, id, link.connected()),
        act: (what: Act): Promise<ActResult> => act(slack, id, what),
        onChange: (listener) => workspace.onChange(listener),
        file: (id) => workspace.fileFor(personNamed(workspace, name).id, id)?.contents ?? null,
        requests: () => link.deliveries.length + calls.made.length,
        isQuiet: () => calls.inFlight === 0,
        isIdle: () => (isAppIdle ? calls.inFlight === 0 && link.unanswered === 0 && isAppIdle() : null),
        clientTimeoutMs: options.clientTimeoutMs ?? 2000,
      });
    },
    close: async () => {
      await link.close();
      for (const socket of sockets.clients) socket.terminate();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    control: controlOf(slack, calls),
  };
}
