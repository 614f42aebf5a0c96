import { expect, test } from 'vitest';
import { readTime } from '../../../src/slack/kit/typed-time.ts';

test.each([
  ['the support agent is down since 9:15', '09:15'],
  ['it had an outage yesterday at 14:30', '14:30'],
  ['can we move the review to Thursday 10am', '10:00'],
  ['since 2:05 pm nobody gets answers', '14:05'],
  ['at 12 am', '00:00'],
  ['at 12:30 pm', '12:30'],
  ['seit 9 Uhr geht nichts', '09:00'],
  ['um 14.30 Uhr', '14:30'],
  ['depuis 14h30', '14:30'],
  ['desde las 8:05', '08:05'],
])('%s: %s', (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each([
  'it told 3 customers the wrong price',
  'I am away until 12 March',
  'on 2026-03-02',
  'checklist 8/8',
  'version 1:75',
  '25:00',
  '14 pm',
])('%s names no time', (text) => {
  expect(readTime(text)).toBeUndefined();
});
