import { memoizePerState } from '../by-use-case.ts';
import { formatDay } from '../calendar.ts';
import { findCurrentName, findSimilarNames, normalizeName } from '../names.ts';
import type { ApprovedTool, DataClass, Day, Register, ToolDecision, ToolRequest } from '../register.ts';
import { sensitivityOf } from './data-rules.ts';

/** A request that was decided. */
export type DecidedRequest = ToolRequest & { readonly decision: ToolDecision };

/** The place of a tool on the list. */
export type ToolStanding =
  | { readonly state: 'approved'; readonly tool: ApprovedTool }
  | { readonly state: 'withdrawn'; readonly tool: ApprovedTool }
  | { readonly state: 'refused'; readonly request: DecidedRequest }
  | { readonly state: 'waiting'; readonly request: ToolRequest };

/** True for a decision that was imported: nobody asked for the tool in Crossing. */
export const isImported = ({ askers }: Pick<ToolRequest, 'askers'>): boolean => askers.length === 0;

const isWaiting = ({ decision, withdrawn }: ToolRequest): boolean => decision === null && withdrawn === null;

/** Returns the requests that wait for a decision, the oldest first. */
export const listWaitingRequests = (register: Register): readonly ToolRequest[] => waiting(register);
const waiting = memoizePerState((register) => [...register.toolRequests.values()].filter(isWaiting));

/** Returns the tools whose approval is in force, by name. */
export const listApprovedTools = (register: Register): readonly ApprovedTool[] => approved(register);
const approved = memoizePerState((register) =>
  [...register.approvedTools.values()]
    .filter(({ withdrawn }) => withdrawn === null)
    .sort((a, b) => a.name.localeCompare(b.name, 'en')),
);

/** Returns approved tools whose review is due by a day, the most overdue first. */
export const listToolsToReview = (register: Register, by: Day): readonly ApprovedTool[] =>
  listApprovedTools(register)
    .filter(({ nextReviewOn }) => nextReviewOn <= by)
    .sort((a, b) => a.nextReviewOn.localeCompare(b.nextReviewOn));

/** Returns the form in which the names of this file are compared: of a merged vendor, the current name. */
const nameKeyOf = (register: Register, name: string): string =>
  normalizeName(findCurrentName(register, name));

/** The list and the requests, by the name that is compared. */
const byName = memoizePerState((register) => {
  const listed = new Map<string, ApprovedTool>();
  for (const tool of register.approvedTools.values()) {
    const key = nameKeyOf(register, tool.name);
    if (!listed.has(key)) listed.set(key, tool);
  }
  const requests = new Map<string, ToolRequest[]>();
  for (const request of register.toolRequests.values()) {
    const key = nameKeyOf(register, request.tool);
    const same = requests.get(key);
    if (same) same.push(request);
    else requests.set(key, [request]);
  }
  return { listed, requests };
});

/** Returns the record of a tool on the list, in any spelling, also a withdrawn one. */
export const findListedTool = (register: Register, name: string): ApprovedTool | undefined =>
  byName(register).listed.get(nameKeyOf(register, name));

const isRefused = (request: ToolRequest): request is DecidedRequest =>
  request.decision?.outcome === 'refused';

/** Returns what the list says about a tool, in any spelling; null when nobody has asked for it. */
export function findToolStanding(register: Register, name: string): ToolStanding | null {
  const tool = findListedTool(register, name);
  if (tool && tool.withdrawn === null) return { state: 'approved', tool };
  const requests = byName(register).requests.get(nameKeyOf(register, name)) ?? [];
  const refused = requests.filter(isRefused).at(-1);
  // Of two refusals, the later one says why.
  if (tool?.withdrawn && tool.withdrawn.on >= (refused?.decision.on ?? ''))
    return { state: 'withdrawn', tool };
  if (refused) return { state: 'refused', request: refused };
  const open = requests.find(isWaiting);
  return open ? { state: 'waiting', request: open } : null;
}

/** Returns tools that were refused, or whose approval was withdrawn, by name. */
export const listRefusedTools = (register: Register): readonly ToolStanding[] => [
  ...refusedTools(register).values(),
];

/** The standings of refused tools, by the name that is compared. */
const refusedTools = memoizePerState((register) => {
  const names = [
    ...[...register.toolRequests.values()].filter(isRefused).map(({ tool }) => tool),
    ...[...register.approvedTools.values()].filter(({ withdrawn }) => withdrawn).map(({ name }) => name),
  ];
  const found = new Map<string, Extract<ToolStanding, { state: 'refused' | 'withdrawn' }>>();
  for (const name of names.sort((a, b) => a.localeCompare(b, 'en'))) {
    const standing = findToolStanding(register, name);
    if (standing?.state === 'refused' || standing?.state === 'withdrawn')
      found.set(nameKeyOf(register, name), standing);
  }
  return found;
});

/** Returns "Datadog was refused on 3 March 2026 (T-4)" for a refused tool; null for any other. */
export function describeRefused(register: Register, name: string): string | null {
  const refused = refusedTools(register);
  if (refused.size === 0) return null;
  const standing = refused.get(nameKeyOf(register, name));
  if (!standing) return null;
  if (standing.state === 'refused') {
    const { key, decision } = standing.request;
    return `${name} was refused on ${formatDay(decision.on)} (${key})`;
  }
  const on = standing.tool.withdrawn?.on ?? standing.tool.approvedOn;
  return `the approval of ${name} was withdrawn on ${formatDay(on)}`;
}

/** True when the list answers a request: the same tool was decided for such data, or is being decided. */
export function answersRequest(standing: ToolStanding, data: readonly DataClass[]): boolean {
  switch (standing.state) {
    case 'approved':
      return data.every((one) => one === 'none' || standing.tool.data.includes(one));
    case 'withdrawn':
      return true;
    case 'refused':
      // Less sensitive data is another question.
      return sensitivityOf(data) >= sensitivityOf(standing.request.data);
    case 'waiting':
      return data.every((one) => one === 'none' || standing.request.data.includes(one));
  }
}

/** Returns the name of every tool that was ever asked for. */
const knownTools = memoizePerState((register) => [
  ...new Set([
    ...[...register.approvedTools.values()].map(({ name }) => name),
    ...[...register.toolRequests.values()].map(({ tool }) => tool),
  ]),
]);
export const listKnownTools = (register: Register): readonly string[] => knownTools(register);

/** Returns known tools with names similar to a new one, most likely first. */
export const findSimilarRequestedTools = (register: Register, name: string): readonly string[] =>
  findToolStanding(register, name) ? [] : findSimilarNames(name, listKnownTools(register));
