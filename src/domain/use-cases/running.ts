import type { Charter, Register, UseCase } from '../register.ts';

/** Returns the pilots with their charters. */
export const listPilots = (
  register: Register,
): readonly { readonly useCase: UseCase; readonly charter: Charter }[] =>
  [...register.useCases.values()].flatMap((useCase) =>
    useCase.life.stage === 'pilot' ? [{ useCase, charter: useCase.life.charter }] : [],
  );

/** Returns the use cases in pilot or in production. */
export const listRunning = (register: Register): readonly UseCase[] =>
  [...register.useCases.values()].filter(({ life }) => life.stage === 'pilot' || life.stage === 'production');
