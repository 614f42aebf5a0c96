import { z } from 'zod';
import { createToolRows } from '../../domain/tools/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { actions, pageButton, section } from '../kit/blocks.ts';
import { type Content, page } from '../kit/page.ts';
import { renderTablePart } from '../kit/table-parts.ts';

/** Shows all AI tools with their current state as text to copy. */
export const toolsExportPage = page(
  'tools-export',
  z.object({ part: z.int().min(0).optional() }),
  ({ register }, { part = 0 }): Content => {
    const rows = createToolRows(register);
    const table = renderTablePart('tools-export', formatCount(rows.length - 1, 'AI tool'), rows, part);
    return {
      title: 'Export AI tools',
      text: table.title,
      blocks: [
        section(
          `*${table.title}*\nCopy the text into a file that ends in .csv. *Import tools* reads it. People are member IDs. Requests that were withdrawn are in the change log.`,
        ),
        ...table.blocks,
        ...actions(...table.buttons, pageButton('All tools', { page: 'tools' })),
      ],
    };
  },
);
