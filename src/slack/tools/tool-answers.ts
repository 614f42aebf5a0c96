import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance } from '../../domain/facts.ts';
import { categoryEntry } from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import type { Decision, Register, ToolRequest } from '../../domain/register.ts';
import {
  dueDayOf,
  findDecider,
  findSimilarRequestedTools,
  findToolStanding,
  type ToolStanding,
} from '../../domain/tools/index.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { joinShortly, quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer } from '../kit/question.ts';
import { dataOptions, labelOf } from '../kit/words.ts';
import { nothingWords } from './tool-page.ts';
import { describeAllowedData, describeDue, judgeUse, outcomeWords } from './tool-words.ts';

const allTools: Offer = [{ page: 'tools' }, 'All tools'];

/** Returns the recorded name of a tool; the typed one for a tool that nobody has asked for. */
function nameOfTool(standing: ToolStanding | null, typed: string): string {
  if (standing === null) return typed;
  return 'tool' in standing ? standing.tool.name : standing.request.tool;
}

/** Returns the shared decision that commits a tool; undefined for none. */
const findCommitted = (register: Register, typed: string): Decision | undefined =>
  [...register.decisions.values()].find(
    ({ status, choice }) => status === 'committed' && isSameToolIn(register, choice, typed),
  );

function sourceOf(
  standing: ToolStanding | null,
  { register, today }: PageContext,
  typed: string,
): Provenance {
  switch (standing?.state) {
    case 'approved': {
      const { approvedBy, approvedOn, reviewedBy, reviewedOn, key, request } = standing.tool;
      return fromPerson(reviewedBy ?? approvedBy, reviewedOn ?? approvedOn, `approvedTools:${key}`, request);
    }
    case 'withdrawn': {
      const { withdrawn, approvedOn, key } = standing.tool;
      return fromPerson(withdrawn?.by ?? null, withdrawn?.on ?? approvedOn, `approvedTools:${key}`);
    }
    case 'refused': {
      const { decision, key } = standing.request;
      return fromPerson(decision.by, decision.on, `toolRequests:${key}`);
    }
    case 'waiting': {
      const [first] = standing.request.askers;
      return fromPerson(first?.person ?? null, first?.on ?? today, `toolRequests:${standing.request.key}`);
    }
    default: {
      const decision = findCommitted(register, typed);
      return decision?.decidedOn
        ? fromPerson(decision.decidedBy, decision.decidedOn, decision.key)
        : fromRecords(today);
    }
  }
}

/** Returns what programs read about a tool. */
function dataOf(standing: ToolStanding | null, tool: string) {
  if (standing === null) return { tool, state: 'not requested' };
  if (standing.state === 'approved' || standing.state === 'withdrawn') {
    const { kind, vendor, conditions, data, approvedOn, approvedBy, nextReviewOn, withdrawn } = standing.tool;
    return {
      ...{ tool, state: standing.state, kind, vendor, conditions, data, approvedOn, approvedBy },
      ...{ nextReviewOn, withdrawn },
    };
  }
  const { key, decision, askers } = standing.request;
  return { tool, state: standing.state, request: key, decision, askedOn: askers[0]?.on ?? null };
}

const describeWaiting = (register: Register, request: ToolRequest, today: string): string => {
  const decider = findDecider(register, request, () => today);
  return decider === null
    ? 'nobody can decide it yet'
    : `waiting for ${mention(decider)}: ${describeDue(register, request, today)}`;
};

/** Returns the sentences about an approval for a use in words: data that is not allowed comes first. */
function describeApproval({ tool }: Extract<ToolStanding, { state: 'approved' }>, use: string): string {
  const judged = judgeUse(tool, use);
  const forbidden = judged.filter(({ isAllowed }) => !isAllowed);
  const limits = judged.length > 0 ? '' : ', within its data and conditions';
  const name = `*${escapeMrkdwn(tool.name, 80)}*`;
  const kinds = joinShortly(forbidden.map(({ data }) => labelOf(dataOptions, data).toLowerCase()));
  const approved = `${name} has been approved since ${formatDay(tool.approvedOn)} (${tool.request}, ${mention(tool.approvedBy)})`;
  const terms = [
    `It may see ${describeAllowedData(tool.data)}.`,
    ...(tool.conditions === '' ? [] : [`Conditions: ${quoteShortly(tool.conditions, 300)}.`]),
  ].join(' ');
  return forbidden.length > 0
    ? `No, not with ${kinds}: ${approved}. ${terms}`
    : `Yes${limits}: ${approved}. ${terms}`;
}

