import { findStandIn, isActive, type LocalDays } from '../people.ts';
import { muteId, type Register, settingsOf, type UserId } from '../register.ts';
import { helpKind } from './nudge-kinds.ts';

/** The leads here who are another person, each replaced by who stands in while they are away. */
const listOtherLeads = (register: Register, person: UserId, today: LocalDays): readonly UserId[] =>
  settingsOf(register).leads.flatMap((lead) => {
    const here = isActive(register, lead) ? findStandIn(register, lead, today) : null;
    return here === null || here === person ? [] : [here];
  });

/** Who is asked to help: the first lead beside the person who did not mute that; null when there is none. */
export const findHelper = (register: Register, person: UserId, today: LocalDays): UserId | null =>
  listOtherLeads(register, person, today).find((lead) => !register.mutes.has(muteId(lead, helpKind.key))) ??
  null;

/** The first lead beside the person: what somebody muted is not hidden by a lead who muted requests to help. */
export const findOtherLead = (register: Register, person: UserId, today: LocalDays): UserId | null =>
  listOtherLeads(register, person, today)[0] ?? null;
