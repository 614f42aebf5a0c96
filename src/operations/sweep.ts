import { dayOf } from '../domain/calendar.ts';
import { findDueDigest, findNextDigestTime } from '../domain/digest/index.ts';
import { timeZoneOf } from '../domain/people.ts';
import type { Instant, Register, UserId } from '../domain/register.ts';
import {
  createOutcomeClassifier,
  historyDays,
  planReminders,
  type ReminderState,
} from '../domain/reminders/index.ts';
import type { PlannedMessage, Store, StoredNudge } from '../store/open.ts';
import { findDoubtStart, type RestoreWindow } from './detect-restore.ts';
import type { MessageKinds } from './message-kind.ts';
import { planReadinessNotices } from './notices.ts';

const day = 24 * 60 * 60 * 1000;
/** For so long nobody is reminded of what they changed. */
const recentChangePeriod = 2 * day;
/** The lease of a workspace that is being looked at, in milliseconds. */
export const sweepLease = 5 * 60 * 1000;

export interface StoreAndClock {
  readonly store: Store;
  readonly now: () => Instant;
}

/**
 * All that decides what is asked of whom in a workspace at this moment.
 * @param people whose asks are read; all people's unless given
 * @param known the register, where it is at hand
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

/** The ask, as asked now where a clock that was wrong dated it ahead: it would keep its person from being asked for as long. */
function correctFutureNudge(nudge: StoredNudge, register: Register, now: Instant): StoredNudge {
  if (nudge.askedAt <= now) return nudge;
  return { ...nudge, askedAt: now, askedOn: dayOf(now, timeZoneOf(register, nudge.person)) };
}

/**
 * Looks at a workspace: what was asked and is done counts as done, what is due is put into the outbox, once, and so are
 * notices of what is met or lost since its people were last told.
 * @param gap what may have been sent in it is planned in doubt
 * @param known the register, where it is at hand
 * @returns the moment at which there may be something to do again
 */
export async function sweepWorkspace(
  services: StoreAndClock & { readonly kinds: MessageKinds },
  workspace: string,
  gap: RestoreWindow | null,
  known?: Register,
): Promise<Instant> {
  const { outbox } = services.store;
  const state = await loadReminderState(services, workspace, undefined, known);
  const { register, now, nudges } = state;
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
  const notices = readiness.map((one): PlannedMessage => ({ ...one, doubtSince: toldAgain }));
  const plans = [...daily, ...digests, ...notices];
  if (plans.length > 0) await outbox.plan(workspace, now, plans);
  const nextDigests = [...register.digests.values()].flatMap(
    (digest) => findNextDigestTime(digest, register, now) ?? [],
  );
  return Math.min(nextAt, ...nextDigests);
}

/** Marks messages as stale that show another state than what they are about is in now. */
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
