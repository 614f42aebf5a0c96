import { createHash, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { maxPeople } from '../domain/register.ts';
import { readIsoDay } from '../domain/typed.ts';
import type { Crossing } from '../operations/act.ts';
import { findTokenUseCase, recordAdoptionReport } from '../operations/report-adoption.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Route } from './server.ts';

const maxBytes = 16 * 1024;
/** The most reports of one use case per minute. */
const maxReports = 60;
/** The most wrong tokens per minute: from one address, and in total. */
const maxGuesses = 30;
const maxGuessesInTotal = 300;
/** The number of valid tokens that are remembered. */
const maxAccepted = 1000;
const minute = 60_000;

const people = z
  .int('Enter a whole number.')
  .min(0, 'Enter at least 0.')
  .max(maxPeople, 'Enter at most 1,000,000.');
const aDay = 'Enter a day of the reported week, such as 2026-01-26.';
const body = z.strictObject({
  week: z.string(aDay).superRefine((written, { addIssue }) => {
    const read = readIsoDay(written);
    if (!read.ok) addIssue({ code: 'custom', message: `${aDay} ${read.problem}` });
  }),
  intended: people,
  daily: people,
  weekly: people,
  notAtAll: people,
  result: z.string('Enter text.').max(3000, 'Enter at most 3,000 characters.').optional(),
});

interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const failWith = (status: number, error: string, more: Answer['json'] = {}): Answer => ({
  status,
  json: { error, ...more },
});

const unauthorized: Answer = {
  ...failWith(401, 'Send the intake token of the use case as "Authorization: Bearer <token>".'),
  headers: { 'www-authenticate': 'Bearer' },
};

const failWithTooMany = (error: string, seconds: number): Answer => ({
  ...failWith(429, error),
  headers: { 'retry-after': String(seconds) },
});

interface TokenHolder {
  readonly workspace: string;
  readonly useCase: string;
  /** The hash of the token. */
  readonly hash: string;
}

/** Runs work behind the error boundary. A failure is logged under `name` and answered by `apologise`. */
type Guarded = (
  name: string,
  work: (crossing: Crossing) => Promise<void>,
  apologise: (apology: {
    readonly words: string;
    readonly ref: string | null;
    readonly passes: boolean;
  }) => Promise<unknown>,
) => Promise<void>;

/**
 * Creates the route for adoption reports: `POST` with a bearer token and JSON. It answers JSON: 200 with the recorded
 * check-in, 400, 401, 404, 409, 413, 422 with `fields`, 429 or 503 with `retry-after`, or 500.
 */
export function createAdoptionIntake(crossing: Crossing, guarded: Guarded): Route {
  const reportsOf = createRateLimit(maxReports, minute);
  const guessesFrom = createRateLimit(maxGuesses, minute);
  const guessesOfAll = createRateLimit(maxGuessesInTotal, minute);
  /** Hashes of tokens that were valid when last used. */
  const accepted = new LRUCache<string, true>({ max: maxAccepted });

  /** Returns the use case of the token, or the reason not to look it up. */
  async function authenticate(request: Context): Promise<TokenHolder | Answer> {
    const token = /^Bearer +(\S+)$/i.exec(request.req.header('authorization') ?? '')?.[1] ?? '';
    const workspace = workspaceOf(token);
    if (!workspace) return unauthorized;
    const hash = hashOf(token);
    // Wrong tokens are counted before the database is asked. A remembered token does not count.
    if (!accepted.has(hash)) {
      const seconds = guessesFrom(getConnInfo(request).remote.address ?? '') || guessesOfAll('');
      if (seconds > 0)
        return failWithTooMany(
          'Too many unknown tokens. Wait the number of seconds in the Retry-After header.',
          seconds,
        );
    }
    const useCase = await findTokenUseCase(crossing, workspace, (kept) => isSameHash(kept, hash));
    if (!useCase) {
      accepted.delete(hash);
      return unauthorized;
    }
    accepted.set(hash, true);
    return { workspace, useCase, hash };
  }

  async function answerTo(tracked: Crossing, request: Context): Promise<Answer> {
    const holder = await authenticate(request);
    if ('status' in holder) return holder;
    const { workspace, useCase, hash } = holder;
    if (request.req.param('useCase')?.toUpperCase() !== useCase)
      return failWith(404, 'This token belongs to another use case. Use the token of this one.');
    const seconds = reportsOf(`${workspace} ${useCase}`);
    if (seconds > 0)
      return failWithTooMany(`Too many reports: send at most ${maxReports} a minute.`, seconds);
    const json = parseJson(await request.req.text());
    if (json === undefined) return failWith(400, 'The body is not JSON. Send a JSON object.');
    const read = body.safeParse(json);
    if (!read.success)
      return failWith(422, 'Some fields are invalid. Correct those in "fields".', {
        fields: problemsOf(read.error),
      });
    const { week: on, result = null, ...counted } = read.data;
    const report = { ...counted, useCase, on, result, hash };
    const { checkIn, ...outcome } = await recordAdoptionReport(tracked, workspace, report);
    if (outcome.ok) {
      const { by: _, on: __, source: ___, ...recorded } = checkIn ?? {};
      return { status: 200, json: recorded };
    }
    const { code, message, fields = {} } = outcome.refusal;
    if (code !== 'invalid') return failWith(code === 'not-permitted' ? 401 : 409, message);
    const { on: wrongDay, ...rest } = fields;
    return failWith(422, 'Some fields are invalid. Correct those in "fields".', {
      fields: wrongDay === undefined ? rest : { ...rest, week: wrongDay },
    });
  }

  async function answer(request: Context): Promise<Response> {
    let answered: Answer = failWith(500, 'Crossing could not answer. Send the report again.');
    await guarded(
      'intake',
      async (tracked) => {
        answered = await answerTo(tracked, request);
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

  return { method: 'POST', path: '/api/v1/use-cases/:useCase/adoption', maxBytes, answer };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const isSameHash = (kept: string, shown: string): boolean =>
  kept.length === shown.length && timingSafeEqual(Buffer.from(kept), Buffer.from(shown));

/** Returns the workspace named after the secret in a token. */
const workspaceOf = (token: string): string | null =>
  /^crossing-intake-[\w-]{43}\.([A-Z0-9]{2,32})$/.exec(token)?.[1] ?? null;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const problemsOf = ({ issues }: z.ZodError): Readonly<Record<string, string>> =>
  Object.fromEntries(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [key, 'This field does not exist. Leave it out.'] as const)
        : [[issue.path.join('.') || 'body', issue.message] as const],
    ),
  );
