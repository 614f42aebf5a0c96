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
      ],
      de: ['{useCase} läuft jetzt auf {model}', 'neue modellversion für {useCase} eintragen'],
      fr: ['{useCase} utilise maintenant {model}', 'enregistrer le modèle de {useCase}'],
      es: ['{useCase} usa ahora {model}', 'registrar el modelo de {useCase}'],
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
