import { type Entry, question } from '../kit/question.ts';
import { answerMissing, answerReportOwner } from './cost-answers.ts';

/** Questions about the owner of a cost report, and about costs that are missing. */
export const costReportQuestions: readonly Entry[] = [
  question({
    key: 'cost-report-owner',
    title: 'Who owns the cost report of a use case?',
    examples: {
      en: [
        'who owns the cost report of {useCase}',
        'who reports the costs of {useCase}',
        'who confirms the costs of {useCase}',
        'cost report owner {useCase}',
        'who is responsible for the budget of {useCase}',
        'whose job is the cost report of {useCase}',
        'who signs off the bill of {useCase}',
        'who checks the invoices of {useCase}',
        'who watches the spending of {useCase}',
        'who sends in the monthly cost figures for {useCase}',
        'who hands in the costs of {useCase}',
        'whom do I ask about the bill of {useCase}',
        'who is accountable for the spending of {useCase}',
        'who gets the cost reminders of {useCase}',
      ],
      de: [
        'wer verantwortet den kostenbericht von {useCase}',
        'wer meldet die kosten von {useCase}',
        'wer prüft die rechnung von {useCase}',
        'wer liefert die kostenzahlen von {useCase}',
        'wen frage ich wegen der rechnung von {useCase}',
      ],
      fr: [
        'qui est responsable du rapport de coûts de {useCase}',
        'qui confirme les coûts de {useCase}',
        'qui contrôle la facture de {useCase}',
        'à qui demander la facture de {useCase}',
      ],
      es: [
        'quién lleva el informe de costes de {useCase}',
        'quién confirma los costes de {useCase}',
        'quién controla la factura de {useCase}',
        'a quién pregunto por la factura de {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerReportOwner(context, useCase),
  }),

  question({
    key: 'missing-costs',
    title: 'Which costs are missing?',
    examples: {
      en: [
        'which costs are missing',
        'which months are missing',
        'which months of {useCase} have no costs',
        'are all costs of {period} recorded',
        'which costs are not confirmed',
        'who has not reported costs',
        'missing cost reports {period}',
        'is the bill for {period} in yet',
        'did everybody hand in their costs',
        'which invoices have not been entered',
        'is {period} closed',
        'unconfirmed costs',
        'whose costs are late',
        'do we still lack a bill',
        'has {period} been signed off',
        'is there a hole in the cost records',
      ],
      de: [
        'welche kosten fehlen',
        'welche monate fehlen bei {useCase}',
        'sind die kosten für {period} schon da',
        'welche rechnungen wurden noch nicht erfasst',
        'ist der {period} schon abgeschlossen',
        'haben alle ihre kosten gemeldet',
      ],
      fr: [
        'quels coûts manquent',
        'quels mois manquent pour {useCase}',
        'les coûts de {period} sont-ils saisis',
        'reste-t-il des factures à saisir',
      ],
      es: [
        'qué costes faltan',
        'qué meses faltan de {useCase}',
        'están ya los costes de {period}',
        'queda alguna factura por registrar',
      ],
    },
    takes: ['useCase', 'period'],
    answer: (context, { useCase, period }) => answerMissing(context, useCase, period),
  }),
];
