import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Step } from '../../domain/decide.ts';
import {
  describeRefused,
  findSimilarRequestedTools,
  findToolStanding,
  rulingsFor,
  type ToolStanding,
} from '../../domain/tools/index.ts';
import { explainMissingDpa, findVendor } from '../../domain/vendors/index.ts';
import {
  actions,
  contextBlock,
  escapeMrkdwn,
  filledFormButton,
  header,
  pageButton,
  section,
  stepButton,
  truncate,
} from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { dataOptions, labelOf } from '../kit/words.ts';
import { decisionButtons } from './request-blocks.ts';
import { renderStanding } from './standing-blocks.ts';
import { judgeUse, toolKindOptions } from './tool-words.ts';

/** Renders the answer to "may I use it for this?", as far as the list decides it. */
function renderUse(standing: ToolStanding | null, use: string): KnownBlock[] {
  if (standing?.state !== 'approved') return [];
  const lines = judgeUse(standing.tool, use).map(({ data, isAllowed }) =>
    isAllowed
      ? `:white_check_mark: ${labelOf(dataOptions, data)}: yes`
      : `:no_entry: ${labelOf(dataOptions, data)}: no. Request it for this data first.`,
  );
  return [
    section(
      [
        `You asked about: ${escapeMrkdwn(use, 300)}`,
        ...(lines.length > 0 ? lines : ['Yes, within the data and the conditions above.']),
      ].join('\n'),
    ),
  ];
}

export const nothingWords = (name: string): string =>
  `Nobody has asked for *${escapeMrkdwn(name, 80)}* yet. Request it before you use it.`;

/** Renders who the vendor of an approved tool is, and its DPA. */
function renderVendor({ register, today }: PageContext, standing: ToolStanding | null): KnownBlock[] {
  if (standing?.state !== 'approved') return [];
  const { vendor, name, kind, data } = standing.tool;
  const known = findVendor(register, vendor || name);
  const problem = known ? explainMissingDpa(known, today) : `${vendor || name} has no DPA`;
  const rulings = rulingsFor(register, kind);
  const needsDpa = data.some((one) => rulings[one] === 'with-dpa');
  return [
    contextBlock(
      `${labelOf(toolKindOptions, kind)} · vendor ${escapeMrkdwn(vendor || name, 80)}${needsDpa ? ` · ${problem === null ? 'DPA in force' : `:warning: ${escapeMrkdwn(problem, 150)}`}` : ''}`,
    ),
  ];
}

/** Shows what the list says about one tool, and answers "may I use it for this?". */
export const toolPage = page(
  'tool',
  z.object({ name: z.string(), use: z.string().optional() }),
  (context, { name, use }): Content => {
    const { register, channel = null } = context;
    const standing = findToolStanding(register, name);
    const waiting = standing?.state === 'waiting' ? standing.request : null;
    const shownName =
      standing?.state === 'approved' || standing?.state === 'withdrawn'
        ? standing.tool.name
        : (standing?.request.tool ?? name);
    const isRefused = describeRefused(register, name) !== null;
    const similar = findSimilarRequestedTools(register, name);
    const review: Step | null =
      standing?.state === 'approved' ? { do: 'review-tool', tool: standing.tool.key } : null;
    const prefilled = { tool: shownName, ...(use === undefined ? {} : { purpose: use }) };
    return {
      title: 'AI tool',
      text: shownName,
      blocks: [
        header(truncate(shownName, 140)),
        ...(standing ? renderStanding(context, standing) : [section(nothingWords(name))]),
        ...(use === undefined ? [] : renderUse(standing, use)),
        ...renderVendor(context, standing),
        ...(similar.length > 0
          ? actions(
              ...similar.map((one) =>
                pageButton(
                  `Did you mean ${one}?`,
                  { page: 'tool', args: { name: one } },
                  { id: `tool:${one}` },
                ),
              ),
            )
          : []),
        ...actions(
          ...(waiting ? decisionButtons(waiting.key) : []),
          waiting
            ? pageButton('Open request', { page: 'tool-request', args: { request: waiting.key } })
            : filledFormButton(
                isRefused ? { do: 'request-tool', channel, again: true } : { do: 'request-tool', channel },
                prefilled,
              ),
          review && !findStepRefusal(review, context) ? stepButton(review) : null,
          pageButton('All tools', { page: 'tools' }),
        ),
      ],
    };
  },
);
