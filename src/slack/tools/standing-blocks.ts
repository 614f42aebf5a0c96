import type { KnownBlock } from '@slack/types';
import { formatDay } from '../../domain/calendar.ts';
import type { ApprovedTool, Register } from '../../domain/register.ts';
import { findDecider, isImported, type ToolStanding } from '../../domain/tools/index.ts';
import { escapeMrkdwn, mention, section } from '../kit/blocks.ts';
import type { FormContext } from '../kit/form.ts';
import { renderDecisionLines } from './request-blocks.ts';
import { describeAllowedData, describeDue, describeNextReview, importedWords } from './tool-words.ts';

/** Returns the terms of an approval in lines: data, conditions, next review. */
export const describeTerms = (tool: ApprovedTool, today: string): readonly string[] => [
  `*Data it may see*: ${describeAllowedData(tool.data)}`,
  ...(tool.conditions === '' ? [] : [`*Conditions*: ${escapeMrkdwn(tool.conditions, 600)}`]),
  `*Review*: ${describeNextReview(tool, today)}`,
];

/** Returns a line that says so of an imported decision; none for others. */
function describeImport({ toolRequests }: Register, key: string): readonly string[] {
  const request = toolRequests.get(key);
  return request && isImported(request) ? [importedWords] : [];
}

/** Renders what the list says about a tool. */
export function renderStanding({ register, today }: FormContext, standing: ToolStanding): KnownBlock[] {
  switch (standing.state) {
    case 'approved': {
      const { tool } = standing;
      return [
        section(
          [
            `:white_check_mark: *${escapeMrkdwn(tool.name, 80)} is approved* since ${formatDay(tool.approvedOn)} (${tool.request}, ${mention(tool.approvedBy)})`,
            ...describeTerms(tool, today),
            ...describeImport(register, tool.request),
          ].join('\n'),
        ),
      ];
    }
    case 'withdrawn': {
      const { name, request, withdrawn } = standing.tool;
      return withdrawn
        ? [
            section(
              [
                `:no_entry: *The approval of ${escapeMrkdwn(name, 80)} was withdrawn* on ${formatDay(withdrawn.on)} by ${mention(withdrawn.by)}`,
                `*Reason*: ${escapeMrkdwn(withdrawn.reason, 600)}`,
                ...describeImport(register, request),
              ].join('\n'),
            ),
          ]
        : [];
    }
    case 'refused': {
      const { key, tool, decision } = standing.request;
      return [
        section(
          [
            `*${escapeMrkdwn(tool, 80)}* (${key})`,
            ...renderDecisionLines(decision),
            ...describeImport(register, key),
          ].join('\n'),
        ),
      ];
    }
    case 'waiting': {
      const { request } = standing;
      const decider = findDecider(register, request, () => today);
      return [
        section(
          `:hourglass_flowing_sand: *${escapeMrkdwn(request.tool, 80)} is not decided yet* (${request.key})\n${decider === null ? 'Nobody can decide it yet.' : `Waiting for ${mention(decider)}: ${describeDue(register, request, today)}.`} Do not use it before.`,
        ),
      ];
    }
  }
}
