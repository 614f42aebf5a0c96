import type { Change } from '../../src/domain/change.ts';
import { subjectOfChange } from '../../src/domain/nudge-kind.ts';
import type { Day, Instant, UserId } from '../../src/domain/register.ts';
import type { Nudge, NudgeOutcome, ReminderState } from '../../src/domain/reminders/nudge.ts';
import {
  createOutcomeClassifier,
  type DailyMessage,
  planReminders,
} from '../../src/domain/reminders/plan-reminders.ts';
import { saveHoliday } from '../../src/domain/settings/holidays.ts';
import { type CastMember, cast, Workspace } from './register.ts';

/** Returns the reminders of a message that is sent as planned. */
export const nudgesOf = ({ person, day, dueNudges }: DailyMessage, at: Instant): readonly Nudge[] =>
  dueNudges.map(({ kind, subject }) => ({
    kind,
    subject,
    person,
    askedOn: day,
    askedAt: at,
    outcome: 'open',
    outcomeAt: null,
    until: null,
  }));

/** Plans reminders of a workspace at chosen moments, and keeps what was sent. Moments are in UTC. */
export class ReminderRun {
  readonly workspace: Workspace;
  nudges: Nudge[] = [];
  #heeds: readonly Change[] = [];

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** Includes the changes of the workspace from now on. */
  heedsChanges(): this {
    this.#heeds = this.workspace.changes;
    return this;
  }

  state(at: string): ReminderState {
    const recentChanges = this.#heeds.map((change) => ({
      person: change.actor,
      subject: subjectOfChange(change),
      at: change.at,
    }));
    return { register: this.workspace.register, now: Date.parse(at), nudges: this.nudges, recentChanges };
  }

  /** Returns the next planning time after a moment, in UTC. */
  nextAt(at: string): string {
    return new Date(planReminders(this.state(at)).nextAt).toISOString().slice(0, 16);
  }

  /** Plans and records reminders; returns who is asked about what: "owner: dpa UC-1:acme". */
  looks(at: string): readonly string[] {
    const { messages } = planReminders(this.state(at));
    this.nudges.push(...messages.flatMap((message) => nudgesOf(message, Date.parse(at))));
    return messages.flatMap(({ person, dueNudges }) =>
      dueNudges.map(({ kind, subject }) => `${person}: ${kind} ${subject}`),
    );
  }

  /** Plans at ten in the morning of each day. */
  looksOn(...days: readonly Day[]): readonly (readonly string[])[] {
    return days.map((day) => this.looks(`${day}T10:00Z`));
  }

  /** Sets the outcome of a person's latest reminder. */
  comes(outcome: NudgeOutcome, person: UserId, at: string, until: Day | null = null): this {
    const latest = this.nudges.findLastIndex((ask) => ask.person === person);
    this.nudges = this.nudges.map((ask, index) =>
      index === latest ? { ...ask, outcome, outcomeAt: Date.parse(at), until } : ask,
    );
    return this;
  }

  /** Returns the help request to a person at a moment, if any. */
  helps(person: UserId, at: string) {
    const { messages } = planReminders(this.state(at));
    return messages
      .find((message) => message.person === person)
      ?.dueNudges.find(({ helpRequest }) => helpRequest)?.helpRequest;
  }

  outcomes(at: string): readonly NudgeOutcome[] {
    return this.nudges.map(createOutcomeClassifier(this.state(at)));
  }
}

/** Names somebody for AI Operations, who is to accept. */
export const nameOperator = (workspace: Workspace, person: CastMember) =>
  workspace.put('operators', person, { person, namedOn: '2025-12-22', namedBy: 'lead', accepted: {} });

/**
 * Returns a run in which only the operator gets reminders, every two working days, to accept. 5 January is a Monday.
 */
export const createAcceptanceRun = (settings: Parameters<Workspace['set']>[0] = {}) => {
  const workspace = new Workspace('2026-01-05', settings);
  nameOperator(workspace, 'operator');
  return new ReminderRun(workspace);
};

/** Returns a run in which the owner of UC-1 gets a daily reminder about a DPA that is missing in production. */
export const createViolationRun = (settings: Parameters<Workspace['set']>[0] = {}) => {
  const workspace = new Workspace('2026-01-05', settings);
  workspace.registers({
    vendors: ['Acme'],
    standing: { stage: 'production', liveOn: '2026-01-05', rollout: { audience: 'volunteers', deployed: 5 } },
  });
  return new ReminderRun(workspace);
};

/** Reminders for the operator, for the lead in their place, and for the owner. */
export const asked = 'operator: accountability operator';
export const help = 'lead: help accountability/operator/operator';
export const violation = 'owner: dpa vendors:acme';

/** Moves a person to another time zone from now on. */
export const moveToTimeZone = ({ workspace }: ReminderRun, id: CastMember, timeZone: string) =>
  workspace.put('people', id, { id, name: cast[id].name, active: true, timeZone, kind: 'member' });

/** Enters a day off for everybody, or for the people in one time zone, as the lead. */
export const enterHoliday = ({ workspace }: ReminderRun, day: string, timeZone: string | null = null) =>
  workspace.do('lead', saveHoliday, { day, until: null, name: 'Holiday', timeZone });
