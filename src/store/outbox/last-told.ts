import { and, eq } from 'drizzle-orm';
import type { Instant } from '../../domain/register.ts';
import type { Database } from '../database.ts';
import { once } from '../once.ts';
import { placeholder } from './statements.ts';

/** The met requirements a recipient was last told, from `metRequirementsFor`. */
export interface LastTold {
  readonly met: string;
  /** Increases with each notice, so that two notices to one recipient have different keys. */
  readonly revision: number;
}

/** The met requirements that each lead and digest channel was last told. */
export interface LastToldStore {
  lastTold(workspace: string): Promise<ReadonlyMap<string, LastTold>>;
  /** Stores the state of new recipients and deletes all others. */
  saveLastTold(workspace: string, known: ReadonlyMap<string, string>, at: Instant): Promise<void>;
}

export function createLastToldStore({ reader, write, tables }: Database): LastToldStore {
  const { told } = tables;
  const toldIn = once(() =>
    reader
      .select()
      .from(told)
      .where(eq(told.workspace, placeholder('workspace')))
      .prepare('told_in'),
  );

  return {
    async lastTold(workspace) {
      const rows = await toldIn().execute({ workspace });
      return new Map(rows.map(({ recipient, met, turn: revision }) => [recipient, { met, revision }]));
    },

    async saveLastTold(workspace, known, at) {
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
            : session.insert(told).values({ workspace, recipient, met, turn: at }).onConflictDoNothing();
        }),
      );
    },
  };
}
