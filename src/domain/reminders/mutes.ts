import { createDraft } from '../change.ts';
import { accept } from '../decide.ts';
import { anyMember } from '../permissions.ts';
import { type Mute, muteId, type Register, type UserId } from '../register.ts';
import { defineStep } from '../step.ts';

interface Muting {
  /** The key of a kind of nudge. */
  readonly kind: string;
}

/** Returns the muted kinds of a person, in the order of muting. */
export const listMutes = (register: Register, person: UserId): readonly Mute[] =>
  [...register.mutes.values()].filter((mute) => mute.person === person);

/** Mutes a kind of reminder for the person who acts. */
export const muteNudgesStep = defineStep<'mute-nudges', Muting>({
  key: 'mute-nudges',
  label: 'Mute',
  permission: anyMember,
  decide: (register, { kind }, act) => {
    const person = act.actor.id;
    const id = muteId(person, kind);
    if (register.mutes.has(id)) return accept();
    return accept(createDraft(register, 'mute-nudges', 'mutes', id, { person, kind, on: act.today }));
  },
});
export const muteNudges = muteNudgesStep.decide;

export const unmuteNudgesStep = defineStep<'unmute-nudges', Muting>({
  key: 'unmute-nudges',
  label: 'Unmute',
  permission: anyMember,
  decide: (register, { kind }, act) => {
    const id = muteId(act.actor.id, kind);
    return register.mutes.has(id)
      ? accept(createDraft(register, 'unmute-nudges', 'mutes', id, null))
      : accept();
  },
});
export const unmuteNudges = unmuteNudgesStep.decide;
