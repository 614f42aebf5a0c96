import type { Instant } from '../domain/register.ts';
import { calculateStatistics, type KindStatistics, statisticsDays } from '../domain/reminders/index.ts';
import type { Message, Outbox, Store } from '../store/open.ts';
import type { Heartbeat } from './heartbeat.ts';

/** The nudge statistics of a workspace, its delivery problems, and the state of the schedule. */
export interface NudgeReport {
  /** When the last tick ended; null before the first since the start. */
  readonly lastRound: Instant | null;
  readonly kinds: readonly KindStatistics[];
  readonly month: SendingCounts;
  readonly quarter: SendingCounts;
  /** Messages that were not sent in the last 90 days, by reason, most frequent first. */
  readonly problems: readonly DeliveryProblem[];
  /** Null in a workspace without records. */
  readonly agenda: Awaited<ReturnType<Outbox['agendaOf']>>;
}

/** Numbers of messages in a period, by outcome. */
export type SendingCounts = Readonly<
  Record<'daily' | 'seen' | 'digest' | 'waiting' | 'refused' | 'unknown', number>
>;

export interface DeliveryProblem {
  readonly status: 'refused' | 'unknown';
  readonly reason: string;
  readonly count: number;
}

const day = 24 * 60 * 60 * 1000;

interface Reporting {
  readonly store: Store;
  readonly now: () => Instant;
  readonly heartbeat: Heartbeat;
}

export async function loadNudgeReport(
  { store, now: clock, heartbeat }: Reporting,
  workspace: string,
): Promise<NudgeReport> {
  const now = clock();
  const since = now - statisticsDays.quarter * day;
  const [register, nudges, messages, agenda] = await Promise.all([
    store.load(workspace),
    store.outbox.nudges(workspace, since),
    store.outbox.messages(workspace, { since }),
    store.outbox.agendaOf(workspace),
  ]);
  const lately = messages.filter(({ plannedAt }) => plannedAt > now - statisticsDays.month * day);
  return {
    lastRound: heartbeat.lastRound(),
    kinds: calculateStatistics(register, nudges, now),
    month: countSending(lately),
    quarter: countSending(messages),
    problems: groupProblems(messages),
    agenda,
  };
}

function countSending(messages: readonly Message[]): SendingCounts {
  const count = (among: (message: Message) => boolean) => messages.filter(among).length;
  return {
    daily: count(({ status, kind }) => status === 'sent' && kind === 'daily'),
    seen: count(({ status, kind, seenAt }) => status === 'sent' && kind === 'daily' && seenAt !== null),
    digest: count(({ status, kind }) => status === 'sent' && kind === 'digest'),
    waiting: count(({ status }) => status === 'pending' || status === 'sending'),
    refused: count(({ status }) => status === 'refused'),
    unknown: count(({ status }) => status === 'unknown'),
  };
}

function groupProblems(messages: readonly Message[]): readonly DeliveryProblem[] {
  const counts = new Map<string, DeliveryProblem>();
  for (const { status, reason } of messages) {
    if (status !== 'refused' && status !== 'unknown') continue;
    const trouble = { status, reason: reason ?? 'no reason given' };
    const key = `${status} ${trouble.reason}`;
    counts.set(key, { ...trouble, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
