import { lastFullMonth } from '../../domain/costs/index.ts';
import { readNumber } from '../../domain/typed.ts';
import { checkAnswers, prefill } from '../kit/answer-words.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, type Period, request } from '../kit/question.ts';
import { costQuestions } from './cost-questions.ts';

/** Returns the one month of a period, if it is over; otherwise null, and the form asks. */
function findMonth({ today }: PageContext, period: Period | undefined): string | null {
  const month = period?.from.slice(0, 7);
  return month !== undefined && month === period?.to.slice(0, 7) && month <= lastFullMonth(today)
    ? month
    : null;
}

/** Returns the amount in typed words, such as "$1,200"; undefined for no amount or for several numbers. */
function findAmount(words: string | undefined): number | undefined {
  const numbers = words?.match(/\d[\d.,]*\d|\d/g) ?? [];
  const [typed] = numbers;
  if (typed === undefined || numbers.length > 1) return undefined;
  const read = [readNumber(typed), readNumber(typed, { decimals: true })].find(({ ok }) => ok);
  return read?.ok ? read.value : undefined;
}

export const costsEntries: readonly Entry[] = checkAnswers([
  ...costQuestions,
  request({
    key: 'record-costs',
    title: 'Record the costs of a use case',
    examples: {
      en: [
        'record the costs of {useCase}',
        'record {words} for {useCase} in {period}',
        '{useCase} cost {words} in {period}',
        'enter the invoice of {useCase} for {period}',
        'confirm the costs of {useCase}',
        'add the {period} bill of {useCase}',
        'report costs for {useCase}',
      ],
      de: ['kosten von {useCase} eintragen', 'kosten von {useCase} für {period} bestätigen'],
      fr: ['enregistrer les coûts de {useCase}', 'confirmer les coûts de {useCase} pour {period}'],
      es: ['registrar los costes de {useCase}', 'confirmar los costes de {useCase} de {period}'],
    },
    needs: ['useCase'],
    takes: ['period', 'words'],
    open: (context, { useCase, period, words }) => ({
      step: { do: 'record-costs', useCase, month: findMonth(context, period) },
      prefilled: prefill({ amount: findAmount(words) }),
    }),
  }),
  request({
    key: 'import-costs',
    title: 'Import costs',
    examples: {
      en: [
        'import costs',
        'upload a cost table',
        'import the invoices from a csv',
        'load several months of costs',
        'bulk import of costs',
      ],
      de: ['kosten importieren', 'kostentabelle hochladen'],
      fr: ['importer les coûts', 'charger un tableau de coûts'],
      es: ['importar costes', 'subir una tabla de costes'],
    },
    open: () => ({ step: { do: 'import-costs' } }),
  }),
]);
