import { and, asc, count, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '../../domain/register.ts';
import type { Database } from '../database.ts';
import { once } from '../once.ts';
import { unsettledStatuses } from './message.ts';
import { placeholder } from './statements.ts';

/** Waiting work over all workspaces. */
export interface Backlog {
  /** Workspaces to sweep now. */
  readonly due: number;
  /** Workspaces to which no message can be sent. */
  readonly parked: number;
  /** Messages that are not settled, or unknown for good. */
  readonly messages: readonly {
    readonly kind: string;
    readonly status: (typeof unsettledStatuses)[number];
    readonly count: number;
  }[];
}

/** When each workspace is due. */
export interface AgendaStore {
  /**
   * Claims due workspaces, longest due first, and moves them to `until`, the end of the lease. If a worker dies, they
   * are due again then. Replicas share the work and never claim one twice.
   */
  claimDue(now: Instant, until: Instant, most: number): Promise<readonly string[]>;
  /** Sets the next sweep of a workspace, unless a change made it due since it was claimed until `claimed`. */
  scheduleSweep(workspace: string, claimed: Instant, at: Instant): Promise<void>;
  /** Returns when a workspace is due and why it is parked; null when it has no records. */
  agendaOf(workspace: string): Promise<{ readonly dueAt: Instant; readonly parked: string | null } | null>;
  /** Stops sending to a workspace for a reason; null resumes it. */
  park(workspace: string, reason: string | null): Promise<void>;
  backlog(now: Instant): Promise<Backlog>;
}

const storedBacklog = z.object({ status: z.enum(unsettledStatuses) });

export function createAgendaStore({ reader, writer, runOne, skipLocked, tables }: Database): AgendaStore {
  const { agenda, messages } = tables;
  const here = (workspace: string) => eq(agenda.workspace, workspace);

  const due = writer.$with('due').as(
    skipLocked(
      writer
        .select({ workspace: agenda.workspace })
        .from(agenda)
        .where(and(lte(agenda.dueAt, placeholder('now')), isNull(agenda.parked)))
        .orderBy(asc(agenda.dueAt))
        .limit(sql.placeholder('most')),
    ),
  );
  const claimDue = once(() =>
    writer
      .with(due)
      .update(agenda)
      .set({ dueAt: placeholder('until') })
      .where(inArray(agenda.workspace, writer.select().from(due)))
      .returning({ workspace: agenda.workspace })
      .prepare('claim_due'),
  );

  const scheduleSweep = once(() =>
    writer
      .update(agenda)
      .set({ dueAt: placeholder('at') })
      .where(and(eq(agenda.workspace, placeholder('workspace')), eq(agenda.dueAt, placeholder('claimed'))))
      .prepare('schedule_look'),
  );

  const entryOf = once(() =>
    reader
      .select({ dueAt: agenda.dueAt, parked: agenda.parked })
      .from(agenda)
      .where(eq(agenda.workspace, placeholder('workspace')))
      .prepare('agenda_of'),
  );

  return {
    async claimDue(now, until, most) {
      const claimed = await runOne(() => claimDue().execute({ now, until, most }));
      return claimed.map(({ workspace }) => workspace);
    },

    async scheduleSweep(workspace, claimed, at) {
      await runOne(() => scheduleSweep().execute({ workspace, claimed, at }));
    },

    async agendaOf(workspace) {
      const [entry] = await entryOf().execute({ workspace });
      return entry ?? null;
    },

    async park(workspace, reason) {
      await runOne(() => writer.update(agenda).set({ parked: reason }).where(here(workspace)));
    },

    async backlog(now) {
      const workspaces = (which: SQL | undefined) =>
        reader.select({ count: count() }).from(agenda).where(which);
      const [due, parked, waiting] = await Promise.all([
        workspaces(and(lte(agenda.dueAt, now), isNull(agenda.parked))),
        workspaces(isNotNull(agenda.parked)),
        reader
          .select({ kind: messages.kind, status: messages.status, count: count() })
          .from(messages)
          .where(inArray(messages.status, [...unsettledStatuses]))
          .groupBy(messages.kind, messages.status),
      ]);
      return {
        due: due[0]?.count ?? 0,
        parked: parked[0]?.count ?? 0,
        messages: waiting.map((row) => ({ ...row, ...storedBacklog.parse(row) })),
      };
    },
  };
}
