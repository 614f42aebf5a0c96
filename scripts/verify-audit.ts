import { parseArgs } from 'node:util';
import { type NotedHead, verifyStreamFile } from '../src/store/streams/stream-file.ts';

const usage = 'npm run verify-audit -- audit.ndjson [--head 1204:9f3c2a1b]';

/** Parses `1204:9f3c2a1b`, also with the `#` of the digest; null when it is not a head. */
function parseHead(text: string): NotedHead | null {
  const [, position = '', hash = ''] = /^#?(\d+)[:\s]+([0-9a-f]{8,64})$/.exec(text.trim()) ?? [];
  return hash === '' ? null : { position: Number(position), hash };
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { head: { type: 'string', multiple: true, default: [] } },
});
const [file] = positionals;
const heads = values.head.map(parseHead);

if (file === undefined || heads.includes(null)) {
  console.error(usage);
  process.exitCode = 1;
} else {
  const noted = heads.filter((head) => head !== null);
  const check = await verifyStreamFile(file, noted).catch((error: Error) => {
    return { ok: false, line: 0, why: `the file cannot be read: ${error.message}` } as const;
  });
  if (check.ok) {
    const { workspace, stream, entries, position, head, removals } = check;
    console.log(`${workspace}, ${stream}: ${entries} events, head #${position} ${head}`);
    for (const { from, upTo, orderedBy, reason } of removals)
      console.log(`  events ${from} to ${upTo} were removed by order of ${orderedBy}: ${reason}`);
    for (const { position: at, hash } of noted) console.log(`  the noted head #${at} ${hash} is in it`);
  } else {
    console.error(`${file}, line ${check.line}: ${check.why}`);
    process.exitCode = 1;
  }
}
