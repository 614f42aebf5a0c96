import type { SeenMessage, Value } from '../../../sandbox/client.ts';
import type { LocalCrossing } from '../../../sandbox/crossing.ts';
import { fillsIn, puts, submits } from '../../../sandbox/form-filling.ts';
import { startsSecondPilot, workedExample } from '../../../sandbox/worked-example.ts';

type Fields = Record<string, Value>;

/** The company, and what its people do in Slack. */
export interface Company {
  readonly crossing: LocalCrossing;
  /** Has somebody fill in the form behind a button of the page that a command shows. */
  readonly puts: (
    who: string,
    command: string,
    button: string,
    fields: Fields,
    near?: string,
  ) => Promise<void>;
  /** Has somebody fill in the form that a command opens. */
  readonly types: (who: string, command: string, fields: Fields) => Promise<void>;
  /** Has somebody fill in the form behind a button of their latest message that has this button. */
  readonly answers: (who: string, button: string, fields: Fields) => Promise<void>;
  /** Returns the latest message of the app to somebody that has this button. @throws Error when there is none */
  readonly latest: (who: string, button: string) => SeenMessage;
}

export function createCompany(crossing: LocalCrossing): Company {
  const as = (who: string) => crossing.workspace.as(who);
  const latest: Company['latest'] = (who, button) => {
    const found = as(who)
      .directMessages()
      .findLast(({ buttons }) => buttons.includes(button));
    if (!found) throw new Error(`${who} has no message with "${button}"`);
    return found;
  };
  return {
    crossing,
    latest,
    puts: (who, command, button, fields, near) => puts(as(who), command, button, near, fields),
    async types(who, command, fields) {
      const done = await submits(as(who), command, fields);
      await done.closes({ all: true });
    },
    async answers(who, button, fields) {
      await latest(who, button).clicks(button);
      const done = await fillsIn(await as(who).openModal(), fields);
      await done.closes({ all: true });
    },
  };
}

/** Brings the company to the state of 12 January 2026, 10:00. Crossing sends nothing on the way. */
export async function livesUntilJanuary({ crossing }: Company): Promise<void> {
  for (const { on, act } of workedExample.filter((row) => row.on <= '2026-01-12')) {
    crossing.moveTo(on);
    await act(crossing.workspace, crossing);
  }
}

/** One row of the quarter: a moment in Berlin, and what somebody does then. */
export interface Act {
  /** "2026-01-13 16:00". */
  readonly at: string;
  readonly act: (company: Company) => Promise<unknown>;
}

const omarChecksIn = (at: string, weekly: number): Act => ({
  at,
  act: ({ answers }) =>
    answers('Omar Owner', 'Check in', {
      'Daily users': weekly - 8,
      'Weekly users': weekly,
      'Not at all': 40 - weekly,
    }),
});

const saraChecksIn = (day: string): Act => ({
  at: `${day} 16:00`,
  act: ({ answers }) =>
    answers('Sara Sales', 'Check in', { 'Daily users': 3, 'Weekly users': 5, 'Not at all': 1 }),
});

