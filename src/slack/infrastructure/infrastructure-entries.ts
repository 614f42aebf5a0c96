import { isSameToolIn } from '../../domain/names.ts';
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
        'switch our {category} to {tool}',
        '{tool} is now our {category}',
        'we settled on {tool} as {category}',
        'lock in {tool} as {category}',
        'sign off {tool} as {category}',
      ],
      de: [
        'wir haben uns für {tool} als {category} entschieden',
        'entscheidung für {category} festhalten',
        '{tool} ist ab jetzt unser {category}',
        '{tool} als {category} festlegen',
      ],
      fr: [
        'nous avons choisi {tool} pour {category}',
        'enregistrer la décision pour {category}',
        'on passe à {tool} pour {category}',
      ],
      es: [
        'hemos decidido {tool} para {category}',
        'registrar la decisión de {category}',
        'pasamos a {tool} como {category}',
      ],
    },
    needs: ['category'],
    takes: ['tool', 'vendor', 'words'],
    open: (_, { category, tool, vendor, words }) => ({
      step: { do: 'commit-decision', category },
      prefilled: prefill({ choice: tool ?? vendor ?? words }),
    }),
  }),
  request({
    key: 'replace-decision',
    title: 'Replace a committed choice',
    examples: {
      en: [
        'we replace {tool} by {tool}',
        'swap {tool} for {tool}',
        'we are switching from {tool} to {tool}',
        'move everybody from {tool} to {tool}',
        'replace {tool}',
        '{tool} takes the place of {tool}',
        'we are leaving {tool}',
        'make the move from {tool} to {tool} official',
        '{tool} replaces {tool}',
        'we are moving off {tool}',
      ],
      de: ['wir ersetzen {tool} durch {tool}', 'wir wechseln von {tool} zu {tool}', '{tool} ablösen'],
      fr: ['remplacer {tool} par {tool}', 'on passe de {tool} à {tool}'],
      es: ['sustituir {tool} por {tool}', 'cambiamos de {tool} a {tool}'],
    },
    needs: ['tool'],
    open: ({ register }, { tool }) => ({
      step: {
        do: 'commit-decision',
        category:
          [...register.decisions.values()].findLast(({ choice }) => isSameToolIn(register, choice, tool))
            ?.category ?? 'model-provider',
      },
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
        'put {tool} forward as {category}',
        'my suggestion for {category} is {tool}',
        'could we look at {tool} as {category}',
        'i think {tool} would be a better {category}',
        'how about {tool} as {category}',
      ],
      de: [
        'ich schlage {tool} als {category} vor',
        'vorschlag für {category}',
        'wie wäre es mit {tool} als {category}',
      ],
      fr: [
        'je propose {tool} pour {category}',
        'proposer un choix pour {category}',
        'et si on prenait {tool} comme {category}',
      ],
      es: [
        'propongo {tool} para {category}',
        'proponer una opción para {category}',
        'qué tal {tool} como {category}',
      ],
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
        'new keys are in place',
        'done with the key rotation',
        'swapped the keys {day}',
        'tick off the key rotation',
        'keys have been renewed',
        'where do i enter the key rotation',
        'mark the keys as rotated',
        'fresh api keys since {day}',
        'keys are new today',
        'we have new keys',
      ],
      de: [
        'ich habe die api schlüssel gewechselt',
        'schlüsselrotation vom {day} eintragen',
        'schlüssel sind getauscht',
        'neue api keys seit {day}',
        'rotation erledigt',
        'habe die keys rotiert',
      ],
      fr: [
        "j'ai renouvelé les clés api",
        'enregistrer la rotation des clés du {day}',
        'les clés sont changées',
        'rotation des clés faite',
      ],
      es: [
        'he rotado las claves api',
        'registrar la rotación de claves del {day}',
        'ya cambié las claves',
        'claves nuevas desde el {day}',
      ],
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
        'pit {tool} against {tool}',
        'try {tool} and {tool} side by side',
        'set up a bake-off',
        'see which is better, {tool} or {tool}',
      ],
      de: ['{tool} für {useCase} testen', 'evaluierung starten', '{tool} gegen {tool} antreten lassen'],
      fr: [
        'évaluer {tool} pour {useCase}',
        'ouvrir une évaluation',
        'mettre {tool} et {tool} en concurrence',
      ],
      es: ['evaluar {tool} para {useCase}', 'abrir una evaluación', 'probar {tool} frente a {tool}'],
    },
    takes: ['useCase', 'category', 'tool', 'day', 'words'],
    open: (_, { useCase, category, tool, day, words }) => ({
      step: useCase === undefined ? { do: 'open-evaluation' } : { do: 'open-evaluation', useCase },
      prefilled: prefill({ category, tools: tool ?? words, decideBy: day }),
    }),
  }),
]);
