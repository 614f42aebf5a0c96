import { type Change, fold } from '../../src/domain/change.ts';
import { assessRequirements } from '../../src/domain/readiness/crossing-test.ts';
import { emptyRegister, type Register } from '../../src/domain/register.ts';
import { Facts } from './facts.ts';
import { asOf, closes, opens, type Sent, type SimulatedPerson, workingHoursOf } from './log.ts';
import type { Trial } from './referee.ts';
import { daysFromTo, instantOf, plusDays, type Wall, wallAt } from './wall-clock.ts';

/** A loss in this time before working hours end may be told on the next working day. */
const endOfDayTolerance = 10 * 60_000;

const metIn = (register: Register, day: string): readonly string[] =>
  assessRequirements(register, day).flatMap(({ key, met }) => (met ? key : []));
const joinKeys = (met: readonly string[]): string => met.join(' ');

/** Groups changes by time: those of one moment are one commit. */
function commitsOf(changes: readonly Change[]): ReadonlyMap<number, readonly Change[]> {
  const commits = new Map<number, Change[]>();
  for (const change of changes) commits.set(change.at, [...(commits.get(change.at) ?? []), change]);
  return commits;
}

/**
 * Checks that notices keep working hours, and that losses are told on the same working day: each requirement to each
 * lead, Stage 3 to each digest channel. The app's own assessment decides what is met; these rules are about who hears
 * of it when.
 */
export function judgeNotices({ log, workspace, changes, reportBreak, countTry }: Trial): void {
  const people = new Map(
    log.people.filter((person) => person.workspace === workspace).map((person) => [person.id, person]),
  );
  const facts = new Facts();
  let register = emptyRegister(workspace);
  let judged: { readonly register: Register; readonly day: string; readonly met: readonly string[] } | null =
    null;
  /** The met requirements that each recipient was told. */
  const known = new Map<string, readonly string[]>();
  /** The losses that a recipient had not been told shortly before the end of their day. */
  const untold = new Map<string, readonly string[]>();

  function metAt(at: number): readonly string[] {
    const { day } = wallAt(at, facts.timeZone);
    if (judged?.register !== register || judged.day !== day)
      judged = { register, day, met: metIn(register, day) };
    return judged.met;
  }
  /** Returns the met requirements that a recipient is told: a channel hears only of all four. */
  const selectConcerning = (recipient: string, met: readonly string[]): readonly string[] =>
    people.has(recipient) || met.length === 4 ? met : [];
  const isTold = (channel: string): boolean => facts.get('digests', channel)?.stopped === null;
  const recipients = (): readonly string[] => [
    ...facts.leads,
    ...facts.all('digests').flatMap(({ channel }) => (isTold(channel) ? channel : [])),
  ];

  /** Applies a commit. The lead who made it reads the new verdict in the answer, unless an earlier notice was open. */
  function commit(drafts: readonly Change[], at: number): void {
    const [{ actor = '' } = {}] = drafts;
    const before = known.get(actor);
    const hasRead = before !== undefined && joinKeys(before) === joinKeys(metAt(at));
    register = fold(register, drafts);
    for (const draft of drafts) facts.take(draft);
    if (hasRead) known.set(actor, metAt(at));
    const now = recipients();
    for (const recipient of known.keys()) if (!now.includes(recipient)) known.delete(recipient);
    for (const recipient of now)
      if (!known.has(recipient)) known.set(recipient, selectConcerning(recipient, metAt(at)));
  }

  const lostTo = (recipient: string, at: number): readonly string[] => {
    const before = known.get(recipient) ?? [];
    if (before.length === 0) return [];
    const met = selectConcerning(recipient, metAt(at));
    return before.filter((key) => !met.includes(key));
  };

  function send({ at, recipient, notice }: Sent): void {
    if (notice === null) return;
    const person = people.get(recipient);
    const zone = person
      ? asOf(person.zones, at)
      : (facts.get('digests', recipient)?.timeZone ?? facts.timeZone);
    const wall = wallAt(at, zone);
    // This answers the lead who chose a channel, so it comes at any hour.
    const isAnswer =
      notice.kind === 'digest-chosen' || (notice.kind === 'undelivered' && notice.what === 'digest-chosen');
    if (!isAnswer) {
      countTry('notices-in-working-hours');
      if (!isReachable(recipient, person, wall, zone, at))
        reportBreak(
          'notices-in-working-hours',
          at,
          `${notice.kind} to ${recipient} in ${zone}, ${wall.day} at ${wall.minutes} minutes`,
        );
    }
    if (notice.kind !== 'readiness') return;
    const met = selectConcerning(recipient, metAt(at));
    if (joinKeys(met) !== notice.is)
      reportBreak(
        'loss-told-the-same-day',
        at,
        `${recipient} was told that ${notice.is} is met, and ${met} is`,
      );
    if (lostTo(recipient, at).length > 0) countTry('loss-told-the-same-day');
    known.set(recipient, met);
  }

  function isReachable(
    recipient: string,
    person: SimulatedPerson | undefined,
    { day, minutes }: Wall,
    zone: string,
    at: number,
  ): boolean {
    const works = opens <= minutes && minutes < closes && facts.isWorkingDay(day, zone);
    return works && (!person || (!facts.isAway(recipient, day) && asOf(person.active, at)));
  }

  function end(recipient: string, day: string, zone: string, at: number): void {
    const lost = untold.get(recipient) ?? [];
    untold.delete(recipient);
    if (lost.length === 0 || !recipients().includes(recipient)) return;
    const person = people.get(recipient);
    const isActive = isReachable(recipient, person, { day, minutes: opens }, zone, at);
    const missed = lostTo(recipient, at).filter((key) => lost.includes(key));
    if (isActive && missed.length > 0)
      reportBreak('loss-told-the-same-day', at, `${recipient} was not told on ${day} that ${missed} is lost`);
  }

  /** Returns a recipient's working hours in each time zone in which they may be. */
  function daysOf(recipient: string, zones: SimulatedPerson['zones'], isThere: (zone: string) => boolean) {
    return workingHoursOf({ zones }, log)
      .filter(({ from }) => from > (changes[0]?.at ?? log.until))
      .filter(
        ({ from, until }) =>
          !log.outages.some((outage) => outage.busyFrom < until && from < outage.until) &&
          until < (log.archived.get(recipient) ?? Number.POSITIVE_INFINITY),
      )
      .flatMap(({ day, zone, until }) => [
        {
          at: until - endOfDayTolerance,
          order: 2,
          run: () => isThere(zone) && untold.set(recipient, lostTo(recipient, until - endOfDayTolerance)),
        },
        { at: until, order: 2, run: () => isThere(zone) && end(recipient, day, zone, until) },
      ]);
  }
  const schedules = changes.flatMap(({ entity, after }) =>
    entity === 'digests' && after ? [after as { readonly channel: string; readonly timeZone: string }] : [],
  );
  const places = new Map(schedules.map((one) => [`${one.channel} ${one.timeZone}`, one]));
  const timeline: { readonly at: number; readonly order: number; readonly run: () => unknown }[] = [
    ...[...commitsOf(changes)].map(([at, drafts]) => ({ at, order: 0, run: () => commit(drafts, at) })),
    ...log.sent
      .filter((sent) => sent.workspace === workspace && sent.notice !== null)
      .map((sent) => ({ at: sent.at, order: 1, run: () => send(sent) })),
    ...[...people.values()].flatMap(({ id, zones }) => daysOf(id, zones, () => facts.leads.includes(id))),
    ...[...places.values()].flatMap(({ channel, timeZone }) =>
      daysOf(channel, [[log.from, timeZone]], (zone) => facts.get('digests', channel)?.timeZone === zone),
    ),
  ];
  for (const { run } of timeline.sort((a, b) => a.at - b.at || a.order - b.order)) run();
}

