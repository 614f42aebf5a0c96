import type { Evidence } from '../../src/domain/facts.ts';
import type { Day } from '../../src/domain/register.ts';
import { formatFact } from '../../src/slack/readiness/fact-words.ts';
import type { Workspace } from './register.ts';

/** Facts as the verdict words them. */
export const inWords = (
  { register, today }: Pick<Workspace, 'register' | 'today'>,
  facts: readonly Evidence[],
  day: Day = today,
): readonly string[] => facts.map((fact) => formatFact(fact, { register, today: day }));

/** Returns the flags of a day's verdict, in words. */
export const flagsOf = (workspace: Workspace, day: Day = workspace.today): readonly string[] =>
  inWords(workspace, workspace.assess(day).flags, day);

/** Returns the evidence for a requirement today, in words. */
export const evidenceOf = (workspace: Workspace, requirement: 0 | 1 | 2 | 3): readonly string[] =>
  inWords(workspace, workspace.assess().requirements[requirement].evidence);

/** Returns the verdict today and how many requirements are met: "Stage 2, 1 of 4". */
export const answer = (workspace: Workspace) => {
  const { verdict, met } = workspace.assess();
  return `${verdict}, ${met} of 4`;
};
