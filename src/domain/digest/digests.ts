import { addDays, dayOf, instantAt, isTimeZone, weekdayOf } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { accept, refuse, refuseInvalid } from '../decide.ts';
import { leadOnly } from '../permissions.ts';
import { type Day, type Digest, type Instant, type Register, settingsOf } from '../register.ts';
import { defineStep } from '../step.ts';
import { findWorkingHours } from '../working-days.ts';

/** The most channels that get the digest. */
export const maxDigests = 10;

/** Returns the default schedule: Mondays at nine in the workspace's time zone. */
export const defaultSchedule = (register: Register): Pick<Digest, 'weekday' | 'time' | 'timeZone'> => ({
  weekday: 1,
  time: '09:00',
  timeZone: settingsOf(register).timeZone,
});

export type DigestInput = Pick<Digest, 'channel' | 'weekday' | 'time' | 'timeZone'>;

/** Chooses a channel for the weekly digest, also after Slack refused it before. */
export const chooseDigestStep = defineStep<'choose-digest', DigestInput>({
  key: 'choose-digest',
  label: 'Choose channel',
  permission: leadOnly('choose who gets the digest'),
  decide: (register, input, act) => {
    const { channel, weekday, time, timeZone } = input;
    const known = register.digests.get(channel);
    const refused = refuseInvalid({
      channel:
        !known &&
        register.digests.size >= maxDigests &&
        `${maxDigests} channels already get the digest. End one of them first.`,
      weekday: ![1, 2, 3, 4, 5, 6, 7].includes(weekday) && 'Choose a day of the week.',
      time: !/^([01]\d|2[0-3]):[0-5]\d$/.test(time) && 'Enter a time such as 09:00.',
      timeZone:
        !isTimeZone(timeZone) &&
        'This is not a time zone. Enter one such as Europe/Berlin or America/New_York.',
    });
    if (refused) return refused;
    const same = known?.weekday === weekday && known.time === time && known.timeZone === timeZone;
    if (same && known.stopped === null) return accept();
    const digest: Digest = { ...input, chosenBy: act.actor.id, chosenAt: act.at, stopped: null };
    return accept(createDraft(register, 'choose-digest', 'digests', channel, digest));
  },
});

export const chooseDigest = chooseDigestStep.decide;

/** Stops the digest of a channel. */
export const endDigestStep = defineStep<'end-digest', { readonly channel: string }>({
  key: 'end-digest',
  label: 'End digest',
  permission: leadOnly('end a digest'),
  decide: (register, { channel }) =>
    register.digests.has(channel)
      ? accept(createDraft(register, 'end-digest', 'digests', channel, null))
      : refuse('not-found', 'This channel no longer gets the digest.'),
});

export const endDigest = endDigestStep.decide;

/** Stops the digest of a channel that Slack refuses, until somebody chooses it again. A reminder tells the lead. */
export function stopRefusedDigest(
  register: Register,
  channel: string,
  reason: string,
  today: Day,
): readonly Draft[] {
  const digest = register.digests.get(channel);
  if (!digest || digest.stopped !== null) return [];
  const stopped = { ...digest, stopped: { on: today, reason } };
  return [createDraft(register, 'digest-refused', 'digests', channel, stopped)];
}

export interface DueDigest {
  /** The day it was due on, in its time zone; a channel gets one digest for a day. */
  readonly day: Day;
  /** The moment it was due at. */
  readonly at: Instant;
  /** The moment at which the next digest is due. */
  readonly expiresAt: Instant;
}

/** A digest that is at most this late (in milliseconds) is sent at any hour; a later one waits for working hours. */
const gracePeriod = 60 * 60 * 1000;

/** Returns the latest moment at which a digest was due, and the next one. */
function momentsAround({ weekday, time, timeZone }: Digest, now: Instant) {
  const today = dayOf(now, timeZone);
  const back = (weekdayOf(today) - weekday + 7) % 7;
  const onDay = addDays(today, -back);
  const day = instantAt(onDay, time, timeZone) <= now ? onDay : addDays(onDay, -7);
  return {
    day,
    at: instantAt(day, time, timeZone),
    expiresAt: instantAt(addDays(day, 7), time, timeZone),
  };
}

/** Returns the earliest time to send the due digest; null when none is due. */
function findSendTime(digest: Digest, { at }: DueDigest, register: Register, now: Instant): Instant | null {
  if (digest.stopped !== null || at < digest.chosenAt) return null;
  return Math.max(at, waitForWorkingHours(at, digest, register, now) ?? at);
}

/** Returns when the next working hours begin, for a late digest; null when it may be sent now. */
function waitForWorkingHours(
  at: Instant,
  { timeZone }: Digest,
  register: Register,
  now: Instant,
): Instant | null {
  const { from } = findWorkingHours(register, now, timeZone);
  return now - at <= gracePeriod || from <= now ? null : from;
}

/** Returns the time until which a planned digest that became late must wait; null when it may be sent now. */
export const postponeLateDigest = (
  digest: Digest,
  day: Day,
  register: Register,
  now: Instant,
): Instant | null => waitForWorkingHours(instantAt(day, digest.time, digest.timeZone), digest, register, now);

/** Returns the digest that is due now: only the latest, and none from before the channel was chosen. */
export function findDueDigest(digest: Digest, register: Register, now: Instant): DueDigest | null {
  const latest = momentsAround(digest, now);
  const from = findSendTime(digest, latest, register, now);
  return from !== null && from <= now ? latest : null;
}

/** Returns the next time at which a digest can become due; null after it stopped. */
export function findNextDigestTime(digest: Digest, register: Register, now: Instant): Instant | null {
  if (digest.stopped !== null) return null;
  const latest = momentsAround(digest, now);
  const from = findSendTime(digest, latest, register, now);
  return from !== null && from > now ? Math.min(from, latest.expiresAt) : latest.expiresAt;
}
