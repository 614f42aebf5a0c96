import { z } from 'zod';
import { createIncidentRows } from '../../domain/incidents/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { actions, pageButton, section } from '../kit/blocks.ts';
import { type Content, page } from '../kit/page.ts';
import { renderTablePart } from '../kit/table-parts.ts';

/** Shows all incidents as text to copy. */
export const incidentsExportPage = page(
  'incidents-export',
  z.object({ part: z.int().min(0).optional() }),
  ({ register }, { part = 0 }): Content => {
    const rows = createIncidentRows(register);
    const count = formatCount(rows.length - 1, 'incident');
    const table = renderTablePart('incidents-export', count, rows, part);
    return {
      title: 'Export incidents',
      text: table.title,
      blocks: [
        section(
          `*${table.title}*\nCopy the text into a file that ends in .csv. People are member IDs. The timeline of each incident is in the change log.`,
        ),
        ...table.blocks,
        ...actions(...table.buttons, pageButton('All incidents', { page: 'incidents' })),
      ],
    };
  },
);
