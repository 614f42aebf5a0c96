import type { Step } from '../../domain/decide.ts';
import type { Offer } from '../kit/blocks.ts';
import type { Entry } from '../kit/question.ts';

/** How something is done: where, by which command, and its button. */
export interface HowTo {
  readonly key: string;
  readonly title: string;
  /** Plain sentences, the command in backticks. */
  readonly says: readonly string[];
  /** The command without its arguments, as in the help; null when there is none. */
  readonly command: string | null;
  /** Makes the button. */
  readonly offer: () => Offer;
  /** Makes the button for a named use case; without it, the answer is the same for all use cases. */
  readonly offerFor?: (useCase: string) => Offer;
  readonly examples: Entry['examples'];
}

export const useCasesOffer: Offer = [{ page: 'use-cases' }, 'Use cases'];

/** Makes the button of a step for the named use case; without one, of the list of use cases. */
export const offersOf = (make: (useCase: string) => Step) => ({
  offer: () => useCasesOffer,
  offerFor: (useCase: string): Offer => [make(useCase)],
});
