import type { Change } from '../../src/domain/change.ts';
import type { Mute } from '../../src/domain/register.ts';
import { type Due, Facts, workingDayAfter } from './facts.ts';
import { asOf, closes, type Log, opens, type Said, type Sent, type Somebody, workingHoursOf } from './log.ts';
import type { Break, Rule } from './referee.ts';
import { listSweepTimes } from './sweep-times.ts';
import { instantOf, plusDays, type Wall, wallAt } from './wall-clock.ts';

const hour = 3_600_000;
const quietAfterChange = 48 * hour;

/** Older reminders are forgotten at the start of a day; in days. */
const rememberedDays = 60;

/** One time that somebody was asked about one thing. */
interface Asked {
  readonly at: number;
  readonly day: string;
  outcome: 'open' | 'done' | 'muted' | Said['outcome'];
  until: string | null;
  /** When somebody said something to it. */
  saidAt: number | null;
}

/** A thing to be asked, of its person or of the lead who helps. */
interface Question extends Due {
  readonly helpFor: 'silence' | 'not-mine' | 'muted' | null;
  /** The person who did not answer. */
  readonly silent?: string;
}

const keyOf = ({ kind, subject, person }: { kind: string; subject: string; person: string }) =>
  JSON.stringify([kind, subject, person]);

const helpSubject = ({ kind, subject, person }: Due) => `${kind}/${subject}/${person}`;

