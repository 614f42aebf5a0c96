import { and, asc, desc, eq, gte, isNull } from 'drizzle-orm';
import type { Instant, UserId } from '../../domain/register.ts';
import type { Database } from '../database.ts';
import { type Message, toMessage } from './message.ts';
import { isRowOf } from './statements.ts';

/** Sent messages, and whether people saw them. */
export interface MessageStore {
  /** Returns messages of a workspace, newest first. */
  messages(
    workspace: string,
    filter?: { readonly recipient?: string; readonly since?: Instant; readonly limit?: number },
  ): Promise<readonly Message[]>;
  /** Returns the message at a location in Slack; null when it is not ours. */
  messageAt(workspace: string, channel: string, ts: string): Promise<Message | null>;
  /** Records that a person has seen their messages. */
  markSeen(workspace: string, person: UserId, at: Instant): Promise<void>;
}

export function createMessageStore({ reader, write, tables }: Database): MessageStore {
  const { messages } = tables;
  return {
    async messages(workspace, { recipient, since, limit } = {}) {
      const query = reader
        .select()
        .from(messages)
        .where(
          and(
            eq(messages.workspace, workspace),
            recipient === undefined ? undefined : eq(messages.recipient, recipient),
            since === undefined ? undefined : gte(messages.plannedAt, since),
          ),
        )
        .orderBy(desc(messages.plannedAt), asc(messages.id));
      return (await (limit === undefined ? query : query.limit(limit))).map(toMessage);
    },

    async messageAt(workspace, channel, ts) {
      const there = and(eq(messages.channel, channel), eq(messages.ts, ts));
      const [row] = await reader
        .select()
        .from(messages)
        .where(and(eq(messages.workspace, workspace), there));
      return row ? toMessage(row) : null;
    },

    async markSeen(workspace, person, seenAt) {
      const unseen = and(
        eq(messages.workspace, workspace),
        eq(messages.recipient, person),
        and(eq(messages.status, 'sent'), isNull(messages.seenAt)),
      );
      const found = await reader.select({ id: messages.id }).from(messages).where(unseen);
      const ids = found.map(({ id }) => id).sort();
      if (ids.length > 0)
        await write((session) =>
          ids.map((id) =>
            session
              .update(messages)
              .set({ seenAt })
              .where(and(isRowOf(tables, { workspace, id }), isNull(messages.seenAt))),
          ),
        );
    },
  };
}
