import { draftPersonChange } from '../domain/people.ts';
import type { Instant } from '../domain/register.ts';
import type { Message, Settlement } from '../store/open.ts';
import { wasRestored } from './detect-restore.ts';
import type { MessageKind, MessageKinds } from './message-kind.ts';
import { pause } from './pause.ts';
import type { Queries } from './queries.ts';
import { recordSystemChange } from './record-person.ts';
import type { Sender, SendFailure, SendRefusal } from './sender.ts';
import type { StoreAndClock } from './sweep.ts';

/** All but `maxFindAttempts` in milliseconds. */
export interface Timing {
  /** The time between two messages to a workspace, over all replicas. */
  readonly pace: number;
  /** How long a message may take to appear in the history after a call in doubt. */
  readonly settle: number;
  /** The lease of a message: longer than a call plus `settle`. */
  readonly lease: number;
  /**
   * A message in doubt is given up after this many failed searches. It is not a time, because the clock can be moved.
   */
  readonly maxFindAttempts: number;
}
export const defaultTiming: Timing = {
  pace: 1_040,
  settle: 60_000,
  lease: 120_000,
  maxFindAttempts: 60,
};

/** How late a message may be for its slot, in milliseconds. Slots are a little wider than Slack requires. */
const maxLateness = 10;
/** The longest wait for a slot, in milliseconds; a later slot is left to a later tick. */
const maxSlotWait = 60_000;
/** How long an unreadable message is left alone, in milliseconds. */
const unreadableRetryDelay = 15 * 60_000;

/** The services of the dispatcher. */
export interface SendServices extends StoreAndClock, Queries {
  readonly sender: Sender;
  readonly kinds: MessageKinds;
  readonly timing: Timing;
  /** After an abort nothing more is claimed; running sends finish. */
  readonly signal?: AbortSignal;
  /** Called with a message that only a newer version can read. */
  readonly onUnreadable?: (message: Message) => void;
}

/** Sends the ready messages of a workspace one by one, each in its slot. */
export async function sendReadyMessages(services: SendServices, workspace: string): Promise<void> {
  const { store, now, kinds, timing, signal } = services;
  let slot: Instant | null = null;
  while (!signal?.aborted) {
    if (slot === null) {
      const at = now();
      slot = await store.outbox.reserveSlot(workspace, at, at + maxSlotWait, timing.pace);
      if (slot === null) return;
      // Waits for a duration, because the clock may be moved meanwhile.
      await pause(slot - at, signal);
    }
    if (signal?.aborted) return;
    const message = await store.outbox.claim(workspace, kinds.keys, now(), now() + timing.lease);
    if (message === null) return;
    if (await sendClaimed(services, message, slot)) slot = null;
  }
}

/** Records the outcome of a claim with the follow-up writes of its kind. */
async function settle(services: SendServices, message: Message, settlement: Settlement): Promise<void> {
  const { store, now, kinds } = services;
  const { status } = settlement;
  const follows =
    status === 'pending' || status === 'sending'
      ? {}
      : ((await kinds.of(message)?.followUp(services, message, status)) ?? {});
  await store.outbox.settle(message, settlement, { ...follows, at: now() });
}

/** Processes a claimed message in its slot; returns whether Slack was called. */
async function sendClaimed(services: SendServices, message: Message, slot: Instant): Promise<boolean> {
  const { now, sender, kinds, timing } = services;
  const { outbox } = services.store;
  const kind = kinds.of(message);
  if (kind === null) {
    services.onUnreadable?.(message);
    const status = message.doubtSince === null ? 'pending' : 'sending';
    await settle(services, message, { status, readyAt: now() + unreadableRetryDelay });
    return false;
  }
  const { doubtSince } = message;
  if (doubtSince !== null && !(await isAbsent(services, kind, { ...message, doubtSince }))) return true;
  if (now() > message.expiresAt) {
    await settle(services, message, { status: 'withdrawn', reason: 'expired' });
    return false;
  }
  const postponedUntil = await kind.postponedUntil(services, message);
  if (postponedUntil !== null) {
    await settle(services, message, {
      status: 'pending',
      readyAt: postponedUntil,
      notBefore: postponedUntil,
    });
    return false;
  }
  const rendered = await kind.render(services, message);
  if (rendered === null) {
    await settle(services, message, { status: 'withdrawn', reason: 'no longer needed' });
    return false;
  }
  const leasedAt = performance.now();
  if (!(await outbox.startAttempt(message, now(), now() + timing.lease))) return false;
  // A late message would be too close to the next slot.
  if (now() - slot > maxLateness) await outbox.pauseSending(message.workspace, now() + timing.pace);
  // A slow database answer has used up the lease: the call could outlast it.
  if (performance.now() - leasedAt > (timing.lease - timing.settle) / 2) return false;

  const delivery = await sender.post({ ...message, to: kind.to }, rendered);
  switch (delivery.outcome) {
    case 'sent': {
      const { channel, ts } = delivery;
      await settle(services, message, { status: 'sent', channel, ts, text: rendered.text, sentAt: now() });
      break;
    }
    case 'later': {
      const readyAt = now() + delivery.wait;
      if (delivery.busy) await outbox.pauseSending(message.workspace, readyAt);
      await settle(services, message, { status: 'pending', readyAt });
      break;
    }
    case 'doubt':
      await settle(services, message, { status: 'sending', readyAt: now() + timing.settle });
      break;
    case 'refused':
      await handleRefusal(services, kind, message, delivery);
      await settle(
        services,
        message,
        delivery.because === 'workspace'
          ? { status: 'pending', readyAt: now() }
          : { status: 'refused', reason: delivery.reason },
      );
  }
  return true;
}

