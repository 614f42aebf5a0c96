import type { Concern } from '../domain/nudge-kind.ts';
import { localDaysAt } from '../domain/people.ts';
import { type Day, type Register, settingsOf, type UserId } from '../domain/register.ts';
import {
  canSnooze,
  helpedIn,
  helperFor,
  historyDays,
  type Situation,
  standingConcern,
  threadKey,
  threadsOf,
} from '../domain/reminders/index.ts';
import type { PlacedAsk } from '../store/open.ts';
import { type Looking, situationOf } from './look.ts';

const dayLength = 24 * 60 * 60 * 1000;

/** One thing that somebody was asked for, with how it is now. */
export interface Asked {
  readonly ask: PlacedAsk;
  /** Null when it stands no more. */
  readonly concern: Concern | null;
  readonly canSnooze: boolean;
  /** The day on which the person was asked for the same in a later message; null when this is the latest. */
  readonly againOn: Day | null;
  /** Who is asked for help when it is not the person's; null when there is nobody else. */
  readonly helper: UserId | null;
}

/** Whether it still waits for the person. */
export const isOpen = ({ ask, concern, againOn }: Asked): boolean =>
  ask.outcome === 'open' && concern !== null && againOn === null;

/**
 * All that decides how these asks are now: the asks of the people whom they name, and of the leads where one helps.
 * @param known the register, where it is at hand
 */
export async function situationAround(
  looking: Looking,
  workspace: string,
  asks: readonly PlacedAsk[],
  known?: Register,
): Promise<Situation<PlacedAsk>> {
  const register = known ?? (await looking.store.load(workspace));
  const helped = asks.flatMap((ask) => helpedIn(ask) ?? []);
  const leads = helped.length === 0 ? [] : settingsOf(register).leads;
  const people = new Set([...asks.map(({ person }) => person), ...helped, ...leads]);
  return situationOf(looking, workspace, [...people], register);
}

/** Loads the asks of a person as far back as they matter, and older ones that are still open, oldest first. */
export const loadHistory = (
  { store, now }: Looking,
  workspace: string,
  person: UserId,
): Promise<readonly PlacedAsk[]> => store.outbox.asks(workspace, now() - historyDays * dayLength, [person]);

/** How each of these asks is now, in their order. */
export function askedNow(situation: Situation<PlacedAsk>, asks: readonly PlacedAsk[]): readonly Asked[] {
  const concernOf = standingConcern(situation);
  const threads = threadsOf(situation.asks);
  const { register, now } = situation;
  const today = localDaysAt(register, now);
  return asks.map((ask) => {
    const thread = threads.get(threadKey(ask)) ?? [];
    const latest = thread.at(-1);
    return {
      ask,
      concern: concernOf(ask),
      canSnooze: canSnooze(thread),
      againOn: latest && latest.message !== ask.message ? latest.askedOn : null,
      helper: helperFor(register, ask.person, today),
    };
  });
}

/** Loads all that a person was asked for and that still waits for them, as `openFor` orders it. */
export async function loadOpen(
  looking: Looking,
  workspace: string,
  person: UserId,
  register: Register,
): Promise<readonly Asked[]> {
  const asks = await looking.store.outbox.asks(workspace, looking.now(), [person]);
  const own = asks.filter(({ outcome }) => outcome === 'open');
  return openFor(await situationAround(looking, workspace, own, register), person);
}

/** All that a person was asked for and that still waits for them, most urgent first, the latest message first. */
export function openFor(situation: Situation<PlacedAsk>, person: UserId): readonly Asked[] {
  const own = situation.asks.filter((ask) => ask.person === person && ask.outcome === 'open');
  return askedNow(situation, own)
    .filter(isOpen)
    .sort((a, b) => b.ask.askedAt - a.ask.askedAt || a.ask.position - b.ask.position);
}
