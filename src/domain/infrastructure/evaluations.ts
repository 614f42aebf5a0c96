import { addDays, formatDay } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, refuse, refuseInvalid } from '../decide.ts';
import { findCurrentName, findSimilarNames, isSameToolIn, removeSameTools } from '../names.ts';
import { assigneeOf, draftKnownPeople, isActive, leadOf } from '../people.ts';
import {
  anyMemberOnUseCase,
  isLead,
  mayActFor,
  mustBeMember,
  mustNotBeOver,
  type Permission,
} from '../permissions.ts';
import {
  type Category,
  type Day,
  type Decision,
  type Evaluation,
  isOver,
  nextKey,
  type Register,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { categoryEntry } from './infrastructure.ts';

/** The default time for an evaluation, in days. */
export const evaluationDays = 30;
/** Limits of one evaluation: the number of tools, and the length of a name in characters. */
const maxTools = 20;
const maxToolNameLength = 150;

/** Returns open evaluations, oldest first, without those of use cases that have ended. */
export const listOpenEvaluations = (register: Register): readonly Evaluation[] =>
  [...register.evaluations.values()].filter(({ closed, useCase }) => {
    const about = useCase === null ? undefined : register.useCases.get(useCase);
    return closed === null && !(about && isOver(about));
  });

/** Returns evaluated or decided tools whose names are similar to a new name. */
export const findSimilarEvaluatedTools = (register: Register, name: string): readonly string[] =>
  findSimilarNames(findCurrentName(register, name), [
    ...[...register.evaluations.values()].flatMap(({ tools }) => tools),
    ...[...register.decisions.values()].map(({ choice }) => choice),
  ]);

/** Returns the subject of an evaluation, in words: "Vector database", "UC-3". */
export const evaluationSubject = ({ category, useCase }: Evaluation): string =>
  category === null ? (useCase ?? '') : categoryEntry(category).title;

export interface EvaluationInput {
  /** The subject: a category, or else a use case. */
  readonly category: Category | null;
  readonly useCase: string | null;
  readonly tools: readonly string[];
  readonly decideBy: Day;
}

/** Allows every member; refuses for a use case that has ended. */
const mayOpen: Permission<{ readonly useCase?: string | null }> = (register, act, { useCase }) =>
  useCase == null ? mustBeMember(act) : anyMemberOnUseCase(register, act, { useCase });

/** Opens an evaluation of one or more tools. */
export const openEvaluationStep = defineStep<'open-evaluation', EvaluationInput>({
  key: 'open-evaluation',
  label: 'Evaluate tools',
  permission: mayOpen,
  decide: (register, input, act) => {
    const typed = input.tools.map((tool) => tool.trim().replace(/\s+/g, ' ')).filter(Boolean);
    const tools = removeSameTools(typed.map((tool) => findCurrentName(register, tool)));
    const problem = refuseInvalid({
      category:
        (input.category === null) === (input.useCase === null) &&
        'Choose one: a shared decision, or a use case.',
      tools: findToolProblem(register, input, tools),
      decideBy:
        (input.decideBy <= act.today && 'Choose a day in the future.') ||
        (input.decideBy > addDays(act.today, 365) && 'Choose a day within a year.'),
    });
    if (problem) return problem;
    const key = nextKey('E', register.evaluations);
    return accept(
      createDraft(register, 'open-evaluation', 'evaluations', key, {
        key,
        category: input.category,
        useCase: input.useCase,
        tools: [...tools],
        openedBy: act.actor.id,
        openedOn: act.today,
        decideBy: input.decideBy,
        closed: null,
      }),
      ...draftKnownPeople(register, act),
    );
  },
});
export const openEvaluation = openEvaluationStep.decide;

function findToolProblem(
  register: Register,
  { category, useCase }: EvaluationInput,
  tools: readonly string[],
): string | null {
  if (tools.length === 0) return 'Enter at least one tool.';
  if (tools.length > maxTools) return `Enter at most ${maxTools} tools.`;
  const long = tools.find((tool) => [...tool].length > maxToolNameLength);
  if (long) return `One tool name has ${[...long].length} characters. Enter at most ${maxToolNameLength}.`;
  for (const known of listOpenEvaluations(register)) {
    if (known.category !== category || known.useCase !== useCase) continue;
    const twice = tools.find((tool) => known.tools.some((other) => isSameToolIn(register, other, tool)));
    if (twice) return `${twice} is already under evaluation in ${known.key}. Close that evaluation first.`;
  }
  return null;
}

const mayClose: Permission<{ readonly evaluation: string }> = (register, act, { evaluation: key }) => {
  const evaluation = register.evaluations.get(key);
  if (!evaluation) return refuse('not-found', `There is no ${key}.`, { see: { page: 'purgatory' } });
  const notMember = mustBeMember(act);
  if (notMember) return notMember;
  const useCase = evaluation.useCase === null ? undefined : register.useCases.get(evaluation.useCase);
  const { openedBy } = evaluation;
  if (
    openedBy === act.actor.id ||
    (useCase && mayActFor(register, act, useCase.owner)) ||
    isLead(register, act)
  )
    return useCase ? mustNotBeOver(useCase) : null;
  const ask = assigneeOfEvaluation(register, evaluation);
  return refuse(
    'not-permitted',
    `Only the person who opened ${key}${useCase ? `, the owner of ${useCase.key}` : ''} and the transformation lead can close it.`,
    ask === null ? {} : { ask },
  );
};

/**
 * Closes an evaluation with its outcome. The person who opened it, the owner of its use case and the lead may close it.
 */
export const closeEvaluationStep = defineStep<
  'close-evaluation',
  { readonly evaluation: string; readonly outcome: string }
>({
  key: 'close-evaluation',
  label: 'Close evaluation',
  permission: mayClose,
  decide: (register, input, act) => {
    const evaluation = register.evaluations.get(input.evaluation) as Evaluation;
    const { key, closed } = evaluation;
    if (closed) return refuse('not-now', `${key} was closed on ${formatDay(closed.on)}: ${closed.outcome}`);
    const outcome = input.outcome.trim();
    return (
      refuseInvalid({ outcome: !outcome && 'Say what was decided, and what was learned.' }) ??
      accept(closeWith(register, evaluation, outcome, act))
    );
  },
});
export const closeEvaluation = closeEvaluationStep.decide;

/** Returns the person who is asked to close an evaluation; null when nobody can. */
export function assigneeOfEvaluation(register: Register, { openedBy, useCase }: Evaluation) {
  if (isActive(register, openedBy)) return openedBy;
  const about = useCase === null ? undefined : register.useCases.get(useCase);
  return about ? assigneeOf(register, about) : leadOf(register);
}

const closeWith = (register: Register, evaluation: Evaluation, outcome: string, act: Act): Draft =>
  createDraft(register, 'close-evaluation', 'evaluations', evaluation.key, {
    ...evaluation,
    closed: { on: act.today, outcome },
  });

/** Closes evaluations of a category when a choice is committed. */
export const closeByCommitment = (register: Register, { key, category, choice }: Decision, act: Act) =>
  listOpenEvaluations(register)
    .filter((evaluation) => evaluation.category === category)
    .map((evaluation) => closeWith(register, evaluation, `${choice} was committed as ${key}`, act));
