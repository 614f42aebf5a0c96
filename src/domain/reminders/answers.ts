import { changed } from '../decide.ts';
import { member } from '../permissions.ts';
import type { UserId } from '../register.ts';
import { defineStep } from '../step.ts';
import { editUseCase } from '../use-cases/index.ts';
import { namedVendors } from '../vendors/index.ts';

interface OfReminder {
  /** The key of a kind of nudge. */
  readonly kind: string;
  readonly subject: string;
}

/** Puts a reminder off; the reminder keeps it, the register does not change. */
export const snoozeStep = defineStep<'snooze', OfReminder>({
  key: 'snooze',
  label: 'Snooze',
  mayBy: member,
  decide: () => changed(),
});
export const snooze = snoozeStep.decide;

export interface NotMine extends OfReminder {
  /** The use case that gets another owner with it; null where none is named. */
  readonly reassign: { readonly useCase: string; readonly owner: UserId } | null;
}

/** Says that a reminder is for somebody else, and may name who owns its use case instead. */
export const notMineStep = defineStep<'not-mine', NotMine>({
  key: 'not-mine',
  label: 'Not mine',
  mayBy: member,
  decide: (register, { reassign }, act) => {
    const useCase = register.useCases.get(reassign?.useCase ?? '');
    if (!reassign || !useCase || reassign.owner === useCase.owner) return changed();
    const vendors = namedVendors(register, useCase);
    const { name, purpose, team, members, intendedUsers, data, autonomy, retrieval, goLivePlannedOn } =
      useCase;
    const kept = { name, purpose, team, members, intendedUsers, data, autonomy, retrieval, goLivePlannedOn };
    return editUseCase(register, { ...kept, vendors, owner: reassign.owner, useCase: useCase.key }, act);
  },
});
export const notMine = notMineStep.decide;
