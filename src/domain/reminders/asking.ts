import { addDays, dayOf } from '../calendar.ts';
import type { Concern } from '../nudge-kind.ts';
import { absenceOn, isActive, standInFor, timeZoneOf } from '../people.ts';
import { type Day, type Instant, muteId, settingsOf, type UserId } from '../register.ts';
import { startOfDay, workingHoursFrom } from '../working-days.ts';
import { type Ask, losesPatience, nextDay, type Past, type Situation } from './asks.ts';
import { askedOfHelper, helpSubject, helpWith, withHelp } from './help.ts';
import { helperFor, leadBeside } from './helpers.ts';
import { concernsOf, helpKind } from './nudge-kinds.ts';

/** Everything that one person is asked on one day. */
export interface DailyMessage {
  readonly person: UserId;
  /** Where the person is. */
  readonly day: Day;
  /** The start of the working hours in which it is to arrive. */
  readonly opensAt: Instant;
  /** Their end. */
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

/** How often in a row one thing can be put off. */
export const snoozesInARow = 3;

/** Asks are remembered for as many days; nothing has a longer rhythm or snooze. They are forgotten as a day begins. */
const rememberedDays = 60;

/** How far back asks are looked at, in days of 24 hours: further than days are remembered, whatever the clocks do. */
export const historyDays = rememberedDays + 2;

/** What is asked of whom at this moment, and when to look again. The rules stand under the table of nudges. */
export function nextRound(situation: Situation): Round {
  const { register, now } = situation;
  const { timeZone } = settingsOf(register);
  const today = dayOf(now, timeZone);
  const past = pastOf(situation);
  const messages = new Map<UserId, DailyMessage & { concerns: Concern[] }>();
  // Another person may be asked from the first day of an absence, and from the day after it.
  const boundaries = [...register.absences.values()].flatMap(({ person, from, until }) =>
    [from, addDays(until, 1)].map((day) => startOfDay(day, timeZoneOf(register, person))),
  );
  let nextAt = Math.min(startOfDay(addDays(today, 1), timeZone), ...boundaries.filter((at) => at > now));
  const asked = concernsOf(register, today).flatMap((one) => askedInstead(one, past) ?? []);
  for (const concern of asked.map((one) => (one.helps ? one : withHelp(one, past)))) {
    const { person } = concern;
    const askable = askableAt(concern, past);
    if (askable === null || askable >= nextAt) continue;
    const { zone, free } = past.whereabouts(person);
    const hours = askable < free.until ? free : workingHoursFrom(register, askable, zone);
    const at = Math.max(askable, hours.from);
    if (at > now) {
      // Whoever is asked instead may be at work before this person is.
      nextAt = Math.min(nextAt, askable > now && losesPatience(concern, past) ? askable : at);
      continue;
    }
    const { day, from: opensAt, until: expiresAt } = hours;
    const message = messages.get(person) ?? { person, day, opensAt, expiresAt, concerns: [] };
    message.concerns.push(concern);
    messages.set(person, message);
  }
  const afterwards = [...messages.values()].map(({ person, day }) => {
    const { zone } = past.whereabouts(person);
    return workingHoursFrom(register, startOfDay(addDays(day, 1), zone), zone).from;
  });
  return { messages: [...messages.values()], nextAt: Math.min(nextAt, ...afterwards) };
}

/** An ask of so long ago has been asked within the last days of anybody's calendar, or not at all. */
const recently = 3 * 24 * 60 * 60 * 1000;

function pastOf({ register, now, asks, touches }: Situation): Past {
  const { timeZone } = settingsOf(register);
  const rememberedFrom = startOfDay(addDays(dayOf(now, timeZone), -rememberedDays), timeZone);
  const remembered = asks.filter(({ askedAt }) => askedAt >= rememberedFrom);
  const threads = threadsOf(remembered);
  const anew = new Map<string, Instant>();
  const lately = new Map<UserId, Map<Instant, Day>>();
  for (const { kind, subject, person, askedAt, askedOn, outcome, outcomeAt } of remembered) {
    if (kind === helpKind.key && outcome === 'answered')
      anew.set(subject, Math.max(anew.get(subject) ?? 0, outcomeAt ?? 0));
    if (outcome !== 'not-sent' && askedAt > now - recently)
      lately.set(person, (lately.get(person) ?? new Map()).set(askedAt, askedOn));
  }
  const touched = new Map<UserId, Map<string, Instant>>();
  for (const { person, subject, at } of touches) {
    const own = touched.get(person) ?? new Map<string, Instant>();
    touched.set(person, own.set(subject, Math.max(own.get(subject) ?? 0, at)));
  }
  const hoursFrom = remembering((zone) => workingHoursFrom(register, now, zone));
  const dayIn = remembering((zone) => dayOf(now, zone));
  const whereabouts = remembering((person) => {
    const zone = timeZoneOf(register, person);
    // Where the person was then, and where they are now: whoever travels has two calendars.
    const asked = [...(lately.get(person) ?? [])].flatMap(([at, day]) => [day, dayOf(at, zone)]);
    let free = hoursFrom(zone);
    while (asked.includes(free.day))
      free = workingHoursFrom(register, startOfDay(addDays(free.day, 1), zone), zone);
    return { zone, today: dayIn(zone), free };
  });
  return {
    register,
    whereabouts,
    today: (person) => whereabouts(person).today,
    threadOf(concern) {
      const thread = threads.get(threadKey(concern)) ?? [];
      if (anew.size === 0) return thread;
      const since = anew.get(concern.helps ? concern.subject : helpSubject(concern));
      return since === undefined ? thread : thread.filter(({ askedAt }) => askedAt >= since);
    },
    touchedAt(person, about) {
      const own = touched.get(person);
      return own ? Math.max(0, ...about.map((subject) => own.get(subject) ?? 0)) : 0;
    },
  };
}

/** Finds each thing once. */
function remembering<T>(find: (key: string) => T): (key: string) => T {
  const found = new Map<string, T>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const made = find(key);
    found.set(key, made);
    return made;
  };
}

