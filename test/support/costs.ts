import { recordCosts, shiftMonth } from '../../src/domain/costs/index.ts';
import { stopUseCase } from '../../src/domain/use-cases/production.ts';
import type { CastMember, Workspace } from './register.ts';

/** Returns the costs of a month as a person edits them. */
export const costOf = (useCase: string, month: string, amount: number) => ({
  ...{ useCase, month, amount, tokens: null, calls: null, isNew: false },
  source: 'typed' as const,
});

/** Records consecutive months from the first on. */
export function recordsMonths(
  workspace: Workspace,
  useCase: string,
  first: string,
  amounts: readonly number[],
  who: CastMember = 'lead',
): Workspace {
  for (const [index, amount] of amounts.entries())
    workspace.do(who, recordCosts, costOf(useCase, shiftMonth(first, index), amount));
  return workspace;
}

export const retireUseCase = (workspace: Workspace, useCase: string): Workspace =>
  workspace.do('lead', stopUseCase, { useCase, reason: 'Replaced' });
