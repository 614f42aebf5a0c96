import type { Change } from '../../src/domain/change.ts';
import type { Absence } from '../../src/domain/register.ts';
import { asOf, type IncidentMessage, type Log } from './log.ts';
import type { Rule } from './referee.ts';
import { instantOf, wallAt } from './wall-clock.ts';

const [minute, hour] = [60_000, 3_600_000];

type Tampering = readonly [Rule, what: string, tamper: (log: Log) => Log];

/** Ways to break each rule of incidents in a correct log. The referee must notice each. */
export const incidentTamperings: readonly Tampering[] = [
  [
    'called-in-order',
    'somebody else is called first',
    (log) => {
      const first = findCall(log, ({ call }) => call?.index === 0);
      const { callOrder } = findReport(log, first);
      const other = log.people.find(
        ({ id, workspace }) => workspace === first.workspace && id !== first.recipient && id !== callOrder[0],
      );
      if (!other) throw new Error('nobody else is there');
      return replaceMessage(log, first, [{ ...first, recipient: other.id }]);
    },
  ],
  [
    'called-on-time',
    'the second is called five minutes late',
    (log) => {
      const second = findCall(log, isSecond);
      return replaceMessage(log, second, [{ ...second, at: second.at + 5 * minute }]);
    },
  ],
  [
    'called-on-time',
    'the second is called five minutes early',
    (log) => {
      const second = findCall(log, isSecond);
      return replaceMessage(log, second, [{ ...second, at: second.at - 5 * minute }]);
    },
  ],
  ['called-on-time', 'the second is never called', (log) => replaceMessage(log, findCall(log, isSecond), [])],
  [
    'three-calls-a-person',
    'the first is called three times more',
    (log) => {
      const first = findCall(log, ({ call }) => call?.index === 0);
      const more = [1, 2, 3].map((number) => ({ ...first, at: first.at + number }));
      return replaceMessage(log, first, [first, ...more]);
    },
  ],
  [
    'only-people-who-are-here',
    'the second was away',
    (log) => {
      const { workspace, recipient: person, at } = findCall(log, isSecond);
      const zones = log.people.find(({ id }) => id === person)?.zones ?? [];
      const { day } = wallAt(at, asOf(zones, at));
      const absence: Absence = { person, from: day, until: day, deputy: null, enteredOn: day };
      const changes = log.changes.get(workspace) ?? [];
      const [first] = changes;
      const entered = {
        ...{ ...first, action: 'enter-absence', entity: 'absences', id: person, useCase: null },
        ...{ actor: person, at: at - 2 * hour, before: null, after: absence },
      } as Change;
      const all = [...changes, entered].sort((a, b) => a.at - b.at);
      return { ...log, changes: new Map([...log.changes, [workspace, all]]) };
    },
  ],
  [
    'no-call-after-acknowledgement',
    'the first is called again after somebody took it',
    (log) => {
      for (const [workspace, changes] of log.changes) {
        const taken = changes.find(({ action }) => action === 'acknowledge-incident');
        const call = log.incidentMessages.find(
          (message) => message.workspace === workspace && message.incident === taken?.id && message.call,
        );
        if (taken && call) return replaceMessage(log, call, [call, { ...call, at: taken.at + minute }]);
      }
      throw new Error('nobody took an incident');
    },
  ],
  [
    'sla-told-three-times',
    'nobody is told of a missed SLA',
    (log) => removeMessages(log, ({ call }) => call?.why === 'sla'),
  ],
  [
    'sla-told-three-times',
    'a missed SLA is told a fourth time',
    (log) => {
      const third = log.incidentMessages.find(
        (message) =>
          message.isNew &&
          log.incidentMessages.filter((other) => isSlaCallOf(other, message) && other.at <= message.at)
            .length === 3,
      );
      if (!third) throw new Error('nobody was told three times');
      return replaceMessage(log, third, [third, { ...third, at: third.at + hour }]);
    },
  ],
  [
    'privacy-contact-told',
    'no privacy contact is told',
    (log) => removeMessages(log, ({ call }) => call?.why === 'privacy'),
  ],
  [
    'calls-end-when-done',
    'no call is updated',
    (log) => removeMessages(log, ({ call, isNew }) => call !== null && !isNew),
  ],
  [
    'incident-channel-once',
    'the channel gets a second message',
    (log) => {
      const post = log.incidentMessages.find(({ call }) => call === null);
      if (!post) throw new Error('the channel got nothing');
      return replaceMessage(log, post, [post, { ...post, at: post.at + 1 }]);
    },
  ],
  [
    'incident-channel-current',
    'the message in the channel is never updated',
    (log) => removeMessages(log, ({ call, isNew }) => call === null && !isNew),
  ],
  [
    'incident-channel-current',
    'the channel gets no message',
    (log) => removeMessages(log, ({ call }) => call === null),
  ],
  [
    'nobody-woken',
    'somebody gets the daily message at three in the morning',
    (log) => {
      const daily = log.sent.find(({ kind }) => kind === 'daily');
      const zones = log.people.find(({ id }) => id === daily?.recipient)?.zones ?? [];
      if (!daily) throw new Error('nobody heard anything');
      const at = instantOf(daily.day, 3 * 60, asOf(zones, daily.at));
      return { ...log, sent: log.sent.map((sent) => (sent === daily ? { ...sent, at } : sent)) };
    },
  ],
];

const isSecond = ({ call }: IncidentMessage): boolean => call?.index === 1 && call.why === 'escalation';

const isSlaCallOf = (message: IncidentMessage, { workspace, incident, call }: IncidentMessage): boolean =>
  call?.why === 'sla' &&
  message.isNew &&
  message.call?.why === 'sla' &&
  message.workspace === workspace &&
  message.incident === incident;

/** Returns the first call that fits, as it was sent. @throws Error when there is none */
function findCall({ incidentMessages }: Log, fits: (message: IncidentMessage) => boolean): IncidentMessage {
  const found = incidentMessages.find((message) => message.isNew && message.call && fits(message));
  if (!found) throw new Error('nobody was called so');
  return found;
}

function findReport({ changes }: Log, { workspace, incident }: IncidentMessage) {
  const reported = changes
    .get(workspace)
    ?.find(({ entity, id }) => entity === 'incidents' && id === incident)?.after;
  if (!reported) throw new Error(`nobody reported ${incident}`);
  return reported as { readonly callOrder: readonly string[] };
}

const replaceMessage = (log: Log, message: IncidentMessage, by: readonly IncidentMessage[]): Log => ({
  ...log,
  incidentMessages: log.incidentMessages.flatMap((other) => (other === message ? by : other)),
});

const removeMessages = (log: Log, fits: (message: IncidentMessage) => boolean): Log => ({
  ...log,
  incidentMessages: log.incidentMessages.filter((message) => !fits(message)),
});
