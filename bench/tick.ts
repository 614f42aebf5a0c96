import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { addDays } from '../src/domain/calendar.ts';
import { createDraft } from '../src/domain/change.ts';
import { emptyRegister, settingsId, settingsOf, type UseCase } from '../src/domain/register.ts';
import { messageKindsOf } from '../src/operations/message-kind.ts';
import { sweepLease, sweepWorkspace } from '../src/operations/sweep.ts';
import { messageKinds } from '../src/slack/subjects.ts';
import { openStore, type Store } from '../src/store/open.ts';

/** The number of due workspaces in each of the three ticks. */
const dueSizes = [100, 1_000, 10_000] as const;
export const workspaces = 10_000;
export const useCasesEach = 100;
const rounds = 7;
const atOnce = 100;
const never = 9e12;

const workspaceNamed = (number: number) => `T${String(number).padStart(5, '0')}`;

/** The cost of a tick by the number of due workspaces. */
export interface TickCost {
  readonly due: number;
  /** Finding and taking what is due, over the same two statements in SQL alone. */
  readonly vsRaw: number;
  readonly takeMs: number;
  readonly rawMs: number;
  /** With a look at each workspace: its register read, and judged for whom is to be asked what. */
  readonly lookMsEach: number;
  /** Resident memory after it, in bytes. */
  readonly rss: number;
}

/** Fills a database with 10,000 workspaces of 100 use cases each, and measures ticks over it. */
export async function tickCosts(folder: string, now: number): Promise<readonly TickCost[]> {
  const file = join(folder, 'ticks.db');
  const store = await openStore(`sqlite:${file}`);
  await fill(store, now);
  const sql = new Sqlite(file);
  sql.pragma('synchronous = FULL');
  const raw = rawTick(sql);
  const costs: TickCost[] = [];
  for (const due of dueSizes) {
    const [storeTimes, rawTimes]: [number[], number[]] = [[], []];
    // In turns, and in both orders, so that neither always finds the cache warm.
    for (let round = 0; round < rounds; round += 1) {
      const both = [
        async () => void storeTimes.push(await measureTick(sql, due, now, () => claimAll(store, now))),
        async () => void rawTimes.push(await measureTick(sql, due, now, async () => raw(now))),
      ];
      for (const measure of round % 2 === 0 ? both : both.reverse()) await measure();
    }
    const ratios = storeTimes.map((one, round) => one / (rawTimes[round] ?? Number.NaN));
    const looked = await measureTick(sql, due, now, () => lookAtAll(store, now));
    global.gc?.();
    costs.push({
      due,
      vsRaw: median(ratios),
      takeMs: median(storeTimes),
      rawMs: median(rawTimes),
      lookMsEach: looked / due,
      rss: process.memoryUsage().rss,
    });
  }
  sql.close();
  await store.close();
  return costs;
}

async function fill(store: Store, now: number): Promise<void> {
  const today = new Date(now).toISOString().slice(0, 10);
  for (let number = 0; number < workspaces; number += 1) {
    const workspace = workspaceNamed(number);
    const empty = emptyRegister(workspace);
    const settings = { ...settingsOf(empty), leads: ['U0LEAD'], openedOn: addDays(today, -100) };
    const drafts = [
      createDraft(empty, 'open-register', 'settings', settingsId, settings),
      ...Array.from({ length: useCasesEach }, (_, at) => {
        const useCase = plainUseCase(at + 1, addDays(today, -30));
        return createDraft(empty, 'register-use-case', 'useCases', useCase.key, useCase);
      }),
    ];
    const commit = { seenSeq: 0, delivery: null, actor: 'U0LEAD', at: now - 3 * 24 * 3_600_000, drafts };
    const { outcome } = await store.commit(workspace, commit);
    if (outcome !== 'committed') throw new Error(`filling met a ${outcome}`);
  }
}

const plainUseCase = (number: number, startedOn: string): UseCase => ({
  key: `UC-${number}`,
  name: `Use case ${number}`,
  purpose: 'Drafts what somebody then checks',
  team: 'Support',
  owner: `U0OWNER${number % 10}`,
  members: [],
  intendedUsers: 20,
  data: ['none'],
  autonomy: 'draft',
  retrieval: false,
  vendors: [],
  otherVendors: null,
  stack: {},
  goLivePlannedOn: null,
  lastReviewedOn: null,
  whyNew: null,
  life:
    number % 5 === 0
      ? {
          stage: 'pilot',
          charter: {
            startedOn,
            decideBy: addDays(startedOn, 60),
            volunteers: 5,
            criteria: [],
            movedBars: [],
            extensions: [],
            scaled: null,
          },
        }
      : { stage: 'proposed', since: startedOn },
});

/** Makes this many workspaces due, and returns the milliseconds until none is. */
async function measureTick(
  sql: Sqlite.Database,
  due: number,
  now: number,
  work: () => Promise<void>,
): Promise<number> {
  sql.prepare('UPDATE agenda SET due_at = ?').run(never);
  sql.prepare('UPDATE agenda SET due_at = ? WHERE workspace < ?').run(now, workspaceNamed(due));
  sql.pragma('wal_checkpoint(TRUNCATE)');
  const began = performance.now();
  await work();
  const took = performance.now() - began;
  const left = sql.prepare('SELECT count(*) AS n FROM agenda WHERE due_at <= ?').get(now) as { n: number };
  if (left.n > 0) throw new Error(`${left.n} workspaces are still due`);
  return took;
}

const kinds = messageKindsOf(messageKinds);

async function claimAll({ outbox }: Store, now: number): Promise<void> {
  for (;;) {
    const claimed = await outbox.claimDue(now, now + sweepLease, atOnce);
    if (claimed.length === 0) return;
    for (const workspace of claimed) await outbox.scheduleSweep(workspace, now + sweepLease, never);
  }
}

async function lookAtAll(store: Store, now: number): Promise<void> {
  for (;;) {
    const claimed = await store.outbox.claimDue(now, now + sweepLease, atOnce);
    if (claimed.length === 0) return;
    for (const workspace of claimed) {
      const next = await sweepWorkspace({ store, now: () => now, kinds }, workspace, null);
      await store.outbox.scheduleSweep(workspace, now + sweepLease, next);
    }
  }
}

/** Returns a tick in the least SQL possible: the indexed query with the claim, and the next time. */
function rawTick(sql: Sqlite.Database): (now: number) => void {
  const claim = sql
    .prepare(
      'UPDATE agenda SET due_at = ? WHERE workspace IN (SELECT workspace FROM agenda WHERE due_at <= ? AND parked IS NULL ORDER BY due_at LIMIT ?) RETURNING workspace',
    )
    .pluck();
  const comeBack = sql.prepare('UPDATE agenda SET due_at = ? WHERE workspace = ? AND due_at = ?');
  return (now) => {
    for (;;) {
      const claimed = claim.all(now + sweepLease, now, atOnce) as string[];
      if (claimed.length === 0) return;
      for (const workspace of claimed) comeBack.run(never, workspace, now + sweepLease);
    }
  };
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}
