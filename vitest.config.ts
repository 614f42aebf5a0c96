import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** Tests that need a PostgreSQL server, or run parts of the app in processes of their own. */
const withServers = ['test/contract/**/*.test.ts', 'test/slack/{moved-clock,process,restored-copy}.test.ts'];

const each = {
  // Files of one worker share the modules they load, which takes as long as many a file: no module keeps state.
  isolate: false,
  setupFiles: ['test/support/fixed-seed.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/** Two projects, so that a PostgreSQL server is started, and the app compiled, only where tests need them. */
export default defineConfig({
  test: {
    // Vitest would leave one core idle.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'app',
          include: ['test/**/*.test.ts'],
          exclude: [...withServers, 'test/support/planted/**'],
          ...each,
        },
      },
      {
        test: {
          name: 'contract',
          include: withServers,
          globalSetup: ['test/support/postgres.ts', 'test/support/programs.ts'],
          ...each,
        },
      },
    ],
  },
});
