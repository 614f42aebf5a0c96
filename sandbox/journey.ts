import { PersonClient, type Value } from './client.ts';
import type { Act } from './protocol.ts';
import type { Sandbox } from './server/start-sandbox.ts';
import { evidence } from './worked-example.ts';

const journeyPeople = ['Lena Lead', 'Omar Owner', 'Ana Operations'] as const;
type Who = (typeof journeyPeople)[number];

/** One step on the way from nothing to Stage 3: who takes it, and what stands before them when it is done. */
export interface JourneyStep {
  readonly who: Who;
  readonly what: string;
  /** Takes the step; the last thing that opened stays open. */
  readonly take: (person: PersonClient) => Promise<void>;
}

/** Presses, fields and forms that the journey takes. */
export interface Effort {
  /** Buttons and menu entries pressed, submit buttons included. */
  presses: number;
  /** Inputs that were filled in or changed; one that already held the right value costs nothing. */
  fields: number;
  /** Forms submitted; one that asks for more and is submitted again counts once. */
  forms: number;
}

/** Returns people whose presses and inputs are counted. */
export function countingPeople(workspace: Sandbox): {
  readonly effort: () => Effort;
  readonly as: (who: Who) => PersonClient;
} {
  let presses = 0;
  const fields = new Set<string>();
  let forms = 0;
  const count = (what: Act): void => {
    const isInput = what.type === 'use' && /^value(:|$)/.test(what.entry.actionId);
    if (what.type === 'use' && isInput) fields.add(`${JSON.stringify(what.place)} ${what.entry.blockId}`);
    if (what.type === 'submit' || (what.type === 'use' && !isInput)) presses += 1;
  };
  return {
    effort: () => ({ presses, fields: fields.size, forms }),
    as: (who) => {
      const { connection } = workspace.as(who);
      const act: typeof connection.act = async (what) => {
        count(what);
        const result = await connection.act(what);
        const shown = connection.state().modals.at(-1)?.title?.text;
        if (what.type === 'submit' && shown === 'Recorded') forms += 1;
        return result;
      };
      return new PersonClient({ ...connection, act });
    },
  };
}

/** Types /stage3, unless something is open already, and presses a button that opens a form. */
async function presses(person: PersonClient, button: string): Promise<void> {
  if (!person.modal()) await person.types('#ai-program', '/stage3');
  await (person.modal() ?? person.sees('#ai-program').at(-1))?.clicks(button);
}

/** Fills in the open form and submits it, and again where it asks for more. */
async function fills(person: PersonClient, fields: Record<string, Value> = {}): Promise<void> {
  const form = await person.waits(() => {
    const top = person.modal();
    return top &&
      top.title !== recorded &&
      Object.keys(fields).every((label, index) => index > 0 || top.labels.includes(label))
      ? top
      : null;
  }, 'a form');
  const now = Object.entries(fields).filter(([label]) => form.labels.includes(label));
  const later = Object.entries(fields).filter(([label]) => !form.labels.includes(label));
  await form.fill(Object.fromEntries(now));
  const refused = (await form.submits()).errors;
  if (refused) throw new Error(`refused: ${JSON.stringify(refused)}\n${form.text}`);
  if (later.length > 0) return fills(person, Object.fromEntries(later));
  await person.waits(() => person.modal()?.title === recorded, 'the record');
}
const recorded = 'Recorded';

const fillsIn =
  (button: string, fields: Record<string, Value> = {}): JourneyStep['take'] =>
  async (person) => {
    await presses(person, button);
    await fills(person, fields);
  };

const commits = (name: string, choice: string | null, fields: Record<string, Value> = {}): JourneyStep => ({
  who: 'Lena Lead',
  what: `commits the ${name}`,
  take: fillsIn(`Commit ${name}`, { ...(choice === null ? {} : { Choice: choice }), ...fields }),
});

const item = (title: string, name: string, fields = evidence[title] ?? {}): JourneyStep => ({
  who: 'Ana Operations',
  what: `adds ${name} evidence`,
  take: fillsIn(`Add ${name} evidence`, fields),
});

