import { formatDay } from '../../domain/calendar.ts';
import type { Gap } from '../../domain/decide.ts';
import { explainDeparture, findAbsenceOn, findStandIn } from '../../domain/people.ts';
import type { Day, Register, UserId } from '../../domain/register.ts';
import { findHelper, isMutedByOwner } from '../../domain/reminders/index.ts';
import { mention } from './blocks.ts';

/** Returns "away until 3 March 2026, @ben stands in" as mrkdwn; null while the person is here. */
function describeAbsence(register: Register, person: UserId, today: Day): string | null {
  const absence = findAbsenceOn(register, person, today);
  if (!absence) return null;
  const standIn = findStandIn(register, person, () => today);
  return `away until ${formatDay(absence.until)}${standIn === null ? '' : `, ${mention(standIn)} acts for them`}`;
}

/** Returns "@ann" as mrkdwn, with a note if she left, became a guest or is away. */
export function describePerson(register: Register, person: UserId, today: Day): string {
  const words = explainDeparture(register, person) ?? describeAbsence(register, person, today);
  return `${mention(person)}${words === null ? '' : ` (${words})`}`;
}

/** Returns "assigned to @ann" as mrkdwn, with a note if she is away; null when nobody can be asked. */
export function describeAssignee(register: Register, gap: Gap, today: Day): string | null {
  const { owner } = gap;
  if (owner === null) return null;
  if (isMutedByOwner(register, gap, today)) {
    // Only the lead reads who muted it, in the reminder that comes instead.
    const lead = findHelper(register, owner, () => today);
    if (lead !== null) return `assigned to ${describePerson(register, lead, today)}`;
  }
  return `assigned to ${describePerson(register, owner, today)}`;
}
