import { addDays } from '../../src/domain/calendar.ts';
import { createDraft, type Draft } from '../../src/domain/change.ts';
import {
  type ApprovedTool,
  maxToolNameLength,
  type Register,
  type ToolRequest,
  toolKinds,
  toolReviewerId,
} from '../../src/domain/register.ts';
import { channel, lead, person, today, vendorName } from './hostile-register.ts';

type Text = (turn: number) => string;

const createToolName = (turn: number, text: Text): string =>
  [...text(turn)]
    .slice(0, maxToolNameLength / 2)
    .join('')
    .trim();

const createRequest = (turn: number, text: Text): ToolRequest => ({
  ...{
    key: `T-${turn + 1}`,
    tool: createToolName(turn, text),
    vendor: turn % 2 === 0 ? '' : vendorName(turn),
  },
  kind: toolKinds[turn % toolKinds.length] ?? 'built-in',
  ...{ purpose: text(turn), forWhom: text(turn + 1), whatChanged: turn % 5 === 0 ? text(turn) : null },
  data: turn % 2 === 0 ? ['company-confidential', 'personal'] : ['none'],
  link: turn % 3 === 0 ? `https://tools.example/${text(turn).replace(/\s/g, '')}` : null,
  askers: Array.from({ length: 1 + (turn % 60) }, (_, asker) => ({
    ...{
      person: person(asker + 1),
      on: addDays(today, -turn),
      channel: turn % 2 === 0 ? channel(turn) : null,
    },
  })),
  decision:
    turn % 3 === 0
      ? {
          outcome: turn % 2 === 0 ? 'refused' : 'approved-with-conditions',
          ...{ reason: text(turn), conditions: text(turn + 1), despiteRules: text(turn + 2) },
          ...{ data: ['personal'], by: lead, on: today },
        }
      : null,
  withdrawn: turn % 7 === 1 ? { on: today, by: person(1) } : null,
});

const createApprovedTool = (turn: number, text: Text): ApprovedTool => ({
  ...{ key: `tool-${turn + 1}`, name: createToolName(turn + 300, text), vendor: '', kind: 'business-plan' },
  ...{ conditions: text(turn), data: ['personal'], request: 'T-1', approvedOn: today, approvedBy: lead },
  ...{ reviewedOn: null, reviewedBy: null, nextReviewOn: addDays(today, turn - 100) },
  withdrawn: turn % 4 === 3 ? { on: today, by: lead, reason: text(turn) } : null,
});

/** Returns drafts of AI tools, their requests and rules, with a hostile text wherever a person can type. */
export const draftTools = (register: Register, text: Text): readonly Draft[] => [
  createDraft(register, 'appoint-tool-reviewer', 'toolReviewers', toolReviewerId, {
    ...{ person: lead, namedBy: lead, namedOn: today },
  }),
  createDraft(register, 'change-data-rules', 'dataRules', 'built-in', {
    kind: 'built-in',
    rulings: { none: 'not-allowed', 'company-confidential': 'not-allowed', personal: 'not-allowed' },
    ...{ by: lead, on: today },
  }),
  ...Array.from({ length: 200 }, (_, turn) =>
    createDraft(register, 'request-tool', 'toolRequests', `T-${turn + 1}`, createRequest(turn, text)),
  ),
  ...Array.from({ length: 200 }, (_, turn) =>
    createDraft(register, 'decide-tool', 'approvedTools', `tool-${turn + 1}`, createApprovedTool(turn, text)),
  ),
];
