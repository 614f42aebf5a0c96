import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import { type Ruling, toolKinds } from '../../domain/register.ts';
import { rulingsFor } from '../../domain/tools/index.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { actions, header, mention, pageButton, section, stepButton } from '../kit/blocks.ts';
import { type Content, page } from '../kit/page.ts';
import { dataOptions, labelOf } from '../kit/words.ts';
import { rulingOptions, toolKindOptions } from './tool-words.ts';

const marks: Readonly<Record<Ruling, string>> = {
  allowed: ':white_check_mark:',
  'with-dpa': ':memo:',
  'not-allowed': ':no_entry:',
};

/** Shows which class of data may go to which kind of tool. */
export const dataRulesPage = page(
  'data-rules',
  z.object({}),
  ({ register, channel = null }): Content => ({
    title: 'Data rules',
    text: 'Data rules for AI tools',
    blocks: [
      header('Data rules for AI tools'),
      section('Which data may go to which kind of tool. The tool reviewer decides requests by these rules.'),
      ...toolKinds.map((kind) => {
        const rulings = rulingsFor(register, kind);
        const changed = register.dataRules.get(kind);
        return section(
          [
            `*${labelOf(toolKindOptions, kind)}*`,
            ...dataOptions.map(
              ([data, label]) =>
                `${marks[rulings[data]]} ${label}: ${uncapitalize(labelOf(rulingOptions, rulings[data]))}`,
            ),
            ...(changed ? [`Changed on ${formatDay(changed.on)} by ${mention(changed.by)}`] : []),
          ].join('\n'),
          stepButton({ do: 'change-data-rules', kind }),
        );
      }),
      ...actions(
        stepButton({ do: 'request-tool', channel }),
        pageButton('All tools', { page: 'tools' }),
        pageButton('Settings', { page: 'settings' }),
      ),
    ],
  }),
);
