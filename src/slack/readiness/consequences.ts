import type { KnownBlock } from '@slack/types';
import type { Step } from '../../domain/decide.ts';
import type { Assessment, Requirement } from '../../domain/readiness/index.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { actions, escapeMrkdwn, mention, pageButton, section, stepButton } from '../kit/blocks.ts';
import { type Done, type FormContext, findStepRefusal } from '../kit/form.ts';
import { formatOwner, renderGapBlocks } from '../kit/gaps.ts';
import type { Content } from '../kit/page.ts';
import { formatRefusal } from '../kit/page-links.ts';
import { formatHeadline } from './verdict-lines.ts';

/** Returns the change of the verdict; null without one. */
function renderVerdictLine(was: Assessment, is: Assessment): string | null {
  if (was.verdict === is.verdict) return null;
  if (is.verdict === 'Stage 3') return ':tada: Stage 3 is reached: all four requirements are met.';
  return was.verdict === 'Stage 3'
    ? `:warning: Stage 3 was lost. ${formatHeadline(is)}.`
    : `The verdict has changed. ${formatHeadline(is)}.`;
}

/** Returns the requirements that were met and are not now, or the other way round. */
const listChanged = (wasMet: (key: Requirement['key']) => boolean, { assessment }: FormContext) =>
  assessment.requirements.filter(({ key, met }) => met !== wasMet(key));

/**
 * Renders lost requirements with their fact and step, then met ones; the person gets buttons for steps they may take.
 */
export function renderChangedRequirements(
  wasMet: (key: Requirement['key']) => boolean,
  after: FormContext,
): readonly KnownBlock[] {
  const changed = listChanged(wasMet, after);
  const offered = new Set<string>();
  const lost = changed.flatMap(({ key, gaps: [gap, ...others] }) => {
    if (!gap) return [];
    const step = JSON.stringify(gap.step);
    const isOffered = offered.has(step);
    offered.add(step);
    const rest = others.length === 0 ? '' : ` (and ${others.length} more)`;
    const text = `:warning: Requirement ${key.slice(1)} is no longer met: ${escapeMrkdwn(gap.text, 300)}${rest}`;
    return findStepRefusal(gap.step, after)
      ? [section(`${text}${formatOwner(gap.owner)}`)]
      : // One step can close a gap of two requirements.
        [isOffered ? section(text) : section(text, stepButton(gap.step))];
  });
  const gained = changed
    .filter(({ met }) => met)
    .map(({ key }) => section(`:tada: Requirement ${key.slice(1)} is met.`));
  return [...lost, ...gained];
}

const wasMetIn =
  ({ assessment }: FormContext) =>
  (key: Requirement['key']): boolean =>
    assessment.requirements.some((one) => one.key === key && one.met);

/** Renders the consequences of a record: changed requirements, then the verdict. Empty without any. */
function renderConsequences(before: FormContext, after: FormContext): readonly KnownBlock[] {
  const verdict = renderVerdictLine(before.assessment, after.assessment);
  return [
    ...renderChangedRequirements(wasMetIn(before), after),
    ...(verdict === null ? [] : [section(verdict)]),
  ];
}

/** Adds the consequences of a record above a page. */
export const withConsequences = (content: Content, before: FormContext, after: FormContext): Content => ({
  ...content,
  blocks: [...renderConsequences(before, after), ...content.blocks],
});

/** The most next steps that are offered. */
const maxNextSteps = 3;

/** Returns the first steps that the reader can take, one per label. */
function listTakeableSteps(steps: readonly Step[], context: FormContext): readonly Step[] {
  const found = new Map<string, Step>();
  for (const step of steps) {
    if (found.size === maxNextSteps) break;
    const label = stepTitle(step);
    if (!found.has(label) && !findStepRefusal(step, context)) found.set(label, step);
  }
  return [...found.values()];
}

/** Returns who has the next step; null when it is the reader. */
function describeOtherAssignee(step: Step, context: FormContext): string | null {
  const refusal = findStepRefusal(step, context);
  if (refusal?.code !== 'not-permitted') return null;
  const blocker = context.assessment.blockers.find(
    (one) => JSON.stringify(one.step) === JSON.stringify(step),
  );
  const what = escapeMrkdwn(blocker?.text ?? stepTitle(step), 300);
  return refusal.ask === undefined
    ? `*Next*: ${what}. ${escapeMrkdwn(formatRefusal(refusal), 300)}`
    : `*Next for ${mention(refusal.ask)}*: ${what}`;
}

/** Renders the result of a form: what was recorded, its consequences, and the next steps. */
export function renderDone(
  { text, isIncomplete = false, more = [], left = [], next, useCase }: Done,
  before: FormContext,
  after: FormContext,
): Content {
  // A lost requirement already has the button of its step.
  const shown = new Set(
    listChanged(wasMetIn(before), after).flatMap(({ met, gaps: [gap] }) =>
      met || !gap ? [] : JSON.stringify(gap.step),
    ),
  );
  const steps = listTakeableSteps(
    next.filter((step) => !shown.has(JSON.stringify(step))),
    after,
  );
  const others = next[0] ? describeOtherAssignee(next[0], after) : null;
  return {
    title: 'Recorded',
    text: 'Recorded',
    blocks: [
      section(`${isIncomplete ? ':white_large_square:' : ':white_check_mark:'} ${text}`),
      ...renderGapBlocks(left, after.actor.id),
      ...renderConsequences(before, after),
      ...more,
      ...(others === null ? [] : [section(others)]),
      ...(steps.length > 0 ? [section(others === null ? '*Next*' : '*Next for you*')] : []),
      ...actions(
        ...steps.map((step, index) =>
          stepButton(step, stepTitle(step), index === 0 ? { style: 'primary' } : undefined),
        ),
        useCase === undefined ? null : pageButton(`Open ${useCase}`, { page: 'use-case', args: { useCase } }),
        pageButton('Verdict', { page: 'verdict' }),
      ),
    ],
  };
}
