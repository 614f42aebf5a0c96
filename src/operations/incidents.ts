import { dayOf } from '../domain/calendar.ts';
import type { Draft } from '../domain/change.ts';
import { draftDueCalls, incidentSettingsOf } from '../domain/incidents/index.ts';
import { timeZoneOf } from '../domain/people.ts';
import { type Instant, type Register, settingsOf } from '../domain/register.ts';
import type { PlannedMessage } from '../store/open.ts';
import { recordSystemChange } from './record-person.ts';
import type { StoreAndClock } from './sweep.ts';

const day = 24 * 60 * 60 * 1000;
/** How long a call is tried, in milliseconds. */
const callLifetime = day;
/** How long the message of the incident channel is tried, in milliseconds. */
const channelLifetime = 7 * day;

/** The kinds of message about incidents. Stored: never rename one. */
export const incidentMessageKinds = { call: 'incident-call', channel: 'incident' } as const;

/** The state that a message shows before the first change. */
const firstState = 'open';

/**
 * Returns the messages that follow from the drafts of a commit: one to each newly called person, and one in the incident
 * channel for a new incident. They are sent at any hour.
 */
export function planIncidentMessages(
  after: Register,
  drafts: readonly Draft[],
  at: Instant,
): readonly PlannedMessage[] {
  const { channel } = incidentSettingsOf(after);
  return drafts.flatMap((draft): PlannedMessage[] => {
    if (draft.entity !== 'incidents' || draft.after === null) return [];
    const { key, calls } = draft.after;
    const known = draft.before?.calls.length ?? 0;
    const urgent = { notBefore: at, urgency: 'immediate', shows: firstState } as const;
    const called = calls.slice(known).map(({ person }, index): PlannedMessage => {
      const call = known + index;
      return {
        ...{ kind: incidentMessageKinds.call, recipient: person, key: `${key} ${call}` },
        ...{ day: dayOf(at, timeZoneOf(after, person)), expiresAt: at + callLifetime, ...urgent },
        data: { incident: key, call },
      };
    });
    if (draft.before !== null || channel === null) return called;
    return [
      ...called,
      {
        ...{ kind: incidentMessageKinds.channel, recipient: channel, key },
        ...{ day: dayOf(at, settingsOf(after).timeZone), expiresAt: at + channelLifetime, ...urgent },
        data: { incident: key },
      },
    ];
  });
}

/**
 * Records the calls that are due, with their messages in one transaction, so that a restart loses and repeats none.
 * @returns the register afterwards
 */
export async function recordDueCalls(
  services: StoreAndClock,
  workspace: string,
  register: Register,
): Promise<Register> {
  if (draftDueCalls(register, services.now()).length === 0) return register;
  await recordSystemChange(services, workspace, draftDueCalls, 'crossing');
  return services.store.load(workspace);
}
