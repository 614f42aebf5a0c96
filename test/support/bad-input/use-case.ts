import type { UseCase } from '../../../src/domain/register.ts';
import { editUseCase } from '../../../src/domain/use-cases/use-cases.ts';
import { crossing, register, today } from '../forms.ts';
import { records } from '../records-directly.ts';
import type { Row } from './words.ts';
import {
  empty,
  fraction,
  hasLeft,
  leaves,
  negative,
  noMember,
  noNumber,
  unticked,
  wrongYear,
} from './words.ts';

const unattended =
  'A walkthrough that nobody attended does not count. Say how many came or are expected, or leave the day empty too.';

const header = 'name,purpose,team,intended users,may do,retrieval';

const line = 'Ticket sorting,Sorts tickets,Support,40,draft,no';

const missing =
  'One of the first 10 rows must name the columns. Missing: name, purpose, team, intended users, may do, retrieval.';

/** UC-1 turns out to touch personal data, which a vendor without an agreement processes. */
async function touchesData(): Promise<void> {
  const { key, ...known } = (await register()).useCases.get('UC-1') as UseCase;
  await records(crossing, editUseCase, { ...known, useCase: key, data: ['personal'], vendors: ['OpenAI'] });
}

/** Bad input in forms about a use case. */
export const badUseCaseInput: Readonly<Record<string, readonly Row[]>> = {
  'register-use-case': [
    [{ Name: null }, { Name: unticked }],
    [{ Name: '   ' }, { Name: empty }],
    [{ Name: '\u200b\u202e\u2066' }, { Name: empty }],
    [{ Name: 'TBD' }, { Name: 'Give it a name that people will recognise.' }],
    [{ Name: 'x'.repeat(3000) }, { Name: 'This must be no longer than 150 characters.' }],
    [
      {
        Name: '  INVOICE \u00a0 reader',
        'Is it one of these?': 'No, it is new',
        'If it is new: what makes it different?': 'Another team',
      },
      { Name: 'UC-1 already has this name. Choose another, or work with UC-1.' },
    ],
    [{ 'Intended users': 'forty' }, { 'Intended users': noNumber }],
    [{ 'Intended users': '1e9' }, { 'Intended users': noNumber }],
    [{ 'Intended users': '<!channel>' }, { 'Intended users': noNumber }],
    [{ 'Intended users': '4.5' }, { 'Intended users': fraction }],
    [{ 'Intended users': -1 }, { 'Intended users': negative }],
    [{ 'Intended users': 0 }, { 'Intended users': 'It is meant for at least one person.' }],
    [{ 'Intended users': 1_000_001 }, { 'Intended users': 'At most 1,000,000.' }],
    [{ 'Intended users': '99999999999999999999' }, { 'Intended users': 'At most 1,000,000.' }],
    [{ Owner: '@Gus Guest' }, { Owner: noMember('gus') }],
    [{ Owner: '@Billing Bot' }, { Owner: noMember('billing') }],
    [{ Owner: '@Itai IT' }, { Owner: hasLeft('itai') }, leaves('Itai IT')],
    [{ 'Team members': ['@Itai IT'] }, { 'Team members': hasLeft('itai') }, leaves('Itai IT')],
    [{ 'Team members': ['@Sara Sales', '@Elle External'] }, { 'Team members': noMember('elle') }],
    [
      { Vendors: `OpenAI, ${'x'.repeat(151)}` },
      { Vendors: 'The name of a vendor has at most 150 characters. Part several by commas.' },
    ],
  ],
  'edit-use-case': [
    [{ Name: 'INVOICE  reader' }, { Name: 'UC-2 already has this name. Choose another, or work with UC-2.' }],
    [
      { Name: ' ', 'Intended users': 'many', Owner: '@Gus Guest' },
      { Name: empty, 'Intended users': noNumber },
    ],
    [
      { 'Intended users': 0, Owner: '@Elle External' },
      { 'Intended users': 'It is meant for at least one person.', Owner: noMember('elle') },
    ],
    [
      { 'Planned go-live': '2026-01-11' },
      { 'Planned go-live': 'This day has passed. Choose a day to come, or none.' },
    ],
  ],
  'start-pilot': [
    [
      { 'Start date': '2026-01-13' },
      { 'Start date': 'A pilot starts today or has started. Register it as proposed until then.' },
    ],
    [{ 'Decide by': today }, { 'Decide by': 'The day to decide by must come after the start.' }],
    [{ 'Decide by': '2025-12-31' }, { 'Decide by': 'The day to decide by must come after the start.' }],
    [{ 'Decide by': '2027-01-13' }, { 'Decide by': 'Decide within a year of the start.' }],
    [{ Volunteers: 41 }, { Volunteers: 'At most the 40 intended users.' }],
    [{ Volunteers: 0 }, { Volunteers: 'A pilot needs at least one volunteer.' }],
    [{ 'Start date': '0026-01-12' }, { 'Start date': wrongYear }],
    [{ 'Decide by': '0026-01-12' }, { 'Decide by': wrongYear }],
    [{ 'Success criteria': 'tbd; n/a' }, { 'Success criteria': 'Please write at least one line.' }],
    [{ Volunteers: 'a dozen' }, { Volunteers: noNumber }],
    [{ 'Success criteria': ' \n ' }, { 'Success criteria': 'Please write at least one line.' }],
    [{ 'Success criteria': '\u200b' }, { 'Success criteria': 'Please write at least one line.' }],
  ],
  'stop-use-case': [[{ 'Why, and what was learned': ' \n ' }, { 'Why, and what was learned': empty }]],
  'import-use-cases': [
    [
      { 'Tick to register': [] },
      {
        'Tick to register':
          'Nothing is registered yet. Tick this, or change something and submit to see the preview again.',
      },
    ],
    [{ Table: null }, { Table: 'Paste a table, or choose a file.' }],
    [{ Table: 'Ticket sorting' }, { Table: missing }],
    [{ Table: header }, { Table: 'There is no line below the names of the columns.' }],
    [{ Table: `\uFEFF${header}` }, { Table: 'There is no line below the names of the columns.' }],
    [{ Table: `${header},name\n${line},x` }, { Table: 'The column "name" is there twice.' }],
    [
      { Table: `${header}\n"Ticket sorting,Sorts` },
      {
        Table:
          'A quote is opened and never closed. Put two quotes where one is part of a text, or take it out.',
      },
    ],
    [
      { Table: `${header}\n${line},one,two` },
      {
        Table:
          'Nothing of this can be registered. row 2: It has 8 cells, the header 6. Put a text that holds a delimiter in quotes.',
      },
    ],
    [
      { Table: `${header}\n${line.replace('40', '=6*7')}` },
      { Table: 'Nothing of this can be registered. row 2: intended users: "=6*7" is no whole number.' },
    ],
    [
      { Table: `${header}\n${line.replace('draft', '@SUM(A1)')}` },
      {
        Table:
          'Nothing of this can be registered. row 2: may do: one of suggest, draft, execute, not "@SUM(A1)".',
      },
    ],
    [
      { Table: `${header},owner\n${line},"=HYPERLINK(""https://evil.example"")"` },
      {
        Table:
          'Nothing of this can be registered. row 2: owner: nobody known here is called "=HYPERLINK("https://evil.example")". Write the member ID, which the menu of a profile copies.',
      },
    ],
    [
      { Table: `${header}\n${line.replace('40', '-40')}` },
      { Table: 'Nothing of this can be registered. row 2: intended users: "-40" is no whole number.' },
    ],
    [
      { Table: `${header},stage,start date,volunteers,criteria\n${line},pilot,2026-02-30,4,Faster` },
      {
        Table:
          'Nothing of this can be registered. row 2: start date: There is no day "2026-02-30" in the calendar.',
      },
    ],
    [{ Table: header.replaceAll(',', '|') }, { Table: missing }],
    [{ Table: '{"name": "x"}' }, { Table: missing }],
    [{ Table: 'PK\u0003\u0004' }, { Table: missing }],
    [{ Table: 'x'.repeat(10_000_000) }, { Table: 'This must be no longer than 3000 characters.' }],
  ],
  'issue-intake-token': [[{ 'The token is shown once': [] }, { 'The token is shown once': unticked }]],
  'check-in': [
    [{ 'Use it daily': 10 }, { 'Use it daily': 'Whoever uses it daily uses it weekly too: at most 9.' }],
    [
      { 'Use it at least weekly': 13 },
      { 'Use it at least weekly': 'No more than the 12 intended users can use it weekly.' },
    ],
    [
      { 'Do not use it at all': 4 },
      { 'Do not use it at all': '9 weekly and 4 not at all are more than the 12 intended users.' },
    ],
    [
      { 'Intended users': 0 },
      {
        'Intended users': 'At least one person is meant to use it.',
        'Use it at least weekly': 'No more than the 0 intended users can use it weekly.',
      },
    ],
    [{ 'Intended users': '1000000000' }, { 'Intended users': 'At most 1,000,000.' }],
    [
      { 'Use it daily': 'most', 'Use it at least weekly': -2, 'Do not use it at all': '0.5' },
      { 'Use it daily': noNumber, 'Use it at least weekly': negative, 'Do not use it at all': fraction },
    ],
    [
      { 'A day of the week you speak of': '2026-01-19' },
      {
        'A day of the week you speak of':
          'A check-in speaks of a week that has begun. Choose this week or an earlier one.',
      },
    ],
    [
      { 'A day of the week you speak of': '2025-11-30' },
      {
        'A day of the week you speak of':
          'It has run only since 1 December 2025. Choose that week or a later one.',
      },
    ],
  ],
  'record-roi': [
    [{ Users: 0 }, { Users: 'At least 1 user.' }],
    [{ Users: -20 }, { Users: negative }],
    [{ Users: '1000000000' }, { Users: 'At most 1,000,000.' }],
    [{ 'Hours saved per user and week': 169 }, { 'Hours saved per user and week': 'A week has 168 hours.' }],
    [{ 'Weeks per year': 54 }, { 'Weeks per year': 'A year has 53 weeks at most.' }],
    [
      { 'Model API per year': '24,000' },
      { 'Model API per year': 'This can be 24 or 24000. Write 24000, or give one or two decimals.' },
    ],
    [
      { 'Model API per year': '24.000' },
      { 'Model API per year': 'This can be 24 or 24000. Write 24000, or give one or two decimals.' },
    ],
    [{ 'Model API per year': 'a lot' }, { 'Model API per year': noNumber }],
    [{ 'Model API per year': '=1+1' }, { 'Model API per year': noNumber }],
    [{ 'Monitoring per year': -1 }, { 'Monitoring per year': negative }],
    [
      { 'Overhead on the cost, in percent': 501 },
      { 'Overhead on the cost, in percent': 'At most 500 percent.' },
    ],
    [
      { 'Which of these were measured?': ['Users', 'Model API per year'] },
      {
        'Which were quoted by the supplier?':
          'Something is named as both measured and quoted. Choose one for each.',
      },
    ],
  ],
  'plan-rollout': [
    [
      { 'Walkthrough of the new workflow on': null },
      { 'Walkthrough of the new workflow on': 'Say on which day the walkthrough was or will be.' },
    ],
    [{ Attendees: 'everybody' }, { Attendees: noNumber }],
    [{ Attendees: 0 }, { Attendees: unattended }],
    [{ Attendees: null }, { Attendees: unattended }],
  ],
  'decide-pilot': [
    [{ 'Decide by': '2026-02-01' }, { 'Decide by': 'Later than 1 March 2026, the day agreed so far.' }],
    [{ 'Decide by': '2027-02-01' }, { 'Decide by': 'Decide within a year.' }],
    [{ 'Why not now': ' ' }, { 'Why not now': empty }],
  ],
  'move-bar': [
    [
      { 'The further criterion': '30% of  TICKETS resolved' },
      { 'The further criterion': 'This is one of its criteria already.' },
    ],
    [{ 'The further criterion': '  ' }, { 'The further criterion': empty }],
  ],
  'go-live': [
    [{ 'Live since': '2026-01-13' }, { 'Live since': 'Record it on the day it goes live, or after.' }],
    [{ 'Live since': '2025-11-30' }, { 'Live since': 'Its pilot started only on 1 December 2025.' }],
    [
      { 'Users it is deployed to': 0 },
      { 'Users it is deployed to': 'Enter how many people it is deployed to; at least 1.' },
    ],
    [{ 'Users it is deployed to': 'all' }, { 'Users it is deployed to': noNumber }],
    [
      { 'Users it is deployed to': 40 },
      'One thing is missing before UC-1 can go live.\n• DPA signed: OpenAI has no DPA\n[Record a DPA]',
      touchesData,
    ],
  ],
  'widen-rollout': [
    [
      { 'Users it is deployed to': 0 },
      { 'Users it is deployed to': 'Enter how many people it is deployed to; at least 1.' },
    ],
    [{ 'Users it is deployed to': 'all' }, { 'Users it is deployed to': noNumber }],
  ],
};
