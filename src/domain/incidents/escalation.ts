import { dayOf } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { findAbsenceOn, findStandIn, isActive, localDaysAt, timeZoneOf } from '../people.ts';
import {
  type Call,
  type Incident,
  type Instant,
  type Register,
  settingsOf,
  type UserId,
} from '../register.ts';
import { incidentSettingsOf, isUnresolved, slaEndOf } from './incidents.ts';

const minute = 60_000;
const hour = 60 * minute;

/** The most messages to one person about one incident. */
export const maxCallsPerPerson = 3;
/** The most messages about an incident past its SLA. */
const maxSlaCalls = 3;

/** Returns how long a called person has to acknowledge, in milliseconds. */
export const escalationIntervalOf = ({ severity }: Pick<Incident, 'severity'>): number =>
  (severity === 'critical' ? 15 : 60) * minute;

/** Returns everyone who can be called, in order: the call order, then AI Operations, then the leads. */
const listCallable = (register: Register, { callOrder }: Incident): readonly UserId[] => [
  ...new Set(
    [...callOrder, ...register.operators.keys(), ...settingsOf(register).leads].filter((person) =>
      isActive(register, person),
    ),
  ),
];

/** True when the person is not away on their own day. Incidents skip absent people, without their deputies. */
const isHere = (register: Register, person: UserId, at: Instant): boolean =>
  findAbsenceOn(register, person, dayOf(at, timeZoneOf(register, person))) === null;

const countCalls = ({ calls }: Incident, person: UserId): number =>
  calls.filter((call) => call.person === person).length;

/** True when the person was called to take the incident, and not only as the privacy contact. */
const wasCalled = ({ calls }: Incident, person: UserId): boolean =>
  calls.some((call) => call.person === person && call.why !== 'privacy');

/** Returns the next person of the escalation; null when everyone who is here was called. */
const findNextInOrder = (register: Register, incident: Incident, at: Instant): UserId | null =>
  listCallable(register, incident).find(
    (person) =>
      !wasCalled(incident, person) &&
      countCalls(incident, person) < maxCallsPerPerson &&
      isHere(register, person, at),
  ) ?? null;

/**
 * Returns the person who is told of a data exposure: the privacy contact, or while they are away or after they left
 * their deputy or else a lead. Null without a privacy contact, or when nobody of these is here.
 */
export function findPrivacyRecipient(register: Register, at: Instant): UserId | null {
  const { privacyContact } = incidentSettingsOf(register);
  if (privacyContact === null) return null;
  const { leads } = settingsOf(register);
  return (
    findStandIn(register, privacyContact, localDaysAt(register, at)) ??
    leads.find((lead) => isActive(register, lead) && isHere(register, lead, at)) ??
    null
  );
}

/** Returns the person who is told of a missed SLA: the one called least, in order; null when all were called often. */
function findForSla(register: Register, incident: Incident, at: Instant): UserId | null {
  const here = listCallable(register, incident).filter(
    (person) => countCalls(incident, person) < maxCallsPerPerson && isHere(register, person, at),
  );
  const least = Math.min(...here.map((person) => countCalls(incident, person)));
  return here.find((person) => countCalls(incident, person) === least) ?? null;
}

/** Returns when the next person is called if nobody acknowledges; null when the escalation has ended. */
function escalationTimeOf(incident: Incident): Instant | null {
  if (incident.acknowledged || !isUnresolved(incident)) return null;
  const last = incident.calls.findLast(({ why }) => why === 'escalation');
  return last ? last.at + escalationIntervalOf(incident) : incident.openedAt;
}

/** Returns when the next message about the missed SLA is due; null when none is. */
function slaCallTimeOf(incident: Incident): Instant | null {
  const end = slaEndOf(incident);
  const sent = incident.calls.filter(({ why }) => why === 'sla');
  if (end === null || !isUnresolved(incident) || sent.length >= maxSlaCalls) return null;
  const last = sent.at(-1);
  return last ? last.at + hour : end;
}

/** Returns the calls that are due now: at most one of the escalation and one about the SLA, whatever was missed. */
export function listDueCalls(register: Register, incident: Incident, at: Instant): readonly Call[] {
  const found: Call[] = [];
  const add = (why: Call['why'], person: UserId | null) => {
    if (person !== null) found.push({ person, at, why });
  };
  const next = escalationTimeOf(incident);
  if (next !== null && next <= at) add('escalation', findNextInOrder(register, incident, at));
  const missed = slaCallTimeOf(incident);
  if (missed !== null && missed <= at)
    add('sla', findForSla(register, { ...incident, calls: [...incident.calls, ...found] }, at));
  return found;
}

/** Returns the drafts of all calls that are due now. */
export const draftDueCalls = (register: Register, at: Instant): readonly Draft[] =>
  [...register.incidents.values()].filter(isUnresolved).flatMap((incident) => {
    const due = listDueCalls(register, incident, at);
    if (due.length === 0) return [];
    const called = { ...incident, calls: [...incident.calls, ...due] };
    return [createDraft(register, 'call-incident', 'incidents', incident.key, called)];
  });

/** Returns the next time after `at` at which a call can be due; null when none is. */
export function findNextCallTime(register: Register, at: Instant): Instant | null {
  const times = [...register.incidents.values()]
    .flatMap((incident) => [escalationTimeOf(incident), slaCallTimeOf(incident)])
    .filter((time) => time !== null && time > at) as Instant[];
  return times.length === 0 ? null : Math.min(...times);
}
