import { defineConfig } from 'drizzle-kit';

/** `DIALECT` says for which database, `MIGRATIONS` where to; `npm run db:generate` writes both. */
const dialect = process.env.DIALECT === 'postgres' ? 'postgres' : 'sqlite';

export default defineConfig({
  dialect: dialect === 'postgres' ? 'postgresql' : 'sqlite',
  schema: './scripts/schema.cjs',
  out: `${process.env.MIGRATIONS ?? './migrations'}/${dialect}`,
  casing: 'snake_case',
});
