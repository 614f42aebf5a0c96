import type { Digest } from '../../src/domain/register.ts';
import { Facts } from './facts.ts';
import type { Trial } from './referee.ts';
import { instantOf, mondayOf, plusDays, wallAt } from './wall-clock.ts';

const [minute, hour] = [60_000, 3_600_000];
/** Messages are sent one after another, so a digest may be this late. */
const tolerance = 2 * minute;

/** A time at which a channel must get its digest. */
interface DigestTime {
  readonly day: string;
  readonly at: number;
  readonly next: number;
}

/** Returns the times of a digest schedule in a period. */
function listDigestTimes(
  { weekday, time, timeZone }: Digest,
  from: number,
  until: number,
): readonly DigestTime[] {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const on = (day: string) => instantOf(day, hours * 60 + minutes, timeZone);
  const found: DigestTime[] = [];
  for (
    let day = plusDays(mondayOf(wallAt(from, timeZone).day), weekday - 1);
    on(day) < until;
    day = plusDays(day, 7)
  ) {
    if (on(day) >= from) found.push({ day, at: on(day), next: on(plusDays(day, 7)) });
  }
  return found;
}

/** Checks that each channel gets its digest once a week. After an outage it may be late, but comes in the next working hours. */
export function judgeDigests({ log, workspace, changes, reportBreak, countTry }: Trial): void {
  const schedules = changes.filter(({ entity }) => entity === 'digests');
  const channels = [...new Set(schedules.map(({ id }) => id))];
  for (const channel of channels) {
    const ownSchedules = schedules.filter(({ id }) => id === channel);
    const sent = log.sent.filter(
      (message) =>
        message.workspace === workspace && message.kind === 'digest' && message.recipient === channel,
    );
    const accounted = new Set<unknown>();
    ownSchedules.forEach(({ after, at: from }, index) => {
      const digest = after as Digest | null;
      const until = ownSchedules[index + 1]?.at ?? log.until;
      if (digest === null || digest.stopped !== null) return;
      const before = ownSchedules
        .slice(0, index)
        .findLast((change) => (change.after as Digest | null)?.stopped === null);
      for (const { day, at, next } of listDigestTimes(digest, from, until)) {
        const got = sent.filter((message) => message.at >= at && message.at < Math.min(next, until));
        const latest = latestFor(digest, at, Math.min(next, until));
        for (const message of got) accounted.add(message);
        countTry('digest-every-week');
        countTry('digest-once');
        if (got.length > 1) reportBreak('digest-once', at, `${channel} got ${got.length} digests for ${day}`);
        const [first] = got;
        if (first) {
          if (first.at > at + hour) countTry('digest-on-time');
          judgeTime(digest, first.at, at, latest);
        } else if (latest < Math.min(next, until) - hour && !gotThatDay(day) && !isArchived(at)) {
          reportBreak(
            'digest-every-week',
            at,
            `${channel} got no digest for ${day}, chosen ${before ? 'again' : 'first'}`,
          );
        }
      }
    });
    for (const message of sent.filter((one) => !accounted.has(one))) {
      reportBreak('digest-once', message.at, `${channel} got a digest that nobody chose, for ${message.day}`);
    }

    /** True when the digest of a day was sent before its schedule was moved to a later hour. */
    function gotThatDay(day: string): boolean {
      return sent.some((message) => message.day === day);
    }
    function isArchived(at: number): boolean {
      return at >= (log.archived.get(channel) ?? Number.POSITIVE_INFINITY);
    }
    function judgeTime(digest: Digest, came: number, at: number, latest: number): void {
      const { day, minutes } = wallAt(came, digest.timeZone);
      if (came > at + hour) {
        const inHours = minutes >= 9 * 60 && minutes < 17 * 60;
        if (!inHours || !factsAt(came).isWorkingDay(day, digest.timeZone)) {
          reportBreak('digest-on-time', came, `${channel} late, and on ${day} at ${minutes} minutes`);
        }
      }
      if (came > latest + tolerance)
        reportBreak('digest-on-time', came, `${channel}, due by ${new Date(latest).toISOString()}`);
    }
  }

  /** Returns the latest allowed time of a digest: its due time, or after an outage the next working hours. */
  function latestFor(digest: Digest, at: number, until: number): number {
    const outage = log.outages.find(({ busyFrom, until: end }) => busyFrom <= at && at < end);
    if (!outage) return at;
    const back = outage.until;
    if (back <= at + hour) return back;
    const facts = factsAt(back);
    for (let day = wallAt(back, digest.timeZone).day; ; day = plusDays(day, 1)) {
      const closes = instantOf(day, 17 * 60, digest.timeZone);
      if (closes > until) return until;
      if (back < closes && facts.isWorkingDay(day, digest.timeZone)) {
        return Math.max(back, instantOf(day, 9 * 60, digest.timeZone));
      }
    }
  }

  function factsAt(at: number): Facts {
    const facts = new Facts();
    for (const change of changes) if (change.at <= at) facts.take(change);
    return facts;
  }
}
