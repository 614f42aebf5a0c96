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

test('the index keeps no example and no feature of one as an object', () => {
  const before = measureHeap();
  const { understand } = createUnderstander(entries);
  const growth = measureHeap() - before;
  expect(understand).toBeTypeOf('function');
  // It was 105 MB while a closure kept the features.
  expect(growth).toBeLessThan(60);
});
