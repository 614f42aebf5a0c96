import type { Row } from './words.ts';
import { empty, hasLeft, leaves, noMember, unticked } from './words.ts';

/** Bad input in forms about people and settings. */
export const badCompanyInput: Readonly<Record<string, readonly Row[]>> = {
  'enter-absence': [
    [
      { 'Last day away': '2026-03-31' },
      { 'Last day away': 'Choose the first day (1 April 2026) or a later one.' },
    ],
    [{ Deputy: '@Gus Guest' }, { Deputy: noMember('Gus Guest (sample)') }],
    [{ Deputy: '@Elle External' }, { Deputy: noMember('Elle External (sample)') }],
    [
      { Deputy: '@Omar Owner' },
      { Deputy: 'You cannot be your own deputy. Choose somebody else, or leave this empty.' },
    ],
  ],
  'name-operators': [
    [{ 'AI Operations owners': ['@Gus Guest'] }, { 'AI Operations owners': noMember('Gus Guest (sample)') }],
    [
      { 'AI Operations owners': ['@Ana Operations', '@Billing Bot'] },
      { 'AI Operations owners': noMember('Billing Bot (sample)') },
    ],
    [
      { 'AI Operations owners': ['@Ana Operations'] },
      { 'AI Operations owners': hasLeft('Ana Operations (sample)') },
      leaves('Ana Operations'),
    ],
  ],
  'accept-accountabilities': [[{ 'I am accountable for': [] }, { 'I am accountable for': unticked }]],
  'change-settings': [
    [
      { 'Time zone': 'Mars/Base' },
      { 'Time zone': 'This is not a time zone. Enter one such as Europe/Berlin or America/New_York.' },
    ],
    [
      { 'Time zone': '+02:00' },
      { 'Time zone': 'This is not a time zone. Enter one such as Europe/Berlin or America/New_York.' },
    ],
    [{ Currency: 'EURO' }, { Currency: 'This must be no longer than 3 characters.' }],
    [{ Currency: '€' }, { Currency: 'Enter three capital letters, such as USD or EUR.' }],
    [{ Currency: 'E1R' }, { Currency: 'Enter three capital letters, such as USD or EUR.' }],
    [{ 'Transformation lead': ['@Gus Guest'] }, { 'Transformation lead': noMember('Gus Guest (sample)') }],
    [{ 'Transformation lead': [] }, { 'Transformation lead': unticked }],
  ],
  'schedule-review': [
    [{ Day: '2026-01-11' }, { Day: 'This day is in the past. Choose a later day.' }],
    [{ Day: '2026-06-15' }, { Day: 'Choose 14 June 2026 or an earlier day.' }],
    [
      { Day: '2026-03-29', 'Begins at': '02:30' },
      { 'Begins at': 'The clocks skip 02:30 on 29 March 2026. Choose another time.' },
    ],
    [{ Attendees: ['@Gus Guest'] }, { Attendees: noMember('Gus Guest (sample)') }],
  ],
  'cancel-review': [[{ Reason: ' ' }, { Reason: empty }]],
};
