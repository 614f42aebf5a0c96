import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UseCase } from '../../src/domain/register.ts';
import { editUseCase } from '../../src/domain/use-cases/use-cases.ts';
import {
  as,
  cases,
  crossing,
  type Fields,
  held,
  opened,
  pilots,
  recorded,
  register,
  startCrossing,
  submits,
  today,
} from '../support/forms.ts';
import { records } from '../support/records-directly.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

/**
 * What is typed in the place of what is right; what is read at which field, or above the form where it is no field's
 * fault; and what happens between typing and submitting.
 */
type Row = readonly [typed: Fields, answer: Fields | string, meanwhile?: () => Promise<unknown>];

const empty = 'Please fill this in.';
const unticked = 'Please complete this required field.';
const noNumber = 'Please enter a number, such as 12.';
const fraction = 'Please enter a whole number.';
const negative = 'This cannot be below zero.';
const noLink = 'This is not a web address. Paste one that begins with https:// and has no spaces.';
const unattended =
  'A walkthrough that nobody attended does not count. Say how many came or are expected, or leave the day empty too.';
const noMember = (handle: string) =>
  `${handle} is not a full member of this workspace. Choose a full member.`;
const hasLeft = (handle: string) => `${handle} has left this workspace. Choose somebody who is here.`;
const noName = (typed: string) => `"${typed}" is no name. Enter the name, or come back when it is known.`;
const wrongYear = 'The year 0026 cannot be right: enter a day from 2000 to 2099. Did you mean 2026-01-12?';
const leaves = (name: string) => () => crossing.workspace.control.deactivate(name);

const header = 'name,purpose,team,intended users,may do,retrieval';
const line = 'Ticket sorting,Sorts tickets,Support,40,draft,no';
const missing =
  'One of the first 10 rows must name the columns. Missing: name, purpose, team, intended users, may do, retrieval.';

const ofEveryDecision: readonly Row[] = [
  [
    { 'Decided on': '2026-01-13' },
    { 'Decided on': 'A decision cannot lie in the future. Choose today or an earlier day.' },
  ],
  [{ 'Decided by': '@Elle External' }, { 'Decided by': noMember('elle') }],
  [{ 'Decided on': '0026-01-12' }, { 'Decided on': wrongYear }],
  [{ Why: '  ' }, { Why: empty }],
  [{ 'Link to the decision record': 'see the wiki' }, { 'Link to the decision record': noLink }],
];

