import { formatDay } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, type Outcome, refuse, refuseInvalid, refuseUnknownUseCase } from '../decide.ts';
import { assigneeOf } from '../people.ts';
import {
  anyMember,
  getExistingUseCase,
  isLead,
  isOperator,
  mayActFor,
  mustBeMember,
  type Permission,
  type WithActorAndTime,
} from '../permissions.ts';
import {
  type Cost,
  costId,
  type Month,
  maxAmount,
  maxCount,
  type Register,
  type UseCase,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { findYearProblem } from '../typed.ts';
import { reportOwnerOf } from './costs.ts';
import { dayAfter, formatMonth, lastFullMonth, monthOf } from './months.ts';

/** True for the owner of the cost report, and for their deputy while they are away. */
export function isReportOwner(register: Register, act: WithActorAndTime, useCase: UseCase): boolean {
  const owner = reportOwnerOf(register, useCase);
  return owner !== null && mayActFor(register, act, owner);
}

/**
 * Refuses everyone except the owner of the use case, the owner of its cost report, AI Operations and the lead. A use
 * case that has ended still gets its last invoices.
 */
export const mayRecordCosts: Permission<{ readonly useCase: string }> = (register, act, { useCase: key }) => {
  const useCase = register.useCases.get(key);
  if (!useCase) return refuseUnknownUseCase(key);
  const stranger = mustBeMember(act);
  const may =
    mayActFor(register, act, useCase.owner) ||
    isReportOwner(register, act, useCase) ||
    isOperator(register, act) ||
    isLead(register, act);
  if (stranger || may) return stranger;
  const ask = reportOwnerOf(register, useCase) ?? assigneeOf(register, useCase);
  return refuse(
    'not-permitted',
    `Only the owner of ${key}, the owner of its cost report, AI Operations and the transformation lead can record its costs.`,
    ask === null ? {} : { ask },
  );
};

export type CostInput = Pick<Cost, 'useCase' | 'month' | 'amount' | 'tokens' | 'calls' | 'source'>;

/** Returns why a month cannot have costs; null when it can. */
export function findMonthProblem({ key, life }: UseCase, month: Month, today: string): string | null {
  const typo = findYearProblem(`${month}-01`);
  if (typo !== null) return typo;
  if (month > lastFullMonth(today))
    return `${formatMonth(month)} is not over. Enter its costs from ${formatDay(dayAfter(month))} on.`;
  return (life.stage === 'stopped' || life.stage === 'retired') && month > monthOf(life.on)
    ? `${key} was ${life.stage} on ${formatDay(life.on)}. Enter months until ${formatMonth(monthOf(life.on))}.`
    : null;
}

/** Returns the problems of the figures, by input. */
export const findFigureProblems = ({ amount, tokens, calls }: Pick<Cost, 'amount' | 'tokens' | 'calls'>) => ({
  amount:
    (amount < 0 && 'Enter 0 or more.') ||
    (amount > maxAmount && `Enter at most ${maxAmount.toLocaleString('en')}.`),
  tokens: findCountProblem(tokens),
  calls: findCountProblem(calls),
});

const findCountProblem = (count: number | null): string | false =>
  count !== null &&
  ((count < 0 && 'Enter 0 or more.') ||
    (count > maxCount && `Enter at most ${maxCount.toLocaleString('en')}.`));

export const hasSameFigures = (a: CostInput, b: CostInput): boolean =>
  a.amount === b.amount && a.tokens === b.tokens && a.calls === b.calls && a.source === b.source;

export const roundToCents = (amount: number): number => Math.round(amount * 100) / 100;

/**
 * Returns the draft of a month; none when nothing changes. The same figures again only confirm them. Other figures need
 * a new confirmation.
 * @param confirms true when the person confirms the month with it
 */
export function draftCosts(
  register: Register,
  act: Act,
  input: CostInput,
  confirms: boolean,
  action: 'record-costs' | 'import-costs',
): readonly Draft[] {
  const id = costId(input.useCase, input.month);
  const known = register.costs.get(id);
  const figures = { ...input, amount: roundToCents(input.amount) };
  const now = { by: act.actor.id, on: act.today };
  if (known && hasSameFigures(known, figures)) {
    return confirms && known.confirmed === null
      ? [createDraft(register, 'confirm-costs', 'costs', id, { ...known, confirmed: now })]
      : [];
  }
  const record: Cost = { ...figures, ...now, confirmed: confirms ? now : null };
  return [createDraft(register, action, 'costs', id, record)];
}

/** Records the costs of a month. The owner of the cost report confirms the month with it. */
export const recordCostsStep = defineStep<'record-costs', CostInput & { readonly isNew: boolean }>({
  key: 'record-costs',
  label: 'Record costs',
  title: ({ month }) => (month === null ? 'Record costs' : `Costs of ${formatMonth(month)}`),
  permission: mayRecordCosts,
  decide: (register, { isNew, ...input }, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const known = register.costs.get(costId(input.useCase, input.month));
    const refused = refuseInvalid({
      month:
        findMonthProblem(useCase, input.month, act.today) ??
        (isNew &&
          known &&
          `${formatMonth(input.month)} is already recorded. To correct it, edit it in the list of ${input.useCase}.`),
      ...findFigureProblems(input),
    });
    const confirms = isReportOwner(register, act, useCase);
    return refused ?? accept(...draftCosts(register, act, input, confirms, 'record-costs'));
  },
});
export const recordCosts = recordCostsStep.decide;

export interface CostRow {
  readonly useCase: string;
  /** Null when the row is empty. */
  readonly amount: number | null;
}

/** Records and confirms one month of several use cases, all or none. Problems are keyed by use case. */
export const recordCostsSeveralStep = defineStep<
  'record-costs-several',
  { readonly month: Month; readonly source: Cost['source']; readonly rows: readonly CostRow[] }
>({
  key: 'record-costs-several',
  label: 'Record costs',
  title: ({ useCases }) => `Fill in ${useCases.length}`,
  permission: anyMember,
  decide: (register, { month, source, rows }, act) => {
    const [first] = rows;
    if (first && rows.every(({ amount }) => amount === null))
      return refuseInvalid({ [first.useCase]: 'Fill in at least one line.' }) ?? accept();
    const outcomes = rows.flatMap(({ useCase, amount }): readonly (readonly [string, Outcome])[] => {
      if (amount === null) return [];
      const known = register.costs.get(costId(useCase, month));
      // The line asks for the amount only, so an unchanged amount keeps its source.
      const kept = {
        tokens: known?.tokens ?? null,
        calls: known?.calls ?? null,
        source: known?.amount === amount ? known.source : source,
      };
      const input = { useCase, month, amount, ...kept, isNew: false };
      return [[useCase, recordCosts(register, input, act)]];
    });
    const problems = outcomes.map(([useCase, outcome]) => [
      useCase,
      outcome.ok ? null : outcome.refusal.message,
    ]);
    return (
      refuseInvalid(Object.fromEntries(problems)) ??
      accept(...outcomes.flatMap(([, outcome]) => (outcome.ok ? outcome.drafts : [])))
    );
  },
});
export const recordCostsSeveral = recordCostsSeveralStep.decide;

/** Removes a month that was recorded by mistake, for example of another use case. */
export const removeCostsStep = defineStep<'remove-costs', Pick<Cost, 'useCase' | 'month'>>({
  key: 'remove-costs',
  label: 'Remove month',
  permission: mayRecordCosts,
  decide: (register, { useCase, month }) => {
    const id = costId(useCase, month);
    return register.costs.has(id)
      ? accept(createDraft(register, 'remove-costs', 'costs', id, null))
      : refuse('not-found', `${useCase} has no costs of ${formatMonth(month)}. They were removed already.`);
  },
});
export const removeCosts = removeCostsStep.decide;
