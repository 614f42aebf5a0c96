import type { Row } from './words.ts';
import { hasLeft, leaves, noMember, unticked } from './words.ts';

/** Bad input in forms about people and settings. */
export const badCompanyInput: Readonly<Record<string, readonly Row[]>> = {
  'enter-absence': [
    [
      { 'Last day away': '2026-03-31' },
      { 'Last day away': 'Choose the first day or a later one (1 April 2026).' },
    ],
    [{ Deputy: '@Gus Guest' }, { Deputy: noMember('gus') }],
    [{ Deputy: '@Elle External' }, { Deputy: noMember('elle') }],
    [{ Deputy: '@Omar Owner' }, { Deputy: 'Choose somebody else, or leave it empty.' }],
  ],
  'name-operators': [
    [{ 'Who holds AI Operations': ['@Gus Guest'] }, { 'Who holds AI Operations': noMember('gus') }],
    [
      { 'Who holds AI Operations': ['@Ana Operations', '@Billing Bot'] },
      { 'Who holds AI Operations': noMember('billing') },
    ],
    [
      { 'Who holds AI Operations': ['@Ana Operations'] },
      { 'Who holds AI Operations': hasLeft('ana') },
      leaves('Ana Operations'),
    ],
  ],
  'accept-accountabilities': [[{ 'I am accountable for': [] }, { 'I am accountable for': unticked }]],
  'change-settings': [
    [
      { 'Time zone': 'Mars/Base' },
      { 'Time zone': 'Not a time zone. Write it like Europe/Berlin or America/New_York.' },
    ],
    [
      { 'Time zone': '+02:00' },
      { 'Time zone': 'Not a time zone. Write it like Europe/Berlin or America/New_York.' },
    ],
    [{ Currency: 'EURO' }, { Currency: 'This must be no longer than 3 characters.' }],
    [{ Currency: '€' }, { Currency: 'Three capital letters, like USD or EUR.' }],
    [{ Currency: 'E1R' }, { Currency: 'Three capital letters, like USD or EUR.' }],
    [{ 'Transformation lead': ['@Gus Guest'] }, { 'Transformation lead': noMember('gus') }],
    [{ 'Transformation lead': [] }, { 'Transformation lead': unticked }],
  ],
};
