import { addDays, formatDay } from '../../domain/calendar.ts';
import {
  closeEvaluation,
  decisionCategories,
  evaluationDays,
  evaluationSubject,
  findSimilarEvaluatedTools,
  listOpenEvaluations,
  openEvaluation,
} from '../../domain/infrastructure/index.ts';
import type { Evaluation } from '../../domain/register.ts';
import { enteredDay, enteredNames, enteredOption } from '../kit/answer-words.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice, type Options } from '../kit/choice-fields.ts';
import { date } from '../kit/date-fields.ts';
import { type FormContext, form } from '../kit/form.ts';
import { getUseCase, listTestSteps } from '../kit/next-steps.ts';
import { names, text } from '../kit/text-fields.ts';

const categoryOptions = decisionCategories.map(({ key, title }) => [key, title] as const) satisfies Options<
  (typeof decisionCategories)[number]['key']
>;

export const openEvaluationForm = form({
  key: 'open-evaluation',
  title: () => 'Evaluate tools',
  submit: 'Open',
  intro: ({ useCase }, context) => [
    section(
      `${useCase === undefined ? 'For a decision that all use cases share.' : `For *${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name, 80)}*.`} Two tools compared in parallel, or an evaluation past its date, are a symptom of pilot purgatory. Set a day and decide.`,
    ),
  ],
  fields: ({ useCase }, { register, today }, entered) => ({
    ...(useCase === undefined
      ? {
          category: choice({
            label: 'Decision',
            options: categoryOptions,
            initial: enteredOption(entered, 'category', categoryOptions),
          }),
        }
      : {}),
    tools: names({
      label: 'Tools',
      initial: enteredNames(entered, 'tools'),
      hint: 'One tool to try, or several to compare: one per line, or separated by commas.',
      optional: false,
      multiline: true,
      findSimilar: (name) => findSimilarEvaluatedTools(register, name),
    }),
    decideBy: date({
      label: 'Decide by',
      initial: enteredDay(entered, 'decideBy') ?? addDays(today, evaluationDays),
    }),
  }),
  decide: ({ category = null, tools, decideBy }, { useCase = null }, register, act) =>
    openEvaluation(register, { category, useCase, tools, decideBy }, act),
  done: ({ decideBy }, { useCase }, context) => {
    const opened = listOpenEvaluations(context.register).at(-1);
    return {
      text: opened
        ? `${opened.key} is open: ${describeTools(opened)} for *${evaluationSubject(opened)}*. Decide by ${formatDay(decideBy)}.`
        : 'Recorded.',
      next: opened ? [{ do: 'close-evaluation', evaluation: opened.key }] : [],
      ...(useCase === undefined ? {} : { useCase }),
    };
  },
});

/** Lists the tools of an evaluation in one line. */
export const describeTools = ({ tools }: Evaluation): string => escapeMrkdwn(tools.join(', '), 300);

/** Returns an evaluation. @throws RangeError when it does not exist */
function getEvaluation({ register }: Pick<FormContext, 'register'>, key: string): Evaluation {
  const evaluation = register.evaluations.get(key);
  if (!evaluation) throw new RangeError(`no evaluation ${key}`);
  return evaluation;
}

export const closeEvaluationForm = form({
  key: 'close-evaluation',
  title: ({ evaluation }) => `Close ${evaluation}`,
  submit: 'Close',
  findRefusal: ({ evaluation: key }, context) => {
    const { closed } = getEvaluation(context, key);
    return (
      closed && {
        code: 'not-now',
        message: `${key} was closed on ${formatDay(closed.on)}: ${closed.outcome}`,
      }
    );
  },
  intro: ({ evaluation: key }, context) => {
    const evaluation = getEvaluation(context, key);
    return [
      section(
        `*${evaluationSubject(evaluation)}*: ${describeTools(evaluation)}\nOpened on ${formatDay(evaluation.openedOn)}; decide by ${formatDay(evaluation.decideBy)}.${evaluation.category === null ? '' : ' It also closes when the decision is committed.'}`,
      ),
    ];
  },
  fields: () => ({ outcome: text({ label: 'Decision and lessons learned', multiline: true }) }),
  decide: ({ outcome }, { evaluation }, register, act) =>
    closeEvaluation(register, { evaluation, outcome }, act),
  done: (_, { evaluation: key }, context) => {
    const { category, useCase } = getEvaluation(context, key);
    return {
      text: `${key} is closed. Its outcome is kept.`,
      next: category === null ? listTestSteps(context) : [{ do: 'commit-decision', category }],
      ...(useCase === null ? {} : { useCase }),
    };
  },
});
