import type { Button, KnownBlock } from '@slack/types';
import { pageButton, preformattedBlocks } from './blocks.ts';
import { writeRows } from './csv.ts';

/** The most characters of the table in one view. */
const maxTextLength = 60_000;

/** Splits the rows into parts with a header each, so that each can be imported. */
function splitIntoParts([header = '', ...rows]: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[header]];
  let size = 0;
  for (const row of rows) {
    if (size > 0 && size + row.length > maxTextLength) {
      parts.push([header]);
      size = 0;
    }
    parts.at(-1)?.push(row);
    size += row.length + 1;
  }
  return parts;
}

/** One view of a table as CSV text to copy. */
interface TablePart {
  /** "200 use cases as CSV, part 1 of 3". */
  readonly title: string;
  readonly blocks: readonly KnownBlock[];
  /** Buttons to the parts before and after. */
  readonly buttons: readonly (Button | null)[];
}

/**
 * Renders a part of a table. @param page the key of the page that takes `part` @param title the table with its count, such
 * as "200 use cases"
 */
export function renderTablePart(
  page: string,
  title: string,
  rows: readonly (readonly string[])[],
  asked: number,
): TablePart {
  const parts = splitIntoParts(writeRows(rows));
  const part = Math.min(asked, parts.length - 1);
  const link = (to: number) => pageButton(`Part ${to + 1}`, { page, args: { part: to } });
  return {
    title: `${title} as CSV${parts.length > 1 ? `, part ${part + 1} of ${parts.length}` : ''}`,
    blocks: preformattedBlocks(parts[part] ?? []),
    buttons: [part > 0 ? link(part - 1) : null, part + 1 < parts.length ? link(part + 1) : null],
  };
}
