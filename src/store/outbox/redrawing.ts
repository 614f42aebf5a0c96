import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/register.ts';
import type { Database } from '../database.ts';
import { type Message, toMessage } from './message.ts';
import { isRowOf, placeholder } from './statements.ts';

/** Messages that were sent, and are drawn again when they are out of date. */
export interface RedrawingStore {
  /** Messages that were sent and are drawn again when what they are about is in another state. */
  watched(workspace: string): Promise<readonly Message[]>;
  /** A message shows another state from now on, and is stale until it is drawn; null when it is drawn no more after. */
  setShown(message: Message, shows: string | null, at: Instant): Promise<void>;
  /** Workspaces with stale messages. */
  readyToRedraw(now: Instant): Promise<readonly string[]>;
  /** Claims stale messages of a workspace that are of these kinds, under a lease until `until`. */
  claimStale(
    workspace: string,
    kinds: readonly string[],
    now: Instant,
    until: Instant,
    most: number,
  ): Promise<readonly Message[]>;
  /** The message is up to date as of when it was claimed; it stays stale if something was answered since. */
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
  const stale = reader
    .selectDistinct({ workspace: messages.workspace })
    .from(messages)
    .where(and(eq(messages.status, 'sent'), lte(messages.redrawAt, placeholder('now'))))
    .prepare('ready_to_redraw');

  return {
    async watched(workspace) {
      const rows = await reader
        .select()
        .from(messages)
        .where(
          and(eq(messages.workspace, workspace), isNotNull(messages.shows), eq(messages.status, 'sent')),
        );
      return rows.map(toMessage);
    },

    async setShown(message, shows, redrawAt) {
      await runOne(() => writer.update(messages).set({ shows, redrawAt }).where(isRowOf(tables, message)));
    },

    async readyToRedraw(now) {
      return (await stale.execute({ now })).map(({ workspace }) => workspace);
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