/** By the form; who opens it and by which command and button stands with its good submission. */
const typedIntoForms: Readonly<Record<string, readonly Row[]>> = {
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
  reconfirm: [[{ 'Still true': [] }, { 'Still true': unticked }]],
  'record-dpa': [
    [
      { 'Signed on': '2026-01-13' },
      { 'Signed on': 'An agreement counts from the day it is signed. Choose today or earlier.' },
    ],
    [{ 'Expires on': '2025-12-01' }, { 'Expires on': 'It must end after the day it was signed.' }],
    [{ 'Where it is kept': null }, { 'Where it is kept': unticked }],
    [{ 'Where it is kept': 'in the safe' }, { 'Where it is kept': noLink }],
    [{ 'Where it is kept': 'javascript:alert(1)' }, { 'Where it is kept': noLink }],
    [{ 'Where it is kept': 'contracts.example.com/openai' }, { 'Where it is kept': noLink }],
    ...['the-safe', 'safe/dpa', 'https:safe', 'https:///safe', 'https://'].map(
      (words): Row => [{ 'Where it is kept': words }, { 'Where it is kept': noLink }],
    ),
    [{ Vendor: ' ' }, { Vendor: empty }],
  ],
  'merge-vendors': [
    [
      { 'Vendor to merge': 'Mistral' },
      { 'Vendor to merge': 'No vendor is called "Mistral". Enter a name that is recorded.' },
    ],
    [
      { 'Merge it into': 'Zendesk' },
      { 'Merge it into': 'No vendor is called "Zendesk". Enter a name that is recorded.' },
    ],
    [
      { 'Merge it into': 'OpenAI Ireland' },
      { 'Merge it into': 'This is the same vendor. Enter the one that stays.' },
    ],
    [{ 'Merge it into': 'TBD' }, { 'Merge it into': noName('TBD') }],
  ],
  waive: [
    [{ Until: '2026-04-13' }, { Until: 'A waiver ends within 90 days: 12 April 2026 at the latest.' }],
    [{ Until: '2026-01-11' }, { Until: 'The end lies in the past.' }],
    [{ 'Why this is acceptable for now': ' ' }, { 'Why this is acceptable for now': empty }],
  ],
  'waive-drift': [
    [{ Until: '2026-04-13' }, { Until: 'A waiver ends within 90 days: 12 April 2026 at the latest.' }],
    [{ Until: '2026-01-11' }, { Until: 'The end lies in the past.' }],
  ],
  'propose-decision': [
    [
      { 'What you propose': 'GUARDRAILS ai' },
      { 'What you propose': 'Already proposed as D-1. Propose something else.' },
    ],
    [{ Link: 'wiki' }, { Link: noLink }],
    [{ Why: ' ' }, { Why: empty }],
  ],
  'open-evaluation': [
    [{ Tools: ' \n ' }, { Tools: 'Please enter at least one name.' }],
    [{ Tools: 'tbd, ?' }, { Tools: 'Please enter at least one name.' }],
    [
      { Tools: Array.from({ length: 21 }, (_, tool) => `Tool ${tool}`).join('\n') },
      { Tools: 'At most 20 tools in one evaluation.' },
    ],
    [{ Tools: 'x'.repeat(151) }, { Tools: 'At most 150 characters a tool; one has 151.' }],
    [{ 'Decide by': '2026-01-11' }, { 'Decide by': 'The day to decide by must lie ahead.' }],
    [{ 'Decide by': '2027-01-13' }, { 'Decide by': 'Decide within a year.' }],
  ],
  'close-evaluation': [
    [{ 'What was decided, and what was learned': ' ' }, { 'What was decided, and what was learned': empty }],
  ],
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
  'commit-decision: model-provider': [
    ...ofEveryDecision,
    [{ 'What was chosen': '  ' }, { 'What was chosen': empty }],
    [{ 'What was chosen': 'TBD' }, { 'What was chosen': noName('TBD') }],
  ],
  'commit-decision: vector-database': [
    ...ofEveryDecision,
    [{ 'What was chosen': null }, { 'What was chosen': 'Name what was chosen.' }],
  ],
  'commit-decision: guardrails': [
    ...ofEveryDecision,
    [
      { 'Before the model call': ' ', 'After the model call': ' ' },
      { 'Before the model call': empty, 'After the model call': empty },
    ],
  ],
  'commit-decision: observability': [
    ...ofEveryDecision,
    [{ 'What is measured': [] }, { 'What is measured': unticked }],
  ],
  'commit-decision: api-ownership': [
    ...ofEveryDecision,
    [{ 'Owner of the service account': '@Gus Guest' }, { 'Owner of the service account': noMember('gus') }],
    [{ 'Keys are rotated every … days': 0 }, { 'Keys are rotated every … days': 'At least 1.' }],
    [{ 'Keys are rotated every … days': 731 }, { 'Keys are rotated every … days': 'At most 730.' }],
    [{ 'Last rotated on': '2026-01-13' }, { 'Last rotated on': 'Choose today or an earlier day.' }],
  ],
  'confirm-item: monitoring': [
    [{ Dashboard: 'langsmith' }, { Dashboard: noLink }],
    [{ Dashboard: 'ftp://dash.example.com' }, { Dashboard: noLink }],
    [{ Dashboard: 'https://dash.example.com/a b' }, { Dashboard: noLink }],
    [{ Dashboard: '\u202ehttps://dash.example.com' }, { Dashboard: noLink }],
  ],
  'confirm-item: model-versions': [
    [
      { 'Running since': '2026-01-13' },
      { 'Running since': 'This lies in the future. Choose today or an earlier day.' },
    ],
    [{ Version: ' ' }, { Version: empty }],
  ],
  'confirm-item: incident-response': [
    [
      { 'Whom to call, in order': ['@Ana Operations', '@Elle External'] },
      { 'Whom to call, in order': noMember('elle') },
    ],
    [{ 'Hours to resolution': 0 }, { 'Hours to resolution': 'At least 0.25 hours (15 minutes).' }],
    [{ 'Hours to resolution': -4 }, { 'Hours to resolution': negative }],
    [{ 'Hours to resolution': 721 }, { 'Hours to resolution': 'At most 720 hours (30 days).' }],
    [
      { 'Hours to resolution': 'soon', Runbook: 'ask Ana' },
      { 'Hours to resolution': noNumber, Runbook: noLink },
    ],
  ],
  'confirm-item: training': [
    [
      { 'Users were told on': '2026-01-13' },
      { 'Users were told on': 'This lies in the future. Choose today or an earlier day.' },
    ],
    [{ 'People trained': 'all' }, { 'People trained': noNumber }],
  ],
  'confirm-item: cost-monitoring': [
    [
      { 'Owner of the monthly report': '@Billing Bot' },
      { 'Owner of the monthly report': noMember('billing') },
    ],
    [{ 'Monthly budget': 0 }, { 'Monthly budget': 'At least 1.' }],
    [
      { 'Monthly budget': '2,500' },
      { 'Monthly budget': 'This can be 2.5 or 2500. Write 2500, or give one or two decimals.' },
    ],
  ],
};

