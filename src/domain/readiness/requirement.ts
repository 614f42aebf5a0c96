import type { Gap } from '../decide.ts';
import type { Evidence } from '../facts.ts';
import type { Register, UseCase } from '../register.ts';

export interface Requirement {
  readonly key: 'R1' | 'R2' | 'R3' | 'R4';
  readonly title: string;
  readonly met: boolean;
  /** The use case that meets it, or is closest to it. */
  readonly useCase: UseCase | null;
  /** Facts about it, the most important first, both met and missing. */
  readonly evidence: readonly Evidence[];
  /** The gaps; empty exactly when it is met. */
  readonly gaps: readonly Gap[];
}

export type Requirements = readonly [Requirement, Requirement, Requirement, Requirement];

export const stageRank = { production: 0, pilot: 1, proposed: 2, stopped: 3, retired: 3 } as const;

/** Returns the use cases that are neither stopped nor retired. */
export const listOpenUseCases = (register: Register): readonly UseCase[] =>
  [...register.useCases.values()].filter(({ life }) => stageRank[life.stage] < 3);

/** Returns a sentence when use cases exist but have ended; null when none has ended. */
export function explainEndedUseCases(register: Register): string | null {
  const left = listOpenUseCases(register).length;
  if (register.useCases.size === left) return null;
  return left === 0 ? 'every use case was stopped or retired' : 'every other use case was stopped or retired';
}
