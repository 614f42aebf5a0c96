import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type HttpBindings, serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod';
import { PersonClient } from '../client.ts';
import { type Act, type ActResult, type LiveMessage, paths, type SamplePerson } from '../protocol.ts';
import { act } from './acts.ts';
import { AppLink, type Delivery, type HttpApp } from './delivery.ts';
import { tell } from './events.ts';
import { type Fault, takesEffect } from './faults.ts';
import { app as appIds, team } from './identity.ts';
import { userPayload } from './payloads.ts';
import { personState, workspaceInfo } from './person-state.ts';
import type { Conversation, Manifest, StoredFile } from './records.ts';
import { respondByUrl } from './responses.ts';
import type { Slack } from './slack.ts';
import type { Answer } from './web-api/method.ts';
import { callMethod } from './web-api.ts';
import { Workspace } from './workspace.ts';

export interface SandboxOptions {
  /** Default 0: any free port. */
  port?: number;
  manifest: Manifest;
  people: SamplePerson[];
  /** `members` are names or ids; 'app' stands for the app. 'all' includes it. */
  channels: { name: string; members: 'all' | string[] }[];
  /** The workspace's clock in epoch milliseconds. Default: the real one. */
  now?: () => number;
  /**
   * Moves that clock ahead, with all that happens on the way; false while it is on its way already. Without it, nobody
   * here can move the clock.
   */
  moveClock?: (to: number) => Promise<boolean>;
  /** Folder of the built page, served at `/`. */
  webRoot?: string;
  /** HTTP mode instead of Socket Mode. */
  app?: HttpApp;
  /** How long Slack waits for an acknowledgement, and how long a trigger_id lives. Default 3,000 ms of real time. */
  limitMs?: number;
  /** On Enterprise Grid: the company that the workspace belongs to. */
  enterprise?: string;
  /** How long a test client waits for what it expects. Default 2,000 ms. */
  patienceMs?: number;
}

/** One call of the app to the Web API. */
export interface Call {
  method: string;
  args: Record<string, unknown>;
  /** What came back; null when the connection was cut or left hanging. */
  answer: Answer | null;
  /** What it met, if anything. */
  fault: Fault | null;
  at: number;
}

export interface Control {
  /** Changes a person's facts and sends `user_change`. Resolves when the app has acknowledged. */
  change: (person: string, facts: Partial<SamplePerson>) => Promise<void>;
  /** Changes somebody while the app hears of nothing. */
  changeUnheard: (person: string, facts: Partial<SamplePerson>) => void;
  deactivate: (person: string) => Promise<void>;
  reactivate: (person: string) => Promise<void>;
  archiveChannel: (channel: string) => void;
  addApp: (channel: string) => void;
  removeApp: (channel: string) => void;
  /** Sends `app_uninstalled` and `tokens_revoked`, then takes the tokens away. */
  uninstall: () => Promise<void>;
  /** The next calls of a method meet this fault. */
  failNext: (method: string, fault: Fault, times?: number) => void;
  /** Every other call of a method meets the fault that this gives, or none where it gives null. */
  failBy: (method: string, chance: () => Fault | null) => void;
  /** Whether a second message to a conversation within a second is refused with 429, as by Slack; at first it is not. */
  limitMessages: (on: boolean) => void;
  /** Delivers the last slash command, view submission or block action again, byte for byte. */
  redeliver: (type?: 'slash_command' | 'view_submission' | 'block_actions') => Promise<Delivery>;
  calls: () => readonly Call[];
  /** How often the app was given a file, by its name. */
  downloads: (file: string) => number;
  /** Somebody edits or, with null, deletes an uploaded file. */
  editFile: (file: string, contents: string | null) => void;
  deliveries: () => readonly Delivery[];
  setNow: (now: () => number) => void;
  /** Announces that the sockets will be ended after a while (ten seconds), or cuts them without a word. */
  refreshSockets: (endAfterMs?: number) => void;
  cutSockets: () => void;
  /** How many sockets the app has open. */
  sockets: () => number;
}