const january: readonly Act[] = [
  {
    at: '2026-01-12 10:05',
    act: async ({ puts }) => {
      await puts('Lena Lead', '/stage3 tools', 'Appoint tool reviewer', { 'Tool reviewer': '@Itai IT' });
      await puts('Lena Lead', '/stage3 digest', 'Choose channel', { Channel: '#ai-program' });
      await puts('Lena Lead', '/stage3 settings', 'Incident settings', {
        'Incident channel': '#ai-incidents',
        'Privacy contact': '@Lena Lead',
      });
    },
  },
  // The DPA of Pinecone was for three months only.
  {
    at: '2026-01-12 11:00',
    act: ({ puts }) =>
      puts(
        'Ana Operations',
        '/stage3 checklist UC-1',
        'Update',
        {
          Vendor: 'Pinecone',
          'Signed on': '2025-12-01',
          'Expires on': '2026-02-27',
          Link: 'https://contracts.example.com/pinecone-dpa',
        },
        'Data processing agreements',
      ),
  },
  { at: '2026-01-12 15:00', act: ({ answers }) => answers('Itai IT', 'Record rotation', {}) },
  {
    at: '2026-01-13 16:00',
    act: async ({ crossing }) => {
      const sara = crossing.workspace.as('Sara Sales');
      await sara.types('#general', 'Can I use Notion AI for the minutes of our meetings?');
      await sara.sees('#general').at(-1)?.picksShortcut('Request an AI tool');
      const done = await fillsIn(await sara.openModal(), {
        Tool: 'Notion AI',
        'Kind of tool': 'Business plan with a contract',
        'Data it will see': ['Company-confidential data'],
      });
      await done.closes({ all: true });
    },
  },
  {
    at: '2026-01-14 10:00',
    act: async ({ answers, puts }) => {
      await answers('Itai IT', 'Set conditions', {
        Conditions: 'Sign the DPA first.',
        Reason: 'It does not train on our data.',
      });
      await puts('Lena Lead', '/stage3 review', 'Record review', { Outcome: 'The rules stay as they are.' });
    },
  },
  {
    at: '2026-01-15 14:00',
    act: ({ puts }) =>
      puts('Omar Owner', '/stage3 tools', 'Request AI tool', {
        Tool: 'Otter',
        'Kind of tool': 'Free or personal account',
        Purpose: 'Transcribe calls with customers',
        'Data it will see': ['Personal data'],
      }),
  },
  omarChecksIn('2026-01-19 10:30', 22),
  omarChecksIn('2026-01-26 10:30', 25),
  {
    at: '2026-01-27 11:00',
    act: ({ answers }) => answers('Itai IT', 'Refuse', { Reason: 'It trains on the recordings.' }),
  },
  {
    at: '2026-01-28 15:00',
    act: ({ latest }) =>
      latest('Omar Owner', 'Record DPA').replies('Legal sends the renewal at the end of February.'),
  },
  {
    at: '2026-01-30 18:00',
    act: async ({ crossing }) => {
      const lena = crossing.workspace.as('Lena Lead');
      await lena.picksShortcut('Request an AI tool');
      const done = await fillsIn(await lena.openModal(), {
        Tool: 'Gamma',
        'Kind of tool': 'Business plan with a contract',
        Purpose: 'Slides from public texts',
        'Data it will see': ['Neither personal nor confidential'],
      });
      await done.closes({ all: true });
    },
  },
];

const february: readonly Act[] = [
  { at: '2026-02-02 10:00', act: ({ crossing }) => startsSecondPilot(crossing.workspace) },
  omarChecksIn('2026-02-02 10:30', 27),
  {
    at: '2026-02-02 10:45',
    act: ({ puts }) =>
      puts('Omar Owner', '/stage3 costs', 'Import costs', {
        Table:
          'use case,month,amount\nUC-1,2025-10,410.20\nUC-1,2025-11,432.75\nUC-1,2025-12,458.10\nUC-1,2026-01,520.00',
        'Tick to record': ['Record 4 months'],
      }),
  },
  {
    at: '2026-02-03 10:00',
    act: ({ answers }) => answers('Itai IT', 'Approve', { Reason: 'It sees public texts only.' }),
  },
  // Saturday night: I-1.
  {
    at: '2026-02-07 23:40',
    act: async ({ crossing }) => {
      const sara = crossing.workspace.as('Sara Sales');
      await sara.types('#general', 'The agent just showed me the address of another customer');
      await sara.sees('#general').at(-1)?.picksShortcut('Report an AI incident');
      const done = await fillsIn(await sara.openModal(), {
        'Use case': 'UC-1 AI Support Agent',
        Kind: 'Data exposure',
        Severity: 'Critical: people are harmed or data is exposed now',
      });
      await done.closes({ all: true });
    },
  },
  {
    at: '2026-02-07 23:58',
    act: ({ latest }) => latest('Omar Owner', 'Acknowledge').clicks('Acknowledge'),
  },
  {
    at: '2026-02-08 00:20',
    act: ({ puts }) =>
      puts('Omar Owner', '/stage3 incidents I-1', 'Update incident', {
        Update: 'Switched the agent off.',
        'Contained by': 'Suspension of the use case',
        'Mitigated: no further harm': 'Yes',
      }),
  },
  {
    at: '2026-02-08 01:30',
    act: ({ puts }) =>
      puts('Omar Owner', '/stage3 incidents I-1', 'Resolve incident', {
        Cause: 'The cache mixed up two sessions.',
        'Lessons learned': 'Keep no answers across sessions.',
      }),
  },
  {
    at: '2026-02-09 10:00',
    act: ({ puts }) =>
      puts('Ana Operations', '/stage3 versions UC-1', 'Record version', {
        Version: '2026-02-01',
        'Running since': '2026-02-09',
        'Source of the version': 'Measured: read from a log or an API',
      }),
  },
  {
    at: '2026-02-09 11:00',
    act: ({ puts }) =>
      puts('Omar Owner', '/stage3 usecase show UC-1', 'Resume UC-1', {
        'Change since the suspension': 'The cache is per session now.',
      }),
  },
  saraChecksIn('2026-02-09'),
  omarChecksIn('2026-02-11 11:30', 24),
  saraChecksIn('2026-02-16'),
  omarChecksIn('2026-02-18 10:30', 28),
  saraChecksIn('2026-02-23'),
  omarChecksIn('2026-02-25 10:30', 30),
];

