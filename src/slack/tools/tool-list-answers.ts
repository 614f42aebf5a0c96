import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { toolReviewerId, type UserId } from '../../domain/register.ts';
import {
  findDecider,
  listApprovedTools,
  listRefusedTools,
  listWaitingRequests,
  reviewMonths,
  toolReviewerOf,
  turnaroundDays,
} from '../../domain/tools/index.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { describePeriod, joinShortly, offerStep, quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import type { Answer, Period, Slots } from '../kit/question.ts';
import { describeDue, describeNextReview } from './tool-words.ts';

const toolsOffer = (show: 'approved' | 'waiting' | 'refused', label: string): Offer => [
  { page: 'tools', args: { show } },
  label,
];

export function answerApproved({ register, today, channel }: PageContext): Answer {
  const tools = listApprovedTools(register);
  const names = tools.map(
    ({ name, conditions }) => `*${escapeMrkdwn(name, 80)}*${conditions === '' ? '' : ' (with conditions)'}`,
  );
  return {
    text:
      tools.length === 0
        ? 'No AI tool is approved yet. Request the tool that you want to use.'
        : `${formatCount(tools.length, 'AI tool is', 'AI tools are')} approved: ${joinShortly(names, 10)}.`,
    source: fromRecords(today, ...tools.map(({ key }) => `approvedTools:${key}`)),
    data: {
      tools: tools.map(({ name, vendor, kind, conditions, data, approvedOn, nextReviewOn }) => ({
        ...{ name, vendor, kind, conditions, data, approvedOn, nextReviewOn },
      })),
    },
    next: [
      toolsOffer('approved', 'Approved tools'),
      offerStep({ do: 'request-tool', channel: channel ?? null }),
    ],
    about: aboutOnlyTool(tools),
  };
}

/** Answers with the conditions of all approved tools. */
export function answerAllConditions({ register, today }: PageContext): Answer {
  const tools = listApprovedTools(register);
  const withConditions = tools.filter(({ conditions }) => conditions !== '');
  const terms = withConditions.map(
    ({ name, conditions }) => `*${escapeMrkdwn(name, 80)}*: ${quoteShortly(conditions, 150)}`,
  );
  const count = formatCount(withConditions.length, 'approved AI tool has', 'approved AI tools have');
  return {
    text:
      tools.length === 0
        ? 'No AI tool is approved yet, so there are no conditions.'
        : `${withConditions.length === 0 ? 'No approved AI tool has' : count} conditions${terms.length === 0 ? '' : `: ${joinShortly(terms, 3, '; ')}`}.`,
    source: fromRecords(today, ...tools.map(({ key }) => `approvedTools:${key}`)),
    data: { tools: tools.map(({ name, conditions }) => ({ name, conditions })) },
    next: [toolsOffer('approved', 'Approved tools')],
    about: aboutOnlyTool(tools),
  };
}

/** The only tool of a list, for the next question. */
const aboutOnlyTool = (tools: readonly { readonly name: string }[]): Partial<Slots> => {
  const [only] = tools;
  return only && tools.length === 1 ? { tool: only.name } : {};
};

export function answerRefused({ register, today }: PageContext): Answer {
  const refused = listRefusedTools(register).flatMap((standing) => {
    if (standing.state === 'refused') {
      const { tool, decision } = standing.request;
      return [{ tool, on: decision.on, reason: decision.reason }];
    }
    if (standing.state !== 'withdrawn') return [];
    const { name, withdrawn, approvedOn } = standing.tool;
    return [{ tool: name, on: withdrawn?.on ?? approvedOn, reason: withdrawn?.reason ?? '' }];
  });
  const names = refused.map(
    ({ tool, on, reason }) =>
      `*${escapeMrkdwn(tool, 80)}* on ${formatDay(on)} (${escapeMrkdwn(reason, 100)})`,
  );
  return {
    text:
      refused.length === 0
        ? 'No tool was refused.'
        : `${formatCount(refused.length, 'AI tool was', 'AI tools were')} refused or withdrawn: ${joinShortly(names, 5, '; ')}.`,
    source: fromRecords(today),
    data: { tools: refused },
    next: [toolsOffer('refused', 'Refused tools')],
  };
}