export interface Sandbox {
  /** "http://127.0.0.1:3000" */
  url: string;
  /** What SLACK_API_URL must be. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  teamId: string;
  botUserId: string;
  /** Somebody's hands and eyes. By name, with or without "(sample)", handle or id. */
  as: (person: string) => PersonClient;
  close: () => Promise<void>;
  control: Control;
}

const actRequest = z.object({ as: z.string(), act: z.looseObject({ type: z.string() }) });

/** Starts a Slack workspace in this process, in memory, on the loopback interface only. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const limitMs = options.limitMs ?? 3000;
  const workspace = new Workspace(
    options.manifest,
    options.people,
    options.channels,
    options.now ?? Date.now,
  );
  workspace.enterprise = options.enterprise ?? null;
  workspace.clockMoves = options.moveClock !== undefined;
  const link = new AppLink({ ackLimitMs: limitMs, http: options.app, onChange: () => workspace.changed() });
  const calls: Call[] = [];
  const faults = new Map<string, Fault[]>();
  const chances = new Map<string, () => Fault | null>();
  /** When each conversation got its last message, in real time; null while there is no limit. */
  let lastMessages: Map<string, number> | null = null;
  const tickets = new Set<string>();
  let callsInFlight = 0;
  let url = '';

  const slack: Slack = {
    workspace,
    link,
    triggerMs: limitMs,
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

  const http = new Hono<{ Bindings: HttpBindings }>();

  http.all('/api/:method', async (c) => {
    const method = c.req.param('method');
    const args = await callArguments(c);
    const { token: bodyToken, ...rest } = args;
    const token = c.req.header('authorization')?.replace(/^Bearer ?/i, '') ?? String(bodyToken ?? '');
    const fault = faults.get(method)?.shift() ?? chances.get(method)?.() ?? overLimit(method, rest);
    const call: Call = { method, args: rest, answer: null, fault, at: Date.now() };
    calls.push(call);
    const perform = () => callMethod(slack, method, token, rest);
    if (fault && takesEffect(fault)) perform();
    if (fault && 'hang' in fault) return new Promise<Response>(() => undefined);
    callsInFlight += 1;
    try {
      if (fault && ('resetBefore' in fault || 'resetAfter' in fault)) return cut(c);
      if (fault && 'status' in fault) return c.text('', fault.status as 500);
      if (fault && 'retryAfterSeconds' in fault) {
        call.answer = { ok: false, error: 'ratelimited' };
        return c.json(call.answer, 429, { 'retry-after': String(fault.retryAfterSeconds) });
      }
      call.answer = fault ? { ok: false, error: fault.error } : perform();
      return c.json(call.answer, 200, { 'x-oauth-scopes': workspace.scopes().join(',') });
    } finally {
      callsInFlight -= 1;
      workspace.changed();
    }
  });

  function overLimit(method: string, args: Record<string, unknown>): Fault | null {
    if (lastMessages === null || method !== 'chat.postMessage') return null;
    const name = String(args.channel);
    const place = workspace.conversationNamed(name)?.id ?? workspace.directMessage(name)?.id ?? name;
    const wait = (lastMessages.get(place) ?? -Infinity) + 1000 - performance.now();
    if (wait > 0) return { retryAfterSeconds: Math.ceil(wait / 1000) };
    lastMessages.set(place, performance.now());
    return null;
  }

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

  function person(name: string): SamplePerson {
    const found = workspace.personNamed(name);
    if (!found)
      throw new Error(
        `No ${name} here; there are ${[...workspace.people.values()].map((one) => one.name).join(', ')}`,
      );
    return found;
  }

  function channel(name: string): Conversation {
    const found = workspace.conversationNamed(name);
    if (!found) throw new Error(`No channel ${name} here`);
    return found;
  }

  function file(name: string): StoredFile {
    const found = [...workspace.files.values()].findLast((one) => one.file.name === name);
    if (!found) throw new Error(`Nobody uploaded ${name}`);
    return found;
  }

  async function change(name: string, facts: Partial<SamplePerson>): Promise<void> {
    const changed = { ...person(name), ...facts };
    workspace.people.set(changed.id, changed);
    workspace.changed();
    await tell(slack, 'user_change', {
      type: 'user_change',
      user: userPayload(changed),
      event_ts: workspace.nextTs(),
    });
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    botToken: slack.botToken,
    appToken: slack.appToken,
    teamId: team.id,
    botUserId: appIds.botUserId,
    as: (name) => {
      const { id } = person(name);
      return new PersonClient({
        state: () => personState(workspace, id, link.connected()),
        act: (what: Act): Promise<ActResult> => act(slack, id, what),
        onChange: (listener) => workspace.onChange(listener),
        isQuiet: () => callsInFlight === 0,
        patienceMs: options.patienceMs ?? 2000,
      });
    },
    close: async () => {
      await link.close();
      for (const socket of sockets.clients) socket.terminate();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    control: {
      change,
      changeUnheard: (name, facts) => {
        const { id } = person(name);
        workspace.people.set(id, { ...person(name), ...facts });
      },
      deactivate: (name) => change(name, { deleted: true }),
      reactivate: (name) => change(name, { deleted: false }),
      archiveChannel: (name) => {
        channel(name).isArchived = true;
        workspace.changed();
      },
      addApp: (name) => {
        channel(name).members.add(appIds.botUserId);
        workspace.changed();
      },
      removeApp: (name) => {
        channel(name).members.delete(appIds.botUserId);
        workspace.changed();
      },
      uninstall: async () => {
        await tell(slack, 'app_uninstalled', { type: 'app_uninstalled' });
        await tell(slack, 'tokens_revoked', {
          type: 'tokens_revoked',
          tokens: { oauth: [], bot: [appIds.botUserId] },
        });
        workspace.installed = false;
        workspace.changed();
      },
      failNext: (method, fault, times = 1) => {
        faults.set(method, [...(faults.get(method) ?? []), ...Array.from({ length: times }, () => fault)]);
      },
      failBy: (method, chance) => void chances.set(method, chance),
      limitMessages: (on) => {
        lastMessages = on ? new Map() : null;
      },
      redeliver: (type) => link.redeliver(type),
      calls: () => calls,
      downloads: (name) => file(name).downloads,
      editFile: (name, contents) => {
        const stored = file(name);
        if (contents === null) workspace.files.delete(stored.file.id);
        else stored.contents = Buffer.from(contents);
      },
      deliveries: () => link.deliveries,
      setNow: (now) => {
        workspace.now = now;
        workspace.changed();
      },
      refreshSockets: (endAfterMs = 10_000) => link.refreshSockets(endAfterMs),
      cutSockets: () => link.cutSockets(),
      sockets: () => link.sockets(),
    },
  };
}

function isLocal(host: string | undefined, origin: string | undefined): boolean {
  const names = [host, origin?.replace(/^https?:\/\//, '')].filter((one) => one !== undefined);
  return names.every((name) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(name));
}

/** From the query, a form, or JSON, as Slack takes them. */
async function callArguments(c: Context<{ Bindings: HttpBindings }>): Promise<Record<string, unknown>> {
  const query = c.req.query();
  if (c.req.method !== 'POST') return query;
  const type = c.req.header('content-type') ?? '';
  if (type.includes('json')) {
    const body = (await c.req.json().catch(() => ({}))) as Record<string, unknown>;
    return { ...query, ...body };
  }
  const form = type === '' ? {} : await c.req.parseBody();
  return { ...query, ...form };
}

/** Ends the connection in the middle of the call, without an answer. */
function cut(c: Context<{ Bindings: HttpBindings }>): Response {
  const outgoing: ServerResponse | HttpBindings['outgoing'] = c.env.outgoing;
  outgoing.destroy();
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
}
