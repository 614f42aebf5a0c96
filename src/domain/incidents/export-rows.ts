import { dayOf } from '../calendar.ts';
import type { Incident, Register } from '../register.ts';
import { settingsOf } from '../register.ts';
import { isPastSla, statusOf } from './incidents.ts';

const hour = 3_600_000;

/** Returns hours with one decimal; empty until the incident is resolved. */
const hoursToResolve = ({ openedAt, resolved }: Incident): string =>
  resolved === null ? '' : String(Math.round(((resolved.at - openedAt) / hour) * 10) / 10);

/** Returns "yes" or "no" for a resolved incident with an SLA; empty for others. */
const describePastSla = (incident: Incident): string =>
  incident.resolved === null || incident.slaHours === null
    ? ''
    : isPastSla(incident, incident.resolved.at)
      ? 'yes'
      : 'no';

/** Returns all incidents as a table with a header row, oldest first. Days are those of the workspace. */
export function createIncidentRows(register: Register): readonly (readonly string[])[] {
  const { timeZone } = settingsOf(register);
  const incidents = [...register.incidents.values()].sort((a, b) => a.openedAt - b.openedAt);
  return [
    [
      ...['key', 'use case', 'name', 'kind', 'severity', 'status', 'began on', 'reported on', 'reported by'],
      ...[
        'acknowledged by',
        'contained by',
        'mitigated by',
        'resolved on',
        'resolved by',
        'hours to resolve',
      ],
      ...['SLA in hours', 'past SLA', 'model', 'description', 'link', 'cause', 'lessons learned'],
    ],
    ...incidents.map((incident) => {
      const { key, useCase, kind, severity, since, openedOn, openedBy, acknowledged, contained } = incident;
      const { mitigated, resolved, slaHours, model, what, link } = incident;
      return [
        ...[key, useCase, register.useCases.get(useCase)?.name ?? '', kind, severity, statusOf(incident)],
        ...[dayOf(since, timeZone), openedOn, openedBy, acknowledged?.by ?? '', contained],
        ...[mitigated?.by ?? '', resolved?.on ?? '', resolved?.by ?? '', hoursToResolve(incident)],
        ...[String(slaHours ?? ''), describePastSla(incident), model ?? '', what, link ?? ''],
        ...[resolved?.cause ?? '', resolved?.learned ?? ''],
      ];
    }),
  ];
}