/** UC-1 turns out to touch personal data, which a vendor without an agreement processes. */
async function touchesData(): Promise<void> {
  const { key, ...known } = (await register()).useCases.get('UC-1') as UseCase;
  await records(crossing, editUseCase, { ...known, useCase: key, data: ['personal'], vendors: ['OpenAI'] });
}

const inWords = (fields: Fields): string =>
  Object.entries(fields)
    .map(([label, value]) => `${label}: ${JSON.stringify(value).slice(0, 120)}`)
    .join(', ');

const formRows = Object.entries(typedIntoForms).flatMap(([key, rows]) => {
  const form = cases[key];
  if (!form) throw new RangeError(`no form ${key}`);
  return rows.map((row) => {
    const [typed, answer] = row;
    const said = typeof answer === 'string' ? answer : inWords(answer);
    return [`${form.who}, ${form.way.join(' › ')}`, inWords(typed), said, form, row] as const;
  });
});

describe(`bad input in forms (${formRows.length} rows) is answered where it is typed, kept, and not recorded`, () => {
  test.each(formRows)('%s: %s → %s', async (_, __, ___, form, [typed, answer, meanwhile]) => {
    const shown = await opened(form);
    const refused = await submits(shown, { ...form.good, ...typed }, meanwhile);
    expect((await register()).seq).toBe(refused.seq);
    if (typeof answer === 'string') {
      expect(refused.modal?.text).toContain(answer);
      await refused.modal?.closes();
    } else {
      expect(refused.errors).toEqual(answer);
    }
    expect(held(refused.form)).toEqual(refused.typed);
    if (meanwhile || typeof answer === 'string') return;
    const untyped = Object.fromEntries(Object.keys(answer).map((label) => [label, null]));
    const done = await recorded(refused.form, { ...untyped, ...form.good });
    expect(done.text).toContain(form.reads);
  });
});

const checkInUsage =
  'Write /stage3 checkin UC-3 daily:40 weekly:62 none:18 intended:80 week:2026-01-12 note:"what you see".';
const showAll = '/stage3 usecase list shows them all.';
const dayAhead = '2026-12-31 has not come yet. Choose today or an earlier day.';

