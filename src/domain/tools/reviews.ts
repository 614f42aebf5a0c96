import { formatDay } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, refuse, refuseInvalid } from '../decide.ts';
import { type ApprovedTool, type DataClass, type Day, isBlank, type UserId } from '../register.ts';
import { defineStep } from '../step.ts';
import { findDataProblem, nextReviewAfter } from './requests.ts';
import { keepersOnly } from './reviewer.ts';

/** The outcome of the review of one tool. `reason` is needed to withdraw it. */
export type ToolReviewInput = { readonly tool: string } & (
  | { readonly outcome: 'keep' }
  | { readonly outcome: 'change'; readonly conditions: string; readonly data: readonly DataClass[] }
  | { readonly outcome: 'withdraw'; readonly reason: string }
);

/** Returns a tool that stays approved for another six months after a review. */
export const keepTool = (tool: ApprovedTool, on: Day, by: UserId): ApprovedTool => ({
  ...tool,
  ...{ reviewedOn: on, reviewedBy: by, nextReviewOn: nextReviewAfter(on) },
});

/** Keeps an approved tool for another six months, changes its terms, or withdraws it. */
export const reviewToolStep = defineStep<'review-tool', ToolReviewInput>({
  key: 'review-tool',
  label: 'Review tool',
  permission: keepersOnly('review approved tools'),
  decide: (register, input, act) => {
    const tool = register.approvedTools.get(input.tool);
    if (!tool) return refuse('not-found', 'There is no such tool on the list.');
    if (tool.withdrawn)
      return refuse(
        'not-now',
        `The approval of ${tool.name} was withdrawn on ${formatDay(tool.withdrawn.on)}.`,
      );
    const refused = refuseInvalid({
      data: input.outcome === 'change' ? findDataProblem(input.data) : null,
      reason: input.outcome === 'withdraw' && isBlank(input.reason) && 'Say why.',
    });
    if (refused) return refused;
    const by = act.actor.id;
    const reviewed: ApprovedTool = {
      ...keepTool(tool, act.today, by),
      ...(input.outcome === 'change' ? { conditions: input.conditions.trim(), data: [...input.data] } : {}),
      withdrawn: input.outcome === 'withdraw' ? { on: act.today, by, reason: input.reason.trim() } : null,
    };
    return accept(createDraft(register, 'review-tool', 'approvedTools', tool.key, reviewed));
  },
});
export const reviewTool = reviewToolStep.decide;
