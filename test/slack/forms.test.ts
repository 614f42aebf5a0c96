import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenModal, Value } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { samplePeople } from '../../sandbox/sample-workspace.ts';
import { evidence, supportAgent } from '../../sandbox/worked-example.ts';
import { planRollout } from '../../src/domain/adoption.ts';
import { nameOperators } from '../../src/domain/ai-operations.ts';
import { confirmItem } from '../../src/domain/checklist.ts';
import { type CommitmentInput, commitDecision, proposeDecision } from '../../src/domain/decisions.ts';
import { openEvaluation } from '../../src/domain/evaluations.ts';
import {
  type Category,
  type EvidenceDetails,
  type Register,
  settingsId,
  type UseCase,
} from '../../src/domain/register.ts';
import { recordRoi } from '../../src/domain/roi.ts';
import { changeSettings } from '../../src/domain/settings.ts';
import {
  editUseCase,
  goLive,
  type Registration,
  recordStack,
  registerUseCase,
  startPilot,
} from '../../src/domain/use-cases.ts';
import { recordDpa } from '../../src/domain/vendors.ts';
import { evidenceForms } from '../../src/slack/forms/evidence.ts';
import { forms } from '../../src/slack/forms/index.ts';
import { commitForms } from '../../src/slack/forms/infrastructure.ts';
import { records } from '../support/records-directly.ts';
import { commitment, completeEvidence, completePlan, registration, sourceRoi } from '../support/register.ts';

const today = '2026-01-12';

let crossing: LocalCrossing;
beforeEach(async () => {
  const bot = { id: 'U0BOT', name: 'Billing Bot (sample)', handle: 'billing', tz: 'UTC', isBot: true };
  crossing = await startLocalCrossing('sqlite::memory:', { people: [...samplePeople, bot] });
  crossing.moveTo(today);
  await records(crossing, changeSettings, {
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'USD',
    workingDays: [1, 2, 3, 4, 5],
  });
});
afterEach(() => crossing.close());

const register = (): Promise<Register> => crossing.store.load(crossing.workspace.teamId);
const useCase = async (key = 'UC-1'): Promise<UseCase | undefined> => (await register()).useCases.get(key);
const as = (person: string) => crossing.workspace.as(person);

/** Has somebody open the form behind a button of the page that a command shows, or of the command itself. */
async function opens(who: string, command: string, button?: string, near?: string): Promise<SeenModal> {
  const seen = await as(who).types('#ai-program', command);
  if (button) await seen.clicks(button, near === undefined ? {} : { near });
  return as(who).openModal();
}

type Fields = Readonly<Record<string, Value | readonly string[]>>;

/** Fills in the fields that are there; says which are not. */
async function fills(form: SeenModal, fields: Fields): Promise<Fields> {
  const there = Object.entries(fields).filter(([label]) => form.labels.includes(label));
  await form.fill(Object.fromEntries(there.map(([label, value]) => [label, value as Value])));
  return Object.fromEntries(Object.entries(fields).filter(([label]) => !form.labels.includes(label)));
}

/** Everything that the fields of a form show. */
const held = (form: SeenModal): Readonly<Record<string, string>> =>
  Object.fromEntries(form.labels.map((label) => [label, form.holds(label)]));

/** Fills in and submits, and goes on with what is asked for besides; resolves with what was typed and what came of it. */
async function submits(form: SeenModal, fields: Fields) {
  let shown = form;
  let left = await fills(form, fields);
  let typed = held(form);
  let outcome = await shown.submits();
  while (outcome.modal && Object.keys(left).length > 0) {
    shown = outcome.modal;
    const before = Object.keys(left).length;
    left = await fills(shown, left);
    if (Object.keys(left).length === before)
      throw new Error(`never asked for ${Object.keys(left)}\n${shown.text}`);
    typed = held(shown);
    outcome = await shown.submits();
  }
  return { ...outcome, form: shown, typed };
}

/** Submits what must be recorded; resolves with the modal that says so. */
async function recorded(form: SeenModal, fields: Fields = {}): Promise<SeenModal> {
  const { modal, errors } = await submits(form, fields);
  if (!modal) throw new Error(`not recorded: ${JSON.stringify(errors)}`);
  expect(modal.title).toBe('Recorded');
  return modal;
}

const people = { owner: 'U0OMAR' } as const satisfies Partial<Registration>;
const registers = (fields: Partial<Registration> = {}) =>
  records(crossing, registerUseCase, registration({ ...people, whyNew: 'Another job', ...fields }));
const pilots = async (fields: Partial<Registration> = {}) => {
  await registers(fields);
  await records(crossing, startPilot, {
    useCase: 'UC-1',
    startedOn: '2025-12-01',
    decideBy: '2026-03-01',
    volunteers: 12,
    criteria: ['30% of tickets resolved'],
    stack: null,
  });
};
const commits = (category: Category, fields: Partial<CommitmentInput> = {}) => {
  const given = commitment(category, { decider: 'U0LENA', ...fields });
  const { details } = given;
  const own = details.category === 'api-ownership' ? { ...details, serviceAccountOwner: 'U0ITAI' } : details;
  return records(crossing, commitDecision, { ...given, details: own });
};

const inSlack = (details: EvidenceDetails): EvidenceDetails => {
  if (details.item === 'incident-response') return { ...details, callOrder: ['U0ANAO'] };
  return details.item === 'cost-monitoring' ? { ...details, reportOwner: 'U0ANAO' } : details;
};
/** A pilot with everything that going live asks for, for 40 people, on data that is nobody's. */
const isReady = async () => {
  await pilots({ data: [] });
  for (const details of completeEvidence(40)) {
    await records(crossing, confirmItem, { useCase: 'UC-1', details: inSlack(details) });
  }
  await records(crossing, recordRoi, sourceRoi('UC-1'));
  await records(crossing, planRollout, completePlan('UC-1'));
};
const isLive = async (deployed = 10) => {
  await isReady();
  await records(crossing, goLive, { useCase: 'UC-1', liveOn: today, audience: 'volunteers', deployed });
};
const drifts = async () => {
  await pilots();
  await commits('vector-database');
  await records(crossing, recordStack, { useCase: 'UC-1', stack: { 'vector-database': ['Weaviate'] } });
};

const reason = { 'Why this is acceptable for now': 'The replacement is being rolled out.' };
const why = { Why: 'One choice for all use cases.' };
const notANumber = 'Please enter a number, such as 12.';
const notALink = 'This is not a web address. It begins with https://';
const empty = 'Please fill this in.';
const notAMember = 'is not a full member of this workspace. Choose a full member.';

