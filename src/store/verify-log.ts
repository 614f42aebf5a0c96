import { existsSync } from 'node:fs';
import { openStore } from './open.ts';
import type { StreamCheck } from './streams/verify-streams.ts';
import type { ErasureCheck } from './verify.ts';

/** Returns a message when the database file does not exist, because opening would create it; null otherwise. */
export function missingDatabase(url: string): string | null {
  const file = /^sqlite:(?!:memory:)(.*)$/.exec(url)?.[1];
  if (file === undefined || existsSync(file)) return null;
  return `There is no database at ${file}. DATABASE_URL says which one to open.`;
}

/** Checks every log and stream and prints a line for each; false when one is broken or there is no database. */
export async function verifyLog(url: string, print: (line: string) => void): Promise<boolean> {
  const missing = missingDatabase(url);
  if (missing !== null) {
    print(missing);
    return false;
  }
  const store = await openStore(url);
  try {
    const checks = await store.verify();
    if (checks.length === 0) print('Nothing has been recorded yet.');
    for (const check of checks) {
      const { workspace } = check;
      if (check.ok) {
        print(`${workspace}: ${check.rows} changes, head ${check.head.slice(0, 12)}`);
        for (const erasure of check.erasures) print(`  ${erasureLine(erasure)}`);
      } else print(`${workspace}: broken at change ${check.brokenAt}: ${check.why}`);
    }
    const streams = await store.streams.verify();
    for (const check of streams) for (const line of streamLines(check)) print(line);
    return [...checks, ...streams].every((check) => check.ok);
  } finally {
    await store.close();
  }
}

function erasureLine({ key, subject, orderedBy, on, reason, changes, unproven }: ErasureCheck): string {
  const count = `${changes} change${changes === 1 ? '' : 's'}`;
  const limits =
    unproven === 0
      ? ''
      : ` The hashes of ${unproven} of them (version 1) cover the erased contents and can no longer be checked. Only the record of the erasure says who made these changes, and when.`;
  return `${key}: the contents of ${count} about ${subject} were erased on ${on} by order of ${orderedBy}: ${reason}.${limits}`;
}

function streamLines(check: StreamCheck): readonly string[] {
  const of = `${check.workspace}, stream ${check.stream}`;
  if (!check.ok) return [`${of}: broken at entry ${check.brokenAt}: ${check.why}`];
  const { entries, head, removals } = check;
  return [
    `${of}: ${entries} entries, ${head === null ? 'not chained' : `head ${head.slice(0, 12)}`}`,
    ...removals.map(({ from, upTo, at, orderedBy, reason }) => {
      const on = new Date(at).toISOString().slice(0, 10);
      return `  entries ${from} to ${upTo} were removed on ${on} by order of ${orderedBy}: ${reason}`;
    }),
  ];
}
