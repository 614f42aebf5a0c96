import { dayOf, formatDay, instantAt } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import { draftFollowUps, type FollowUpRow, readFollowUpRow } from '../follow-ups/index.ts';
import { describeModel, findModelVersion } from '../model-versions/index.ts';
import { draftKnownPeople, findAssigneeProblem, leadOf, nameOf } from '../people.ts';
import {
  anyMember,
  getExistingUseCase,
  isLead,
  isOperator,
  leadOnly,
  mayActFor,
  mustBeMember,
  mustNotBeOver,
  ownerOrOperations,
  type Permission,
} from '../permissions.ts';
import {
  type Containment,
  type Day,
  evidenceId,
  type Incident,
  type IncidentKind,
  type IncidentSettings,
  incidentSettingsId,
  isBlank,
  nextKey,
  type Register,
  type Severity,
  settingsOf,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { draftSuspension, findSuspension, refuseSuspension } from '../suspensions/index.ts';
import { findPrivacyRecipient, listDueCalls } from './escalation.ts';
import { incidentSettingsOf, isUnresolved } from './incidents.ts';

/** The longest description of an incident, in characters. */
export const maxIncidentLength = 2000;

export interface ReportInput {
  readonly useCase: string;
  readonly kind: IncidentKind;
  readonly severity: Severity;
  readonly what: string;
  readonly link: string | null;
  /** When it began, in the workspace's time zone. */
  readonly sinceDay: Day;
  /** `HH:MM`. */
  readonly sinceTime: string;
}

interface ReportStep {
  readonly useCase?: string;
}

/** Allows every full member; refuses for a use case that has ended. */
const mayReport: Permission<ReportStep> = (register, act, { useCase }) => {
  const found = useCase === undefined ? undefined : register.useCases.get(useCase);
  if (useCase !== undefined && !found)
    return (
      mustBeMember(act) ?? refuse('not-found', `There is no ${useCase}.`, { see: { page: 'use-cases' } })
    );
  return anyMember(register, act, {}) ?? (found ? mustNotBeOver(found) : null);
};

/** Opens an incident and calls the first person of the call order. Source: "Governance at Stage 3". */
export const reportIncidentStep = defineStep<'report-incident', ReportInput>({
  key: 'report-incident',
  label: 'Report incident',
  permission: mayReport,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const { stage } = useCase.life;
    const { timeZone } = settingsOf(register);
    const since = instantAt(input.sinceDay, input.sinceTime, timeZone);
    const same = [...register.incidents.values()].find(
      (one) => isUnresolved(one) && input.link !== null && one.link === input.link,
    );
    const refused = refuseInvalid({
      useCase:
        stage !== 'pilot' &&
        stage !== 'production' &&
        `${useCase.key} is ${stage}. Choose a use case in pilot or in production.`,
      what:
        (isBlank(input.what) && 'Say what happened.') ||
        (input.what.trim().length > maxIncidentLength && `Use at most ${maxIncidentLength} characters.`),
      link: same && `This message is already reported as ${same.key}. Add to that incident instead.`,
      sinceDay: input.sinceDay > act.today && 'This day is in the future. Choose today or an earlier day.',
      sinceTime:
        input.sinceDay <= act.today && since > act.at && 'This time is in the future. Choose an earlier one.',
    });
    if (refused) return refused;
    const response = register.evidence.get(evidenceId(useCase.key, 'incident-response'))?.details;
    const { callOrder, slaHours } =
      response?.item === 'incident-response' ? response : { callOrder: [], slaHours: null };
    const version = findModelVersion(register, useCase.key, dayOf(since, timeZone));
    const opened: Incident = {
      ...{ key: nextKey('I', register.incidents), useCase: useCase.key, kind: input.kind },
      ...{ severity: input.severity, what: input.what.trim(), link: input.link, since },
      model: version === null ? null : describeModel(version),
      ...{ openedBy: act.actor.id, openedAt: act.at, openedOn: act.today },
      ...{ callOrder: [...callOrder], slaHours, calls: [], acknowledged: null, contained: 'nothing' },
      ...{ timeline: [], mitigated: null, resolved: null },
    };
    const privacy = input.kind === 'data-exposure' ? findPrivacyRecipient(register, act.at) : null;
    const calls = [
      ...listDueCalls(register, opened, act.at),
      ...(privacy === null ? [] : [{ person: privacy, at: act.at, why: 'privacy' as const }]),
    ];
    return accept(
      createDraft(register, 'report-incident', 'incidents', opened.key, { ...opened, calls }),
      ...draftKnownPeople(register, act),
    );
  },
});
export const reportIncident = reportIncidentStep.decide;

