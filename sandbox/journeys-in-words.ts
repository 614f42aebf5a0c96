import type { PersonClient, SeenModal } from './client.ts';
import type { LocalCrossing } from './crossing.ts';
import type { SamplePerson } from './protocol.ts';

/** A colleague who has never used Crossing. */
export const newColleague: SamplePerson = {
  ...{ id: 'U0NINA', name: 'Nina New (sample)', handle: 'nina', tz: 'Europe/Berlin' },
};

/** One step: somebody says something to Crossing, or acts on what it answered. */
export interface WordsStep {
  readonly who: string;
  readonly what: string;
  /** Takes the step; the last thing that opened stays open. */
  readonly take: (person: PersonClient, company: LocalCrossing) => Promise<unknown>;
}

const says = (who: string, text: string): WordsStep => ({
  who,
  what: `says "${text}"`,
  take: async (person) => {
    await person.modal()?.closes({ all: true });
    return person.types('@crossing', text);
  },
});

const presses = (who: string, button: string): WordsStep => ({
  who,
  what: `presses ${button}`,
  take: async (person) => {
    const holder =
      person.modal() ?? person.directMessages().findLast(({ buttons }) => buttons.includes(button));
    if (!holder) throw new Error(`${who} sees no ${button}`);
    await holder.clicks(button);
  },
});

const fills = (who: string, fields: Parameters<SeenModal['fill']>[0]): WordsStep => ({
  who,
  what: `fills in the form and submits it`,
  take: async (person) => {
    const form = await person.openModal();
    await form.fill(fields);
    const { errors } = await form.submits();
    if (errors) throw new Error(`refused: ${JSON.stringify(errors)}`);
  },
});

/** A new colleague gets from "hi" to a registered use case, in the sample company at the end of its example. */
export const fromHiToUseCase: readonly WordsStep[] = [
  says('Nina New', 'hi'),
  says('Nina New', 'is there already something for contract summaries?'),
  says('Nina New', 'register a use case: Contract summaries'),
  presses('Nina New', 'Register use case'),
  fills('Nina New', {
    'What it does': 'Sums up contracts before they are signed.',
    Team: 'Legal',
    'Intended users': 8,
    'Data it touches': ['Company-confidential data'],
    'What it may do': 'Draft: a person edits and sends',
    Retrieval: 'No',
  }),
];

/** The same colleague reports nonsense to an acknowledged incident. */
export const fromNonsenseToIncident: readonly WordsStep[] = [
  says('Nina New', 'the support bot told a customer nonsense'),
  presses('Nina New', 'Report incident'),
  fills('Nina New', { Severity: 'High: wrong for many people' }),
  {
    who: 'Itai IT',
    what: 'is called',
    take: (_, company) => company.deliver(),
  },
  says('Itai IT', 'acknowledge I-2'),
  presses('Itai IT', 'Acknowledge'),
  says('Itai IT', 'who handles I-2?'),
];
