import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createHealthRoutes } from '../../src/http/health.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';
import { createHeartbeat } from '../../src/operations/heartbeat.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

let crossing: LocalCrossing;
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', {
    mode: 'http',
    log: createLog('silent'),
    ...patientLimits,
  });
});
afterEach(() => crossing.close());

const read = () => fetch(`${crossing.address}/metrics`);

/** Returns the value of each sample, by its name with its labels. */
async function samples(): Promise<ReadonlyMap<string, number>> {
  const lines = (await (await read()).text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))] as const;
    }),
  );
}

/** Lets Omar get a reminder about an overdue pilot, on a Monday at 10:00 in Berlin. */
async function omarIsAsked(): Promise<void> {
  crossing.moveTo('2025-12-03');
  await records(crossing, changeSettings, {
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });
  await records(crossing, registerUseCase, registration({ owner: 'U0OMAR', name: 'Secret plan' }));
  await records(crossing, startPilot, {
    useCase: 'UC-1',
    startedOn: '2025-12-01',
    decideBy: '2026-01-05',
    volunteers: 12,
    criteria: ['30% of tickets resolved'],
    stack: null,
  });
  crossing.moveTo('2026-01-12');
}

async function ticks(): Promise<void> {
  await crossing.schedule.tick();
  await crossing.schedule.idle();
}

describe('/metrics', () => {
  test('answers in the format of Prometheus, with the process beside the app', async () => {
    const answer = await read();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await answer.text();
    expect(text).toContain('# TYPE crossing_tick_seconds histogram');
    expect(text).toContain('# TYPE process_resident_memory_bytes gauge');
    expect(text).toContain('# TYPE nodejs_eventloop_lag_seconds gauge');
  });

  test('counts ticks, and tells when the last one ended', async () => {
    expect((await samples()).get('crossing_last_tick_timestamp_seconds')).toBe(0);
    await ticks();
    await ticks();
    const found = await samples();
    expect(found.get('crossing_tick_seconds_count{outcome="done"}')).toBe(2);
    expect(found.get('crossing_last_tick_timestamp_seconds')).toBeCloseTo(crossing.now() / 1000, -2);
  });

  test('counts what is due and what waits', async () => {
    await omarIsAsked();
    expect((await samples()).get('crossing_workspaces{state="due"}')).toBe(1);
    crossing.workspace.control.failNext('chat.postMessage', { retryAfterSeconds: 30 }, 5);
    await ticks();
    const found = await samples();
    expect(found.get('crossing_workspaces{state="due"}')).toBe(0);
    expect(found.get('crossing_messages{kind="daily",status="pending"}')).toBeGreaterThan(0);
    expect(found.get('crossing_sends_total{kind="daily",outcome="pending"}')).toBeGreaterThan(0);
  });

  test('counts what was sent by its outcome, and what was asked by what came of it', async () => {
    await omarIsAsked();
    await ticks();
    const asked = await samples();
    const sent = crossing.workspace.control.calls().filter(({ method }) => method === 'chat.postMessage');
    expect(asked.get('crossing_sends_total{kind="daily",outcome="sent"}')).toBe(sent.length);
    expect(asked.get('crossing_asks_total{kind="stale-pilot",outcome="planned"}')).toBe(1);
    const omar = crossing.workspace.as('Omar Owner');
    await omar.types('#general', '/usecase show UC-1');
    await omar.sees('#general').at(-1)?.clicks('More');
    await omar.sees('#general').at(-1)?.clicks('Stop');
    const form = await omar.openModal();
    await form.fill({ 'Reason and lessons learned': 'Nobody needed it' });
    await form.submits();
    await expect
      .poll(async () => (await samples()).get('crossing_asks_total{kind="stale-pilot",outcome="done"}'))
      .toBe(1);
  });

  test('counts answers by the kind of request, with how long they took', async () => {
    await crossing.workspace.as('Lena Lead').types('#general', '/stage3');
    const found = await samples();
    expect(found.get('crossing_request_seconds_count{kind="command"}')).toBe(1);
    expect(found.get('crossing_request_seconds_sum{kind="command"}')).toBeGreaterThan(0);
  });

  test('names nobody, and repeats nothing that people wrote', async () => {
    await omarIsAsked();
    await ticks();
    for (const command of ['/stage3', '/stage3 nudges', '/usecase add Another secret'])
      await crossing.workspace.as('Lena Lead').types('#general', command);
    const text = await (await read()).text();
    const { teamId, botToken } = crossing.workspace;
    for (const word of ['U0', teamId, botToken, 'UC-1', 'secret', 'Secret', 'Lena'])
      expect(text).not.toContain(word);
  });

  test('tells what it can when the database is gone', async () => {
    await ticks();
    await crossing.store.close();
    const answer = await read();
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain('crossing_tick_seconds_count{outcome="done"} 1');
    expect(text).not.toContain('crossing_workspaces{');
  });
});

describe('/readyz says in words why not', () => {
  const fetchReadiness = async (address = crossing.address) => {
    const answer = await fetch(`${address}/readyz`);
    return [answer.status, await answer.text()];
  };

  test('when the database is gone', async () => {
    expect(await fetchReadiness()).toEqual([200, 'ready']);
    await crossing.store.close();
    expect(await fetchReadiness()).toEqual([503, 'not ready: the database does not answer']);
  });

  test('when the schedule is silent, and serves again when it is heard', async () => {
    let elapsed = 0;
    const { now, store } = crossing;
    const heartbeat = createHeartbeat(now, () => elapsed);
    const port = await freePort();
    const routes = createHealthRoutes({ store, heartbeat, isStopping: () => false });
    const server = createHttpServer(routes, createLog('silent'));
    await server.listen(port);
    const address = `http://127.0.0.1:${port}`;
    heartbeat.begin();
    expect(await fetchReadiness(address)).toEqual([200, 'ready']);
    elapsed = 150_000;
    expect(await fetchReadiness(address)).toEqual([
      503,
      'not ready: the schedule has not run for 150 seconds',
    ]);
    heartbeat.round();
    expect(await fetchReadiness(address)).toEqual([200, 'ready']);
    await server.close();
  });
});