interface WithIncident {
  readonly incident: string;
}

/** Returns an incident that a permission already found. @throws RangeError when it does not exist */
function getIncident({ incidents }: Register, { incident: key }: WithIncident): Incident {
  const found = incidents.get(key);
  if (!found) throw new RangeError(`no incident ${key}`);
  return found;
}

/** Allows the people who were or will be called, the owner of the use case, AI Operations and the lead. */
const mayHandle: Permission<WithIncident> = (register, act, { incident: key }) => {
  const stranger = mustBeMember(act);
  if (stranger) return stranger;
  const incident = register.incidents.get(key);
  if (!incident) return refuse('not-found', `There is no ${key}.`);
  const owner = register.useCases.get(incident.useCase)?.owner;
  const may =
    [...incident.callOrder, ...incident.calls.map(({ person }) => person)].includes(act.actor.id) ||
    (owner !== undefined && mayActFor(register, act, owner)) ||
    isOperator(register, act) ||
    isLead(register, act);
  if (may) return null;
  const ask = incident.acknowledged?.by ?? incident.calls.at(-1)?.person ?? leadOf(register);
  return refuse(
    'not-permitted',
    `Only the call order of ${key}, the owner of ${incident.useCase}, AI Operations and the transformation lead can handle it.`,
    ask === null ? {} : { ask },
  );
};

/** Refuses changes to a resolved incident. */
const refuseResolved = ({ key, resolved }: Incident): Outcome | null =>
  resolved === null
    ? null
    : refuse(
        'not-now',
        `${key} was resolved on ${formatDay(resolved.on)}. If it happens again, report a new incident.`,
      );

/** Acknowledges an incident: the person takes it, and nobody else is called until its SLA ends. */
export const acknowledgeIncidentStep = defineStep<'acknowledge-incident', WithIncident>({
  key: 'acknowledge-incident',
  label: 'Acknowledge',
  title: ({ incident }) => `Acknowledge ${incident}`,
  permission: mayHandle,
  decide: (register, input, act) => {
    const incident = getIncident(register, input);
    const refused = refuseResolved(incident);
    if (refused) return refused;
    const { key, acknowledged } = incident;
    if (acknowledged?.by === act.actor.id) return accept();
    if (acknowledged)
      return refuse('not-now', `${nameOf(register, acknowledged.by)} has already acknowledged ${key}.`);
    const taken = { ...incident, acknowledged: { by: act.actor.id, at: act.at } };
    return accept(
      createDraft(register, 'acknowledge-incident', 'incidents', key, taken),
      ...draftKnownPeople(register, act),
    );
  },
});
export const acknowledgeIncident = acknowledgeIncidentStep.decide;

export interface UpdateInput extends WithIncident {
  readonly note: string;
  readonly severity: Severity;
  readonly contained: Containment;
  readonly mitigated: boolean;
}

/**
 * Adds to the timeline, and records severity, containment and mitigation. It acknowledges the incident. Containment by
 * suspension suspends the use case.
 */
export const updateIncidentStep = defineStep<'update-incident', UpdateInput>({
  key: 'update-incident',
  label: 'Update incident',
  title: ({ incident }) => `Update ${incident}`,
  permission: mayHandle,
  decide: (register, input, act) => {
    const incident = getIncident(register, input);
    const { key, useCase } = incident;
    const suspends = input.contained === 'suspended' && incident.contained !== 'suspended';
    const refused =
      refuseResolved(incident) ??
      refuseInvalid({
        note: isBlank(input.note) && 'Say what was done or found.',
        contained: suspends && explainNoSuspension(register, useCase, act),
      });
    if (refused) return refused;
    const moment = { by: act.actor.id, at: act.at };
    const updated: Incident = {
      ...incident,
      severity: input.severity,
      contained: input.contained,
      acknowledged: incident.acknowledged ?? moment,
      timeline: [...incident.timeline, { ...moment, text: input.note.trim() }],
      mitigated: input.mitigated ? (incident.mitigated ?? moment) : null,
    };
    const isSuspended = findSuspension(register, getExistingUseCase(register, useCase)) !== null;
    const suspension: Draft[] =
      suspends && !isSuspended
        ? [draftSuspension(register, { useCase, reason: `${key}: ${input.note.trim()}` }, key, act)]
        : [];
    return accept(
      createDraft(register, 'update-incident', 'incidents', key, updated),
      ...suspension,
      ...draftKnownPeople(register, act),
    );
  },
});
export const updateIncident = updateIncidentStep.decide;

