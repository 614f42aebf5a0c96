import { addDays, dayOf, startOfDay } from '../calendar.ts';
import { createMemo } from '../memoize.ts';
import type { DueNudge } from '../nudge-kind.ts';
import { findAbsenceOn, findStandIn, isActive, timeZoneOf } from '../people.ts';
import { type Day, type Instant, muteId, settingsOf, type UserId } from '../register.ts';
import { findWorkingHours } from '../working-days.ts';
import { findHelper, findOtherLead } from './find-helper.ts';
import { addressToHelper, chooseNextRequest, createHelpRequest, helpSubjectOf } from './help-requests.ts';
import {
  findNextAskDay,
  isEscalationDue,
  type Nudge,
  type NudgeContext,
  type ReminderState,
} from './nudge.ts';
import { helpKind, listDueNudges } from './nudge-kinds.ts';

/** The reminders of one person on one day. */
export interface DailyMessage {
  readonly person: UserId;
  /** The day where the person is. */
  readonly day: Day;
  /** The start of the working hours in which it must arrive. */
  readonly opensAt: Instant;
  /** The end of these working hours. */
  readonly expiresAt: Instant;
  /** Most urgent first; never empty. */
  readonly dueNudges: readonly DueNudge[];
}

export interface ReminderPlan {
  readonly messages: readonly DailyMessage[];
  /** The next time at which a reminder can be due. */
  readonly nextAt: Instant;
}

/** No reminder about a subject for this long after the person changed it. */
export const quietHours = 48;
const quietAfterChange = quietHours * 60 * 60 * 1000;

/** The most snoozes in a row for one reminder. */
export const maxSnoozesInARow = 3;

/**
 * Reminders are remembered this many days, longer than any repeat interval or snooze. They are forgotten at the start
 * of a day.
 */
const rememberedDays = 60;

/**
 * How far back reminders are loaded, in days of 24 hours. Two more than remembered, because clock changes shift days.
 */
export const historyDays = rememberedDays + 2;

/** Returns the messages to send now, and when to plan again. The table of nudges in the domain has the rules. */
export function planReminders(state: ReminderState): ReminderPlan {
  const { register, now } = state;
  const { timeZone } = settingsOf(register);
  const today = dayOf(now, timeZone);
  const context = createNudgeContext(state);
  const messages = new Map<UserId, DailyMessage & { dueNudges: DueNudge[] }>();
  // The recipient can change on the first day of an absence and on the day after it.
  const boundaries = [...register.absences.values()].flatMap(({ person, from, until }) =>
    [from, addDays(until, 1)].map((day) => startOfDay(day, timeZoneOf(register, person))),
  );
  let nextAt = Math.min(startOfDay(addDays(today, 1), timeZone), ...boundaries.filter((at) => at > now));
  const asked = listDueNudges(register, today).flatMap((one) => chooseRecipient(one, context) ?? []);
  for (const due of asked.map((one) => (one.helpRequest ? one : chooseNextRequest(one, context)))) {
    const { person } = due;
    const askable = findAskTime(due, context);
    if (askable === null || askable >= nextAt) continue;
    const { zone, freeHours } = context.localTimeOf(person);
    const hours = askable < freeHours.until ? freeHours : findWorkingHours(register, askable, zone);
    const at = Math.max(askable, hours.from);
    if (at > now) {
      // The helper's working hours may begin earlier.
      nextAt = Math.min(nextAt, askable > now && isEscalationDue(due, context) ? askable : at);
      continue;
    }
    const { day, from: opensAt, until: expiresAt } = hours;
    const message = messages.get(person) ?? { person, day, opensAt, expiresAt, dueNudges: [] };
    message.dueNudges.push(due);
    messages.set(person, message);
  }
  const afterwards = [...messages.values()].map(({ person, day }) => {
    const { zone } = context.localTimeOf(person);
    return findWorkingHours(register, startOfDay(addDays(day, 1), zone), zone).from;
  });
  return { messages: [...messages.values()], nextAt: Math.min(nextAt, ...afterwards) };
}

/** Reminders older than this are before the last days of every time zone's calendar. */
const recentPeriod = 3 * 24 * 60 * 60 * 1000;

