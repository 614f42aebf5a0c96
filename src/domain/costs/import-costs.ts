import { memoizePerState } from '../by-use-case.ts';
import { type Act, accept, refuse } from '../decide.ts';
import { anyMember } from '../permissions.ts';
import { type Cost, costId, type Register, settingsOf, type UseCase, vendorKey } from '../register.ts';
import { defineStep } from '../step.ts';
import { excerpt, findPlaceholder, type ReadValue, readNumber } from '../typed.ts';
import { readMonth } from './months.ts';
import {
  type CostInput,
  draftCosts,
  findFigureProblems,
  findMonthProblem,
  hasSameFigures,
  isReportOwner,
  mayRecordCosts,
  roundToCents,
} from './record-costs.ts';

/** The columns of a table of costs, in the order of the export. */
export const costColumns = [
  {
    name: 'use case',
    also: ['use case key', 'use case name', 'key', 'name', 'project', 'project name', 'application'],
    holds: 'its key, such as UC-3, or its name',
    example: 'UC-3',
  },
  {
    name: 'month',
    also: ['billing month', 'period', 'billing period', 'invoice month', 'date', 'usage month'],
    holds: 'a month that is over, like 2026-01',
    example: '2026-01',
  },
  {
    name: 'amount',
    also: ['cost', 'costs', 'total', 'total cost', 'spend', 'price', 'amount due', 'charges'],
    holds: 'everything that vendors charged for the month',
    example: '2310.40',
  },
  {
    name: 'currency',
    also: ['currency code', 'billing currency'],
    holds: "optional: the workspace's currency; rows in another one are left out",
    example: '',
  },
  {
    name: 'tokens',
    also: ['total tokens', 'token count', 'number of tokens', 'usage tokens'],
    holds: 'optional: a whole number',
    example: '41000000',
  },
  {
    name: 'calls',
    also: ['requests', 'api calls', 'api requests', 'number of calls', 'number of requests', 'request count'],
    holds: 'optional: a whole number',
    example: '18200',
  },
] as const;

export type CostColumn = (typeof costColumns)[number]['name'];
export const requiredCostColumns: readonly CostColumn[] = ['use case', 'month', 'amount'];

/** A row of a table: its position in words, and its cells as written. */
export interface CostLine {
  readonly at: string;
  readonly cells: Readonly<Partial<Record<CostColumn, string>>>;
}

/** A row that can be recorded. */
export interface AcceptedCost {
  readonly at: string;
  readonly input: CostInput;
  /** The recorded month that it replaces; null for a new one. */
  readonly before: Cost | null;
}

export interface CostImportPlan {
  readonly accepted: readonly AcceptedCost[];
  /** Rows whose month is recorded with the same figures. */
  readonly unchanged: readonly string[];
  readonly refused: readonly { readonly at: string; readonly name: string; readonly problem: string }[];
}

const currencySign = (currency: string): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? currency;

const wrongCurrency = (given: string, currency: string): string =>
  `it is in ${given}, and this workspace counts in ${currency}. Convert the amount.`;

/** Parses an amount with an optional sign or code: `$4,120.50`, `4.120,50`, `4120 USD`. */
function readAmount(written: string, currency: string): ReadValue<number> {
  const match =
    /^(?<before>[A-Za-z]{3}|\p{Sc})?\s*(?<number>[^\p{L}\p{Sc}]*\d[^\p{L}\p{Sc}]*?)\s*(?<after>[A-Za-z]{3}|\p{Sc})?$/u.exec(
      written.trim(),
    );
  const { before, number = written, after } = match?.groups ?? {};
  const given = before ?? after;
  if (given && given.toUpperCase() !== currency && given !== currencySign(currency))
    return { ok: false, problem: wrongCurrency(excerpt(given), currency) };
  return readNumber(number, { decimals: true });
}

/** The use case of each name, by the name that is compared. */
const indexByName = memoizePerState(
  ({ useCases }) => new Map([...useCases.values()].map((useCase) => [vendorKey(useCase.name), useCase])),
);

/** Returns the use case of a key or a full name; null when there is none. */
function findUseCase(register: Register, written: string): UseCase | null {
  const [, digits] = /^(?:uc[-\s]*)?0*(\d+)$/i.exec(written) ?? [];
  if (digits !== undefined) return register.useCases.get(`UC-${digits}`) ?? null;
  return indexByName(register).get(vendorKey(written)) ?? null;
}