export function judgeReminders(
  log: Log,
  workspace: string,
  changes: readonly Change[],
  breaks: Break,
  tried: (rule: Rule) => void,
): void {
  const facts = new Facts();
  const people = log.people.filter((person) => person.workspace === workspace);
  const byId = new Map(people.map((person) => [person.id, person]));
  const threads = new Map<string, Asked[]>();
  const open = new Set<string>();
  const touched = new Map<string, number>();
  const heard = new Map<string, Wall & { readonly at: number }>();
  /** Since when a thing is asked anew, because whoever was to help wanted it. */
  const anew = new Map<string, number>();
  /** The reminders due for each person on this day. */
  const owed = new Map<string, Question[]>();
  const zoneOf = (person: string, at: number) => asOf((byId.get(person) as Somebody).zones, at);
  const dayOf = (person: string, at: number) => wallAt(at, zoneOf(person, at)).day;
  const inOutage = (at: number) => log.outages.some(({ from, until }) => from <= at && at < until);

  const rememberedFrom = (at: number) =>
    instantOf(plusDays(wallAt(at, facts.timeZone).day, -rememberedDays), 0, facts.timeZone);

  /** The first day on which it may be asked again; null when never. */
  function againOn({ again, person }: Due, last: Asked, at: number): string | null {
    if (last.outcome === 'snoozed' && last.until !== null) return last.until;
    if (again === 'never') return null;
    // By the calendar of where they are now.
    const saidAt = last.outcome === 'answered' ? last.saidAt : null;
    const said = saidAt === null ? last.day : wallAt(saidAt, zoneOf(person, at)).day;
    const from = said > last.day ? said : last.day;
    return 'days' in again
      ? plusDays(from, again.days)
      : workingDayAfter(facts, from, again.workingDays, zoneOf(person, at));
  }

  /** Returns the remembered reminders of a question, from the helper's last answer on. */
  function threadOf(question: Due, at: number): readonly Asked[] {
    const about = question.kind === 'help' ? question.subject : helpSubject(question);
    const since = Math.max(anew.get(about) ?? 0, rememberedFrom(at));
    return (threads.get(keyOf(question)) ?? []).filter((asked) => asked.at >= since);
  }

  const unanswered = (asks: readonly Asked[]): readonly Asked[] =>
    asks.slice(asks.findLastIndex(({ outcome }) => outcome !== 'open') + 1);

  /** The leads who are another person, or who stands in for them. */
  const leadsBeside = (person: string, at: number): readonly string[] =>
    facts.leads
      .flatMap((lead) => facts.standIn(lead, (one) => dayOf(one, at)) ?? [])
      .filter((lead) => lead !== person);

  /**
   * Returns the recipient of a reminder: its person, the lead if the person muted it, or a stand-in during an absence.
   */
  function putTo(due: Due, at: number): Question | null {
    const { person, kind, urgent } = due;
    if (!urgent && facts.hasMuted(person, kind)) {
      const leads = leadsBeside(person, at);
      const lead = leads.find((one) => !facts.hasMuted(one, 'help')) ?? leads[0];
      const help = { ...due, kind: 'help', subject: helpSubject(due), again: { days: 7 } };
      return lead === undefined ? null : { ...help, person: lead, helpFor: 'muted' };
    }
    if (!facts.isAway(person, dayOf(person, at))) return { ...due, helpFor: null };
    if (!urgent) return null;
    const other =
      facts.standIn(person, (one) => dayOf(one, at)) ??
      leadsBeside(person, at).find((lead) => !facts.hasMuted(lead, 'help'));
    return other === undefined ? null : { ...due, person: other, helpFor: null };
  }

  /** Returns the help request to the lead, after two unanswered reminders or "not mine". */
  function helpWith(due: Due, at: number): Question | null {
    const thread = threadOf(due, at);
    const notMine = thread.at(-1)?.outcome === 'not-mine';
    const helper = leadsBeside(due.person, at).find((lead) => !facts.hasMuted(lead, 'help'));
    if (helper === undefined || (!notMine && unanswered(thread).length < 2)) return null;
    const daily = due.again !== 'never' && 'days' in due.again && due.again.days === 1;
    const help = { ...due, kind: 'help', subject: helpSubject(due), person: helper };
    const again = daily ? { days: 1 } : { days: 7 };
    return notMine
      ? { ...help, again, helpFor: 'not-mine' }
      : { ...help, again, helpFor: 'silence', silent: due.person };
  }

  /** Returns who is asked now: after two unanswered reminders the other side. */
  function questionOf(due: Due, at: number): Question {
    const alone = { ...due, helpFor: null };
    const help = helpWith(due, at);
    const thread = threadOf(due, at);
    const last = thread.at(-1);
    if (!help || !last) return alone;
    if (help.helpFor === 'not-mine') return help;
    const isTime = (question: Due, asked: Asked) => {
      const day = againOn(question, asked, at);
      return day !== null && day <= dayOf(question.person, at);
    };
    const helped = threadOf(help, at);
    const before = helped.findLast((ask) => ask.at < last.at)?.at ?? 0;
    const sinceThen = helped.filter((ask) => ask.at > last.at);
    const latest = sinceThen.at(-1);
    const itsTurn = latest
      ? !(unanswered(sinceThen).length >= 2 && isTime(help, latest))
      : unanswered(thread).filter((ask) => ask.at > before).length >= 2 && isTime(due, last);
    return itsTurn ? help : alone;
  }

  /** Within the last 48 hours; whoever works on it is not behind it, though they gave no answer. */
  const isTouched = ({ about, person, silent }: Question, at: number) =>
    about.some((subject) =>
      [person, silent].some(
        (who) => at < (touched.get(`${who} ${subject}`) ?? -quietAfterChange) + quietAfterChange,
      ),
    );

  const isSilenced = ({ person, kind, urgent, helpFor }: Question): boolean =>
    !urgent && helpFor !== 'muted' && facts.hasMuted(person, kind);

  /** Why it is not to be asked now; null when it is. */
  function held(question: Question, at: number): 'muted' | 'touched' | 'snoozed' | 'rhythm' | 'gone' | null {
    const { person } = question;
    if (!facts.isHere(person)) return 'gone';
    if (isSilenced(question)) return 'muted';
    const last = threadOf(question, at).at(-1);
    const again = last ? againOn(question, last, at) : '';
    if (again === null || again > dayOf(person, at))
      return last?.outcome === 'snoozed' ? 'snoozed' : 'rhythm';
    return isTouched(question, at) ? 'touched' : null;
  }

  const putAt = (at: number): readonly Question[] => facts.duesAt(at).flatMap((due) => putTo(due, at) ?? []);
  const questionsAt = (at: number): readonly Question[] =>
    putAt(at).map((put) => (put.helpFor === 'muted' ? put : questionOf(put, at)));

  /** Settles reminders that no longer apply. */
  function settle(at: number): void {
    if (open.size === 0 || inOutage(at)) return;
    const standing = new Set(
      putAt(at).flatMap((put) => [
        keyOf(put),
        ...(put.helpFor === 'muted' ? [] : [keyOf(helpWith(put, at) ?? put)]),
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
    const urgent = new Set(putAt(at).flatMap((put) => (put.urgent ? [keyOf(put)] : [])));
    for (const key of open) {
      if (urgent.has(key)) continue;
      const [ofKind, , of] = JSON.parse(key) as string[];
      if (ofKind !== kind || of !== person) continue;
      for (const asked of threads.get(key) ?? []) if (asked.outcome === 'open') asked.outcome = 'muted';
      open.delete(key);
    }
  }

  function say({ kind, subject, person, outcome, until, at }: Said): void {
    const key = keyOf({ kind, subject, person });
    const thread = threads.get(key) ?? [];
    if (outcome === 'snoozed') {
      const answered = thread.filter((asked) => asked.outcome !== 'open' && asked.at >= rememberedFrom(at));
      const inARow = answered.length - 1 - answered.findLastIndex((asked) => asked.outcome !== 'snoozed');
      tried('three-snoozes-in-a-row');
      if (inARow >= 3)
        breaks('three-snoozes-in-a-row', at, `${key} was put off ${inARow + 1} times in a row`);
    }
    const last = thread.at(-1);
    if (last) Object.assign(last, { outcome, until, saidAt: at });
    if (kind === 'help' && outcome === 'answered') anew.set(subject, at);
    if (thread.every((asked) => asked.outcome !== 'open')) open.delete(key);
  }

  /** True when a person got a message on a day, by the calendar of then or of now. */
  function heardOn(person: string, day: string, at: number): boolean {
    const last = heard.get(person);
    return last !== undefined && (last.day === day || wallAt(last.at, zoneOf(person, at)).day === day);
  }

  function begin(person: string, day: string, at: number): void {
    owed.delete(person);
    if (!facts.isHere(person)) tried('gone');
    if (facts.isAway(person, day)) tried('away');
    for (const due of facts.duesAt(at))
      if (due.person === person && isSilenced({ ...due, helpFor: null })) tried('muted');
    if (heardOn(person, day, at) || !facts.isWorkingDay(day, zoneOf(person, at))) return;
    const due: Question[] = [];
    for (const question of questionsAt(at)) {
      if (question.person !== person) continue;
      const because = held(question, at);
      if (because === null) due.push(question);
      if (because === 'touched') tried('left-alone-for-48-hours');
    }
    if (due.length > 0) owed.set(person, due);
  }

  /** True when a reminder of this morning is still due. */
  const stillOwed = (question: Question, at: number) =>
    held(question, at) === null && questionsAt(at).some((other) => keyOf(other) === keyOf(question));

  function missed(question: Question, at: number, what: string): void {
    const last = threadOf(question, at).at(-1);
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
    breaks(rule, at, `${keyOf(question)} ${what}`);
  }

  function end(person: string, at: number): void {
    const due = owed.get(person) ?? [];
    owed.delete(person);
    const day = dayOf(person, at - hour);
    if (!facts.isWorkingDay(day, zoneOf(person, at))) return;
    for (const question of due) if (stillOwed(question, at - 1)) missed(question, at, 'was due all day');
  }

  function send(sent: Sent): void {
    const { at, recipient: person } = sent;
    const zone = zoneOf(person, at);
    const { day, minutes } = wallAt(at, zone);
    const label = `${person} in ${zone}, ${day} ${Math.floor(minutes / 60)}:${String(Math.floor(minutes % 60)).padStart(2, '0')}`;
    tried('one-message-a-day');
    tried('working-hours');
    tried('working-days');
    if (heardOn(person, day, at)) breaks('one-message-a-day', at, label);
    if (minutes < opens || minutes >= closes) breaks('working-hours', at, label);
    if (!facts.isWorkingDay(day, zone)) breaks('working-days', at, label);
    if (!asOf((byId.get(person) as Somebody).here, at)) breaks('gone', at, label);
    if (facts.isAway(person, day)) breaks('away', at, label);
    if (sent.day !== day) breaks('no-backlog', at, `${label}: a message for ${sent.day}`);
    heard.set(person, { at, day, minutes });

    const questions = new Map(questionsAt(at).map((question) => [keyOf(question), question]));
    const bases = new Map(putAt(at).map((due) => [keyOf(due), due]));
    const dues = new Map(facts.duesAt(at).map((due) => [keyOf(due), due]));
    const seen = new Set<string>();
    for (const { kind, subject, shown } of sent.asks) {
      const key = keyOf({ kind, subject, person });
      if (seen.has(key)) breaks('no-backlog', at, `${label}: ${key} twice`);
      seen.add(key);
      if (shown) judgeAsk(key, kind);
    }
    for (const question of owed.get(person) ?? []) {
      if (!seen.has(keyOf(question)) && stillOwed(question, at))
        missed(question, at, 'is missing in the message');
    }
    owed.delete(person);
    for (const { kind, subject } of sent.asks) {
      const key = keyOf({ kind, subject, person });
      const asked: Asked = { at, day, outcome: 'open', until: null, saidAt: null };
      threads.set(key, [...(threads.get(key) ?? []), asked]);
      open.add(key);
    }

    function judgeAsk(key: string, kind: string): void {
      tried('true-when-asked');
      tried('asked-within-a-working-day');
      const question = questions.get(key);
      const silenced = question ?? {
        ...(dues.get(key) ?? { kind, subject: '', person, about: [], again: 'never' }),
        helpFor: null,
      };
      if (isSilenced(silenced)) breaks('muted', at, `${label}: ${key}`);
      if (!question) {
        const base = bases.get(key);
        const now = base && questionOf(base, at);
        if (now?.helpFor === 'silence')
          breaks('lead-after-two-unanswered', at, `${label}: ${key} a third time`);
        else if (now) breaks('lead-after-not-mine', at, `${label}: ${key} again`);
        else breaks('true-when-asked', at, `${label}: ${key}`);
        return;
      }
      if (question.helpFor === 'silence') tried('lead-after-two-unanswered');
      if (question.helpFor === 'not-mine') tried('lead-after-not-mine');
      if (question.helpFor === 'muted') tried('muted-reaches-the-lead');
      const last = threadOf(question, at).at(-1);
      if (last) tried(last.outcome === 'snoozed' ? 'snoozed-until-its-day' : 'not-before-its-time');
      const because = held(question, at);
      if (because === 'touched') breaks('left-alone-for-48-hours', at, `${label}: ${key}`);
      if (because === 'snoozed') breaks('snoozed-until-its-day', at, `${label}: ${key} until ${last?.until}`);
      if (because === 'rhythm') breaks('not-before-its-time', at, `${label}: ${key} after ${last?.day}`);
    }
  }

  const timeline: { readonly at: number; readonly order: number; readonly run: () => void }[] = [
    ...changes.map((changed) => ({ at: changed.at, order: 0, run: () => change(changed) })),
    ...log.said
      .filter((said) => said.workspace === workspace)
      .map((said) => ({ at: said.at, order: 1, run: () => say(said) })),
    ...log.sent
      .filter((sent) => sent.workspace === workspace && sent.kind === 'daily')
      .map((sent) => ({ at: sent.at, order: 4, run: () => send(sent) })),
    ...listSweepTimes(changes, log).map((at) => ({ at, order: 2, run: () => settle(at) })),
    ...people.flatMap((person) =>
      workingHoursOf(person, log).flatMap(({ day, from, until }) =>
        log.outages.some((outage) => outage.busyFrom < until && from < outage.until)
          ? []
          : [
              { at: from, order: -1, run: () => begin(person.id, day, from) },
              { at: until, order: 5, run: () => end(person.id, until) },
            ],
      ),
    ),
  ];
  for (const { run } of timeline.sort((a, b) => a.at - b.at || a.order - b.order)) run();
  judgeAftermath(log, workspace, byId, breaks, tried);
}

/** After an outage each person hears once that day, and of each thing once. */
function judgeAftermath(
  log: Log,
  workspace: string,
  people: ReadonlyMap<string, Somebody>,
  breaks: Break,
  tried: (rule: Rule) => void,
): void {
  const daily = log.sent.filter((sent) => sent.workspace === workspace && sent.kind === 'daily');
  for (const outage of log.outages) {
    for (const { id, zones } of people.values()) {
      const after = daily.filter(({ at, recipient }) => recipient === id && at >= outage.until);
      const [first] = after;
      if (!first) continue;
      tried('no-backlog');
      const day = wallAt(first.at, asOf(zones, first.at)).day;
      const thatDay = after.filter(({ at }) => wallAt(at, asOf(zones, at)).day === day);
      const things = thatDay.flatMap(({ asks }) => asks.map(({ kind, subject }) => `${kind} ${subject}`));
      if (thatDay.length > 1)
        breaks('no-backlog', first.at, `${id} got ${thatDay.length} messages after an outage`);
      if (new Set(things).size < things.length)
        breaks('no-backlog', first.at, `${id} was asked the same twice`);
    }
    const during = daily.filter(({ at }) => outage.from <= at && at < outage.until);
    for (const { at, recipient } of during) breaks('no-backlog', at, `${recipient} heard during the outage`);
  }
}
