import { describe, expect, test } from 'vitest';
import { languages } from '../../src/slack/kit/question.ts';
import { containsWords, type GivenAnswer, judgeAnswer } from '../support/judge-answer.ts';
import {
  type AskedQuestion,
  type QuestionKind,
  type QuestionSet,
  questionSets,
  readQuestions,
} from '../support/questions.ts';

const made = readQuestions('made');
const heldOut = readQuestions('heldOut');
const all = [...made, ...heldOut];
const others = (Object.keys(questionSets) as QuestionSet[])
  .filter((set) => set !== 'made' && set !== 'heldOut')
  .flatMap(readQuestions);

const findRepeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

describe('the questions that colleagues ask', () => {
  test.each([
    ['en', 220],
    ['de', 40],
    ['fr', 20],
    ['es', 20],
  ] as const)('in %s there are at least %i', (language, least) => {
    expect(all.filter((question) => question.language === language).length).toBeGreaterThanOrEqual(least);
  });

  test.each<[QuestionKind, number]>([
    ['typo', 40],
    ['half', 30],
    ['follow-up', 25],
    ['false-premise', 20],
    ['out-of-scope', 25],
    ['private', 12],
    ['injection', 8],
    ['compound', 15],
  ])('of the kind %s there are at least %i', (kind, least) => {
    expect(all.filter((question) => question.kind === kind).length).toBeGreaterThanOrEqual(least);
  });

  test('no id and no text occurs twice', () => {
    const every = [...all, ...others];
    expect(findRepeated(every.map(({ id }) => id))).toEqual([]);
    expect(findRepeated(every.map(({ ask }) => ask.join('\n').toLowerCase()))).toEqual([]);
  });

  test('an answer has facts to be judged by, a form has its step, and a follow-up has a thread', () => {
    const isJudged = ({ expect: expected, must, form, kind, ask }: AskedQuestion): boolean =>
      (expected !== 'answer' || must.length > 0) &&
      (expected === 'form') === (form !== undefined) &&
      (kind === 'follow-up') === ask.length > 1;
    expect([...all, ...others].filter((question) => !isJudged(question))).toEqual([]);
  });

  test.each(languages)('at least a fifth is held out in %s', (language) => {
    const isIn = (question: AskedQuestion): boolean => question.language === language;
    expect(heldOut.filter(isIn).length).toBeGreaterThanOrEqual(made.filter(isIn).length / 5);
  });
});

describe('an answer is judged', () => {
  const question: AskedQuestion = {
    id: 'Q000',
    language: 'en',
    by: 'Omar Owner',
    kind: 'plain',
    ask: ['who owns the support bot?'],
    expect: 'answer',
    must: ['Omar Owner', ['12 January', '2026-01-12']],
    mustNot: ['Sara Sales'],
  };
  const says = (text: string, kind: GivenAnswer['kind'] = 'answer', form: string | null = null) =>
    ({ text, kind, form }) as const;

  test('right with every fact, in any spacing and case', () => {
    expect(judgeAnswer(question, says('@omar  owner (sample), since 12 January 2026'))).toBe('right');
  });

  test('wrong without a fact, or with an untrue one', () => {
    expect(judgeAnswer(question, says('@Omar Owner (sample)'))).toBe('wrong');
    expect(judgeAnswer(question, says('Omar Owner and Sara Sales, 2026-01-12'))).toBe('wrong');
  });

  test('unsure when it says that it does not know, or offers a choice', () => {
    expect(judgeAnswer(question, says('I do not know that.', 'unknown'))).toBe('unsure');
    expect(judgeAnswer(question, says('Which one do you mean?', 'choice'))).toBe('unsure');
  });

  test('wrong when it answers what it cannot know', () => {
    const weather: AskedQuestion = { ...question, kind: 'out-of-scope', expect: 'unknown', must: [] };
    expect(judgeAnswer(weather, says('Stage 2'))).toBe('wrong');
    expect(judgeAnswer(weather, says('I do not know that.', 'unknown'))).toBe('right');
  });

  test('a form is right when it opens with what was said', () => {
    const tool: AskedQuestion = { ...question, expect: 'form', form: 'request-tool', must: ['Notion AI'] };
    expect(judgeAnswer(tool, says('Notion AI', 'answer', 'Request AI tool\nNotion AI'))).toBe('right');
    expect(judgeAnswer(tool, says('Notion AI', 'answer', 'Request AI tool'))).toBe('wrong');
    expect(judgeAnswer(tool, says('Notion AI'))).toBe('wrong');
  });

  test.each([
    ['$2,620.30 in February', '2,620', true],
    ['$2,620', '2', false],
    ['UC-1', '1', false],
    ['32 days left', '2', false],
    ['40 of 40', '40', true],
    ['no_entry', 'no', false],
    ['3 incidents', 'incident*', true],
    ['2 of 4', '2 of 4', true],
    ['12 of 40', '2 of 40', false],
  ] as const)('"%s" contains "%s": %s', (text, words, isContained) => {
    expect(containsWords(text, words)).toBe(isContained);
  });
});
