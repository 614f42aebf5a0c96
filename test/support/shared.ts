/** Servers and files that all test files of a run share. */
export interface Shared {
  /** A PostgreSQL server in which databases may be created. */
  readonly postgres: {
    readonly address: string;
    /** The name of a database in it that has all tables, and nothing in them. */
    readonly template: string;
  };
  /** The folder of the bundled programs. */
  readonly programs: { readonly folder: string };
}

/** Names the address at which files ask for what they share; unset outside a run of the tests. */
export const addressVariable = 'CROSSING_TEST_SHARED';

/** Returns what the files of a run share, which is started if nobody has asked before. @throws Error when it does not start. */
export async function askFor<K extends keyof Shared>(key: K): Promise<Shared[K]> {
  const answer = await fetch(`${process.env[addressVariable]}/${key}`);
  if (!answer.ok) throw new Error(`${key} did not start: ${await answer.text()}`);
  return (await answer.json()) as Shared[K];
}
