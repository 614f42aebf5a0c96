import { put } from '../change.ts';
import { changed, type Gap, refuse, type Step } from '../decide.ts';
import { member } from '../permissions.ts';
import { type Day, type Mute, muteId, type Register, type UserId } from '../register.ts';
import { defineStep } from '../step.ts';
import { concernsOf, kindTitle } from './nudge-kinds.ts';

interface Muting {
  /** The key of a kind of nudge. */
  readonly kind: string;
}

/** The kinds that somebody does not want to be asked about, in the order in which they were muted. */
export const mutedBy = (register: Register, person: UserId): readonly Mute[] =>
  [...register.mutes.values()].filter((mute) => mute.person === person);

/** Everybody mutes for themselves alone; nobody can be muted by others. */
export const muteNudgesStep = defineStep<'mute-nudges', Muting>({
  key: 'mute-nudges',
  label: 'Mute',
  mayBy: member,
  decide: (register, { kind }, act) => {
    if (kindTitle(kind) === null) return refuse('not-found', 'Nothing of this kind is asked any more.');
    const person = act.actor.id;
    const id = muteId(person, kind);
    if (register.mutes.has(id)) return changed();
    return changed(put(register, 'mute-nudges', 'mutes', id, { person, kind, on: act.today }));
  },
});
export const muteNudges = muteNudgesStep.decide;

export const unmuteNudgesStep = defineStep<'unmute-nudges', Muting>({
  key: 'unmute-nudges',
  label: 'Unmute',
  mayBy: member,
  decide: (register, { kind }, act) => {
    const id = muteId(act.actor.id, kind);
    return register.mutes.has(id) ? changed(put(register, 'unmute-nudges', 'mutes', id, null)) : changed();
  },
});
export const unmuteNudges = unmuteNudgesStep.decide;

const isAbout = (one: Step, other: Step): boolean =>
  JSON.stringify(one) === JSON.stringify(other) ||
  ('useCase' in one && 'useCase' in other && one.useCase === other.useCase);

/** Whether the person whom a gap waits for muted everything that reminds of it, so that the lead is asked instead. */
export function isMutedByOwner(register: Register, { owner, step }: Gap, today: Day): boolean {
  if (owner === null || mutedBy(register, owner).length === 0) return false;
  const reminders = concernsOf(register, today).filter(
    (concern) => concern.person === owner && isAbout(concern.step, step),
  );
  return (
    reminders.length > 0 &&
    reminders.every(({ kind, urgent }) => !urgent && register.mutes.has(muteId(owner, kind)))
  );
}
