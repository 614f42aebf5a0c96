import { checkAnswers, prefill } from '../kit/answer-words.ts';
import { type Entry, request } from '../kit/question.ts';
import { modelQuestions } from './model-questions.ts';

export const modelVersionsEntries: readonly Entry[] = checkAnswers([
  ...modelQuestions,
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
      ],
      de: [
        '{useCase} läuft jetzt auf {model}',
        'neue modellversion für {useCase} eintragen',
        'wir haben das modell von {useCase} getauscht',
      ],
      fr: [
        '{useCase} utilise maintenant {model}',
        'enregistrer le modèle de {useCase}',
        'on a changé le modèle de {useCase}, note la nouvelle version',
      ],
      es: [
        '{useCase} usa ahora {model}',
        'registrar el modelo de {useCase}',
        'cambiamos el modelo de {useCase}, anota la nueva versión',
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
      ],
      de: ['{model} wird am {day} abgeschaltet', 'enddatum für {model} eintragen'],
      fr: ['{model} sera retiré le {day}', 'enregistrer la fin de {model}'],
      es: ['{model} se retirará el {day}', 'registrar el fin de {model}'],
    },
    takes: ['model', 'day', 'words'],
    open: (_, { model, day, words }) => ({
      step: { do: 'record-model-retirement', retirement: null },
      prefilled: prefill({ model: model ?? words, endsOn: day }),
    }),
  }),
]);
