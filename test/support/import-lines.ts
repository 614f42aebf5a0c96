import type { ImportLine } from '../../src/domain/use-cases/import-columns.ts';

const plain = {
  name: 'Ticket sorting',
  purpose: 'Sorts incoming tickets',
  team: 'Support',
  'intended users': '40',
  'may do': 'draft',
  retrieval: 'no',
} as const;

/** Lines of a table to import, each a plain use case with the given cells instead. */
export const lines = (...cells: readonly ImportLine['cells'][]): readonly ImportLine[] =>
  cells.map((own, index) => ({ at: `line ${index + 2}`, cells: { ...plain, ...own } }));
