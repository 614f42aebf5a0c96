import type { Context } from 'hono';
import { z } from 'zod';
import { createCache } from '../../cache.ts';
import type { McpConfig } from '../../config.ts';
import { membersOnlyRefusal } from '../../domain/permissions.ts';
import { createRateLimit } from '../../http/rate-limit.ts';
import { createTokenLimits, isSameHash } from '../../http/token-limits.ts';
import { findTokenPerson } from '../../operations/access-tokens.ts';
import type { Crossing } from '../../operations/act.ts';
import type { Installations } from '../installations.ts';
import { type Caller, findMemberRefusal, type ListenerServices } from '../listener-services.ts';
import { isSigned } from '../signed-requests.ts';
import { tenantOfId } from '../tenant.ts';
import { assistantTokenPattern, hashToken } from './assistant-token-form.ts';

/** The most requests of one person by one way per minute. */
const maxRequests = 120;
const minute = 60_000;
/** How long a signature is remembered, in milliseconds: it is valid five minutes before and after its time. */
const signatureLifetime = 10 * minute;
const maxSignatures = 50_000;

/** The sender of a message, and the way by which it came. */
export type Identity =
  | { readonly kind: 'member'; readonly caller: Caller; readonly via: 'slackbot' | 'token' }
  /** Known to Slack, but may not use Crossing. */
  | { readonly kind: 'outsider'; readonly refusal: string }
  /** Slack itself, which reads the lists before somebody asks. */
  | { readonly kind: 'slack' };

/** A request that is refused before anything is read for it. */
export interface Rejection {
  readonly kind: 'rejected';
  readonly status: 401 | 403 | 429;
  readonly error: string;
  /** With 429. */
  readonly seconds?: number;
}

const reject = (status: Rejection['status'], error: string): Rejection => ({
  kind: 'rejected',
  status,
  error,
});

const rejectTooMany = (seconds: number): Rejection => ({
  ...reject(429, `Too many requests: send at most ${maxRequests} a minute.`),
  seconds,
});

const id = z.string().min(1).max(100);
const asker = z.object({ user_id: id, team_id: id, enterprise_id: id.nullish() });
const messageSchema = z.object({
  params: z.object({ _meta: z.object({ slack: z.unknown() }).nullish() }).nullish(),
});

/** Returns what a message says about its asker; undefined when it says nothing. */
const readAsker = (message: unknown): unknown => messageSchema.safeParse(message).data?.params?._meta?.slack;

interface Services {
  readonly config: McpConfig;
  readonly installations: Installations;
  readonly identifyCaller: ListenerServices['identifyCaller'];
}

/** Returns why a person may not ask, in words; null for active full members. */
const findRefusal = (caller: Caller): string | null =>
  findMemberRefusal(caller) ?? (caller.actor.active ? null : membersOnlyRefusal);

/**
 * Creates the check of who asks: Slack by its signature over the raw body, everyone else by a token. All limits apply
 * before the database is asked.
 */
export function createIdentification({ config, installations, identifyCaller }: Services) {
  const { signingSecret } = config;
  const requestsOf = createRateLimit(maxRequests, minute);
  const limits = createTokenLimits(maxRequests);
  const seen = createCache<true>(maxSignatures, signatureLifetime);

  /** Returns the reason to refuse a request that claims to be Slack's; null when Slack signed it just now. */
  function refuseSignature(request: Context, body: string): Rejection | null {
    return signingSecret !== null && isSigned(request, body, signingSecret)
      ? null
      : reject(401, 'The signature is wrong or older than five minutes.');
  }

  async function identifyBySlack(request: Context, message: unknown): Promise<Identity | Rejection> {
    const said = readAsker(message);
    if (said === undefined) return { kind: 'slack' };
    const read = asker.safeParse(said);
    if (!read.success) return reject(403, membersOnlyRefusal);
    // Requests about nobody may be the same within a second, and nothing private answers them.
    const signature = request.req.header('x-slack-signature') ?? '';
    if (seen.has(signature)) return reject(401, 'This request was sent before.');
    seen.set(signature, true);
    const { user_id: person, team_id: workspace, enterprise_id: enterprise } = read.data;
    const seconds = requestsOf(`${workspace} ${person}`);
    if (seconds > 0) return rejectTooMany(seconds);
    const installation = await installations.for({ workspace, enterprise: enterprise ?? null });
    if (installation === null) return reject(403, membersOnlyRefusal);
    const caller = await identifyCaller(installation, person);
    const refusal = findRefusal(caller);
    return refusal === null ? { kind: 'member', caller, via: 'slackbot' } : { kind: 'outsider', refusal };
  }

  async function identifyByToken(
    request: Context,
    store: Pick<Crossing, 'store'>,
  ): Promise<Identity | Rejection> {
    const invalid = reject(401, 'Send your assistant token as "Authorization: Bearer <token>".');
    const token = /^Bearer +(\S+)$/i.exec(request.req.header('authorization') ?? '')?.[1] ?? '';
    const workspace = assistantTokenPattern.exec(token)?.[1];
    if (workspace === undefined) return invalid;
    const hash = hashToken(token);
    const isKnown = limits.isKnown(hash);
    const exceeded = limits.count(request, hash);
    if (exceeded) return { ...reject(429, exceeded.error), seconds: exceeded.seconds };
    const matches = (kept: string) => isSameHash(kept, hash);
    const person = await findTokenPerson(store, { workspace, matches, isKnown });
    limits.note(hash, person !== null);
    const installation = person === null ? null : await installations.for(tenantOfId(workspace));
    if (person === null || installation === null) return invalid;
    const caller = await identifyCaller(installation, person);
    return findRefusal(caller) === null ? { kind: 'member', caller, via: 'token' } : invalid;
  }

  return {
    /** Checks a signature or a token, before the body is parsed. */
    async check(
      request: Context,
      body: string,
      store: Pick<Crossing, 'store'>,
    ): Promise<Identity | Rejection | null> {
      if (request.req.header('x-slack-signature') === undefined) return identifyByToken(request, store);
      return refuseSignature(request, body);
    },
    /** Finds the person of a message that Slack signed. */
    identifyBySlack,
  };
}
