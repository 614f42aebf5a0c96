import { and, eq } from 'drizzle-orm';
import type { Instant } from '../../domain/register.ts';
import type { Database } from '../database.ts';

/** What a recipient was last told is met, as `metFor` writes it. */
export interface Told {
  readonly met: string;
  /** Rises with each notice, so that no two to one recipient have the same key. */
  readonly turn: number;
}

/** The requirements that each lead and each digest channel was last told are met. */
export interface ToldStore {
  told(workspace: string): Promise<ReadonlyMap<string, Told>>;
  /** Enters what recipients know who were told nothing yet, and forgets all others. */
  keepTold(workspace: string, known: ReadonlyMap<string, string>, at: Instant): Promise<void>;
}

export function createToldStore({ reader, write, tables }: Database): ToldStore {
  const { told } = tables;
  return {
    async told(workspace) {
      const rows = await reader.select().from(told).where(eq(told.workspace, workspace));
      return new Map(rows.map(({ recipient, met, turn }) => [recipient, { met, turn }]));
    },

    async keepTold(workspace, known, turn) {
      const rows = await reader
        .select({ recipient: told.recipient })
        .from(told)
        .where(eq(told.workspace, workspace));
      const recipients = new Set([...rows.map(({ recipient }) => recipient), ...known.keys()]);
      await write((session) =>
        [...recipients].sort().map((recipient) => {
          const met = known.get(recipient);
          return met === undefined
            ? session.delete(told).where(and(eq(told.workspace, workspace), eq(told.recipient, recipient)))
            : session.insert(told).values({ workspace, recipient, met, turn }).onConflictDoNothing();
        }),
      );
    },
  };
}
