import { dayOf } from '../domain/calendar.ts';
import { findDueDigest, findNextDigestTime } from '../domain/digest/index.ts';
import { findNextCallTime } from '../domain/incidents/index.ts';
import { timeZoneOf } from '../domain/people.ts';
import type { Instant, Register, UserId } from '../domain/register.ts';
import {
  createOutcomeClassifier,
  historyDays,
  planReminders,
  type ReminderState,
} from '../domain/reminders/index.ts';
import type { PlannedMessage, Store, StoredNudge } from '../store/open.ts';
import { followAuditTrails } from './audit-trail.ts';
import { findDoubtStart, type RestoreWindow } from './detect-restore.ts';
import { recordDueCalls } from './incidents.ts';
import type { MessageKinds } from './message-kind.ts';
import { planReadinessNotices, planRequestNotices } from './notices.ts';

const day = 24 * 60 * 60 * 1000;
/** Changes in this period delay reminders, in milliseconds. */
const recentChangePeriod = 2 * day;
/** The lease of a workspace during its sweep, in milliseconds. */
export const sweepLease = 5 * 60 * 1000;

export interface StoreAndClock {
  readonly store: Store;
  readonly now: () => Instant;
}

/**
 * Loads the input of the reminder rules.
 * @param people whose reminders are loaded; by default everyone's
 * @param known the register, if it is loaded
 */
export async function loadReminderState(
  { store, now }: StoreAndClock,
  workspace: string,
  people?: readonly UserId[],
  known?: Register,
): Promise<ReminderState<StoredNudge>> {
  const at = now();
  const [register, asked, recentChanges] = await Promise.all([
    known ?? store.load(workspace),
    store.outbox.nudges(workspace, at - historyDays * day, people),
    store.recentChanges(workspace, at - recentChangePeriod),
  ]);
  const nudges = asked.map((nudge) => correctFutureNudge(nudge, register, at));
  return { register, now: at, nudges, recentChanges };
}

/** Moves a reminder that a wrong clock dated ahead to now. Otherwise its person would not be asked until then. */
function correctFutureNudge(nudge: StoredNudge, register: Register, now: Instant): StoredNudge {
  if (nudge.askedAt <= now) return nudge;
  return { ...nudge, askedAt: now, askedOn: dayOf(now, timeZoneOf(register, nudge.person)) };
}

/**
 * Sweeps a workspace: calls the next people about incidents, records which audit trails fell silent, settles finished
 * reminders, and plans due messages and notices.
 * @param restoreWindow messages that may have been sent in it are planned in doubt
 * @param known the register, if it is loaded
 * @returns the next time at which something can be due
 */
export async function sweepWorkspace(
  given: StoreAndClock & { readonly kinds: MessageKinds },
  workspace: string,
  gap: RestoreWindow | null,
  known?: Register,
): Promise<Instant> {
  // One time for all rules: a call that becomes due between two readings of the clock would be neither made nor next.
  const now = given.now();
  const services = { ...given, now: () => now };
  const { outbox } = services.store;
  const loaded = known ?? (await services.store.load(workspace));
  const called = await recordDueCalls(services, workspace, loaded);
  const followed = await followAuditTrails(services, workspace, called);
  const state = await loadReminderState(services, workspace, undefined, followed);
  const { register, nudges } = state;
  const outcomeOf = createOutcomeClassifier(state);
  const open = nudges.filter(({ outcome }) => outcome === 'open');
  for (const outcome of ['done', 'lapsed'] as const) {
    const over = open.filter((nudge) => outcomeOf(nudge) === outcome);
    if (over.length > 0) await outbox.answer(workspace, over, { outcome, at: now });
  }
  const { messages, nextAt } = planReminders(state);
  const daily = messages.map(
    ({ person, day, opensAt, expiresAt, dueNudges }): PlannedMessage => ({
      ...{ kind: 'daily', recipient: person, key: day, day, data: null },
      ...{ notBefore: now, expiresAt, urgency: 'routine', doubtSince: findDoubtStart(gap, opensAt) },
      nudges: dueNudges.map(({ kind, subject }) => ({ kind, subject, person })),
    }),
  );
  const digests = [...register.digests.values()].flatMap((digest): PlannedMessage[] => {
    const due = findDueDigest(digest, register, now);
    if (!due) return [];
    const { day, at, expiresAt } = due;
    return [
      {
        ...{ kind: 'digest', recipient: digest.channel, key: day, day, data: null },
        ...{ notBefore: now, expiresAt, urgency: 'routine', doubtSince: findDoubtStart(gap, at) },
      },
    ];
  });
  await markStaleMessages(services, register, now);
  const toldAgain = gap && now < gap.until + day ? gap.from : undefined;
  const readiness = await planReadinessNotices(services.store, register, now);
  const notices = [...readiness, ...planRequestNotices(register, now)].map(
    (one): PlannedMessage => ({ ...one, doubtSince: toldAgain }),
  );
  const plans = [...daily, ...digests, ...notices];
  if (plans.length > 0) await outbox.plan(workspace, now, plans);
  const nextDigests = [...register.digests.values()].flatMap(
    (digest) => findNextDigestTime(digest, register, now) ?? [],
  );
  const nextCall = findNextCallTime(register, now);
  return Math.min(nextAt, ...nextDigests, ...(nextCall === null ? [] : [nextCall]));
}

/** Marks sent messages as stale when their subject has another state now. */
async function markStaleMessages(
  { store: { outbox }, kinds }: StoreAndClock & { readonly kinds: MessageKinds },
  register: Register,
  at: Instant,
): Promise<void> {
  for (const message of await outbox.watched(register.workspace)) {
    const now = kinds.of(message)?.stateOf(register, message, at) ?? null;
    if (now !== null && now.state !== message.shows)
      await outbox.setShown(message, now.isFinal ? null : now.state, at);
  }
}
