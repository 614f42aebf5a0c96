import { costsOf, formatMonth } from '../../domain/costs/index.ts';
import { fromPerson, fromRecords, refTo } from '../../domain/facts.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { costId } from '../../domain/register.ts';
import { formatUseCase } from '../kit/answer-words.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import { mention, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import { type Entry, question } from '../kit/question.ts';
import { confirmRemoval } from './cost-form.ts';

export const removeCostsQuestions: readonly Entry[] = [
  question({
    key: 'remove-costs',
    title: 'Remove the costs of a month',
    wording: 'request',
    examples: {
      en: [
        'remove the {period} costs of {useCase}',
        'delete {period} for {useCase}',
        'the {period} amount of {useCase} was booked by mistake, take the month out',
        'the {period} bill belongs to another use case, delete it',
        'take {period} out of the costs of {useCase}',
        'erase a month of costs',
        'that invoice was not ours, remove it from {useCase}',
        'undo the costs of {period}',
        'wipe the {period} figure of {useCase}',
        '{period} was entered on the wrong use case',
        'no costs in {period} after all, delete the entry',
        'the {period} invoice belonged to a test account, get rid of it',
        'nothing should be recorded for {period}, the invoice was refunded',
      ],
      de: [
        'kosten von {period} löschen',
        '{period} bei {useCase} wieder herausnehmen',
        'die rechnung vom {period} gehört nicht zu {useCase}, bitte entfernen',
      ],
      fr: ['supprimer les coûts de {period}', 'la facture de {period} n’est pas pour {useCase}, efface-la'],
      es: ['borrar los costes de {period}', 'la factura de {period} no era de {useCase}, quítala'],
    },
    needs: ['useCase'],
    takes: ['period'],
    answer: (context, { useCase: key, period }) => {
      const { register, today } = context;
      const money = createMoneyFormat(register);
      const all = [...costsOf(register, key)].reverse();
      const isNamed = ({ month }: (typeof all)[number]) =>
        period !== undefined && period.from.slice(0, 7) <= month && month <= period.to.slice(0, 7);
      const named = all.filter(isNamed);
      const found = named.length > 0 ? named : all.slice(0, 2);
      const [first] = found;
      const name = formatUseCase(getUseCase(context, key));
      return {
        text: first
          ? joinSentences(
              period !== undefined && named.length === 0 && `${name} has no costs in that time.`,
              `The costs of ${name}: ${listSome(
                found.map(
                  ({ month, amount, by }) =>
                    `${formatMonth(month)} ${money(amount)}, recorded by ${mention(by)}`,
                ),
                3,
              )}.`,
              'The change log keeps a month that is removed.',
            )
          : `No costs of ${name} are recorded, so there is no month to remove.`,
        source:
          first && found.length === 1
            ? fromPerson(first.by, first.on, refTo('costs', costId(key, first.month)))
            : fromRecords(today, key),
        data: { useCase: key, months: found.slice(0, 20).map(({ month, amount }) => ({ month, amount })) },
        next: first
          ? found
              .slice(0, 2)
              .map(
                ({ month }): Offer => [
                  { do: 'remove-costs', useCase: key, month },
                  `Remove ${formatMonth(month)}`,
                  confirmRemoval(month),
                ],
              )
          : [[{ page: 'use-case-costs', args: { useCase: key } }, 'Costs']],
        about: { useCase: key },
      };
    },
  }),
];
