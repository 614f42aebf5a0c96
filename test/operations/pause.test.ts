import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pause } from '../../src/operations/pause.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const day = 24 * 60 * 60 * 1000;

test.each([
  ['a second', 1000],
  ['the longest span that a timer of Node takes', 2 ** 31 - 1],
  ['one millisecond more', 2 ** 31],
  ['thirty days', 30 * day],
  ['a year', 365 * day],
])('a pause of %s lasts as long as it says', async (_, milliseconds) => {
  let over = false;
  void pause(milliseconds).then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(milliseconds - 1);
  expect(over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(over).toBe(true);
});

test.each([0, -1, -40 * day, Number.NaN])('a pause of %d milliseconds is none', async (milliseconds) => {
  await pause(milliseconds);
});

test('a signal ends a pause, whichever day of it is passing', async () => {
  const stopping = new AbortController();
  const paused = pause(40 * day, stopping.signal);
  await vi.advanceTimersByTimeAsync(30 * day);
  stopping.abort();
  await paused;
  expect(vi.getTimerCount()).toBe(0);
});
