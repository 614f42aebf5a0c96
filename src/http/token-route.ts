import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { TokenKind } from '../domain/access-tokens.ts';
import { findTokenUseCase } from '../operations/access-tokens.ts';
import type { Crossing } from '../operations/act.ts';
import type { StoreAndClock } from '../operations/sweep.ts';
import type { Route } from './server.ts';
import { createTokenLimits, type ExceededLimit, isSameHash } from './token-limits.ts';

/** A longer text takes so much work that other requests get a turn before it. */
const largeText = 8 * 1024;

/** An answer in JSON. An error has the field `error` with a sentence. */
export interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const failWith = (status: number, error: string, more: Answer['json'] = {}): Answer => ({
  status,
  json: { error, ...more },
});

/** Returns the answer with a sentence for each wrong field. */
export const failWithFields = (fields: Readonly<Record<string, string>>): Answer =>
  failWith(422, 'Some fields are invalid. Correct those in "fields".', { fields });

const failWithTooMany = ({ error, seconds }: ExceededLimit): Answer => ({
  ...failWith(429, error),
  headers: { 'retry-after': String(seconds) },
});

/** The use case of a token. */
export interface TokenHolder {
  readonly workspace: string;
  readonly useCase: string;
  /** The hash of the token. */
  readonly hash: string;
}

/** Runs work behind the error boundary. A failure is logged under `name` and answered by `apologise`. */
export type Guarded = (
  name: string,
  work: (services: Crossing & StoreAndClock) => Promise<void>,
  apologise: (apology: {
    readonly words: string;
    readonly ref: string | null;
    readonly passes: boolean;
  }) => Promise<unknown>,
) => Promise<void>;

interface TokenRoute {
  /** The name in the log and in the metrics. */
  readonly name: string;
  /** After `/api/v1/use-cases/:useCase`. */
  readonly path: string;
  readonly kind: TokenKind;
  /** The beginning of every token. */
  readonly prefix: string;
  /** "intake token", for people. */
  readonly tokenName: string;
  readonly maxBytes: number;
  /** The most requests with one token per minute. */
  readonly maxRequests: number;
  /** Answers a request whose token is right. @param json the parsed body */
  readonly answer: (
    services: Crossing & StoreAndClock,
    holder: TokenHolder,
    json: unknown,
    request: Context,
  ) => Promise<Answer>;
}

/**
 * Creates a route on which a system reports about one use case: `POST` with a bearer token and JSON. It answers JSON: 401
 * without the right token, 404 for another use case, 429 or 503 with `retry-after`, 400 for a body that is not JSON, or
 * the answer of the route.
 */
export function createTokenRoute(
  crossing: Pick<Crossing, 'store'>,
  guarded: Guarded,
  { name, path, kind, prefix, tokenName, maxBytes, maxRequests, answer: answerHolder }: TokenRoute,
): Route {
  const limits = createTokenLimits(maxRequests);
  const tokenPattern = new RegExp(`^${prefix}[\\w-]{43}\\.([A-Z0-9]{2,32})$`);
  const unauthorized: Answer = {
    ...failWith(401, `Send the ${tokenName} of the use case as "Authorization: Bearer <token>".`),
    headers: { 'www-authenticate': 'Bearer' },
  };
  const takeTurn = createTurns();

  /** Returns the use case of the token, or the reason not to look it up. */
  async function authenticate(request: Context): Promise<TokenHolder | Answer> {
    const token = /^Bearer +(\S+)$/i.exec(request.req.header('authorization') ?? '')?.[1] ?? '';
    const workspace = tokenPattern.exec(token)?.[1];
    if (workspace === undefined) return unauthorized;
    const hash = createHash('sha256').update(token).digest('hex');
    const isKnown = limits.isKnown(hash);
    const exceeded = limits.count(request, hash);
    if (exceeded) return failWithTooMany(exceeded);
    const matches = (kept: string) => isSameHash(kept, hash);
    const useCase = await findTokenUseCase(crossing, { kind, workspace, matches, isKnown });
    limits.note(hash, useCase !== null);
    return useCase === null ? unauthorized : { workspace, useCase, hash };
  }

  async function answerTo(services: Crossing & StoreAndClock, request: Context): Promise<Answer> {
    const holder = await authenticate(request);
    if ('status' in holder) return holder;
    if (request.req.param('useCase')?.toUpperCase() !== holder.useCase)
      return failWith(404, 'This token belongs to another use case. Use the token of this one.');
    const text = await request.req.text();
    if (text.length > largeText) await takeTurn();
    const json = parseJson(text);
    if (json === undefined) return failWith(400, 'The body is not JSON. Send a JSON object.');
    return answerHolder(services, holder, json, request);
  }

  async function answer(request: Context): Promise<Response> {
    let answered: Answer = failWith(500, 'The request was not answered. Send it again.');
    await guarded(
      name,
      async (services) => {
        answered = await answerTo(services, request);
      },
      async ({ words, ref, passes }) => {
        const { json } = failWith(500, words, ref === null ? {} : { ref });
        answered = passes ? { status: 503, json, headers: { 'retry-after': '60' } } : { status: 500, json };
      },
    );
    const { status, json, headers = {} } = answered;
    const contents = { 'content-type': 'application/json', ...headers };
    return new Response(`${JSON.stringify(json)}\n`, { status, headers: contents });
  }

  return { method: 'POST', path: `/api/v1/use-cases/:useCase${path}`, maxBytes, answer };
}

/** Creates a queue that lets one large body be parsed between two rounds of other requests. */
function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns a sentence for each wrong field, by its path: `events.0.what`. */
export const problemsOf = ({ issues }: z.ZodError): Readonly<Record<string, string>> =>
  Object.fromEntries(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(
            (key) => [[...issue.path, key].join('.'), 'This field does not exist. Leave it out.'] as const,
          )
        : [[issue.path.join('.') || 'body', issue.message] as const],
    ),
  );
