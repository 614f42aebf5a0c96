import { describeOrigin } from '../follow-ups/index.ts';
import { isPastSla, kindTitles, statusOf } from '../incidents/index.ts';
import {
  type ApprovedTool,
  dataClasses,
  type Incident,
  type Instant,
  toolKinds,
  type UserId,
} from '../register.ts';
import { quarterTitle } from '../reviews/index.ts';
import { rulingsFor } from '../tools/index.ts';
import { defineSection, keyInWords, type PackSection, type PackView } from './section.ts';

/** Returns whether an incident was resolved within its SLA, in words; null without an SLA. */
function describeSlaKept(incident: Incident): string | null {
  const { slaHours, resolved } = incident;
  if (slaHours === null) return null;
  if (resolved === null) return 'not resolved';
  return isPastSla(incident, resolved.at) ? 'no' : 'yes';
}

/** Something that happened in an incident. */
interface IncidentEvent {
  readonly incident: string;
  readonly at: Instant;
  readonly by: UserId | null;
  readonly text: string;
}

/** Returns what happened in each incident, oldest first. */
const listIncidentEvents = ({ register }: PackView): readonly IncidentEvent[] =>
  [...register.incidents.values()].flatMap(
    ({ key, openedBy, openedAt, calls, acknowledged, timeline, mitigated, resolved }) => {
      const events: Omit<IncidentEvent, 'incident'>[] = [
        { at: openedAt, by: openedBy, text: 'Reported' },
        ...calls.map(({ person, at, why }) => ({ at, by: person, text: `Called (${why})` })),
        ...(acknowledged ? [{ ...acknowledged, text: 'Acknowledged' }] : []),
        ...timeline,
        ...(mitigated ? [{ ...mitigated, text: 'Mitigated' }] : []),
        ...(resolved ? [{ at: resolved.at, by: resolved.by, text: 'Resolved' }] : []),
      ];
      return events.sort((a, b) => a.at - b.at).map(({ at, by, text }) => ({ incident: key, at, by, text }));
    },
  );

const describeTool = ({ withdrawn }: ApprovedTool): string =>
  withdrawn === null ? 'approved' : `withdrawn: ${withdrawn.reason}`;

