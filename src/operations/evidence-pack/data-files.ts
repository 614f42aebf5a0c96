import { createHash } from 'node:crypto';
import { writeRows } from '../../domain/csv-rows.ts';
import type { Cell, PackSection } from '../../domain/evidence-pack/index.ts';
import { yieldToEventLoop } from '../pause.ts';
import type { ZippedFile } from './zip.ts';

/** Rows written before other work gets a turn. */
const batchSize = 500;

/** A section with its table. */
export interface PackedSection {
  readonly section: PackSection;
  readonly rows: readonly (readonly Cell[])[];
}

/** Encodes lines, each with its end. */
async function encodeLines(
  count: number,
  lineOf: (index: number) => string,
  end: string,
): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for (let start = 0; start < count; start += batchSize) {
    const lines: string[] = [];
    for (let index = start; index < Math.min(start + batchSize, count); index += 1)
      lines.push(lineOf(index) + end);
    parts.push(Buffer.from(lines.join('')));
    await yieldToEventLoop();
  }
  return Buffer.concat(parts);
}

/** The byte order mark. Without it spreadsheets read UTF-8 as another encoding. */
const mark = Buffer.from('\uFEFF');

/** Returns the table of a section as CSV (RFC 4180) and as JSON. */
export async function writeDataFiles(
  { section: { key, title, columns }, rows }: PackedSection,
  day: string,
): Promise<readonly ZippedFile[]> {
  const header = columns.map((column) => column.key);
  const [head = ''] = writeRows([header]);
  const lines = await encodeLines(
    rows.length,
    (index) => writeRows([(rows[index] ?? []).map(({ csv }) => csv)])[0] ?? '',
    '\r\n',
  );
  const json = await encodeLines(
    rows.length,
    (index) => {
      const record = Object.fromEntries(
        (rows[index] ?? []).map(({ json: value }, at) => [header[at], value]),
      );
      return `${index === 0 ? '' : ','}\n    ${JSON.stringify(record)}`;
    },
    '',
  );
  const opening = JSON.stringify({ section: key, title, asOf: day }, null, 2).slice(0, -2);
  return [
    { name: `data/${key}.csv`, contents: Buffer.concat([mark, Buffer.from(`${head}\r\n`), lines]) },
    {
      name: `data/${key}.json`,
      contents: Buffer.concat([
        Buffer.from(`${opening},\n  "rows": [`),
        json,
        Buffer.from(rows.length === 0 ? ']\n}\n' : '\n  ]\n}\n'),
      ]),
    },
  ];
}

/** Returns records as JSON, one a line. */
export const writeJsonLines = (records: readonly unknown[]): Promise<Uint8Array> =>
  encodeLines(records.length, (index) => JSON.stringify(records[index]), '\n');

export const sha256 = (contents: Uint8Array): string => createHash('sha256').update(contents).digest('hex');
