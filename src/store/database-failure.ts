/**
 * Why the database did not do what it was asked.
 * - `busy`: somebody else holds what is needed, or it takes too long; nothing was written.
 * - `away`: it cannot be reached, does not answer or takes nothing; nothing was written.
 * - `unsure`: it stopped answering in the middle of a commit, and it could not be found out whether it was made.
 * - `damaged`: what is stored cannot be read.
 */
export type DatabaseFailure = 'busy' | 'away' | 'unsure' | 'damaged';

/** Called where something goes wrong with the database that nobody may be told of otherwise. */
export type Warn = (error: Error, what: string) => void;

/** An error whose trouble is known where it is thrown. */
export class DatabaseFailureError extends Error {
  readonly failure: DatabaseFailure;
  constructor(trouble: DatabaseFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseTrouble';
    this.failure = trouble;
  }
}

/** How long something waits for what somebody else has locked, in milliseconds; Slack gives up after 3,000. */
export const lockTimeout = 1_800;

/** SQLSTATE and SQLite's codes by how they begin. */
const failurePatterns: readonly (readonly [DatabaseFailure, RegExp])[] = [
  ['damaged', /^(XX00[12]|SQLITE_(CORRUPT|NOTADB))/],
  ['busy', /^(40001|40P01|55P03|57014|SQLITE_(BUSY|LOCKED))/],
  ['away', /^(08...|25006|25P03|53...|57P0.|58...|SQLITE_(CANTOPEN|FULL|IOERR|READONLY))/],
];

/** The code that a database gave an error, wherever in its causes; null where it gave none. */
export function findErrorCode(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && /^((?=.*\d)[0-9A-Z]{5}|SQLITE_\w+)$/.test(code)) return code;
  }
  return null;
}

/** Null when the error is not about the state of the database. */
export function classifyFailure(error: unknown): DatabaseFailure | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof DatabaseFailureError) return cause.failure;
  const code = findErrorCode(error);
  return failurePatterns.find(([, codes]) => code !== null && codes.test(code))?.[0] ?? null;
}
