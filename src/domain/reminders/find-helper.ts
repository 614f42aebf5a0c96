import { findStandIn, isActive, type LocalDays } from '../people.ts';
import { muteId, type Register, settingsOf, type UserId } from '../register.ts';
import { helpKind } from './nudge-kinds.ts';

/** Returns the active leads other than the person, each replaced by a stand-in while away. */
const listOtherLeads = (register: Register, person: UserId, today: LocalDays): readonly UserId[] =>
  settingsOf(register).leads.flatMap((lead) => {
    const here = isActive(register, lead) ? findStandIn(register, lead, today) : null;
    return here === null || here === person ? [] : [here];
  });

/** Returns the first other lead who did not mute help requests; null when there is none. */
export const findHelper = (register: Register, person: UserId, today: LocalDays): UserId | null =>
  listOtherLeads(register, person, today).find((lead) => !register.mutes.has(muteId(lead, helpKind.key))) ??
  null;

/** Returns the first other lead, even one who muted help requests: a mute must not hide a reminder from everyone. */
export const findOtherLead = (register: Register, person: UserId, today: LocalDays): UserId | null =>
  listOtherLeads(register, person, today)[0] ?? null;
