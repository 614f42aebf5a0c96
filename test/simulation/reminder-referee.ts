import type { Change } from '../../src/domain/change.ts';
import type { Mute } from '../../src/domain/register.ts';
import { type Due, Facts, workingDayAfter } from './facts.ts';
import {
  asOf,
  closes,
  type Log,
  opens,
  type RecordedAnswer,
  type Sent,
  type SimulatedPerson,
  workingHoursOf,
} from './log.ts';
import type { Trial } from './referee.ts';
import { listSweepTimes } from './sweep-times.ts';
import { instantOf, plusDays, type Wall, wallAt } from './wall-clock.ts';

const hour = 3_600_000;
const quietAfterChange = 48 * hour;

/** Reminders are remembered this many days, and forgotten at the start of a day. */
const rememberedDays = 60;

/** One reminder that was sent, with its outcome. */
interface SentReminder {
  readonly at: number;
  readonly day: string;
  outcome: 'open' | 'done' | 'muted' | RecordedAnswer['outcome'];
  until: string | null;
  /** The time of the recorded answer; null without one. */
  saidAt: number | null;
}

/** A due reminder, addressed to its person or to the lead who helps. */
interface Question extends Due {
  readonly helpFor: 'silence' | 'not-mine' | 'muted' | null;
  /** The person who did not answer. */
  readonly silent?: string;
}

type HoldReason = 'muted' | 'touched' | 'snoozed' | 'rhythm' | 'gone';

const keyOf = ({ kind, subject, person }: { kind: string; subject: string; person: string }) =>
  JSON.stringify([kind, subject, person]);

const helpSubject = ({ kind, subject, person }: Due) => `${kind}/${subject}/${person}`;

