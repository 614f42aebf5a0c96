import { formatDay } from '../../domain/calendar.ts';
import type { Register } from '../../domain/register.ts';
import {
  type AcceptedTool,
  findSimilarRequestedTools,
  importTools,
  listDeciders,
  planToolImport,
  requiredToolColumns,
  toolColumns,
} from '../../domain/tools/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { slackIds } from '../kit/slack-ids.ts';
import { tableImportForm } from '../kit/table-import-form.ts';
import { describeAllowedData } from './tool-words.ts';

/** Returns "• Notion AI: approved by @ann on 3 November 2025; may see personal data; next review by 3 May 2026". */
function describeAccepted(register: Register, { input }: AcceptedTool): string {
  const { tool, state, data, conditions, decidedBy, decidedOn, nextReviewOn } = input;
  const similar = findSimilarRequestedTools(register, tool);
  return [
    `• *${escapeMrkdwn(tool, 80)}*: ${state} by ${mention(decidedBy)} on ${formatDay(decidedOn)}`,
    ...(state === 'approved' ? [`may see ${describeAllowedData(data)}`] : []),
    ...(conditions === '' ? [] : [`conditions: ${escapeMrkdwn(conditions, 100)}`]),
    ...(nextReviewOn === null ? [] : [`next review by ${formatDay(nextReviewOn)}`]),
    ...(similar.length === 0
      ? []
      : [`:warning: its name resembles ${similar.map((one) => escapeMrkdwn(one, 80)).join(', ')}`]),
  ].join('; ');
}

export const toolsImportForm = tableImportForm({
  key: 'import-tools',
  title: 'Import tools',
  about:
    'Choose a CSV file of AI tools that are already decided, or paste cells copied from a spreadsheet: one row for each tool. An export of AI tools can be imported as it is. You see a preview before anything is recorded.',
  noun: 'tool',
  pastedRows: 20,
  columns: toolColumns,
  required: requiredToolColumns,
  plan: (lines, { register, directory = null, ...act }) =>
    planToolImport(register, lines, act, { directory, syntax: slackIds }),
  describe: describeAccepted,
  people: (plan, { actor }) => listDeciders(plan, { actor }),
  allRecorded: 'These decisions are already recorded. Nothing would change.',
  changedMeanwhile: 'Somebody else decided about a tool in the meantime.',
  record: (lines, _, register, act, { directory = null }) =>
    importTools(register, { lines, directory, syntax: slackIds }, act),
  done: ({ accepted }) => {
    const count = (state: AcceptedTool['input']['state']) =>
      accepted.filter(({ input }) => input.state === state).length;
    const states = [
      `${count('approved')} approved`,
      `${count('refused')} refused`,
      ...(count('withdrawn') > 0 ? [`${count('withdrawn')} withdrawn`] : []),
    ];
    return { text: `${formatCount(accepted.length, 'tool')} imported: ${states.join(', ')}.` };
  },
});
