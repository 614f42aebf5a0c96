import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import { findDecider, isImported } from '../../domain/tools/index.ts';
import {
  actions,
  escapeMrkdwn,
  header,
  mention,
  pageButton,
  recordButton,
  section,
  truncate,
} from '../kit/blocks.ts';
import { type Content, page } from '../kit/page.ts';
import { decisionButtons, renderDecisionLines, renderRequestFacts } from './request-blocks.ts';
import { describeAskers, describeDue, importedWords } from './tool-words.ts';

/** Shows one request: its state, what was asked, and what the data rules say. */
export const toolRequestPage = page(
  'tool-request',
  z.object({ request: z.string() }),
  ({ register, today, actor }, { request: key }): Content => {
    const request = register.toolRequests.get(key);
    if (!request)
      return {
        title: 'Request',
        text: `There is no ${key}`,
        blocks: [
          section(`There is no request ${escapeMrkdwn(key, 40)} here.`),
          ...actions(pageButton('All tools', { page: 'tools' })),
        ],
      };
    const { tool, askers, decision, withdrawn } = request;
    const isOpen = decision === null && withdrawn === null;
    const decider = findDecider(register, request, () => today);
    const hasAsked = askers.some(({ person }) => person === actor.id);
    const state = decision
      ? renderDecisionLines(decision).join('\n')
      : withdrawn
        ? `Withdrawn on ${formatDay(withdrawn.on)} by ${mention(withdrawn.by)}`
        : `:hourglass_flowing_sand: ${decider === null ? 'Nobody can decide it yet' : `Waiting for ${mention(decider)}`}: ${describeDue(register, request, today)}`;
    return {
      title: 'Request',
      text: `${key} ${tool}`,
      blocks: [
        header(`${key} ${truncate(tool, 140)}`),
        section(
          `${state}\n${isImported(request) ? importedWords : `Asked by ${describeAskers(request)} on ${formatDay(askers[0]?.on ?? today)}`}`,
        ),
        ...(isOpen && !hasAsked ? actions(...decisionButtons(key)) : []),
        ...renderRequestFacts(register, request, today),
        ...actions(
          isOpen && hasAsked ? recordButton({ do: 'withdraw-tool-request', request: key }) : null,
          decision ? pageButton('Open tool', { page: 'tool', args: { name: tool } }) : null,
          pageButton('All tools', { page: 'tools' }),
        ),
      ],
    };
  },
);
