import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import autocannon from 'autocannon';
import { createDraft } from '../src/domain/change.ts';
import { auditStreamOf } from '../src/operations/audit-trail.ts';
import { openStore } from '../src/store/open.ts';
import { verifyStreamFile } from '../src/store/streams/stream-file.ts';
import { ask, type Person } from './load.ts';
import { seed } from './seed.ts';
import { bareAudit, crossing, type Env, type Server } from './server.ts';
import { mb, median, percentile, roundToHundredths } from './statistics.ts';

/** The events of a request, in the two ways that are measured. */
const sizes = { single: 1, batch: 100 } as const;
type Size = keyof typeof sizes;
const rounds = 5;
const roundSeconds = 2;
const connections = 16;
/** The events of the long run, and the connections that send them. */
const manyEvents = 1_000_000;
const fewConnections = 4;
/** The pause between two questions during the long run, in milliseconds. */
const pauseMs = 10;
const questions = 500;
const useCase = 'UC-10';

type AuditCosts = Awaited<ReturnType<typeof auditCosts>>;

/** Compares the intake of audit events with a bare server, and fills, exports and verifies a trail of a million. */
export async function auditCosts(folder: string, person: Person, env: Env, say: (text: string) => void) {
  const file = join(folder, 'audit.db');
  const databaseUrl = `sqlite:${file}`;
  const token = `crossing-audit-${randomBytes(32).toString('base64url')}.${person.workspace}`;
  await seed(databaseUrl, person.workspace, Date.now(), { useCases: 50, changes: 2_000 });
  await issueToken(databaseUrl, person.workspace, token);
  const servers = {
    bare: await bareAudit({ DATABASE_FILE: join(folder, 'bare-audit.db'), AUDIT_TOKEN: token }),
    crossing: await crossing({ ...env, DATABASE_URL: databaseUrl, AUDIT_REQUESTS_PER_MINUTE: '1000000' }),
  };
  try {
    say('sending audit events as fast as it goes');
    const shares = {} as Record<Size, { bare: number; crossing: number; share: number }>;
    for (const size of ['single', 'batch'] as const) {
      await send(servers.bare, token, { size: sizes[size], seconds: 1 });
      await send(servers.crossing, token, { size: sizes[size], seconds: 1 });
      const found: { bare: number; crossing: number }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const bare = await send(servers.bare, token, { size: sizes[size], seconds: roundSeconds });
        const crossing = await send(servers.crossing, token, { size: sizes[size], seconds: roundSeconds });
        found.push({ bare, crossing });
      }
      shares[size] = {
        bare: Math.round(median(found.map(({ bare }) => bare))),
        crossing: Math.round(median(found.map((one) => one.crossing))),
        share: median(found.map((one) => one.crossing / one.bare)),
      };
    }
    say('asking without and with a million audit events');
    const p99 = {
      alone: percentile(await askMany(servers.crossing, person, questions), 0.99),
      loaded: Number.NaN,
    };
    const before = await servers.crossing.vitals();
    const began = performance.now();
    const sending = { isOver: false };
    const asking = askMany(servers.crossing, person, Number.POSITIVE_INFINITY, sending);
    await send(servers.crossing, token, { size: 100, amount: manyEvents / 100, connections: fewConnections });
    sending.isOver = true;
    const seconds = (performance.now() - began) / 1000;
    p99.loaded = percentile(await asking, 0.99);
    const after = await servers.crossing.vitals();
    say('exporting and verifying them');
    const verified = await exportAndVerify(databaseUrl, person.workspace, join(folder, 'audit.ndjson'));
    return {
      shares,
      many: {
        ...{ events: manyEvents, perSecond: Math.round(manyEvents / seconds), p99 },
        ...{ rss: [before.rss, after.rss], heap: [before.heap, after.heap] },
      },
      verified,
    };
  } finally {
    await Promise.all([servers.bare.stop(), servers.crossing.stop()]);
  }
}

/** Returns the figures that are compared with what is accepted. */
export const auditFigures = ({ shares, many, verified }: AuditCosts) => ({
  auditVsBare: roundToHundredths(shares.single.share),
  auditVsBareInBatches: roundToHundredths(shares.batch.share),
  auditVerifiedPerSecond: verified.inFile,
  stage3P99UnderAudit: roundToHundredths(many.p99.loaded / many.p99.alone),
});

