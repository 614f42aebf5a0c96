import { z } from 'zod';
import { day, instant, noInput, useCaseKey, userId } from '../values.ts';

export const incidentKinds = ['wrong-output', 'data-exposure', 'model-failure'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export const severities = ['low', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const containments = ['nothing', 'fallback', 'suspended'] as const;
export type Containment = (typeof containments)[number];

/** `I-7`. */
const incidentKey = z.string().regex(/^I-\d+$/);

/** A message that calls one person: until somebody acknowledges, past the SLA, or to the privacy contact. */
const call = z.object({ person: userId, at: instant, why: z.enum(['escalation', 'sla', 'privacy']) });
export type Call = z.infer<typeof call>;

const moment = z.object({ by: userId, at: instant });

/** Wrong output, data exposure or failure of a model in a use case. */
const incident = z.object({
  key: incidentKey,
  useCase: useCaseKey,
  kind: z.enum(incidentKinds),
  severity: z.enum(severities),
  what: z.string().min(1),
  /** The address of the message in which it was noticed. */
  link: z.string().nullable(),
  /** When it began. */
  since: instant,
  /** The model and version that ran then; null when it is not recorded. */
  model: z.string().nullable(),
  openedBy: userId,
  openedAt: instant,
  openedOn: day,
  /** The call order and the SLA of the use case when it was opened. */
  callOrder: z.array(userId),
  slaHours: z.number().positive().nullable(),
  /** Oldest first. */
  calls: z.array(call),
  acknowledged: moment.nullable(),
  contained: z.enum(containments),
  timeline: z.array(moment.extend({ text: z.string() })),
  mitigated: moment.nullable(),
  resolved: moment.extend({ on: day, cause: z.string(), learned: z.string() }).nullable(),
});
export type Incident = z.infer<typeof incident>;

/** The incident settings of the workspace. */
const incidentSettings = z.object({
  /** The channel with a message for each incident; null for none. */
  channel: z.string().nullable(),
  /** Why Slack refused a message to the channel; null when it accepts them. */
  refused: z.object({ on: day, reason: z.string() }).nullable(),
  /** The person who is told of data exposures. */
  privacyContact: userId.nullable(),
});
export type IncidentSettings = z.infer<typeof incidentSettings>;

export const incidentSettingsId = 'settings';

/** Records, actions with their change-log words, and steps of incidents. Keys are stored: never rename one. */
export const incidentsSchema = {
  entities: { incidents: incident, incidentSettings },
  actions: {
    'report-incident': 'reported an incident',
    'call-incident': 'called the next person about an incident',
    'acknowledge-incident': 'acknowledged an incident',
    'update-incident': 'updated an incident',
    'resolve-incident': 'resolved an incident',
    'change-incident-settings': 'changed the incident settings',
    'incident-channel-refused': 'could not post in the incident channel',
  },
  steps: {
    'report-incident': z.object({ useCase: z.string().exactOptional() }),
    'acknowledge-incident': z.object({ incident: incidentKey }),
    'update-incident': z.object({ incident: incidentKey }),
    'resolve-incident': z.object({ incident: incidentKey }),
    'change-incident-settings': noInput,
  },
};