interface FormCase {
  /** What has to be there before, recorded without the screen. */
  readonly before?: () => Promise<void>;
  readonly opens: () => Promise<SeenModal>;
  readonly good: Fields;
  /** Words of the answer. */
  readonly reads: string;
  /** A button of the answer: the next smallest step. */
  readonly next: string;
  readonly keeps: (register: Register) => unknown;
  readonly kept: unknown;
  /** What is typed in the place of the good, and what is read at which field. */
  readonly bad: readonly (readonly [Fields, Readonly<Record<string, string>>])[];
}

const evidenceCase = (
  title: string,
  item: EvidenceDetails['item'],
  kept: object,
  bad: FormCase['bad'],
): FormCase => ({
  before: pilots,
  opens: () => opens('Omar Owner', '/stage3 checklist UC-1', 'Add evidence', title),
  good: { ...evidence[title], ...(item === 'model-versions' ? { 'Running since': today } : {}) },
  reads: `${title} holds. UC-1 has 1 of 8.`,
  next: 'Open UC-1',
  keeps: ({ evidence: all }) => all.get(`UC-1:${item}`),
  kept: { details: { item, ...kept }, confirmedBy: 'U0OMAR', confirmedOn: today },
  bad,
});

const commitCase = (
  category: Category,
  title: string,
  fields: Fields,
  details: object,
  bad: FormCase['bad'],
): FormCase => ({
  opens: () => opens('Lena Lead', '/stage3 decisions', 'Commit', title),
  good: {
    'What was chosen': 'The chosen one',
    'Decided on': today,
    'Decided by': '@Lena Lead',
    'Link to the decision record': 'https://wiki.example.com/decision',
    ...why,
    ...fields,
  },
  reads: `${title}: The chosen one is committed.`,
  next: 'Register a use case',
  keeps: ({ decisions }) => decisions.get('D-1'),
  kept: {
    category,
    status: 'committed',
    choice: 'The chosen one',
    decidedOn: today,
    decidedBy: 'U0LENA',
    details: { category, ...details },
  },
  bad: [
    [{ 'Decided on': '2026-01-13' }, { 'Decided on': 'A decision cannot lie in the future.' }],
    [{ 'Decided by': '@Elle External' }, { 'Decided by': notAMember }],
    [{ Why: '  ' }, { Why: empty }],
    [{ 'Link to the decision record': 'see the wiki' }, { 'Link to the decision record': notALink }],
    ...bad,
  ],
});

