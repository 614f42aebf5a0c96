import { accept } from '../decide.ts';
import { anyMember } from '../permissions.ts';
import type { UserId } from '../register.ts';
import { defineStep } from '../step.ts';
import { editUseCase } from '../use-cases/index.ts';
import { listNamedVendors } from '../vendors/index.ts';

interface ReminderRef {
  /** The key of a kind of nudge. */
  readonly kind: string;
  readonly subject: string;
}

/** Snoozes a reminder. The answer is stored with the reminder; the register does not change. */
export const snoozeNudgeStep = defineStep<'snooze', ReminderRef>({
  key: 'snooze',
  label: 'Snooze',
  permission: anyMember,
  decide: () => accept(),
});
export const snoozeNudge = snoozeNudgeStep.decide;

export interface DeclineNudgeInput extends ReminderRef {
  /** The use case to reassign, with its new owner; null when none is chosen. */
  readonly reassign: { readonly useCase: string; readonly owner: UserId } | null;
}

/** Says "not mine" to a reminder, and may reassign its use case. */
export const declineNudgeStep = defineStep<'not-mine', DeclineNudgeInput>({
  key: 'not-mine',
  label: 'Not mine',
  permission: anyMember,
  decide: (register, { reassign }, act) => {
    const useCase = register.useCases.get(reassign?.useCase ?? '');
    if (!reassign || !useCase || reassign.owner === useCase.owner) return accept();
    const vendors = listNamedVendors(register, useCase);
    const { name, purpose, team, members, intendedUsers, data, autonomy, retrieval, goLivePlannedOn } =
      useCase;
    const kept = { name, purpose, team, members, intendedUsers, data, autonomy, retrieval, goLivePlannedOn };
    return editUseCase(register, { ...kept, vendors, owner: reassign.owner, useCase: useCase.key }, act);
  },
});
export const declineNudge = declineNudgeStep.decide;
