import { createDraft } from '../change.ts';
import { accept, refuse, refuseInvalid } from '../decide.ts';
import { draftKnownPeople, findAssigneeProblem, listOwnedUseCases } from '../people.ts';
import { mustBeMember, mustLead, type Permission } from '../permissions.ts';
import type { UserId } from '../register.ts';
import { defineStep } from '../step.ts';

export interface HandOver {
  /** Who owns it now. */
  readonly person: UserId;
  /** Who owns everything from now on that is not named below; null leaves that where it is. */
  readonly to: UserId | null;
  /** Who owns single use cases instead, by their keys. */
  readonly instead: Readonly<Record<string, UserId>>;
}

const mayReassign: Permission<{ readonly person: UserId }> = (register, act, { person }) =>
  act.actor.id === person ? mustBeMember(act) : mustLead(register, act, 'reassign what others own');

/** Gives what somebody owns to others: one's own by oneself, that of somebody else by the lead. */
export const handOverStep = defineStep<'hand-over', HandOver>({
  key: 'hand-over',
  label: 'Reassign',
  permission: mayReassign,
  decide: (register, { person: from, to, instead }, act) => {
    const owned = listOwnedUseCases(register, from);
    const passing = owned.flatMap((useCase) => {
      const owner = instead[useCase.key] ?? to;
      return owner === null || owner === from ? [] : [{ useCase, owner }];
    });
    const refused =
      (owned.length === 0
        ? refuse('not-now', 'There is nothing to reassign: this person owns no use case.')
        : null) ??
      refuseInvalid({
        to:
          (to !== null && findAssigneeProblem(act, to)) || (passing.length === 0 && 'Choose who takes over.'),
        ...Object.fromEntries(
          owned.map(({ key }) => [key, instead[key] ? findAssigneeProblem(act, instead[key]) : null]),
        ),
      });
    if (refused) return refused;
    return accept(
      ...passing.map(({ useCase, owner }) => {
        const members = useCase.members.filter((member) => member !== owner);
        return createDraft(register, 'hand-over', 'useCases', useCase.key, { ...useCase, owner, members });
      }),
      ...draftKnownPeople(register, act),
    );
  },
});
export const handOver = handOverStep.decide;
