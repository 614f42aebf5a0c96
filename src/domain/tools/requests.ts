import { addMonths, formatDay } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { type Act, accept, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import { isSameToolIn, normalizeName } from '../names.ts';
import { draftKnownPeople } from '../people.ts';
import { anyMember, mustBeMember } from '../permissions.ts';
import {
  type ApprovedTool,
  type DataClass,
  isBlank,
  maxToolNameLength,
  nextKey,
  type Register,
  type ToolDecision,
  type ToolOutcome,
  type ToolRequest,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { judgeTool } from './data-rules.ts';
import { mayDecideTool, refuseUnknownRequest } from './reviewer.ts';
import {
  answersRequest,
  findListedTool,
  findToolStanding,
  listWaitingRequests,
  type ToolStanding,
} from './standing.ts';

/** An approved tool is reviewed again after this many months. Source: "Quarterly policy review". */
export const reviewMonths = 6;
export const nextReviewAfter = (day: string): string => addMonths(day, reviewMonths);

export interface ToolRequestInput
  extends Pick<ToolRequest, 'tool' | 'vendor' | 'kind' | 'purpose' | 'data' | 'forWhom' | 'link'> {
  /** The channel that gets the answer; null for a direct message. */
  readonly channel: string | null;
  /** The change since the tool was refused; null for a first request. */
  readonly whatChanged: string | null;
}

/** Returns the error of a list of data classes; null when it is valid. */
export function findDataProblem(data: readonly DataClass[]): string | null {
  if (data.length === 0) return 'Choose at least one.';
  return data.includes('none') && data.length > 1
    ? 'Choose "neither" alone, or only the data it sees.'
    : null;
}

/**
 * Returns the standing that answers a request at once; null when it has to be decided. A refused tool is decided again
 * when the request says what changed.
 */
export function findAnswer(
  register: Register,
  { tool, data, whatChanged }: Pick<ToolRequestInput, 'tool' | 'data' | 'whatChanged'>,
): ToolStanding | null {
  const standing = findToolStanding(register, tool);
  if (standing?.state === 'approved' && answersRequest(standing, data)) return standing;
  const waiting = listWaitingRequests(register)
    .filter((one) => isSameToolIn(register, one.tool, tool))
    .map((request): ToolStanding => ({ state: 'waiting', request }))
    .find((one) => answersRequest(one, data));
  if (waiting) return waiting;
  const isAgain = whatChanged !== null;
  return standing !== null && !isAgain && answersRequest(standing, data) ? standing : null;
}

/** Asks for a tool. A tool that is decided is answered without a request; one that is asked for is joined. */
export const requestToolStep = defineStep<'request-tool', ToolRequestInput>({
  key: 'request-tool',
  label: 'Request AI tool',
  title: ({ again }) => (again ? 'Ask again' : 'Request AI tool'),
  permission: anyMember,
  decide: (register, input, act) => {
    const { channel, ...asked } = input;
    const refused = refuseInvalid({
      tool:
        (isBlank(input.tool) && 'Enter the name of the tool.') ||
        (input.tool.length > maxToolNameLength && `Use at most ${maxToolNameLength} characters.`),
      purpose: isBlank(input.purpose) && 'Say what you want to do with it.',
      data: findDataProblem(input.data),
      whatChanged:
        input.whatChanged !== null &&
        isBlank(input.whatChanged) &&
        'Say what changed since the tool was refused.',
    });
    if (refused) return refused;
    const asker = { person: act.actor.id, on: act.today, channel };
    const answer = findAnswer(register, input);
    if (answer && answer.state !== 'waiting') return accept();
    const known = answer?.request;
    if (known)
      return known.askers.some(({ person }) => person === asker.person)
        ? accept()
        : accept(
            createDraft(register, 'join-tool-request', 'toolRequests', known.key, {
              ...known,
              askers: [...known.askers, asker],
            }),
            ...draftKnownPeople(register, act),
          );
    const key = nextKey('T', register.toolRequests);
    const request: ToolRequest = {
      ...{ ...asked, tool: input.tool.trim().replace(/\s+/g, ' '), key },
      ...{ askers: [asker], decision: null, withdrawn: null },
    };
    return accept(
      createDraft(register, 'request-tool', 'toolRequests', key, request),
      ...draftKnownPeople(register, act),
    );
  },
});
export const requestTool = requestToolStep.decide;

export interface ToolDecisionInput extends Pick<ToolDecision, 'outcome' | 'reason' | 'conditions' | 'data'> {
  readonly request: string;
  readonly despiteRules: string | null;
}

/** Returns whether a decision is against the data rules: it allows data that they do not. */
export const isAgainstRules = (
  register: Register,
  request: ToolRequest,
  outcome: ToolOutcome,
  data: readonly DataClass[],
  today: string,
): boolean =>
  outcome !== 'refused' &&
  judgeTool(register, request, data, today).some(
    // A condition can be to sign the DPA first.
    ({ ruling, isMet }) => !isMet && !(ruling === 'with-dpa' && outcome === 'approved-with-conditions'),
  );

/** Refuses a request that no longer waits. */
export function mustWait({ key, decision, withdrawn }: ToolRequest): Outcome | null {
  if (decision)
    return refuse(
      'not-now',
      `${key} was decided on ${formatDay(decision.on)}: ${decision.outcome === 'refused' ? 'refused' : 'approved'}.`,
    );
  return withdrawn ? refuse('not-now', `${key} was withdrawn on ${formatDay(withdrawn.on)}.`) : null;
}

/** Decides a request. An approval puts the tool on the list, or replaces what the list says. */
export const decideToolStep = defineStep<'decide-tool', ToolDecisionInput>({
  key: 'decide-tool',
  label: 'Decide request',
  title: ({ request }) => `Decide ${request}`,
  permission: mayDecideTool,
  decide: (register, input, act) => {
    const request = register.toolRequests.get(input.request);
    if (!request) return refuseUnknownRequest(input.request);
    const over = mustWait(request);
    if (over) return over;
    const { outcome, reason, despiteRules } = input;
    const conditions = outcome === 'approved-with-conditions' ? input.conditions.trim() : '';
    const data = outcome === 'refused' ? [] : input.data;
    const isAgainst = isAgainstRules(register, request, outcome, data, act.today);
    const refused = refuseInvalid({
      reason: isBlank(reason) && 'Say why.',
      conditions: outcome === 'approved-with-conditions' && isBlank(conditions) && 'Enter the conditions.',
      data: outcome === 'refused' ? null : findDataProblem(data),
      despiteRules:
        isAgainst &&
        isBlank(despiteRules ?? '') &&
        'The data rules do not allow this. Say why you decide otherwise.',
    });
    if (refused) return refused;
    const decision: ToolDecision = {
      ...{ outcome, reason: reason.trim(), conditions, data },
      ...{ despiteRules: isAgainst ? despiteRules : null, by: act.actor.id, on: act.today },
    };
    const decided = createDraft(register, 'decide-tool', 'toolRequests', request.key, {
      ...request,
      decision,
    });
    if (outcome === 'refused') return accept(decided, ...draftKnownPeople(register, act));
    const { tool: name, vendor, kind, key } = request;
    const listed = findListedTool(register, name)?.key ?? normalizeName(name);
    const tool: ApprovedTool = {
      ...{ key: listed, name, vendor, kind, conditions, data, request: key },
      ...{ approvedOn: act.today, approvedBy: act.actor.id, reviewedOn: null, reviewedBy: null },
      ...{ nextReviewOn: nextReviewAfter(act.today), withdrawn: null },
    };
    return accept(
      decided,
      createDraft(register, 'decide-tool', 'approvedTools', listed, tool),
      ...draftKnownPeople(register, act),
    );
  },
});
export const decideTool = decideToolStep.decide;

const mustHaveAsked = (request: ToolRequest, act: Pick<Act, 'actor'>): Outcome | null =>
  mustBeMember(act) ??
  (request.askers.some(({ person }) => person === act.actor.id)
    ? null
    : refuse('not-permitted', `Only the people who asked for ${request.tool} can withdraw ${request.key}.`));

/** Withdraws a request. While others still ask for the tool, the request stays theirs. */
export const withdrawToolRequestStep = defineStep<'withdraw-tool-request', { readonly request: string }>({
  key: 'withdraw-tool-request',
  label: 'Withdraw request',
  permission: (register, act, { request: key }) => {
    const request = register.toolRequests.get(key);
    return request ? mustHaveAsked(request, act) : refuseUnknownRequest(key);
  },
  decide: (register, { request: key }, act) => {
    const request = register.toolRequests.get(key);
    if (!request) return refuseUnknownRequest(key);
    const over = mustWait(request);
    if (over) return over;
    const askers = request.askers.filter(({ person }) => person !== act.actor.id);
    return accept(
      createDraft(
        register,
        'withdraw-tool-request',
        'toolRequests',
        key,
        askers.length > 0
          ? { ...request, askers }
          : { ...request, withdrawn: { on: act.today, by: act.actor.id } },
      ),
    );
  },
});
