import type { KnownBlock } from '@slack/types';
import { describeSla, isUnresolved, kindTitles, slaEndOf, statusOf } from '../../domain/incidents/index.ts';
import type { Containment, Incident, Instant, Register, Severity } from '../../domain/register.ts';
import { actions, escapeMrkdwn, formatLink, mention, pageButton, section } from '../kit/blocks.ts';
import type { Options } from '../kit/choice-fields.ts';
import { formatMoment } from '../kit/words.ts';

export const severityOptions: Options<Severity> = [
  ['critical', 'Critical: people are harmed or data is exposed now'],
  ['high', 'High: wrong for many people'],
  ['low', 'Low: wrong for a few, with a workaround'],
];

export const kindOptions = Object.entries(kindTitles) as unknown as Options<Incident['kind']>;

export const containmentOptions: Options<Containment> = [
  ['nothing', 'Nothing yet'],
  ['fallback', 'The fallback'],
  ['suspended', 'Suspension of the use case'],
];

/** Words that state a severity in a report, in the languages of questions. The first match wins. */
const severityWords: readonly (readonly [Severity, RegExp])[] = [
  ['critical', /\b(critical|sev(?:erity)? ?[01]|emergency|kritisch\w*|critique|cr[ií]tic[ao])\b/i],
  ['low', /\b(low|minor|small|not urgent|geringf[uü]gig\w*|klein\w*|mineur|leve|menor)\b/i],
  ['high', /\b(high|severe|serious|major|urgent|schwer\w*|dringend\w*|grave|majeur|urgente)\b/i],
];

/** Returns the severity that a report states; undefined when it states none. */
export const readSeverity = (words: string): Severity | undefined =>
  severityWords.find(([, pattern]) => pattern.test(words))?.[0];

const containmentWords: Readonly<Record<Containment, string>> = {
  nothing: 'nothing yet',
  fallback: 'the fallback',
  suspended: 'suspension',
};

export const describeContainment = ({ contained }: Incident): string => containmentWords[contained];

/** Returns "I-1 Wrong output, critical" as plain text. */
export const titleOf = ({ key, kind, severity }: Incident): string =>
  `${key} ${kindTitles[kind]}, ${severity}`;

const marks = {
  open: ':rotating_light:',
  acknowledged: ':rotating_light:',
  mitigated: ':large_yellow_circle:',
  resolved: ':white_check_mark:',
};

/** Returns the title in bold with the mark of its status. */
export const formatTitle = (incident: Incident): string =>
  `${marks[statusOf(incident)]} *${titleOf(incident)}*`;

/** Returns "UC-1 AI Support Agent" in mrkdwn. */
export const formatUseCaseOf = (register: Register, { useCase }: Incident): string =>
  `${useCase} ${escapeMrkdwn(register.useCases.get(useCase)?.name ?? '', 80)}`.trim();

/** Returns how far it is, and who did the last step. */
export function describeStatus({ acknowledged, mitigated, resolved }: Incident): string {
  if (resolved) return `Resolved by ${mention(resolved.by)}, ${formatMoment(resolved.at)}`;
  if (mitigated) return `Mitigated by ${mention(mitigated.by)}, ${formatMoment(mitigated.at)}`;
  return acknowledged
    ? `Acknowledged by ${mention(acknowledged.by)}, ${formatMoment(acknowledged.at)}`
    : 'Nobody has acknowledged it yet';
}

/** Returns the SLA clock for a page: "SLA: 3 h 20 min left of 4 h (until 12 January 14:00)". */
export function formatSla(incident: Incident, at: Instant): string {
  const end = slaEndOf(incident);
  const until = end === null || !isUnresolved(incident) ? '' : ` (until ${formatMoment(end)})`;
  return `*SLA*: ${describeSla(incident, at)}${until}`;
}

/** Returns the SLA for a message, which is not updated as time passes. */
export function formatSlaEnd(incident: Incident): string {
  const end = slaEndOf(incident);
  if (incident.resolved) return `*SLA*: ${describeSla(incident, incident.resolved.at)}`;
  return end === null ? '*SLA*: none is recorded' : `*SLA*: resolve it by ${formatMoment(end)}`;
}

/** Returns the description, with the link to the message in which it was noticed. */
export const formatWhat = ({ what, link }: Incident, limit: number): string =>
  `${escapeMrkdwn(what, limit)}${link === null ? '' : `\n${formatLink(link)}`}`;

/** Renders an incident in a list: title, use case, status and SLA clock, with a button to its page. */
export const renderIncidentRow = (register: Register, incident: Incident, at: Instant): KnownBlock =>
  section(
    [
      `${formatTitle(incident)} · ${formatUseCaseOf(register, incident)}`,
      `${describeStatus(incident)} · ${formatSla(incident, at)}`,
      escapeMrkdwn(incident.what, 150),
    ].join('\n'),
    pageButton('Open incident', { page: 'incident', args: { incident: incident.key } }, { id: incident.key }),
  );

/** The most unresolved incidents shown on other pages. */
const maxRows = 3;

/** Renders unresolved incidents on another page; nothing when there is none. */
export const renderUnresolvedBlocks = (
  register: Register,
  incidents: readonly Incident[],
  at: Instant,
): KnownBlock[] => [
  ...incidents.slice(0, maxRows).map((one) => renderIncidentRow(register, one, at)),
  ...(incidents.length > maxRows
    ? actions(pageButton(`Show all ${incidents.length}`, { page: 'incidents' }))
    : []),
];