type Threads<A extends Ask = Ask> = ReadonlyMap<string, readonly A[]>;

/** What a thread is found by. */
export const threadKey = ({ kind, subject, person }: Pick<Ask, 'kind' | 'subject' | 'person'>): string =>
  `${kind} ${person} ${subject}`;

/** What each person was asked about each thing, oldest first. */
export function threadsOf<A extends Ask>(asks: readonly A[]): Threads<A> {
  const threads = new Map<string, A[]>();
  for (const ask of asks) {
    if (ask.outcome === 'not-sent') continue;
    const key = threadKey(ask);
    const thread = threads.get(key);
    if (thread) thread.push(ask);
    else threads.set(key, [ask]);
  }
  return threads;
}

/**
 * The concern as it is put to somebody: to its person; to the lead, where the person muted its kind; to whoever stands
 * in, where the person is away. Null while it waits for the person to come back. What is urgent is never silenced.
 */
function askedInstead(concern: Concern, past: Past): Concern | null {
  const { person, kind, urgent } = concern;
  const { register, today } = past;
  if (!urgent && register.mutes.has(muteId(person, kind))) {
    const lead = helperFor(register, person, today) ?? leadBeside(register, person, today);
    return lead === null
      ? null
      : {
          ...askedOfHelper(concern, lead),
          helps: { person, because: 'muted', askedOn: [] },
        };
  }
  if (!absenceOn(register, person, today(person))) return concern;
  if (!urgent) return null;
  const other = standInFor(register, person, today) ?? helperFor(register, person, today);
  return other === null ? null : { ...concern, person: other, awayPerson: person };
}

/** From when on a concern may be put to its person, by all rules but working hours; null when it may not. */
function askableAt(concern: Concern, past: Past): Instant | null {
  const { kind, person, about, rhythm, helps, urgent } = concern;
  const { register, whereabouts, threadOf, touchedAt } = past;
  // A concern whose person muted it has reached the lead: there it ends.
  const isMuted = !urgent && helps?.because !== 'muted' && register.mutes.has(muteId(person, kind));
  if (isMuted || !isActive(register, person)) return null;
  const last = threadOf(concern).at(-1);
  const { zone, today } = whereabouts(person);
  const again = last ? nextDay(last, rhythm, register, zone) : today;
  if (again === null) return null;
  // Whoever has just worked on it is at it, though they gave no answer.
  const atIt = helps?.because === 'silence' ? touchedAt(helps.person, about) : 0;
  return Math.max(
    again <= today ? 0 : startOfDay(again, zone),
    Math.max(touchedAt(person, about), atIt) + leftAlone,
  );
}

/** Whether what a person was asked can be put off once more. */
export function canSnooze(thread: readonly Ask[]): boolean {
  const before = thread.filter(({ outcome }) => outcome !== 'open');
  const lastOther = before.findLastIndex(({ outcome }) => outcome !== 'snoozed');
  return before.length - 1 - lastOther < snoozesInARow;
}

/** What an ask is about as things are now, or the help that is asked with it; null when it stands no more. */
export function standingConcern(
  situation: Situation,
): (ask: Pick<Ask, 'kind' | 'subject' | 'person'>) => Concern | null {
  const { register, now } = situation;
  const past = pastOf(situation);
  const concerns = concernsOf(register, dayOf(now, settingsOf(register).timeZone));
  const standing = new Map(
    concerns
      .flatMap((one) => askedInstead(one, past) ?? [])
      .flatMap((one) => (one.helps ? [one] : [helpWith(one, past) ?? one, one]))
      .map((one) => [threadKey(one), one]),
  );
  return (ask) => standing.get(threadKey(ask)) ?? null;
}

/** The same of an ask and of every request to help with it: it is the same thing, whoever is asked. */
const thingOf = ({ kind, subject }: Pick<Ask, 'kind' | 'subject'>): string =>
  kind === helpKind.key ? subject.slice(0, subject.lastIndexOf('/')) : `${kind}/${subject}`;

/**
 * Tells what came of asks that nobody answered: they still stand, were done, or lapsed: with the days, or because the
 * same thing is asked of somebody else, or of nobody any more.
 */
export function fates(situation: Situation): (ask: Ask) => 'open' | 'done' | 'lapsed' {
  const standingNow = standingConcern(situation);
  const today = dayOf(situation.now, settingsOf(situation.register).timeZone);
  const things = new Set(concernsOf(situation.register, today).map(thingOf));
  const standingAt = new Map<Instant, ReturnType<typeof standingConcern>>();
  return (ask) => {
    if (standingNow(ask) !== null) return 'open';
    if (things.has(thingOf(ask))) return 'lapsed';
    // With all that is recorded since: what still stood then was ended by no record.
    const then = standingAt.get(ask.askedAt) ?? standingConcern({ ...situation, now: ask.askedAt });
    standingAt.set(ask.askedAt, then);
    return then(ask) === null ? 'done' : 'lapsed';
  };
}
