import { parseArgs } from 'node:util';
import { auditStreamOf } from '../src/operations/audit-trail.ts';
import { openStore } from '../src/store/open.ts';
import { missingDatabase } from '../src/store/verify-log.ts';

const usage = 'npm run --silent export-audit -- UC-3 --workspace T0123ABC > audit.ndjson';
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { workspace: { type: 'string' } },
});
const [useCase] = positionals;
const { workspace } = values;
const url = process.env.DATABASE_URL ?? 'sqlite:./data/crossing.db';

/** Writes the trail to standard output; returns the problem in words, or null. */
async function exportTrail(): Promise<string | null> {
  if (useCase === undefined || workspace === undefined) return usage;
  const missing = missingDatabase(url);
  if (missing !== null) return missing;
  const store = await openStore(url);
  try {
    const lines = await store.streams.exportLines(workspace, auditStreamOf(useCase.toUpperCase()));
    if (lines === null) return `${useCase} has no audit events in ${workspace}.`;
    for await (const part of lines)
      if (!process.stdout.write(part)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    return null;
  } finally {
    await store.close();
  }
}

const problem = await exportTrail();
if (problem !== null) {
  console.error(problem);
  process.exitCode = 1;
}
