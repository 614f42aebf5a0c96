import type { KnownBlock } from '@slack/types';
import { listOpenAccountabilities } from '../../domain/ai-operations/index.ts';
import type { Gap, Step } from '../../domain/decide.ts';
import type { DueNudge } from '../../domain/nudge-kind.ts';
import { findDecider, listWaitingRequests } from '../../domain/tools/index.ts';
import { listMissingForProduction } from '../../domain/use-cases/index.ts';
import { capitalize } from '../../domain/wording.ts';
import { isOpen, type NudgeState } from '../../operations/nudge-states.ts';
import { escapeMrkdwn, mention, section, stepButton } from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import type { PageContext } from '../kit/page.ts';
import { describeDue } from '../tools/index.ts';

/** Something that waits for a person, with its step. */
export interface ForYouItem {
  /** mrkdwn */
  readonly text: string;
  readonly step: Step;
  /** The reminder, if there was one: it can be snoozed or declined. */
  readonly reminder?: Waiting;
}

export type Waiting = NudgeState & { readonly due: DueNudge };

/** Identifies a step, ignoring what was typed for it. */
function stepId(step: Step): string {
  const { typed: _, ...rest } = step as Step & { typed?: unknown };
  return JSON.stringify(rest);
}

/**
 * Returns what waits for a person, most urgent first: accepting AI Operations, reminders, their blockers, and gaps of
 * their pilots. Gaps of a use case share one row, a step occurs once, and the person can take every step.
 */
export async function listForYou(context: PageContext): Promise<readonly ForYouItem[]> {
  const { actor, register } = context;
  const operator = register.operators.get(actor.id);
  const accept: ForYouItem[] =
    operator && listOpenAccountabilities(operator).length > 0
      ? [{ text: 'You are appointed to AI Operations', step: { do: 'accept-accountabilities' } }]
      : [];
  const open = (await context.loadOpenNudges()).filter(isOpen) as readonly Waiting[];
  const reminders = open.map((one) => ({ text: describeFact(one.due), step: one.due.step, reminder: one }));
  const found = new Map<string, ForYouItem>();
  for (const one of [...accept, ...reminders, ...rowsOf(listGaps(context), context)]) {
    const id = stepId(one.step);
    if (!found.has(id)) found.set(id, one);
  }
  return [...found.values()];
}

function describeFact({ fact, helpRequest }: DueNudge): string {
  const help = helpRequest ? ` Can you help ${mention(helpRequest.person)}?` : '';
  return `${escapeMrkdwn(capitalize(fact), 250)}${help}`;
}

/** Returns the requests that this person decides, the blockers that they can close, and the production gaps of their pilots. */
function listGaps({ readiness, register, actor, today }: PageContext): readonly Gap[] {
  const blockers = readiness.assessment.blockers.filter(({ owner }) => owner === actor.id);
  const pilots = [...register.useCases.values()]
    .filter(({ owner, life }) => owner === actor.id && life.stage === 'pilot')
    .flatMap((useCase) =>
      listMissingForProduction(register, useCase, today).map((gap) => ({
        ...gap,
        text: `${useCase.key}: ${gap.text}`,
      })),
    );
  const requests = listWaitingRequests(register)
    .filter((request) => findDecider(register, request, () => today) === actor.id)
    .map((request): Gap => {
      const { key, tool } = request;
      const text = `${key} ${tool}: ${describeDue(register, request, today)}`;
      return { text, owner: actor.id, step: { do: 'decide-tool', request: key } };
    });
  return [...requests, ...blockers, ...pilots];
}

/** Returns one row per use case: its first step, and the number of other gaps. */
function rowsOf(gaps: readonly Gap[], context: PageContext): readonly ForYouItem[] {
  const subjects = new Map<string, Map<string, Gap>>();
  for (const gap of gaps) {
    const subject = 'useCase' in gap.step && gap.step.useCase ? gap.step.useCase : stepId(gap.step);
    const known = subjects.get(subject) ?? new Map<string, Gap>();
    if (!known.has(stepId(gap.step))) known.set(stepId(gap.step), gap);
    subjects.set(subject, known);
  }
  return [...subjects.values()].flatMap((own): ForYouItem[] => {
    const first = [...own.values()].find(({ step }) => !findStepRefusal(step, context));
    if (!first) return [];
    const rest = own.size - 1;
    return [
      {
        text: `${escapeMrkdwn(capitalize(first.text), 250)}${rest > 0 ? ` (and ${rest} more)` : ''}`,
        step: first.step,
      },
    ];
  });
}

/** Renders a row with its button; the first is primary. */
export const renderForYouBlock = ({ text, step }: ForYouItem, index: number): KnownBlock =>
  section(
    `${index + 1}. ${text}`,
    stepButton(step, undefined, index === 0 ? { style: 'primary' } : undefined),
  );
