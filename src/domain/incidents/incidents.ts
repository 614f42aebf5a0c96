import { addDays, weekOf } from '../calendar.ts';
import {
  type Day,
  type Incident,
  type IncidentKind,
  type IncidentSettings,
  type Instant,
  incidentSettingsId,
  type Register,
  type Severity,
} from '../register.ts';

const minute = 60_000;
const hour = 60 * minute;

export const kindTitles: Readonly<Record<IncidentKind, string>> = {
  'wrong-output': 'Wrong output',
  'data-exposure': 'Data exposure',
  'model-failure': 'Model failure',
};

const severityRank: Readonly<Record<Severity, number>> = { critical: 0, high: 1, low: 2 };

export type IncidentStatus = 'open' | 'acknowledged' | 'mitigated' | 'resolved';

/** Returns how far an incident is. */
export function statusOf({ acknowledged, mitigated, resolved }: Incident): IncidentStatus {
  if (resolved) return 'resolved';
  if (mitigated) return 'mitigated';
  return acknowledged ? 'acknowledged' : 'open';
}

export const isUnresolved = ({ resolved }: Incident): boolean => resolved === null;

/** Returns unresolved incidents: the most severe first, then the oldest. */
export const listUnresolved = ({ incidents }: Register): readonly Incident[] =>
  [...incidents.values()]
    .filter(isUnresolved)
    .sort((a, b) => severityRank[a.severity] - severityRank[b.severity] || a.openedAt - b.openedAt);

/** Returns the unresolved incidents of a use case. */
export const listUnresolvedOf = (register: Register, useCase: string): readonly Incident[] =>
  listUnresolved(register).filter((one) => one.useCase === useCase);

/** Returns the incidents that were opened on these days, oldest first. */
export const listOpenedBetween = ({ incidents }: Register, from: Day, until: Day): readonly Incident[] =>
  [...incidents.values()]
    .filter(({ openedOn }) => openedOn >= from && openedOn <= until)
    .sort((a, b) => a.openedAt - b.openedAt);

/** Returns until when an incident must be resolved by its SLA; null without an SLA. */
export const slaEndOf = ({ openedAt, slaHours }: Incident): Instant | null =>
  slaHours === null ? null : openedAt + slaHours * hour;

/** True when it is, or was, resolved after its SLA. */
export function isPastSla(incident: Incident, at: Instant): boolean {
  const end = slaEndOf(incident);
  return end !== null && (incident.resolved?.at ?? at) > end;
}

/** The hours after which the authority must know of a data exposure. Source: GDPR, article 33. */
export const privacyHours = 72;

/** Returns until when the authority must know of a data exposure; null for other kinds. */
export const privacyDeadlineOf = ({ kind, openedAt }: Incident): Instant | null =>
  kind === 'data-exposure' ? openedAt + privacyHours * hour : null;

const unset: IncidentSettings = { channel: null, refused: null, privacyContact: null };

/** Returns the incident settings, or the defaults. */
export const incidentSettingsOf = ({ incidentSettings }: Register): IncidentSettings =>
  incidentSettings.get(incidentSettingsId) ?? unset;

/** Formats a duration by its two largest units: "2 days 3 h", "3 h 20 min", "5 min". */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / minute));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [
    days > 0 ? `${days} ${days === 1 ? 'day' : 'days'}` : null,
    hours > 0 ? `${hours} h` : null,
    rest > 0 && days === 0 ? `${rest} min` : null,
  ].filter((part) => part !== null);
  return parts.join(' ') || '0 min';
}

/** Formats the SLA clock: "3 h 20 min left of 4 h", "past its SLA of 4 h by 20 min", "resolved in 2 h (SLA 4 h)". */
export function describeSla(incident: Incident, at: Instant): string {
  const { slaHours, resolved, openedAt } = incident;
  const end = slaEndOf(incident);
  const sla = slaHours === null ? null : formatDuration(slaHours * hour);
  if (resolved) {
    const took = `resolved in ${formatDuration(resolved.at - openedAt)}`;
    if (sla === null) return took;
    return isPastSla(incident, at) ? `${took}, past its SLA of ${sla}` : `${took} (SLA ${sla})`;
  }
  if (end === null) return `open for ${formatDuration(at - openedAt)}, no SLA is recorded`;
  return at > end
    ? `past its SLA of ${sla} by ${formatDuration(at - end)}`
    : `${formatDuration(end - at)} left of ${sla}`;
}

/** Returns how many incidents were reported in each of the last weeks, oldest first, by the Monday of the week. */
export const countByWeek = (
  register: Register,
  today: Day,
  weeks: number,
): readonly { readonly week: Day; readonly count: number }[] =>
  Array.from({ length: weeks }, (_, index) => {
    const week = addDays(weekOf(today), 7 * (index + 1 - weeks));
    return { week, count: listOpenedBetween(register, week, addDays(week, 6)).length };
  });
