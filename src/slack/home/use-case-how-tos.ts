import type { Offer } from '../kit/blocks.ts';
import { type HowTo, offersOf, useCasesOffer } from './how-to.ts';

const checklistOffers = {
  offer: () => useCasesOffer,
  offerFor: (useCase: string): Offer => [{ page: 'checklist', args: { useCase } }, 'Checklist'],
};

/** How use cases are recorded and brought into production. */
export const useCaseHowTos: readonly HowTo[] = [
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
        'where do ideas for ai go',
        'who takes new ideas',
        'steps to get a bot on the list',
      ],
      de: [
        'wie registriere ich einen use case',
        'wie erfasse ich einen anwendungsfall',
        'wohin mit einer idee für ki',
      ],
      fr: ['comment enregistrer un cas d’usage', 'comment proposer une idée', 'où déposer une idée'],
      es: ['cómo registro un caso de uso', 'cómo propongo una idea', 'dónde dejo una idea'],
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
        'which numbers do you need from me every week',
        'what goes into a check-in',
        'which format does a check-in have',
        'daily or weekly figures for the check-in',
        'how often do I report usage',
      ],
      de: ['wie checke ich ein', 'wie trage ich die nutzung ein', 'wie oft melde ich die nutzung'],
      fr: ['comment faire un check-in', 'comment saisir l’usage', 'quels chiffres pour un check-in'],
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
        'what must be in place before a launch',
        'path to production',
        'prerequisites for production',
        'can we launch without an roi',
      ],
      de: ['wie gehe ich live', 'wie kommt ein pilot in produktion', 'voraussetzungen für den go-live'],
      fr: [
        'comment passer en production',
        'comment mettre un pilote en production',
        'conditions pour passer en production',
      ],
      es: [
        'cómo paso a producción',
        'cómo pongo un piloto en producción',
        'requisitos para pasar a producción',
      ],
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
        'what are my options at the end of a pilot',
        'scale, stop or extend',
        'which choices do I have for my pilot',
        'what happens when a pilot is over',
        'what can I do with my pilot',
      ],
      de: [
        'wie entscheide ich über einen piloten',
        'wie verlängere ich einen piloten',
        'welche möglichkeiten habe ich am ende eines piloten',
      ],
      fr: [
        'comment décider d’un pilote',
        'comment prolonger un pilote',
        'quelles options à la fin d’un pilote',
      ],
      es: [
        'cómo decido sobre un piloto',
        'cómo prolongo un piloto',
        'qué opciones tengo al final de un piloto',
      ],
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
        'I change jobs, what happens to my use cases',
        'how do I get rid of a use case that is not mine',
        'steps to pass a use case on',
      ],
      de: ['wie übergebe ich einen use case', 'wie ändere ich den owner', 'wie gebe ich einen use case ab'],
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
        'where do I prove that monitoring is active',
        'how do I tick an item',
        'where does the proof go',
        'how do I fill the checklist in',
      ],
      de: [
        'wie füge ich einen nachweis hinzu',
        'wie fülle ich die checkliste aus',
        'wo hake ich einen punkt ab',
      ],
      fr: ['comment ajouter une preuve', 'comment remplir la liste de contrôle', 'où mettre la preuve'],
      es: [
        'cómo añado una evidencia',
        'cómo completo la lista de control',
        'dónde marco un punto de la lista',
      ],
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
        'which file types can I import',
        'template for the import',
        'can I paste a table',
        'bulk import',
      ],
      de: [
        'wie importiere ich use cases',
        'kann ich eine tabelle hochladen',
        'welche spalten braucht der import',
      ],
      fr: ['comment importer des cas d’usage', 'puis-je importer un tableau'],
      es: ['cómo importo casos de uso', 'puedo subir una tabla'],
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
        'where do the roi figures come from',
      ],
      de: ['wie berechne ich den roi', 'wie wird der roi berechnet', 'welche angaben braucht der roi'],
      fr: ['comment calculer le roi', 'comment le roi est-il calculé'],
      es: ['cómo calculo el roi', 'cómo se calcula el roi'],
    },
  },
];
