import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { WebSocket } from 'ws';
import { app } from './identity.ts';

export type Kind = 'slash_commands' | 'interactive' | 'events_api';

export interface Delivery {
  kind: Kind;
  payload: Record<string, unknown>;
  /** Epoch milliseconds of the real clock. */
  at: number;
  /** The time until the acknowledgement in milliseconds, in Socket Mode also late ones; null without one. */
  ackMs: number | null;
  /** The body of the acknowledgement; null for none. */
  answer: unknown;
  /** Slack's name for the failure. */
  error: string | null;
}

export type Acknowledged =
  | { ok: true; answer: unknown }
  | { ok: false; error: 'operation_timeout' | 'dispatch_failed' };

export interface HttpApp {
  requestUrl: string;
  signingSecret: string;
}

interface Sent {
  delivery: Delivery;
  /** The bytes of the envelope, or of the request's body: a redelivery sends the same. */
  bytes: string;
}

const maxSockets = 10;

/** The way from Slack to the app: envelopes over the app's sockets, or signed requests to its URL. */
export class AppLink {
  readonly deliveries: Delivery[] = [];
  /** Deliveries that can still be acknowledged in time. */
  unanswered = 0;
  readonly #ackLimitMs: number;
  readonly #http: HttpApp | undefined;
  readonly #onChange: () => void;
  readonly #last = new Map<string, Sent>();
  /** Callbacks that wait for an acknowledgement, by envelope; one that is delivered again is acknowledged again. */
  readonly #waiting = new Map<string, ((answer: unknown) => void)[]>();
  readonly #closing = new AbortController();
  readonly #inFlight = new Set<Promise<unknown>>();
  #sockets: WebSocket[] = [];
  /** Those whose end was announced; they carry envelopes only while there is no other. */
  readonly #ending = new WeakSet<WebSocket>();

  constructor(options: { ackLimitMs: number; http: HttpApp | undefined; onChange: () => void }) {
    this.#ackLimitMs = options.ackLimitMs;
    this.#http = options.http;
    this.#onChange = options.onChange;
  }

  connected(): boolean {
    return this.#http !== undefined || this.#sockets.length > 0;
  }

  sockets(): number {
    return this.#sockets.length;
  }

