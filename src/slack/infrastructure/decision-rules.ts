import { maxWaiverDays } from '../../domain/checklist/index.ts';
import { fromRecords } from '../../domain/facts.ts';
import { decisionCategories, listRequiredCategories } from '../../domain/infrastructure/index.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
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
        'can I correct the rationale of a committed decision',
        'can the reason of a decision be edited afterwards',
        'we decided wrongly, how do we get out of it',
        'is it possible to delete a decision',
        'who is entitled to commit a decision',
        'may we have two model providers',
      ],
      de: [
        'kann man eine entscheidung nachträglich ändern',
        'wird die alte entscheidung überschrieben',
        'ist eine entscheidung endgültig',
        'lässt sich die begründung einer entscheidung noch korrigieren',
        'kann man eine entscheidung löschen',
        'wer darf eine entscheidung festlegen',
      ],
      fr: [
        'peut-on modifier une décision déjà prise',
        'une décision est-elle définitive',
        'peut-on corriger la raison d’une décision',
        'peut-on supprimer une décision',
      ],
      es: [
        'se puede cambiar una decisión ya tomada',
        'es definitiva una decisión',
        'se puede corregir el motivo de una decisión',
        'se puede borrar una decisión',
      ],
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
        'how do you define drift',
        'what counts as drift',
        'is a team with a different tool than the standard drifting',
        'one team refuses the shared tool, what then',
        'for how long may a use case differ from the decision',
        'do pilots have to use the shared tools as well',
      ],
      de: [
        'darf ein team etwas anderes nehmen als die gemeinsame wahl',
        'was passiert, wenn ein use case auf etwas anderem läuft',
        'müssen alle teams den gleichen anbieter nehmen',
        'was zählt als drift',
        'ein team will ein anderes werkzeug als alle, geht das',
        'wie lange darf ein use case abweichen',
      ],
      fr: [
        'une équipe peut-elle prendre un autre fournisseur que le choix commun',
        'toutes les équipes doivent-elles suivre les choix communs',
        'qu’est-ce qui compte comme dérive',
        'combien de temps un cas d’usage peut-il s’écarter du choix commun',
      ],
      es: [
        'puede un equipo usar otro proveedor que el común',
        'tienen que usar todos los equipos lo mismo',
        'qué cuenta como desviación',
        'cuánto tiempo puede un caso de uso usar otra cosa',
      ],
    },
    answer: () => ({
      text: `Every use case in production, and the pilot of requirement 3, runs on the shared decisions. One that runs on something else drifts, and needs a waiver with a reason, for ${maxWaiverDays} days at most.`,
      source: null,
      data: { needsWaiver: true, maxWaiverDays },
      next: [[{ page: 'decisions' }, 'All decisions']],
    }),
  }),
  question({
    key: 'decision-needs',
    title: 'Which decisions are needed, and when?',
    examples: {
      en: [
        'how many infrastructure decisions are obligatory for us',

        'when is a {category} not required',

        'is a {category} obligatory if nothing searches documents',
        'which infrastructure choices are compulsory',
        'may a decision be "not needed"',
        'what has to be decided for shared infrastructure',
      ],
      de: [
        'welche entscheidungen sind für uns pflicht',

        'ist eine {category} überhaupt pflicht',
      ],
      fr: ['quelles décisions sont obligatoires pour nous'],
      es: ['qué decisiones son obligatorias para nosotros'],
    },
    takes: ['category'],
    answer: ({ register, today }) => {
      const required = listRequiredCategories(register);
      return {
        text: joinSentences(
          `${required.length} decisions are needed: ${listSome(
            required.map(({ title }) => uncapitalize(title)),
            5,
          )}.`,
          'A vector database is needed only by use cases with retrieval. While there is none, the decision may be "not needed".',
        ),
        source: fromRecords(today),
        data: { required: required.map(({ key }) => key) },
        next: [[{ page: 'decisions' }, 'All decisions']],
      };
    },
  }),
];
