import { isWaivable, maxWaiverDays } from '../../domain/checklist/index.ts';
import type { ChecklistItem } from '../../domain/register.ts';

export const neverWaived = 'The DPA can never be waived. Record the agreement of each vendor instead.';

/** Says whether an item can be waived, and by whom. */
export const describeWaivable = (item: ChecklistItem): string =>
  isWaivable(item)
    ? `AI Operations can waive it with a reason, for ${maxWaiverDays} days at most.`
    : neverWaived;
