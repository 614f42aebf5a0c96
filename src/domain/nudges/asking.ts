import { addDays, dayOf } from '../calendar.ts';
import { isActive } from '../people.ts';
import { type Day, type Instant, muteId, type Register, settingsOf, type UserId } from '../register.ts';
import { addWorkingDays, startOfDay, workingHoursFrom } from '../working-time.ts';
import { type Concern, type Rhythm, type Touch, weekly } from './concern.ts';
import { concernsOf, helpKind } from './index.ts';

/**
 * What came of an ask: `done` is what it asked for being done by anybody, `answered` a word from the person.
 * `not-sent` never reached anybody, and counts as not asked.
 */
export const askOutcomes = ['open', 'answered', 'done', 'snoozed', 'not-mine', 'muted', 'not-sent'] as const;
export type AskOutcome = (typeof askOutcomes)[number];

/** One thing that one person was asked for in one message. */
export interface Ask {
  readonly kind: string;
  readonly subject: string;
  readonly person: UserId;
  /** Where the person is. */
  readonly askedOn: Day;
  readonly askedAt: Instant;
  readonly outcome: AskOutcome;
  readonly outcomeAt: Instant | null;
  /** The first day on which a snoozed ask may come back. */
  readonly until: Day | null;
}

/** All that decides what is asked of whom at a moment. */
export interface Situation {
  readonly register: Register;
  readonly now: Instant;
  /** Oldest first; of the last `historyDays` at least. */
  readonly asks: readonly Ask[];
  /** What was changed by whom in the last 48 hours at least. */
  readonly touches: readonly Touch[];
}

/** Everything that one person is asked on one day. */
export interface DailyMessage {
  readonly person: UserId;
  /** Where the person is. */
  readonly day: Day;
  /** The end of the working hours in which it is to arrive. */
  readonly expiresAt: Instant;
  /** Most urgent first; never empty. */
  readonly concerns: readonly Concern[];
}

export interface Round {
  readonly messages: readonly DailyMessage[];
  /** When there may be something to ask again. */
  readonly nextAt: Instant;
}

/** Whoever changed something is not asked about it for so long, in milliseconds. */
const leftAlone = 48 * 60 * 60 * 1000;
/** After so many asks without an answer somebody else is asked to help. */
const patience = 2;
/** How often in a row one thing can be put off. */
export const snoozesInARow = 3;
/** How far back asks are looked at, in days; nothing has a longer rhythm or snooze. */
export const historyDays = 60;

export const timeZoneOf = (register: Register, person: UserId): string =>
  register.people.get(person)?.timeZone ?? settingsOf(register).timeZone;

/** What is asked of whom at this moment, and when to look again. The rules stand under the table of nudges. */
export function nextRound(situation: Situation): Round {
  const { register, now, asks } = situation;
  const { timeZone } = settingsOf(register);
  const today = dayOf(now, timeZone);
  const threads = threadsOf(asks);
  const askedDays = new Set(
    asks.filter(({ outcome }) => outcome !== 'not-sent').map(({ person, askedOn }) => `${person} ${askedOn}`),
  );
  const messages = new Map<UserId, DailyMessage & { concerns: Concern[] }>();
  let nextAt = startOfDay(addDays(today, 1), timeZone);
  for (const concern of concernsOf(register, today).map((one) => withHelp(one, situation, threads))) {
    const { person } = concern;
    const zone = timeZoneOf(register, person);
    const askable = askableAt(concern, situation, threads, zone);
    if (askable === null) continue;
    let hours = workingHoursFrom(register, Math.max(askable, now), zone);
    if (askedDays.has(`${person} ${hours.day}`)) {
      hours = workingHoursFrom(register, Math.max(askable, startOfDay(addDays(hours.day, 1), zone)), zone);
    }
    const at = Math.max(askable, hours.from);
    if (at > now) {
      nextAt = Math.min(nextAt, at);
      continue;
    }
    const message = messages.get(person) ?? { person, day: hours.day, expiresAt: hours.until, concerns: [] };
    message.concerns.push(concern);
    messages.set(person, message);
  }
  return { messages: [...messages.values()], nextAt };
}

type Threads = ReadonlyMap<string, readonly Ask[]>;
const threadKey = ({ kind, subject, person }: Pick<Ask, 'kind' | 'subject' | 'person'>): string =>
  JSON.stringify([kind, subject, person]);

