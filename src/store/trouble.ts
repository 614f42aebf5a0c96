/**
 * Why the database did not do what it was asked.
 * - `busy`: somebody else holds what is needed, or it takes too long; nothing was written.
 * - `away`: it cannot be reached, does not answer or takes nothing; nothing was written.
 * - `unsure`: it stopped answering in the middle of a commit, and it could not be found out whether it was made.
 * - `damaged`: what is stored cannot be read.
 */
export type Trouble = 'busy' | 'away' | 'unsure' | 'damaged';

/** Called where something goes wrong with the database that nobody may be told of otherwise. */
export type Warn = (error: Error, what: string) => void;

/** An error whose trouble is known where it is thrown. */
export class DatabaseTrouble extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseTrouble';
    this.trouble = trouble;
  }
}

/** How long something waits for what somebody else has locked, in milliseconds; Slack gives up after 3,000. */
export const lockWait = 1_800;

/** SQLSTATE and SQLite's codes by how they begin. */
const troubles: readonly (readonly [Trouble, RegExp])[] = [
  ['damaged', /^(XX00[12]|SQLITE_(CORRUPT|NOTADB))/],
  ['busy', /^(40001|40P01|55P03|57014|SQLITE_(BUSY|LOCKED))/],
  ['away', /^(08...|25006|25P03|53...|57P0.|58...|SQLITE_(CANTOPEN|FULL|IOERR|READONLY))/],
];

/** The code that a database gave an error, wherever in its causes; null where it gave none. */
export function codeOf(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && /^((?=.*\d)[0-9A-Z]{5}|SQLITE_\w+)$/.test(code)) return code;
  }
  return null;
}

/** Null when the error is not about the state of the database. */
export function troubleIn(error: unknown): Trouble | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof DatabaseTrouble) return cause.trouble;
  const code = codeOf(error);
  return troubles.find(([, codes]) => code !== null && codes.test(code))?.[0] ?? null;
}
