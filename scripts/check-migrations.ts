import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** Fails when the tables have changed and `npm run db:generate` was forgotten: generating again would write a file. */
const folder = mkdtempSync(join(tmpdir(), 'crossing-migrations-'));
try {
  cpSync('migrations', folder, { recursive: true });
  for (const dialect of ['sqlite', 'postgres']) {
    // drizzle-kit takes every path to be relative, and leaves with 0 even when it failed: only its word counts.
    const env = { ...process.env, DIALECT: dialect, MIGRATIONS: relative('.', folder) };
    const kit = spawnSync('npx', ['drizzle-kit', 'generate'], { env, encoding: 'utf8', stdio: 'pipe' });
    if (kit.stdout.includes('No schema changes')) continue;
    console.error(`${kit.stdout}${kit.stderr}`);
    console.error(`migrations/${dialect} differs from src/store/tables.ts: run npm run db:generate`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
