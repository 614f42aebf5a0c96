import type { Step } from '../../domain/decide.ts';
import { joinSentences } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, question, type Slots } from '../kit/question.ts';

/** How something is done: where, by which command, and its button. */
interface HowTo {
  readonly key: string;
  readonly title: string;
  /** Plain sentences, the command in backticks. */
  readonly says: readonly string[];
  /** The command without its arguments, as in the help; null when there is none. */
  readonly command: string | null;
  /** Makes the button. */
  readonly offer: () => Offer;
  /** Makes the button for a named use case; without it, the answer is the same for all use cases. */
  readonly offerFor?: (useCase: string) => Offer;
  readonly examples: Entry['examples'];
}

const useCasesOffer: Offer = [{ page: 'use-cases' }, 'Use cases'];

/** Makes the button of a step for the named use case; without one, of the list of use cases. */
const offersOf = (make: (useCase: string) => Step) => ({
  offer: () => useCasesOffer,
  offerFor: (useCase: string): Offer => [make(useCase)],
});

const checklistOffers = {
  offer: () => useCasesOffer,
  offerFor: (useCase: string): Offer => [{ page: 'checklist', args: { useCase } }, 'Checklist'],
};

const howTos: readonly HowTo[] = [
  {
    key: 'how-to-register',
    title: 'How do I register a use case?',
    says: [
      'Press the button, or write `/stage3 usecase add`.',
      'Name, purpose, team and intended users are enough to begin; add the rest afterwards.',
    ],
    command: 'usecase add',
    offer: () => [{ do: 'register-use-case' }],
    examples: {
      en: [
        'how do I register a use case',
        'how can I add an ai project',
        'where do I register a pilot',
        'how does registration work',
        'how to propose an idea',
      ],
      de: ['wie registriere ich einen use case', 'wie erfasse ich einen anwendungsfall'],
      fr: ['comment enregistrer un cas d’usage', 'comment proposer une idée'],
      es: ['cómo registro un caso de uso', 'cómo propongo una idea'],
    },
  },
  {
    key: 'how-to-check-in',
    title: 'How do I check in for a use case?',
    says: [
      'Write `/stage3 checkin UC-3 daily:40 weekly:62 none:18`, or press the button.',
      'A check-in has three counts for one week: people who used it daily, weekly and not at all.',
    ],
    command: 'checkin',
    ...offersOf((useCase) => ({ do: 'check-in', useCase })),
    examples: {
      en: [
        'how do I check in',
        'how do I record weekly use',
        'how do I report adoption',
        'how to check in for {useCase}',
        'where do I enter the figures',
      ],
      de: ['wie checke ich ein', 'wie trage ich die nutzung ein'],
      fr: ['comment faire un check-in', 'comment saisir l’usage'],
      es: ['cómo hago un check-in', 'cómo registro el uso'],
    },
  },
  {
    key: 'how-to-go-live',
    title: 'How does a use case go live?',
    says: [
      'Going live needs all checklist items complete or waived, an ROI with production pricing, and a roll-out plan.',
      '`/stage3 checklist UC-3` shows what is missing. The owner then presses *Go live*.',
    ],
    command: 'checklist',
    ...checklistOffers,
    examples: {
      en: [
        'how do I go live',
        'how does a pilot go to production',
        'what are the steps to production',
        'how to take {useCase} live',
        'how do we bring a pilot into production',
      ],
      de: ['wie gehe ich live', 'wie kommt ein pilot in produktion'],
      fr: ['comment passer en production', 'comment mettre un pilote en production'],
      es: ['cómo paso a producción', 'cómo pongo un piloto en producción'],
    },
  },
  {
    key: 'how-to-decide',
    title: 'How do I decide about a pilot?',
    says: [
      'The owner presses *Decide* on the page of the pilot, and chooses to scale, stop or extend it.',
      '`/stage3 usecase show UC-3` opens the page.',
    ],
    command: 'usecase show',
    ...offersOf((useCase) => ({ do: 'decide-pilot', useCase })),
    examples: {
      en: [
        'how do I decide about a pilot',
        'how do I extend a pilot',
        'how do I stop a pilot',
        'what can we decide at the end of a pilot',
        'how do I scale a pilot',
      ],
      de: ['wie entscheide ich über einen piloten', 'wie verlängere ich einen piloten'],
      fr: ['comment décider d’un pilote', 'comment prolonger un pilote'],
      es: ['cómo decido sobre un piloto', 'cómo prolongo un piloto'],
    },
  },
  {
    key: 'how-to-reassign',
    title: 'How do I reassign use cases?',
    says: [
      'Write `/stage3 owners` and press *Reassign mine*.',
      'The new owner is told, and gets the reminders from then on.',
    ],
    command: 'owners',
    offer: () => [{ page: 'owners' }, 'Owners'],
    examples: {
      en: [
        'how do I hand over a use case',
        'how do I reassign a use case',
        'how do I change the owner',
        'how can I give my use cases to somebody else',
        'I am leaving the company, what about my use cases',
      ],
      de: ['wie übergebe ich einen use case', 'wie ändere ich den owner'],
      fr: ['comment transférer un cas d’usage', 'comment changer de responsable'],
      es: ['cómo traspaso un caso de uso', 'cómo cambio de responsable'],
    },
  },
  {
    key: 'how-to-add-evidence',
    title: 'How do I add evidence?',
    says: [
      '`/stage3 checklist UC-3` lists the items, each with its button.',
      'You can save incomplete evidence and complete it afterwards.',
    ],
    command: 'checklist',
    ...checklistOffers,
    examples: {
      en: [
        'how do I add evidence',
        'how do I complete the checklist',
        'where do I record monitoring',
        'how do I confirm evidence again',
        'how do I get a waiver',
      ],
      de: ['wie füge ich einen nachweis hinzu', 'wie fülle ich die checkliste aus'],
      fr: ['comment ajouter une preuve', 'comment remplir la liste de contrôle'],
      es: ['cómo añado una evidencia', 'cómo completo la lista de control'],
    },
  },
  {
    key: 'how-to-snooze',
    title: 'How do I snooze a reminder?',
    says: [
      'Each reminder has *Snooze* beside it: until tomorrow, in 3 days or next week.',
      'The button shows your open reminders.',
    ],
    command: null,
    offer: () => [{ page: 'asked' }, 'For you'],
    examples: {
      en: [
        'how do I snooze a reminder',
        'how can I postpone a reminder',
        'can I snooze',
        'how long can I snooze',
      ],
      de: ['wie verschiebe ich eine erinnerung', 'kann ich erinnerungen verschieben'],
      fr: ['comment reporter un rappel', 'puis-je reporter un rappel'],
      es: ['cómo pospongo un recordatorio', 'puedo posponer un recordatorio'],
    },
  },
  {
    key: 'how-to-import',
    title: 'How do I import use cases?',
    says: [
      'Press the button, or write `/stage3 import`, and paste a table or upload a file.',
      'Crossing shows what it read before it records anything.',
    ],
    command: 'import',
    offer: () => [{ do: 'import-use-cases' }],
    examples: {
      en: [
        'how do I import use cases',
        'can I upload a spreadsheet',
        'which columns does the import need',
        'how do I import from excel',
      ],
      de: ['wie importiere ich use cases', 'kann ich eine tabelle hochladen'],
      fr: ['comment importer des cas d’usage', 'puis-je importer un tableau'],
      es: ['cómo importo casos de uso', 'puedo subir una tabla'],
    },
  },
  {
    key: 'how-to-absence',
    title: 'How do I enter an absence?',
    says: [
      'Press the button, or write `/stage3 away`, and name a deputy.',
      'Until you are back, urgent reminders go to your deputy or the lead. The others wait for you.',
    ],
    command: 'away',
    offer: () => [{ do: 'enter-absence' }],
    examples: {
      en: [
        'how do I enter an absence',
        'what do I do before my vacation',
        'how do I set a deputy',
        'how do I tell you that I am away',
      ],
      de: ['wie trage ich meinen urlaub ein', 'wie bestimme ich eine vertretung'],
      fr: ['comment saisir une absence', 'comment désigner un remplaçant'],
      es: ['cómo registro una ausencia', 'cómo nombro un suplente'],
    },
  },
  {
    key: 'how-to-appoint',
    title: 'How do I appoint AI Operations?',
    says: [
      'The lead writes `/stage3 owners` and appoints people there.',
      'Each of them then accepts uptime, incident response and model versioning.',
    ],
    command: 'owners',
    offer: () => [{ do: 'name-operators' }],
    examples: {
      en: [
        'how do I appoint ai operations',
        'how does somebody become ai operations',
        'how do we get an ai operations owner',
        'how do I accept ai operations',
      ],
      de: ['wie ernenne ich ai operations', 'wie wird man ai operations'],
      fr: ['comment nommer ai operations', 'comment devenir ai operations'],
      es: ['cómo nombro a ai operations', 'cómo se llega a ai operations'],
    },
  },
  {
    key: 'how-to-digest',
    title: 'How do I get the weekly digest?',
    says: [
      'The lead chooses a channel, a weekday and a time for it.',
      '`/stage3 digest` shows you a preview at any time.',
    ],
    command: 'digest',
    offer: () => [{ page: 'digest', args: { charts: true } }, 'Preview digest'],
    examples: {
      en: [
        'how do I get the digest',
        'how do I set up the digest',
        'can I get a weekly summary',
        'how do I preview the digest',
      ],
      de: ['wie bekomme ich den digest', 'wie richte ich den digest ein'],
      fr: ['comment recevoir le digest', 'comment configurer le digest'],
      es: ['cómo recibo el resumen', 'cómo configuro el resumen semanal'],
    },
  },
  {
    key: 'how-to-roi',
    title: 'How do I calculate the ROI?',
    says: [
      'Open *Adoption and ROI* on the page of the use case and press *Calculate ROI*.',
      'It needs users, hours saved, costs, and a quoted price at the expected volume.',
    ],
    command: 'usecase show',
    ...offersOf((useCase) => ({ do: 'record-roi', useCase })),
    examples: {
      en: [
        'how do I calculate the roi',
        'how is the roi computed',
        'what do you need for the roi',
        'how do I enter the roi of {useCase}',
      ],
      de: ['wie berechne ich den roi', 'wie wird der roi berechnet'],
      fr: ['comment calculer le roi', 'comment le roi est-il calculé'],
      es: ['cómo calculo el roi', 'cómo se calcula el roi'],
    },
  },
  {
    key: 'how-to-correct',
    title: 'How do I correct or undo something?',
    says: [
      'Nothing is deleted: edit the record with its *Edit* or *Update* button, or record it again.',
      'Stop a use case that you do not want. The change log keeps the old values.',
    ],
    command: 'usecase edit',
    ...offersOf((useCase) => ({ do: 'edit-use-case', useCase })),
    examples: {
      en: [
        'how do I undo a change',
        'I made a mistake',
        'how do I delete a use case',
        'how do I correct a check-in',
        'I entered something wrong',
        'can I delete {useCase}',
      ],
      de: [
        'wie mache ich eine änderung rückgängig',
        'ich habe mich vertippt',
        'wie lösche ich einen use case',
      ],
      fr: ['comment annuler une modification', 'je me suis trompé'],
      es: ['cómo deshago un cambio', 'me equivoqué'],
    },
  },
  {
    key: 'how-to-as-of',
    title: 'How do I see the verdict of a past day?',
    says: [
      'Write `/stage3 as of 2026-01-31`, or choose the day under the verdict.',
      'The verdict then uses only the records up to the end of that day.',
    ],
    command: 'as of',
    offer: () => [{ page: 'verdict' }, 'Verdict'],
    examples: {
      en: [
        'how do I see the verdict of a past day',
        'can I look back in time',
        'how do I see last month’s verdict',
      ],
      de: ['wie sehe ich den stand von früher', 'kann ich zurückblicken'],
      fr: ['comment voir le verdict d’un jour passé', 'puis-je revenir en arrière'],
      es: ['cómo veo el veredicto de un día pasado', 'puedo mirar atrás'],
    },
  },
  {
    key: 'how-to-share',
    title: 'How do I share the verdict?',
    says: ['Type `/stage3` in the channel and press *Share in channel* under the verdict.'],
    command: '',
    offer: () => [{ page: 'verdict' }, 'Verdict'],
    examples: {
      en: [
        'how do I share the verdict',
        'can I post the verdict in a channel',
        'show this to everybody',
        'how do I show this to my boss',
      ],
      de: ['wie teile ich das ergebnis', 'kann ich das im kanal posten'],
      fr: ['comment partager le verdict', 'puis-je publier le verdict dans un canal'],
      es: ['cómo comparto el veredicto', 'puedo publicar el veredicto en un canal'],
    },
  },
];

/** Returns the command with its arguments as the help shows it; null when there is none. */
function findUsage({ commands }: PageContext, command: string | null): string | null {
  const found = commands.find(({ name }) => name === command);
  return found ? `/stage3 ${found.name} ${found.args}`.trim() : null;
}

export const howToEntries: readonly Entry[] = howTos.map(
  ({ key, title, says, command, offer, offerFor, examples }) =>
    question({
      key,
      title,
      examples,
      takes: offerFor ? (['useCase'] as const) : [],
      answer: (context, { useCase }: Pick<Partial<Slots>, 'useCase'>) => ({
        text: joinSentences(...says),
        source: null,
        data: { command: findUsage(context, command), says },
        next: [useCase !== undefined && offerFor ? offerFor(useCase) : offer()],
        about: useCase === undefined ? {} : { useCase },
      }),
    }),
);
