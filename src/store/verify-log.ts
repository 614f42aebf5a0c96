import { existsSync } from 'node:fs';
import { openStore } from './open.ts';

/** Checks the log of every workspace and prints a line for each; false when one is broken or there is no database. */
export async function verifyLog(url: string, print: (line: string) => void): Promise<boolean> {
  const file = /^sqlite:(?!:memory:)(.*)$/.exec(url)?.[1];
  if (file !== undefined && !existsSync(file)) {
    print(`There is no database at ${file}. DATABASE_URL says which one to check.`);
    return false;
  }
  const store = await openStore(url);
  try {
    const checks = await store.verify();
    if (checks.length === 0) print('Nothing has been recorded yet.');
    for (const check of checks) {
      const { workspace } = check;
      if (check.ok) print(`${workspace}: ${check.rows} changes, head ${check.head.slice(0, 12)}`);
      else print(`${workspace}: broken at change ${check.brokenAt}: ${check.why}`);
    }
    return checks.every((check) => check.ok);
  } finally {
    await store.close();
  }
}
