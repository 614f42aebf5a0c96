import { createDraft } from '../change.ts';
import { accept, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import {
  draftKnownPeople,
  findAssigneeProblem,
  findStandIn,
  isActive,
  type LocalDays,
  localDaysAt,
} from '../people.ts';
import {
  isLead,
  leadOnly,
  mayActFor,
  mustBeMember,
  type Permission,
  type WithActorAndTime,
} from '../permissions.ts';
import {
  type Day,
  type Register,
  settingsOf,
  type ToolRequest,
  toolReviewerId,
  type UserId,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { addWorkingDays } from '../working-days.ts';

/** The working days within which a request is decided. Source: "Governance at Stage 3", "a turnaround time". */
export const turnaroundDays = 5;

/** Returns the day by which a request is to be decided. */
export const dueDayOf = (register: Register, { askers }: ToolRequest): Day =>
  addWorkingDays(register, askers[0]?.on ?? '', turnaroundDays, settingsOf(register).timeZone);

/** Returns the person who is named as tool reviewer; null when nobody is. */
export const toolReviewerOf = (register: Register): UserId | null =>
  register.toolReviewers.get(toolReviewerId)?.person ?? null;

/** Returns the reviewer, or while they are away their deputy; null when neither is here. */
function findReviewerHere(register: Register, today: LocalDays): UserId | null {
  const reviewer = toolReviewerOf(register);
  return reviewer === null ? null : findStandIn(register, reviewer, today);
}

type Asked = Pick<ToolRequest, 'askers'>;
const hasAsked = ({ askers }: Asked, person: UserId): boolean => askers.some((one) => one.person === person);

/** True when the reviewer or their deputy can decide this request. Nobody decides their own. */
const canReviewerDecide = (register: Register, request: Asked, today: LocalDays): boolean => {
  const here = findReviewerHere(register, today);
  return here !== null && !hasAsked(request, here);
};

/**
 * Returns the person who decides a request: the reviewer, while they are away their deputy, and where both are missing
 * or asked for the tool themselves, a lead who did not. Null when there is nobody.
 */
export function findDecider(register: Register, request: Asked, today: LocalDays): UserId | null {
  if (canReviewerDecide(register, request, today)) return findReviewerHere(register, today);
  const leads = settingsOf(register)
    .leads.filter((lead) => isActive(register, lead))
    .flatMap((lead) => findStandIn(register, lead, today) ?? lead);
  return leads.find((lead) => !hasAsked(request, lead)) ?? null;
}

const withPerson = (ask: UserId | null) => (ask === null ? {} : { ask });

const reviewerOnly = 'Only the tool reviewer can decide requests for AI tools.';

/** Allows the person who decides a request; refuses everybody their own. */
export const mayDecideTool: Permission<{ readonly request: string }> = (register, act, { request: key }) => {
  const stranger = mustBeMember(act);
  if (stranger) return stranger;
  const today = localDaysAt(register, act.at);
  const request = register.toolRequests.get(key);
  // Others read who decides, which tells them more.
  if (!request)
    return isReviewer(register, act) || isLead(register, act)
      ? refuseUnknownRequest(key)
      : refuse('not-permitted', reviewerOnly, withPerson(findReviewerHere(register, today)));
  const ask = withPerson(findDecider(register, request, today));
  if (hasAsked(request, act.actor.id))
    return refuse('not-permitted', 'Nobody decides their own request.', ask);
  if (isReviewer(register, act)) return null;
  if (isLead(register, act) && !canReviewerDecide(register, request, today)) return null;
  return refuse('not-permitted', reviewerOnly, ask);
};

/** True for the reviewer, and for their deputy while they are away. */
const isReviewer = (register: Register, act: WithActorAndTime): boolean => {
  const reviewer = toolReviewerOf(register);
  return reviewer !== null && isActive(register, reviewer) && mayActFor(register, act, reviewer);
};

/**
 * Allows the reviewer and the lead, who keep the list of approved tools. @param what completes "Only the tool reviewer
 * and the transformation lead can"
 */
export const keepersOnly =
  (what: string): Permission<unknown> =>
  (register, act) => {
    const stranger = mustBeMember(act);
    if (stranger || isReviewer(register, act) || isLead(register, act)) return stranger;
    const ask =
      findReviewerHere(register, localDaysAt(register, act.at)) ?? settingsOf(register).leads[0] ?? null;
    return refuse(
      'not-permitted',
      `Only the tool reviewer and the transformation lead can ${what}.`,
      withPerson(ask),
    );
  };

export const refuseUnknownRequest = (key: string): Outcome =>
  refuse('not-found', `There is no request ${key}.`);

/** Appoints the one person who decides requests. Another person replaces them. */
export const appointToolReviewerStep = defineStep<'appoint-tool-reviewer', { readonly person: UserId }>({
  key: 'appoint-tool-reviewer',
  label: 'Appoint reviewer',
  title: () => 'Appoint tool reviewer',
  permission: leadOnly('appoint the tool reviewer'),
  decide: (register, { person }, act) => {
    const refused = refuseInvalid({ person: findAssigneeProblem(act, person) });
    if (refused) return refused;
    if (toolReviewerOf(register) === person) return accept(...draftKnownPeople(register, act));
    return accept(
      createDraft(register, 'appoint-tool-reviewer', 'toolReviewers', toolReviewerId, {
        person,
        namedBy: act.actor.id,
        namedOn: act.today,
      }),
      ...draftKnownPeople(register, act),
    );
  },
});
export const appointToolReviewer = appointToolReviewerStep.decide;
