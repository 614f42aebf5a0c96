import { z } from 'zod';
import { createExportRows } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { actions, contextBlock, pageButton, preformattedBlocks, section, stepButton } from '../kit/blocks.ts';
import { writeRows } from '../kit/csv.ts';
import { type Content, page } from '../kit/page.ts';

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

/** Shows the use cases as text in the import columns, to copy. */
export const exportPage = page(
  'export',
  z.object({ part: z.int().min(0).optional() }),
  ({ register }, { part: asked = 0 }): Content => {
    const { rows, ended } = createExportRows(register);
    const parts = splitIntoParts(writeRows(rows));
    const part = Math.min(asked, parts.length - 1);
    const shown = parts[part] ?? [];
    const of = parts.length > 1 ? `, part ${part + 1} of ${parts.length}` : '';
    const title = `${formatCount(rows.length - 1, 'use case')} as CSV${of}`;
    const partLink = (to: number) => pageButton(`Part ${to + 1}`, { page: 'export', args: { part: to } });
    return {
      title: 'Export use cases',
      text: title,
      blocks: [
        section(
          `*${title}*\nCopy the text into a file that ends in .csv, or into *Table* of an import. Texts that look like formulas begin with an apostrophe. An import removes it.`,
        ),
        ...(ended > 0
          ? [contextBlock(`Left out: ${formatCount(ended, 'stopped or retired use case')}.`)]
          : []),
        ...preformattedBlocks(shown),
        ...actions(
          part > 0 ? partLink(part - 1) : null,
          part + 1 < parts.length ? partLink(part + 1) : null,
          stepButton({ do: 'import-use-cases' }),
        ),
      ],
    };
  },
);