/** Returns the figures in lines of text. */
export function describeAudit(costs: AuditCosts): readonly string[] {
  const { shares, many, verified } = costs;
  const [rss, heap, verifying] = [many.rss, many.heap, verified.rss].map((list) => list.map(mb).join(' -> '));
  return [
    ...Object.entries(shares).map(
      ([size, { bare, crossing, share }]) =>
        `audit events a second, ${size}: ${crossing} of ${bare} of a bare server (${roundToHundredths(share)})`,
    ),
    `${many.events} audit events in batches of 100: ${many.perSecond} a second; resident memory ${rss} MB, heap ${heap} MB`,
    `/stage3 under them: p99 ${roundToHundredths(many.p99.loaded)} ms, alone ${roundToHundredths(many.p99.alone)} ms`,
    `${verified.rows} rows: exported ${verified.exported}, verified in the database ${verified.inDatabase}, in the file ${verified.inFile} a second; memory ${verifying} MB`,
  ];
}

async function issueToken(databaseUrl: string, workspace: string, token: string): Promise<void> {
  const store = await openStore(databaseUrl);
  const register = await store.load(workspace);
  const hash = createHash('sha256').update(token).digest('hex');
  const record = { useCase, hash, issuedOn: '2026-01-01', issuedBy: 'owner' };
  const drafts = [createDraft(register, 'issue-audit-token', 'auditTokens', useCase, record)];
  const commit = { seenSeq: register.seq, delivery: null, actor: 'owner', at: Date.now(), drafts };
  await store.commit(workspace, commit);
  await store.close();
}

let sent = 0;
const nextEvent = () => {
  sent += 1;
  return {
    ...{ id: `evt-${sent}`, what: 'Refunded 42 EUR', when: new Date().toISOString(), result: 'done' },
    ...{ actor: 'refund-agent/2.3', target: `order ${sent}`, approvedBy: 'refund rule 7' },
  };
};

interface Sending {
  readonly size: number;
  readonly seconds?: number;
  readonly amount?: number;
  readonly connections?: number;
}

/** Sends events over kept-alive connections and returns the events a second. @throws Error when one is refused. */
async function send(
  { url }: Server,
  token: string,
  { size, seconds, amount, connections: open = connections }: Sending,
) {
  const path = `/api/v1/use-cases/${useCase}/audit-events`;
  const result = await autocannon({
    ...{ url, connections: open, ...(amount ? { amount } : { duration: seconds ?? 1, sampleInt: 250 }) },
    requests: [
      {
        ...{ method: 'POST', path },
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        setupRequest: (request) => ({
          ...request,
          body: JSON.stringify(
            size === 1 ? nextEvent() : { events: Array.from({ length: size }, nextEvent) },
          ),
        }),
      },
    ],
    verifyBody: (body) => String(body).includes(`"recorded":${size},`),
  });
  const { errors, timeouts, non2xx, mismatches, duration, requests } = result;
  if (errors + timeouts + non2xx + mismatches > 0)
    throw new Error(`sending met ${JSON.stringify({ errors, timeouts, non2xx, mismatches })}`);
  return (requests.total * size) / duration;
}

/** Asks `/stage3` one at a time; returns the milliseconds of each. */
async function askMany({ url }: Server, person: Person, most: number, until?: { readonly isOver: boolean }) {
  const times: number[] = [];
  while (times.length < most && !until?.isOver) {
    const began = performance.now();
    await ask(url, person, `${url}/nowhere`);
    times.push(performance.now() - began);
    await setTimeout(pauseMs);
  }
  return times;
}

async function exportAndVerify(databaseUrl: string, workspace: string, file: string) {
  const store = await openStore(databaseUrl);
  const lines = (await store.streams.exportLines(workspace, auditStreamOf(useCase))) ?? [];
  const exporting = await measureTime(() => pipeline(lines, createWriteStream(file)));
  const inDatabase = await measureTime(() => store.streams.verify(workspace));
  await store.close();
  global.gc?.();
  const rssBefore = process.memoryUsage().rss;
  let most = rssBefore;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const inFile = await measureTime(() => verifyStreamFile(file));
  clearInterval(watch);
  if (!inFile.result.ok) throw new Error(`the export does not verify: ${JSON.stringify(inFile.result)}`);
  if (!inDatabase.result.every(({ ok }) => ok)) throw new Error('the trail does not verify');
  const rows = inFile.result.position;
  return {
    rows,
    exported: Math.round(rows / exporting.seconds),
    inDatabase: Math.round(rows / inDatabase.seconds),
    inFile: Math.round(rows / inFile.seconds),
    rss: [rssBefore, most],
  };
}

async function measureTime<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly seconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1000 };
}
