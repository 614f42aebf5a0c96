import { expect } from 'vitest';
import type { SeenModal, Value } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { samplePeople } from '../../sandbox/sample-workspace.ts';
import { clicksWithin, evidence, supportAgent } from '../../sandbox/worked-example.ts';
import { planRollout } from '../../src/domain/adoption/adoption.ts';
import { nameOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import {
  type CommitmentInput,
  commitDecision,
  proposeDecision,
} from '../../src/domain/infrastructure/decisions.ts';
import { openEvaluation } from '../../src/domain/infrastructure/evaluations.ts';
import {
  type Category,
  type EvidenceDetails,
  type Register,
  settingsId,
  type UseCase,
} from '../../src/domain/register.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { goLive } from '../../src/domain/use-cases/production.ts';
import { type Registration, recordStack, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { records } from './records-directly.ts';
import { commitment, completeEvidence, completePlan, registration, sourceRoi } from './register.ts';

/** The day of every form here. */
export const today = '2026-01-12';

/** The app of the test that runs, with its sample people and a bot. */
export let crossing: LocalCrossing;
export const startCrossing = () => startCrossingOn('sqlite::memory:');
export async function startCrossingOn(
  databaseUrl: string,
  options: Parameters<typeof startLocalCrossing>[1] = {},
): Promise<void> {
  const bot = { id: 'U0BOT', name: 'Billing Bot (sample)', handle: 'billing', tz: 'UTC', isBot: true };
  crossing = await startLocalCrossing(databaseUrl, { people: [...samplePeople, bot], ...options });
  crossing.moveTo(today);
  await records(crossing, changeSettings, {
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'USD',
    workingDays: [1, 2, 3, 4, 5],
  });
}

export const register = (): Promise<Register> => crossing.store.load(crossing.workspace.teamId);
export const useCase = async (key = 'UC-1'): Promise<UseCase | undefined> =>
  (await register()).useCases.get(key);
export const as = (person: string) => crossing.workspace.as(person);

/** Has somebody open the form behind a button of the page that a command shows, or of the command itself. */
export async function opens(
  who: string,
  command: string,
  button?: string,
  near?: string,
): Promise<SeenModal> {
  const seen = await as(who).types('#ai-program', command);
  // A message of its own may come at the same moment.
  const answer = seen.messages.find(({ isEphemeral }) => isEphemeral) ?? seen;
  if (button) await clicksWithin(answer, button, near);
  return as(who).openModal();
}

export type Fields = Readonly<Record<string, Value | readonly string[]>>;

/** Fills in the fields that are there; says which are not. */
export async function fills(form: SeenModal, fields: Fields): Promise<Fields> {
  const there = Object.entries(fields).filter(([label]) => form.labels.includes(label));
  await form.fill(Object.fromEntries(there.map(([label, value]) => [label, value as Value])));
  return Object.fromEntries(Object.entries(fields).filter(([label]) => !form.labels.includes(label)));
}

/** Everything that the fields of a form show. */
export const held = (form: SeenModal): Readonly<Record<string, string>> =>
  Object.fromEntries(form.labels.map((label) => [label, form.holds(label)]));

/**
 * Fills in and submits, and goes on with what is asked for besides; resolves with what was typed and what came of it,
 * and the number of changes before it.
 */
export async function submits(form: SeenModal, fields: Fields, meanwhile?: () => Promise<unknown>) {
  let shown = form;
  let left = await fills(form, fields);
  let typed = held(form);
  await meanwhile?.();
  const { seq } = await register();
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
  return { ...outcome, form: shown, typed, seq };
}

/** Submits what must be recorded; resolves with the modal that says so. */
export async function recorded(form: SeenModal, fields: Fields = {}): Promise<SeenModal> {
  const { modal, errors } = await submits(form, fields);
  if (!modal) throw new Error(`not recorded: ${JSON.stringify(errors)}`);
  expect(modal.title).toBe('Recorded');
  return modal;
}

const people = { owner: 'U0OMAR' } as const satisfies Partial<Registration>;
export const registers = (fields: Partial<Registration> = {}) =>
  records(crossing, registerUseCase, registration({ ...people, whyNew: 'Another job', ...fields }));
export const pilots = async (fields: Partial<Registration> = {}) => {
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
export const commits = (category: Category, fields: Partial<CommitmentInput> = {}) => {
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
export const isReady = async () => {
  await pilots({ data: ['none'] });
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

export const reason = { 'Why this is acceptable for now': 'The replacement is being rolled out.' };
export const why = { Why: 'One choice for all use cases.' };

export interface FormCase {
  /** What has to be there before, recorded without the screen. */
  readonly before?: () => Promise<void>;
  readonly who: string;
  /** The command, and the button of its answer with what stands beside it. */
  readonly way: readonly [command: string, button?: string, near?: string];
  readonly good: Fields;
  /** Words of the answer. */
  readonly reads: string;
  /** A button of the answer: the next smallest step. */
  readonly next: string;
  readonly keeps: (register: Register) => unknown;
  readonly kept: unknown;
}

const evidenceCase = (title: string, item: EvidenceDetails['item'], kept: object): FormCase => ({
  before: pilots,
  who: 'Omar Owner',
  way: ['/stage3 checklist UC-1', 'Add evidence', title],
  good: { ...evidence[title], ...(item === 'model-versions' ? { 'Running since': today } : {}) },
  reads: `${title} is complete. UC-1 has 1 of 8.`,
  next: 'Open UC-1',
  keeps: ({ evidence: all }) => all.get(`UC-1:${item}`),
  kept: { details: { item, ...kept }, confirmedBy: 'U0OMAR', confirmedOn: today },
});

const commitCase = (category: Category, title: string, fields: Fields, details: object): FormCase => ({
  who: 'Lena Lead',
  way: ['/stage3 decisions', 'Commit', title],
  good: {
    'What was chosen': 'The chosen one',
    'Decided on': today,
    'Decided by': '@Lena Lead',
    'Link to the decision record': 'https://wiki.example.com/decision',
    ...why,
    ...fields,
  },
  reads: `${title}: The chosen one is committed.`,
  // The decisions that are still open come next, in their order.
  next: category === 'model-provider' ? 'Commit: Vector database' : 'Commit: Model provider',
  keeps: ({ decisions }) => decisions.get('D-1'),
  kept: {
    category,
    status: 'committed',
    choice: 'The chosen one',
    decidedOn: today,
    decidedBy: 'U0LENA',
    details: { category, ...details },
  },
});

/** One good submission of each form. */
export const cases: Readonly<Record<string, FormCase>> = {
  'register-use-case': {
    before: () => registers({ name: 'Invoice reader', purpose: 'Reads scanned invoices' }),
    who: 'Lena Lead',
    way: ['/stage3 usecase add'],
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
  },
  'edit-use-case': {
    before: async () => {
      await registers();
      await registers({ name: 'Invoice reader' });
    },
    who: 'Omar Owner',
    way: ['/stage3 usecase edit UC-1'],
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
  },
  'start-pilot': {
    before: registers,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Start the pilot'],
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
  },
  'record-stack': {
    before: async () => {
      await registers();
      await commits('vector-database', { choice: 'Pinecone, EU region' });
    },
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Record what it runs on'],
    good: { 'Model provider': 'OpenAI Enterprise, Anthropic' },
    reads: 'What UC-1 AI Support Agent runs on is recorded.',
    next: 'Start the pilot',
    keeps: ({ useCases }) => useCases.get('UC-1')?.stack,
    kept: {
      'model-provider': ['OpenAI Enterprise', 'Anthropic'],
      'vector-database': ['Pinecone, EU region'],
    },
  },
  'stop-use-case': {
    before: registers,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Stop'],
    good: { 'Why, and what was learned': 'Nobody needed it' },
    reads: 'UC-1 AI Support Agent is stopped.',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { stage: 'stopped', on: today, by: 'U0OMAR', reason: 'Nobody needed it' },
  },
  'import-use-cases': {
    who: 'Omar Owner',
    way: ['/stage3 usecase list', 'Import'],
    good: {
      Table:
        'name,purpose,team,intended users,may do,retrieval\nTicket sorting,Sorts tickets,Support,40,draft,no',
      'Tick to register': ['Register 1 use case'],
    },
    reads: '1 use case imported.',
    next: 'Register a pilot',
    keeps: ({ useCases }) => useCases.get('UC-1'),
    kept: { name: 'Ticket sorting', owner: 'U0OMAR', intendedUsers: 40, autonomy: 'draft' },
  },
  'issue-intake-token': {
    before: pilots,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Intake token'],
    good: { 'The token is shown once': ['I keep it where only the reporting system reads it'] },
    reads: 'Copy it now, it is not shown again',
    next: 'Open UC-1',
    keeps: ({ intakeTokens }) => intakeTokens.get('UC-1'),
    kept: { useCase: 'UC-1', issuedOn: today, issuedBy: 'U0OMAR' },
  },
  'check-in': {
    before: pilots,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Check in'],
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
  },
  'record-roi': {
    before: registers,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Calculate ROI'],
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
  },
  'plan-rollout': {
    before: registers,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Plan the roll-out'],
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
  },
  'decide-pilot': {
    before: pilots,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Decide'],
    good: {
      'There are three answers': 'Extend: decide later, by a day',
      'Decide by': '2026-05-01',
      'Why not now': 'The holidays are not in the numbers.',
    },
    reads: 'UC-1 AI Support Agent is extended once',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { charter: { decideBy: '2026-05-01' } },
  },
  'move-bar': {
    before: pilots,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Add a criterion'],
    good: { 'The further criterion': 'No complaint in a month' },
    reads: 'The bar of UC-1 AI Support Agent has moved',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { charter: { movedBars: [{ criterion: 'No complaint in a month' }] } },
  },
  'go-live': {
    before: isReady,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Go live'],
    good: { 'Live since': today, 'For whom': 'Everyone it is meant for', 'Users it is deployed to': 40 },
    reads: 'UC-1 AI Support Agent is in production: 40 of 40.',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { stage: 'production', liveOn: today, audience: 'everyone', deployed: 40 },
  },
  'widen-rollout': {
    before: isLive,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Widen the roll-out'],
    good: { 'For whom': 'Everyone it is meant for', 'Users it is deployed to': 40 },
    reads: 'UC-1 reaches 40 of 40.',
    next: 'Open UC-1',
    keeps: ({ useCases }) => useCases.get('UC-1')?.life,
    kept: { stage: 'production', audience: 'everyone', deployed: 40 },
  },
  reconfirm: {
    before: async () => {
      await isReady();
      crossing.moveTo('2026-04-10');
    },
    who: 'Omar Owner',
    way: ['/stage3 checklist UC-1', 'Confirm again'],
    good: { 'Still true': ['Monitoring is active', 'Users told and trained'] },
    reads: 'Confirmed anew: Monitoring is active, Users told and trained. UC-1 has 8 of 8.',
    next: 'Add evidence',
    keeps: ({ evidence: all }) =>
      [...all.values()].filter(({ confirmedOn }) => confirmedOn > today).map(({ details }) => details),
    kept: completeEvidence(40).filter(({ item }) => item === 'monitoring' || item === 'training'),
  },
  'record-dpa': {
    before: () => registers({ vendors: ['OpenAI'] }),
    who: 'Omar Owner',
    way: ['/stage3 checklist UC-1', 'Record a DPA', 'DPA signed'],
    good: {
      Vendor: 'openai',
      'Signed on': '2025-12-01',
      'Expires on': '2027-12-01',
      'Where it is kept': 'https://contracts.example.com/openai',
    },
    reads: 'The DPA of OpenAI is recorded. Every vendor has one in force.',
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
  },
  'merge-vendors': {
    before: () => registers({ vendors: ['OpenAI', 'OpenAI Ireland'] }),
    who: 'Lena Lead',
    way: ['/stage3 vendors', 'Merge', 'OpenAI Ireland\n:warning:'],
    good: { 'Vendor to merge': 'openai ireland', 'Merge it into': 'OpenAI' },
    reads: 'OpenAI Ireland is merged into OpenAI.',
    next: 'Name AI Operations',
    keeps: ({ vendors }) => [...vendors.values()],
    kept: [{ key: 'openai', name: 'OpenAI', aliases: ['OpenAI Ireland'], dpa: null }],
  },
  waive: {
    before: pilots,
    who: 'Lena Lead',
    way: ['/stage3 checklist UC-1', 'Waive an item'],
    good: { 'Which item': 'Fallback exists', ...reason, Until: '2026-03-01' },
    reads: 'Fallback exists of UC-1 is waived until 1 March 2026.',
    next: 'Open UC-1',
    keeps: ({ waivers }) => waivers.get('W-1'),
    kept: {
      subject: { kind: 'item', item: 'fallback' },
      until: '2026-03-01',
      approvedBy: 'U0LENA',
    },
  },
  'waive-drift': {
    before: drifts,
    who: 'Lena Lead',
    way: ['/stage3 usecase show UC-1', 'Waive the difference'],
    good: { ...reason, Until: '2026-03-01' },
    reads: 'The difference of UC-1 is waived until 1 March 2026.',
    next: 'Open UC-1',
    keeps: ({ waivers }) => waivers.get('W-1'),
    kept: { subject: { kind: 'drift', category: 'vector-database' }, until: '2026-03-01' },
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
    who: 'Sara Sales',
    way: ['/stage3 decisions', 'Propose', 'Guardrail tooling'],
    good: { 'What you propose': 'A layer of our own', ...why, Link: 'https://wiki.example.com/guardrails' },
    reads: 'A layer of our own is proposed for Guardrail tooling.',
    next: 'Register a use case',
    keeps: ({ decisions }) => decisions.get('D-2'),
    kept: { status: 'proposed', choice: 'A layer of our own', proposedBy: 'U0SARA' },
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
    who: 'Lena Lead',
    way: ['/stage3 decisions', 'Withdraw', 'Guardrail tooling'],
    good: { 'Why it is withdrawn': 'Too costly' },
    reads: 'D-1 NeMo <!channel> is withdrawn.',
    next: 'Register a use case',
    keeps: ({ decisions }) => decisions.get('D-1'),
    kept: { status: 'withdrawn', withdrawn: { on: today, by: 'U0LENA', reason: 'Too costly' } },
  },
  'record-rotation': {
    before: () => commits('api-ownership'),
    who: 'Lena Lead',
    way: ['/stage3 decisions', 'Record rotation', 'API ownership'],
    good: { 'Rotated on': '2026-01-10' },
    reads: 'The rotation of 10 January 2026 is recorded. The next one is due by 10 April 2026.',
    next: 'Register a use case',
    keeps: ({ rotations }) => [...rotations.values()],
    kept: [{ rotatedOn: '2026-01-10', by: 'U0LENA', on: today }],
  },
  'open-evaluation': {
    before: registers,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Evaluate tools'],
    good: { Tools: 'Pinecone\nWeaviate', 'Decide by': '2026-02-12' },
    reads: 'E-1 is open: Pinecone, Weaviate for UC-1',
    next: 'Close evaluation',
    keeps: ({ evaluations }) => evaluations.get('E-1'),
    kept: { useCase: 'UC-1', tools: ['Pinecone', 'Weaviate'], decideBy: '2026-02-12', openedBy: 'U0OMAR' },
  },
  'close-evaluation': {
    before: () =>
      records(crossing, openEvaluation, {
        category: 'guardrails',
        useCase: null,
        tools: ['One', 'Another'],
        decideBy: '2026-02-12',
      }),
    who: 'Lena Lead',
    way: ['/stage3 purgatory', 'Close evaluation'],
    good: { 'What was decided, and what was learned': 'One is enough.' },
    reads: 'E-1 is closed',
    next: 'Commit: Guardrail tooling',
    keeps: ({ evaluations }) => evaluations.get('E-1'),
    kept: { closed: { on: today, outcome: 'One is enough.' } },
  },
  'name-operators': {
    who: 'Lena Lead',
    way: ['/stage3 owners', 'Name AI Operations'],
    good: { 'Who holds AI Operations': ['@Ana Operations', '@Itai IT'] },
    reads: '@Ana Operations (sample), @Itai IT (sample) are named for AI Operations',
    next: 'Register a use case',
    keeps: ({ operators }) => [...operators.values()],
    kept: [
      { person: 'U0ANAO', accepted: {} },
      { person: 'U0ITAI', accepted: {} },
    ],
  },
  'accept-accountabilities': {
    before: () => records(crossing, nameOperators, { people: ['U0ANAO'] }),
    who: 'Ana Operations',
    way: ['/stage3 owners', 'Accept'],
    good: { 'I am accountable for': ['Uptime of production AI', 'Model versioning'] },
    reads: 'Still open: Incident response.',
    next: 'Accept',
    keeps: ({ operators }) => Object.keys(operators.get('U0ANAO')?.accepted ?? {}),
    kept: ['uptime', 'model-versioning'],
  },
  'choose-digest': {
    who: 'Lena Lead',
    way: ['/stage3 digest', 'Choose a channel'],
    good: { Channel: '#ai-program', Every: 'Wednesday', At: '10:30', 'Time zone': 'Europe/Lisbon' },
    reads: 'gets the digest every Wednesday at 10:30 (Europe/Lisbon)',
    next: 'Register a use case',
    keeps: ({ digests }) => [...digests.values()],
    kept: [{ weekday: 3, time: '10:30', timeZone: 'Europe/Lisbon', chosenBy: 'U0LENA', stopped: null }],
  },
  'hand-over': {
    before: async () => {
      await registers();
      await registers({ name: 'Invoice reader' });
    },
    who: 'Omar Owner',
    way: ['/stage3 owners', 'Reassign what I own'],
    good: { 'Only UC-2 Invoice reader': '@Ana Operations', 'New owner': '@Sara Sales' },
    reads:
      'Handed over to @Ana Operations (sample), @Sara Sales (sample). @Omar Owner (sample) owns nothing any more.',
    next: 'Verdict',
    keeps: ({ useCases }) => [...useCases.values()].map(({ key, owner }) => `${key} ${owner}`),
    kept: ['UC-1 U0SARA', 'UC-2 U0ANAO'],
  },
  'record-review': {
    who: 'Lena Lead',
    way: ['/stage3 review', 'Record the review'],
    good: {
      'Held on': today,
      'Who took part': ['@Lena Lead', '@Itai IT'],
      'What was decided': 'Keys are rotated by the end of the month.',
    },
    reads: 'The review of Q1 2026 is recorded.',
    next: 'Register a use case',
    keeps: ({ reviews }) => reviews.get('2026-Q1'),
    kept: { heldOn: today, attendees: ['U0LENA', 'U0ITAI'], by: 'U0LENA' },
  },
  'keep-holiday': {
    who: 'Lena Lead',
    way: ['/stage3 settings', 'Add a holiday'],
    good: { Name: 'Company days', Day: '2026-05-14', 'Last day': '2026-05-15', 'For whom': 'Everybody' },
    reads: 'Company days is entered: 14 May 2026 to 15 May 2026.',
    next: 'Add a holiday',
    keeps: ({ holidays }) => [...holidays.values()],
    kept: [
      { day: '2026-05-14', name: 'Company days', timeZone: null },
      { day: '2026-05-15', name: 'Company days', timeZone: null },
    ],
  },
  'enter-absence': {
    who: 'Omar Owner',
    way: ['/stage3 away'],
    good: { 'First day away': '2026-04-01', 'Last day away': '2026-04-30', Deputy: '@Sara Sales' },
    reads: 'You are away from 1 April 2026 to 30 April 2026. What cannot wait goes to @Sara Sales',
    next: 'Register a use case',
    keeps: ({ absences }) => absences.get('U0OMAR'),
    kept: { from: '2026-04-01', until: '2026-04-30', deputy: 'U0SARA' },
  },
  'change-settings': {
    who: 'Lena Lead',
    way: ['/stage3 settings', 'Change settings'],
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
  },
  'commit-decision: model-provider': commitCase(
    'model-provider',
    'Model provider',
    { Vendor: 'OpenAI', 'Is there an enterprise agreement?': 'Yes', SLA: '99.9%' },
    { enterpriseAgreement: true, sla: '99.9%' },
  ),
  'commit-decision: vector-database': commitCase(
    'vector-database',
    'Vector database',
    { Vendor: 'Pinecone' },
    { notNeeded: false },
  ),
  'commit-decision: guardrails': commitCase(
    'guardrails',
    'Guardrail tooling',
    { 'Before the model call': 'Personal data is masked', 'After the model call': 'Tone is checked' },
    { preProcessing: 'Personal data is masked', postProcessing: 'Tone is checked' },
  ),
  'commit-decision: observability': commitCase(
    'observability',
    'Observability stack',
    { 'What is measured': ['Latency', 'Error rate'] },
    { measures: ['latency', 'error-rate'] },
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
  ),
  'confirm-item: monitoring': evidenceCase('Monitoring is active', 'monitoring', {
    alerts: ['error-rate', 'latency', 'unusual-output'],
  }),
  'confirm-item: fallback': evidenceCase('Fallback exists', 'fallback', {
    modelTimeout: 'human-review',
    guardrailTrigger: 'graceful-decline',
    rateLimit: 'cached-output',
  }),
  'confirm-item: human-review': evidenceCase('Human-in-the-loop gates', 'human-review', {
    external: 'before-sending',
  }),
  'confirm-item: model-versions': evidenceCase('Model versions tracked', 'model-versions', {
    log: [{ model: 'GPT-5', version: '2025-11-01', from: today }],
  }),
  'confirm-item: incident-response': evidenceCase('Incident response', 'incident-response', {
    callOrder: ['U0ITAI', 'U0OMAR'],
    slaHours: 4,
  }),
  'confirm-item: training': evidenceCase('Users told and trained', 'training', {
    toldOn: '2025-12-01',
    trained: 40,
    covered: ['review', 'correct', 'escalate'],
  }),
  'confirm-item: cost-monitoring': evidenceCase('Cost monitoring', 'cost-monitoring', {
    reportOwner: 'U0OMAR',
    monthlyBudget: 2500,
    alertThreshold: 2000,
  }),
};

/** What has to be there is recorded, and the form stands open. */
export async function opened({ before, who, way }: FormCase): Promise<SeenModal> {
  await before?.();
  return opens(who, ...way);
}
