import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Receiver, ReceiverEvent } from '@slack/bolt';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Route } from '../http/server.ts';
import { createDispatcher, type Dispatch, type Routing } from './dispatch.ts';
import { memoize } from './kit/page.ts';

/** The largest difference between the request time and ours, in seconds. Source: Slack's documentation. */
const maxClockSkew = 300;
const maxBytes = 1024 * 1024;

const payloadSchema = z.record(z.string(), z.unknown());
type Payload = z.infer<typeof payloadSchema>;

/** Serializes an answer, cached per object. */
const serialize = memoize((answer: object) => Buffer.from(JSON.stringify(answer)));

/**
 * Creates the receiver of signed HTTP requests. It checks the signature over the raw body before parsing, and the
 * acknowledgement is the response.
 */
export function createSignedRequests(
  signingSecret: string,
  routing: Routing,
): { readonly receiver: Receiver; readonly routes: readonly Route[] } {
  let dispatch: Dispatch | null = null;

  async function answer(request: Context): Promise<Response> {
    const body = await request.req.text();
    if (!isSigned(request, body, signingSecret)) return request.body(null, 401);
    const payload = parsePayload(body, request.req.header('content-type'));
    if (payload === null) return request.body(null, 400);
    if (payload.ssl_check !== undefined) return request.body(null, 200);
    if (payload.type === 'url_verification') return request.json({ challenge: payload.challenge });
    if (!dispatch) return request.body(null, 503);
    const retryNum = Number(request.req.header('x-slack-retry-num') ?? Number.NaN);
    const retryReason = request.req.header('x-slack-retry-reason');
    return respondWhenAcknowledged(dispatch, {
      body: payload,
      ...(Number.isNaN(retryNum) ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    });
  }

  return {
    receiver: {
      init(app) {
        dispatch = createDispatcher(app, routing);
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    routes: [{ method: 'POST', path: '/slack/events', maxBytes, answer }],
  };
}

/** Responds with the acknowledgement; 404 when all work is done without one. */
const respondWhenAcknowledged = (dispatch: Dispatch, event: Omit<ReceiverEvent, 'ack'>): Promise<Response> =>
  new Promise((resolve, reject) => {
    const ack = async (body: unknown) => resolve(responseWith(body));
    dispatch({ ...event, ack }).then(() => resolve(new Response(null, { status: 404 })), reject);
  });

/**
 * True when Slack signed this body within the last five minutes. Bolt's check also accepts future times, so a recorded
 * request would stay valid longer, and it uses random bytes to compare. Source: "Verifying requests from Slack" of
 * Slack's documentation.
 */
export function isSigned(request: Context, body: string, signingSecret: string): boolean {
  const timestamp = request.req.header('x-slack-request-timestamp') ?? '';
  const age = Math.abs(Date.now() / 1000 - Number(timestamp || Number.NaN));
  if (!(age <= maxClockSkew)) return false;
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const expected = Buffer.from(`v0=${signature}`);
  const given = Buffer.from(request.req.header('x-slack-signature') ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Parses a request body: JSON, a form, or JSON in the form field `payload`; null when unreadable. */
function parsePayload(body: string, contentType: string | undefined): Payload | null {
  try {
    if (contentType?.startsWith('application/json')) return payloadSchema.parse(JSON.parse(body));
    const fields = Object.fromEntries(new URLSearchParams(body));
    return fields.payload === undefined ? fields : payloadSchema.parse(JSON.parse(fields.payload));
  } catch {
    return null;
  }
}

function responseWith(body: unknown): Response {
  if (typeof body !== 'object' || body === null) return new Response(typeof body === 'string' ? body : null);
  return new Response(serialize(body), { headers: { 'content-type': 'application/json' } });
}
