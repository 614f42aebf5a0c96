import { z } from 'zod';
import { followTrails, refuseAuditEvents } from '../domain/audit-trail/index.ts';
import { addDays, dayOf, endOfDay } from '../domain/calendar.ts';
import type { Refusal } from '../domain/decide.ts';
import {
  type AuditResult,
  auditResults,
  type Day,
  type Instant,
  type Register,
  settingsOf,
} from '../domain/register.ts';
import type { Appended, Store } from '../store/open.ts';
import { recordSystemChange } from './record-person.ts';

interface Services {
  readonly store: Store;
  readonly now: () => Instant;
}

/** An event as a system sent it. */
export interface AuditEvent {
  /** Its idempotency key; null when the request has one. */
  readonly id: string | null;
  readonly at: Instant;
  readonly result: AuditResult;
  /** `when` is as it was sent, with its offset. */
  readonly body: z.infer<typeof bodySchema>;
}

interface AuditRequest {
  readonly workspace: string;
  readonly useCase: string;
  /** The hash of the token. */
  readonly hash: string;
  /** The idempotency key of the request; null without one. */
  readonly key: string | null;
  readonly events: readonly AuditEvent[];
}

const bodySchema = z.object({
  actor: z.string(),
  approvedBy: z.string().nullable(),
  details: z.string().nullable(),
  target: z.string().nullable(),
  what: z.string(),
  when: z.string(),
});

const streamPrefix = 'audit:';

/** Returns the stream with the audit events of a use case. */
export const auditStreamOf = (useCase: string): string => `${streamPrefix}${useCase}`;

/** Appends audit events to the trail of their use case, all or none, and records that the trail began or goes on. */
export async function recordAuditEvents(
  services: Services,
  { workspace, useCase, hash, key, events }: AuditRequest,
): Promise<({ readonly ok: true } & Appended) | { readonly ok: false; readonly refusal: Refusal }> {
  const { store, now } = services;
  const register = await store.load(workspace);
  const refused = refuseAuditEvents(register, { useCase, hash });
  if (refused && !refused.ok) return refused;
  const entries = events.map(({ id, at, result, body }) => ({
    ...(id === null ? {} : { key: `id:${id}` }),
    ...{ at, label: result, body },
  }));
  const batch = key === null ? {} : { batch: `request:${key}` };
  const options = { now: now(), chained: true, refuseChanged: true, ...batch };
  const appended = await store.streams.append(workspace, auditStreamOf(useCase), entries, options);
  if (appended.appended > 0 && register.auditTrails.get(useCase)?.silentSince !== null)
    await recordSystemChange(
      services,
      workspace,
      (current, at) => {
        const today = dayOf(at, settingsOf(current).timeZone);
        return followTrails(current, new Map([[useCase, today]]), today);
      },
      'intake',
    );
  return { ok: true, ...appended };
}

/** The end of an audit trail: the number and hash of its last event. */
export interface AuditHead {
  readonly useCase: string;
  readonly position: number;
  readonly hash: string;
  readonly recordedAt: Instant;
}

/** Returns the ends of all audit trails of a workspace, by use case. */
export async function listAuditHeads(
  { streams }: Pick<Store, 'streams'>,
  workspace: string,
): Promise<readonly AuditHead[]> {
  const ends = await streams.ends(workspace, streamPrefix);
  return ends
    .map(({ stream, position, hash, recordedAt }) => {
      const useCase = stream.slice(streamPrefix.length);
      return { useCase, position, hash: hash ?? '', recordedAt };
    })
    .sort((a, b) => Number(a.useCase.slice(3)) - Number(b.useCase.slice(3)));
}

/** Records which trails fell silent or go on, and returns the register after it. Workspaces without trails cost nothing. */
export async function followAuditTrails(
  services: Services,
  workspace: string,
  known?: Register,
): Promise<Register> {
  const { store } = services;
  const register = known ?? (await store.load(workspace));
  if (register.auditTokens.size === 0 && register.auditTrails.size === 0) return register;
  const heads = await listAuditHeads(store, workspace);
  const follows = (current: Register, at: Instant) => {
    const { timeZone } = settingsOf(current);
    const lastDays = new Map(heads.map((head) => [head.useCase, dayOf(head.recordedAt, timeZone)]));
    return followTrails(current, lastDays, dayOf(at, timeZone));
  };
  if (follows(register, services.now()).length === 0) return register;
  await recordSystemChange(services, workspace, follows, 'crossing');
  return store.load(workspace);
}

/** The events of a day by result. */
export interface AuditDay {
  readonly day: Day;
  readonly counts: Readonly<Record<AuditResult, number>>;
}

/** A part of an audit trail, for its page. */
export interface AuditView {
  /** Null before the first event. */
  readonly head: AuditHead | null;
  /** The last days, oldest first, by the time when the events happened. */
  readonly days: readonly AuditDay[];
  /** Newest first. */
  readonly events: readonly AuditEvent[];
}

/** The part of a trail to show: events with a result (null for all), without the newest ones. */
export interface AuditPart {
  readonly result: AuditResult | null;
  readonly skip: number;
  readonly limit: number;
}

const storedEvent = z.object({ label: z.enum(auditResults), body: bodySchema });

/** The days in the chart of a trail, today included. */
const shownDays = 14;

/** Loads events of a trail, and the number of events of the last days. */
export async function loadAuditView(
  { store, now }: Services,
  register: Register,
  useCase: string,
  { result, ...part }: AuditPart,
): Promise<AuditView> {
  const { workspace } = register;
  const { timeZone } = settingsOf(register);
  const stream = auditStreamOf(useCase);
  const today = dayOf(now(), timeZone);
  const first = addDays(today, 1 - shownDays);
  const span = { since: endOfDay(addDays(first, -1), timeZone) + 1, until: endOfDay(today, timeZone) };
  const [heads, counted, entries] = await Promise.all([
    listAuditHeads(store, workspace),
    store.streams.countByDay(workspace, stream, { ...span, timeZone }),
    store.streams.page(workspace, stream, {
      ...part,
      ...(result === null ? {} : { label: result }),
      newestFirst: true,
    }),
  ]);
  const days = Array.from({ length: shownDays }, (_, index): AuditDay => {
    const day = addDays(first, index);
    const countOf = (label: AuditResult) =>
      counted.find((one) => one.day === day && one.label === label)?.count ?? 0;
    return { day, counts: { done: countOf('done'), failed: countOf('failed'), refused: countOf('refused') } };
  });
  const events = entries.map(({ key, at, label, body }): AuditEvent => {
    const read = storedEvent.parse({ label, body });
    return { id: key, at, result: read.label, body: read.body };
  });
  return { head: heads.find((one) => one.useCase === useCase) ?? null, days, events };
}
