import { type Entry, question } from '../kit/question.ts';
import examples from './private-questions.json' with { type: 'json' };
import { type PrivateTopic, refusePrivate } from './private-topics.ts';

/**
 * Questions about what is private in other words than those of the patterns, with their answers. They are known by
 * examples, like all others. No entry has the private facts themselves.
 */
export const privateQuestions: ReadonlyMap<Entry, string> = new Map(
  (Object.keys(examples) as PrivateTopic[]).map((topic) => [
    question({
      key: `private-${topic}`,
      title: 'Private',
      examples: examples[topic],
      takes: ['person', 'useCase'],
      answer: () => {
        throw new Error('a private question is refused');
      },
    }),
    refusePrivate(topic),
  ]),
);
