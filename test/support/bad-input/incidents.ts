import { empty, hasLeft, leaves, noLink, noMember, type Row } from './words.ts';

export const badIncidentInput: Readonly<Record<string, readonly Row[]>> = {
  'report-incident': [
    [{ Description: ' \n ' }, { Description: empty }],
    [{ Link: 'see the channel' }, { Link: noLink }],
    [{ Since: '2026-01-13' }, { Since: 'This day is in the future. Choose today or an earlier day.' }],
    [{ 'Since, time': '23:59' }, { 'Since, time': 'This time is in the future. Choose an earlier one.' }],
  ],
  'update-incident': [[{ Update: ' ' }, { Update: empty }]],
  'resolve-incident': [
    [{ Cause: ' ' }, { Cause: empty }],
    [{ 'Lessons learned': '\u200b' }, { 'Lessons learned': empty }],
    [{ 'Follow-up': ' ' }, { 'Follow-up': 'Enter the task, or empty all three fields.' }],
    [
      { 'Follow-up due on': '2026-01-11' },
      { 'Follow-up due on': 'This day is in the past. Choose today or a later day.' },
    ],
    [{ 'Follow-up owner': '@Gus Guest' }, { 'Follow-up owner': noMember('Gus Guest (sample)') }],
    [
      { 'Follow-up owner': '@Sara Sales' },
      { 'Follow-up owner': hasLeft('Sara Sales (sample)') },
      leaves('Sara Sales'),
    ],
  ],
  'change-incident-settings': [
    [{ 'Privacy contact': '@Elle External' }, { 'Privacy contact': noMember('Elle External (sample)') }],
    [
      { 'Privacy contact': '@Sara Sales' },
      { 'Privacy contact': hasLeft('Sara Sales (sample)') },
      leaves('Sara Sales'),
    ],
  ],
};
