import { type Day, evidenceId, type Register } from '../register.ts';

/** Returns the model and version that a use case ran on a day; null when it is not recorded. */
export function findModelVersionOn(register: Register, useCase: string, day: Day): string | null {
  const details = register.evidence.get(evidenceId(useCase, 'model-versions'))?.details;
  if (details?.item !== 'model-versions') return null;
  const found = [...details.log]
    .sort((a, b) => a.from.localeCompare(b.from))
    .findLast(({ from }) => from <= day);
  return found ? `${found.model} ${found.version}`.trim() : null;
}