/** The way from nothing to Stage 3 for three people, who type only /stage3 and follow what is offered. */
export const journey: readonly JourneyStep[] = [
  {
    who: 'Lena Lead',
    what: 'takes the lead',
    take: async (person) => {
      const home = await person.opensHome();
      await home.clicks('Appoint lead');
      await fills(person);
    },
  },
  commits('model provider', 'OpenAI', {
    'Enterprise agreement': 'Yes',
    Why: 'One choice for all use cases, so that each new one starts from it.',
  }),
  commits('vector database', 'Pinecone'),
  commits('guardrail tooling', 'Guardrails AI', {
    'Before the model call': 'Personal data is masked; prompts that ask for secrets are refused.',
    'After the model call': 'Replies off the knowledge base or off tone are held back.',
  }),
  commits('observability stack', 'LangSmith', {
    Measures: ['Latency', 'Error rate', 'Fallback rate', 'Human-review triggers'],
  }),
  commits('API ownership', null, { 'Rate limit': '500 requests a minute' }),
  {
    who: 'Lena Lead',
    what: 'names the AI Operations owner',
    take: fillsIn('Appoint AI Operations', { 'AI Operations owners': ['@Ana Operations'] }),
  },
  {
    who: 'Ana Operations',
    what: 'accepts the three accountabilities',
    take: async (person) => {
      const home = await person.opensHome();
      await home.clicks('Accept');
      await fills(person);
    },
  },
  {
    who: 'Omar Owner',
    what: 'registers the use case, which is in pilot',
    take: fillsIn('Register use case', {
      Name: 'AI Support Agent',
      'What it does': 'Answers inbound support tickets from the knowledge base.',
      Team: 'Support',
      'Intended users': 40,
      'Data it touches': ['Personal data'],
      'What it may do': 'Suggest: a person decides and acts',
      Retrieval: 'Yes',
      Stage: 'In pilot: some people use it',
      Volunteers: 12,
      'Success criteria': '30% of tickets resolved without a person',
      Stack: ['The committed stack'],
    }),
  },
  {
    who: 'Lena Lead',
    what: 'registers the second pilot',
    take: fillsIn('Register pilot', {
      Name: 'AI Sales Operations Assistant',
      'What it does': 'Drafts call summaries and next steps in the CRM.',
      Team: 'Sales Operations',
      'Intended users': 25,
      'Data it touches': ['Company-confidential data'],
      'What it may do': 'Draft: a person edits and sends',
      Retrieval: 'No',
      Volunteers: 6,
      'Success criteria': 'Four of five call summaries are used with at most one edit',
    }),
  },
  item('Monitoring', 'monitoring'),
  item('Cost monitoring', 'cost', { 'Monthly budget': 2500 }),
  {
    who: 'Ana Operations',
    what: 'records the DPAs',
    take: fillsIn('Record DPA: OpenAI', {
      'OpenAI: signed on': '2025-12-01',
      'OpenAI: link': 'https://contracts.example.com/openai-dpa',
      'Pinecone: signed on': '2025-12-01',
      'Pinecone: link': 'https://contracts.example.com/pinecone-dpa',
    }),
  },
  item('Fallback', 'fallback', { 'When it cannot answer': 'Queue for human review' }),
  item('Human-in-the-loop gates', 'review', {}),
  item('Model version tracking', 'version'),
  item('Incident response', 'response', { Runbook: 'https://wiki.example.com/support-agent-runbook' }),
  item('User training', 'training'),
  {
    who: 'Ana Operations',
    what: 'recalculates ROI with production pricing',
    take: fillsIn('Calculate ROI', {
      'Hours saved per user and week': 3,
      'Model API per year': 24_000,
      'AI Operations cost per year': 30_000,
      'Infrastructure per year': 8000,
      'Monitoring per year': 4000,
      'Figures quoted by the vendor': ['Model API per year'],
    }),
  },
  {
    who: 'Ana Operations',
    what: 'plans the roll-out',
    take: fillsIn('Plan roll-out', {
      'Where you answer "Will it replace me?"': 'All-hands of 3 December',
    }),
  },
  { who: 'Omar Owner', what: 'goes live for everyone', take: fillsIn('Go live') },
];