/** AI tools, incidents, reviews and audit trails. */
export const governanceSections: readonly PackSection[] = [
  defineSection<ApprovedTool>({
    key: 'approved-tools',
    title: 'Approved AI tools',
    text: () =>
      'Every tool on the list, with the data that it may see. Each approval is reviewed every six months.',
    rows: ({ register }) => [...register.approvedTools.values()],
    columns: [
      { key: 'tool', width: 3, value: ({ name }) => name },
      { key: 'vendor', width: 2, value: ({ vendor }) => vendor },
      { key: 'kind', value: ({ kind }) => keyInWords(kind) },
      { key: 'data', kind: 'list', value: ({ data }) => data.map(keyInWords) },
      { key: 'conditions', width: 4, value: ({ conditions }) => conditions },
      { key: 'state', width: 2, value: describeTool },
      { key: 'request', width: 1, value: ({ request }) => request },
      { key: 'approvedBy', kind: 'person', value: ({ approvedBy }) => approvedBy },
      { key: 'approvedOn', kind: 'day', value: ({ approvedOn }) => approvedOn },
      { key: 'reviewedOn', kind: 'day', value: ({ reviewedOn }) => reviewedOn },
      { key: 'nextReviewOn', label: 'Next review', kind: 'day', value: ({ nextReviewOn }) => nextReviewOn },
    ],
  }),
  defineSection({
    key: 'tool-requests',
    title: 'Requests for AI tools',
    text: () => 'Every request, with its decision and the reason for it.',
    rows: ({ register }) => [...register.toolRequests.values()],
    columns: [
      { key: 'key', width: 1, value: ({ key }) => key },
      { key: 'tool', width: 2, value: ({ tool }) => tool },
      { key: 'vendor', width: 0, value: ({ vendor }) => vendor },
      { key: 'kind', width: 0, value: ({ kind }) => keyInWords(kind) },
      { key: 'purpose', width: 3, value: ({ purpose }) => purpose },
      { key: 'forWhom', width: 0, value: ({ forWhom }) => forWhom },
      { key: 'data', kind: 'list', value: ({ data }) => data.map(keyInWords) },
      { key: 'askedBy', kind: 'people', value: ({ askers }) => askers.map(({ person }) => person) },
      { key: 'askedOn', kind: 'day', value: ({ askers: [first] }) => first?.on ?? null },
      {
        key: 'outcome',
        value: ({ decision, withdrawn }) =>
          decision ? keyInWords(decision.outcome) : withdrawn ? 'Request withdrawn' : 'Waits for a decision',
      },
      { key: 'reason', width: 3, value: ({ decision }) => decision?.reason ?? null },
      { key: 'conditions', width: 0, value: ({ decision }) => decision?.conditions ?? null },
      {
        key: 'despiteRules',
        label: 'Why against the data rules',
        width: 2,
        value: ({ decision }) => decision?.despiteRules ?? null,
      },
      { key: 'decidedBy', kind: 'person', value: ({ decision }) => decision?.by ?? null },
      { key: 'decidedOn', kind: 'day', value: ({ decision }) => decision?.on ?? null },
    ],
  }),
  defineSection<(typeof toolKinds)[number]>({
    key: 'data-rules',
    title: 'Data rules',
    text: () => 'Which data may go to which kind of AI tool: allowed, only with a DPA, or not allowed.',
    rows: () => toolKinds,
    columns: [
      { key: 'kind', width: 3, value: keyInWords },
      ...dataClasses.map((data) => ({
        key: data,
        label: data === 'none' ? 'Other data' : `${keyInWords(data)} data`,
        value: (kind: (typeof toolKinds)[number], { register }: PackView) =>
          keyInWords(rulingsFor(register, kind)[data]),
      })),
      {
        key: 'changedBy',
        kind: 'person',
        value: (kind, { register }) => register.dataRules.get(kind)?.by ?? null,
      },
      {
        key: 'changedOn',
        kind: 'day',
        value: (kind, { register }) => register.dataRules.get(kind)?.on ?? null,
      },
    ],
  }),
  defineSection<Incident>({
    key: 'incidents',
    title: 'Incidents',
    text: () => 'Every incident, with what was learned. The next table has what happened when.',
    rows: ({ register }) => [...register.incidents.values()],
    columns: [
      { key: 'key', width: 1, value: ({ key }) => key },
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase },
      { key: 'kind', value: ({ kind }) => kindTitles[kind] },
      { key: 'severity', width: 1, value: ({ severity }) => severity },
      { key: 'status', value: statusOf },
      { key: 'what', label: 'What happened', width: 4, value: ({ what }) => what },
      { key: 'link', width: 0, value: ({ link }) => link },
      { key: 'since', kind: 'moment', width: 0, value: ({ since }) => since },
      { key: 'model', width: 0, value: ({ model }) => model },
      { key: 'reportedBy', kind: 'person', value: ({ openedBy }) => openedBy },
      { key: 'reportedAt', kind: 'moment', width: 2.5, value: ({ openedAt }) => openedAt },
      {
        key: 'acknowledgedAt',
        kind: 'moment',
        width: 0,
        value: ({ acknowledged }) => acknowledged?.at ?? null,
      },
      { key: 'mitigatedAt', kind: 'moment', width: 0, value: ({ mitigated }) => mitigated?.at ?? null },
      { key: 'resolvedAt', kind: 'moment', width: 2.5, value: ({ resolved }) => resolved?.at ?? null },
      { key: 'slaHours', label: 'SLA in hours', kind: 'number', width: 1, value: ({ slaHours }) => slaHours },
      { key: 'slaKept', label: 'SLA kept', width: 1, value: describeSlaKept },
      { key: 'containedBy', width: 0, value: ({ contained }) => contained },
      { key: 'cause', width: 3, value: ({ resolved }) => resolved?.cause ?? null },
      { key: 'learned', width: 3, value: ({ resolved }) => resolved?.learned ?? null },
    ],
  }),
  defineSection<IncidentEvent>({
    key: 'incident-timeline',
    title: 'Timeline of the incidents',
    printsLast: true,
    text: () => 'Every step of each incident, with the calls that Crossing sent.',
    rows: listIncidentEvents,
    columns: [
      { key: 'incident', width: 1, value: ({ incident }) => incident },
      { key: 'at', kind: 'moment', width: 3, value: ({ at }) => at },
      { key: 'person', kind: 'person', value: ({ by }) => by },
      { key: 'what', width: 8, value: ({ text }) => text },
    ],
  }),
  defineSection({
    key: 'suspensions',
    title: 'Suspensions',
    text: () => 'The times in which a use case in production did not run.',
    rows: ({ register }) => [...register.suspensions.values()],
    columns: [
      { key: 'key', width: 1, value: ({ key }) => key },
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase },
      { key: 'reason', width: 4, value: ({ reason }) => reason },
      { key: 'incident', width: 1, value: ({ incident }) => incident },
      { key: 'suspendedBy', kind: 'person', value: ({ by }) => by },
      { key: 'suspendedAt', kind: 'moment', value: ({ at }) => at },
      { key: 'resumedBy', kind: 'person', value: ({ resumed }) => resumed?.by ?? null },
      { key: 'resumedAt', kind: 'moment', value: ({ resumed }) => resumed?.at ?? null },
      { key: 'changed', label: 'What changed', width: 4, value: ({ resumed }) => resumed?.changed ?? null },
    ],
  }),
  defineSection({
    key: 'reviews',
    title: 'Policy reviews',
    text: () => 'The quarterly reviews that were held, with their outcome.',
    rows: ({ register }) => [...register.reviews.values()],
    columns: [
      { key: 'quarter', width: 1, value: ({ quarter }) => quarterTitle(quarter) },
      { key: 'heldOn', kind: 'day', value: ({ heldOn }) => heldOn },
      { key: 'attendees', kind: 'people', width: 3, value: ({ attendees }) => attendees },
      { key: 'outcome', width: 8, value: ({ outcome }) => outcome },
      { key: 'recordedBy', kind: 'person', value: ({ by }) => by },
      { key: 'recordedOn', kind: 'day', value: ({ on }) => on },
    ],
  }),
  defineSection({
    key: 'review-meetings',
    title: 'Scheduled policy reviews',
    text: () => 'When each review was scheduled, how often it moved, and whether it was cancelled.',
    rows: ({ register }) => [...register.reviewMeetings.values()],
    columns: [
      { key: 'quarter', width: 1, value: ({ quarter }) => quarterTitle(quarter) },
      { key: 'day', kind: 'day', value: ({ day }) => day },
      { key: 'time', width: 1, value: ({ time }) => time },
      { key: 'timeZone', width: 2, value: ({ timeZone }) => timeZone },
      { key: 'invited', kind: 'people', width: 4, value: ({ attendees }) => attendees },
      { key: 'updates', kind: 'number', width: 1, value: ({ sequence }) => sequence },
      {
        key: 'cancelled',
        label: 'Why cancelled',
        width: 3,
        value: ({ cancelled }) => cancelled?.reason ?? null,
      },
    ],
  }),
  defineSection({
    key: 'follow-ups',
    title: 'Follow-ups',
    text: () => 'Work agreed on after incidents and reviews, with its owner and due day.',
    rows: ({ register }) => [...register.followUps.values()],
    columns: [
      { key: 'key', width: 1, value: ({ key }) => key },
      { key: 'after', width: 2, value: ({ origin }) => describeOrigin(origin) },
      { key: 'what', width: 5, value: ({ what }) => what },
      { key: 'owner', kind: 'person', value: ({ owner }) => owner },
      { key: 'dueOn', kind: 'day', value: ({ dueOn }) => dueOn },
      { key: 'state', width: 1, value: ({ closed }) => closed?.outcome ?? 'open' },
      { key: 'closedOn', kind: 'day', value: ({ closed }) => closed?.on ?? null },
      { key: 'note', width: 3, value: ({ closed }) => closed?.note ?? null },
    ],
  }),
];
