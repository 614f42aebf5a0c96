import type { Change } from '../../src/domain/change.ts';
import type { Digest } from '../../src/domain/register.ts';
import { Facts } from './facts.ts';
import type { Log } from './log.ts';
import type { Break, Rule } from './referee.ts';
import { instantOf, mondayOf, plusDays, wallAt } from './wall-clock.ts';

const [minute, hour] = [60_000, 3_600_000];
/** Sending takes its turns. */
const slack = 2 * minute;

/** A digest that a channel is to get, as long as it is chosen. */
interface Appointment {
  readonly day: string;
  readonly at: number;
  readonly next: number;
}

/** The moments of a schedule from when it was chosen until something else was. */
function appointments(
  { weekday, time, timeZone }: Digest,
  from: number,
  until: number,
): readonly Appointment[] {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const on = (day: string) => instantOf(day, hours * 60 + minutes, timeZone);
  const found: Appointment[] = [];
  for (
    let day = plusDays(mondayOf(wallAt(from, timeZone).day), weekday - 1);
    on(day) < until;
    day = plusDays(day, 7)
  ) {
    if (on(day) >= from) found.push({ day, at: on(day), next: on(plusDays(day, 7)) });
  }
  return found;
}

/** Each channel gets its digest once a week; after an outage late, but in working hours, and at once then. */
export function judgeDigests(
  log: Log,
  workspace: string,
  changes: readonly Change[],
  breaks: Break,
  tried: (rule: Rule) => void,
): void {
  const schedules = changes.filter(({ entity }) => entity === 'digests');
  const channels = [...new Set(schedules.map(({ id }) => id))];
  for (const channel of channels) {
    const spells = schedules.filter(({ id }) => id === channel);
    const sent = log.sent.filter(
      (message) =>
        message.workspace === workspace && message.kind === 'digest' && message.recipient === channel,
    );
    const accounted = new Set<unknown>();
    spells.forEach(({ after, at: from }, index) => {
      const digest = after as Digest | null;
      const until = spells[index + 1]?.at ?? log.until;
      if (digest === null || digest.stopped !== null) return;
      const before = spells
        .slice(0, index)
        .findLast((change) => (change.after as Digest | null)?.stopped === null);
      for (const { day, at, next } of appointments(digest, from, until)) {
        const got = sent.filter((message) => message.at >= at && message.at < Math.min(next, until));
        const latest = latestFor(digest, at, Math.min(next, until));
        for (const message of got) accounted.add(message);
        tried('digest-every-week');
        tried('digest-once');
        if (got.length > 1) breaks('digest-once', at, `${channel} got ${got.length} digests for ${day}`);
        const [first] = got;
        if (first) {
          if (first.at > at + hour) tried('digest-on-time');
          judgeTime(digest, first.at, at, latest);
        } else if (latest < Math.min(next, until) - hour && !gotThatDay(day) && !isArchived(at)) {
          breaks(
            'digest-every-week',
            at,
            `${channel} got no digest for ${day}, chosen ${before ? 'again' : 'first'}`,
          );
        }
      }
    });
    for (const message of sent.filter((one) => !accounted.has(one))) {
      breaks('digest-once', message.at, `${channel} got a digest that nobody chose, for ${message.day}`);
    }

    /** One that was moved to a later hour of the day on which it came already. */
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
          breaks('digest-on-time', came, `${channel} late, and on ${day} at ${minutes} minutes`);
        }
      }
      if (came > latest + slack)
        breaks('digest-on-time', came, `${channel}, due by ${new Date(latest).toISOString()}`);
    }
  }

  /** The latest moment for a digest that is due: at once, or after an outage as working hours go on. */
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
