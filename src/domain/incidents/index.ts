export {
  acknowledgeIncidentStep,
  changeIncidentSettings,
  draftRefusedChannel,
  maxIncidentLength,
  reportIncident,
  resolveIncident,
  updateIncident,
} from './decisions.ts';
export { draftDueCalls, escalationIntervalOf, findNextCallTime, maxCallsPerPerson } from './escalation.ts';
export { createIncidentRows } from './export-rows.ts';
export {
  countByWeek,
  describeSla,
  formatDuration,
  incidentSettingsOf,
  isPastSla,
  isUnresolved,
  kindTitles,
  listOpenedBetween,
  listUnresolved,
  listUnresolvedOf,
  privacyDeadlineOf,
  privacyHours,
  slaEndOf,
  statusOf,
} from './incidents.ts';