const cases: Readonly<Record<string, FormCase>> = {
  'register-use-case': {
    before: () => registers({ name: 'Invoice reader', purpose: 'Reads scanned invoices' }),
    opens: () => opens('Lena Lead', '/stage3 usecase add'),
    good: { ...supportAgent, 'Team members': ['@Sara Sales', '@Ana Operations'] },
    reads: 'Registered as UC-2 AI Support Agent.',
    next: 'Start the pilot',
    keeps: ({ useCases }) => useCases.get('UC-2'),
    kept: {
      name: 'AI Support Agent',
      owner: 'U0OMAR',
      members: ['U0SARA', 'U0ANAO'],
      intendedUsers: 40,
      data: ['personal', 'company-confidential'],
      autonomy: 'suggest',
      retrieval: true,
      vendors: ['openai', 'pinecone'],
      life: { stage: 'proposed', since: today },
    },
    bad: [
      [{ Name: null }, { Name: 'Please complete this required field.' }],
      [{ Name: '   ' }, { Name: empty }],
      [{ 'Intended users': 'forty' }, { 'Intended users': notANumber }],
      [{ 'Intended users': '1e3' }, { 'Intended users': notANumber }],
      [{ 'Intended users': '4.5' }, { 'Intended users': 'Please enter a whole number.' }],
      [{ 'Intended users': -1 }, { 'Intended users': 'This cannot be below zero.' }],
      [{ 'Intended users': 0 }, { 'Intended users': 'It is meant for at least one person.' }],
      [{ 'Intended users': 1_000_001 }, { 'Intended users': 'At most 1,000,000.' }],
      [{ 'Intended users': '99999999999999999999' }, { 'Intended users': 'At most 1,000,000,000.' }],
      [{ Owner: '@Gus Guest' }, { Owner: notAMember }],
      [{ Owner: '@Billing Bot' }, { Owner: notAMember }],
      [{ 'Team members': ['@Sara Sales', '@Elle External'] }, { 'Team members': notAMember }],
      [{ Vendors: `OpenAI, ${'x'.repeat(151)}` }, { Vendors: 'at most 150 characters' }],
    ],
  },
  'edit-use-case': {
    before: async () => {
      await registers();
      await registers({ name: 'Invoice reader' });
    },
    opens: () => opens('Omar Owner', '/stage3 usecase edit UC-1'),
    good: {
      Name: 'Support Copilot',
      Owner: '@Omar Owner',
      'Intended users': '1,200',
      'Planned go-live': '2026-03-01',
    },
    reads: 'UC-1 Support Copilot is saved.',
    next: 'Start the pilot',
    keeps: ({ useCases }) => useCases.get('UC-1'),
    kept: { name: 'Support Copilot', intendedUsers: 1200, goLivePlannedOn: '2026-03-01' },
    bad: [
      [{ Name: 'INVOICE  reader' }, { Name: 'UC-2 already has this name.' }],
      [
        { Name: ' ', 'Intended users': 'many', Owner: '@Gus Guest' },
        { Name: empty, 'Intended users': notANumber },
      ],
      [
        { 'Intended users': 0, Owner: '@Elle External' },
        { 'Intended users': 'It is meant for at least one person.', Owner: notAMember },
      ],
    ],
  },
  'start-pilot': {
    before: registers,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Start the pilot'),
    good: {
      'Start date': today,
      Volunteers: 12,
      'Success criteria': '30% resolved\n\nNo complaints',
      'Decide by': '2026-03-13',
    },
    reads: 'The pilot of UC-1 AI Support Agent has started.',
    next: 'Check in',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: {
      stage: 'pilot',
      charter: {
        startedOn: today,
        decideBy: '2026-03-13',
        volunteers: 12,
        criteria: ['30% resolved', 'No complaints'],
      },
    },
    bad: [
      [{ 'Start date': '2026-01-13' }, { 'Start date': 'A pilot starts today or has started.' }],
      [{ 'Decide by': today }, { 'Decide by': 'The day to decide by must come after the start.' }],
      [{ 'Decide by': '2027-01-13' }, { 'Decide by': 'Decide within a year of the start.' }],
      [{ Volunteers: 41 }, { Volunteers: 'At most 40.' }],
      [{ Volunteers: 0 }, { Volunteers: 'A pilot needs at least one volunteer.' }],
      [{ Volunteers: 'a dozen' }, { Volunteers: notANumber }],
      [{ 'Success criteria': ' \n ' }, { 'Success criteria': 'Please write at least one line.' }],
    ],
  },
  'record-stack': {
    before: async () => {
      await registers();
      await commits('vector-database', { choice: 'Pinecone, EU region' });
    },
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Record what it runs on'),
    good: { 'Model provider': 'OpenAI Enterprise, Anthropic' },
    reads: 'What UC-1 AI Support Agent runs on is recorded.',
    next: 'Start the pilot',
    keeps: ({ useCases }) => useCases.get('UC-1')?.stack,
    kept: {
      'model-provider': ['OpenAI Enterprise', 'Anthropic'],
      'vector-database': ['Pinecone, EU region'],
    },
    bad: [],
  },
  'stop-use-case': {
    before: registers,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Stop'),
    good: { 'Why, and what was learned': 'Nobody needed it' },
    reads: 'UC-1 AI Support Agent is stopped.',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { stage: 'stopped', on: today, by: 'U0OMAR', reason: 'Nobody needed it' },
    bad: [[{ 'Why, and what was learned': ' \n ' }, { 'Why, and what was learned': empty }]],
  },
  'import-use-cases': {
    opens: () => opens('Omar Owner', '/stage3 usecase list', 'Import'),
    good: {
      Table:
        'name,purpose,team,intended users,may do,retrieval\nTicket sorting,Sorts tickets,Support,40,draft,no',
      'Is this right?': ['Register 1 use case'],
    },
    reads: '1 use case imported.',
    next: 'Import',
    keeps: ({ useCases }) => useCases.get('UC-1'),
    kept: { name: 'Ticket sorting', owner: 'U0OMAR', intendedUsers: 40, autonomy: 'draft' },
    bad: [[{ 'Is this right?': [] }, { 'Is this right?': 'Tick this to register them' }]],
  },
  'issue-intake-token': {
    before: pilots,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Intake token'),
    good: { 'The token is shown once': ['I keep it where only the reporting system reads it'] },
    reads: 'Copy it now, it is not shown again',
    next: 'Open UC-1',
    keeps: ({ intakeTokens }) => intakeTokens.get('UC-1'),
    kept: { useCase: 'UC-1', issuedOn: today, issuedBy: 'U0OMAR' },
    bad: [[{ 'The token is shown once': [] }, { 'The token is shown once': 'Please' }]],
  },
  'check-in': {
    before: pilots,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Check in'),
    good: {
      'A day of the week you speak of': today,
      'Intended users': 12,
      'Use it daily': 5,
      'Use it at least weekly': 9,
      'Do not use it at all': 3,
    },
    reads: '9 of 12 use UC-1 AI Support Agent at least weekly.',
    next: 'Open UC-1',
    keeps: ({ checkIns }) => checkIns.get('UC-1:2026-01-12'),
    kept: { intended: 12, daily: 5, weekly: 9, notAtAll: 3, by: 'U0OMAR' },
    bad: [
      [{ 'Use it daily': 10 }, { 'Use it daily': 'at most 9' }],
      [{ 'Use it at least weekly': 13 }, { 'Use it at least weekly': 'No more than the 12 intended users' }],
      [{ 'Do not use it at all': 4 }, { 'Do not use it at all': 'are more than the 12 intended users' }],
      [
        { 'Intended users': 0 },
        {
          'Intended users': 'At least one person is meant to use it.',
          'Use it at least weekly': 'No more than',
        },
      ],
      [
        { 'Use it daily': 'most', 'Use it at least weekly': -2 },
        { 'Use it daily': notANumber, 'Use it at least weekly': 'This cannot be below zero.' },
      ],
      [
        { 'A day of the week you speak of': '2026-01-13' },
        { 'A day of the week you speak of': 'Choose today or earlier.' },
      ],
    ],
  },
  'record-roi': {
    before: registers,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Calculate ROI'),
    good: {
      Users: 20,
      'Hours saved per user and week': 3,
      'Weeks per year': 48,
      'Overhead on the cost, in percent': 20,
      'Model API per year': '18,000.00',
      'AI Operations time per year': '12 000',
      'Infrastructure per year': 6000,
      'Monitoring per year': '4000,00',
      'Which of these were measured?': ['Users'],
      'Which were quoted by the supplier?': ['Model API per year'],
    },
    reads: '2,880 h a year are worth $144,000; less $40,000 = $104,000 net, $96,000 with 20% overhead',
    next: 'Start the pilot',
    keeps: ({ roi }) => roi.get('UC-1:production'),
    kept: { inputs: { users: 20, modelApi: 18000, aiOperations: 12000 }, quoted: ['modelApi'] },
    bad: [
      [{ Users: 0 }, { Users: 'At least 1 user.' }],
      [
        { 'Hours saved per user and week': 169 },
        { 'Hours saved per user and week': 'A week has 168 hours.' },
      ],
      [{ 'Weeks per year': 54 }, { 'Weeks per year': 'A year has 53 weeks at most.' }],
      [{ 'Model API per year': '24,000' }, { 'Model API per year': 'This can be 24 or 24000.' }],
      [{ 'Model API per year': '24.000' }, { 'Model API per year': 'This can be 24 or 24000.' }],
      [{ 'Model API per year': 'a lot' }, { 'Model API per year': notANumber }],
      [{ 'Monitoring per year': -1 }, { 'Monitoring per year': 'This cannot be below zero.' }],
      [
        { 'Overhead on the cost, in percent': 501 },
        { 'Overhead on the cost, in percent': 'At most 500 percent.' },
      ],
      [
        { 'Which of these were measured?': ['Users', 'Model API per year'] },
        { 'Which were quoted by the supplier?': 'Choose one for each.' },
      ],
    ],
  },
  'plan-rollout': {
    before: registers,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Plan the roll-out'),
    good: {
      'Walkthrough of the new workflow on': '2025-12-08',
      Attendees: 38,
      'Optional for sceptics until': '2026-02-28',
      'Where "will it replace me?" is answered': 'All-hands of 3 December',
      'What the AI does': 'Proposes replies.',
      'What people do': 'Decide what is sent.',
      'How adoption is measured': 'A check-in every week.',
    },
    reads: 'The roll-out plan of UC-1 is complete.',
    next: 'Start the pilot',
    keeps: ({ rolloutPlans }) => rolloutPlans.get('UC-1'),
    kept: { sessionOn: '2025-12-08', sessionAttendees: 38, optionalUntil: '2026-02-28' },
    bad: [
      [{ 'Walkthrough of the new workflow on': null }, { Attendees: 'Say on which day the walkthrough was' }],
      [{ Attendees: 'everybody' }, { Attendees: notANumber }],
    ],
  },
  'decide-pilot': {
    before: pilots,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Decide'),
    good: {
      'There are three answers': 'Extend: decide later, by a day',
      'Decide by': '2026-05-01',
      'Why not now': 'The holidays are not in the numbers.',
    },
    reads: 'UC-1 AI Support Agent is extended once',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { charter: { decideBy: '2026-05-01' } },
    bad: [
      [{ 'Decide by': '2026-02-01' }, { 'Decide by': 'Later than 1 March 2026' }],
      [{ 'Decide by': '2027-02-01' }, { 'Decide by': 'Decide within a year.' }],
      [{ 'Why not now': ' ' }, { 'Why not now': empty }],
    ],
  },
  'move-bar': {
    before: pilots,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Add a criterion'),
    good: { 'The further criterion': 'No complaint in a month' },
    reads: 'The bar of UC-1 AI Support Agent has moved',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { charter: { movedBars: [{ criterion: 'No complaint in a month' }] } },
    bad: [
      [{ 'The further criterion': '30% of TICKETS resolved' }, { 'The further criterion': 'already' }],
      [{ 'The further criterion': '  ' }, { 'The further criterion': empty }],
    ],
  },
  'go-live': {
    before: isReady,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Go live'),
    good: { 'Live since': today, 'For whom': 'Everyone it is meant for', 'Users it is deployed to': 40 },
    reads: 'UC-1 AI Support Agent is in production: 40 of 40.',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { stage: 'production', liveOn: today, audience: 'everyone', deployed: 40 },
    bad: [
      [{ 'Live since': '2026-01-13' }, { 'Live since': 'Record it on the day it goes live, or after.' }],
      [{ 'Live since': '2025-11-30' }, { 'Live since': 'Its pilot started only on 1 December 2025.' }],
      [{ 'Users it is deployed to': 41 }, { 'Users it is deployed to': 'At most the 40 intended users.' }],
      [{ 'Users it is deployed to': 39 }, { 'Users it is deployed to': 'For everyone means all 40.' }],
      [{ 'Users it is deployed to': 0 }, { 'Users it is deployed to': 'At least one person uses it.' }],
      [{ 'Users it is deployed to': 'all' }, { 'Users it is deployed to': notANumber }],
    ],
  },
  'widen-rollout': {
    before: isLive,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Widen the roll-out'),
    good: { 'For whom': 'Everyone it is meant for', 'Users it is deployed to': 40 },
    reads: 'UC-1 reaches 40 of 40.',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { stage: 'production', audience: 'everyone', deployed: 40 },
    bad: [
      [{ 'Users it is deployed to': 41 }, { 'Users it is deployed to': 'At most the 40 intended users.' }],
      [{ 'Users it is deployed to': 12 }, { 'Users it is deployed to': 'For everyone means all 40.' }],
    ],
  },
  'record-dpa': {
    before: () => registers({ vendors: ['OpenAI'] }),
    opens: () => opens('Omar Owner', '/stage3 checklist UC-1', 'Record a DPA', 'DPA signed'),
    good: {
      Vendor: 'openai',
      'Signed on': '2025-12-01',
      'Expires on': '2027-12-01',
      'Where it is kept': 'https://contracts.example.com/openai',
    },
    reads: 'The DPA of openai is recorded. Every vendor has one in force.',
    next: 'Start the pilot',
    keeps: ({ vendors }) => [...vendors.values()],
    kept: [
      {
        key: 'openai',
        name: 'OpenAI',
        dpa: {
          signedOn: '2025-12-01',
          expiresOn: '2027-12-01',
          link: 'https://contracts.example.com/openai',
        },
      },
    ],
    bad: [
      [{ 'Signed on': '2026-01-13' }, { 'Signed on': 'Choose today or earlier.' }],
      [{ 'Expires on': '2025-12-01' }, { 'Expires on': 'It must end after the day it was signed.' }],
      [{ 'Where it is kept': 'in the safe' }, { 'Where it is kept': notALink }],
      [{ 'Where it is kept': 'javascript:alert(1)' }, { 'Where it is kept': notALink }],
      [{ 'Where it is kept': 'https://safe' }, { 'Where it is kept': notALink }],
      [{ Vendor: ' ' }, { Vendor: empty }],
    ],
  },
  waive: {
    before: pilots,
    opens: () => opens('Lena Lead', '/stage3 checklist UC-1', 'Waive an item'),
    good: { 'Which item': 'Fallback exists', ...reason, Until: '2026-03-01' },
    reads: 'Fallback exists of UC-1 is waived until 1 March 2026.',
    next: 'Open UC-1',
    keeps: ({ waivers }) => waivers.get('W-1'),
    kept: {
      subject: { kind: 'item', item: 'fallback' },
      until: '2026-03-01',
      approvedBy: 'U0LENA',
    },
    bad: [
      [{ Until: '2026-04-13' }, { Until: 'A waiver ends within 90 days: 12 April 2026 at the latest.' }],
      [{ Until: '2026-01-11' }, { Until: 'The end lies in the past.' }],
      [{ 'Why this is acceptable for now': ' ' }, { 'Why this is acceptable for now': empty }],
    ],
  },
  'waive-drift': {
    before: drifts,
    opens: () => opens('Lena Lead', '/stage3 usecase show UC-1', 'Waive the difference'),
    good: { ...reason, Until: '2026-03-01' },
    reads: 'The difference of UC-1 is waived until 1 March 2026.',
    next: 'Open UC-1',
    keeps: ({ waivers }) => waivers.get('W-1'),
    kept: { subject: { kind: 'drift', category: 'vector-database' }, until: '2026-03-01' },
    bad: [
      [{ Until: '2026-04-13' }, { Until: 'A waiver ends within 90 days' }],
      [{ Until: '2026-01-11' }, { Until: 'The end lies in the past.' }],
    ],
  },
  'propose-decision': {
    before: () =>
      records(crossing, proposeDecision, {
        category: 'guardrails',
        choice: 'Guardrails AI',
        rationale: 'It fits',
        alternatives: '',
        link: null,
      }),
    opens: () => opens('Sara Sales', '/stage3 decisions', 'Propose', 'Guardrail tooling'),
    good: { 'What you propose': 'A layer of our own', ...why, Link: 'https://wiki.example.com/guardrails' },
    reads: 'A layer of our own is proposed for Guardrail tooling.',
    next: 'Register a use case',
    keeps: ({ decisions }) => decisions.get('D-2'),
    kept: { status: 'proposed', choice: 'A layer of our own', proposedBy: 'U0SARA' },
    bad: [
      [{ 'What you propose': 'GUARDRAILS ai' }, { 'What you propose': 'Already proposed as D-1.' }],
      [{ Link: 'wiki' }, { Link: notALink }],
      [{ Why: ' ' }, { Why: empty }],
    ],
  },
  'withdraw-proposal': {
    before: () =>
      records(crossing, proposeDecision, {
        category: 'guardrails',
        choice: 'NeMo <!channel>',
        rationale: 'It fits',
        alternatives: '',
        link: null,
      }),
    opens: () => opens('Lena Lead', '/stage3 decisions', 'Withdraw'),
    good: { 'Why it is withdrawn': 'Too costly' },
    reads: 'D-1 NeMo <!channel> is withdrawn.',
    next: 'Register a use case',
    keeps: ({ decisions }) => decisions.get('D-1'),
    kept: { status: 'withdrawn', withdrawn: { on: today, by: 'U0LENA', reason: 'Too costly' } },
    bad: [],
  },
  'open-evaluation': {
    before: registers,
    opens: () => opens('Omar Owner', '/stage3 usecase show UC-1', 'Evaluate tools'),
    good: { Tools: 'Pinecone\nWeaviate', 'Decide by': '2026-02-12' },
    reads: 'E-1 is open: Pinecone, Weaviate for UC-1',
    next: 'Close evaluation',
    keeps: ({ evaluations }) => evaluations.get('E-1'),
    kept: { useCase: 'UC-1', tools: ['Pinecone', 'Weaviate'], decideBy: '2026-02-12', openedBy: 'U0OMAR' },
    bad: [[{ Tools: ' \n ' }, { Tools: 'Please write at least one line.' }]],
  },
  'close-evaluation': {
    before: () =>
      records(crossing, openEvaluation, {
        category: 'guardrails',
        useCase: null,
        tools: ['One', 'Another'],
        decideBy: '2026-02-12',
      }),
    opens: () => opens('Lena Lead', '/stage3 purgatory', 'Close evaluation'),
    good: { 'What was decided, and what was learned': 'One is enough.' },
    reads: 'E-1 is closed',
    next: 'Commit: Guardrail tooling',
    keeps: ({ evaluations }) => evaluations.get('E-1'),
    kept: { closed: { on: today, outcome: 'One is enough.' } },
    bad: [
      [
        { 'What was decided, and what was learned': ' ' },
        { 'What was decided, and what was learned': empty },
      ],
    ],
  },
  'name-operators': {
    opens: () => opens('Lena Lead', '/stage3 owners', 'Name AI Operations'),
    good: { 'Who holds AI Operations': ['@Ana Operations', '@Itai IT'] },
    reads: '@Ana Operations (sample), @Itai IT (sample) are named for AI Operations',
    next: 'Register a use case',
    keeps: ({ operators }) => [...operators.values()],
    kept: [
      { person: 'U0ANAO', accepted: {} },
      { person: 'U0ITAI', accepted: {} },
    ],
    bad: [
      [{ 'Who holds AI Operations': ['@Gus Guest'] }, { 'Who holds AI Operations': notAMember }],
      [
        { 'Who holds AI Operations': ['@Ana Operations', '@Billing Bot'] },
        { 'Who holds AI Operations': notAMember },
      ],
    ],
  },
  'accept-accountabilities': {
    before: () => records(crossing, nameOperators, { people: ['U0ANAO'] }),
    opens: () => opens('Ana Operations', '/stage3 owners', 'Accept'),
    good: { 'I am accountable for': ['Uptime of production AI', 'Model versioning'] },
    reads: 'Still open: Incident response.',
    next: 'Accept',
    keeps: ({ operators }) => Object.keys(operators.get('U0ANAO')?.accepted ?? {}),
    kept: ['uptime', 'model-versioning'],
    bad: [
      [{ 'I am accountable for': [] }, { 'I am accountable for': 'Please complete this required field.' }],
    ],
  },
  'change-settings': {
    opens: () => opens('Lena Lead', '/stage3 settings', 'Change'),
    good: {
      'Transformation lead': ['@Lena Lead', '@Omar Owner'],
      'Time zone': 'America/New_York',
      'Requirement 2 asks for': 'Three: also without guardrail tooling',
      Currency: 'eur',
    },
    reads: 'The settings are saved.',
    next: 'Register a use case',
    keeps: ({ settings }) => settings.get(settingsId),
    kept: { leads: ['U0LENA', 'U0OMAR'], timeZone: 'America/New_York', reading: 'three', currency: 'EUR' },
    bad: [
      [{ 'Time zone': 'Berlin' }, { 'Time zone': 'Not a time zone. Write it like Europe/Berlin' }],
      [{ 'Time zone': '+02:00' }, { 'Time zone': 'Not a time zone.' }],
      [{ Currency: '€' }, { Currency: 'Three capital letters' }],
      [{ Currency: 'E1R' }, { Currency: 'Three capital letters' }],
      [{ 'Transformation lead': ['@Gus Guest'] }, { 'Transformation lead': notAMember }],
      [{ 'Transformation lead': [] }, { 'Transformation lead': 'Please complete this required field.' }],
    ],
  },
  'commit-decision: model-provider': commitCase(
    'model-provider',
    'Model provider',
    { Vendor: 'OpenAI', 'Is there an enterprise agreement?': 'Yes', SLA: '99.9%' },
    { enterpriseAgreement: true, sla: '99.9%' },
    [
      [{ 'What was chosen': '  ' }, { 'What was chosen': empty }],
      [{ Vendor: '  ' }, { Vendor: empty }],
    ],
  ),
  'commit-decision: vector-database': commitCase(
    'vector-database',
    'Vector database',
    { Vendor: 'Pinecone' },
    { notNeeded: false },
    [[{ 'What was chosen': null }, { 'What was chosen': 'Name what was chosen.' }]],
  ),
  'commit-decision: guardrails': commitCase(
    'guardrails',
    'Guardrail tooling',
    { 'Before the model call': 'Personal data is masked', 'After the model call': 'Tone is checked' },
    { preProcessing: 'Personal data is masked', postProcessing: 'Tone is checked' },
    [
      [
        { 'Before the model call': ' ', 'After the model call': ' ' },
        { 'Before the model call': empty, 'After the model call': empty },
      ],
    ],
  ),
  'commit-decision: observability': commitCase(
    'observability',
    'Observability stack',
    { 'What is measured': ['Latency', 'Error rate'] },
    { measures: ['latency', 'error-rate'] },
    [[{ 'What is measured': [] }, { 'What is measured': 'Please complete this required field.' }]],
  ),
  'commit-decision: api-ownership': commitCase(
    'api-ownership',
    'API ownership and rate limits',
    {
      'Owner of the service account': '@Itai IT',
      'Rate limit': '500 a minute',
      'Keys are rotated every … days': 60,
      'Last rotated on': today,
    },
    { serviceAccountOwner: 'U0ITAI', rateLimit: '500 a minute', rotationDays: 60, lastRotatedOn: today },
    [
      [{ 'Owner of the service account': '@Gus Guest' }, { 'Owner of the service account': notAMember }],
      [{ 'Keys are rotated every … days': 0 }, { 'Keys are rotated every … days': 'At least 1.' }],
      [{ 'Keys are rotated every … days': 731 }, { 'Keys are rotated every … days': 'At most 730.' }],
      [{ 'Last rotated on': '2026-01-13' }, { 'Last rotated on': 'Choose today or an earlier day.' }],
    ],
  ),
  'confirm-item: monitoring': evidenceCase(
    'Monitoring is active',
    'monitoring',
    { alerts: ['error-rate', 'latency', 'unusual-output'] },
    [
      [{ Dashboard: 'langsmith' }, { Dashboard: notALink }],
      [{ Dashboard: 'ftp://dash.example.com' }, { Dashboard: notALink }],
      [{ Dashboard: 'https://dash.example.com/a b' }, { Dashboard: notALink }],
    ],
  ),
  'confirm-item: fallback': evidenceCase(
    'Fallback exists',
    'fallback',
    { modelTimeout: 'human-review', guardrailTrigger: 'graceful-decline', rateLimit: 'cached-output' },
    [],
  ),
  'confirm-item: human-review': evidenceCase(
    'Human-in-the-loop gates',
    'human-review',
    { external: 'before-sending' },
    [],
  ),
  'confirm-item: model-versions': evidenceCase(
    'Model versions tracked',
    'model-versions',
    { log: [{ model: 'GPT-5', version: '2025-11-01', from: today }] },
    [
      [{ 'Running since': '2026-01-13' }, { 'Running since': 'This lies in the future.' }],
      [{ Version: ' ' }, { Version: empty }],
    ],
  ),
  'confirm-item: incident-response': evidenceCase(
    'Incident response',
    'incident-response',
    { callOrder: ['U0ANAO', 'U0OMAR'], slaHours: 4 },
    [
      [
        { 'Whom to call, in order': ['@Ana Operations', '@Elle External'] },
        { 'Whom to call, in order': notAMember },
      ],
      [{ 'Hours to resolution': 0 }, { 'Hours to resolution': 'At least 0.25.' }],
      [{ 'Hours to resolution': 721 }, { 'Hours to resolution': 'At most 720.' }],
      [
        { 'Hours to resolution': 'soon', Runbook: 'ask Ana' },
        { 'Hours to resolution': notANumber, Runbook: notALink },
      ],
    ],
  ),
  'confirm-item: training': evidenceCase(
    'Users told and trained',
    'training',
    { toldOn: '2025-12-01', trained: 40, covered: ['review', 'correct', 'escalate'] },
    [
      [{ 'Users were told on': '2026-01-13' }, { 'Users were told on': 'This lies in the future.' }],
      [{ 'People trained': 'all' }, { 'People trained': notANumber }],
    ],
  ),
  'confirm-item: cost-monitoring': evidenceCase(
    'Cost monitoring',
    'cost-monitoring',
    { reportOwner: 'U0ANAO', monthlyBudget: 2500, alertThreshold: 2000 },
    [
      [{ 'Owner of the monthly report': '@Billing Bot' }, { 'Owner of the monthly report': notAMember }],
      [{ 'Monthly budget': 0 }, { 'Monthly budget': 'At least 1.' }],
      [{ 'Monthly budget': '2,500' }, { 'Monthly budget': 'This can be 2.5 or 2500.' }],
    ],
  ),
};

