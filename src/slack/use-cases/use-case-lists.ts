import type { Register, Stage, UseCase } from '../../domain/register.ts';
import { offerUseCase } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';

export const allUseCases = ({ useCases }: Register): readonly UseCase[] => [...useCases.values()];

/** Makes the button of the list of use cases. */
export const listOffer = (stage?: Stage): Offer => [
  { page: 'use-cases', ...(stage === undefined ? {} : { args: { filter: stage } }) },
  'Use cases',
];

/** Returns use cases as JSON. */
export const keysAndNames = (useCases: readonly UseCase[]) =>
  useCases.slice(0, 50).map(({ key, name, life }) => ({ key, name, stage: life.stage }));

/** Makes the buttons below a list: its only use case, and all use cases. */
export const listOffers = (useCases: readonly UseCase[], stage?: Stage): readonly Offer[] => {
  const [only] = useCases;
  return [...(only && useCases.length === 1 ? [offerUseCase(only.key)] : []), listOffer(stage)];
};

/** Returns what the next question is about: the only use case of a list. */
export const aboutOnly = (useCases: readonly UseCase[]) => {
  const [only] = useCases;
  return only && useCases.length === 1 ? { about: { useCase: only.key } } : {};
};
