import { put } from '../change.ts';
import { changed } from '../decide.ts';
import { member } from '../permissions.ts';
import { type Mute, muteId, type Register, type UserId } from '../register.ts';
import { defineStep } from '../step.ts';

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