const all = Object.entries(cases);
const beginning = async ({ before }: FormCase) => before?.();

test('every form is submitted here', () => {
  const own = forms.map(({ key }) => key as string);
  const committing = Object.keys(commitForms).map((category) => `commit-decision: ${category}`);
  const confirming = Object.keys(evidenceForms).map((item) => `confirm-item: ${item}`);
  expect(Object.keys(cases).sort()).toEqual([...own, ...committing, ...confirming].sort());
});

describe('a form with good input', () => {
  test.each(all)('%s is recorded, says so, and offers the next step', async (_, form) => {
    await beginning(form);
    const done = await recorded(await form.opens(), form.good);
    expect(done.text).toContain(form.reads);
    expect(done.buttons).toContain(form.next);
    expect(form.keeps(await register())).toMatchObject(form.kept as object);
  });
});

describe('a form with bad input', () => {
  const rows = all.flatMap(([key, form]) =>
    form.bad.map(([fields, errors]) => [key, JSON.stringify(fields), form, fields, errors] as const),
  );
  test.each(rows)(
    '%s with %s says so at the field, and keeps what was typed',
    async (_, __, form, fields, errors) => {
      await beginning(form);
      const before = (await register()).seq;
      const {
        errors: shown = {},
        form: refused,
        typed,
      } = await submits(await form.opens(), { ...form.good, ...fields });
      expect(Object.keys(shown).sort()).toEqual(Object.keys(errors).sort());
      for (const [label, words] of Object.entries(errors)) expect(shown[label]).toContain(words);
      expect(held(refused)).toEqual(typed);
      expect((await register()).seq).toBe(before);
      const right = Object.keys(fields).map((label) => [label, form.good[label] ?? null]);
      const done = await recorded(refused, Object.fromEntries(right));
      expect(done.text).toContain(form.reads);
    },
  );
});

