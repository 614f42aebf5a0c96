import type { Context } from 'hono';
import { z } from 'zod';
import { auditResults, isBlank } from '../domain/register.ts';
import type { Crossing } from '../operations/act.ts';
import { type AuditEvent, recordAuditEvents } from '../operations/audit-trail.ts';
import type { Route } from './server.ts';
import { createTokenRoute, failWith, failWithFields, type Guarded, problemsOf } from './token-route.ts';

/** The most events of one request. */
const maxEvents = 1000;
/** How far the clock of a sender may be ahead, in milliseconds. */
const maxAhead = 5 * 60_000;
const earliest = Date.UTC(2000, 0, 1);

const text = (most: number) =>
  z
    .string('Enter text.')
    .max(most, `Enter at most ${most.toLocaleString('en')} characters.`)
    .refine((given) => !isBlank(given), 'Enter text.');
const aMoment = 'Enter a moment with its offset, such as 2026-03-02T09:41:00+01:00.';
const anId = 'Enter 1 to 200 characters without spaces, such as evt-4711.';
const visible = /^[\x21-\x7e]{1,200}$/;

// In alphabetical order, as an export writes them.
const event = z.strictObject({
  actor: text(200),
  approvedBy: text(200).nullish(),
  details: text(2000).nullish(),
  id: z.string(anId).regex(visible, anId).optional(),
  result: z.enum(auditResults, `Enter ${auditResults.join(', ')}.`.replace(/, (\w+)\.$/, ' or $1.')),
  target: text(500).nullish(),
  what: text(500),
  when: z.iso.datetime({ offset: true, error: aMoment }),
});
const batch = z.strictObject({
  events: z
    .array(event, 'Enter a list of events.')
    .min(1, 'Send at least one event.')
    .max(maxEvents, `Send at most ${maxEvents.toLocaleString('en')} events.`),
});

/** Returns the events of a body with the path of each: `what` of a single event, `events.0.what` in a batch. */
function readEvents(json: unknown) {
  if (json !== null && typeof json === 'object' && 'events' in json) {
    const { data, error } = batch.safeParse(json);
    return { events: data?.events, error, pathOf: (index: number, field = '') => `events.${index}${field}` };
  }
  const { data, error } = event.safeParse(json);
  return { events: data && [data], error, pathOf: (_: number, field = '') => field.slice(1) || 'body' };
}

/** Returns the idempotency key of the request, null without one, or false when it cannot be one. */
function readRequestKey(request: Context): string | null | false {
  const key = request.req.header('idempotency-key');
  if (key === undefined) return null;
  return visible.test(key) && key;
}

/** Returns the problem of a moment, in words; null when it is possible. */
function findMomentProblem(at: number, now: number): string | null {
  if (at > now + maxAhead) return 'This moment is in the future. Check the clock of the sender.';
  return at < earliest ? 'Enter a moment after 1 January 2000.' : null;
}

/**
 * Creates the route for audit events, one or a batch. It answers 200 with the number of events that are new and of those
 * that were known, 409 when an id is used again for other contents or the use case has ended, or 422 with `fields`.
 * @param maxRequests the most requests with one token per minute
 */
export const createAuditRoute = (crossing: Crossing, guarded: Guarded, maxRequests: number): Route =>
  createTokenRoute(crossing, guarded, {
    ...{ name: 'audit', path: '/audit-events', kind: 'auditTokens' },
    ...{ prefix: 'crossing-audit-', tokenName: 'audit token', maxBytes: 1024 * 1024, maxRequests },
    async answer(services, holder, json, request) {
      const key = readRequestKey(request);
      if (key === false) return failWithFields({ 'Idempotency-Key': anId });
      const { events: read, error, pathOf } = readEvents(json);
      if (!read) return failWithFields(error ? problemsOf(error) : {});
      const problems: [string, string][] = [];
      const now = services.now();
      const events = read.map((one, index): AuditEvent => {
        const {
          id = null,
          result,
          actor,
          approvedBy = null,
          details = null,
          target = null,
          what,
          when,
        } = one;
        const at = Date.parse(when);
        const problem = findMomentProblem(at, now);
        if (problem) problems.push([pathOf(index, '.when'), problem]);
        if (id === null && key === null)
          problems.push([pathOf(index, '.id'), 'Give the event an id, or send the header Idempotency-Key.']);
        return { id, at, result, body: { actor, approvedBy, details, target, what, when } };
      });
      if (problems.length > 0) return failWithFields(Object.fromEntries(problems));
      const outcome = await recordAuditEvents(services, { ...holder, key, events });
      if (!outcome.ok) {
        const { code, message } = outcome.refusal;
        return failWith(code === 'not-permitted' ? 401 : 409, message);
      }
      const { appended, repeated, changed, head } = outcome;
      if (changed.length > 0)
        return failWith(
          409,
          'Other contents were recorded under this id or idempotency key. Nothing was recorded now.',
          { keys: changed.slice(0, 10).map((one) => one.slice(one.indexOf(':') + 1)) },
        );
      const { position, hash } = head;
      return {
        status: 200,
        json: { recorded: appended, repeated: repeated.length, head: { position, hash } },
      };
    },
  });
