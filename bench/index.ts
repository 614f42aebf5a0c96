import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { samplePeople, startSampleWorkspace } from '../sandbox/sample-workspace.ts';
import { auditCosts, auditFigures, describeAudit } from './audit.ts';
import { answerTimeout, ask, load, type Person, press, signingSecret } from './load.ts';
import { seed, touch } from './seed.ts';
import { sendRate } from './send.ts';
import { bareBolt, crossing, type Env, type Server, type Start, type Vitals } from './server.ts';
import { mb, median, percentile, roundToHundredths, type Spread, spread, sum } from './statistics.ts';
import { tickCosts, useCasesEach, workspaces } from './tick.ts';

type Name = 'bare' | 'small' | 'large';
type Load = Awaited<ReturnType<typeof load>>;
type Measured = Awaited<ReturnType<typeof measure>>;
interface Idle {
  readonly startMs: number;
  readonly vitals: Vitals;
}

const names: readonly Name[] = ['bare', 'small', 'large'];
const sizes = { small: { useCases: 50, changes: 2_000 }, large: { useCases: 1_000, changes: 20_000 } };
const rounds = 5;
const roundSeconds = 2;
const warmUpSeconds = 1;
const starts = 5;
const presses = 200;
/** A day on which the companies had recorded about two thirds of what they have. */
const pastDay = new Date(Date.now() - 120 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const changes = 200;
/** The requests that a server answers between two measurements of its memory. */
const soakRequests = 100_000;

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
/** Checks every answer, so that nothing is fast because it is wrong. */
const isVerdict = (body: string) => body.includes('"blocks"') && body.includes('Stage');
const answers = { bare: (body: string) => body === '', small: isVerdict, large: isVerdict };

const say = (text: string) => process.stderr.write(`${text}\n`);

const hook = await responseHook();

try {
  if (process.argv.includes('--audit')) {
    build();
    const audit = await auditCosts(folder, person, env(databases.small), say);
    console.log(describeAudit(audit).join('\n'));
    console.log(JSON.stringify({ ...auditFigures(audit), audit, machine: describeMachine() }));
  } else {
    const measured = await measure();
    print(measured);
    if (process.argv.includes('--json')) console.log(JSON.stringify(measured));
  }
} finally {
  hook.close();
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
}

function build(): void {
  say('building');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
}

/** Receives answers that do not come with the acknowledgement. */
async function responseHook() {
  let arrived: (body: string) => void = () => undefined;
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const part of incoming) body += part;
    outgoing.end('ok');
    arrived(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** Returns the body of the next answer. @throws Error when none comes */
    next: (): Promise<string> =>
      new Promise((resolve, reject) => {
        const failLate = () => reject(new Error(`no answer within ${answerTimeout / 1000} s`));
        const timer = setTimeout(failLate, answerTimeout);
        arrived = (body) => {
          clearTimeout(timer);
          resolve(body);
        };
      }),
    /** Stands in for an answer that came with the acknowledgement. */
    arrive: (body: string) => arrived(body),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function measure() {
  build();
  say('recording a year in two companies');
  for (const size of ['small', 'large'] as const) {
    await seed(databases[size], person.workspace, Date.now(), sizes[size]);
  }
  say('starting and stopping');
  const idles: Record<'bare' | 'crossing', Idle[]> = { bare: [], crossing: [] };
  for (let count = 0; count < starts; count += 1) {
    idles.bare.push(await measureIdle(bareBolt, env(databases.small)));
    idles.crossing.push(await measureIdle(crossing, env(databases.small)));
  }

  const servers: Record<Name, Server> = {
    bare: await bareBolt(env(databases.small)),
    small: await crossing(env(databases.small)),
    large: await crossing(env(databases.large)),
  };
  try {
    say('asking for the first time');
    const first = {
      small: await measureAnswer(servers.small, isVerdict),
      large: await measureAnswer(servers.large, isVerdict),
    };
    say('starting again, and asking at once');
    const again: { readonly start: number; readonly first: number; readonly asOf: number }[] = [];
    for (let count = 0; count < starts; count += 1) {
      const server = await crossing(env(databases.large));
      const { answer: now } = await measureAnswer(server, isVerdict);
      const past = () => ask(server.url, person, hook.url, `as of ${pastDay}`);
      const asOf = (await measureAnswer(server, isVerdict, past)).answer;
      again.push({ start: server.startMs, first: now, asOf });
      await server.stop();
    }
    say('asking as fast as it goes');
    for (const name of names) await load(servers[name].url, person, warmUpSeconds, answers[name]);
    const before = await forEach((name) => servers[name].vitals());
    const loads = await forEach(async (): Promise<Load[]> => []);
    for (let count = 0; count < rounds; count += 1) {
      for (const name of names) {
        loads[name].push(await load(servers[name].url, person, roundSeconds, answers[name]));
      }
    }
    const after = await forEach((name) => servers[name].vitals());
    say('asking one at a time');
    const single = await forEach((name) =>
      measureTimes(presses, () => ask(servers[name].url, person, hook.url)),
    );
    const button = { small: await measurePresses(servers.small), large: await measurePresses(servers.large) };
    const afterChange = {
      small: await afterChanges(servers.small, databases.small),
      large: await afterChanges(servers.large, databases.large),
    };
    say('asking many times more');
    let asked = sum(loads.small.map(({ requests }) => requests));
    while (asked < soakRequests) {
      asked += (await load(servers.small.url, person, roundSeconds, isVerdict)).requests;
    }
    const soaked = await servers.small.vitals();
    say('sending at the pace that Slack takes');
    const sent = await sendRate(folder, Date.now());
    say(`filling ${workspaces} workspaces and ticking over them, which takes minutes`);
    const ticks = await tickCosts(folder, Date.now());
    const audit = await auditCosts(folder, person, env(databases.small), say);
    const tickVsRaw = Object.fromEntries(
      ticks.map(({ due, vsRaw }) => [`tickVsRaw${due}`, roundToHundredths(vsRaw)]),
    );

    const share = (name: Name) =>
      roundToHundredths(
        median(loads[name].map((one, at) => one.perSecond / (loads.bare[at]?.perSecond ?? 0))),
      );
    const overBare = (pick: (one: Idle) => number) =>
      roundToHundredths(median(idles.crossing.map(pick)) / median(idles.bare.map(pick)));
    const startMs = (one: Idle) => one.startMs;
    const idleRss = (one: Idle) => one.vitals.rss;
    const bareStart = median(idles.bare.map(startMs));
    const restarted = {
      first: median(again.map(({ first }) => first)),
      asOf: median(again.map(({ asOf }) => asOf)),
      start: median(again.map(({ start }) => start)),
    };
    return {
      stage3VsAckOnly: share('small'),
      stage3VsAckOnlyAt1000: share('large'),
      startVsBare: overBare(startMs),
      startVsBareAt1000: roundToHundredths(restarted.start / bareStart),
      memoryVsBare: overBare(idleRss),
      firstAnswerVsBareStart: roundToHundredths(restarted.first / bareStart),
      asOfAnswerVsBareStart: roundToHundredths(restarted.asOf / bareStart),
      ...tickVsRaw,
      ...auditFigures(audit),
      sendShareOfLimit: roundToHundredths(sent.shareOfLimit),
      memoryAfterLoadVsBare: roundToHundredths(after.small.rss / after.bare.rss),
      perSecond: await forEach(async (name) => Math.round(median(loads[name].map((one) => one.perSecond)))),
      p99Ms: await forEach(async (name) =>
        roundToHundredths(median(loads[name].map((one) => percentile(one.times, 0.99)))),
      ),
      cpuMicroseconds: await forEach(async (name) =>
        Math.round(
          ((after[name].cpuMs - before[name].cpuMs) * 1000) /
            sum(loads[name].map(({ requests }) => requests)),
        ),
      ),
      aloneMs: await forEach(async (name) => spread(single[name])),
      buttonAckMs: { small: button.small.ack, large: button.large.ack },
      buttonAnswerMs: { small: button.small.answer, large: button.large.answer },
      afterChangeMs: { small: spread(afterChange.small), large: spread(afterChange.large) },
      firstAckMs: { small: roundToHundredths(first.small.ack), large: roundToHundredths(first.large.ack) },
      firstAnswerMs: {
        small: roundToHundredths(first.small.answer),
        large: roundToHundredths(first.large.answer),
      },
      restartedMs: { first: roundToHundredths(restarted.first), asOf: roundToHundredths(restarted.asOf) },
      startMs: {
        bare: Math.round(bareStart),
        crossing: Math.round(median(idles.crossing.map(startMs))),
      },
      idleMb: {
        bare: mb(median(idles.bare.map(idleRss))),
        crossing: mb(median(idles.crossing.map(idleRss))),
      },
      loadedMb: { bare: mb(after.bare.rss), crossing: mb(after.small.rss), large: mb(after.large.rss) },
      soak: {
        requests: asked,
        rssMb: [mb(before.small.rss), mb(soaked.rss)],
        heapMb: [mb(before.small.heap), mb(soaked.heap)],
      },
      sent,
      ticks,
      audit,
      sizes,
      machine: describeMachine(),
    };
  } finally {
    await Promise.all(names.map((name) => servers[name].stop()));
  }
}

/** Starts the app once, and measures what the process holds when it is ready. */
async function measureIdle(begin: Start, variables: Env): Promise<Idle> {
  const server = await begin(variables);
  const vitals = await server.vitals();
  await server.stop();
  return { startMs: server.startMs, vitals };
}

async function measureTime(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Milliseconds of each, one after another. */
async function measureTimes(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let done = 0; done < count; done += 1) found.push(await measureTime(work));
  return found;
}

interface Answered {
  readonly ack: number;
  readonly answer: number;
}

/** Milliseconds until Slack has its acknowledgement, and until it has the answer, with it or after it. */
async function measureAnswer(
  { url }: Server,
  isRight: (body: string) => boolean,
  request = () => ask(url, person, hook.url),
): Promise<Answered> {
  const began = performance.now();
  const later = hook.next();
  const body = await request();
  const ack = performance.now() - began;
  if (body !== '') hook.arrive(body);
  const answer = await later;
  if (!isRight(answer)) throw new Error(`answered wrongly: ${answer.slice(0, 200)}`);
  return { ack, answer: performance.now() - began };
}

/** Measures the button that opens the list of use cases, pressed many times. */
async function measurePresses(server: Server): Promise<{ ack: Spread; answer: Spread }> {
  const found: Answered[] = [];
  for (let done = 0; done < presses; done += 1) {
    const button = () => press(server.url, person, 'use-cases', hook.url);
    found.push(await measureAnswer(server, (body) => body.includes('UC-'), button));
  }
  return { ack: spread(found.map(({ ack }) => ack)), answer: spread(found.map(({ answer }) => answer)) };
}

/** Measures `/stage3` right after a recorded change, when the verdict is not cached. */
async function afterChanges({ url }: Server, databaseUrl: string): Promise<number[]> {
  const record = await touch(databaseUrl, person.workspace);
  const found: number[] = [];
  for (let done = 0; done < changes; done += 1) {
    await record.change();
    found.push(await measureTime(() => ask(url, person, hook.url)));
  }
  await record.close();
  return found;
}

async function forEach<T>(work: (name: Name) => Promise<T>): Promise<Record<Name, T>> {
  return { bare: await work('bare'), small: await work('small'), large: await work('large') };
}

function describeMachine() {
  const bolt = readFileSync(join(root, 'node_modules/@slack/bolt/package.json'), 'utf8');
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    system: `${platform()} ${arch()}`,
    node: process.version,
    bolt: (JSON.parse(bolt) as { version: string }).version,
  };
}

function print(m: Measured): void {
  const formatSpread = ({ median: half, p99 }: Spread) => `${half} (${p99})`;
  const columns = (...cells: readonly (string | number)[]) =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(44) : String(cell).padStart(17))).join('');
  const three = (title: string, { bare, small, large }: Record<Name, number>) =>
    columns(title, bare, small, large);
  const [before, after] = m.soak.rssMb;
  console.log(
    [
      `${m.machine.cores} cores (${m.machine.processor}), Node ${m.machine.node}, Bolt ${m.machine.bolt}`,
      '',
      columns('', 'ack only', `${m.sizes.small.useCases} use cases`, `${m.sizes.large.useCases} use cases`),
      three('/stage3 a second, 16 connections', m.perSecond),
      columns('  of what only acknowledging reaches', 1, m.stage3VsAckOnly, m.stage3VsAckOnlyAt1000),
      three('  p99, ms', m.p99Ms),
      three('  processor time a request, microseconds', m.cpuMicroseconds),
      columns('/stage3 alone, ms: median (p99)', ...names.map((name) => formatSpread(m.aloneMs[name]))),
      columns(
        'Button, until the ack',
        '',
        formatSpread(m.buttonAckMs.small),
        formatSpread(m.buttonAckMs.large),
      ),
      columns(
        'Button, until the answer',
        '',
        formatSpread(m.buttonAnswerMs.small),
        formatSpread(m.buttonAnswerMs.large),
      ),
      columns(
        '/stage3 after a change',
        '',
        formatSpread(m.afterChangeMs.small),
        formatSpread(m.afterChangeMs.large),
      ),
      columns('/stage3 the first time, until the ack', '', m.firstAckMs.small, m.firstAckMs.large),
      columns('/stage3 the first time, until the answer', '', m.firstAnswerMs.small, m.firstAnswerMs.large),
      columns('/stage3 after a later start', '', '', m.restartedMs.first),
      columns('/stage3 as of a past day, then', '', '', m.restartedMs.asOf),
      columns('Start until ready, ms', m.startMs.bare, m.startMs.crossing),
      columns('Memory when ready, MB', m.idleMb.bare, m.idleMb.crossing),
      columns('Memory after load, MB', m.loadedMb.bare, m.loadedMb.crossing, m.loadedMb.large),
      columns(`Memory over ${m.soak.requests} requests, MB`, '', `${before} -> ${after}`),
      '',
      ...m.ticks.map(({ due, vsRaw, takeMs, lookMsEach, rss }) =>
        [
          `tick with ${due} of ${workspaces} workspaces due: ${roundToHundredths(vsRaw)} times raw SQL (${Math.round(takeMs)} ms)`,
          `, and ${roundToHundredths(lookMsEach)} ms to look at each, with ${useCasesEach} use cases; ${mb(rss)} MB`,
        ].join(''),
      ),
      ...describeAudit(m.audit),
      `sending: ${roundToHundredths(m.sent.shareOfLimit)} of the limit of one channel, refused for being too fast ${m.sent.limited} times`,
      `start ${m.startVsBare} (${m.startVsBareAt1000} at 1,000 use cases) and memory ${m.memoryVsBare} times bare Bolt's`,
      `first answer ${m.firstAnswerVsBareStart} and as of a past day ${m.asOfAnswerVsBareStart} times the start of bare Bolt`,
    ].join('\n'),
  );
}