function createNudgeContext({ register, now, nudges, recentChanges }: ReminderState): NudgeContext {
  const { timeZone } = settingsOf(register);
  const rememberedFrom = startOfDay(addDays(dayOf(now, timeZone), -rememberedDays), timeZone);
  const remembered = nudges.filter(({ askedAt }) => askedAt >= rememberedFrom);
  const nudgesByKey = groupNudges(remembered);
  const restartedAt = new Map<string, Instant>();
  const recentlyAsked = new Map<UserId, Map<Instant, Day>>();
  for (const { kind, subject, person, askedAt, askedOn, outcome, outcomeAt } of remembered) {
    if (kind === helpKind.key && outcome === 'answered')
      restartedAt.set(subject, Math.max(restartedAt.get(subject) ?? 0, outcomeAt ?? 0));
    if (outcome !== 'not-sent' && askedAt > now - recentPeriod)
      recentlyAsked.set(person, (recentlyAsked.get(person) ?? new Map()).set(askedAt, askedOn));
  }
  const changedAtBySubject = new Map<UserId, Map<string, Instant>>();
  for (const { person, subject, at } of recentChanges) {
    const own = changedAtBySubject.get(person) ?? new Map<string, Instant>();
    changedAtBySubject.set(person, own.set(subject, Math.max(own.get(subject) ?? 0, at)));
  }
  const hoursFrom = memoize((zone) => findWorkingHours(register, now, zone));
  const dayIn = memoize((zone) => dayOf(now, zone));
  const localTimeOf = memoize((person) => {
    const zone = timeZoneOf(register, person);
    // A traveller was asked by one calendar and is here by another; both days count.
    const asked = [...(recentlyAsked.get(person) ?? [])].flatMap(([at, day]) => [day, dayOf(at, zone)]);
    let free = hoursFrom(zone);
    while (asked.includes(free.day))
      free = findWorkingHours(register, startOfDay(addDays(free.day, 1), zone), zone);
    return { zone, today: dayIn(zone), freeHours: free };
  });
  return {
    register,
    localTimeOf,
    today: (person) => dayIn(timeZoneOf(register, person)),
    sentFor(due) {
      const sent = nudgesByKey.get(nudgeKey(due)) ?? [];
      if (restartedAt.size === 0) return sent;
      const since = restartedAt.get(due.helpRequest ? due.subject : helpSubjectOf(due));
      return since === undefined ? sent : sent.filter(({ askedAt }) => askedAt >= since);
    },
    changedAt(person, about) {
      const own = changedAtBySubject.get(person);
      return own ? Math.max(0, ...about.map((subject) => own.get(subject) ?? 0)) : 0;
    },
  };
}

/** Caches results by key. */
function memoize<T extends NonNullable<unknown>>(find: (key: string) => T): (key: string) => T {
  const memo = createMemo<T>();
  return (key) => memo(key, find);
}

type NudgesByKey<A extends Nudge = Nudge> = ReadonlyMap<string, readonly A[]>;

/** Returns the key of a reminder: kind, person and subject. */
export const nudgeKey = ({ kind, subject, person }: Pick<Nudge, 'kind' | 'subject' | 'person'>): string =>
  `${kind} ${person} ${subject}`;

/** Groups reminders by key, oldest first. */
export function groupNudges<A extends Nudge>(nudges: readonly A[]): NudgesByKey<A> {
  const nudgesByKey = new Map<string, A[]>();
  for (const nudge of nudges) {
    if (nudge.outcome === 'not-sent') continue;
    const key = nudgeKey(nudge);
    const sent = nudgesByKey.get(key);
    if (sent) sent.push(nudge);
    else nudgesByKey.set(key, [nudge]);
  }
  return nudgesByKey;
}

/**
 * Returns the due reminder with its recipient: the person, the lead if the person muted its kind, or a stand-in if the
 * person is away and it is urgent. Null while it waits for the person to return.
 */