/** Returns why this person cannot suspend the use case; null when they can, or when it is already suspended. */
function explainNoSuspension(register: Register, key: string, act: Act): string | null {
  const useCase = getExistingUseCase(register, key);
  if (findSuspension(register, useCase)) return null;
  const refused = ownerOrOperations(register, act, { useCase: key }) ?? refuseSuspension(register, useCase);
  return refused && !refused.ok ? refused.refusal.message : null;
}

export interface ResolveInput extends WithIncident, FollowUpRow {
  readonly cause: string;
  readonly learned: string;
}

/** Resolves an incident with its cause and what was learned. Its SLA clock stops. */
export const resolveIncidentStep = defineStep<'resolve-incident', ResolveInput>({
  key: 'resolve-incident',
  label: 'Resolve incident',
  title: ({ incident }) => `Resolve ${incident}`,
  permission: mayHandle,
  decide: (register, input, act) => {
    const incident = getIncident(register, input);
    const row = readFollowUpRow(input, act);
    const refused =
      refuseResolved(incident) ??
      refuseInvalid({
        cause: isBlank(input.cause) && 'Say what caused it.',
        learned: isBlank(input.learned) && 'Say what was learned.',
        ...(row.ok ? {} : row.problems),
      });
    if (refused || !row.ok) return refused ?? refuse('invalid', 'Correct the follow-up.');
    const { key, useCase } = incident;
    const moment = { by: act.actor.id, at: act.at };
    const resolved: Incident = {
      ...incident,
      acknowledged: incident.acknowledged ?? moment,
      mitigated: incident.mitigated ?? moment,
      resolved: { ...moment, on: act.today, cause: input.cause.trim(), learned: input.learned.trim() },
    };
    return accept(
      createDraft(register, 'resolve-incident', 'incidents', key, resolved),
      ...draftFollowUps(register, { origin: key, useCase }, row.input ? [row.input] : [], act),
      ...draftKnownPeople(register, act),
    );
  },
});
export const resolveIncident = resolveIncidentStep.decide;

/** Chooses the incident channel and the privacy contact. */
export const changeIncidentSettingsStep = defineStep<
  'change-incident-settings',
  Pick<IncidentSettings, 'channel' | 'privacyContact'>
>({
  key: 'change-incident-settings',
  label: 'Incident settings',
  permission: leadOnly('change the incident settings'),
  decide: (register, { channel, privacyContact }, act) => {
    const kept = incidentSettingsOf(register).privacyContact === privacyContact;
    const refused = refuseInvalid({
      privacyContact: privacyContact === null || kept ? null : findAssigneeProblem(act, privacyContact),
    });
    if (refused) return refused;
    const settings: IncidentSettings = { channel, privacyContact, refused: null };
    return accept(
      createDraft(register, 'change-incident-settings', 'incidentSettings', incidentSettingsId, settings),
      ...draftKnownPeople(register, act),
    );
  },
});
export const changeIncidentSettings = changeIncidentSettingsStep.decide;

/** Returns the draft that records why Slack refused a message to the incident channel. */
export const draftRefusedChannel = (
  register: Register,
  channel: string,
  reason: string,
  on: Day,
): readonly Draft[] => {
  const settings = incidentSettingsOf(register);
  if (settings.channel !== channel || settings.refused !== null) return [];
  const refused = { ...settings, refused: { on, reason } };
  return [createDraft(register, 'incident-channel-refused', 'incidentSettings', incidentSettingsId, refused)];
};
