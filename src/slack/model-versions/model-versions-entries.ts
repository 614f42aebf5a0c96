import { checkAnswers, prefill } from '../kit/answer-words.ts';
import { type Entry, request } from '../kit/question.ts';
import { modelQuestions } from './model-questions.ts';
import { retirementQuestions } from './retirement-questions.ts';

export const modelVersionsEntries: readonly Entry[] = checkAnswers([
  ...modelQuestions,
  ...retirementQuestions,
  request({
    key: 'record-model-version',
    title: 'Record the model of a use case',
    examples: {
      en: [
        '{useCase} runs {model} now',
        'new model version for {useCase}',
        'we switched {useCase} to {model}',
        '{useCase} runs {model} since {day}',
        'record the model of {useCase}',
        'update the model version of {useCase} to {model}',
        'upgraded {useCase} to {model}',
        'the model of {useCase} changed to {words}',
        'we swapped the model behind {useCase}',
        'from {day} on {useCase} answers with {model}',
        'note the new version of {useCase}',
        'moved {useCase} over to {model}',
        'the engine of {useCase} is {model} as of {day}',
        'the provider moved us to {model} on {day}',
        '{model} is running in {useCase} since {day}',
        '{useCase} got an upgrade to {model}, log it',
        '{useCase} was updated to a newer model {day}',
        'we rolled {model} out to {useCase}',
        'put on record that {useCase} uses {model}',
        'new build of {model} in {useCase}',
        '{useCase} has been upgraded to a newer release of {model}',
      ],
      de: [
        '{useCase} läuft jetzt auf {model}',
        'neue modellversion für {useCase} eintragen',
        'wir haben das modell von {useCase} getauscht',
        '{useCase} arbeitet seit {day} mit {model}',
        '{useCase} bekam {model}, bitte festhalten',
        'auf {useCase} ist jetzt {model} drauf',
      ],
      fr: [
        '{useCase} utilise maintenant {model}',
        'enregistrer le modèle de {useCase}',
        'on a changé le modèle de {useCase}, note la nouvelle version',
        '{useCase} est passé à {model} le {day}',
      ],
      es: [
        '{useCase} usa ahora {model}',
        'registrar el modelo de {useCase}',
        'cambiamos el modelo de {useCase}, anota la nueva versión',
        '{useCase} pasó a {model} el {day}',
      ],
    },
    needs: ['useCase'],
    takes: ['model', 'day', 'words'],
    open: (_, { useCase, model, day, words }) => ({
      step: { do: 'record-model-version', useCase },
      prefilled: prefill({ model: model ?? words, from: day }),
    }),
  }),
  request({
    key: 'record-model-retirement',
    title: 'Record the retirement of a model',
    examples: {
      en: [
        '{model} will be retired on {day}',
        'record the retirement of {model}',
        'the provider ends {model} on {day}',
        'add a retirement date for {model}',
        '{model} reaches end of life on {day}',
        'got a mail that {model} will be switched off on {day}',
        '{model} is going away, write that down',
        'last day of {model} is {day}',
        'the vendor announced that {model} ends on {day}',
        '{vendor} announced the end of {model}',
        '{vendor} gave notice for {model}',
        '{model} ends in {period}, note it',
        '{vendor} phases {model} out on {day}',
        'support for {model} stops on {day}',
        '{vendor} has announced that {model} ends in {period}',
      ],
      de: [
        '{model} wird am {day} abgeschaltet',
        'enddatum für {model} eintragen',
        '{vendor} stellt {model} am {day} ein',
        '{vendor} hat das ende von {model} angekündigt',
      ],
      fr: [
        '{model} sera retiré le {day}',
        'enregistrer la fin de {model}',
        '{vendor} annonce la fin de {model} le {day}',
      ],
      es: [
        '{model} se retirará el {day}',
        'registrar el fin de {model}',
        '{vendor} anuncia el fin de {model} el {day}',
      ],
    },
    takes: ['model', 'vendor', 'day', 'period', 'words'],
    open: (_, { model, day, words }) => ({
      step: { do: 'record-model-retirement', retirement: null },
      prefilled: prefill({ model: model ?? words, endsOn: day }),
    }),
  }),
]);
