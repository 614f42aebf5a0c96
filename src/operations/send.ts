import { dayOf } from '../domain/calendar.ts';
import { digestRefused, lateUntil } from '../domain/digest/index.ts';
import { sendableFrom } from '../domain/notices/index.ts';
import { personChanged } from '../domain/people.ts';
import { type Instant, settingsOf } from '../domain/register.ts';
import type { Message, Settlement, Store } from '../store/open.ts';
import { note } from './note-person.ts';
import { wasRestored } from './notice-restore.ts';
import { planNotice } from './notices.ts';
import { pause } from './pause.ts';

/** What a message says at the moment it is sent, in the form in which Slack takes it. */
export interface Composed {
  /** What notifications read. */
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** To be sent instead where Slack refuses the blocks. */
  readonly plain?: readonly unknown[];
}
/** Null when there is nothing left to say. */
export type Compose = (message: Message) => Promise<Composed | null>;

/** Where a message is in Slack. */
interface Place {
  readonly channel: string;
  readonly ts: string;
}

/**
 * What came of a call to Slack when it did not do what it should.
 * - `later`: certainly nothing happened; to be tried again after so many milliseconds, which Slack asked for where it is
 *   `busy`.
 * - `doubt`: nobody can tell from here whether it happened.
 * - `refused`: certainly nothing happened, nor will it, because of the person, the channel, the workspace as a whole, or
 *   the message itself.
 */
export type Failure =
  | { readonly outcome: 'later'; readonly wait: number; readonly busy: boolean }
  | { readonly outcome: 'doubt'; readonly reason: string }
  | {
      readonly outcome: 'refused';
      readonly because: 'person' | 'channel' | 'workspace' | 'message';
      /** Slack's own word for it. */
      readonly reason: string;
    };

/** Carries messages to Slack, each call once: what to make of a failure is decided here. */
export interface Courier {
  post(message: Message, composed: Composed): Promise<(Place & { readonly outcome: 'sent' }) | Failure>;
  /**
   * Looks for a message that may have arrived since `doubtSince`. `refused`, unless the whole workspace is: its
   * conversation cannot be read.
   */
  find(
    message: Message & { readonly doubtSince: Instant },
  ): Promise<
    (Place & { readonly outcome: 'sent'; readonly text: string }) | { readonly outcome: 'absent' } | Failure
  >;
  redraw(message: Message, composed: Composed): Promise<{ readonly outcome: 'drawn' } | Failure>;
}

/** All but `rounds` in milliseconds. */
export interface Timing {
  /** Between two messages to a workspace, whoever sends them. */
  readonly pace: number;
  /** How long after a call that is in doubt its message is in the history, if ever. */
  readonly settle: number;
  /** How long a message is kept from others: longer than a call may last, and `settle` after it. */
  readonly lease: number;
  /** A message in doubt is given up after so many attempts to find it failed. Not by a span: the clock can be moved. */
  readonly rounds: number;
}
export const usualTiming: Timing = {
  pace: 1_040,
  settle: 60_000,
  lease: 120_000,
  rounds: 60,
};

/** In milliseconds; two turns stand a little further apart than Slack asks for. */
const late = 10;
/** How long a lane waits for a turn, in milliseconds; one that is further off is for a later tick. */
const longestTurn = 60_000;

export interface Sending {
  readonly store: Store;
  readonly now: () => Instant;
  readonly courier: Courier;
  readonly compose: Compose;
  readonly timing: Timing;
  /** Nothing more is taken once it is aborted; what is under way is finished. */
  readonly signal?: AbortSignal;
}

/** Sends what is ready in a workspace, one message at a time, each in its turn, until nothing is. */
export async function sendReady(sending: Sending, workspace: string): Promise<void> {
  const { store, now, timing, signal } = sending;
  let turn: Instant | null = null;
  while (!signal?.aborted) {
    if (turn === null) {
      const at = now();
      turn = await store.outbox.takeTurn(workspace, at, at + longestTurn, timing.pace);
      if (turn === null) return;
      // A span: the clock may be moved while it lasts.
      await pause(turn - at, signal);
    }
    if (signal?.aborted) return;
    const message = await store.outbox.take(workspace, now(), now() + timing.lease);
    if (message === null) return;
    if (await send(sending, message, turn)) turn = null;
  }
}

/** Finishes a message that was taken as far as it goes now, in its turn; says whether Slack was called for it. */
async function send(sending: Sending, message: Message, turn: Instant): Promise<boolean> {
  const { now, courier, compose, timing } = sending;
  const { outbox } = sending.store;
  const settle = (settlement: Settlement) => outbox.settle(message, settlement);

  const { doubtSince } = message;
  if (doubtSince !== null && !(await isAbsent(sending, { ...message, doubtSince }))) return true;
  if (now() > message.expiresAt) {
    await settle({ status: 'withdrawn', reason: 'expired' });
    return false;
  }
  const heldUntil = await held(sending, message);
  if (heldUntil !== null) {
    await settle({ status: 'pending', readyAt: heldUntil });
    return false;
  }
  const composed = await compose(message);
  if (composed === null) {
    await settle({ status: 'withdrawn', reason: 'nothing left to say' });
    return false;
  }
  const leasedAt = performance.now();
  if (!(await outbox.doubt(message, now(), now() + timing.lease))) return false;
  // Who comes late to a turn would be too close to the next.
  if (now() - turn > late) await outbox.holdTurns(message.workspace, now() + timing.pace);
  // A database that answered late has used up the lease: the call would not be over, and seen, before it ends.
  if (performance.now() - leasedAt > (timing.lease - timing.settle) / 2) return false;

  const delivery = await courier.post(message, composed);
  switch (delivery.outcome) {
    case 'sent': {
      const { channel, ts } = delivery;
      await settle({ status: 'sent', channel, ts, text: composed.text, sentAt: now() });
      break;
    }
    case 'later': {
      const readyAt = now() + delivery.wait;
      if (delivery.busy) await outbox.holdTurns(message.workspace, readyAt);
      await settle({ status: 'pending', readyAt });
      break;
    }
    case 'doubt':
      await settle({ status: 'sending', readyAt: now() + timing.settle });
      break;
    case 'refused':
      await draw[delivery.because](sending, message, delivery.reason);
      if (delivery.because !== 'workspace') await reportUndelivered(sending, message);
      await settle(
        delivery.because === 'workspace'
          ? { status: 'pending', readyAt: now() }
          : { status: 'refused', reason: delivery.reason },
      );
  }
  return true;
}

