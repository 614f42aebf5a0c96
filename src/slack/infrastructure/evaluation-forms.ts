import { addDays, written } from '../../domain/calendar.ts';
import {
  closeEvaluation,
  decisionCategories,
  evaluatedNear,
  evaluationDays,
  evaluationSubject,
  openEvaluation,
  openEvaluations,
} from '../../domain/infrastructure/index.ts';
import type { Evaluation } from '../../domain/register.ts';
import { safe, section } from '../kit/blocks.ts';
import { choice, type Options } from '../kit/choice-fields.ts';
import { date } from '../kit/date-fields.ts';
import { form, type Scene } from '../kit/form.ts';
import { nextFromTest, theUseCase } from '../kit/next-steps.ts';
import { names, text } from '../kit/text-fields.ts';

const categoryOptions = decisionCategories.map(({ key, title }) => [key, title] as const) satisfies Options<
  (typeof decisionCategories)[number]['key']
>;

export const openEvaluationForm = form({
  key: 'open-evaluation',
  title: () => 'Evaluate tools',
  submit: 'Open',
  intro: ({ useCase }, scene) => [
    section(
      `${useCase === undefined ? 'For a decision that all use cases share.' : `For *${useCase} ${safe(theUseCase(scene, useCase).name, 80)}*.`} Two tools side by side, or an evaluation past its date, are a symptom of pilot purgatory: set a day, and decide.`,
    ),
  ],
  fields: ({ useCase }, { register, today }) => ({
    ...(useCase === undefined
      ? { category: choice({ label: 'Which decision it is for', options: categoryOptions }) }
      : {}),
    tools: names({
      label: 'Tools',
      hint: 'The tool that is tried, or those that are compared: one a line, or separated by commas.',
      optional: false,
      multiline: true,
      near: (name) => evaluatedNear(register, name),
    }),
    decideBy: date({ label: 'Decide by', initial: addDays(today, evaluationDays) }),
  }),
  decide: ({ category = null, tools, decideBy }, { useCase = null }, register, act) =>
    openEvaluation(register, { category, useCase, tools, decideBy }, act),
  done: ({ decideBy }, { useCase }, scene) => {
    const opened = openEvaluations(scene.register).at(-1);
    return {
      text: opened
        ? `${opened.key} is open: ${toolWords(opened)} for *${evaluationSubject(opened)}*, to be decided by ${written(decideBy)}.`
        : 'Recorded.',
      next: opened ? [{ do: 'close-evaluation', evaluation: opened.key }] : [],
      ...(useCase === undefined ? {} : { useCase }),
    };
  },
});

/** The tools of an evaluation, as far as they fit into a line. */
export const toolWords = ({ tools }: Evaluation): string => safe(tools.join(', '), 300);

/** @throws RangeError when there is none of this key. */
function theEvaluation({ register }: Pick<Scene, 'register'>, key: string): Evaluation {
  const evaluation = register.evaluations.get(key);
  if (!evaluation) throw new RangeError(`no evaluation ${key}`);
  return evaluation;
}

export const closeEvaluationForm = form({
  key: 'close-evaluation',
  title: ({ evaluation }) => `Close ${evaluation}`,
  submit: 'Close it',
  closed: ({ evaluation: key }, scene) => {
    const { closed } = theEvaluation(scene, key);
    return (
      closed && { code: 'not-now', message: `${key} was closed on ${written(closed.on)}: ${closed.outcome}` }
    );
  },
  intro: ({ evaluation: key }, scene) => {
    const evaluation = theEvaluation(scene, key);
    return [
      section(
        `*${evaluationSubject(evaluation)}*: ${toolWords(evaluation)}\nOpened on ${written(evaluation.openedOn)}, to be decided by ${written(evaluation.decideBy)}. A commitment of the decision closes it too.`,
      ),
    ];
  },
  fields: () => ({ outcome: text({ label: 'What was decided, and what was learned', multiline: true }) }),
  decide: ({ outcome }, { evaluation }, register, act) =>
    closeEvaluation(register, { evaluation, outcome }, act),
  done: (_, { evaluation: key }, scene) => {
    const { category, useCase } = theEvaluation(scene, key);
    return {
      text: `${key} is closed, and what came of it is kept.`,
      next: category === null ? nextFromTest(scene) : [{ do: 'commit-decision', category }],
      ...(useCase === null ? {} : { useCase }),
    };
  },
});
