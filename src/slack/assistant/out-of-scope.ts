import { type Entry, question } from '../kit/question.ts';
import examples from './out-of-scope.json' with { type: 'json' };

/**
 * Stands for questions about anything else, with the words that they share with ours: "how many vacation days are left?".
 * A text that is most like these is not answered.
 */
export const outOfScope: Entry = question({
  key: 'out-of-scope',
  title: 'Anything else',
  examples,
  answer: () => {
    throw new Error('a question out of scope has no answer');
  },
});
