import { describe, expect, test } from 'vitest';
import { formatCount, formatDaysAgo, formatTimeLeft } from '../../src/domain/wording.ts';

test('one is singular, anything else plural, and thousands are parted', () => {
  expect([0, 1, 2, 1200].map((count) => formatCount(count, 'user'))).toEqual([
    '0 users',
    '1 user',
    '2 users',
    '1,200 users',
  ]);
  expect([1, 3].map((count) => formatCount(count, 'person', 'people'))).toEqual(['1 person', '3 people']);
});

test('no days ago is today', () => {
  expect([0, 1, 147].map(formatDaysAgo)).toEqual(['today', '1 day ago', '147 days ago']);
});

describe('a decision', () => {
  test.each([
    [30, '30 days left'],
    [1, '1 day left'],
    [0, 'today'],
    [-1, '1 day overdue'],
    [-9, '9 days overdue'],
  ])('%i days ahead is "%s"', (days, words) => {
    expect(formatTimeLeft(days)).toBe(words);
  });
});
