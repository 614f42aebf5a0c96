import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Gap, Step } from '../../domain/decide.ts';
import { leadOf } from '../../domain/people.ts';
import type { ApprovedTool, ToolRequest } from '../../domain/register.ts';
import {
  findDecider,
  listApprovedTools,
  listRefusedTools,
  listWaitingRequests,
  type ToolStanding,
  toolReviewerOf,
} from '../../domain/tools/index.ts';
import {
  actions,
  contextBlock,
  escapeMrkdwn,
  header,
  mention,
  pageButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import { renderNextBlock } from '../kit/next-block.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { describeAllowedData, describeAskers, describeDue, describeNextReview } from './tool-words.ts';

const perPage = 10;
const appoint: Step = { do: 'appoint-tool-reviewer' };
const importing: Step = { do: 'import-tools' };

const views = ['approved', 'waiting', 'refused'] as const;
type View = (typeof views)[number];

/** Returns the next step: appoint a reviewer, or decide the oldest request. */
function findNext({ register, today, actor }: PageContext): Gap | null {
  if (toolReviewerOf(register) === null)
    return {
      text: 'appoint a tool reviewer, who decides the requests',
      owner: leadOf(register),
      step: { do: 'appoint-tool-reviewer' },
    };
  const own = listWaitingRequests(register).find(
    (request) => findDecider(register, request, () => today) === actor.id,
  );
  if (!own) return null;
  const { key, tool } = own;
  return {
    text: `${key} ${tool}: ${describeDue(register, own, today)}`,
    owner: actor.id,
    step: { do: 'decide-tool', request: key },
  };
}

const openTool = (name: string) =>
  pageButton('Open tool', { page: 'tool', args: { name } }, { id: `tool:${name}` });

function renderApproved(tool: ApprovedTool, today: string): KnownBlock {
  const { name, conditions, data } = tool;
  return section(
    [
      `*${escapeMrkdwn(name, 80)}* · may see ${describeAllowedData(data)} · ${describeNextReview(tool, today)}`,
      ...(conditions === '' ? [] : [`Conditions: ${escapeMrkdwn(conditions, 300)}`]),
    ].join('\n'),
    openTool(name),
  );
}

function renderWaiting({ register, today }: PageContext, request: ToolRequest): KnownBlock {
  const { key, tool } = request;
  const decider = findDecider(register, request, () => today);
  return section(
    `*${key} ${escapeMrkdwn(tool, 80)}* · asked by ${describeAskers(request)}\n${decider === null ? 'Nobody can decide it yet' : `Waiting for ${mention(decider)}`}: ${describeDue(register, request, today)}`,
    pageButton('Open request', { page: 'tool-request', args: { request: key } }, { id: `request:${key}` }),
  );
}

function renderRefused(standing: ToolStanding): KnownBlock[] {
  if (standing.state === 'refused') {
    const { tool, decision, key } = standing.request;
    return [
      section(`*${escapeMrkdwn(tool, 80)}* (${key})\n${escapeMrkdwn(decision.reason, 300)}`, openTool(tool)),
    ];
  }
  if (standing.state !== 'withdrawn') return [];
  const { name, withdrawn } = standing.tool;
  return [
    section(
      `*${escapeMrkdwn(name, 80)}*, approval withdrawn\n${escapeMrkdwn(withdrawn?.reason ?? '', 300)}`,
      openTool(name),
    ),
  ];
}

const emptyWords: Readonly<Record<View, string>> = {
  approved: 'No AI tool is approved yet. Request the one that you use or want to use.',
  waiting: 'No request waits for a decision.',
  refused: 'No tool was refused.',
};

/** Shows the approved tools with their terms, the waiting requests, or the refused tools. */
export const toolsPage = page(
  'tools',
  z.object({ show: z.enum(views).default('approved'), from: z.int().nonnegative().default(0) }),
  (context, { show, from }): Content => {
    const { register, today, channel = null } = context;
    const lists = {
      approved: listApprovedTools(register).map((tool) => () => [renderApproved(tool, today)]),
      waiting: listWaitingRequests(register).map((request) => () => [renderWaiting(context, request)]),
      refused: listRefusedTools(register).map((standing) => () => renderRefused(standing)),
    } as const satisfies Record<View, readonly (() => KnownBlock[])[]>;
    const all = lists[show];
    const start = from < all.length ? from : 0;
    const shown = all.slice(start, start + perPage);
    const range = all.length > perPage ? `, ${start + 1} to ${start + shown.length}` : '';
    const titles: Readonly<Record<View, string>> = {
      approved: 'Approved',
      waiting: 'Waiting',
      refused: 'Refused',
    };
    const list = (label: string, first: number) =>
      pageButton(label, { page: 'tools', args: { show, from: first } });
    const reviewer = toolReviewerOf(register);
    const title = `AI tools: ${titles[show].toLowerCase()} (${all.length.toLocaleString('en')}${range})`;
    return {
      title: 'AI tools',
      text: title,
      blocks: [
        header(title),
        ...renderNextBlock(context, findNext(context)),
        ...actions(
          ...views.map((one) =>
            pageButton(
              `${one === show ? '• ' : ''}${titles[one]} (${lists[one].length.toLocaleString('en')})`,
              { page: 'tools', args: { show: one } },
              { id: `tools:${one}` },
            ),
          ),
          pageButton('Data rules', { page: 'data-rules' }),
        ),
        ...(all.length === 0 ? [section(emptyWords[show])] : shown.flatMap((render) => render())),
        ...actions(
          start > 0 ? list('Previous', Math.max(0, start - perPage)) : null,
          start + perPage < all.length ? list('Next', start + perPage) : null,
        ),
        contextBlock(
          'Look up one tool: `/stage3 tools Notion AI`.',
          reviewer === null
            ? 'There is no tool reviewer.'
            : `Tool reviewer: ${describePerson(register, reviewer, today)}`,
        ),
        ...actions(
          stepButton({ do: 'request-tool', channel }),
          reviewer === null || findStepRefusal(appoint, context)
            ? null
            : stepButton(appoint, 'Change reviewer'),
          pageButton('Vendors', { page: 'vendors' }),
        ),
        ...actions(
          findStepRefusal(importing, context) ? null : stepButton(importing),
          register.toolRequests.size === 0 ? null : pageButton('Export tools', { page: 'tools-export' }),
        ),
      ],
    };
  },
);
