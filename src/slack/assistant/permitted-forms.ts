import { checkPermission } from '../../domain/subjects.ts';
import type { Request } from '../kit/question.ts';
import type { Filled } from './fill-slots.ts';
import type { Ranked } from './ranking.ts';
import type { ReadQuestion } from './units.ts';

/** Polite words of somebody who wants something done. */
const polite = /\b(?:please|pls|bitte|s il (?:te|vous) plait|stp|svp|por favor|porfa)\b/;

/** The factor of a form that the person may not open. */
const notPermitted = 0.7;

/**
 * Prefers questions to a form that the person may not open, for words without a verb: "conditions of DraftDesk" asks for
 * a fact. A sentence that wants something done gets the refusal, which names who can do it.
 */
export function preferPermitted(
  ranked: readonly Ranked[],
  question: ReadQuestion,
  fill: (entry: Request) => Filled,
): readonly Ranked[] {
  const [best] = ranked;
  if (best?.entry.kind !== 'request' || question.form !== 'fragment') return ranked;
  if (polite.test(question.words.join(' '))) return ranked;
  const { entry } = best;
  const filled = fill(entry);
  if (filled.state !== 'complete') return ranked;
  const { context } = question;
  const { step } = entry.open(context, filled.slots, question.text);
  if (checkPermission(context.register, context, step)?.ok !== false) return ranked;
  return ranked
    .map((one) => (one === best ? { ...one, score: one.score * notPermitted } : one))
    .toSorted((a, b) => b.score - a.score);
}
