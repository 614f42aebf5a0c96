import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { FileOrder } from './test/support/file-order.ts';

/** Options of V8 that make the tests faster; each version of Node has others, and refuses those that it does not know. */
const fasterTests = [
  // Tests create many objects that live briefly. With Node's default, a tenth of the time goes into collecting them.
  '--max-semi-space-size=64',
  // Most code runs a few times only. Compiled at once it runs faster than interpreted, to optimize it takes longer than
  // it saves until it ran often, and what was compiled is needed again by a later file.
  '--always-sparkplug',
  '--interrupt-budget=500000',
  '--no-flush-bytecode',
];
const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
const execArgv = fasterTests.filter((option) =>
  known.includes(`  ${option.replace('--no-', '--').split('=')[0]} (`),
);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/support/planted/**'],
    globalSetup: ['test/support/shared-starts.ts'],
    setupFiles: ['test/support/fixed-seed.ts'],
    // Files of one worker share the modules they load, which takes as long as many a file: no module keeps state.
    isolate: false,
    execArgv,
    // Many files wait for processes and for Slack's limits: others run meanwhile.
    maxWorkers: Math.max(2, availableParallelism()) + 1,
    sequence: { sequencer: FileOrder },
    // A busy machine is many times slower. Only a test that hangs fails by its time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000, interval: 20 } },
  },
});
