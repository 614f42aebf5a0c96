import { empty, noMember, type Row } from './words.ts';

export const badFollowUpInput: Readonly<Record<string, readonly Row[]>> = {
  'add-follow-up': [
    [{ Task: ' ' }, { Task: empty }],
    [{ Owner: '@Gus Guest' }, { Owner: noMember('Gus Guest (sample)') }],
    [{ 'Due on': '2026-01-11' }, { 'Due on': 'This day is in the past. Choose today or a later day.' }],
    [{ 'Due on': '2027-01-14' }, { 'Due on': 'Choose a day within a year, up to 13 January 2027.' }],
  ],
  'change-follow-up': [
    [{ 'Due on': '2026-01-11' }, { 'Due on': 'This day is in the past. Choose today or a later day.' }],
  ],
  'close-follow-up': [[{ 'Result or reason': ' ' }, { 'Result or reason': 'Say why it is dropped.' }]],
};