export function answerWaiting({ register, today }: PageContext): Answer {
  const waiting = listWaitingRequests(register);
  const reviewer = toolReviewerOf(register);
  const [first] = waiting;
  const words = waiting.map((request) => {
    const decider = findDecider(register, request, () => today);
    const who = decider === null ? 'nobody can decide it yet' : `waiting for ${mention(decider)}`;
    return `*${request.key} ${escapeMrkdwn(request.tool, 80)}*, ${who}: ${describeDue(register, request, today)}`;
  });
  return {
    text: first
      ? `${formatCount(waiting.length, 'request waits', 'requests wait')} for a decision: ${joinShortly(words, 3, '; ')}.`
      : `No request waits for a decision.${reviewer === null ? '' : ` ${capitalize(describePerson(register, reviewer, today))} decides requests within ${turnaroundDays} working days.`}`,
    source: fromRecords(today, ...waiting.map(({ key }) => `toolRequests:${key}`)),
    data: {
      requests: waiting.map(({ key, tool, askers }) => ({ key, tool, askedOn: askers[0]?.on ?? null })),
    },
    next: [
      toolsOffer('waiting', 'Waiting requests'),
      ...(first ? [offerStep({ do: 'decide-tool', request: first.key })] : []),
    ],
  };
}

/** @param asked a person who is said to be the tool reviewer */
export function answerReviewer({ register, today, actor }: PageContext, asked: UserId | undefined): Answer {
  const reviewer = register.toolReviewers.get(toolReviewerId);
  const person = toolReviewerOf(register);
  return {
    text:
      person === null
        ? 'There is no tool reviewer. The transformation lead appoints one, and decides the requests until then.'
        : `${asked === undefined || asked === person || asked === actor.id ? '' : `${mention(asked)} is not the tool reviewer. `}${capitalize(describePerson(register, person, today))} is the tool reviewer, and decides requests for AI tools within ${turnaroundDays} working days. While they are away, their deputy decides, or else the transformation lead. Nobody decides their own request.`,
    source: reviewer
      ? fromPerson(reviewer.namedBy, reviewer.namedOn, `toolReviewers:${toolReviewerId}`)
      : fromRecords(today),
    data: { reviewer: person, turnaroundWorkingDays: turnaroundDays },
    next: [
      ...(person === null ? [offerStep({ do: 'appoint-tool-reviewer' })] : []),
      toolsOffer('waiting', 'Waiting requests'),
    ],
    about: person === null ? {} : { person },
  };
}

export function answerReviews({ register, today }: PageContext, { from, to }: Period): Answer {
  const isOpen = from <= today && today <= to;
  const due = [...listApprovedTools(register)]
    .filter(({ nextReviewOn: on }) => on <= to && (on >= from || isOpen))
    .sort((a, b) => a.nextReviewOn.localeCompare(b.nextReviewOn));
  const words = due.map((tool) => `*${escapeMrkdwn(tool.name, 80)}*: ${describeNextReview(tool, today)}`);
  const until = isOpen ? `by ${formatDay(to)}` : describePeriod({ from, to });
  const [first] = due;
  const next = listApprovedTools(register)
    .filter(({ nextReviewOn }) => nextReviewOn >= today)
    .toSorted((a, b) => a.nextReviewOn.localeCompare(b.nextReviewOn))[0];
  return {
    text: `${
      first
        ? `${formatCount(due.length, 'approved AI tool is', 'approved AI tools are')} due for review ${until}: ${joinShortly(words, 5, '; ')}.`
        : `No approved AI tool is due for review ${until}.${next ? ` Next: *${escapeMrkdwn(next.name, 80)}* by ${formatDay(next.nextReviewOn)}.` : ''}`
    } An approved tool is reviewed every ${reviewMonths} months.`,
    source: fromRecords(today, ...due.map(({ key }) => `approvedTools:${key}`)),
    data: {
      ...{ from, to },
      tools: due.map(({ name, nextReviewOn }) => ({
        ...{ name, nextReviewOn, overdueDays: Math.max(0, daysBetween(nextReviewOn, today)) },
      })),
    },
    next: [
      ...(first ? [offerStep({ do: 'review-tool', tool: first.key })] : []),
      toolsOffer('approved', 'Approved tools'),
    ],
  };
}
