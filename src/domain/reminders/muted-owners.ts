import type { Gap, Step } from '../decide.ts';
import { type Day, muteId, type Register } from '../register.ts';
import { listMutes } from './mutes.ts';
import { listDueNudges } from './nudge-kinds.ts';

const isAbout = (one: Step, other: Step): boolean =>
  JSON.stringify(one) === JSON.stringify(other) ||
  ('useCase' in one && 'useCase' in other && one.useCase === other.useCase);

/** True when the owner of a gap muted every reminder about it, so the lead is asked instead. */
export function isMutedByOwner(register: Register, { owner, step }: Gap, today: Day): boolean {
  if (owner === null || listMutes(register, owner).length === 0) return false;
  const reminders = listDueNudges(register, today).filter(
    (due) => due.person === owner && isAbout(due.step, step),
  );
  return (
    reminders.length > 0 &&
    reminders.every(({ kind, urgent }) => !urgent && register.mutes.has(muteId(owner, kind)))
  );
}
