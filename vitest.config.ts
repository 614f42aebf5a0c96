import { defineConfig } from 'vitest/config';

const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Two projects, so that a PostgreSQL server is started only where tests need one. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'app',
          include: ['test/**/*.test.ts'],
          exclude: ['test/contract/**', 'test/support/planted/**'],
          ...timeouts,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          globalSetup: ['test/support/postgres.ts'],
          ...timeouts,
        },
      },
    ],
  },
});
