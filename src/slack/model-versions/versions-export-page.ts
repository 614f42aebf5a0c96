import { z } from 'zod';
import { createVersionRows } from '../../domain/model-versions/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { actions, pageButton, section } from '../kit/blocks.ts';
import { type Content, page } from '../kit/page.ts';
import { renderTablePart } from '../kit/table-parts.ts';

/** Shows the model versions of all use cases as text to copy. */
export const versionsExportPage = page(
  'model-versions-export',
  z.object({ part: z.int().min(0).optional() }),
  ({ register }, { part = 0 }): Content => {
    const rows = createVersionRows(register);
    const count = formatCount(rows.length - 1, 'model version');
    const table = renderTablePart('model-versions-export', count, rows, part);
    return {
      title: 'Export versions',
      text: table.title,
      blocks: [
        section(`*${table.title}*\nCopy the text into a file that ends in .csv.`),
        ...table.blocks,
        ...actions(...table.buttons, pageButton('Retirement dates', { page: 'model-retirements' })),
      ],
    };
  },
);
