import {
  budgetOf,
  compareRoi,
  costsOf,
  dueOnWorkingDay,
  formatMonth,
  monthsBefore,
  spikeFactor,
} from '../../domain/costs/index.ts';
import { fromRecords, refTo } from '../../domain/facts.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { costId, evidenceId } from '../../domain/register.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { formatUseCase, joinShortly, offerStep } from '../kit/answer-words.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { answerBudget, answerChange } from './cost-answers.ts';

/** Answers with the budgets of all running use cases; with one budget, also what it is compared with. */
function answerBudgets(context: PageContext): Answer {
  const { register, today } = context;
  const money = createMoneyFormat(register);
  const running = listRunning(register);
  const budgets = running.flatMap((useCase) => {
    const budget = budgetOf(register, useCase.key);
    return budget === null ? [] : [{ useCase, budget, cost: costsOf(register, useCase.key).at(-1) }];
  });
  const [first] = budgets;
  if (first && budgets.length === 1) return answerBudget(context, first.useCase.key, undefined);
  const words = budgets.map(
    ({ useCase, budget, cost }) =>
      `${formatUseCase(useCase)} ${money(budget)}${cost ? ` (${formatMonth(cost.month)}: ${money(cost.amount)})` : ''}`,
  );
  return {
    text: first
      ? `${formatCount(budgets.length, 'monthly budget is', 'monthly budgets are')} recorded: ${joinShortly(words, 4)}.`
      : 'No budget is recorded. Add one to the cost monitoring evidence of a use case.',
    source: fromRecords(
      today,
      ...budgets
        .slice(0, 20)
        .map(({ useCase }) => refTo('evidence', evidenceId(useCase.key, 'cost-monitoring'))),
    ),
    data: { budgets: budgets.slice(0, 50).map(({ useCase, budget }) => ({ useCase: useCase.key, budget })) },
    next: [[{ page: 'costs' }, 'All costs']],
  };
}

/** Compares the costs and the net value a year, as calculated, with those of the recorded months. */
function answerRealRoi(context: PageContext, key: string): Answer {
  const { register, today } = context;
  const useCase = getUseCase(context, key);
  const name = formatUseCase(useCase);
  const compared = compareRoi(register, useCase);
  const next: Answer['next'] = [[{ page: 'use-case-costs', args: { useCase: key } }, `Costs of ${key}`]];
  if (compared === null)
    return {
      text: `The real costs of ${name} cannot be compared yet: that needs an ROI of its current stage and a recorded full month.`,
      source: fromRecords(today, key),
      data: { useCase: key, months: 0 },
      next: [...next, offerStep({ do: 'record-roi', useCase: key })],
      about: { useCase: key },
    };
  const { months, planned, real, plannedNet, realNet, roi } = compared;
  const money = createMoneyFormat(register);
  return {
    text: `${name} was planned at ${money(planned)} a year for model API, infrastructure and monitoring. Its ${formatCount(months.length, 'recorded month')} in ${roi.phase} come to *${money(real)}* a year. So the net value is *${money(realNet)}* a year instead of ${money(plannedNet)}.`,
    source: fromRecords(today, ...months.map(({ month }) => refTo('costs', costId(key, month)))),
    data: { useCase: key, phase: roi.phase, months: months.length, planned, real, plannedNet, realNet },
    next,
    about: { useCase: key },
  };
}

