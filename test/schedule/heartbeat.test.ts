import { beforeEach, describe, expect, test } from 'vitest';
import { createHeartbeat } from '../../src/operations/heartbeat.ts';

const monday = Date.UTC(2026, 0, 12, 9);
const day = 24 * 60 * 60 * 1000;
let clock: number;
const now = () => clock;

beforeEach(() => {
  clock = monday;
});

describe('the heartbeat', () => {
  test('is no trouble before it begins, and for two minutes of silence', () => {
    let elapsed = 0;
    const { trouble, begin } = createHeartbeat(now, () => elapsed);
    elapsed = 1_000_000;
    expect(trouble()).toBeNull();
    begin();
    elapsed += 120_000;
    expect(trouble()).toBeNull();
    elapsed += 1_000;
    expect(trouble()).toBe('the schedule has not run for 121 seconds');
  });

  test('is heard at the end of a round, and in the middle of a long one', () => {
    let elapsed = 0;
    const { trouble, begin, live, round, lastRound } = createHeartbeat(now, () => elapsed);
    begin();
    elapsed = 100_000;
    live();
    expect(lastRound()).toBeNull();
    elapsed = 200_000;
    round();
    expect(lastRound()).toBe(monday);
    elapsed = 300_000;
    expect(trouble()).toBeNull();
  });

  test('does not care how the clock of the app is moved', () => {
    const { trouble, begin } = createHeartbeat(now, () => 0);
    begin();
    clock += 30 * day;
    expect(trouble()).toBeNull();
  });
});

describe('stopping', () => {
  test('ends the watch over the heartbeat', async () => {
    let elapsed = 0;
    const watched = createHeartbeat(now, () => elapsed);
    watched.begin();
    elapsed = 121_000;
    expect(watched.trouble()).toContain('not run for 121 seconds');
    watched.end();
    expect(watched.trouble()).toBeNull();
  });
});
