import type { PersonClient, SeenModal, Value } from './client.ts';
import type { Sandbox } from './server/start-sandbox.ts';
import { evidence } from './worked-example.ts';

/** One step on the way from a proposal to production: who takes it, and what stands before them when it is done. */
export interface JourneyStep {
  readonly who: 'Omar Owner' | 'Ana Operations' | 'Lena Lead';
  readonly what: string;
  /** Takes the step; the last thing that opened stays open. */
  readonly take: (person: PersonClient) => Promise<void>;
}

/** A button, and what stands beside it where there are several of the name. */
type Press = string | readonly [label: string, near: string];

/** Types /stage3 and presses one button after the other, wherever each is: in the answer, or in what it opened. */
async function presses(person: PersonClient, ...buttons: readonly Press[]): Promise<void> {
  await person.types('#ai-program', '/stage3');
  for (const button of buttons) {
    const [label, near] = typeof button === 'string' ? [button] : button;
    const surface = person.modal() ?? person.sees('#ai-program').at(-1);
    await surface?.clicks(label, near === undefined ? {} : { near });
  }
}

async function fills(person: PersonClient, fields: Record<string, Value>): Promise<SeenModal> {
  const form = await person.openModal();
  const now = Object.entries(fields).filter(([label]) => form.labels.includes(label));
  const later = Object.entries(fields).filter(([label]) => !form.labels.includes(label));
  await form.fill(Object.fromEntries(now));
  const outcome = await form.submits();
  if (!outcome.modal) throw new Error(`refused: ${JSON.stringify(outcome)}\n${form.text}`);
  return later.length > 0 ? fills(person, Object.fromEntries(later)) : outcome.modal;
}

const openUseCase = ['Use cases', ['Open', 'UC-1']] as const;

const item = (who: JourneyStep['who'], title: string): JourneyStep => ({
  who,
  what: `gives evidence: ${title}`,
  take: async (person) => {
    await presses(person, ...openUseCase, 'Open checklist', ['Add evidence', title]);
    await fills(person, evidence[title] ?? {});
  },
});

const dpa = (vendor: string): JourneyStep => ({
  who: 'Ana Operations',
  what: `records the DPA of ${vendor}`,
  take: async (person) => {
    await presses(person, ...openUseCase, 'Open checklist', ['Record a DPA', 'DPA signed']);
    await fills(person, {
      Vendor: vendor,
      'Signed on': '2025-12-01',
      'Where it is kept': 'https://contracts.example.com/dpa',
    });
  },
});

/** From nothing to production by three people who type nothing but /stage3. */
export const journey: readonly JourneyStep[] = [
  {
    who: 'Omar Owner',
    what: 'registers the use case',
    take: async (person) => {
      await presses(person, 'Register a use case');
      await fills(person, {
        Name: 'AI Support Agent',
        'What it does': 'Answers inbound support tickets from the knowledge base.',
        Team: 'Support',
        'Intended users': 40,
        'Data it touches': ['Personal data'],
        'What it may do': 'Suggest: a person decides and acts',
        'Does it search documents or remember?': 'Yes',
        Vendors: 'OpenAI, Pinecone',
      });
    },
  },
  {
    who: 'Omar Owner',
    what: 'starts the pilot with its charter',
    take: async (person) => {
      await presses(person, ...openUseCase, 'Start the pilot');
      await fills(person, { Volunteers: 12, 'Success criteria': '30% of tickets resolved without a person' });
    },
  },
  {
    who: 'Lena Lead',
    what: 'names the AI Operations owner',
    take: async (person) => {
      await presses(person, 'Owners', 'Name AI Operations');
      await fills(person, { 'Who holds AI Operations': ['@Ana Operations'] });
    },
  },
  {
    who: 'Ana Operations',
    what: 'accepts the three accountabilities',
    take: async (person) => {
      await presses(person, 'Owners', 'Accept');
      await fills(person, {
        'I am accountable for': ['Uptime of production AI', 'Incident response', 'Model versioning'],
      });
    },
  },
  {
    who: 'Omar Owner',
    what: 'checks in',
    take: async (person) => {
      await presses(person, ...openUseCase, 'Check in');
      await fills(person, {
        'Use it daily': 9,
        'Use it at least weekly': 12,
        'Do not use it at all': 0,
        'What you see': '35% resolved without a person.',
      });
    },
  },
  {
    who: 'Omar Owner',
    what: 'wants to scale, and is told what is missing',
    take: async (person) => {
      await presses(person, ...openUseCase, 'Decide');
      await fills(person, { 'There are three answers': 'Scale: take it to production' });
    },
  },
  item('Omar Owner', 'Human-in-the-loop gates'),
  item('Omar Owner', 'Users told and trained'),
  item('Ana Operations', 'Monitoring is active'),
  item('Ana Operations', 'Cost monitoring'),
  item('Ana Operations', 'Fallback exists'),
  item('Ana Operations', 'Model versions tracked'),
  item('Ana Operations', 'Incident response'),
  dpa('OpenAI'),
  dpa('Pinecone'),
  {
    who: 'Ana Operations',
    what: 'recalculates ROI with production pricing',
    take: async (person) => {
      await presses(person, ...openUseCase, 'ROI', 'Calculate ROI');
      await fills(person, {
        Users: 40,
        'Hours saved per user and week': 3,
        'Model API per year': 24_000,
        'AI Operations time per year': 30_000,
        'Infrastructure per year': 8000,
        'Monitoring per year': 4000,
        'Which were quoted by the supplier?': ['Model API per year'],
      });
    },
  },
  {
    who: 'Omar Owner',
    what: 'plans the roll-out',
    take: async (person) => {
      await presses(person, ...openUseCase, 'Roll-out', 'Plan the roll-out');
      await fills(person, {
        'Walkthrough of the new workflow on': '2025-12-08',
        Attendees: 38,
        'Optional for sceptics until': '2026-02-28',
        'Where "will it replace me?" is answered': 'All-hands of 3 December',
        'What the AI does': 'Proposes replies to routine tickets.',
        'What people do': 'Decide what is sent.',
        'How adoption is measured': 'A check-in every week.',
      });
    },
  },
  {
    who: 'Omar Owner',
    what: 'decides to scale, for volunteers first',
    take: async (person) => {
      await presses(person, ...openUseCase, 'Decide');
      await fills(person, {
        'There are three answers': 'Scale: take it to production',
        'For whom': 'Volunteers only',
        'Users it is deployed to': 12,
      });
    },
  },
  {
    who: 'Omar Owner',
    what: 'widens the roll-out to everyone',
    take: async (person) => {
      await presses(person, ...openUseCase, 'Widen the roll-out');
      await fills(person, { 'For whom': 'Everyone it is meant for', 'Users it is deployed to': 40 });
    },
  },
];

/** Closes whatever a step left open. */
export async function clears(workspace: Sandbox, who: JourneyStep['who']): Promise<void> {
  await workspace.as(who).modal()?.closes({ all: true });
}