const march: readonly Act[] = [
  {
    at: '2026-03-02 08:30',
    act: ({ puts }) =>
      puts('Ana Operations', '/stage3 costs UC-1', 'Record costs', {
        Amount: '2620.30',
        'Source of the amount': 'Invoice or usage report',
      }),
  },
  {
    at: '2026-03-02 10:45',
    act: ({ puts }) => puts('Omar Owner', '/stage3 costs UC-1', 'Confirm costs', {}),
  },
  {
    at: '2026-03-02 11:00',
    act: ({ puts }) =>
      puts('Lena Lead', '/stage3 review', 'Schedule review', {
        Day: '2026-03-26',
        'Begins at': '14:00',
        Attendees: ['@Lena Lead', '@Omar Owner', '@Ana Operations', '@Itai IT'],
      }),
  },
  saraChecksIn('2026-03-02'),
  omarChecksIn('2026-03-04 11:00', 31),
  {
    at: '2026-03-04 15:00',
    act: ({ answers }) =>
      answers('Omar Owner', 'Record DPA', {
        'Signed on': '2026-03-04',
        'Expires on': '2027-03-03',
        Link: 'https://contracts.example.com/pinecone-dpa-2026',
      }),
  },
  {
    at: '2026-03-09 10:45',
    act: ({ answers }) =>
      answers('Omar Owner', 'Confirm again', {
        'Still true': [
          'Monitoring',
          'Fallback',
          'Human-in-the-loop gates',
          'Incident response',
          'User training',
          'Cost monitoring',
        ],
      }),
  },
  saraChecksIn('2026-03-09'),
  omarChecksIn('2026-03-11 11:00', 31),
  // Wednesday afternoon: I-2.
  {
    at: '2026-03-11 14:20',
    act: ({ types }) =>
      types('Sara Sales', '/stage3 incident UC-1', {
        Kind: 'Model failure',
        Severity: 'High: wrong for many people',
        Description: 'It answers every ticket with the same text.',
      }),
  },
  {
    at: '2026-03-11 14:30',
    act: ({ latest }) => latest('Itai IT', 'Acknowledge').clicks('Acknowledge'),
  },
  {
    at: '2026-03-11 16:30',
    act: ({ puts }) =>
      puts('Ana Operations', '/stage3 incidents I-2', 'Resolve incident', {
        Cause: 'The new version ignores the ticket after a long prompt.',
        'Lessons learned': 'Test long prompts before each version change.',
        'Follow-up': 'Add long prompts to the test set',
        'Follow-up owner': '@Omar Owner',
        'Follow-up due on': '2026-03-25',
      }),
  },
  saraChecksIn('2026-03-16'),
  omarChecksIn('2026-03-18 10:30', 32),
  {
    at: '2026-03-19 18:30',
    act: ({ puts }) => puts('Lena Lead', '/stage3 review', 'Move review', { Day: '2026-03-31' }),
  },
  {
    at: '2026-03-20 11:00',
    act: ({ answers }) =>
      answers('Omar Owner', 'Close follow-up', {
        'Result or reason': '20 long prompts are in the test set.',
      }),
  },
  saraChecksIn('2026-03-23'),
  omarChecksIn('2026-03-25 10:30', 33),
  saraChecksIn('2026-03-30'),
  // The follow-up is closed since the calendar file of the move.
  {
    at: '2026-03-31 11:00',
    act: async ({ crossing }) => {
      const page = await crossing.workspace.as('Lena Lead').types('#ai-program', '/stage3 review');
      await page.clicks('Send agenda');
    },
  },
];

export const story: readonly Act[] = [...january, ...february, ...march];
