import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { createLog } from '../../src/log.ts';
import { patientLimits } from '../support/patient-limits.ts';

let crossing: LocalCrossing;
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', { log: createLog('silent'), ...patientLimits });
});
afterEach(() => crossing.close());

const control = () => crossing.workspace.control;
const askVerdict = async (who = 'Lena Lead') =>
  (await crossing.workspace.as(who).types('#general', '/stage3')).text;
const oneSocketIsOpen = () => vi.waitFor(() => expect(control().sockets()).toBe(1), { timeout: 20_000 });

const twoSocketsAreOpen = () => vi.waitFor(() => expect(control().sockets()).toBe(2), { timeout: 20_000 });

describe('Slack renews a connection every few hours', () => {
  test('and every command typed meanwhile is answered', async () => {
    for (let renewal = 0; renewal < 3; renewal += 1) {
      const endOld = control().refreshSockets();
      expect(await askVerdict()).toContain('Stage 1');
      await twoSocketsAreOpen();
      expect(await askVerdict()).toContain('Stage 1');
      const answer = askVerdict();
      endOld();
      expect(await answer).toContain('Stage 1');
      await oneSocketIsOpen();
    }
    expect(await askVerdict()).toContain('Stage 1');
  });

  test('and what was asked just before is answered on the connection on which it came', async () => {
    const answers = ['Lena Lead', 'Omar Owner', 'Sara Sales'].map(askVerdict);
    const endOld = control().refreshSockets();
    expect(await Promise.all(answers)).toEqual(Array(3).fill(expect.stringContaining('Stage 1')));
    await twoSocketsAreOpen();
    endOld();
    await oneSocketIsOpen();
  });

  test('told twice, one connection takes its place', async () => {
    const endOld = control().refreshSockets();
    control().refreshSockets();
    expect(await askVerdict()).toContain('Stage 1');
    await twoSocketsAreOpen();
    endOld();
    await oneSocketIsOpen();
    expect(await askVerdict()).toContain('Stage 1');
  });

  test('and is not left when Slack opens no second one at once', async () => {
    control().failNext('apps.connections.open', { status: 500 });
    const endOld = control().refreshSockets();
    await vi.waitFor(() => expect(control().calls().at(-1)).toMatchObject({ fault: { status: 500 } }));
    expect(await askVerdict()).toContain('Stage 1');
    endOld();
    await oneSocketIsOpen();
    expect(await askVerdict()).toContain('Stage 1');
  });
});

test('a connection that was cut without a word is opened again', async () => {
  control().cutSockets();
  await vi.waitFor(() => expect(control().sockets()).toBe(0));
  await oneSocketIsOpen();
  expect(await askVerdict()).toContain('Stage 1');
});