export function judgeReminders({ log, workspace, changes, reportBreak, countTry }: Trial): void {
  const facts = new Facts();
  const people = log.people.filter((person) => person.workspace === workspace);
  const byId = new Map(people.map((person) => [person.id, person]));
  const threads = new Map<string, SentReminder[]>();
  const open = new Set<string>();
  const touched = new Map<string, number>();
  const lastMessages = new Map<string, Wall & { readonly at: number }>();
  /** The times at which a helper's answer restarted the reminders of a subject. */
  const restartedAt = new Map<string, number>();
  const dueToday = new Map<string, Question[]>();
  const zoneOf = (person: string, at: number) => asOf((byId.get(person) as SimulatedPerson).zones, at);
  const dayOf = (person: string, at: number) => wallAt(at, zoneOf(person, at)).day;
  const inOutage = (at: number) => log.outages.some(({ from, until }) => from <= at && at < until);

  const rememberedFrom = (at: number) =>
    instantOf(plusDays(wallAt(at, facts.timeZone).day, -rememberedDays), 0, facts.timeZone);

  /** Returns the first day on which a question may be repeated; null when never. */
  function findRepeatDay({ again, person }: Due, last: SentReminder, at: number): string | null {
    if (last.outcome === 'snoozed' && last.until !== null) return last.until;
    if (again === 'never') return null;
    // The day is that of the time zone in which the person is now.
    const saidAt = last.outcome === 'answered' ? last.saidAt : null;
    const said = saidAt === null ? last.day : wallAt(saidAt, zoneOf(person, at)).day;
    const from = said > last.day ? said : last.day;
    return 'days' in again
      ? plusDays(from, again.days)
      : workingDayAfter(facts, from, again.workingDays, zoneOf(person, at));
  }

  /** Returns the remembered reminders of a question, from the helper's last answer on. */
  function getThread(question: Due, at: number): readonly SentReminder[] {
    const about = question.kind === 'help' ? question.subject : helpSubject(question);
    const since = Math.max(restartedAt.get(about) ?? 0, rememberedFrom(at));
    return (threads.get(keyOf(question)) ?? []).filter((asked) => asked.at >= since);
  }

  const listUnanswered = (thread: readonly SentReminder[]): readonly SentReminder[] =>
    thread.slice(thread.findLastIndex(({ outcome }) => outcome !== 'open') + 1);

  /** Returns the leads other than a person, each replaced by a stand-in while away. */
  const listOtherLeads = (person: string, at: number): readonly string[] =>
    facts.leads
      .flatMap((lead) => facts.standIn(lead, (one) => dayOf(one, at)) ?? [])
      .filter((lead) => lead !== person);

  /**
   * Returns the recipient of a reminder: its person, the lead if the person muted it, or a stand-in during an absence.
   */
  function chooseRecipient(due: Due, at: number): Question | null {
    const { person, kind, urgent } = due;
    if (!urgent && facts.hasMuted(person, kind)) {
      const leads = listOtherLeads(person, at);
      const lead = leads.find((one) => !facts.hasMuted(one, 'help')) ?? leads[0];
      const help = { ...due, kind: 'help', subject: helpSubject(due), again: { days: 7 } };
      return lead === undefined ? null : { ...help, person: lead, helpFor: 'muted' };
    }
    if (!facts.isAway(person, dayOf(person, at))) return { ...due, helpFor: null };
    if (!urgent) return null;
    const other =
      facts.standIn(person, (one) => dayOf(one, at)) ??
      listOtherLeads(person, at).find((lead) => !facts.hasMuted(lead, 'help'));
    return other === undefined ? null : { ...due, person: other, helpFor: null };
  }

  /** Returns the help request to the lead, after two unanswered reminders or "not mine". */
  function createHelp(due: Due, at: number): Question | null {
    const thread = getThread(due, at);
    const notMine = thread.at(-1)?.outcome === 'not-mine';
    const helper = listOtherLeads(due.person, at).find((lead) => !facts.hasMuted(lead, 'help'));
    if (helper === undefined || (!notMine && listUnanswered(thread).length < 2)) return null;
    const daily = due.again !== 'never' && 'days' in due.again && due.again.days === 1;
    const help = { ...due, kind: 'help', subject: helpSubject(due), person: helper };
    const again = daily ? { days: 1 } : { days: 7 };
    return notMine
      ? { ...help, again, helpFor: 'not-mine' }
      : { ...help, again, helpFor: 'silence', silent: due.person };
  }

  /** Returns who is asked now: after two unanswered reminders the other side. */
  function chooseQuestion(due: Due, at: number): Question {
    const alone = { ...due, helpFor: null };
    const help = createHelp(due, at);
    const thread = getThread(due, at);
    const last = thread.at(-1);
    if (!help || !last) return alone;
    if (help.helpFor === 'not-mine') return help;
    const isTime = (question: Due, asked: SentReminder) => {
      const day = findRepeatDay(question, asked, at);
      return day !== null && day <= dayOf(question.person, at);
    };
    const helped = getThread(help, at);
    const before = helped.findLast((ask) => ask.at < last.at)?.at ?? 0;
    const sinceThen = helped.filter((ask) => ask.at > last.at);
    const latest = sinceThen.at(-1);
    const itsTurn = latest
      ? !(listUnanswered(sinceThen).length >= 2 && isTime(help, latest))
      : listUnanswered(thread).filter((ask) => ask.at > before).length >= 2 && isTime(due, last);
    return itsTurn ? help : alone;
  }

  /** True when the person changed the subject in the last 48 hours: no reminder then, even without an answer. */
  const isTouched = ({ about, person, silent }: Question, at: number) =>
    about.some((subject) =>
      [person, silent].some(
        (who) => at < (touched.get(`${who} ${subject}`) ?? -quietAfterChange) + quietAfterChange,
      ),
    );

  const isSilenced = ({ person, kind, urgent, helpFor }: Question): boolean =>
    !urgent && helpFor !== 'muted' && facts.hasMuted(person, kind);

  /** Returns the reason to hold a question back; null when it is due. */
  function findHoldReason(question: Question, at: number): HoldReason | null {
    const { person } = question;
    if (!facts.isActive(person)) return 'gone';
    if (isSilenced(question)) return 'muted';
    const last = getThread(question, at).at(-1);
    const again = last ? findRepeatDay(question, last, at) : '';
    if (again === null || again > dayOf(person, at))
      return last?.outcome === 'snoozed' ? 'snoozed' : 'rhythm';
    return isTouched(question, at) ? 'touched' : null;
  }

  const listAddressed = (at: number): readonly Question[] =>
    facts.duesAt(at).flatMap((due) => chooseRecipient(due, at) ?? []);
  const listQuestions = (at: number): readonly Question[] =>
    listAddressed(at).map((put) => (put.helpFor === 'muted' ? put : chooseQuestion(put, at)));

  /** Settles reminders that no longer apply. */
  function settle(at: number): void {
    if (open.size === 0 || inOutage(at)) return;
    const standing = new Set(
      listAddressed(at).flatMap((put) => [
        keyOf(put),
        ...(put.helpFor === 'muted' ? [] : [keyOf(createHelp(put, at) ?? put)]),
      ]),
    );
    for (const key of [...open].filter((asked) => !standing.has(asked))) {
      for (const asked of threads.get(key) ?? []) {
        if (asked.outcome === 'open') asked.outcome = 'done';
      }
      open.delete(key);
    }
  }

  function change(changed: Change): void {
    facts.take(changed);
    const { entity, id, useCase, actor, at } = changed;
    touched.set(`${actor} ${useCase ?? `${entity}:${id}`}`, at);
    if (changed.action === 'mute-nudges') silence(changed.after as Mute, at);
  }

  /** Closes open reminders of a muted kind. */
  function silence({ person, kind }: Mute, at: number): void {
    const urgent = new Set(listAddressed(at).flatMap((put) => (put.urgent ? [keyOf(put)] : [])));
    for (const key of open) {
      if (urgent.has(key)) continue;
      const [ofKind, , of] = JSON.parse(key) as string[];
      if (ofKind !== kind || of !== person) continue;
      for (const asked of threads.get(key) ?? []) if (asked.outcome === 'open') asked.outcome = 'muted';
      open.delete(key);
    }
  }

  function recordAnswer({ kind, subject, person, outcome, until, at }: RecordedAnswer): void {
    const key = keyOf({ kind, subject, person });
    const thread = threads.get(key) ?? [];
    if (outcome === 'snoozed') {
      const answered = thread.filter((asked) => asked.outcome !== 'open' && asked.at >= rememberedFrom(at));
      const inARow = answered.length - 1 - answered.findLastIndex((asked) => asked.outcome !== 'snoozed');
      countTry('three-snoozes-in-a-row');
      if (inARow >= 3)
        reportBreak('three-snoozes-in-a-row', at, `${key} was put off ${inARow + 1} times in a row`);
    }
    const last = thread.at(-1);
    if (last) Object.assign(last, { outcome, until, saidAt: at });
    if (kind === 'help' && outcome === 'answered') restartedAt.set(subject, at);
    if (thread.every((asked) => asked.outcome !== 'open')) open.delete(key);
  }

  /** True when a person got a message on a day, by the calendar of then or of now. */
  function gotMessageOn(person: string, day: string, at: number): boolean {
    const last = lastMessages.get(person);
    return last !== undefined && (last.day === day || wallAt(last.at, zoneOf(person, at)).day === day);
  }

  function startDay(person: string, day: string, at: number): void {
    dueToday.delete(person);
    if (!facts.isActive(person)) countTry('gone');
    if (facts.isAway(person, day)) countTry('away');
    for (const due of facts.duesAt(at))
      if (due.person === person && isSilenced({ ...due, helpFor: null })) countTry('muted');
    if (gotMessageOn(person, day, at) || !facts.isWorkingDay(day, zoneOf(person, at))) return;
    const due: Question[] = [];
    for (const question of listQuestions(at)) {
      if (question.person !== person) continue;
      const because = findHoldReason(question, at);
      if (because === null) due.push(question);
      if (because === 'touched') countTry('left-alone-for-48-hours');
    }
    if (due.length > 0) dueToday.set(person, due);
  }

  /** True when a reminder of this morning is still due. */
  const isStillDue = (question: Question, at: number) =>
    findHoldReason(question, at) === null &&
    listQuestions(at).some((other) => keyOf(other) === keyOf(question));

  function reportMissed(question: Question, at: number, what: string): void {
    const last = getThread(question, at).at(-1);
    const rule =
      question.helpFor === 'muted'
        ? 'muted-reaches-the-lead'
        : question.helpFor === 'silence'
          ? 'lead-after-two-unanswered'
          : question.helpFor === 'not-mine'
            ? 'lead-after-not-mine'
            : last?.outcome === 'snoozed'
              ? 'snoozed-until-its-day'
              : 'asked-within-a-working-day';
    reportBreak(rule, at, `${keyOf(question)} ${what}`);
  }

  function endDay(person: string, at: number): void {
    const due = dueToday.get(person) ?? [];
    dueToday.delete(person);
    const day = dayOf(person, at - hour);
    if (!facts.isWorkingDay(day, zoneOf(person, at))) return;
    for (const one of due) if (isStillDue(one, at - 1)) reportMissed(one, at, 'was due all day');
  }

  function send(sent: Sent): void {
    const { at, recipient: person } = sent;
    const zone = zoneOf(person, at);
    const { day, minutes } = wallAt(at, zone);
    const label = `${person} in ${zone}, ${day} ${Math.floor(minutes / 60)}:${String(Math.floor(minutes % 60)).padStart(2, '0')}`;
    countTry('one-message-a-day');
    countTry('working-hours');
    countTry('working-days');
    if (gotMessageOn(person, day, at)) reportBreak('one-message-a-day', at, label);
    if (minutes < opens || minutes >= closes) reportBreak('working-hours', at, label);
    if (!facts.isWorkingDay(day, zone)) reportBreak('working-days', at, label);
    if (!asOf((byId.get(person) as SimulatedPerson).active, at)) reportBreak('gone', at, label);
    if (facts.isAway(person, day)) reportBreak('away', at, label);
    if (sent.day !== day) reportBreak('no-backlog', at, `${label}: a message for ${sent.day}`);
    lastMessages.set(person, { at, day, minutes });

    const questions = new Map(listQuestions(at).map((question) => [keyOf(question), question]));
    const bases = new Map(listAddressed(at).map((due) => [keyOf(due), due]));
    const dues = new Map(facts.duesAt(at).map((due) => [keyOf(due), due]));
    const seen = new Set<string>();
    for (const { kind, subject, shown } of sent.nudges) {
      const key = keyOf({ kind, subject, person });
      if (seen.has(key)) reportBreak('no-backlog', at, `${label}: ${key} twice`);
      seen.add(key);
      if (shown) judgeAsk(key, kind);
    }
    for (const question of dueToday.get(person) ?? []) {
      if (!seen.has(keyOf(question)) && isStillDue(question, at))
        reportMissed(question, at, 'is missing in the message');
    }
    dueToday.delete(person);
    for (const { kind, subject } of sent.nudges) {
      const key = keyOf({ kind, subject, person });
      const asked: SentReminder = { at, day, outcome: 'open', until: null, saidAt: null };
      threads.set(key, [...(threads.get(key) ?? []), asked]);
      open.add(key);
    }

    function judgeAsk(key: string, kind: string): void {
      countTry('true-when-asked');
      countTry('asked-within-a-working-day');
      const question = questions.get(key);
      const silenced = question ?? {
        ...(dues.get(key) ?? { kind, subject: '', person, about: [], again: 'never' }),
        helpFor: null,
      };
      if (isSilenced(silenced)) reportBreak('muted', at, `${label}: ${key}`);
      if (!question) {
        const base = bases.get(key);
        const now = base && chooseQuestion(base, at);
        if (now?.helpFor === 'silence')
          reportBreak('lead-after-two-unanswered', at, `${label}: ${key} a third time`);
        else if (now) reportBreak('lead-after-not-mine', at, `${label}: ${key} again`);
        else reportBreak('true-when-asked', at, `${label}: ${key}`);
        return;
      }
      if (question.helpFor === 'silence') countTry('lead-after-two-unanswered');
      if (question.helpFor === 'not-mine') countTry('lead-after-not-mine');
      if (question.helpFor === 'muted') countTry('muted-reaches-the-lead');
      const last = getThread(question, at).at(-1);
      if (last) countTry(last.outcome === 'snoozed' ? 'snoozed-until-its-day' : 'not-before-its-time');
      const because = findHoldReason(question, at);
      if (because === 'touched') reportBreak('left-alone-for-48-hours', at, `${label}: ${key}`);
      if (because === 'snoozed')
        reportBreak('snoozed-until-its-day', at, `${label}: ${key} until ${last?.until}`);
      if (because === 'rhythm') reportBreak('not-before-its-time', at, `${label}: ${key} after ${last?.day}`);
    }
  }

  const timeline: { readonly at: number; readonly order: number; readonly run: () => void }[] = [
    ...changes.map((changed) => ({ at: changed.at, order: 0, run: () => change(changed) })),
    ...log.answers
      .filter((answer) => answer.workspace === workspace)
      .map((answer) => ({ at: answer.at, order: 1, run: () => recordAnswer(answer) })),
    ...log.sent
      .filter((sent) => sent.workspace === workspace && sent.kind === 'daily')
      .map((sent) => ({ at: sent.at, order: 4, run: () => send(sent) })),
    ...listSweepTimes(changes, log).map((at) => ({ at, order: 2, run: () => settle(at) })),
    ...people.flatMap((person) =>
      workingHoursOf(person, log).flatMap(({ day, from, until }) =>
        log.outages.some((outage) => outage.busyFrom < until && from < outage.until)
          ? []
          : [
              { at: from, order: -1, run: () => startDay(person.id, day, from) },
              { at: until, order: 5, run: () => endDay(person.id, until) },
            ],
      ),
    ),
  ];
  for (const { run } of timeline.sort((a, b) => a.at - b.at || a.order - b.order)) run();
  judgeAftermath(log, workspace, byId, { reportBreak, countTry });
}