describe('registering what may be registered already', () => {
  const twin: Fields = {
    ...supportAgent,
    Name: 'Support agent for tickets',
    'What it does': registration().purpose,
  };
  const newOne = 'No, it is new';
  const difference = 'If it is new: what makes it different?';

  async function asked(): Promise<SeenModal> {
    await registers();
    const form = await opens('Sara Sales', '/stage3 usecase add');
    await fills(form, twin);
    const typed = held(form);
    const { modal } = await form.submits();
    if (!modal) throw new Error('nothing was asked');
    expect(held(modal)).toMatchObject(typed);
    expect(modal.text).toContain('This may be registered already.');
    expect(modal.text).toContain('UC-1 AI Support Agent (proposed)');
    return modal;
  }

  test('it is new only with a word on why', async () => {
    const form = await asked();
    const { errors } = await submits(form, { 'Is it one of these?': newOne });
    expect(errors?.[difference]).toContain('Say what makes it different');
    expect(form.holds('Is it one of these?')).toBe(newOne);
    const done = await recorded(form, { [difference]: 'It is for sales.' });
    expect(done.text).toContain('Registered as UC-2 Support agent for tickets.');
    expect(await useCase('UC-2')).toMatchObject({ whyNew: 'It is for sales.', owner: 'U0OMAR' });
  });

  test('or it is joined instead, and nothing is registered', async () => {
    const done = await recorded(await asked(), { 'Is it one of these?': 'Yes, join UC-1 AI Support Agent' });
    expect(done.text).toContain('You are on the team of UC-1 AI Support Agent.');
    expect((await useCase())?.members).toEqual(['U0SARA']);
    expect((await register()).useCases.size).toBe(1);
  });

  test('the same name, however it is written, is refused even when it is called new', async () => {
    const form = await asked();
    const { errors } = await submits(form, {
      Name: 'ai  SUPPORT agent',
      'Is it one of these?': newOne,
      [difference]: 'Another team',
    });
    expect(errors?.Name).toContain('UC-1 already has this name.');
  });

  test('what was offered may be joined, though the name was changed since', async () => {
    await registers({ name: 'Ticket triage', purpose: 'Sorts what comes in' });
    await registers({ name: 'Reply drafts', purpose: 'Writes mail' });
    const form = await opens('Sara Sales', '/stage3 usecase add');
    await fills(form, { ...supportAgent, Name: 'Ticket triage 2' });
    const { modal } = await form.submits();
    const join = 'Yes, join UC-1 Ticket triage';
    const done = await recorded(modal as SeenModal, { Name: 'Reply drafts 2', 'Is it one of these?': join });
    expect(done.text).toContain('You are on the team of UC-1 Ticket triage.');
  });
});