/** When a message may be sent that has to wait since it was planned; null when it may be sent now. */
async function held({ store, now }: Sending, message: Message): Promise<Instant | null> {
  const { kind, workspace, recipient, day, notice } = message;
  if (kind === 'daily') return null;
  const register = await store.load(workspace);
  if (kind === 'digest') {
    const digest = register.digests.get(recipient);
    return digest ? lateUntil(digest, day, register, now()) : null;
  }
  if (notice === null) return null;
  const at = now();
  const from = sendableFrom(register, { kind, recipient, notice }, at);
  return from > at ? from : null;
}

/** The person who caused a notice that Slack does not take is told, where nobody else would notice. */
async function reportUndelivered({ store, now }: Sending, message: Message): Promise<void> {
  const { workspace, notice, id } = message;
  if (notice?.kind !== 'digest-chosen' && notice?.kind !== 'operator-declined') return;
  const register = await store.load(workspace);
  const undelivered = {
    kind: 'notice',
    recipient: notice.by,
    notice: { kind: 'undelivered', what: notice.kind },
  } as const;
  await store.outbox.plan(workspace, now(), [planNotice(register, undelivered, id, now())]);
}

/**
 * Looks for a message in doubt before anything else is done with it. It was taken no sooner than its last call had
 * time to show in the history, so what is absent never arrived.
 */
async function isAbsent(
  { store, now, courier, timing }: Sending,
  message: Message & { readonly doubtSince: Instant },
): Promise<boolean> {
  const { outbox } = store;
  const sought = await courier.find(message);
  switch (sought.outcome) {
    case 'absent':
      return true;
    case 'sent': {
      const { channel, ts, text } = sought;
      // What it shows may have been asked by a database of which this one is an older copy.
      const redraw = message.kind === 'daily' ? { redrawAt: now() } : {};
      await outbox.settle(message, { status: 'sent', channel, ts, text, sentAt: instantOf(ts), ...redraw });
      return false;
    }
    case 'refused':
      if (sought.because === 'workspace') {
        await outbox.park(message.workspace, sought.reason);
        await outbox.settle(message, { status: 'sending', readyAt: now() });
        return false;
      }
      // Nobody has called for it: it was put in doubt by a start alone.
      if (message.tries === 1 && !(await wasRestored(outbox, message))) return true;
      await outbox.settle(message, { status: 'unknown', reason: sought.reason });
      return false;
    default: {
      const wait = Math.max(sought.outcome === 'later' ? sought.wait : 0, timing.settle);
      await outbox.settle(
        message,
        message.tries - 1 > timing.rounds
          ? { status: 'unknown', reason: 'its conversation could not be read' }
          : { status: 'sending', readyAt: now() + wait },
      );
      return false;
    }
  }
}

/** Slack's time of a message, `1771318920.000100`, is in seconds. */
const instantOf = (ts: string): Instant => Math.floor(Number(ts) * 1000);

/** The conclusions that are drawn from a refusal, by what it is because of. */
const draw: Record<
  (Failure & { outcome: 'refused' })['because'],
  (sending: Sending, message: Message, reason: string) => Promise<unknown>
> = {
  person: (sending, { workspace, recipient }) =>
    note(sending, workspace, (register) => {
      const person = register.people.get(recipient);
      return person ? personChanged(register, { ...person, active: false }) : [];
    }),
  channel: async (sending, { workspace, recipient, kind }, reason) =>
    kind === 'digest' &&
    note(sending, workspace, (register, at) => {
      const timeZone = register.digests.get(recipient)?.timeZone ?? settingsOf(register).timeZone;
      return digestRefused(register, recipient, inWords(reason), dayOf(at, timeZone));
    }),
  workspace: ({ store }, { workspace }, reason) => store.outbox.park(workspace, reason),
  message: async () => {},
};

const channelRefusals: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived',
  not_in_channel: 'the app is not in the channel',
  channel_not_found: 'the channel is gone, or is private and the app not in it',
};
const inWords = (reason: string): string =>
  channelRefusals[reason] ?? `the app may not post in the channel (${reason})`;

/** Messages redrawn in one go: Slack takes about fifty a minute from an app. */
const redrawnAtOnce = 10;
/** How long a message that is being redrawn is kept from others. */
const redrawLease = 60_000;

/** Draws messages of a workspace again that show what is no longer so. */
export async function redrawStale(
  { store, now, courier, compose }: Sending,
  workspace: string,
): Promise<void> {
  const at = now();
  for (const message of await store.outbox.takeStale(at, at + redrawLease, redrawnAtOnce, workspace)) {
    const composed = await compose(message);
    const drawn = composed ? await courier.redraw(message, composed) : null;
    // The rest would fare alike; all of them come back when their lease is over.
    if (drawn?.outcome === 'later' || drawn?.outcome === 'doubt') return;
    // What can never be redrawn, because it was deleted or its channel archived, stays as it is.
    await store.outbox.redrawn(message);
  }
}
