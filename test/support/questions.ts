import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { samplePeople } from '../../sandbox/sample-workspace.ts';
import { type StepKey, stepInputs } from '../../src/domain/schema.ts';
import { languages } from '../../src/slack/kit/question.ts';

export const questionKinds = [
  'plain',
  'typo',
  'half',
  'follow-up',
  'false-premise',
  'out-of-scope',
  'private',
  'injection',
  'compound',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

const names = samplePeople.map(({ name }) => name.replace(' (sample)', ''));

/** A text, or several of which one is enough. A text that ends in * is the beginning of a word. */
const fact = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
export type Fact = z.infer<typeof fact>;

const step = z.enum(Object.keys(stepInputs) as StepKey[]);

const askedQuestion = z.strictObject({
  id: z.string().regex(/^[A-Z]\d{3}$/),
  language: z.enum(languages),
  by: z.enum(names),
  kind: z.enum(questionKinds),
  /** Several lines are a thread; the last answer is judged. */
  ask: z.array(z.string().min(1)).min(1),
  /**
   * `refusal` is a sentence that says who may, or that it is never shown. `unknown` is an honest "I don't know", and
   * `choice` offers what could be meant.
   */
  expect: z.enum(['answer', 'form', 'choice', 'unknown', 'refusal']),
  /** The step of the form, or several steps of which each would do. */
  form: z.union([step, z.array(step)]).exactOptional(),
  /** Facts that the answer must contain, or that a form must show once it is open. */
  must: z.array(fact),
  /** Facts that are untrue, or private. */
  mustNot: z.array(z.string().min(1)),
});
export type AskedQuestion = z.infer<typeof askedQuestion>;

/**
 * All but `made` were written by people who knew the rules and the pages, and neither the entries nor their examples.
 * `heldOut` has the mix of `made`. A hash splits the fourth and the fifth everyday ones. The texts of `unprepared` and of
 * the first three everyday ones were made examples afterwards: these sets show that the answers contain the facts, and no
 * longer that questions are understood.
 */
export const questionSets = {
  made: 'questions.jsonl',
  heldOut: 'questions-held-out.jsonl',
  unprepared: 'questions-unprepared.jsonl',
  everyday: 'questions-everyday.jsonl',
  everyday2: 'questions-everyday-2.jsonl',
  everyday3: 'questions-everyday-3.jsonl',
  everyday4: 'questions-everyday-4.jsonl',
  everyday5: 'questions-everyday-5.jsonl',
  everyday6: 'questions-everyday-6.jsonl',
  everyday7: 'questions-everyday-7.jsonl',
  everyday4Unread: 'questions-everyday-4-unread.jsonl',
  everyday5Unread: 'questions-everyday-5-unread.jsonl',
  everyday7Unread: 'questions-everyday-7-unread.jsonl',
} as const;
export type QuestionSet = keyof typeof questionSets;

/** Sets whose texts are among the examples. */
export const learnedSets: readonly QuestionSet[] = ['unprepared', 'everyday', 'everyday2', 'everyday3'];

/** Sets of which the makers see the counts alone. */
export const unreadSets: readonly QuestionSet[] = [
  'heldOut',
  'everyday4Unread',
  'everyday5Unread',
  'everyday7Unread',
];

/** Reads a set of questions about the worked example as of its end, 2 March 2026. @throws ZodError for a wrong line */
export const readQuestions = (set: QuestionSet): AskedQuestion[] =>
  readFileSync(new URL(`../assistant/${questionSets[set]}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => askedQuestion.parse(JSON.parse(line)));