  /** Adopts a socket that the app opened: says hello, then sends envelopes over it. An eleventh is turned away. */
  adopt(socket: WebSocket): void {
    if (this.#sockets.length >= maxSockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close();
      return;
    }
    this.#sockets.push(socket);
    // Slack's clients take a connection without pings for dead.
    const ping = setInterval(() => socket.ping(), 10_000);
    socket.on('close', () => {
      clearInterval(ping);
      this.#sockets = this.#sockets.filter((one) => one !== socket);
      this.#onChange();
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => this.#receive(String(data)));
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#sockets.length,
        connection_info: { app_id: app.id },
        debug_info: { host: 'sandbox', approximate_connection_time: 18_060 },
      }),
    );
    this.#onChange();
  }

  #receive(message: string): void {
    const ack = parseJson(message) as { envelope_id?: string; payload?: Record<string, unknown> } | null;
    if (typeof ack?.envelope_id !== 'string') return;
    const body = ack.payload && Object.keys(ack.payload).length > 0 ? ack.payload : null;
    const waiting = this.#waiting.get(ack.envelope_id) ?? [];
    waiting.shift()?.(body);
    if (waiting.length === 0) this.#waiting.delete(ack.envelope_id);
  }

  /**
   * Announces that the sockets will be ended, as Slack does every few hours, and ends them after a while. Returns a
   * function that ends them at once.
   */
  refreshSockets(endAfterMs: number): () => void {
    const ends = this.#sockets.map((socket) => {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      this.#ending.add(socket);
      const end = () => {
        // Nothing may be sent on it after it is closed: the app would not read it.
        this.#sockets = this.#sockets.filter((one) => one !== socket);
        socket.close();
      };
      const timer = setTimeout(end, endAfterMs);
      socket.once('close', () => clearTimeout(timer));
      return end;
    });
    return () => {
      for (const end of ends) end();
    };
  }

  /** Cuts every socket without a word. */
  cutSockets(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Resolves when the app has acknowledged, or with the error a person would read when it has not in time. */
  deliver(kind: Kind, payload: Record<string, unknown>): Promise<Acknowledged> {
    const bytes = this.#http ? requestBody(kind, payload) : envelope(kind, payload);
    return this.#send({ delivery: newDelivery(kind, payload), bytes });
  }

  /**
   * Sends the last slash command, view submission or block action again, the same bytes. Its answer is recorded in the
   * delivery and shown to nobody.
   *
   * @throws if nothing of the kind was delivered yet
   */
  async redeliver(type?: 'slash_command' | 'view_submission' | 'block_actions'): Promise<Delivery> {
    const sent = this.#last.get(type ?? 'any');
    if (!sent) throw new Error(`Nothing to deliver again${type ? ` of type ${type}` : ''}`);
    const again = { delivery: newDelivery(sent.delivery.kind, sent.delivery.payload), bytes: sent.bytes };
    await this.#send(again, 1);
    return again.delivery;
  }

  async #send(sent: Sent, retry = 0): Promise<Acknowledged> {
    const { delivery } = sent;
    this.deliveries.push(delivery);
    const type = delivery.kind === 'slash_commands' ? 'slash_command' : String(delivery.payload.type);
    if (delivery.kind !== 'events_api') {
      this.#last.set(type, sent);
      if (['slash_command', 'view_submission', 'block_actions'].includes(type)) this.#last.set('any', sent);
    }
    const started = performance.now();
    const work = (this.#http ? this.#request(this.#http, sent, retry) : this.#emit(sent)).then((result) => {
      if (result.ok) {
        delivery.ackMs = performance.now() - started;
        delivery.answer = result.answer;
      }
      return result;
    });
    this.#inFlight.add(work);
    void work.finally(() => this.#inFlight.delete(work));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Acknowledged>((resolve) => {
      timer = setTimeout(() => resolve({ ok: false, error: 'operation_timeout' }), this.#ackLimitMs);
    });
    this.unanswered += 1;
    const result = await Promise.race([work, late]);
    this.unanswered -= 1;
    clearTimeout(timer);
    if (!result.ok) delivery.error = result.error;
    this.#onChange();
    return result;
  }

  #emit({ bytes }: Sent): Promise<Acknowledged> {
    const socket = this.#sockets.find((one) => !this.#ending.has(one)) ?? this.#sockets[0];
    if (!socket) return Promise.resolve({ ok: false, error: 'dispatch_failed' });
    // Each envelope goes to one connection; the next one's turn comes next.
    this.#sockets = [...this.#sockets.filter((one) => one !== socket), socket];
    const { envelope_id } = JSON.parse(bytes) as { envelope_id: string };
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(envelope_id) ?? [];
      this.#waiting.set(envelope_id, [...waiting, (answer) => resolve({ ok: true, answer })]);
      socket.send(bytes);
    });
  }

  async #request(http: HttpApp, { delivery, bytes }: Sent, retry: number): Promise<Acknowledged> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', http.signingSecret)
      .update(`v0:${timestamp}:${bytes}`)
      .digest('hex');
    // Slack hangs up when the time for an acknowledgement is over.
    const late = AbortSignal.timeout(this.#ackLimitMs);
    try {
      // Not `fetch`: that of Node 20 leaves the connection open after the time limit.
      const asked = request(http.requestUrl, {
        method: 'POST',
        signal: AbortSignal.any([this.#closing.signal, late]),
        headers: {
          'content-type':
            delivery.kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
          ...(retry > 0
            ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }
            : {}),
        },
      }).end(bytes);
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      const body = await text(response);
      const { statusCode = 500, headers } = response;
      if (statusCode < 200 || statusCode >= 300) return { ok: false, error: 'dispatch_failed' };
      const isJson = headers['content-type']?.includes('json') ?? false;
      return { ok: true, answer: body === '' ? null : isJson ? parseJson(body) : { text: body } };
    } catch {
      return { ok: false, error: late.aborted ? 'operation_timeout' : 'dispatch_failed' };
    }
  }

  /** Ends every connection and request, and waits until none is left. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const waiting of [...this.#waiting.values()].flat()) waiting(null);
    await Promise.all([...this.#inFlight, ...this.#sockets.map(closeSocket)]);
  }
}

/** Closes a socket, and cuts it after a second. Without the close frame a Slack client waits half a minute. */
function closeSocket(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const tooLong = setTimeout(() => socket.terminate(), 1000);
    socket.once('close', () => {
      clearTimeout(tooLong);
      resolve();
    });
    socket.close(1001);
  });
}

function newDelivery(kind: Kind, payload: Record<string, unknown>): Delivery {
  return { kind, payload, at: Date.now(), ackMs: null, answer: null, error: null };
}

function envelope(kind: Kind, payload: Record<string, unknown>): string {
  return JSON.stringify({
    envelope_id: randomUUID(),
    type: kind,
    accepts_response_payload: kind !== 'events_api',
    payload,
    ...(kind === 'events_api' ? { retry_attempt: 0, retry_reason: '' } : {}),
  });
}

function requestBody(kind: Kind, payload: Record<string, unknown>): string {
  if (kind === 'events_api') return JSON.stringify(payload);
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(payload)) form.set(key, String(value));
  return form.toString();
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
