import { describe, expect, test } from 'vitest';
import { readThreadReply } from '../../src/slack/kit/thread-replies.ts';
import { leastProcessorTime } from '../support/processor-time.ts';

describe('figures in a reply are read', () => {
  test.each([
    ['6 daily, 10 weekly, 4 not at all', { daily: 6, weekly: 10, notAtAll: 4 }],
    ['6 daily 10 weekly 4 none', { daily: 6, weekly: 10, notAtAll: 4 }],
    ['daily: 6, weekly: 10, none: 4', { daily: 6, weekly: 10, notAtAll: 4 }],
    ['daily 6 weekly 10 not at all 4', { daily: 6, weekly: 10, notAtAll: 4 }],
    [
      'About 1,200 people use it every day and 2,400 every week, 40 never.',
      { daily: 1200, weekly: 2400, notAtAll: 40 },
    ],
    ['12 of 40 weekly, 9 of them daily', { daily: 9, weekly: 12, notAtAll: null }],
    ['UC-2: 10 weekly', { daily: null, weekly: 10, notAtAll: null }],
  ])('%s', (text, figures) => {
    expect(readThreadReply(text)).toMatchObject({ kind: 'figures', figures });
  });

  test.each([
    'Done, all 40 people were told.',
    'I will do it in 2 days.',
    'UC-12 is fine',
    'It costs 2500 a month',
    'The 5th of March works for me',
  ])('but not guessed: %s', (text) => {
    expect(readThreadReply(text).kind).toBe('words');
  });

  test('a count that was given twice is not chosen between', () => {
    expect(readThreadReply('6 daily or 7 daily, 10 weekly').figures).toEqual({
      daily: null,
      weekly: 10,
      notAtAll: null,
    });
  });
});

test.each(['daily', 'not at all:', '6 of 40 people use', 'UC-1 daily ='])(
  'a long reply takes no longer than a short one: "%s" and 40,000 spaces',
  async (start) => {
    const reply = `${start}${' '.repeat(40_000)}x`;
    expect(readThreadReply(reply).kind).toBe('words');
    expect(await leastProcessorTime(() => readThreadReply(reply))).toBeLessThan(300);
  },
);

describe('a reply is a question', () => {
  test.each([
    '?',
    'what is a DPA?',
    'What is a DPA',
    'Why me ?!',
    'who decides this',
    'Is 10 weekly enough?',
  ])('%s', (text) => {
    expect(readThreadReply(text).kind).toBe('question');
  });

  test.each(['Done', 'I asked Ben, he said no.', 'Whatever, it is done', '10 weekly'])(
    'but not: %s',
    (text) => {
      expect(readThreadReply(text).kind).not.toBe('question');
    },
  );
});

describe('a reply names use cases', () => {
  test.each([
    ['UC-2 is done', ['UC-2']],
    ['uc 2 and UC3, and uc-2 again', ['UC-2', 'UC-3']],
    ['Done', []],
  ])('%s', (text, keys) => {
    expect(readThreadReply(text).useCases).toEqual(keys);
  });
});
