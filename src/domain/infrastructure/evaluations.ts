import { addDays, formatDay } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, refuse, refuseInvalid } from '../decide.ts';
import { findCurrentName, findSimilarNames, isSameToolIn, removeSameTools } from '../names.ts';
import { assigneeOf, draftKnownPeople, isActive, leadOf } from '../people.ts';
import { anyMemberOnUseCase, isLead, mustBeMember, mustNotBeOver, type Permission } from '../permissions.ts';
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

/** Unless another day is agreed, an evaluation is decided this many days after it was opened. */
export const evaluationDays = 30;
/** The most tools in one evaluation, and the longest name of one, in characters. */
const maxTools = 20;
const maxToolNameLength = 150;

/** What is being evaluated now, oldest first; with a use case that is over, its evaluations are too. */
export const listOpenEvaluations = (register: Register): readonly Evaluation[] =>
  [...register.evaluations.values()].filter(({ closed, useCase }) => {
    const about = useCase === null ? undefined : register.useCases.get(useCase);
    return closed === null && !(about && isOver(about));
  });

/** The tools that were evaluated or decided on and may be meant by a name that none of them has. */
export const findSimilarEvaluatedTools = (register: Register, name: string): readonly string[] =>
  findSimilarNames(findCurrentName(register, name), [
    ...[...register.evaluations.values()].flatMap(({ tools }) => tools),
    ...[...register.decisions.values()].map(({ choice }) => choice),
  ]);

/** What an evaluation is for, in words: "Vector database", "UC-3". */
export const evaluationSubject = ({ category, useCase }: Evaluation): string =>
  category === null ? (useCase ?? '') : categoryEntry(category).title;

export interface EvaluationInput {
  /** What it is for: a shared decision, or else one use case. */
  readonly category: Category | null;
  readonly useCase: string | null;
  readonly tools: readonly string[];
  readonly decideBy: Day;
}

/** Every member, on a use case that goes on where it is about one. */
const mayOpen: Permission<{ readonly useCase?: string | null }> = (register, act, { useCase }) =>
  useCase == null ? mustBeMember(act) : anyMemberOnUseCase(register, act, { useCase });

/** Records that tools are being tried out: one, or several beside each other. */
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
        (input.decideBy <= act.today && 'The day to decide by must lie ahead.') ||
        (input.decideBy > addDays(act.today, 365) && 'Decide within a year.'),
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
  if (tools.length === 0) return 'Name the tool that is tried, or those that are compared.';
  if (tools.length > maxTools) return `At most ${maxTools} tools in one evaluation.`;
  const long = tools.find((tool) => [...tool].length > maxToolNameLength);
  if (long) return `At most ${maxToolNameLength} characters a tool; one has ${[...long].length}.`;
  for (const known of listOpenEvaluations(register)) {
    if (known.category !== category || known.useCase !== useCase) continue;
    const twice = tools.find((tool) => known.tools.some((other) => isSameToolIn(register, other, tool)));
    if (twice) return `${twice} is being evaluated already, as ${known.key}. Close that one first.`;
  }
  return null;
}

const mayClose: Permission<{ readonly evaluation: string }> = (register, act, { evaluation: key }) => {
  const evaluation = register.evaluations.get(key);
  if (!evaluation) return refuse('not-found', `There is no ${key}.`, { see: { page: 'purgatory' } });
  const stranger = mustBeMember(act);
  if (stranger) return stranger;
  const useCase = evaluation.useCase === null ? undefined : register.useCases.get(evaluation.useCase);
  const { openedBy } = evaluation;
  if (openedBy === act.actor.id || useCase?.owner === act.actor.id || isLead(register, act))
    return useCase ? mustNotBeOver(useCase) : null;
  const ask = assigneeOfEvaluation(register, evaluation);
  return refuse(
    'not-permitted',
    `Only the person who opened ${key}${useCase ? `, the owner of ${useCase.key}` : ''} and the transformation lead close it.`,
    ask === null ? {} : { ask },
  );
};

/** Ends an evaluation with what came of it; whoever opened it, the owner of its use case and the lead may. */
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

/** Who is asked to bring an evaluation to its end, or null while nobody is there. */
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

/** A commitment ends what was still being compared for it. */
export const closeByCommitment = (register: Register, { key, category, choice }: Decision, act: Act) =>
  listOpenEvaluations(register)
    .filter((evaluation) => evaluation.category === category)
    .map((evaluation) => closeWith(register, evaluation, `${choice} was committed as ${key}`, act));