/** A digest announces expirations this many days ahead. */
const warnedDays = 14;

/**
 * Checks that each requirement lost at the start of a day was announced, with that day, by the latest digest that could
 * know it: one of the last 14 days, by whose records the requirement was met then and not on the day of the loss.
 */
export function judgeWarnings({ log, workspace, changes, reportBreak, countTry }: Trial): void {
  const digests = log.sent.filter((sent) => sent.workspace === workspace && sent.kind === 'digest');
  const settings = changes.filter(({ entity }) => entity === 'settings');
  const [first] = changes;
  if (!first) return;
  let register = emptyRegister(workspace);
  let folded = 0;
  let announced: { readonly sent: Sent; readonly register: Register; readonly day: string } | undefined;
  let next = 0;
  function catchUp(at: number): void {
    const from = folded;
    while ((changes[folded]?.at ?? Number.POSITIVE_INFINITY) <= at) folded += 1;
    if (folded > from) register = fold(register, changes.slice(from, folded));
  }
  let known:
    | { readonly register: Register; readonly day: string; readonly met: readonly string[] }
    | undefined;
  for (let day = wallAt(first.at, 'UTC').day; ; day = plusDays(day, 1)) {
    const zone = zoneOn(settings, day);
    const lostOn = plusDays(day, 1);
    const midnight = instantOf(lostOn, 0, zone);
    if (midnight > log.until) return;
    for (let sent = digests[next]; sent && sent.at < midnight; sent = digests[next]) {
      catchUp(sent.at);
      announced = { sent, register, day: wallAt(sent.at, zone).day };
      next += 1;
    }
    catchUp(midnight - 1);
    const before = known?.register === register && known.day === day ? known.met : metIn(register, day);
    const met = metIn(register, lostOn);
    known = { register, day: lostOn, met };
    for (const key of before.filter((one) => !met.includes(one))) {
      if (!announced || daysFromTo(announced.day, lostOn) > warnedDays) continue;
      const { sent, register: then, day: on } = announced;
      if (!metIn(then, on).includes(key) || metIn(then, lostOn).includes(key)) continue;
      countTry('loss-told-ahead');
      // A loss of requirement 2 that takes requirement 3 with it is reported once.
      const isTold = sent.warnings.some(
        (one) => one.on === lostOn && (one.requirement === key || (key === 'R3' && one.requirement === 'R2')),
      );
      if (!isTold) reportBreak('loss-told-ahead', midnight, `${key} was not told of on ${on}`);
    }
  }
}

/** Returns the time zone of a workspace at the start of a day. */
function zoneOn(settings: readonly Change[], day: string): string {
  const known = settings.findLast(({ at }) => at <= instantOf(day, 0, 'UTC')) ?? settings[0];
  return (known?.after as { timeZone?: string } | null)?.timeZone ?? 'UTC';
}