export const costPlanQuestions: readonly Entry[] = [
  question({
    key: 'budgets',
    title: 'What are our budgets?',
    covers: ['budget'],
    examples: {
      en: [
        'what are our budgets',
        'monthly budget',
        'budgets of all use cases',
        'how much may we spend a month',
        'what budget was agreed',
        'what is the spending limit',
        'how much money do we have for ai each month',
        'budget per month',
        'what may ai cost us a month',
        'how much is set aside for ai',
        'do we have a budget at all',
      ],
      de: [
        'welche budgets haben wir',
        'monatsbudget',
        'wie viel dürfen wir im monat ausgeben',
        'gibt es überhaupt ein budget',
      ],
      fr: ['quels sont nos budgets', 'combien pouvons-nous dépenser par mois', 'avons-nous un budget'],
      es: ['cuáles son nuestros presupuestos', 'cuánto podemos gastar al mes', 'tenemos presupuesto'],
    },
    answer: answerBudgets,
  }),
  question({
    key: 'real-roi',
    title: 'What is the ROI of a use case with its real costs?',
    examples: {
      en: [
        'roi of {useCase} with the real costs',
        'does {useCase} cost what we calculated',
        'planned and actual costs of {useCase} per year',
        'did the running costs of {useCase} turn out as planned',
        'how far off was our estimate for {useCase}',
        'net value of {useCase} after the actual bills',
        'expected versus actual spending of {useCase}',
        'roi of {useCase} with what we really paid',
        'actual against planned cost of {useCase}',
        'what does {useCase} really cost per year',
        'cost of {useCase} a year at the current rate',
        'yearly run rate of {useCase}',
      ],
      de: [
        'roi von {useCase} mit den echten kosten',
        'geplante und tatsächliche kosten von {useCase}',
        'was kostet {useCase} wirklich im jahr',
      ],
      fr: [
        'roi de {useCase} avec les coûts réels',
        'coûts prévus et réels de {useCase}',
        'que coûte vraiment {useCase} par an',
      ],
      es: [
        'roi de {useCase} con los costes reales',
        'costes previstos y reales de {useCase}',
        'cuánto cuesta realmente {useCase} al año',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerRealRoi(context, useCase),
  }),
  question({
    key: 'cost-change',
    title: 'How much have the costs changed since a month?',
    examples: {
      en: [
        'costs compared with {period}',
        'how much more than {period} do we pay',
        'rise of the costs relative to {period}',
        'ai bill versus {period}',
        'did we pay less than {period}',
        'by how much have the costs gone up since {period}',
        'how did the costs develop from one month to the next',
      ],
      de: [
        'kosten im vergleich zum {period}',
        'um wie viel sind die kosten gegenüber {period} gestiegen',
        'wie viel mehr zahlen wir als im {period}',
      ],
      fr: [
        'coûts comparés à {period}',
        'de combien les coûts ont augmenté par rapport à {period}',
        'combien de plus qu’en {period}',
      ],
      es: [
        'costes en comparación con {period}',
        'cuánto más que en {period} pagamos',
        'costes respecto a {period}',
      ],
    },
    takes: ['period'],
    answer: (context, { period }) => answerChange(context, period),
  }),
  question({
    key: 'cost-rules',
    title: 'When is a month a cost spike?',
    examples: {
      en: [
        'what counts as a cost spike',
        'from when on is a month unusually expensive',
        'how much more must a month cost to be flagged',
        'deadline for the monthly costs',
        'by when are the costs of a month confirmed',
        'on which day are the monthly costs due',
        'when is the cost report due',
        'by which day do i have to confirm costs',
        'how long may i take to confirm the costs of a month',
        'how do you define a cost spike',
        'what makes a month a spike',
        'does working time belong in the monthly costs',
        'are the hours of ai operations part of the costs',
        'do we count our own hours as costs',
        'what belongs in the cost record',
        'when does a month get flagged as too expensive',
        'at what point is a month flagged',
        'until which working day can I confirm the costs',
        'how many working days do I have for the cost report',
        'which rise of the costs is too much',
        'do salaries count as costs',
      ],
      de: [
        'ab wann gilt ein monat als kostenausreißer',
        'bis wann müssen die kosten bestätigt sein',
        'wann ist der kostenbericht fällig',
        'zählt arbeitszeit zu den monatlichen kosten',
        'was gehört in die kosten',
        'bis zu welchem arbeitstag muss ich die kosten bestätigen',
      ],
      fr: [
        'à partir de quand un mois est-il un pic de coûts',
        'quand faut-il confirmer les coûts du mois',
        'les heures de travail comptent-elles dans les coûts',
        'jusqu’à quel jour ouvré peut-on confirmer les coûts',
      ],
      es: [
        'cuándo se considera un mes un pico de costes',
        'hasta cuándo hay que confirmar los costes',
        'cuentan las horas de trabajo como coste',
        'hasta qué día laborable se confirman los costes',
      ],
    },
    answer: () => ({
      text: `A month is a spike if it costs at least ${spikeFactor} times the mean of the ${monthsBefore} months before, or more than its budget. The owner of the cost report confirms each month by the ${dueOnWorkingDay}th working day of the next month, with 0 if it cost nothing. Costs are what vendors invoice: the time of AI Operations is on no invoice, so it belongs to the ROI.`,
      source: null,
      data: { spikeFactor, monthsBefore, dueOnWorkingDay },
      next: [[{ page: 'costs' }, 'All costs']],
    }),
  }),
];
