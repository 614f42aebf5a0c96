import type { Change } from '../../src/domain/change.ts';
import type { Absence } from '../../src/domain/register.ts';
import { asOf, type Log, type Sent } from './log.ts';
import type { Rule } from './referee.ts';
import { instantOf, plusDays, wallAt, weekdayOf } from './wall-clock.ts';

const hour = 3_600_000;

/** Returns the log up to a moment. */
export const upTo = (moment: number, log: Log): Log => {
  const known = <T extends { readonly at: number }>(list: readonly T[]) =>
    list.filter(({ at }) => at < moment);
  return {
    ...log,
    until: moment,
    outages: log.outages.filter(({ until }) => until < moment),
    sent: known(log.sent),
    said: known(log.said),
    snoozesRefused: known(log.snoozesRefused),
    changes: new Map([...log.changes].map(([workspace, changes]) => [workspace, known(changes)])),
  };
};

/** Logs in which a rule is broken, each made of one in which none is: the referee has to notice. */
export const tamperings: readonly (readonly [Rule, what: string, tamper: (log: Log) => Log])[] = [
  [
    'one-message-a-day',
    'somebody hears twice on a day',
    (log) => adding(log, (sent) => ({ ...sent, at: sent.at + 1 })),
  ],
  [
    'working-hours',
    'somebody hears at six in the evening',
    (log) => moving(log, (sent) => movedTo(log, sent, sent.day, 18)),
  ],
  [
    'working-days',
    'somebody hears on the day before a week begins',
    (log) =>
      moving(log, (sent) => {
        const firstDay = sent.workspace === 'T3' ? 7 : 1;
        const later = sent.at > log.from + 14 * 24 * hour;
        return later && weekdayOf(sent.day) === firstDay
          ? movedTo(log, sent, plusDays(sent.day, -1), 10)
          : null;
      }),
  ],
  [
    'left-alone-for-48-hours',
    'somebody is asked for a check-in an hour after they changed the use case',
    (log) => {
      const changes = new Map(log.changes);
      for (const { workspace, recipient: actor, at, asks } of dailies(log)) {
        const known = changes.get(workspace) ?? [];
        for (const { subject } of asks.filter(({ kind }) => kind === 'adoption')) {
          const last = known.findLast(
            (change) => change.entity === 'useCases' && change.id === subject && change.at < at - hour,
          );
          if (!last) continue;
          const changed = { ...last, actor, at: at - hour, before: last.after } as Change;
          changes.set(
            workspace,
            [...known, changed].sort((a, b) => a.at - b.at),
          );
          return { ...log, changes };
        }
      }
      throw new Error('nobody was asked for a check-in');
    },
  ],
  [
    'no-backlog',
    'somebody gets the message of the day before',
    (log) => moving(log, (sent) => ({ ...sent, day: plusDays(sent.day, -1) })),
  ],
  ['asked-within-a-working-day', 'nobody is asked for check-ins', (log) => without(log, 'adoption')],
  ['not-before-its-time', 'what was asked is asked again in the next message', repeating],
  ['snoozed-until-its-day', 'what was put off is asked in the next message', repeating],
  [
    'three-snoozes-in-a-row',
    'every snooze is accepted',
    (log) => ({
      ...log,
      said: [
        ...log.said,
        ...log.snoozesRefused.map((said) => ({
          ...said,
          outcome: 'snoozed' as const,
          until: plusDays(wallAt(said.at, 'UTC').day, 1),
        })),
      ],
    }),
  ],
  ['muted', 'what was muted is asked in the next message', repeating],
  ['muted-reaches-the-lead', 'no lead is asked to help', (log) => without(log, 'help')],
  [
    'away',
    'somebody who is away hears as before',
    (log) => ({
      ...log,
      sent: [
        ...log.sent,
        ...[...log.changes].flatMap(([workspace, changes]) =>
          changes.flatMap(({ action, after }) => {
            if (action !== 'enter-absence') return [];
            const { person, from } = after as Absence;
            const heard = dailies(log).find(({ recipient }) => recipient === person);
            return heard ? [{ ...heard, workspace, day: from, at: Date.parse(`${from}T12:00Z`) }] : [];
          }),
        ),
      ],
    }),
  ],
  [
    'gone',
    'somebody who has left hears as before',
    (log) => ({
      ...log,
      sent: [
        ...log.sent,
        ...log.people.flatMap((person) => {
          const left = person.here.find(([, here]) => !here);
          const heard = dailies(log).findLast(({ recipient }) => recipient === person.id);
          return left && heard ? [{ ...heard, at: left[0] + hour }] : [];
        }),
      ],
    }),
  ],
  ['lead-after-two-unanswered', 'no lead is asked to help', (log) => without(log, 'help')],
  ['lead-after-not-mine', 'no lead is asked to help', (log) => without(log, 'help')],
  [
    'true-when-asked',
    'somebody is asked about a pilot that nobody knows',
    (log) =>
      moving(log, (sent) => ({
        ...sent,
        asks: [...sent.asks, { kind: 'stale-pilot', subject: 'UC-999', shown: true }],
      })),
  ],
  [
    'digest-every-week',
    'a channel gets no digest in one week',
    (log) => ({ ...log, sent: log.sent.filter((sent) => sent !== aDigest(log)) }),
  ],
  [
    'digest-once',
    'a channel gets its digest twice',
    (log) => ({ ...log, sent: [...log.sent, { ...aDigest(log), at: aDigest(log).at + 1 }] }),
  ],
  [
    'digest-on-time',
    'a channel gets its digest twelve hours late',
    (log) => ({
      ...log,
      sent: log.sent.map((sent) => (sent === aDigest(log) ? { ...sent, at: sent.at + 12 * hour } : sent)),
    }),
  ],
  [
    'loss-told-ahead',
    'no digest tells what will end',
    (log) => ({ ...log, sent: log.sent.map((sent) => ({ ...sent, warnings: [] })) }),
  ],
  [
    'loss-told-ahead',
    'digests tell of each end a day too late',
    (log) => ({
      ...log,
      sent: log.sent.map((sent) => ({
        ...sent,
        warnings: sent.warnings.map((one) => ({ ...one, on: plusDays(one.on, 1) })),
      })),
    }),
  ],
  [
    'loss-told-the-same-day',
    'no lead is told what is lost',
    (log) => ({ ...log, sent: log.sent.filter((sent) => !(isReadiness(sent) && sent.kind === 'notice')) }),
  ],
  [
    'loss-told-the-same-day',
    'no channel is told that Stage 3 is lost',
    (log) => ({
      ...log,
      sent: log.sent.filter((sent) => !(isReadiness(sent) && sent.kind === 'announcement')),
    }),
  ],
  [
    'loss-told-the-same-day',
    'leads are told a day later',
    (log) => ({
      ...log,
      sent: log.sent.map((sent) => (isReadiness(sent) ? { ...sent, at: sent.at + 24 * hour } : sent)),
    }),
  ],
  [
    'notices-in-working-hours',
    'somebody is told at six in the evening what is lost',
    (log) => movingNotice(log, (sent) => movedTo(log, sent, sent.day, 18)),
  ],
  [
    'notices-in-working-hours',
    'somebody is told on a Saturday what is lost',
    (log) => movingNotice(log, (sent) => movedTo(log, sent, plusDays(sent.day, 6 - weekdayOf(sent.day)), 10)),
  ],
  [
    'notices-in-working-hours',
    'somebody who is away is told what is lost',
    (log) => {
      for (const [workspace, changes] of log.changes) {
        for (const { action, after } of changes) {
          if (action !== 'enter-absence') continue;
          const { person, from } = after as Absence;
          const told = log.sent.find((sent) => isReadiness(sent) && sent.recipient === person);
          const moved = told && movedTo(log, told, from, 12);
          if (moved) return { ...log, sent: [...log.sent, { ...moved, workspace }] };
        }
      }
      throw new Error('nobody who was told anything went away');
    },
  ],
];