/** What Omar types while UC-1 is in pilot with twelve, and what he reads. */
const typedAsCommands: readonly (readonly [typed: string, answer: string])[] = [
  ['checkin UC-1 daily:10 weekly:9 none:3', 'daily: Whoever uses it daily uses it weekly too: at most 9.'],
  ['checkin UC-1 daily:4 weekly:13 none:0', 'weekly: No more than the 12 intended users can use it weekly.'],
  [
    'checkin UC-1 daily:4 weekly:9 none:4',
    'none: 9 weekly and 4 not at all are more than the 12 intended users.',
  ],
  ['checkin UC-1 daily:4 weekly:9 none:3 intended:0', 'intended: At least one person is meant to use it.'],
  ['checkin UC-1 daily:4 weekly:9 none:3 intended:1000000000', 'intended: At most 1,000,000.'],
  ['checkin UC-1 daily:-1 weekly:9 none:3', `daily: ${negative}`],
  ['checkin UC-1 daily:forty weekly:9 none:3', `daily: ${noNumber}`],
  ['checkin UC-1 daily:1e9 weekly:9 none:3', `daily: ${noNumber}`],
  ['checkin UC-1 daily:40% weekly:9 none:3', `daily: ${noNumber}`],
  ['checkin UC-1 daily:4.5 weekly:9 none:3', `daily: ${fraction}`],
  ['checkin UC-1 daily:4', 'weekly: Please enter a number.'],
  ['checkin UC-1 note:"all well"', 'daily: Please enter a number.'],
  ['checkin UC-1 dayly:4', `Unknown "dayly:4": did you mean daily:? ${checkInUsage}`],
  ['checkin UC-1 4 9 3', `Unknown "4". ${checkInUsage}`],
  ['checkin UC-1 daily:4 daily:5', '"daily" is there twice. Write it once.'],
  ['checkin UC-1 daily: 4', 'Nothing follows "daily:": write daily:value, without a space in between.'],
  ['checkin UC-9 daily:4', 'There is no UC-9. Did you mean one of these?'],
  ['checkin', `Which use case? ${checkInUsage} ${showAll}`],
  ['as of 2026-02-30', 'There is no day "2026-02-30" in the calendar.'],
  ['as of 2026-12-31', dayAhead],
  ['usecase show <!channel>', `There is no <!channel>. ${showAll}`],
  ['decide "model', 'This quote is never closed: put a " after the last word that belongs to it.'],
];

describe(`bad input in commands (${typedAsCommands.length} rows) is answered and not recorded, and a form that can put it right holds it`, () => {
  beforeEach(() => pilots());

  test.each(typedAsCommands)('Omar Owner, /stage3 %s → %s', async (typed, answer) => {
    const { seq } = await register();
    const { messages } = await as('Omar Owner').types('#ai-program', `/stage3 ${typed}`);
    const lines = messages[0]?.text.split('\n') ?? [];
    expect(lines.map((line) => line.replace(/^• /, ''))).toContain(answer);
    expect((await register()).seq).toBe(seq);
    if (!messages[0]?.buttons.includes('Put it right')) return;
    await messages[0].clicks('Put it right');
    const form = await as('Omar Owner').openModal();
    for (const [, word = '', inQuotes, bare] of typed.matchAll(/(\w+):(?:"([^"]*)"|(\S+))/g)) {
      expect(form.holds(checkInLabels[word] ?? '')).toBe(inQuotes ?? bare);
    }
  });

  test('a note that is too long for a button opens the form with everything in it', async () => {
    const { seq } = await register();
    const note = 'x'.repeat(1001);
    await as('Omar Owner').types('#ai-program', `/stage3 checkin UC-1 daily:1 weekly:2 note:"${note}"`);
    const form = await as('Omar Owner').openModal();
    expect(held(form)).toMatchObject({
      'Use it daily': '1',
      'Use it at least weekly': '2',
      'What you see': note,
    });
    expect((await register()).seq).toBe(seq);
  });
});

/** The field that each word of a check-in stands for. */
const checkInLabels: Readonly<Record<string, string>> = {
  daily: 'Use it daily',
  weekly: 'Use it at least weekly',
  none: 'Do not use it at all',
  intended: 'Intended users',
  note: 'What you see',
};
