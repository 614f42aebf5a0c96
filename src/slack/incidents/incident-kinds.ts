import { z } from 'zod';
import { dayOf } from '../../domain/calendar.ts';
import {
  draftRefusedChannel,
  escalationIntervalOf,
  formatDuration,
  incidentSettingsOf,
  isUnresolved,
  privacyDeadlineOf,
  statusOf,
} from '../../domain/incidents/index.ts';
import { isActive } from '../../domain/people.ts';
import { type Call, type Incident, type Instant, type Register, settingsOf } from '../../domain/register.ts';
import { incidentMessageKinds } from '../../operations/incidents.ts';
import { defineMessage } from '../../operations/message-kind.ts';
import { recordSystemChange } from '../../operations/record-person.ts';
import { actions, escapeMrkdwn, mention, pageButton, recordButton, section } from '../kit/blocks.ts';
import { type Content, toMessage } from '../kit/page.ts';
import { formatMoment } from '../kit/words.ts';
import {
  describeContainment,
  describeStatus,
  formatSlaEnd,
  formatTitle,
  formatUseCaseOf,
  formatWhat,
  titleOf,
} from './incident-words.ts';

const callData = z.object({ incident: z.string(), call: z.int().nonnegative() });

/** Returns the incident and the call of a message; null when they do not exist. */
function findCall(
  { incidents }: Register,
  { incident: key, call: index }: z.infer<typeof callData>,
): { readonly incident: Incident; readonly call: Call } | null {
  const incident = incidents.get(key);
  const call = incident?.calls[index];
  return incident && call ? { incident, call } : null;
}

/** Returns the state of a call: `open` while the person is needed, then how far the incident is. */
function stateOfCall(incident: Incident, { why }: Call): string {
  const status = statusOf(incident);
  if (status === 'resolved') return 'resolved';
  return why === 'escalation' && status !== 'open' ? 'acknowledged' : 'open';
}

const openButton = ({ key }: Incident) =>
  pageButton('Open incident', { page: 'incident', args: { incident: key } });

/** Returns why the person is called, and what happens if nobody reacts. */
function describeCall(register: Register, incident: Incident, { why, person }: Call): string {
  if (why === 'privacy') {
    const end = privacyDeadlineOf(incident);
    const role =
      incidentSettingsOf(register).privacyContact === person
        ? 'You are the privacy contact.'
        : 'Crossing calls you in place of the privacy contact.';
    return `${role} If the authority must be told, the 72 hours end ${end === null ? '' : formatMoment(end)}.`;
  }
  if (why === 'sla') return 'It is past its SLA and not resolved. You are the next in the call order.';
  const wait = formatDuration(escalationIntervalOf(incident));
  return `Crossing calls you. If nobody acknowledges within ${wait}, Crossing calls the next person.`;
}

function renderCall(register: Register, incident: Incident, call: Call): Content {
  const { key, openedBy, openedAt, model } = incident;
  const isOpen = stateOfCall(incident, call) === 'open';
  const lines = [
    `${formatTitle(incident)} · *${formatUseCaseOf(register, incident)}*`,
    formatWhat(incident, 600),
    ...(isOpen
      ? [
          describeCall(register, incident, call),
          `Reported by ${mention(openedBy)}, ${formatMoment(openedAt)}. Model at that time: ${model === null ? 'not recorded' : escapeMrkdwn(model, 100)}. ${formatSlaEnd(incident)}`,
        ]
      : [`${describeStatus(incident)}. ${formatSlaEnd(incident)}. Details: \`/stage3 incidents ${key}\``]),
  ];
  return {
    title: 'Incident',
    text: `${titleOf(incident)}: ${incident.what.slice(0, 100)}`,
    blocks: [
      section(lines.join('\n')),
      ...(isOpen
        ? actions(
            incident.acknowledged
              ? null
              : recordButton({ do: 'acknowledge-incident', incident: key }, undefined, { style: 'primary' }),
            openButton(incident),
          )
        : []),
    ],
  };
}

/** The message that calls one person about an incident. It loses its buttons when they are no longer needed. */
export const incidentCall = defineMessage({
  key: incidentMessageKinds.call,
  to: 'person',
  data: callData,
  mayRepeat: true,

  async render({ store }, { workspace, status, recipient }, data) {
    const register = await store.load(workspace);
    const found = findCall(register, data);
    if (!found) return null;
    const { incident, call } = found;
    const isNeeded = stateOfCall(incident, call) === 'open' && isActive(register, recipient);
    return status === 'sent' || isNeeded ? toMessage(renderCall(register, incident, call)) : null;
  },

  stateOf: (register, _, data) => {
    const found = findCall(register, data);
    if (!found) return null;
    const state = stateOfCall(found.incident, found.call);
    // The message also says who acknowledged it.
    const shown = state === 'open' && found.incident.acknowledged ? 'taken' : state;
    return { state: shown, isFinal: state === 'resolved' };
  },
});

const channelData = z.object({ incident: z.string() });

/** Returns a text that changes when the message of the channel does. */
const stateOfChannelMessage = (incident: Incident): string =>
  [
    statusOf(incident),
    incident.severity,
    incident.contained,
    incident.timeline.length,
    incident.calls.length,
  ].join(' ');

function renderChannelMessage(register: Register, incident: Incident): Content {
  const { openedBy, openedAt, timeline, calls, resolved } = incident;
  const last = timeline.at(-1);
  const waiting =
    statusOf(incident) === 'open' && calls.length > 0
      ? `. Called: ${[...new Set(calls.map(({ person }) => person))].map(mention).join(', ')}`
      : '';
  return {
    title: 'Incident',
    text: titleOf(incident),
    blocks: [
      section(
        [
          `${formatTitle(incident)} · *${formatUseCaseOf(register, incident)}*`,
          formatWhat(incident, 600),
          `Reported by ${mention(openedBy)}, ${formatMoment(openedAt)}`,
          `${describeStatus(incident)}${waiting}. Contained by: ${describeContainment(incident)}. ${formatSlaEnd(incident)}`,
          ...(resolved
            ? [
                `*Cause*: ${escapeMrkdwn(resolved.cause, 300)}`,
                `*Lessons learned*: ${escapeMrkdwn(resolved.learned, 300)}`,
              ]
            : last
              ? [`*Latest*, ${formatMoment(last.at)}, ${mention(last.by)}: ${escapeMrkdwn(last.text, 300)}`]
              : []),
        ].join('\n'),
      ),
      ...actions(openButton(incident)),
    ],
  };
}

const refusals: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived',
  not_in_channel: 'Crossing is not in the channel',
  channel_not_found: 'the channel was deleted, or is private and Crossing is not in it',
};

/** The message of an incident in the incident channel. It is updated until the incident is resolved. */
export const incidentChannel = defineMessage({
  key: incidentMessageKinds.channel,
  to: 'channel',
  data: channelData,
  mayRepeat: false,

  async render({ store }, { workspace }, { incident: key }) {
    const register = await store.load(workspace);
    const incident = register.incidents.get(key);
    return incident ? toMessage(renderChannelMessage(register, incident)) : null;
  },

  stateOf: ({ incidents }, _, { incident: key }) => {
    const incident = incidents.get(key);
    return incident ? { state: stateOfChannelMessage(incident), isFinal: !isUnresolved(incident) } : null;
  },

  async onChannelRefused(services, { workspace, recipient }, reason) {
    const words = refusals[reason] ?? `Crossing may not post in the channel (${reason})`;
    await recordSystemChange(services, workspace, (register, at: Instant) =>
      draftRefusedChannel(register, recipient, words, dayOf(at, settingsOf(register).timeZone)),
    );
  },
});