/** What each person was asked about each thing, oldest first. */
export function threadsOf(asks: readonly Ask[]): Threads {
  const threads = new Map<string, Ask[]>();
  for (const ask of asks) {
    if (ask.outcome === 'not-sent') continue;
    const thread = threads.get(threadKey(ask));
    if (thread) thread.push(ask);
    else threads.set(threadKey(ask), [ask]);
  }
  return threads;
}

/** From when on a concern may be put to its person, by all rules but working hours; null when it may not. */
function askableAt(
  { kind, subject, person, about, rhythm }: Concern,
  { register, touches }: Situation,
  threads: Threads,
  zone: string,
): Instant | null {
  if (register.mutes.has(muteId(person, kind)) || !isActive(register, person)) return null;
  const last = threads.get(threadKey({ kind, subject, person }))?.at(-1);
  const again = last ? nextDay(last, rhythm, register, zone) : null;
  if (last && again === null) return null;
  const untouched = touches
    .filter((touch) => touch.person === person && about.includes(touch.subject))
    .map(({ at }) => at + leftAlone);
  return Math.max(again === null ? 0 : startOfDay(again, zone), ...untouched);
}

/** The first day on which it may be asked again; null when it is not. */
function nextDay(last: Ask, rhythm: Rhythm, register: Register, zone: string): Day | null {
  if (last.outcome === 'snoozed' && last.until !== null) return last.until;
  if (rhythm === 'once') return null;
  return 'days' in rhythm
    ? addDays(last.askedOn, rhythm.days)
    : addWorkingDays(register, last.askedOn, rhythm.workingDays, zone);
}

/** How many asks at the end of a thread nobody answered, since this moment. */
function unanswered(thread: readonly Ask[], since: Instant): readonly Ask[] {
  const answered = thread.findLastIndex(({ outcome }) => outcome !== 'open');
  return thread.slice(answered + 1).filter(({ askedAt }) => askedAt > since);
}

/** The concern itself, or a request to help with it, where its person gave no answer or says it is not theirs. */
function withHelp(concern: Concern, { register, now }: Situation, threads: Threads): Concern {
  const { kind, subject, person, rhythm } = concern;
  const thread = threads.get(threadKey(concern)) ?? [];
  const last = thread.at(-1);
  const helper = helperFor(register, person);
  if (!last || helper === null) return concern;
  const helpSubject = `${kind}/${subject}/${person}`;
  const help = threads.get(threadKey({ kind: helpKind.key, subject: helpSubject, person: helper })) ?? [];
  const settled = help.findLast(({ outcome }) => outcome === 'answered')?.outcomeAt ?? 0;
  const silent = unanswered(thread, settled);
  const notMine = last.outcome === 'not-mine' && (last.outcomeAt ?? 0) > settled;
  if (!notMine) {
    const zone = timeZoneOf(register, person);
    const again = nextDay(last, rhythm, register, zone);
    // The last ask has as long to be answered as the ones before it.
    if (silent.length < patience || again === null || dayOf(now, zone) < again) return concern;
  }
  return {
    ...concern,
    kind: helpKind.key,
    subject: helpSubject,
    person: helper,
    step: concern.helperStep ?? concern.step,
    rhythm: weekly,
    helps: {
      person,
      because: notMine ? 'not-mine' : 'silence',
      askedOn: (notMine ? [last] : silent).map(({ askedOn }) => askedOn),
    },
  };
}

/** Who is asked to help: the first lead here who is not the person in question; null when there is none. */
const helperFor = (register: Register, person: UserId): UserId | null =>
  settingsOf(register).leads.find((lead) => lead !== person && isActive(register, lead)) ?? null;

/** Whether what a person was asked can be put off once more. */
export function canSnooze(thread: readonly Ask[]): boolean {
  const before = thread.filter(({ outcome }) => outcome !== 'open');
  const lastOther = before.findLastIndex(({ outcome }) => outcome !== 'snoozed');
  return before.length - 1 - lastOther < snoozesInARow;
}

/** Tells of an ask whether it still stands: the same is asked of the same person, or of somebody who helps. */
export function standing(situation: Situation): (ask: Ask) => boolean {
  const { register, now, asks } = situation;
  const threads = threadsOf(asks);
  const concerns = concernsOf(register, dayOf(now, settingsOf(register).timeZone));
  const keys = new Set(concerns.flatMap((one) => [one, withHelp(one, situation, threads)]).map(threadKey));
  return (ask) => keys.has(threadKey(ask));
}
