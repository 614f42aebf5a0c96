import { z } from 'zod';
import { createExportRows } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { actions, contextBlock, menu, section, stepButton } from '../kit/blocks.ts';
import { type Content, page } from '../kit/page.ts';
import { renderTablePart } from '../kit/table-parts.ts';

/** Shows the use cases as text in the import columns, to copy. */
export const exportPage = page(
  'export',
  z.object({ part: z.int().min(0).optional() }),
  ({ register }, { part = 0 }): Content => {
    const { rows, ended } = createExportRows(register);
    const table = renderTablePart('export', formatCount(rows.length - 1, 'use case'), rows, part);
    return {
      title: 'Export use cases',
      text: table.title,
      blocks: [
        section(
          `*${table.title}*\nCopy the text into a file that ends in .csv, or into *Table* of an import. Texts that look like formulas begin with an apostrophe. An import removes it.`,
        ),
        ...(ended > 0
          ? [contextBlock(`Left out: ${formatCount(ended, 'stopped or retired use case')}.`)]
          : []),
        ...table.blocks,
        ...actions(
          ...table.buttons,
          stepButton({ do: 'import-use-cases' }),
          menu(
            [
              [{ page: 'costs-export' }, 'Export costs'],
              [{ page: 'model-versions-export' }, 'Export versions'],
            ],
            { page: 'export' },
          ),
        ),
      ],
    };
  },
);