const isReadiness = ({ notice }: Sent): boolean => notice?.kind === 'readiness';

/** The log with the first notice to a lead of what is met or lost so changed. */
function movingNotice(log: Log, change: (sent: Sent) => Sent): Log {
  const first = log.sent.find((sent) => isReadiness(sent) && sent.kind === 'notice');
  if (!first) throw new Error('no lead was told anything');
  return { ...log, sent: log.sent.map((sent) => (sent === first ? change(sent) : sent)) };
}

const dailies = ({ sent }: Log): readonly Sent[] => sent.filter(({ kind }) => kind === 'daily');

/** The log with the first message that can be changed so changed. */
function moving(log: Log, change: (sent: Sent) => Sent | null): Log {
  for (const sent of dailies(log)) {
    const changed = change(sent);
    if (changed) return { ...log, sent: log.sent.map((other) => (other === sent ? changed : other)) };
  }
  throw new Error('no message can be changed so');
}

function adding(log: Log, also: (sent: Sent) => Sent): Log {
  const [first] = dailies(log);
  if (!first) throw new Error('nobody heard anything');
  return { ...log, sent: [...log.sent, also(first)] };
}

function movedTo({ people }: Log, sent: Sent, day: string, hours: number): Sent {
  const zones = people.find(({ id }) => id === sent.recipient)?.zones ?? [];
  return { ...sent, day, at: instantOf(day, hours * 60, asOf(zones, sent.at)) };
}

const without = (log: Log, kind: string): Log => ({
  ...log,
  sent: log.sent.map((sent) => ({ ...sent, asks: sent.asks.filter((ask) => ask.kind !== kind) })),
});

/** Everybody is asked once more what they were asked in the message before. */
function repeating(log: Log): Log {
  const latest = new Map<string, Sent['asks']>();
  return {
    ...log,
    sent: log.sent.map((sent) => {
      if (sent.kind !== 'daily') return sent;
      const again = (latest.get(sent.recipient) ?? []).filter(
        ({ kind, subject }) => !sent.asks.some((ask) => ask.kind === kind && ask.subject === subject),
      );
      latest.set(sent.recipient, sent.asks);
      return { ...sent, asks: [...sent.asks, ...again] };
    }),
  };
}

/** A digest of some week in the middle. */
function aDigest({ sent }: Log): Sent {
  const digests = sent.filter(({ kind }) => kind === 'digest');
  const found = digests[Math.floor(digests.length / 3)];
  if (!found) throw new Error('no channel got a digest');
  return found;
}
