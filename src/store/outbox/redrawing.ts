import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/register.ts';
import type { Database } from '../database.ts';
import { once } from '../once.ts';
import { type Message, toMessage } from './message.ts';
import { isRowOf, placeholder } from './statements.ts';

/** Sent messages that are updated when they are stale. */
export interface RedrawingStore {
  /** Returns sent messages that show a state which can change. */
  watched(workspace: string): Promise<readonly Message[]>;
  /** Stores the state that a message must show and makes it stale; null ends its updates afterwards. */
  setShown(message: Message, shows: string | null, at: Instant): Promise<void>;
  /** Returns workspaces with stale messages. */
  readyToRedraw(now: Instant): Promise<readonly string[]>;
  /** Claims stale messages of these kinds under a lease until `until`. */
  claimStale(
    workspace: string,
    kinds: readonly string[],
    now: Instant,
    until: Instant,
    most: number,
  ): Promise<readonly Message[]>;
  /** Marks a message as current as of its claim; a later answer leaves it stale. */
  markRedrawn(message: Message): Promise<void>;
}

export function createRedrawingStore({
  reader,
  writer,
  runOne,
  skipLocked,
  tables,
}: Database): RedrawingStore {
  const { messages } = tables;
  const stale = once(() =>
    reader
      .selectDistinct({ workspace: messages.workspace })
      .from(messages)
      .where(and(eq(messages.status, 'sent'), lte(messages.redrawAt, placeholder('now'))))
      .prepare('ready_to_redraw'),
  );

  const watched = once(() =>
    reader
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.workspace, placeholder('workspace')),
          isNotNull(messages.shows),
          eq(messages.status, 'sent'),
        ),
      )
      .prepare('watched'),
  );

  return {
    watched: async (workspace) => (await watched().execute({ workspace })).map(toMessage),

    async setShown(message, shows, redrawAt) {
      await runOne(() => writer.update(messages).set({ shows, redrawAt }).where(isRowOf(tables, message)));
    },

    async readyToRedraw(now) {
      return (await stale().execute({ now })).map(({ workspace }) => workspace);
    },

    async claimStale(workspace, kinds, now, until, most) {
      const claimed = writer.$with('stale').as(
        skipLocked(
          writer
            .select({ workspace: messages.workspace, id: messages.id })
            .from(messages)
            .where(
              and(
                lte(messages.redrawAt, now),
                eq(messages.status, 'sent'),
                eq(messages.workspace, workspace),
                inArray(messages.kind, [...kinds]),
              ),
            )
            .orderBy(asc(messages.redrawAt))
            .limit(most),
        ),
      );
      const rows = await runOne(() =>
        writer
          .with(claimed)
          .update(messages)
          .set({ redrawAt: until })
          .where(sql`(${messages.workspace}, ${messages.id}) IN (SELECT * FROM ${claimed})`)
          .returning(),
      );
      return rows.map(toMessage);
    },

    async markRedrawn(message) {
      if (message.redrawAt === null) return;
      const { redrawAt } = message;
      await runOne(() =>
        writer
          .update(messages)
          .set({ redrawAt: null })
          .where(and(isRowOf(tables, message), eq(messages.redrawAt, redrawAt))),
      );
    },
  };
}
