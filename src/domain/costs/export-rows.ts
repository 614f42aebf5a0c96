import type { Register } from '../register.ts';
import { settingsOf } from '../register.ts';
import { costColumns } from './import-costs.ts';

const numberOf = (key: string): number => Number(key.slice(key.indexOf('-') + 1));

/** Returns all recorded costs as a table: the columns of an import, then the source and the confirmation. */
export function createCostRows(register: Register): readonly (readonly string[])[] {
  const { currency } = settingsOf(register);
  const costs = [...register.costs.values()].sort(
    (a, b) => numberOf(a.useCase) - numberOf(b.useCase) || a.month.localeCompare(b.month),
  );
  return [
    [...costColumns.map(({ name }) => name), 'name', 'source', 'recorded by', 'recorded on', 'confirmed by'],
    ...costs.map(({ useCase, month, amount, tokens, calls, source, by, on, confirmed }) => [
      useCase,
      month,
      String(amount),
      currency,
      String(tokens ?? ''),
      String(calls ?? ''),
      register.useCases.get(useCase)?.name ?? '',
      source,
      by,
      on,
      confirmed?.by ?? '',
    ]),
  ];
}
