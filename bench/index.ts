import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { samplePeople, startSampleWorkspace } from '../sandbox/sample-workspace.ts';
import { ask, load, type Person, press, signingSecret } from './load.ts';
import { seed, touch } from './seed.ts';
import { bareBolt, crossing, type Env, type Memory, type Server, type Start } from './server.ts';

const sizes = { small: { useCases: 50, changes: 2_000 }, large: { useCases: 1_000, changes: 20_000 } };
const rounds = 5;
const roundSeconds = 2;
const warmUpSeconds = 2;
const starts = 5;
/** How many requests a server answers between the two looks at its memory. */
const soakRequests = 100_000;
const presses = 200;
const changes = 20;

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'crossing-bench-'));
const workspace = await startSampleWorkspace();
const person: Person = { workspace: workspace.teamId, id: samplePeople[0]?.id ?? '' };
const databases = {
  small: `sqlite:${join(folder, 'small.db')}`,
  large: `sqlite:${join(folder, 'large.db')}`,
};
const env = (databaseUrl: string): Env => ({
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: workspace.apiUrl,
  DATABASE_URL: databaseUrl,
  LOG_LEVEL: 'warn',
});
const isVerdict = (body: string) => body.includes('"blocks"') && body.includes('Stage');
const isEmpty = (body: string) => body === '';

const say = (text: string) => process.stderr.write(`${text}\n`);

try {
  const measured = await measure();
  print(measured);
  if (process.argv.includes('--json')) console.log(JSON.stringify(measured));
} finally {
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  say('building');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  say('seeding');
  for (const size of ['small', 'large'] as const) {
    await seed(databases[size], person.workspace, Date.now(), sizes[size]);
  }

  say('starting');
  const started: { ours: Idle[]; bare: Idle[] } = { ours: [], bare: [] };
  for (let count = 0; count < starts; count += 1) {
    started.ours.push(await idle(crossing, env(databases.small)));
    started.bare.push(await idle(bareBolt, env(databases.small)));
  }

  const bare = await bareBolt(env(databases.small));
  const small = await crossing(env(databases.small));
  const large = await crossing(env(databases.large));
  try {
    say('asking the first time');
    const first = { small: await timed(() => ask(small.url, person)), large: await timed(() => ask(large.url, person)) };

    say('loading');
    const servers = [
      { name: 'bare', server: bare, isRight: isEmpty },
      { name: 'small', server: small, isRight: isVerdict },
      { name: 'large', server: large, isRight: isVerdict },
    ] as const;
    for (const { server, isRight } of servers) await load(server.url, person, warmUpSeconds, isRight);
    const before = { bare: await bare.memory(), small: await small.memory() };
    const loads = { bare: [], small: [], large: [] } as Record<'bare' | 'small' | 'large', Load[]>;
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, server, isRight } of servers) {
        loads[name].push(await load(server.url, person, roundSeconds, isRight));
      }
    }
    const afterRounds = { bare: await bare.memory(), small: await small.memory() };
    let soaked = loads.small.reduce((sum, { requests }) => sum + requests, 0);
    while (soaked < soakRequests) {
      soaked += (await load(small.url, person, roundSeconds * 2, isVerdict)).requests;
    }
    const afterSoak = await small.memory();

    say('timing single requests');
    const single = {
      bare: await times(presses, () => ask(bare.url, person)),
      small: await times(presses, () => ask(small.url, person)),
      large: await times(presses, () => ask(large.url, person)),
    };
    const pressed = { small: await pressing(small), large: await pressing(large) };
    const changed = {
      small: await afterChanges(small, databases.small),
      large: await afterChanges(large, databases.large),
    };

    const ratios = loads.small.map(({ perSecond }, round) => perSecond / (loads.bare[round]?.perSecond ?? Number.NaN));
    const largeRatios = loads.large.map(
      ({ perSecond }, round) => perSecond / (loads.bare[round]?.perSecond ?? Number.NaN),
    );
    const perSecond = (name: 'bare' | 'small' | 'large') => round(median(loads[name].map((one) => one.perSecond)));
    const p99 = (name: 'bare' | 'small' | 'large') => ms(median(loads[name].map((one) => percentile(one.times, 0.99))));
    const startMs = (idles: Idle[]) => median(idles.map((one) => one.startMs));
    const rss = (idles: Idle[]) => median(idles.map((one) => one.memory.rss));
    return {
      stage3VsAckOnly: ratio(median(ratios)),
      stage3VsAckOnlyAt1000: ratio(median(largeRatios)),
      startVsBare: ratio(startMs(started.ours) / startMs(started.bare)),
      memoryVsBare: ratio(rss(started.ours) / rss(started.bare)),
      memoryAfterLoadVsBare: ratio(afterRounds.small.rss / afterRounds.bare.rss),
      perSecond: { ackOnly: perSecond('bare'), stage3: perSecond('small'), stage3At1000: perSecond('large') },
      p99Ms: { ackOnly: p99('bare'), stage3: p99('small'), stage3At1000: p99('large') },
      commandMs: { ackOnly: spread(single.bare), stage3: spread(single.small), stage3At1000: spread(single.large) },
      buttonMs: { at50: pressed.small, at1000: pressed.large },
      afterChangeMs: { at50: spread(changed.small), at1000: spread(changed.large) },
      firstMs: { at50: ms(first.small), at1000: ms(first.large) },
      startMs: { ours: round(startMs(started.ours)), bare: round(startMs(started.bare)) },
      idleMb: { ours: mb(rss(started.ours)), bare: mb(rss(started.bare)) },
      afterLoadMb: { ours: mb(afterRounds.small.rss), bare: mb(afterRounds.bare.rss) },
      soak: {
        requests: soaked,
        rssMb: [mb(before.small.rss), mb(afterSoak.rss)],
        heapMb: [mb(before.small.heap), mb(afterSoak.heap)],
      },
      sizes,
      machine: machine(),
    };
  } finally {
    await Promise.all([bare.stop(), small.stop(), large.stop()]);
  }
}

