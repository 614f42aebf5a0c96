import type { KnownBlock } from '@slack/types';
import { notAccepted } from '../../domain/ai-operations/index.ts';
import type { Gap, Step } from '../../domain/decide.ts';
import type { Concern } from '../../domain/nudge-kind.ts';
import { missingForProduction } from '../../domain/use-cases/index.ts';
import { capital } from '../../domain/wording.ts';
import { type Asked, isOpen } from '../../operations/asked.ts';
import { mention, safe, section, stepButton } from '../kit/blocks.ts';
import { closedFor } from '../kit/form.ts';
import type { PageScene } from '../kit/page.ts';

/** One thing that waits for a person, with the step that does it. */
export interface ForYou {
  /** mrkdwn */
  readonly text: string;
  readonly step: Step;
  /** Set where the app asked for it: it can be put off or given back. */
  readonly asked?: Waiting;
}

export type Waiting = Asked & { readonly concern: Concern };

/** A step as it is the same thing, whatever was typed for it. */
function stepId(step: Step): string {
  const { typed: _, ...rest } = step as Step & { typed?: unknown };
  return JSON.stringify(rest);
}

/**
 * Everything that waits for whoever looks, most urgent first: AI Operations to accept, what they were asked, the
 * blockers that are theirs, what their pilots miss. One row for each use case that misses several things; each step once,
 * and only steps that they can take.
 */
export async function forYou(scene: PageScene): Promise<readonly ForYou[]> {
  const { actor, register } = scene;
  const operator = register.operators.get(actor.id);
  const accept: ForYou[] =
    operator && notAccepted(operator).length > 0
      ? [{ text: 'You are named for AI Operations', step: { do: 'accept-accountabilities' } }]
      : [];
  const open = (await scene.asked()).filter(isOpen) as readonly Waiting[];
  const asked = open.map((one) => ({ text: factWords(one.concern), step: one.concern.step, asked: one }));
  const found = new Map<string, ForYou>();
  for (const one of [...accept, ...asked, ...rowsOf(gapsOf(scene), scene)]) {
    const id = stepId(one.step);
    if (!found.has(id)) found.set(id, one);
  }
  return [...found.values()];
}

function factWords({ fact, helps }: Concern): string {
  const help = helps ? ` ${mention(helps.person)} could not answer: can you help?` : '';
  return `${safe(capital(fact), 250)}${help}`;
}

/** The blockers of the verdict that this person can end, and what their pilots miss for production. */
function gapsOf({ readiness, register, actor, today }: PageScene): readonly Gap[] {
  const blockers = readiness.assessment.blockers.filter(({ owner }) => owner === actor.id);
  const pilots = [...register.useCases.values()]
    .filter(({ owner, life }) => owner === actor.id && life.stage === 'pilot')
    .flatMap((useCase) =>
      missingForProduction(register, useCase, today).map((gap) => ({
        ...gap,
        text: `${useCase.key}: ${gap.text}`,
      })),
    );
  return [...blockers, ...pilots];
}

/** One row for each use case, with the first step that can be taken and how many things are missing besides. */
function rowsOf(gaps: readonly Gap[], scene: PageScene): readonly ForYou[] {
  const subjects = new Map<string, Map<string, Gap>>();
  for (const gap of gaps) {
    const subject = 'useCase' in gap.step && gap.step.useCase ? gap.step.useCase : stepId(gap.step);
    const known = subjects.get(subject) ?? new Map<string, Gap>();
    if (!known.has(stepId(gap.step))) known.set(stepId(gap.step), gap);
    subjects.set(subject, known);
  }
  return [...subjects.values()].flatMap((own): ForYou[] => {
    const first = [...own.values()].find(({ step }) => !closedFor(step, scene));
    if (!first) return [];
    const rest = own.size - 1;
    return [
      { text: `${safe(capital(first.text), 250)}${rest > 0 ? ` (and ${rest} more)` : ''}`, step: first.step },
    ];
  });
}

/** A row with its button; the primary one of its page where it is the first. */
export const forYouBlock = ({ text, step }: ForYou, index: number): KnownBlock =>
  section(
    `${index + 1}. ${text}`,
    stepButton(step, undefined, index === 0 ? { style: 'primary' } : undefined),
  );
