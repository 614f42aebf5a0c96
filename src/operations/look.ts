import { dayOf } from '../domain/calendar.ts';
import { dueDigest, nextDigestAt } from '../domain/digest/index.ts';
import { timeZoneOf } from '../domain/people.ts';
import type { Instant, Register, UserId } from '../domain/register.ts';
import { fates, historyDays, nextRound, type Situation } from '../domain/reminders/index.ts';
import type { PlacedAsk, PlannedMessage, Store } from '../store/open.ts';
import type { MessageKinds } from './message-kind.ts';
import { doubtSince, type Gap } from './notice-restore.ts';
import { planReadiness } from './notices.ts';

const day = 24 * 60 * 60 * 1000;
/** For so long nobody is reminded of what they changed. */
const touchesKept = 2 * day;
/** The lease of a workspace that is being looked at, in milliseconds. */
export const lookLease = 5 * 60 * 1000;

export interface Looking {
  readonly store: Store;
  readonly now: () => Instant;
}

/**
 * All that decides what is asked of whom in a workspace at this moment.
 * @param people whose asks are read; all people's unless given
 * @param known the register, where it is at hand
 */
export async function situationOf(
  { store, now }: Looking,
  workspace: string,
  people?: readonly UserId[],
  known?: Register,
): Promise<Situation<PlacedAsk>> {
  const at = now();
  const [register, asked, touches] = await Promise.all([
    known ?? store.load(workspace),
    store.outbox.asks(workspace, at - historyDays * day, people),
    store.touches(workspace, at - touchesKept),
  ]);
  const asks = asked.map((ask) => notAhead(ask, register, at));
  return { register, now: at, asks, touches };
}

/** The ask, as asked now where a clock that was wrong dated it ahead: it would keep its person from being asked for as long. */
function notAhead(ask: PlacedAsk, register: Register, now: Instant): PlacedAsk {
  if (ask.askedAt <= now) return ask;
  return { ...ask, askedAt: now, askedOn: dayOf(now, timeZoneOf(register, ask.person)) };
}

/**
 * Looks at a workspace: what was asked and is done counts as done, what is due is put into the outbox, once, and so are
 * notices of what is met or lost since its people were last told.
 * @param gap what may have been sent in it is planned in doubt
 * @param known the register, where it is at hand
 * @returns the moment at which there may be something to do again
 */
export async function look(
  looking: Looking & { readonly kinds: MessageKinds },
  workspace: string,
  gap: Gap | null,
  known?: Register,
): Promise<Instant> {
  const { outbox } = looking.store;
  const situation = await situationOf(looking, workspace, undefined, known);
  const { register, now, asks } = situation;
  const fateOf = fates(situation);
  const open = asks.filter(({ outcome }) => outcome === 'open');
  for (const outcome of ['done', 'lapsed'] as const) {
    const over = open.filter((ask) => fateOf(ask) === outcome);
    if (over.length > 0) await outbox.answer(workspace, over, { outcome, at: now });
  }
  const { messages, nextAt } = nextRound(situation);
  const daily = messages.map(
    ({ person, day, opensAt, expiresAt, concerns }): PlannedMessage => ({
      ...{ kind: 'daily', recipient: person, key: day, day, data: null },
      ...{ notBefore: now, expiresAt, urgency: 'routine', doubtSince: doubtSince(gap, opensAt) },
      asks: concerns.map(({ kind, subject }) => ({ kind, subject, person })),
    }),
  );
  const digests = [...register.digests.values()].flatMap((digest): PlannedMessage[] => {
    const due = dueDigest(digest, register, now);
    if (!due) return [];
    const { day, at, expiresAt } = due;
    return [
      {
        ...{ kind: 'digest', recipient: digest.channel, key: day, day, data: null },
        ...{ notBefore: now, expiresAt, urgency: 'routine', doubtSince: doubtSince(gap, at) },
      },
    ];
  });
  await watchMessages(looking, register, now);
  const toldAgain = gap && now < gap.until + day ? gap.from : undefined;
  const readiness = await planReadiness(looking.store, register, now);
  const notices = readiness.map((one): PlannedMessage => ({ ...one, doubtSince: toldAgain }));
  const plans = [...daily, ...digests, ...notices];
  if (plans.length > 0) await outbox.plan(workspace, now, plans);
  const nextDigests = [...register.digests.values()].flatMap(
    (digest) => nextDigestAt(digest, register, now) ?? [],
  );
  return Math.min(nextAt, ...nextDigests);
}

/** Marks messages as stale that show another state than what they are about is in now. */
async function watchMessages(
  { store: { outbox }, kinds }: Looking & { readonly kinds: MessageKinds },
  register: Register,
  at: Instant,
): Promise<void> {
  for (const message of await outbox.watched(register.workspace)) {
    const now = kinds.of(message)?.stateOf(register, message, at) ?? null;
    if (now !== null && now.state !== message.shows)
      await outbox.setShown(message, now.isFinal ? null : now.state, at);
  }
}
