import { once } from 'node:events';
import { describe, vi } from 'vitest';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { openStore } from '../../src/store/open.ts';
import { type App, type Processes, test } from '../support/app-process.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** A Monday, one in the afternoon in Berlin. */
const monday = Date.UTC(2026, 0, 12, 12);
const preload = './test/support/moved-date.mjs';
/** Two rounds of the schedule, and time to spare. */
const twoRounds = { timeout: 60_000 };

/** Starts the app in a process whose clock the test moves. Its workspace has the same clock. */
async function startAt(
  { startApp }: Processes,
  moment: number,
): Promise<App & { readonly moveTo: (moment: number) => Promise<void> }> {
  let movedBy = moment - Date.now();
  const now = () => Date.now() + movedBy;
  const app = await startApp('Socket Mode', {
    workspace: { ...patientLimits, now },
    env: { MOVED_BY: String(movedBy) },
    preload,
  });
  await sampleOf(app, ticks, (count) => count >= 1);
  return {
    ...app,
    async moveTo(to) {
      movedBy = to - Date.now();
      const moved = once(app.child, 'message');
      app.child.send(movedBy);
      await moved;
    },
  };
}

/** Records a pilot of Omar's that is a week overdue at this moment, and Lena as lead. */
async function omarIsLate({ databaseUrl }: Processes, { workspace }: App, moment: number): Promise<void> {
  const store = await openStore(databaseUrl);
  const now = () => moment - 40 * day;
  const today = (offset: number) => new Date(moment + offset * day).toISOString().slice(0, 10);
  const crossing = { store, now, workspace };
  await records(crossing, changeSettings, {
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });
  await records(crossing, registerUseCase, registration({ owner: 'U0OMAR' }));
  await records(crossing, startPilot, {
    useCase: 'UC-1',
    startedOn: today(-42),
    decideBy: today(-7),
    volunteers: 12,
    criteria: ['30% of tickets resolved'],
    stack: null,
  });
  await store.close();
}

const ticks = 'crossing_tick_seconds_count{outcome="done"}';
const processor = 'process_cpu_seconds_total';

async function sample({ port }: App, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length) ?? 0);
}

const sampleOf = (app: App, name: string, is: (value: number) => boolean) =>
  vi.waitUntil(async () => is(await sample(app, name)), twoRounds);

/** Waits for so many more rounds of the schedule. */
async function waitForTicks(app: App, more: number): Promise<void> {
  const before = await sample(app, ticks);
  await sampleOf(app, ticks, (count) => count >= before + more);
}

const toOmar = ({ workspace }: App) => workspace.as('Omar Owner').directMessages();

describe.concurrent('when the clock goes back', () => {
  test('by two hours and by three weeks, the schedule goes on, and what becomes due is asked at once', {
    timeout: 180_000,
  }, async ({ processes, expect }) => {
    const app = await startAt(processes, monday);
    await app.moveTo(monday - 2 * hour);
    // A round that began before the move says nothing of it.
    await expect.poll(app.written, twoRounds).toContain('the clock went back');
    await app.moveTo(monday - 21 * day);
    await omarIsLate(processes, app, monday - 21 * day);
    await expect.poll(() => toOmar(app).length, twoRounds).toBe(1);
  });

  test('while the app is stopped, a message that was to wait half a minute goes out at once', {
    timeout: 180_000,
  }, async ({ processes, expect }) => {
    const app = await startAt(processes, monday);
    app.workspace.control.failNext('chat.postMessage', { retryAfterSeconds: 30 });
    await omarIsLate(processes, app, monday);
    const store = await openStore(processes.databaseUrl);
    const listHeldBack = async () =>
      (await store.outbox.messages(app.workspace.teamId)).filter(
        ({ status, tries }) => status === 'pending' && tries === 1,
      );
    const [waiting] = await expect.poll(listHeldBack, twoRounds).toHaveLength(1).then(listHeldBack);
    app.child.kill('SIGKILL');
    await app.ended;
    const earlier = monday - 2 * hour - Date.now();
    app.workspace.control.setNow(() => Date.now() + earlier);
    expect(waiting?.readyAt).toBeGreaterThan(monday);
    const env = { MOVED_BY: String(earlier) };
    await processes.runApp(app.workspace, app.slack, app.port, 'Socket Mode', { env, preload });
    await expect.poll(() => toOmar(app).length, twoRounds).toBe(1);
    await store.close();
  });
});

describe.concurrent('when the clock goes forward', () => {
  test('by a week, a year and ten years, each time there is one round and one daily message', {
    timeout: 240_000,
  }, async ({ processes, expect }) => {
    const app = await startAt(processes, monday);
    await omarIsLate(processes, app, monday);
    await expect.poll(() => toOmar(app).length, twoRounds).toBe(1);
    for (const [index, forward] of [7, 371, 4025].entries()) {
      const before = { processor: await sample(app, processor), ticks: await sample(app, ticks) };
      const began = performance.now();
      await app.moveTo(monday + forward * day);
      await waitForTicks(app, 1);
      await app.workspace.as('Lena Lead').types('#general', '/stage3');
      await expect.poll(() => toOmar(app).length, twoRounds).toBe(index + 2);
      const passed = (performance.now() - began) / 1000;
      expect((await sample(app, ticks)) - before.ticks).toBeLessThan(3 + passed / 2);
      expect((await sample(app, processor)) - before.processor).toBeLessThan(10);
    }
    await waitForTicks(app, 1);
    expect(toOmar(app)).toHaveLength(4);
  });
});