/** Checks that after an outage each person gets one message that day, and each reminder once. */
function judgeAftermath(
  log: Log,
  workspace: string,
  people: ReadonlyMap<string, SimulatedPerson>,
  { reportBreak, countTry }: Pick<Trial, 'reportBreak' | 'countTry'>,
): void {
  const daily = log.sent.filter((sent) => sent.workspace === workspace && sent.kind === 'daily');
  for (const outage of log.outages) {
    for (const { id, zones } of people.values()) {
      const after = daily.filter(({ at, recipient }) => recipient === id && at >= outage.until);
      const [first] = after;
      if (!first) continue;
      countTry('no-backlog');
      const day = wallAt(first.at, asOf(zones, first.at)).day;
      const thatDay = after.filter(({ at }) => wallAt(at, asOf(zones, at)).day === day);
      const things = thatDay.flatMap(({ nudges }) => nudges.map(({ kind, subject }) => `${kind} ${subject}`));
      if (thatDay.length > 1)
        reportBreak('no-backlog', first.at, `${id} got ${thatDay.length} messages after an outage`);
      if (new Set(things).size < things.length)
        reportBreak('no-backlog', first.at, `${id} was asked the same twice`);
    }
    const during = daily.filter(({ at }) => outage.from <= at && at < outage.until);
    for (const { at, recipient } of during)
      reportBreak('no-backlog', at, `${recipient} heard during the outage`);
  }
}