/** Returns what a table would record: each row is checked as in the form, and each month occurs once. */
export function planCostImport(
  register: Register,
  lines: readonly CostLine[],
  source: Cost['source'],
  act: Pick<Act, 'actor' | 'at' | 'today'>,
): CostImportPlan {
  const { currency } = settingsOf(register);
  const firstRows = new Map<string, string>();
  const accepted: AcceptedCost[] = [];
  const unchanged: string[] = [];
  const refused: { at: string; name: string; problem: string }[] = [];
  for (const { at, cells } of lines) {
    const problems: string[] = [];
    const cell = (name: CostColumn) => (cells[name] ?? '').trim();
    const isGap = (name: CostColumn) => cell(name) === '' || findPlaceholder(cell(name)) !== null;
    const report = (name: CostColumn, problem: string | false | null) => {
      if (problem) problems.push(`${name}: ${problem}`);
    };
    const use = <T>(name: CostColumn, read: ReadValue<T>, otherwise: T): T => {
      if (read.ok) return read.value;
      report(name, read.problem);
      return otherwise;
    };
    const count = (name: 'tokens' | 'calls') => (isGap(name) ? null : use(name, readNumber(cell(name)), 0));
    const useCase = findUseCase(register, cell('use case'));
    if (useCase === null)
      report(
        'use case',
        isGap('use case') ? 'enter its key or name.' : `there is no "${excerpt(cell('use case'))}".`,
      );
    const month = use('month', readMonth(cell('month')), '');
    const amount = isGap('amount') ? null : use('amount', readAmount(cell('amount'), currency), 0);
    if (amount === null) report('amount', 'enter an amount, or 0 for a month without costs.');
    if (cell('currency') !== '' && cell('currency').toUpperCase() !== currency)
      report('currency', wrongCurrency(excerpt(cell('currency')), currency));
    const figures = { amount: roundToCents(amount ?? 0), tokens: count('tokens'), calls: count('calls') };
    for (const [name, problem] of Object.entries(findFigureProblems(figures)))
      report(name as CostColumn, problem);
    if (useCase !== null) {
      if (month !== '') report('month', findMonthProblem(useCase, month, act.today));
      const forbidden = mayRecordCosts(register, act, { useCase: useCase.key });
      // The other problems are not for this person to correct.
      if (forbidden && !forbidden.ok) problems.splice(0, problems.length, forbidden.refusal.message);
    }
    const id = useCase === null ? '' : costId(useCase.key, month);
    const first = firstRows.get(id);
    if (id !== '' && month !== '' && first !== undefined)
      problems.push(`${first} has the same use case and month. Keep one of them.`);
    else if (id !== '') firstRows.set(id, at);
    if (useCase === null || problems.length > 0) {
      refused.push({ at, name: cell('use case'), problem: problems.join(' ') });
      continue;
    }
    const before = register.costs.get(id) ?? null;
    // A table without these columns does not remove them.
    const counts = {
      tokens: figures.tokens ?? before?.tokens ?? null,
      calls: figures.calls ?? before?.calls ?? null,
    };
    const input = { useCase: useCase.key, month, amount: figures.amount, ...counts, source };
    if (before !== null && hasSameFigures(before, input)) unchanged.push(at);
    else accepted.push({ at, input, before });
  }
  return { accepted, unchanged, refused };
}

export interface CostImportInput {
  readonly lines: readonly CostLine[];
  readonly source: Cost['source'];
}

/** Records all accepted rows; refuses when there is none. A row of the report's owner is confirmed with it. */
export const importCostsStep = defineStep<'import-costs', CostImportInput>({
  key: 'import-costs',
  label: 'Import costs',
  permission: anyMember,
  decide: (register, { lines, source }, act) => {
    const { accepted, refused } = planCostImport(register, lines, source, act);
    const drafts = accepted.flatMap(({ input }) => {
      const useCase = register.useCases.get(input.useCase);
      const confirms = useCase !== undefined && isReportOwner(register, act, useCase);
      return draftCosts(register, act, input, confirms, 'import-costs');
    });
    if (drafts.length > 0) return accept(...drafts);
    const why = refused.slice(0, 5).map(({ at, problem }) => `${at}: ${problem}`);
    const none = `Nothing was recorded. ${why.join(' ')}`;
    return refuse('invalid', none, { fields: { lines: none } });
  },
});
export const importCosts = importCostsStep.decide;
