import { createDraft } from '../change.ts';
import { accept, refuse, refuseInvalid } from '../decide.ts';
import { draftKnownPeople, findAssigneeProblem, listOwnedUseCases } from '../people.ts';
import { mustBeMember, mustLead, type Permission } from '../permissions.ts';
import type { UserId } from '../register.ts';
import { defineStep } from '../step.ts';

export interface Reassignment {
  /** The current owner. */
  readonly person: UserId;
  /** The new owner of everything not listed in `instead`; null keeps the owner. */
  readonly to: UserId | null;
  /** New owners of single use cases, by key. */
  readonly instead: Readonly<Record<string, UserId>>;
}

const mayReassign: Permission<{ readonly person: UserId }> = (register, act, { person }) =>
  act.actor.id === person ? mustBeMember(act) : mustLead(register, act, "reassign other people's use cases");

/** Reassigns use cases of a person: one's own, or as the lead those of others. */
export const reassignStep = defineStep<'hand-over', Reassignment>({
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
          (to !== null && findAssigneeProblem(act, to)) || (passing.length === 0 && 'Choose the new owner.'),
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
export const reassignUseCases = reassignStep.decide;
