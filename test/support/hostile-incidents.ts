import { addDays } from '../../src/domain/calendar.ts';
import { createDraft, type Draft } from '../../src/domain/change.ts';
import {
  containments,
  type Incident,
  incidentKinds,
  incidentSettingsId,
  type Register,
  severities,
} from '../../src/domain/register.ts';
import { busyOwner, channel, lead, person, today } from './hostile-register.ts';

type Text = (turn: number) => string;

const incidentAt = (turn: number) => Date.parse(`${today}T00:00Z`) - turn * 3_600_000;
function createIncident(turn: number, text: Text): Incident {
  const moment = { by: person(turn), at: incidentAt(turn) };
  return {
    ...{ key: `I-${turn + 1}`, useCase: `UC-${(turn % 20) + 1}`, what: text(turn) },
    kind: incidentKinds[turn % 3] ?? 'wrong-output',
    severity: severities[(turn >> 1) % 3] ?? 'low',
    link: turn % 2 === 0 ? null : 'https://slack.example/<!here>',
    ...{ since: incidentAt(turn), model: text(turn), openedBy: person(turn), openedAt: incidentAt(turn) },
    ...{ openedOn: today, callOrder: [busyOwner, person(3)], slaHours: turn % 4 === 0 ? null : 4 },
    calls: Array.from({ length: turn % 40 }, (_, call) => ({
      ...{ person: person(call), at: incidentAt(turn) + call, why: 'escalation' as const },
    })),
    acknowledged: turn % 3 === 0 ? null : moment,
    contained: containments[turn % 3] ?? 'nothing',
    timeline: Array.from({ length: turn % 30 }, (_, entry) => ({ ...moment, text: text(turn + entry) })),
    mitigated: turn % 3 === 2 ? moment : null,
    resolved: turn % 6 === 5 ? { ...moment, on: today, cause: text(turn), learned: text(turn + 1) } : null,
  };
}

/** Returns drafts of incidents, suspensions, follow-ups and the next policy review with a hostile text wherever a person can type. */
export const draftIncidents = (register: Register, text: Text): readonly Draft[] => [
  ...Array.from({ length: 200 }, (_, turn) =>
    createDraft(register, 'report-incident', 'incidents', `I-${turn + 1}`, createIncident(turn, text)),
  ),
  createDraft(register, 'change-incident-settings', 'incidentSettings', incidentSettingsId, {
    ...{ channel: channel(1), privacyContact: person(7) },
    refused: { on: today, reason: text(3) },
  }),
  ...Array.from({ length: 30 }, (_, turn) =>
    createDraft(register, 'suspend-use-case', 'suspensions', `S-${turn + 1}`, {
      ...{ key: `S-${turn + 1}`, useCase: `UC-${turn * 5 + 1}`, reason: text(turn), incident: null },
      ...{ by: lead, on: today, at: turn },
      resumed: turn % 2 === 0 ? null : { by: lead, on: today, at: turn, changed: text(turn) },
    }),
  ),
  ...Array.from({ length: 200 }, (_, turn) =>
    createDraft(register, 'add-follow-up', 'followUps', `F-${turn + 1}`, {
      ...{ key: `F-${turn + 1}`, origin: turn % 3 === 0 ? 'I-1' : '2025-Q4', useCase: null },
      ...{ what: text(turn), owner: turn % 2 === 0 ? busyOwner : person(turn), by: lead, on: today },
      dueOn: addDays(today, turn - 100),
      closed:
        turn % 4 === 3 ? { outcome: 'dropped' as const, note: text(turn + 1), by: lead, on: today } : null,
    }),
  ),
  createDraft(register, 'schedule-review', 'reviewMeetings', '2026-Q1', {
    ...{ quarter: '2026-Q1', day: addDays(today, 20), time: '14:00', timeZone: 'Europe/Berlin' },
    attendees: Array.from({ length: 50 }, (_, attendee) => person(attendee)),
    ...{ sequence: 0, agenda: [], cancelled: null, by: lead, at: 0 },
  }),
];
