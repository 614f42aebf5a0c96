import { memoizePerState } from '../by-use-case.ts';
import { isOver, type Register, type UseCase } from '../register.ts';
import { writeEntries } from '../typed.ts';
import { listNamedVendors } from '../vendors/index.ts';
import { type ImportColumn, importColumns } from './import-columns.ts';

/** Returns a use case as cells of the import columns. */
function cellsOf(register: Register, useCase: UseCase): Readonly<Partial<Record<ImportColumn, string>>> {
  const { life, otherVendors } = useCase;
  const vendors = listNamedVendors(register, useCase);
  const standing: Readonly<Partial<Record<ImportColumn, string>>> =
    life.stage === 'pilot'
      ? {
          'start date': life.charter.startedOn,
          'decide by': life.charter.decideBy,
          volunteers: String(life.charter.volunteers),
          criteria: writeEntries(life.charter.criteria),
        }
      : life.stage === 'production'
        ? { 'live since': life.liveOn, deployed: String(life.deployed), audience: life.audience }
        : {};
  return {
    name: useCase.name,
    purpose: useCase.purpose,
    team: useCase.team,
    owner: useCase.owner,
    'intended users': String(useCase.intendedUsers),
    data: useCase.data.join(', '),
    'may do': useCase.autonomy,
    retrieval: useCase.retrieval ? 'yes' : 'no',
    vendors: [
      ...(vendors.length > 0 ? [writeEntries(vendors)] : []),
      ...(otherVendors ? [otherVendors] : []),
    ].join('; '),
    stage: life.stage,
    ...standing,
    'why new': useCase.whyNew ?? '',
  };
}

/** A table in the import columns. */
interface ExportTable {
  /** A header row, and a row for each use case that has not ended. */
  readonly rows: readonly (readonly string[])[];
  /** The number of use cases that have ended. */
  readonly ended: number;
}

/** Returns the use cases of a register as a table. Each part of an export needs all of it. */
export const createExportRows = memoizePerState((register): ExportTable => {
  const all = [...register.useCases.values()];
  const going = all.filter((useCase) => !isOver(useCase));
  const columns = importColumns.map(({ name }) => name);
  const rows = going.map((useCase) => {
    const cells = cellsOf(register, useCase);
    return columns.map((column) => cells[column] ?? '');
  });
  return { rows: [columns, ...rows], ended: all.length - going.length };
});
