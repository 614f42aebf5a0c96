import { budgetOf, formatMonth, recordCostsSeveral } from '../../domain/costs/index.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { type Cost, costId, maxAmount, settingsOf } from '../../domain/register.ts';
import { capitalize } from '../../domain/wording.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import type { Field } from '../kit/fields.ts';
import { type FormContext, form } from '../kit/form.ts';
import { getUseCase, listTestSteps } from '../kit/next-steps.ts';
import { optionalNumber } from '../kit/number-fields.ts';
import { costSourceOptions, describeSpikeOf } from './cost-words.ts';

/** Makes the field for the amount of a use case, with the recorded one in it. */
function amountField(context: FormContext, key: string, month: string): Field<number | null> {
  const { register } = context;
  const known = register.costs.get(costId(key, month));
  const budget = budgetOf(register, key);
  const spike = known ? describeSpikeOf(register, known) : '';
  const hint = [
    ...(spike === '' ? [] : [`${capitalize(spike)}.`]),
    ...(budget === null ? [] : [`The budget is ${createMoneyFormat(register)(budget)}.`]),
  ].join(' ');
  return optionalNumber({
    label: `${key} ${getUseCase(context, key).name}`,
    ...(hint === '' ? {} : { hint }),
    initial: known?.amount,
    max: maxAmount,
    decimals: true,
  });
}

export const costsSeveralForm = form({
  key: 'record-costs-several',
  title: () => 'Monthly costs',
  submit: 'Confirm',
  edits: ({ useCases, month }, { costs }) => ({
    entity: 'costs',
    id: costId(useCases[0] ?? '', month),
    shown: useCases.map((key) => costs.get(costId(key, month)) ?? null),
  }),
  intro: ({ month }, { register }) => [
    section(
      `*${formatMonth(month)}*, in ${settingsOf(register).currency}\nEnter everything that vendors charged for the month. You confirm the amounts with it. Leave a line empty if you do not know yet.`,
    ),
  ],
  fields: ({ useCases, month }, context): Record<string, Field<number | null | Cost['source']>> => ({
    ...Object.fromEntries(useCases.map((key) => [key, amountField(context, key, month)])),
    source: choice({ label: 'Source of new amounts', options: costSourceOptions, initial: 'measured' }),
  }),
  decide: ({ source, ...amounts }, { month }, register, act) =>
    recordCostsSeveral(
      register,
      {
        month,
        source: source === 'typed' ? 'typed' : 'measured',
        rows: Object.entries(amounts).map(([useCase, amount]) => ({
          useCase,
          amount: typeof amount === 'number' ? amount : null,
        })),
      },
      act,
    ),
  done: ({ source: _, ...amounts }, { month }, context) => {
    const { register } = context;
    const money = createMoneyFormat(register);
    const lines = Object.entries(amounts).flatMap(([key, amount]) => {
      const cost = typeof amount === 'number' ? register.costs.get(costId(key, month)) : undefined;
      if (!cost) return [];
      const spike = describeSpikeOf(register, cost);
      const name = escapeMrkdwn(getUseCase(context, key).name, 80);
      return [`• *${key} ${name}*: ${money(cost.amount)}${spike === '' ? '' : ` :warning: ${spike}`}`];
    });
    return {
      text: `The costs of ${formatMonth(month)} are recorded:\n${lines.join('\n')}`,
      next: listTestSteps(context),
    };
  },
});
