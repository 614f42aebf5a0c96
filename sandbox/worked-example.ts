import type { Value } from './client.ts';
import { fillsIn, opens, puts, submits } from './form-filling.ts';
import { ana, lena, omar } from './sample-workspace.ts';
import type { Sandbox } from './server/start-sandbox.ts';
import { type RunningApp, sendsAuditEvents, startsAuditTrail } from './worked-audit.ts';
import { importsCosts, recordsFebruaryCosts, recordsNewVersion } from './worked-costs.ts';
import { movesReview, schedulesReview } from './worked-review.ts';
import { decidesOnTools } from './worked-tools.ts';

/** One row of the worked example: a day, and what somebody does on it in Slack, or a system that reports. */
export interface Row {
  /** YYYY-MM-DD; at ten in the morning in Berlin. */
  readonly on: string;
  readonly what: string;
  readonly act: (workspace: Sandbox, app: RunningApp) => Promise<void>;
}

export const supportAgent = {
  Name: 'AI Support Agent',
  'What it does':
    'Answers inbound support tickets from the knowledge base, and hands over what it cannot resolve.',
  Team: 'Support',
  Owner: '@Omar Owner',
  'Intended users': 40,
  'Data it touches': ['Personal data', 'Company-confidential data'],
  'What it may do': 'Suggest: a person decides and acts',
  Retrieval: 'Yes',
  Vendors: 'OpenAI, Pinecone',
} as const satisfies Record<string, Value | readonly string[]>;

/** Returns the fields of a form as the client takes them. */
const toFieldValues = (fields: Record<string, Value | readonly string[]>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(fields).map(([label, value]) => [
      label,
      Array.isArray(value) ? [...value] : (value as Value),
    ]),
  );

const decision =
  (category: string, choice: string, fields: Record<string, Value>) => async (workspace: Sandbox) => {
    const done = await submits(lena(workspace), `/stage3 decide ${category} "${choice}"`, {
      Why: 'One choice for all use cases, so that each new one starts from it.',
      ...fields,
    });
    await done.closes({ all: true });
  };

/** Evidence that makes each item hold, by the title of the item. */
export const evidence: Readonly<Record<string, Record<string, Value>>> = {
  Monitoring: {
    'Alerts on': ['Error rate', 'Latency', 'Unusual output'],
    Dashboard: 'https://langsmith.example.com/support-agent',
  },
  Fallback: {
    'When it cannot answer': 'Different for each',
    'On a model timeout': 'Queue for human review',
    'When a guardrail triggers': 'Decline gracefully',
    'At the rate limit': 'Show cached output',
  },
  'Human-in-the-loop gates': {
    'Outputs a person reviews': 'Every reply that goes to a customer',
    'Time of review': 'Before it is sent',
    'Communication outside the company': 'A person reviews it before it is sent',
  },
  'Model version tracking': { 'Current model': 'GPT-5', Version: '2025-11-01' },
  'Incident response': {
    Runbook: 'https://wiki.example.com/support-agent-runbook',
    'People to call, in order': ['@Itai IT', '@Omar Owner'],
    'Hours to resolution': 4,
  },
  'User training': {
    'Users were told on': '2025-12-01',
    'People trained': 40,
    'The training covers': ['How to review an output', 'How to correct it', 'How to escalate'],
  },
  'Cost monitoring': {
    'Owner of the monthly report': '@Omar Owner',
    'Monthly budget': 2500,
    'Alert at': 2000,
  },
};

export async function recordsDpa(workspace: Sandbox, vendor: string, who = 'Ana Operations'): Promise<void> {
  const form = await opens(
    workspace.as(who),
    '/stage3 checklist UC-1',
    'Record DPA',
    'Data processing agreements',
  );
  const several = form.labels.includes(`${vendor}: signed on`);
  const label = (text: string) => (several ? `${vendor}: ${text.toLowerCase()}` : text);
  const done = await fillsIn(form, {
    ...(several ? {} : { Vendor: vendor }),
    [label('Signed on')]: '2025-12-01',
    [label('Expires on')]: '2027-12-01',
    [label('Link')]: `https://contracts.example.com/${vendor.toLowerCase()}-dpa`,
  });
  await done.closes({ all: true });
}

export async function completesItem(
  workspace: Sandbox,
  title: string,
  who = 'Ana Operations',
): Promise<void> {
  const fields = evidence[title];
  if (!fields) throw new Error(`no sample evidence for ${title}`);
  await puts(workspace.as(who), '/stage3 checklist UC-1', 'Add evidence', title, fields);
}

export async function calculatesRoi(workspace: Sandbox, who = 'Ana Operations'): Promise<void> {
  await puts(workspace.as(who), '/stage3 usecase show UC-1', 'Calculate ROI', undefined, {
    Users: 40,
    'Hours saved per user and week': 3,
    'Model API per year': 24_000,
    'AI Operations cost per year': 30_000,
    'Infrastructure per year': 8000,
    'Monitoring per year': 4000,
    'Measured figures': ['Users', 'Hours saved per user and week'],
    'Figures quoted by the vendor': ['Model API per year', 'Infrastructure per year', 'Monitoring per year'],
  });
}

