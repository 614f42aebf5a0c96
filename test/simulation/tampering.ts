import type { Change } from '../../src/domain/change.ts';
import type { Absence } from '../../src/domain/register.ts';
import { incidentTamperings } from './incident-tampering.ts';
import { asOf, type Log, type Sent } from './log.ts';
import type { Rule } from './referee.ts';
import { instantOf, plusDays, wallAt, weekdayOf } from './wall-clock.ts';

const hour = 3_600_000;

/** Returns the log up to a moment. */
export const upTo = (moment: number, log: Log): Log => {
  const beforeMoment = <T extends { readonly at: number }>(list: readonly T[]) =>
    list.filter(({ at }) => at < moment);
  return {
    ...log,
    until: moment,
    outages: log.outages.filter(({ until }) => until < moment),
    sent: beforeMoment(log.sent),
    answers: beforeMoment(log.answers),
    refusedSnoozes: beforeMoment(log.refusedSnoozes),
    incidentMessages: beforeMoment(log.incidentMessages),
    changes: new Map([...log.changes].map(([workspace, changes]) => [workspace, beforeMoment(changes)])),
  };
};

/** Ways to break each rule in a correct log. The referee must notice each. */
export const tamperings: readonly (readonly [Rule, what: string, tamper: (log: Log) => Log])[] = [
  ...incidentTamperings,
  [
    'one-message-a-day',
    'somebody hears twice on a day',
    (log) => addMessage(log, (sent) => ({ ...sent, at: sent.at + 1 })),
  ],
  [
    'working-hours',
    'somebody hears at six in the evening',
    (log) => changeMessage(log, (sent) => moveMessage(log, sent, sent.day, 18)),
  ],
  [
    'working-days',
    'somebody hears on the day before a week begins',
    (log) =>
      changeMessage(log, (sent) => {
        const firstDay = sent.workspace === 'T3' ? 7 : 1;
        const later = sent.at > log.from + 14 * 24 * hour;
        return later && weekdayOf(sent.day) === firstDay
          ? moveMessage(log, sent, plusDays(sent.day, -1), 10)
          : null;
      }),
  ],
  [
    'left-alone-for-48-hours',
    'somebody is asked for a check-in an hour after they changed the use case',
    (log) => {
      const changes = new Map(log.changes);
      for (const { workspace, recipient: actor, at, nudges } of listDailyMessages(log)) {
        const known = changes.get(workspace) ?? [];
        for (const { subject } of nudges.filter(({ kind }) => kind === 'adoption')) {
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
    (log) => changeMessage(log, (sent) => ({ ...sent, day: plusDays(sent.day, -1) })),
  ],
  ['asked-within-a-working-day', 'nobody is asked for check-ins', (log) => removeKind(log, 'adoption')],
  ['not-before-its-time', 'what was asked is asked again in the next message', repeatReminders],
  ['snoozed-until-its-day', 'what was put off is asked in the next message', repeatReminders],
  [
    'three-snoozes-in-a-row',
    'every snooze is accepted',
    (log) => ({
      ...log,
      answers: [
        ...log.answers,
        ...log.refusedSnoozes.map((snooze) => ({
          ...snooze,
          outcome: 'snoozed' as const,
          until: plusDays(wallAt(snooze.at, 'UTC').day, 1),
        })),
      ],
    }),
  ],
  ['muted', 'what was muted is asked in the next message', repeatReminders],
  ['muted-reaches-the-lead', 'no lead is asked to help', (log) => removeKind(log, 'help')],
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
            const heard = listDailyMessages(log).find(({ recipient }) => recipient === person);
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
          const left = person.active.find(([, active]) => !active);
          const heard = listDailyMessages(log).findLast(({ recipient }) => recipient === person.id);
          return left && heard ? [{ ...heard, at: left[0] + hour }] : [];
        }),
      ],
    }),
  ],
  ['lead-after-two-unanswered', 'no lead is asked to help', (log) => removeKind(log, 'help')],
  ['lead-after-not-mine', 'no lead is asked to help', (log) => removeKind(log, 'help')],
  [
    'true-when-asked',
    'somebody is asked about a pilot that nobody knows',
    (log) =>
      changeMessage(log, (sent) => ({
        ...sent,
        nudges: [...sent.nudges, { kind: 'stale-pilot', subject: 'UC-999', shown: true }],
      })),
  ],
  [
    'digest-every-week',
    'a channel gets no digest in one week',
    (log) => ({ ...log, sent: log.sent.filter((sent) => sent !== chooseDigestMessage(log)) }),
  ],
  [
    'digest-once',
    'a channel gets its digest twice',
    (log) => ({
      ...log,
      sent: [...log.sent, { ...chooseDigestMessage(log), at: chooseDigestMessage(log).at + 1 }],
    }),
  ],
  [
    'digest-on-time',
    'a channel gets its digest twelve hours late',
    (log) => ({
      ...log,
      sent: log.sent.map((sent) =>
        sent === chooseDigestMessage(log) ? { ...sent, at: sent.at + 12 * hour } : sent,
      ),
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
    (log) => changeNotice(log, (sent) => moveMessage(log, sent, sent.day, 18)),
  ],
  [
    'notices-in-working-hours',
    'somebody is told on a Saturday what is lost',
    (log) =>
      changeNotice(log, (sent) => moveMessage(log, sent, plusDays(sent.day, 6 - weekdayOf(sent.day)), 10)),
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
          const moved = told && moveMessage(log, told, from, 12);
          if (moved) return { ...log, sent: [...log.sent, { ...moved, workspace }] };
        }
      }
      throw new Error('nobody who was told anything went away');
    },
  ],
];