describe('once it was asked whether it is one of these', () => {
  async function asked(): Promise<SeenModal> {
    await registers({ name: 'Ticket triage', purpose: 'Sorts what comes in' });
    const form = await opens('Sara Sales', '/stage3 usecase add');
    await fills(form, { ...supportAgent, Name: 'Ticket triage 2' });
    return (await form.submits()).modal as SeenModal;
  }
  const join = 'Yes, join UC-1 Ticket triage';

  test('joining wins over a name that now resembles nothing', async () => {
    const done = await recorded(await asked(), { Name: 'Contract reader', 'Is it one of these?': join });
    expect(done.text).toContain('You are on the team of UC-1 Ticket triage.');
    expect((await register()).useCases.size).toBe(1);
  });

  test('the choice stands when the form, renamed, asks for more', async () => {
    const form = await asked();
    const stage = { 'Where it stands today': 'In pilot: some people use it' };
    await fills(form, { Name: 'Contract reader', 'Is it one of these?': join, ...stage });
    const { modal } = await form.submits();
    expect(modal?.labels).toContain('Volunteers');
    expect(modal?.holds('Is it one of these?')).toBe(join);
  });

  test('and renamed to what resembles nothing, it is new when it was called new, and needs no word on why', async () => {
    const form = await asked();
    const done = await recorded(form, { Name: 'Contract reader', 'Is it one of these?': 'No, it is new' });
    expect(done.text).toContain('Registered as UC-2 Contract reader.');
  });
});