/** Returns whether a tool may be used, in at most three sentences. */
function judge({ register, today }: PageContext, standing: ToolStanding | null, typed: string, use: string) {
  switch (standing?.state) {
    case 'approved':
      return describeApproval(standing, use);
    case 'withdrawn': {
      const { name, withdrawn } = standing.tool;
      return `No: the approval of *${escapeMrkdwn(name, 80)}* was withdrawn${withdrawn ? ` on ${formatDay(withdrawn.on)} by ${mention(withdrawn.by)}. Reason: ${quoteShortly(withdrawn.reason)}` : ''}.`;
    }
    case 'refused': {
      const { key, tool, decision } = standing.request;
      return `No: *${escapeMrkdwn(tool, 80)}* was refused on ${formatDay(decision.on)} by ${mention(decision.by)} (${key}). Reason: ${quoteShortly(decision.reason)}.`;
    }
    case 'waiting': {
      const { request } = standing;
      return `Not yet: *${escapeMrkdwn(request.tool, 80)}* is not decided (${request.key}), ${describeWaiting(register, request, today)}. Do not use it until then.`;
    }
    default: {
      const similar = findSimilarRequestedTools(register, typed).map((name) => escapeMrkdwn(name, 80));
      const decision = findCommitted(register, typed);
      if (decision) {
        const { key, choice, category, decidedBy, decidedOn } = decision;
        const by = decidedBy === null ? '' : ` by ${mention(decidedBy)}`;
        const on = decidedOn === null ? '' : ` on ${formatDay(decidedOn)}`;
        return `*${escapeMrkdwn(choice, 80)}* is our ${uncapitalize(categoryEntry(category).title)} for use cases, committed${by}${on} (${key}). No request to use it as an AI tool is recorded.`;
      }
      return `${nothingWords(typed)}${similar.length === 0 ? '' : ` Did you mean ${joinShortly(similar)}?`}`;
    }
  }
}

export function answerMayUse(context: PageContext, typed: string, use: string | undefined): Answer {
  const standing = findToolStanding(context.register, typed);
  const tool = nameOfTool(standing, typed);
  return {
    text: judge(context, standing, typed, use ?? ''),
    source: sourceOf(standing, context, typed),
    data: {
      ...dataOf(standing, tool),
      ...(use === undefined ? {} : { use }),
      ...(standing?.state === 'approved' ? { judgements: judgeUse(standing.tool, use ?? '') } : {}),
    },
    next: [
      [{ page: 'tool', args: { name: tool, ...(use === undefined ? {} : { use }) } }, 'Open tool'],
      allTools,
    ],
    about: { tool },
  };
}

/** Answers from the terms of an approval; for any other tool, whether it may be used. */
export function answerTerms(
  context: PageContext,
  typed: string,
  describe: (tool: Extract<ToolStanding, { state: 'approved' }>['tool']) => string,
): Answer {
  const standing = findToolStanding(context.register, typed);
  if (standing?.state !== 'approved') return answerMayUse(context, typed, undefined);
  const { tool } = standing;
  return {
    text: describe(tool),
    source: sourceOf(standing, context, typed),
    data: dataOf(standing, tool.name),
    next: [[{ page: 'tool', args: { name: tool.name } }, 'Open tool'], allTools],
    about: { tool: tool.name },
  };
}

/** Returns "T-1 Notion AI is approved with conditions since 3 March 2026, by @ann". */
function describeRequest(register: Register, request: ToolRequest, today: string): string {
  const { key, tool, decision, withdrawn } = request;
  const name = `*${key} ${escapeMrkdwn(tool, 80)}*`;
  if (withdrawn) return `${name} was withdrawn on ${formatDay(withdrawn.on)} by ${mention(withdrawn.by)}`;
  if (decision === null)
    return findDecider(register, request, () => today) === null
      ? `${name} waits: nobody can decide it yet`
      : `${name} is ${describeWaiting(register, request, today)}`;
  return `${name} was ${outcomeWords[decision.outcome]} on ${formatDay(decision.on)} by ${mention(decision.by)}`;
}

export function answerRequests(
  { register, today, actor }: PageContext,
  person: string,
  tool?: string,
): Answer {
  const standing = tool === undefined ? null : findToolStanding(register, tool);
  const all = [...register.toolRequests.values()].filter(({ askers }) =>
    askers.some((one) => one.person === person),
  );
  const named = all.filter((one) => tool === undefined || one.tool === nameOfTool(standing, tool));
  const shown = [...named].reverse();
  const latest = shown[0];
  const who = person === actor.id ? 'You have' : `${mention(person)} has`;
  const about = tool === undefined ? 'an AI tool' : escapeMrkdwn(tool, 80);
  const decision = latest?.decision;
  return {
    text: latest
      ? `${joinShortly(
          shown.map((one) => describeRequest(register, one, today)),
          3,
          '; ',
        )}.${shown.length === 1 && decision ? ` Reason: ${quoteShortly(decision.reason)}.` : ''}`
      : `${who} not requested ${about}.`,
    source: decision
      ? fromPerson(decision.by, decision.on, `toolRequests:${latest?.key}`)
      : fromRecords(today, ...shown.map(({ key }) => `toolRequests:${key}`)),
    data: {
      person,
      requests: shown.map((one) => ({
        ...{ key: one.key, tool: one.tool, decision: one.decision, withdrawn: one.withdrawn },
        decideBy: dueDayOf(register, one),
      })),
    },
    next: [
      ...(latest ? [[{ page: 'tool-request', args: { request: latest.key } }, 'Open request'] as Offer] : []),
      allTools,
    ],
    about: { person, ...(latest ? { tool: latest.tool } : {}) },
  };
}
