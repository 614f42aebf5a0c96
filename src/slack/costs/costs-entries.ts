import { lastFullMonth, listWaiting } from '../../domain/costs/index.ts';
import type { Step } from '../../domain/decide.ts';
import { type Month, maxCostsPerForm, type UseCase } from '../../domain/register.ts';
import { readNumber } from '../../domain/typed.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { checkAnswers, prefill } from '../kit/answer-words.ts';
import { findStepRefusal } from '../kit/form.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, type Period, request } from '../kit/question.ts';
import { costPlanQuestions } from './cost-plan-questions.ts';
import { costQuestions } from './cost-questions.ts';
import { costReportQuestions } from './cost-report-questions.ts';
import { removeCostsQuestions } from './remove-costs-questions.ts';

/** Returns the one month of a period, if it is over; otherwise null, and the form asks. */
function findMonth({ today }: PageContext, period: Period | undefined): string | null {
  const month = period?.from.slice(0, 7);
  return month !== undefined && month === period?.to.slice(0, 7) && month <= lastFullMonth(today)
    ? month
    : null;
}

/**
 * Returns the step that records a month of all running use cases that this person may record: those that wait for them,
 * if there are any.
 */
function chooseSeveral(context: PageContext, month: Month): Step {
  const { register, actor, today } = context;
  const waiting = listWaiting(register, actor.id, month, today);
  const running = listRunning(register);
  const may = ({ key }: UseCase) =>
    findStepRefusal({ do: 'record-costs', useCase: key, month }, context) === null;
  const useCases = (waiting.length > 0 ? waiting : running.filter(may))
    .slice(0, maxCostsPerForm)
    .map(({ key }) => key);
  if (useCases.length > 1) return { do: 'record-costs-several', useCases, month };
  const only = useCases[0] ?? running[0]?.key;
  return only === undefined ? { do: 'register-use-case' } : { do: 'record-costs', useCase: only, month };
}

/** A number that is not the amount: "2,580, not 2,620". */
const otherAmount =
  /\b(?:not|rather than|instead of|from|nicht|statt|von|pas|non|au lieu de|no|en vez de|en lugar de)\s+[$€£]?\s*\d[\d.,]*/gi;

/** Returns the amount in typed words, such as "$1,200"; undefined for no amount or for several numbers. */
function findAmount(words: string | undefined): number | undefined {
  const numbers = words?.replace(otherAmount, ' ').match(/\d[\d.,]*\d|\d/g) ?? [];
  const [typed] = numbers;
  if (typed === undefined || numbers.length > 1) return undefined;
  const read = [readNumber(typed), readNumber(typed, { decimals: true })].find(({ ok }) => ok);
  return read?.ok ? read.value : undefined;
}

export const costsEntries: readonly Entry[] = checkAnswers([
  ...costQuestions,
  ...costReportQuestions,
  ...costPlanQuestions,
  ...removeCostsQuestions,
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
        'the invoice for {useCase} came in',
        'correct the costs of {useCase} for {period}',
        'redo the costs of {period}',
        'the {period} bill was wrong',
        'we paid {words} for {useCase}',
        'sign off the costs of {useCase}',
        '{period} came to {words}',
        'the amount we entered was too high',
        'fix the cost figure for {period}',
        'here is the {period} invoice for {useCase}: {words}',
        '{useCase} came to {words} in {period}',
        'final {period} invoice for {useCase} came in at {words} in the end, not {words}',
        '{useCase} was {words}, not {words}, in {period}',
        '{period} invoice was corrected to {words}',
        'the {period} amount was only a test, remove it',
        'the bill of {useCase} is {words}',
        'we were charged {words} for {useCase}',
        '{period} should be {words}',
        'a credit note for {period} came in',
      ],
      de: [
        'kosten von {useCase} eintragen',
        'kosten von {useCase} für {period} bestätigen',
        'rechnung für {useCase} ist da',
        'kosten {period} korrigieren',
        '{period} hat {words} gekostet, bitte notieren',
        'die rechnung vom {period} wurde korrigiert',
      ],
      fr: [
        'enregistrer les coûts de {useCase}',
        'confirmer les coûts de {useCase} pour {period}',
        'saisir la facture de {useCase}',
        'corriger les coûts de {period}',
        'la facture de {period} a été corrigée',
      ],
      es: [
        'registrar los costes de {useCase}',
        'confirmar los costes de {useCase} de {period}',
        'llegó la factura de {useCase}',
        'corregir los costes de {period}',
        'corrigieron la factura de {period}',
      ],
    },
    needs: ['useCase'],
    takes: ['period', 'words'],
    open: (context, { useCase, period, words }) => ({
      step: { do: 'record-costs', useCase, month: findMonth(context, period) },
      prefilled: prefill({ amount: findAmount(words) }),
    }),
  }),
  request({
    key: 'record-costs-several',
    title: 'Record a month of several use cases',
    examples: {
      en: [
        'enter the costs of all use cases',
        'fill in the {period} bills of all bots together',
        'confirm the amounts of every use case in a single step',
        'record {period} for all of them at once',
        'i have the {period} amounts of everything, let me enter them together',
        'one form for all costs of {period}',
        'all {period} costs in one go',
        'enter every bill of the month at the same time',
        'the bills of both use cases are here',
        'sign off the month for all use cases',
        'several owners gave me their {period} invoices, I would enter them side by side',
        '{period} costs of two use cases, one form',
      ],
      de: [
        'kosten von allen use cases auf einmal eintragen',
        'alle beträge für {period} zusammen bestätigen',
        'die rechnungen aller bots in einem formular',
      ],
      fr: ['saisir les coûts de tous les cas d’usage en une fois', 'confirmer tous les montants de {period}'],
      es: ['registrar los costes de todos los casos a la vez', 'confirmar todos los importes de {period}'],
    },
    takes: ['period'],
    open: (context, { period }) => ({
      step: chooseSeveral(context, findMonth(context, period) ?? lastFullMonth(context.today)),
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
        'all invoices at once',
        'paste in a spreadsheet of costs',
        'csv with our monthly bills',
        'finance sent a spreadsheet with all bills',
        'read in our billing export',
        'finance exported a table with what each assistant cost us per month',
        'csv from the billing page, six months, to upload',
        'i can copy the whole billing history out of excel',
        'pasting the monthly costs of last year',
      ],
      de: [
        'kosten importieren',
        'kostentabelle hochladen',
        'alle rechnungen auf einmal einspielen',
        'excel mit allen rechnungen einlesen',
        'kosten per csv hochladen',
      ],
      fr: [
        'importer les coûts',
        'charger un tableau de coûts',
        'charger toutes les factures d’un coup',
        'j’ai un tableau avec les factures de plusieurs mois',
      ],
      es: ['importar costes', 'subir una tabla de costes', 'subir todas las facturas de una vez'],
    },
    open: () => ({ step: { do: 'import-costs' } }),
  }),
]);
