import { maxWaiverDays } from '../../domain/checklist/index.ts';
import { decisionCategories } from '../../domain/infrastructure/index.ts';
import { type Entry, question } from '../kit/question.ts';

/** The rules for shared decisions, which are the same for all categories. */
export const decisionRules: readonly Entry[] = [
  question({
    key: 'decision-rules',
    title: 'Can a decision be changed?',
    examples: {
      en: [
        'can a decision be changed later',
        'may we edit a committed decision',
        'what if we change our mind about a decision',
        'how do i undo a commitment',
        'is a commitment final',
        'can we take back a decision',
        'what happens to the old decision when a new one is committed',
        'does a new commitment overwrite the old one',
        'are committed decisions locked',
        'rule for changing decisions',
        'there is a typo in a committed decision',
        'how does a committed decision get replaced',
      ],
      de: [
        'kann man eine entscheidung nachträglich ändern',
        'wird die alte entscheidung überschrieben',
        'ist eine entscheidung endgültig',
      ],
      fr: ['peut-on modifier une décision déjà prise', 'une décision est-elle définitive'],
      es: ['se puede cambiar una decisión ya tomada', 'es definitiva una decisión'],
    },
    answer: () => ({
      text: 'A committed decision is never edited. A new commitment replaces it, and the replaced one stays on record; only model providers may be several at once. Anyone may propose a choice, and the transformation lead and Slack admins commit it.',
      source: null,
      data: {
        isEditable: false,
        severalAllowed: decisionCategories.flatMap(({ key, several }) => (several ? [key] : [])),
      },
      next: [[{ page: 'decisions' }, 'All decisions']],
    }),
  }),
  question({
    key: 'deviation-rules',
    title: 'May a use case run on something else?',
    examples: {
      en: [
        'may a team use another supplier than the rest of the company',
        'must every team use the shared choices',
        'what happens when a team picks its own stack',
        'can we go our own way with the infrastructure',
        'what if our project needs a different vendor than everybody',
        'is it a problem if a use case is not on the committed stack',
        'how do i get an exception from a shared decision',
      ],
      de: [
        'darf ein team etwas anderes nehmen als die gemeinsame wahl',
        'was passiert, wenn ein use case auf etwas anderem läuft',
        'müssen alle teams den gleichen anbieter nehmen',
      ],
      fr: [
        'une équipe peut-elle prendre un autre fournisseur que le choix commun',
        'toutes les équipes doivent-elles suivre les choix communs',
      ],
      es: ['puede un equipo usar otro proveedor que el común', 'tienen que usar todos los equipos lo mismo'],
    },
    answer: () => ({
      text: `Every use case in production, and the pilot of requirement 3, runs on the shared decisions. One that runs on something else drifts, and needs a waiver with a reason, for ${maxWaiverDays} days at most.`,
      source: null,
      data: { needsWaiver: true, maxWaiverDays },
      next: [[{ page: 'decisions' }, 'All decisions']],
    }),
  }),
];
