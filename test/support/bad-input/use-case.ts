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

const unattended = 'Enter how many people attended or are expected, or clear the day.';

const header = 'name,purpose,team,intended users,may do,retrieval';

const line = 'Ticket sorting,Sorts tickets,Support,40,draft,no';

const missing =
  'One of the first 10 rows must name the columns. Missing: name, purpose, team, intended users, may do, retrieval.';

/** Records that UC-1 uses personal data, which a vendor without an agreement processes. */
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
    [{ Name: 'TBD' }, { Name: 'Enter a name that people will recognise.' }],
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
    [{ 'Intended users': 0 }, { 'Intended users': 'Enter at least 1 intended user.' }],
    [{ 'Intended users': 1_000_001 }, { 'Intended users': 'Enter at most 1,000,000.' }],
    [{ 'Intended users': '99999999999999999999' }, { 'Intended users': 'Enter at most 1,000,000.' }],
    [{ Owner: '@Gus Guest' }, { Owner: noMember('Gus Guest (sample)') }],
    [{ Owner: '@Billing Bot' }, { Owner: noMember('Billing Bot (sample)') }],
    [{ Owner: '@Itai IT' }, { Owner: hasLeft('Itai IT (sample)') }, leaves('Itai IT')],
    [{ 'Team members': ['@Itai IT'] }, { 'Team members': hasLeft('Itai IT (sample)') }, leaves('Itai IT')],
    [
      { 'Team members': ['@Sara Sales', '@Elle External'] },
      { 'Team members': noMember('Elle External (sample)') },
    ],
    [
      { Vendors: `OpenAI, ${'x'.repeat(151)}` },
      { Vendors: 'A vendor name has at most 150 characters. Separate several with commas.' },
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
      { 'Intended users': 'Enter at least 1 intended user.', Owner: noMember('Elle External (sample)') },
    ],
    [
      { 'Planned go-live': '2026-01-11' },
      { 'Planned go-live': 'This day is in the past. Choose a later day, or none.' },
    ],
  ],
  'start-pilot': [
    [
      { 'Start date': '2026-01-13' },
      { 'Start date': 'This day is in the future. Register it as proposed until the pilot starts.' },
    ],
    [{ 'Decide by': today }, { 'Decide by': 'Choose a day after the start.' }],
    [{ 'Decide by': '2025-12-31' }, { 'Decide by': 'Choose a day after the start.' }],
    [{ 'Decide by': '2027-01-13' }, { 'Decide by': 'Choose a day within a year of the start.' }],
    [{ Volunteers: 41 }, { Volunteers: 'Enter at most 40, the number of intended users.' }],
    [{ Volunteers: 0 }, { Volunteers: 'Enter at least 1 volunteer.' }],
    [{ 'Start date': '0026-01-12' }, { 'Start date': wrongYear }],
    [{ 'Decide by': '0026-01-12' }, { 'Decide by': wrongYear }],
    [{ 'Success criteria': 'tbd; n/a' }, { 'Success criteria': 'Enter at least one line.' }],
    [{ Volunteers: 'a dozen' }, { Volunteers: noNumber }],
    [{ 'Success criteria': ' \n ' }, { 'Success criteria': 'Enter at least one line.' }],
    [{ 'Success criteria': '\u200b' }, { 'Success criteria': 'Enter at least one line.' }],
  ],
  'stop-use-case': [[{ 'Reason and lessons learned': ' \n ' }, { 'Reason and lessons learned': empty }]],
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
    [{ Table: header }, { Table: 'There is no row below the column names. Add at least one.' }],
    [{ Table: `\uFEFF${header}` }, { Table: 'There is no row below the column names. Add at least one.' }],
    [{ Table: `${header},name\n${line},x` }, { Table: 'The column "name" appears twice. Remove one.' }],
    [
      { Table: `${header}\n"Ticket sorting,Sorts` },
      {
        Table:
          'A double quote is opened and never closed. Write it twice if it is part of a text, or remove it.',
      },
    ],
    [
      { Table: `${header}\n${line},one,two` },
      {
        Table:
          'No row can be registered. row 2: It has 8 cells, the header has 6. Put double quotes around a text that contains the separator.',
      },
    ],
    [
      { Table: `${header}\n${line.replace('40', '=6*7')}` },
      { Table: 'No row can be registered. row 2: intended users: "=6*7" is not a whole number.' },
    ],
    [
      { Table: `${header}\n${line.replace('draft', '@SUM(A1)')}` },
      {
        Table: 'No row can be registered. row 2: may do: one of suggest, draft, execute, not "@SUM(A1)".',
      },
    ],
    [
      { Table: `${header},owner\n${line},"=HYPERLINK(""https://evil.example"")"` },
      {
        Table:
          'No row can be registered. row 2: owner: nobody here is called "=HYPERLINK("https://evil.example")". Write the member ID (copy it from the menu of the profile).',
      },
    ],
    [
      { Table: `${header}\n${line.replace('40', '-40')}` },
      { Table: 'No row can be registered. row 2: intended users: "-40" is not a whole number.' },
    ],
    [
      { Table: `${header},stage,start date,volunteers,criteria\n${line},pilot,2026-02-30,4,Faster` },
      {
        Table: 'No row can be registered. row 2: start date: There is no day "2026-02-30" in the calendar.',
      },
    ],
    [{ Table: header.replaceAll(',', '|') }, { Table: missing }],
    [{ Table: '{"name": "x"}' }, { Table: missing }],
    [{ Table: 'PK\u0003\u0004' }, { Table: missing }],
    [{ Table: 'x'.repeat(10_000_000) }, { Table: 'This must be no longer than 3000 characters.' }],
  ],
  'issue-audit-token': [[{ 'The token is shown once': [] }, { 'The token is shown once': unticked }]],
  'issue-intake-token': [[{ 'The token is shown once': [] }, { 'The token is shown once': unticked }]],
  'check-in': [
    [{ 'Daily users': 10 }, { 'Daily users': 'Enter at most 9: daily users are weekly users too.' }],
    [{ 'Weekly users': 13 }, { 'Weekly users': 'Enter at most 12, the number of intended users.' }],
    [
      { 'Not at all': 4 },
      {
        'Not at all':
          '9 weekly and 4 not at all add up to more than the 12 intended users. Correct one of the three.',
      },
    ],
    [
      { 'Intended users': 0 },
      {
        'Intended users': 'Enter at least 1 intended user.',
        'Weekly users': 'Enter at most 0, the number of intended users.',
      },
    ],
    [{ 'Intended users': '1000000000' }, { 'Intended users': 'Enter at most 1,000,000.' }],
    [
      { 'Daily users': 'most', 'Weekly users': -2, 'Not at all': '0.5' },
      { 'Daily users': noNumber, 'Weekly users': negative, 'Not at all': fraction },
    ],
    [
      { 'A day in the week you report': '2026-01-19' },
      {
        'A day in the week you report':
          'This week is in the future. Choose the current week or an earlier one.',
      },
    ],
    [
      { 'A day in the week you report': '2025-11-30' },
      {
        'A day in the week you report': 'UC-1 started on 1 December 2025. Choose that week or a later one.',
      },
    ],
  ],
  'record-roi': [
    [{ Users: 0 }, { Users: 'Enter at least 1 user.' }],
    [{ Users: -20 }, { Users: negative }],
    [{ Users: '1000000000' }, { Users: 'Enter at most 1,000,000.' }],
    [
      { 'Hours saved per user and week': 169 },
      { 'Hours saved per user and week': 'Enter at most 168 hours, a full week.' },
    ],
    [{ 'Weeks per year': 54 }, { 'Weeks per year': 'Enter at most 53 weeks.' }],
    [
      { 'Model API per year': '24,000' },
      { 'Model API per year': 'This can mean 24 or 24000. Enter 24000, or give one or two decimals.' },
    ],
    [
      { 'Model API per year': '24.000' },
      { 'Model API per year': 'This can mean 24 or 24000. Enter 24000, or give one or two decimals.' },
    ],
    [{ 'Model API per year': 'a lot' }, { 'Model API per year': noNumber }],
    [{ 'Model API per year': '=1+1' }, { 'Model API per year': noNumber }],
    [{ 'Monitoring per year': -1 }, { 'Monitoring per year': negative }],
    [
      { 'Overhead on the cost, in percent': 501 },
      { 'Overhead on the cost, in percent': 'Enter at most 500 percent.' },
    ],
    [
      { 'Measured figures': ['Users', 'Model API per year'] },
      {
        'Figures quoted by the vendor':
          'The same figure is ticked as measured and as quoted. Tick it in one list only.',
      },
    ],
  ],
  'plan-rollout': [
    [
      { 'Day of the walkthrough': null },
      { 'Day of the walkthrough': 'Enter the day of the walkthrough, past or planned.' },
    ],
    [{ Attendees: 'everybody' }, { Attendees: noNumber }],
    [{ Attendees: 0 }, { Attendees: unattended }],
    [{ Attendees: null }, { Attendees: unattended }],
  ],
  'decide-pilot': [
    [{ 'Decide by': '2026-02-01' }, { 'Decide by': 'Choose a day after 1 March 2026, the current date.' }],
    [{ 'Decide by': '2027-02-01' }, { 'Decide by': 'Choose a day within a year.' }],
    [{ Reason: ' ' }, { Reason: empty }],
  ],
  'move-bar': [
    [
      { 'New criterion': '30% of  TICKETS resolved' },
      { 'New criterion': 'This criterion already exists. Enter another.' },
    ],
    [{ 'New criterion': '  ' }, { 'New criterion': empty }],
  ],
  'go-live': [
    [
      { 'Live since': '2026-01-13' },
      { 'Live since': 'This day is in the future. Record it on the day it goes live.' },
    ],
    [
      { 'Live since': '2025-11-30' },
      { 'Live since': 'Its pilot started on 1 December 2025. Choose that day or a later one.' },
    ],
    [{ 'Deployed users': 0 }, { 'Deployed users': 'Enter at least 1 deployed user.' }],
    [{ 'Deployed users': 'all' }, { 'Deployed users': noNumber }],
    [
      { 'Deployed users': 40 },
      'One thing is missing before UC-1 can go live.\n• Data processing agreements: OpenAI has no DPA\n[Record DPA]',
      touchesData,
    ],
  ],
  'widen-rollout': [
    [{ 'Deployed users': 0 }, { 'Deployed users': 'Enter at least 1 deployed user.' }],
    [{ 'Deployed users': 'all' }, { 'Deployed users': noNumber }],
  ],
};