/** Searches Slack for a message in doubt; true when it never arrived. The claim waited long enough for it to appear. */
async function isAbsent(
  services: SendServices,
  kind: MessageKind,
  message: Message & { readonly doubtSince: Instant },
): Promise<boolean> {
  const { now, sender, timing } = services;
  const { outbox } = services.store;
  const sought = await sender.find({ ...message, to: kind.to });
  switch (sought.outcome) {
    case 'absent':
      return true;
    case 'sent': {
      const { channel, ts, text } = sought;
      const redraw = kind.redrawWhenFound ? { redrawAt: now() } : {};
      const place = { channel, ts, text, sentAt: instantOf(ts) };
      await settle(services, message, { status: 'sent', ...place, ...redraw });
      return false;
    }
    case 'refused':
      if (sought.because === 'workspace') {
        await outbox.park(message.workspace, sought.reason);
        await settle(services, message, { status: 'sending', readyAt: now() });
        return false;
      }
      // Only a start put it in doubt; nobody ever tried to send it.
      if (message.tries === 1 && !(await wasRestored(outbox, message))) return true;
      return repeatOrGiveUp(services, kind, message, sought.reason);
    default: {
      if (message.tries - 1 > timing.maxFindAttempts)
        return repeatOrGiveUp(services, kind, message, 'its conversation could not be read');
      const wait = Math.max(sought.outcome === 'later' ? sought.wait : 0, timing.settle);
      await settle(services, message, { status: 'sending', readyAt: now() + wait });
      return false;
    }
  }
}

/** Gives up a message in doubt, unless its kind may repeat; returns whether to send it again. */
async function repeatOrGiveUp(
  services: SendServices,
  { mayRepeat }: MessageKind,
  message: Message,
  reason: string,
): Promise<boolean> {
  if (!mayRepeat) await settle(services, message, { status: 'unknown', reason });
  return mayRepeat;
}

/** Returns the instant of a Slack timestamp such as `1771318920.000100` (seconds). */
const instantOf = (ts: string): Instant => Math.floor(Number(ts) * 1000);

/** Acts on a refusal by its cause. */
async function handleRefusal(
  services: SendServices,
  kind: MessageKind,
  message: Message,
  { because, reason }: SendRefusal,
): Promise<void> {
  const { workspace, recipient } = message;
  if (because === 'workspace') await services.store.outbox.park(workspace, reason);
  if (because === 'channel') await kind.onChannelRefused(services, message, reason);
  if (because === 'person')
    await recordSystemChange(services, workspace, (register) => {
      const person = register.people.get(recipient);
      return person ? draftPersonChange(register, { ...person, active: false }) : [];
    });
}

/** Messages updated at once. Slack allows about fifty updates a minute. */
const redrawBatchSize = 10;
/** The lease of a message during its update, in milliseconds. */
const redrawLease = 60_000;

/** Updates the stale messages of a workspace. */
export async function redrawStaleMessages(services: SendServices, workspace: string): Promise<void> {
  const { store, now, kinds, sender } = services;
  const at = now();
  const stale = await store.outbox.claimStale(workspace, kinds.keys, at, at + redrawLease, redrawBatchSize);
  for (const message of stale) {
    const rendered = (await kinds.of(message)?.render(services, message)) ?? null;
    const drawn = rendered ? await sender.redraw(message, rendered) : null;
    if (drawn && isTransient(drawn)) return;
    // A deleted message or one in an archived channel can never be updated; it counts as done.
    await store.outbox.markRedrawn(message);
  }
}

/** True for a failure that would also affect the other messages. They come back after their lease. */
const isTransient = ({ outcome }: SendFailure | { readonly outcome: 'drawn' }): boolean =>
  outcome === 'later' || outcome === 'doubt';