describe('registering what already runs', () => {
  async function askedFor(stage: string): Promise<SeenModal> {
    const form = await opens('Lena Lead', '/stage3 usecase add');
    await fills(form, { ...supportAgent, 'Where it stands today': stage });
    const typed = held(form);
    const { modal } = await form.submits();
    if (!modal) throw new Error('nothing more was asked');
    expect(held(modal)).toMatchObject(typed);
    return modal;
  }
  const pilot = { Volunteers: 12, 'Success criteria': '30% resolved' };

  test('as a pilot: the charter is asked for, and judged', async () => {
    const form = await askedFor('In pilot: some people use it');
    const bad = { ...pilot, 'Start date': '2025-10-01', 'Decide by': '2025-09-01', Volunteers: 41 };
    const { errors = {} } = await submits(form, bad);
    expect(errors['Decide by']).toContain('must come after the start');
    expect(errors.Volunteers).toContain('At most the 40 intended users.');
    await recorded(form, { 'Decide by': '2025-12-01', Volunteers: 12 });
    expect((await useCase())?.life).toMatchObject({
      stage: 'pilot',
      charter: {
        startedOn: '2025-10-01',
        decideBy: '2025-12-01',
        volunteers: 12,
        criteria: ['30% resolved'],
      },
    });
  });

  test('in production: since when and for whom is asked for, and judged', async () => {
    const form = await askedFor('In production: people rely on it');
    const { errors = {} } = await submits(form, {
      'Live since': '2026-01-13',
      'For whom': 'Volunteers only',
      'Users it is deployed to': 41,
    });
    expect(errors['Live since']).toContain('cannot be live from a day in the future');
    expect(errors['Users it is deployed to']).toContain('At most the 40 intended users.');
    await recorded(form, { 'Live since': '2025-06-01', 'Users it is deployed to': 30 });
    expect((await useCase())?.life).toEqual({
      stage: 'production',
      liveOn: '2025-06-01',
      audience: 'volunteers',
      deployed: 30,
      charter: null,
    });
  });

  test('who changes their mind is asked for the other fields, and loses nothing', async () => {
    const form = await askedFor('In pilot: some people use it');
    await fills(form, { ...pilot, 'Where it stands today': 'In production: people rely on it' });
    const { modal } = await form.submits();
    expect(modal?.labels).toContain('Live since');
    expect(modal?.labels).not.toContain('Volunteers');
    expect(modal?.holds('Name')).toBe('AI Support Agent');
    const rollout = { 'For whom': 'Everyone it is meant for', 'Users it is deployed to': 40 };
    await recorded(modal as SeenModal, rollout);
    expect((await useCase())?.life.stage).toBe('production');
  });
});

