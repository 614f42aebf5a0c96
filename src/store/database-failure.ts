/**
 * Why a database call failed.
 * - `busy`: locked or too slow; nothing was written.
 * - `away`: unreachable or not accepting anything; nothing was written.
 * - `unsure`: it stopped answering during a commit, and the outcome is unknown.
 * - `damaged`: the stored data cannot be read.
 */
export type DatabaseFailure = 'busy' | 'away' | 'unsure' | 'damaged';

/** Called for database errors that no caller can receive. */
export type Warn = (error: Error, what: string) => void;

/** An error with a known failure. */
export class DatabaseFailureError extends Error {
  readonly failure: DatabaseFailure;
  constructor(trouble: DatabaseFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseTrouble';
    this.failure = trouble;
  }
}

/** How long a statement waits for a lock, in milliseconds. Slack gives up after 3,000. */
export const lockTimeout = 1_800;

/** Prefixes of SQLSTATE and SQLite codes. */
const failurePatterns: readonly (readonly [DatabaseFailure, RegExp])[] = [
  ['damaged', /^(XX00[12]|SQLITE_(CORRUPT|NOTADB))/],
  ['busy', /^(40001|40P01|55P03|57014|SQLITE_(BUSY|LOCKED))/],
  ['away', /^(08...|25006|25P03|53...|57P0.|58...|SQLITE_(CANTOPEN|FULL|IOERR|READONLY))/],
];

/** Returns the database's error code from any cause of the error; null without one. */
export function findErrorCode(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && /^((?=.*\d)[0-9A-Z]{5}|SQLITE_\w+)$/.test(code)) return code;
  }
  return null;
}

/** Returns the kind of database failure; null for other errors. */
export function classifyFailure(error: unknown): DatabaseFailure | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof DatabaseFailureError) return cause.failure;
  const code = findErrorCode(error);
  return failurePatterns.find(([, codes]) => code !== null && codes.test(code))?.[0] ?? null;
}