const isReadiness = ({ notice }: Sent): boolean => notice?.kind === 'readiness';

/** Changes the first readiness notice to a lead. */
function changeNotice(log: Log, change: (sent: Sent) => Sent): Log {
  const first = log.sent.find((sent) => isReadiness(sent) && sent.kind === 'notice');
  if (!first) throw new Error('no lead was told anything');
  return { ...log, sent: log.sent.map((sent) => (sent === first ? change(sent) : sent)) };
}

const listDailyMessages = ({ sent }: Log): readonly Sent[] => sent.filter(({ kind }) => kind === 'daily');

/** Changes the first daily message for which `change` returns a message. */
function changeMessage(log: Log, change: (sent: Sent) => Sent | null): Log {
  for (const sent of listDailyMessages(log)) {
    const changed = change(sent);
    if (changed) return { ...log, sent: log.sent.map((other) => (other === sent ? changed : other)) };
  }
  throw new Error('no message can be changed so');
}

function addMessage(log: Log, also: (sent: Sent) => Sent): Log {
  const [first] = listDailyMessages(log);
  if (!first) throw new Error('nobody heard anything');
  return { ...log, sent: [...log.sent, also(first)] };
}

function moveMessage({ people }: Log, sent: Sent, day: string, hours: number): Sent {
  const zones = people.find(({ id }) => id === sent.recipient)?.zones ?? [];
  return { ...sent, day, at: instantOf(day, hours * 60, asOf(zones, sent.at)) };
}

const removeKind = (log: Log, kind: string): Log => ({
  ...log,
  sent: log.sent.map((sent) => ({ ...sent, nudges: sent.nudges.filter((ask) => ask.kind !== kind) })),
});

/** Repeats in each daily message the reminders of the one before. */
function repeatReminders(log: Log): Log {
  const latest = new Map<string, Sent['nudges']>();
  return {
    ...log,
    sent: log.sent.map((sent) => {
      if (sent.kind !== 'daily') return sent;
      const again = (latest.get(sent.recipient) ?? []).filter(
        ({ kind, subject }) => !sent.nudges.some((ask) => ask.kind === kind && ask.subject === subject),
      );
      latest.set(sent.recipient, sent.nudges);
      return { ...sent, nudges: [...sent.nudges, ...again] };
    }),
  };
}

/** Returns a digest of a week in the first half. */
function chooseDigestMessage({ sent }: Log): Sent {
  const digests = sent.filter(({ kind }) => kind === 'digest');
  const found = digests[Math.floor(digests.length / 3)];
  if (!found) throw new Error('no channel got a digest');
  return found;
}