type Measured = Awaited<ReturnType<typeof measure>>;
type Load = Awaited<ReturnType<typeof load>>;
interface Idle {
  readonly startMs: number;
  readonly memory: Memory;
}

/** One start, and what the process holds once it is ready. */
async function idle(begin: Start, variables: Env): Promise<Idle> {
  const server = await begin(variables);
  const memory = await server.memory();
  await server.stop();
  return { startMs: server.startMs, memory };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Milliseconds of each, one after another, ascending. */
async function times(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let done = 0; done < count; done += 1) found.push(await timed(work));
  return found.sort((a, b) => a - b);
}

/** The button that leads to the list of use cases: until Slack has its acknowledgement, and until the list is there. */
async function pressing({ url }: Server): Promise<{ ack: Spread; answer: Spread }> {
  let arrived: (body: string) => void = () => undefined;
  const slack = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const part of incoming) body += part;
    outgoing.end('ok');
    arrived(body);
  }).listen(0, '127.0.0.1');
  await once(slack, 'listening');
  const responseUrl = `http://127.0.0.1:${(slack.address() as AddressInfo).port}/`;
  const acks: number[] = [];
  const answers = await times(presses, async () => {
    const answer = new Promise<string>((resolve) => {
      arrived = resolve;
    });
    acks.push(await timed(() => press(url, person, 'show:use-cases', '{"page":"use-cases"}', responseUrl)));
    if (!(await answer).includes('UC-')) throw new Error('the button did not lead to the use cases');
  });
  slack.closeAllConnections();
  slack.close();
  return { ack: spread(acks.sort((a, b) => a - b)), answer: spread(answers) };
}

/** `/stage3` right after somebody recorded something, so that it is judged anew. */
async function afterChanges({ url }: Server, databaseUrl: string): Promise<number[]> {
  const record = await touch(databaseUrl, person.workspace);
  const found: number[] = [];
  for (let done = 0; done < changes; done += 1) {
    await record.change();
    found.push(await timed(() => ask(url, person)));
  }
  await record.close();
  return found.sort((a, b) => a - b);
}

interface Spread {
  readonly median: number;
  readonly p99: number;
}

function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}
function median(list: readonly number[]): number {
  const ascending = [...list].sort((a, b) => a - b);
  const middle = ascending.length / 2;
  return ((ascending[Math.ceil(middle) - 1] ?? Number.NaN) + (ascending[Math.floor(middle)] ?? Number.NaN)) / 2;
}
function spread(ascending: readonly number[]): Spread {
  return { median: ms(median(ascending)), p99: ms(percentile(ascending, 0.99)) };
}
function round(value: number): number {
  return Math.round(value);
}
function ratio(value: number): number {
  return Math.round(value * 100) / 100;
}
function ms(value: number): number {
  return Math.round(value * 100) / 100;
}
function mb(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

function machine() {
  const model = cpus()[0]?.model ?? '';
  const bolt = readFileSync(join(root, 'node_modules/@slack/bolt/package.json'), 'utf8');
  return {
    cores: cpus().length,
    model,
    node: process.version,
    bolt: (JSON.parse(bolt) as { version: string }).version,
    system: `${process.platform} ${release()}`,
  };
}

function print(m: Measured): void {
  console.log(JSON.stringify(m, null, 1));
}
