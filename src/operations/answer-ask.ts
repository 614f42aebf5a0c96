import { dayOf, written } from '../domain/calendar.ts';
import { type Act, changed, type Outcome, type Refusal } from '../domain/decide.ts';
import { timeZoneOf } from '../domain/people.ts';
import type { Instant, Register } from '../domain/register.ts';
import {
  kindTitle,
  muteNudges,
  type Snooze,
  snoozedUntil,
  snoozesInARow,
  standingConcern,
  threadKey,
  threadsOf,
} from '../domain/reminders/index.ts';
import { act, type Crossing, type Occasion, type Result } from './act.ts';
import { type Asked, askedNow, isOpen, loadHistory, situationAround } from './asked.ts';
import type { Looking } from './look.ts';

type Asking = Crossing & Looking;

/** What somebody says to one thing that they were asked; it is found by its kind and subject. */
export interface Reply {
  readonly kind: string;
  readonly subject: string;
  readonly says:
    | { readonly outcome: 'snoozed'; readonly snooze: Snooze; readonly words: string }
    | { readonly outcome: 'answered'; readonly words: string }
    | { readonly outcome: 'not-mine' };
}

/** Returns why an ask can no longer be answered, in words; null while it can. */
function whyClosed({ ask, concern }: Asked): string | null {
  switch (ask.outcome) {
    case 'snoozed':
      return `This was snoozed${ask.until === null ? '' : ` until ${written(ask.until)}`} already.`;
    case 'answered':
      return 'You have answered this already. What is still not done then comes back by itself.';
    case 'not-mine':
      return 'You have said already that this is not yours.';
    case 'muted':
      return 'You have muted this kind of question.';
    default:
      return ask.outcome === 'open' && concern !== null ? null : 'This is done already. Thank you.';
  }
}

function refusalOf(asked: Asked | undefined, { says }: Reply): Refusal | null {
  if (!asked) return { code: 'not-permitted', message: 'Only the person who was asked can answer this.' };
  const message = whyClosed(asked);
  if (message !== null) return { code: 'not-now', message };
  return says.outcome === 'snoozed' && !asked.canSnooze
    ? {
        code: 'not-now',
        message: `This was snoozed ${snoozesInARow} times in a row. Do it, answer in the thread, or say that it is not yours.`,
      }
    : null;
}

/**
 * Records what somebody says to the latest ask for one thing, and what they decide with it. Only who was asked finds
 * something to answer.
 */
export async function answerAsk(
  asking: Asking,
  occasion: Occasion,
  reply: Reply,
  decide: (register: Register, act: Act) => Outcome = () => changed(),
): Promise<Result> {
  const { workspace, actor } = occasion;
  const key = threadKey({ ...reply, person: actor.id });
  const latest = (await loadHistory(asking, workspace, actor.id))
    .filter((ask) => threadKey(ask) === key)
    .slice(-1);
  const situation = await situationAround(asking, workspace, latest, occasion.register);
  const thread = threadsOf(situation.asks).get(key) ?? [];
  const [asked] = askedNow(situation, thread.slice(-1));
  const refusal = refusalOf(asked, reply);
  if (refusal || !asked) return { ok: false, refusal: refusal as Refusal, register: situation.register };
  const { says } = reply;
  const answer = (after: Register, at: Instant) => ({
    ...says,
    ...{ asks: [asked.ask], at },
    until:
      says.outcome === 'snoozed' ? snoozedUntil(says.snooze, dayOf(at, timeZoneOf(after, actor.id))) : null,
  });
  return act(asking, occasion, (register, _: null, act) => decide(register, act), null, answer);
}

/** Ends the reminders of one kind for the person who acts, and settles what is open of it. */
export async function muteKind(asking: Asking, occasion: Occasion, kind: string): Promise<Result> {
  const { workspace, actor } = occasion;
  const open = (await loadHistory(asking, workspace, actor.id)).filter(
    (ask) => ask.kind === kind && ask.outcome === 'open',
  );
  const situation = await situationAround(asking, workspace, open, occasion.register);
  if (kindTitle(kind) === null) {
    const refusal: Refusal = { code: 'not-found', message: 'Reminders of this kind are no longer sent.' };
    return { ok: false, refusal, register: situation.register };
  }
  const concernOf = standingConcern(situation);
  // A mute does not silence urgent reminders.
  const own = open.filter((ask) => !concernOf(ask)?.urgent);
  const answer = (_: Register, at: Instant) => ({ outcome: 'muted' as const, asks: own, at });
  return act(asking, occasion, muteNudges, { kind }, answer);
}

/** The longest answer that is kept whole, in characters. */
const longestWords = 3_000;

/** The open reminders of one message; null when it has none, or was not sent to this person. */
export async function openInMessage(
  asking: Asking,
  { workspace, actor }: Pick<Occasion, 'workspace' | 'actor'>,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): Promise<readonly Asked[] | null> {
  const { outbox } = asking.store;
  const message = await outbox.messageAt(workspace, channel, ts);
  if (message?.recipient !== actor.id) return null;
  const asks = await outbox.asksOf(workspace, message.id);
  if (asks.length === 0) return null;
  return askedNow(await situationAround(asking, workspace, asks), asks).filter(isOpen);
}

/** Takes words as the answer to what is open. */
export async function answerInWords(
  asking: Asking,
  { workspace }: Pick<Occasion, 'workspace'>,
  open: readonly Asked[],
  words: string,
): Promise<void> {
  if (open.length === 0) return;
  const asks = open.map(({ ask }) => ask);
  const answer = { outcome: 'answered', at: asking.now(), words: words.slice(0, longestWords) } as const;
  await asking.store.outbox.answer(workspace, asks, answer);
}