describe('what changed while a form was open', () => {
  test('a pilot is started once; the second is told, and what was typed is still there', async () => {
    await registers();
    const fields = { Volunteers: 12, 'Success criteria': '30% resolved' };
    const first = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Start the pilot');
    const second = await opens('Lena Lead', '/stage3 usecase show UC-1', 'Start the pilot');
    await recorded(first, fields);
    const { modal: refusal } = await submits(second, { ...fields, Volunteers: 20 });
    expect(refusal?.text).toContain('UC-1 is in pilot already; a pilot starts from a proposal.');
    await refusal?.closes();
    expect(as('Lena Lead').modal()?.holds('Volunteers')).toBe('20');
    expect((await useCase())?.life).toMatchObject({ charter: { volunteers: 12 } });
  });

  test('what going live lacks now is listed with its button; mended there, the form beneath goes on', async () => {
    await isReady();
    const form = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Go live');
    const { key, ...known } = (await useCase()) as UseCase;
    await records(crossing, editUseCase, { ...known, useCase: key, intendedUsers: 50 });
    await fills(form, {
      'Live since': '2026-01-10',
      'For whom': 'Volunteers only',
      'Users it is deployed to': 30,
    });
    const typed = held(form);
    const { modal: refusal } = await form.submits();
    expect(refusal?.text).toContain('One thing is missing before UC-1 can go live.');
    expect(refusal?.text).toContain('40 of 50 intended users are trained');
    await refusal?.closes();
    expect(held(form)).toEqual(typed);
    await (await form.submits()).modal?.clicks('Add evidence');
    const training = await as('Omar Owner').openModal();
    expect(training.text).toContain('Users told and trained');
    await (await recorded(training, { 'People trained': 50 })).closes();
    expect(held(form)).toEqual(typed);
    await recorded(form);
    expect((await useCase())?.life).toMatchObject({
      stage: 'production',
      liveOn: '2026-01-10',
      deployed: 30,
    });
  });

  test('a person who has left since they were chosen is refused', async () => {
    const form = await opens('Lena Lead', '/stage3 usecase add');
    await fills(form, { ...supportAgent, Owner: '@Sara Sales' });
    await crossing.workspace.control.deactivate('Sara Sales');
    const { errors } = await form.submits();
    expect(errors?.Owner).toContain('has left this workspace. Choose somebody who is here.');
  });

  test('a choice that was there when the form was opened, and is no more, says so', async () => {
    await pilots();
    const form = await opens('Lena Lead', '/stage3 checklist UC-1', 'Waive an item');
    await fills(form, { 'Which item': 'Fallback exists', ...reason });
    const fallback = completeEvidence(40).find(({ item }) => item === 'fallback') as EvidenceDetails;
    await records(crossing, confirmItem, { useCase: 'UC-1', details: fallback });
    expect((await form.submits()).errors?.['Which item']).toContain('This can be chosen no longer.');
  });

  test('a vector database cannot be "not needed" once a use case searches documents', async () => {
    const form = await opens('Lena Lead', '/stage3 decisions', 'Commit', 'Vector database');
    await registers();
    const { errors } = await submits(form, { ...why, Or: ['Not needed'] });
    expect(errors?.Or).toContain('UC-1 searches documents or remembers, so a vector database is needed.');
    expect((await register()).decisions.size).toBe(0);
  });
});

describe('going live before everything is there', () => {
  const gaps: readonly (readonly [text: string, button: string, title: string, words: string])[] = [
    ...Object.keys(evidence).map((title) => [title, 'Add evidence', 'UC-1: evidence', title] as const),
    ['DPA signed', 'Record a DPA', 'UC-1: DPA', 'Data processing agreement'],
    ['ROI with production pricing', 'Calculate ROI', 'UC-1: ROI', 'Yearly figures'],
    ['Roll-out plan', 'Plan the roll-out', 'UC-1: roll-out plan', 'Attendees'],
  ];

  test.each(gaps)(
    '%s is listed, and its button opens the form that closes it',
    async (gap, button, title, words) => {
      await pilots();
      const refusal = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Go live');
      expect(refusal.text).toContain('10 things are missing before UC-1 can go live.');
      await refusal.clicks(button, { near: gap });
      const form = await as('Omar Owner').openModal();
      expect(form.title).toBe(title);
      expect(form.text).toContain(words);
    },
  );
});

describe('rules that no form goes around', () => {
  test('the DPA is not among what can be waived', async () => {
    await pilots();
    const form = await opens('Lena Lead', '/stage3 checklist UC-1', 'Waive an item');
    expect(form.options('Which item')).toHaveLength(7);
    expect(form.options('Which item')).not.toContain('DPA signed');
  });

  test('who may not change it is told whom to ask, and keeps what was typed', async () => {
    await registers();
    const form = await opens('Sara Sales', '/stage3 usecase edit UC-1');
    const { modal: refusal } = await submits(form, { Name: 'Mine now' });
    expect(refusal?.text).toContain(
      'Only the owner of UC-1 and the transformation lead change it. Ask @Omar Owner',
    );
    await refusal?.closes();
    expect(as('Sara Sales').modal()?.holds('Name')).toBe('Mine now');
  });

  test('a model provider is committed once under one name, and renewed by taking its own place', async () => {
    await commits('model-provider');
    const fields = { Vendor: 'OpenAI', 'Is there an enterprise agreement?': 'No', ...why };
    const form = await opens('Lena Lead', '/stage3 decide model-provider "OPENAI enterprise"');
    const { errors } = await submits(form, fields);
    expect(errors?.['What was chosen']).toContain('OpenAI Enterprise is already committed as D-1.');
    await recorded(form, { 'Takes the place of': 'D-1 OpenAI Enterprise' });
    const { decisions } = await register();
    expect([...decisions.values()].map(({ key, status }) => `${key} ${status}`)).toEqual([
      'D-1 superseded',
      'D-2 committed',
    ]);
  });

  test('without retrieval a vector database may be not needed, and needs no name', async () => {
    const form = await opens('Lena Lead', '/stage3 decisions', 'Commit', 'Vector database');
    const done = await recorded(form, { ...why, Or: ['Not needed'] });
    expect(done.text).toContain('Vector database: Not needed is committed.');
  });

  test('incomplete evidence is kept, and the item says what it lacks', async () => {
    await pilots();
    const form = await opens('Omar Owner', '/stage3 checklist UC-1', 'Add evidence', 'Monitoring is active');
    const done = await recorded(form, { 'Alerts on': ['Latency'] });
    expect(done.text).toContain(
      'Monitoring is active is kept, and does not hold yet: no alert on error rate; no alert on unusual output; no link to the dashboard.',
    );
    await done.closes();
    const again = await opens('Omar Owner', '/stage3 checklist UC-1', 'Add evidence', 'Monitoring is active');
    expect(again.holds('Alerts on')).toBe('Latency');
  });

  test('a vendor with a comma in its name stays one vendor', async () => {
    await registers({ vendors: ['OpenAI'] });
    const link = 'https://contracts.example.com/acme';
    const dpa = { useCase: 'UC-1', vendor: 'Acme, Inc.', signedOn: '2025-12-01', expiresOn: null, link };
    await records(crossing, recordDpa, dpa);
    const form = await opens('Omar Owner', '/stage3 usecase edit UC-1');
    await recorded(form, { Vendors: `${form.holds('Vendors')}, Pinecone` });
    expect((await useCase())?.vendors).toEqual(['openai', 'acme, inc.', 'pinecone']);
  });

  test.each(['1,200', '1.200', '1 200', "1'200", '1200'])('%s people are twelve hundred', async (typed) => {
    await registers();
    await recorded(await opens('Omar Owner', '/stage3 usecase edit UC-1'), { 'Intended users': typed });
    expect((await useCase())?.intendedUsers).toBe(1200);
  });
});
