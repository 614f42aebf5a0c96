import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createUnderstander } from '../../../src/slack/assistant/understand.ts';
import { entries } from '../../../src/slack/subjects.ts';

/** Returns the used heap in megabytes after all garbage is collected. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

const before = measureHeap();
let turns = 0;
let isBuilt = false;
function countTurns(): void {
  turns += 1;
  if (!isBuilt) setImmediate(countTurns);
}
countTurns();
const { understand } = await createUnderstander(entries);
isBuilt = true;
const growth = measureHeap() - before;

test('the index keeps no example and no feature of one as an object', () => {
  expect(understand).toBeTypeOf('function');
  // It was 105 MB while a closure kept the features.
  expect(growth).toBeLessThan(60);
});

test('Slack gets its answers while the index of the first question is built', () => {
  // It was one turn of 2.4 seconds. On a fast machine there are some dozens.
  expect(turns).toBeGreaterThan(20);
});