function chooseRecipient(due: DueNudge, context: NudgeContext): DueNudge | null {
  const { person, kind, urgent } = due;
  const { register, today } = context;
  if (!urgent && register.mutes.has(muteId(person, kind))) {
    const lead = findHelper(register, person, today) ?? findOtherLead(register, person, today);
    return lead === null
      ? null
      : {
          ...addressToHelper(due, lead),
          helpRequest: { person, because: 'muted', askedOn: [] },
        };
  }
  if (!findAbsenceOn(register, person, today(person))) return due;
  if (!urgent) return null;
  const other = findStandIn(register, person, today) ?? findHelper(register, person, today);
  return other === null ? null : { ...due, person: other, awayPerson: person };
}

/** Returns the earliest time to send it by all rules except working hours; null when it must not be sent. */
function findAskTime(due: DueNudge, context: NudgeContext): Instant | null {
  const { kind, person, about, repeat, helpRequest, urgent } = due;
  const { register, localTimeOf, sentFor, changedAt } = context;
  // A muted reminder has already been redirected to the lead.
  const isMuted = !urgent && helpRequest?.because !== 'muted' && register.mutes.has(muteId(person, kind));
  if (isMuted || !isActive(register, person)) return null;
  const last = sentFor(due).at(-1);
  const { zone, today } = localTimeOf(person);
  const again = last ? findNextAskDay(last, repeat, register, zone) : today;
  if (again === null) return null;
  // The person works on it, though they gave no answer.
  const helpedChangedAt = helpRequest?.because === 'silence' ? changedAt(helpRequest.person, about) : 0;
  return Math.max(
    again <= today ? 0 : startOfDay(again, zone),
    Math.max(changedAt(person, about), helpedChangedAt) + quietAfterChange,
  );
}

/** True when the reminder may be snoozed once more. */
export function canSnooze(sent: readonly Nudge[]): boolean {
  const before = sent.filter(({ outcome }) => outcome !== 'open');
  const lastOther = before.findLastIndex(({ outcome }) => outcome !== 'snoozed');
  return before.length - 1 - lastOther < maxSnoozesInARow;
}

/** Returns a lookup from a sent reminder to what is still due of it, or to its help request; null when nothing is. */
export function createDueNudgeLookup(
  state: ReminderState,
): (nudge: Pick<Nudge, 'kind' | 'subject' | 'person'>) => DueNudge | null {
  const { register, now } = state;
  const context = createNudgeContext(state);
  const dueNudges = listDueNudges(register, dayOf(now, settingsOf(register).timeZone));
  const dueByKey = new Map(
    dueNudges
      .flatMap((one) => chooseRecipient(one, context) ?? [])
      .flatMap((one) => (one.helpRequest ? [one] : [createHelpRequest(one, context) ?? one, one]))
      .map((one) => [nudgeKey(one), one]),
  );
  return (nudge) => dueByKey.get(nudgeKey(nudge)) ?? null;
}

/** Returns the key that a reminder and its help requests share. */
const subjectKeyOf = ({ kind, subject }: Pick<Nudge, 'kind' | 'subject'>): string =>
  kind === helpKind.key ? subject.slice(0, subject.lastIndexOf('/')) : `${kind}/${subject}`;

/**
 * Returns a classifier for unanswered reminders: still open, done, or lapsed because days passed or somebody else is
 * asked.
 */
export function createOutcomeClassifier(state: ReminderState): (nudge: Nudge) => 'open' | 'done' | 'lapsed' {
  const findDueNow = createDueNudgeLookup(state);
  const today = dayOf(state.now, settingsOf(state.register).timeZone);
  const dueSubjects = new Set(listDueNudges(state.register, today).map(subjectKeyOf));
  const lookupsByTime = new Map<Instant, ReturnType<typeof createDueNudgeLookup>>();
  return (nudge) => {
    if (findDueNow(nudge) !== null) return 'open';
    if (dueSubjects.has(subjectKeyOf(nudge))) return 'lapsed';
    // Judged with today's records: what was due then and is not now was ended by time, not by a record.
    const then = lookupsByTime.get(nudge.askedAt) ?? createDueNudgeLookup({ ...state, now: nudge.askedAt });
    lookupsByTime.set(nudge.askedAt, then);
    return then(nudge) === null ? 'done' : 'lapsed';
  };
}
