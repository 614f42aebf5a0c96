/** Matches cells that a spreadsheet would run as a formula, also when guarded by apostrophes. */
const formula = /^'*[=+\-@\t\r]/;

/** Writes rows as CSV, with an apostrophe before cells that a spreadsheet would run as formulas. */
export const writeRows = (rows: readonly (readonly string[])[]): readonly string[] =>
  rows.map((row) =>
    row
      .map((cell) => (formula.test(cell) ? `'${cell}` : cell))
      .map((cell) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(','),
  );

/** Removes the apostrophe that `writeRows` added. */
export const removeGuard = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
