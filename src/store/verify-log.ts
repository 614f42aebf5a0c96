import { openStore } from './open.ts';

/** Checks the log of every workspace and prints a line for each; false when one of them is broken. */
export async function verifyLog(url: string, print: (line: string) => void): Promise<boolean> {
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
