import { checkAnswers, prefill } from '../kit/answer-words.ts';
import { type Entry, request } from '../kit/question.ts';
import { decisionQuestions } from './decision-questions.ts';
import { keyQuestions } from './key-questions.ts';

export const infrastructureEntries: readonly Entry[] = checkAnswers([
  ...decisionQuestions,
  ...keyQuestions,
  request({
    key: 'commit-decision',
    title: 'Commit a decision',
    examples: {
      en: [
        'commit {tool} as our {category}',
        'we decided on {tool} for {category}',
        'record the decision for {category}',
        'commit the {category}',
        'we go with {vendor} for {category}',
        'our new {category} is {tool}',
        'replace the {category} by {tool}',
        'make {tool} our {category}',
      ],
      de: ['wir haben uns für {tool} als {category} entschieden', 'entscheidung für {category} festhalten'],
      fr: ['nous avons choisi {tool} pour {category}', 'enregistrer la décision pour {category}'],
      es: ['hemos decidido {tool} para {category}', 'registrar la decisión de {category}'],
    },
    needs: ['category'],
    takes: ['tool', 'vendor', 'words'],
    open: (_, { category, tool, vendor, words }) => ({
      step: { do: 'commit-decision', category },
      prefilled: prefill({ choice: tool ?? vendor ?? words }),
    }),
  }),
  request({
    key: 'propose-decision',
    title: 'Propose a decision',
    examples: {
      en: [
        'i propose {tool} as {category}',
        'suggest {tool} for the {category}',
        'propose a {category}',
        'i would like us to use {tool} as {category}',
        'proposal for the {category}',
      ],
      de: ['ich schlage {tool} als {category} vor', 'vorschlag für {category}'],
      fr: ['je propose {tool} pour {category}', 'proposer un choix pour {category}'],
      es: ['propongo {tool} para {category}', 'proponer una opción para {category}'],
    },
    needs: ['category'],
    takes: ['tool', 'vendor', 'words'],
    open: (_, { category, tool, vendor, words }) => ({
      step: { do: 'propose-decision', category },
      prefilled: prefill({ choice: tool ?? vendor ?? words }),
    }),
  }),
  request({
    key: 'record-rotation',
    title: 'Record a key rotation',
    examples: {
      en: [
        'i rotated the api keys this morning',
        'i rotated the keys {day}',
        'we rotated the api keys',
        'i rotated the api keys',
        'record a key rotation',
        'the keys were rotated on {day}',
        'we changed the api keys {day}',
        'keys rotated today',
        'log the rotation of the api keys',
      ],
      de: ['ich habe die api schlüssel gewechselt', 'schlüsselrotation vom {day} eintragen'],
      fr: ["j'ai renouvelé les clés api", 'enregistrer la rotation des clés du {day}'],
      es: ['he rotado las claves api', 'registrar la rotación de claves del {day}'],
    },
    takes: ['day'],
    open: (_, { day }) => ({ step: { do: 'record-rotation' }, prefilled: prefill({ rotatedOn: day }) }),
  }),
  request({
    key: 'open-evaluation',
    title: 'Evaluate tools',
    examples: {
      en: [
        'compare two tools',
        'compare two {words} tools',
        'compare tools for {words}',
        'evaluate {tool} for {useCase}',
        'start a comparison of tools',
        'we want to test {tool}',
        'open an evaluation for {useCase}',
        'compare {tool} for the {category}',
        'trial of {tool}',
      ],
      de: ['{tool} für {useCase} testen', 'evaluierung starten'],
      fr: ['évaluer {tool} pour {useCase}', 'ouvrir une évaluation'],
      es: ['evaluar {tool} para {useCase}', 'abrir una evaluación'],
    },
    takes: ['useCase', 'category', 'tool', 'day', 'words'],
    open: (_, { useCase, category, tool, day, words }) => ({
      step: useCase === undefined ? { do: 'open-evaluation' } : { do: 'open-evaluation', useCase },
      prefilled: prefill({ category, tools: tool ?? words, decideBy: day }),
    }),
  }),
]);