export async function plansRollout(workspace: Sandbox): Promise<void> {
  await puts(omar(workspace), '/stage3 usecase show UC-1', 'Plan roll-out', undefined, {
    'Day of the walkthrough': '2025-12-08',
    Attendees: 38,
    'Use is optional until': '2026-02-28',
    'Where you answer "Will it replace me?"': 'All-hands of 3 December',
    'What the AI does': 'Proposes replies to routine tickets.',
    'What people do': 'Decide what is sent, and take the cases that need judgement.',
    'How adoption is measured': 'The owner checks in every week.',
  });
}

export async function recordsStack(
  workspace: Sandbox,
  useCase: string,
  fields: Record<string, Value> = {},
): Promise<void> {
  await puts(lena(workspace), `/stage3 usecase show ${useCase}`, 'Record stack', undefined, fields);
}

/** Records everything of 15 December: eight items, both agreements, ROI, roll-out plan. */
export async function completesChecklist(
  workspace: Sandbox,
  except: readonly string[] = [],
  who = 'Ana Operations',
): Promise<void> {
  for (const title of Object.keys(evidence)) {
    if (!except.includes(title)) await completesItem(workspace, title, who);
  }
  await recordsDpa(workspace, 'OpenAI', who);
  await recordsDpa(workspace, 'Pinecone', who);
  await calculatesRoi(workspace, who);
  await plansRollout(workspace);
}

/** Has AI Operations grant a waiver from a page that offers it. */
export async function waives(
  workspace: Sandbox,
  command: string,
  button: string,
  fields: Record<string, Value>,
): Promise<void> {
  const reason = { Reason: 'The replacement is being rolled out.' };
  await puts(ana(workspace), command, button, undefined, { ...reason, ...fields });
}

export async function goesLive(workspace: Sandbox, fields: Record<string, Value>): Promise<void> {
  await puts(omar(workspace), '/stage3 usecase show UC-1', 'Go live', undefined, fields);
}

export async function startsSecondPilot(workspace: Sandbox): Promise<void> {
  const done = await submits(lena(workspace), '/stage3 usecase add', {
    Name: 'AI Sales Operations Assistant',
    'What it does': 'Drafts call summaries and next steps in the CRM.',
    Team: 'Sales Operations',
    Owner: '@Sara Sales',
    'Intended users': 25,
    'Data it touches': ['Company-confidential data'],
    'What it may do': 'Draft: a person edits and sends',
    Retrieval: 'No',
    Vendors: 'OpenAI',
  });
  await done.clicks('Start pilot');
  const pilot = await lena(workspace).openModal();
  const [committed = ''] = pilot.options('Stack');
  const started = await fillsIn(pilot, {
    'Decide by': '2026-04-03',
    Volunteers: 6,
    'Success criteria': 'Four of five call summaries are used with at most one edit',
    Stack: [committed],
  });
  await started.closes({ all: true });
}

/** Somebody reports an incident of the support agent; AI Operations handles it. */
async function handlesIncident(workspace: Sandbox, { moveTo }: RunningApp): Promise<void> {
  const day = '2026-01-20';
  const reported = await submits(workspace.as('Sara Sales'), '/stage3 incident UC-1', {
    Kind: 'Wrong output',
    Severity: 'High: wrong for many people',
    Description: 'It quoted last year’s prices to three customers.',
  });
  await reported.closes({ all: true });
  moveTo(day, 20);
  await puts(ana(workspace), '/stage3 incidents I-1', 'Update incident', undefined, {
    Update: 'Questions about prices go to human review.',
    'Contained by': 'The fallback',
    'Mitigated: no further harm': 'Yes',
  });
  moveTo(day, 135);
  await puts(ana(workspace), '/stage3 incidents I-1', 'Resolve incident', undefined, {
    Cause: 'The price list in the knowledge base was outdated.',
    'Lessons learned': 'Test answers about prices after each import.',
    'Follow-up': 'Add cases about prices to the test set',
    'Follow-up owner': '@Omar Owner',
    'Follow-up due on': '2026-02-03',
  });
}

