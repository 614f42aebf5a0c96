import type { KnownBlock } from '@slack/types';
import { formatDay } from '../../domain/calendar.ts';
import type { Day, Register, ToolDecision, ToolRequest, UserId } from '../../domain/register.ts';
import {
  actions,
  escapeMrkdwn,
  factsBlock,
  formatLink,
  mention,
  mentions,
  pageButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import type { Content } from '../kit/page.ts';
import { describeData, labelOf } from '../kit/words.ts';
import {
  describeAllowedData,
  describeAskers,
  describeDue,
  outcomeWords,
  renderJudgement,
  toolKindOptions,
} from './tool-words.ts';

/** Renders what was asked, and what the data rules say. */
export function renderRequestFacts(register: Register, request: ToolRequest, today: Day): KnownBlock[] {
  const { tool, vendor, kind, purpose, data, forWhom, link, whatChanged } = request;
  return [
    factsBlock([
      ['Kind', labelOf(toolKindOptions, kind)],
      ['Vendor', escapeMrkdwn(vendor || tool, 80)],
      ['Data', describeData(data)],
      ['Used by', escapeMrkdwn(forWhom, 150) || 'not stated'],
    ]),
    section(
      [
        `*Purpose*: ${escapeMrkdwn(purpose, 800) || 'not stated'}`,
        ...(whatChanged === null
          ? []
          : [`*Changed since it was refused*: ${escapeMrkdwn(whatChanged, 500)}`]),
        ...(link === null ? [] : [`*Link*: ${formatLink(link)}`]),
      ].join('\n'),
    ),
    section(renderJudgement(register, request, today)),
  ];
}

/** Renders a decision: the outcome, its terms and its reason. */
export function renderDecisionLines({
  outcome,
  reason,
  conditions,
  data,
  despiteRules,
  by,
  on,
}: ToolDecision) {
  return [
    `${outcome === 'refused' ? ':no_entry: *Refused*' : `:white_check_mark: *${outcome === 'approved' ? 'Approved' : 'Approved with conditions'}*`} on ${formatDay(on)} by ${mention(by)}`,
    ...(conditions === '' ? [] : [`*Conditions*: ${escapeMrkdwn(conditions, 600)}`]),
    ...(outcome === 'refused' ? [] : [`*Data it may see*: ${describeAllowedData(data)}`]),
    `*Reason*: ${escapeMrkdwn(reason, 600)}`,
    ...(despiteRules === null
      ? []
      : [`*Decided against the data rules because*: ${escapeMrkdwn(despiteRules, 600)}`]),
  ];
}

/** The three buttons that decide a request. Each opens the form that asks for the reason. */
export const decisionButtons = (request: string) => [
  stepButton({ do: 'decide-tool', request, outcome: 'approved' }, 'Approve', { style: 'primary' }),
  stepButton({ do: 'decide-tool', request, outcome: 'approved-with-conditions' }, 'Set conditions'),
  stepButton({ do: 'decide-tool', request, outcome: 'refused' }, 'Refuse', { style: 'danger' }),
];

const openButton = ({ key }: ToolRequest) =>
  pageButton('Open request', { page: 'tool-request', args: { request: key } });

const titleOf = ({ key, tool }: ToolRequest): string => `*${key} ${escapeMrkdwn(tool, 80)}*`;

/** Renders the message to the person who decides; once it is decided or withdrawn, without buttons. */
export function renderRequestMessage(register: Register, request: ToolRequest, today: Day): Content {
  const { key, tool, decision, withdrawn } = request;
  const title = `${key} ${tool}`;
  if (decision)
    return {
      title: 'Request',
      text: `${title} is ${outcomeWords[decision.outcome]}`,
      blocks: [section([titleOf(request), ...renderDecisionLines(decision)].join('\n'))],
    };
  if (withdrawn)
    return {
      title: 'Request',
      text: `${title} was withdrawn`,
      blocks: [
        section(`${titleOf(request)} was withdrawn by ${mention(withdrawn.by)}. You have nothing to do.`),
      ],
    };
  return {
    title: 'Request',
    text: `New request for an AI tool: ${title}`,
    blocks: [
      section(
        `${titleOf(request)}: ${describeAskers(request)} asked for this AI tool. ${describeDue(register, request, today).replace(/^d/, 'D')}.`,
      ),
      ...renderRequestFacts(register, request, today),
      ...actions(...decisionButtons(key), openButton(request)),
    ],
  };
}

/** Renders the answer to the people who asked. */
export function renderAnswerMessage(
  request: ToolRequest & { readonly decision: ToolDecision },
  askers: readonly UserId[],
): Content {
  const { tool, decision } = request;
  return {
    title: 'Answer',
    text: `${request.key} ${tool} is ${outcomeWords[decision.outcome]}`,
    blocks: [
      section(
        [
          `${mentions(askers.slice(0, 20))}: your request ${titleOf(request)} is decided.`,
          ...renderDecisionLines(decision),
        ].join('\n'),
      ),
      ...actions(openButton(request)),
    ],
  };
}
