import { endOfDay } from '../../domain/calendar.ts';
import type { PackedLog, PackedTrail, PackView } from '../../domain/evidence-pack/index.ts';
import type { Evidence } from '../../domain/facts.ts';
import type { Assessment, Stage3Period } from '../../domain/readiness/index.ts';
import { type Day, type Entity, type Instant, type Register, settingsOf } from '../../domain/register.ts';
import type { ChainRow, Store } from '../../store/open.ts';
import { auditStreamOf, listAuditHeads } from '../audit-trail.ts';
import { yieldToEventLoop } from '../pause.ts';
import type { Queries } from '../queries.ts';

/** The words of the verdict. */
export interface PackWords {
  readonly formatHeadline: (assessment: Assessment) => string;
  readonly describeLoss: (period: Stage3Period, assessment: Assessment) => string;
  readonly formatFact: (
    evidence: Evidence,
    reading: { readonly register: Register; readonly today: Day },
  ) => string;
}

/** Records whose contents are no evidence: personal, or secret. Two team pulses in a row would reveal one answer. */
const withheld: ReadonlySet<Entity> = new Set([
  ...(['pulses', 'absences', 'mutes'] as const),
  ...(['intakeTokens', 'auditTokens', 'assistantTokens'] as const),
]);

/** Changes read at once. */
const pageSize = 500;

/** Everything in a pack, with the log as its hash chain covers it. */
export interface LoadedView {
  readonly view: PackView;
  readonly chain: readonly ChainRow[];
  readonly timeZone: string;
}

/** Loads everything as of the end of a day; null when nothing was recorded by then. */
export async function loadPackView(
  { store, readiness }: { readonly store: Store } & Pick<Queries, 'readiness'>,
  workspace: string,
  day: Day,
  words: PackWords,
): Promise<LoadedView | null> {
  const { timeZone } = settingsOf(await store.load(workspace));
  const at = endOfDay(day, timeZone);
  const position = await store.positionAt(workspace, at);
  if (position.seq === 0) return null;
  const { register, assessment, lost } = await readiness.asOf(workspace, day);
  const chain: ChainRow[] = [];
  while (chain.length < position.seq) {
    const after = chain.length;
    const rows = await store.chainRows(workspace, { after, upTo: position.seq, limit: pageSize, withheld });
    if (rows.length === 0) throw new Error(`the change log ends at ${after} instead of ${position.seq}`);
    chain.push(...rows);
    await yieldToEventLoop();
  }
  const view: PackView = {
    ...{ register, day, assessment },
    headline: words.formatHeadline(assessment),
    loss: lost?.until ? words.describeLoss(lost, assessment) : null,
    log: await describeChain(store, workspace, chain),
    trails: await loadTrails(store, workspace, at),
    formatFact: (evidence) => words.formatFact(evidence, { register, today: day }),
  };
  return { view, chain, timeZone };
}

async function describeChain(
  store: Store,
  workspace: string,
  chain: readonly ChainRow[],
): Promise<PackedLog> {
  const [check] = await store.verify(workspace);
  const wrong = check && !check.ok && check.brokenAt <= chain.length ? check : null;
  return {
    changes: chain,
    head: chain.at(-1)?.hash ?? '',
    fault: wrong && { seq: wrong.brokenAt, why: wrong.why },
    erased: chain.filter(({ erasure }) => erasure !== null).length,
    withheld: chain.filter(({ entity, erasure }) => erasure === null && withheld.has(entity as Entity))
      .length,
  };
}

/** Returns the ends of the audit trails at an instant, by use case. */
async function loadTrails(store: Store, workspace: string, at: Instant): Promise<readonly PackedTrail[]> {
  const trails: PackedTrail[] = [];
  for (const { useCase } of await listAuditHeads(store, workspace)) {
    const end = await store.streams.endAt(workspace, auditStreamOf(useCase), at);
    if (end) trails.push({ useCase, events: end.position, hash: end.hash ?? '', recordedAt: end.recordedAt });
  }
  return trails;
}
