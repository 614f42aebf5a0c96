import { type Entry, request } from '../kit/question.ts';

/** The request to calculate an ROI. */
export const roiRequests: readonly Entry[] = [
  request({
    key: 'record-roi',
    title: 'Calculate the ROI of a use case',
    examples: {
      en: [
        'calculate the roi of {useCase}',
        'record the roi of {useCase}',
        'update the roi for {useCase}',
        'enter the costs and hours of {useCase}',
        'recalculate the business case of {useCase}',
        'work out what {useCase} brings in',
        'new hourly rate for the roi of {useCase}',
        'the roi of {useCase} is out of date, redo it',
        'enter production pricing for {useCase}',
        'do the numbers for {useCase}',
        'work out what {useCase} brings us in money',
        'i need to calculate what {useCase} is worth',
        'I have the quote with production prices for {useCase}',
        'the hours saved by {useCase} have changed, calculate again',
        'make a business case for {useCase}',
        'put the savings of {useCase} into figures',
        'new roi of {useCase} with these inputs',
        'redo the business case for {useCase}',
        'the roi of {useCase} rests on old prices, a new calculation is due',
      ],
      de: [
        'roi von {useCase} berechnen',
        'roi für {useCase} eintragen',
        'roi von {useCase} neu rechnen',
        'ich habe das angebot mit produktionspreisen für {useCase}',
        'rechne {useCase} mit neuen stunden durch',
      ],
      fr: [
        'calculer le roi de {useCase}',
        'mettre à jour le roi de {useCase}',
        'refaire le calcul du roi de {useCase}',
        'j’ai le devis de production pour {useCase}',
      ],
      es: [
        'calcular el roi de {useCase}',
        'actualizar el roi de {useCase}',
        'rehacer el roi de {useCase}',
        'tengo el presupuesto de producción de {useCase}',
      ],
    },
    needs: ['useCase'],
    open: (_, { useCase }) => ({ step: { do: 'record-roi', useCase } }),
  }),
];
