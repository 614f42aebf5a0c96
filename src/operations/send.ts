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

/** All but `rounds` in milliseconds. */
export interface Timing {
  /** Between two messages to a workspace, whichever replica sends them. */
  readonly pace: number;
  /** How long after a call that is in doubt its message is in the history, if ever. */
  readonly settle: number;
  /** How long the lease of a message lasts: longer than a call may, and `settle` after it. */
  readonly lease: number;
  /** A message in doubt is given up after so many attempts to find it failed. Not by a span: the clock can be moved. */
  readonly maxFindAttempts: number;
}
export const defaultTiming: Timing = {
  pace: 1_040,
  settle: 60_000,
  lease: 120_000,
  maxFindAttempts: 60,
};

/** By how much a message may be late for its slot, in milliseconds: slots are a little further apart than Slack asks for. */
const maxLateness = 10;
/** How long a lane waits for a slot, in milliseconds; one that is further off is for a later tick. */
const maxSlotWait = 60_000;
/** How long a message is left alone that this version cannot read, in milliseconds. */
const unreadableRetryDelay = 15 * 60_000;

/** All that the dispatcher works with. */
export interface SendServices extends StoreAndClock, Queries {
  readonly sender: Sender;
  readonly kinds: MessageKinds;
  readonly timing: Timing;
  /** Nothing more is claimed once it is aborted; what is under way is finished. */
  readonly signal?: AbortSignal;
  /** Called with a message that is left alone, because only a newer version can read its data. */
  readonly onUnreadable?: (message: Message) => void;
}

/** Sends what is ready in a workspace, one message at a time, each in its slot, until nothing is. */
export async function sendReadyMessages(services: SendServices, workspace: string): Promise<void> {
  const { store, now, kinds, timing, signal } = services;
  let slot: Instant | null = null;
  while (!signal?.aborted) {
    if (slot === null) {
      const at = now();
      slot = await store.outbox.reserveSlot(workspace, at, at + maxSlotWait, timing.pace);
      if (slot === null) return;
      // A span: the clock may be moved while it lasts.
      await pause(slot - at, signal);
    }
    if (signal?.aborted) return;
    const message = await store.outbox.claim(workspace, kinds.keys, now(), now() + timing.lease);
    if (message === null) return;
    if (await sendClaimed(services, message, slot)) slot = null;
  }
}

/** Records the outcome of a claim, with what its kind says follows from it. */
async function settle(services: SendServices, message: Message, settlement: Settlement): Promise<void> {
  const { store, now, kinds } = services;
  const { status } = settlement;
  const follows =
    status === 'pending' || status === 'sending'
      ? {}
      : ((await kinds.of(message)?.followUp(services, message, status)) ?? {});
  await store.outbox.settle(message, settlement, { ...follows, at: now() });
}

/** Finishes a claimed message as far as it goes now, in its slot; says whether Slack was called for it. */
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
    await settle(services, message, { status: 'withdrawn', reason: 'nothing left to say' });
    return false;
  }
  const leasedAt = performance.now();
  if (!(await outbox.startAttempt(message, now(), now() + timing.lease))) return false;
  // A message that is late for its slot would be too close to the next one.
  if (now() - slot > maxLateness) await outbox.pauseSending(message.workspace, now() + timing.pace);
  // A database that answered late has used up the lease: the call would not be over, and seen, before it ends.
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

/**
 * Looks for a message in doubt before anything else is done with it. It was claimed no sooner than its last call had
 * time to show in the history, so what is absent never arrived.
 */
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
      // A start alone put it in doubt: no call was ever made for it.
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

/** Gives up a message of which nobody can tell whether it arrived, unless its kind would rather come twice. */
async function repeatOrGiveUp(
  services: SendServices,
  { mayRepeat }: MessageKind,
  message: Message,
  reason: string,
): Promise<boolean> {
  if (!mayRepeat) await settle(services, message, { status: 'unknown', reason });
  return mayRepeat;
}

/** Slack's time of a message, `1771318920.000100`, is in seconds. */
const instantOf = (ts: string): Instant => Math.floor(Number(ts) * 1000);

/** Draws the conclusions from a refusal, by what it is because of. */
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

/** Messages redrawn in one go: Slack takes about fifty a minute from an app. */
const redrawBatchSize = 10;
/** The lease of a message that is being redrawn, in milliseconds. */
const redrawLease = 60_000;

/** Draws stale messages of a workspace again. */
export async function redrawStaleMessages(services: SendServices, workspace: string): Promise<void> {
  const { store, now, kinds, sender } = services;
  const at = now();
  const stale = await store.outbox.claimStale(workspace, kinds.keys, at, at + redrawLease, redrawBatchSize);
  for (const message of stale) {
    const rendered = (await kinds.of(message)?.render(services, message)) ?? null;
    const drawn = rendered ? await sender.redraw(message, rendered) : null;
    if (drawn && isTransient(drawn)) return;
    // What can never be redrawn, because it was deleted or its channel archived, stays as it is.
    await store.outbox.markRedrawn(message);
  }
}

/** The other messages would fare alike; all of them come back when their lease is over. */
const isTransient = ({ outcome }: SendFailure | { readonly outcome: 'drawn' }): boolean =>
  outcome === 'later' || outcome === 'doubt';