/** The worked example of a company that goes from a pilot to Stage 3, and loses it again. */
export const workedExample: readonly Row[] = [
  {
    on: '2025-07-01',
    what: 'the lead registers the AI Support Agent',
    act: async (workspace) => {
      const done = await submits(lena(workspace), '/stage3 usecase add', toFieldValues(supportAgent));
      await done.closes({ all: true });
      await puts(lena(workspace), '/stage3 settings', 'Change settings', undefined, {
        'Transformation lead': ['@Lena Lead'],
        'Time zone': 'Europe/Berlin',
      });
    },
  },
  {
    on: '2025-07-14',
    what: 'the owner starts the pilot',
    act: (workspace) =>
      puts(omar(workspace), '/stage3 usecase show UC-1', 'Start pilot', undefined, {
        'Decide by': '2025-09-30',
        Volunteers: 12,
        'Success criteria': '30% of inbound tickets resolved without a person',
      }),
  },
  {
    on: '2025-09-20',
    what: 'the owner checks in',
    act: (workspace) =>
      puts(omar(workspace), '/stage3 usecase show UC-1', 'Check in', undefined, {
        'Intended users': 12,
        'Daily users': 9,
        'Weekly users': 12,
        'Not at all': 0,
        Results: '35% of tickets resolved without a person; 15 hours a week freed per support engineer.',
      }),
  },
  { on: '2025-10-01', what: 'the day to decide by has passed', act: async () => undefined },
  {
    on: '2025-10-06',
    what: 'the lead commits model provider, vector database and observability',
    act: async (workspace) => {
      await decision('model-provider', 'OpenAI Enterprise', {
        Vendor: 'OpenAI',
        'Enterprise agreement': 'Yes',
        SLA: '99.9% a month',
      })(workspace);
      await decision('vector-database', 'Pinecone', { Vendor: 'Pinecone' })(workspace);
      await decision('observability', 'LangSmith', {
        Measures: ['Latency', 'Error rate', 'Fallback rate', 'Human-review triggers'],
      })(workspace);
    },
  },
  {
    on: '2025-10-13',
    what: 'the lead commits guardrail tooling and API ownership',
    act: async (workspace) => {
      await decision('guardrails', 'Guardrails AI', {
        'Before the model call': 'Personal data is masked; prompts that ask for secrets are refused.',
        'After the model call': 'Replies off the knowledge base or off tone are held back.',
      })(workspace);
      await decision('api-ownership', 'IT service account', {
        'Owner of the service account': '@Itai IT',
        'Rate limit': '500 requests a minute',
        'Days between key rotations': 90,
      })(workspace);
    },
  },
  {
    on: '2025-11-03',
    what: 'the lead names the AI Operations owner, who accepts',
    act: async (workspace) => {
      await puts(lena(workspace), '/stage3 owners', 'Appoint AI Operations', undefined, {
        'AI Operations owners': ['@Ana Operations'],
      });
      await (await ana(workspace).opensHome()).clicks('Accept');
      const done = await fillsIn(await ana(workspace).openModal(), {
        'I am accountable for': ['Uptime of production AI', 'Incident response', 'Model versioning'],
      });
      await done.closes({ all: true });
    },
  },
  {
    on: '2025-12-15',
    what: 'AI Operations completes the checklist and the ROI',
    act: async (workspace) => {
      await completesChecklist(workspace);
      await recordsStack(workspace, 'UC-1');
    },
  },
  {
    on: '2026-01-12',
    what: 'the owner goes live for everyone',
    act: (workspace) => goesLive(workspace, { Audience: 'All intended users', 'Deployed users': 40 }),
  },
  {
    on: '2026-01-20',
    what: 'an incident is reported, acknowledged and resolved, with a lesson and a follow-up',
    act: handlesIncident,
  },
  {
    on: '2026-01-26',
    what: 'the tool reviewer refuses one AI tool, and approves another on a condition',
    act: decidesOnTools,
  },
  {
    on: '2026-01-30',
    what: 'the owner completes the follow-up',
    act: (workspace) =>
      puts(omar(workspace), '/stage3 followups', 'Close follow-up', undefined, {
        'Result or reason': '12 cases about prices are in the test set.',
      }),
  },
  {
    on: '2026-02-02',
    what: 'the lead registers the second use case and starts its pilot',
    act: startsSecondPilot,
  },
  {
    on: '2026-02-05',
    what: 'the owner imports the costs of four months: going live tripled them',
    act: importsCosts,
  },
  {
    on: '2026-02-09',
    what: 'AI Operations records the new version of the model',
    act: recordsNewVersion,
  },
  {
    on: '2026-02-12',
    what: 'the support agent is connected to its audit trail, and may then close solved tickets by itself',
    act: async (workspace, app) => {
      await startsAuditTrail(workspace);
      await sendsAuditEvents(workspace, app);
    },
  },
  {
    on: '2026-02-16',
    what: 'the lead has a channel get the weekly digest, and schedules the policy review',
    act: async (workspace, app) => {
      await puts(lena(workspace), '/stage3 digest', 'Choose channel', undefined, { Channel: '#ai-program' });
      await schedulesReview(workspace);
      await sendsAuditEvents(workspace, app);
    },
  },
  { on: '2026-02-20', what: 'the support agent sends its audit events', act: sendsAuditEvents },
  {
    on: '2026-02-26',
    what: 'the lead moves the policy review by a week',
    act: async (workspace, app) => {
      await movesReview(workspace);
      await sendsAuditEvents(workspace, app);
    },
  },
  {
    on: '2026-03-02',
    what: "the costs of February are over the budget, and the AI Operations owner's account is deactivated",
    act: async (workspace, app) => {
      await sendsAuditEvents(workspace, app);
      await recordsFebruaryCosts(workspace);
      await workspace.control.deactivate('Ana Operations');
    },
  },
];

/** Returns 10:00 in Berlin on a day of the example, in epoch milliseconds. */
export const morningOf = (day: string): number => Date.parse(`${day}T09:00:00Z`);
