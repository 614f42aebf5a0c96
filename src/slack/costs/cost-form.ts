import {
  costsOf,
  findMonthProblem,
  findOpenMonth,
  formatMonth,
  isReportOwner,
  lastFullMonth,
  recordCosts,
  reportOwnerOf,
  shiftMonth,
} from '../../domain/costs/index.ts';
import type { Refusal } from '../../domain/decide.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import {
  type Cost,
  costId,
  isOver,
  type Month,
  maxAmount,
  maxCount,
  settingsOf,
} from '../../domain/register.ts';
import { enteredNumber } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, recordButton, section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { type FormContext, form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { number, optionalNumber } from '../kit/number-fields.ts';
import { costSourceOptions, describeSpikeOf } from './cost-words.ts';

/** The months that the form offers. Older ones are imported. */
const monthsOffered = 13;

const listMonths = (today: string): readonly Month[] =>
  Array.from({ length: monthsOffered }, (_, index) => shiftMonth(lastFullMonth(today), -index));

/** Returns the months that a use case can still record, newest first. */
const listNewMonths = (context: FormContext, key: string): readonly Month[] =>
  listMonths(context.today).filter(
    (month) =>
      !context.register.costs.has(costId(key, month)) &&
      findMonthProblem(getUseCase(context, key), month, context.today) === null,
  );

/** Returns the question to confirm before a month is removed. */
export const confirmRemoval = (month: Month): string =>
  `Crossing removes the costs of ${formatMonth(month)}. The change log keeps them.`;

const refuseFull = (key: string): Refusal => ({
  code: 'not-now',
  message: `The last ${monthsOffered} months of ${key} are recorded. Edit one in its list, or import older ones.`,
});

/** Returns who recorded the month, and what submitting the form does. */
function describeKnown({ register, actor, at }: FormContext, key: string, known: Cost): string {
  const money = createMoneyFormat(register);
  const recorded = `${mention(known.by)} recorded ${money(known.amount)}.`;
  if (known.confirmed !== null) return `${recorded} ${mention(known.confirmed.by)} confirmed it.`;
  return isReportOwner(register, { actor, at }, getUseCase({ register }, key))
    ? `${recorded} Submit to confirm it, or correct it.`
    : recorded;
}

export const costForm = form({
  key: 'record-costs',
  title: ({ useCase }) => `${useCase}: costs`,
  submit: 'Record',
  edits: ({ useCase, month }, { costs }) => {
    const id = costId(useCase, month ?? '');
    return { entity: 'costs', id, shown: costs.get(id) ?? null };
  },
  findRefusal: ({ useCase, month }, context) =>
    month === null && listNewMonths(context, useCase).length === 0 ? refuseFull(useCase) : null,
  intro: ({ useCase: key, month }, context) => {
    const { register } = context;
    const known = month === null ? undefined : register.costs.get(costId(key, month));
    const heading = `*${key} ${escapeMrkdwn(getUseCase(context, key).name)}*${month === null ? '' : `, ${formatMonth(month)}`}`;
    return [
      section(
        `${heading}\n${known ? describeKnown(context, key, known) : 'Enter everything that vendors charged for the month: model API, infrastructure and monitoring.'}`,
        known && month !== null
          ? recordButton({ do: 'remove-costs', useCase: key, month }, undefined, {
              confirm: confirmRemoval(month),
            })
          : undefined,
      ),
    ];
  },
  fields: ({ useCase: key, month }, context, entered) => {
    const { register, today } = context;
    const known = month === null ? undefined : register.costs.get(costId(key, month));
    const last = costsOf(register, key).at(-1);
    const months = listNewMonths(context, key);
    const next = findOpenMonth(register, getUseCase(context, key), today);
    const [newest] = months;
    // Nobody means a month before those that are recorded without choosing it.
    const isEarlier = newest !== undefined && last !== undefined && newest < last.month;
    return {
      month:
        month === null
          ? choice({
              label: 'Month',
              options: months.map((one) => [one, formatMonth(one)] as const),
              // Somebody may record one while the form is open. The decision then says so.
              also: listMonths(today),
              initial: next?.cost === null ? next.month : isEarlier ? undefined : newest,
            })
          : undefined,
      amount: number({
        label: 'Amount',
        hint: `In ${settingsOf(register).currency}. Enter 0 for a month without costs.`,
        initial: enteredNumber(entered, 'amount') ?? known?.amount,
        max: maxAmount,
        decimals: true,
      }),
      tokens: optionalNumber({ label: 'Tokens', initial: known?.tokens, max: maxCount }),
      calls: optionalNumber({ label: 'Calls', initial: known?.calls, max: maxCount }),
      source: choice({
        label: 'Source of the amount',
        options: costSourceOptions,
        initial: known?.source ?? last?.source,
      }),
    };
  },
  decide: ({ month: chosen, ...figures }, { useCase, month }, register, act) =>
    recordCosts(register, { ...figures, useCase, month: month ?? chosen ?? '', isNew: month === null }, act),
  done: ({ month: chosen, amount }, { useCase: key, month: given }, context) => {
    const { register, today } = context;
    const month = given ?? chosen ?? '';
    const useCase = getUseCase(context, key);
    const cost = register.costs.get(costId(key, month));
    const money = createMoneyFormat(register);
    const spike = cost ? describeSpikeOf(register, cost) : '';
    const owner = reportOwnerOf(register, useCase);
    const open = isOver(useCase) ? null : findOpenMonth(register, useCase, today);
    return {
      text: [
        `The costs of ${key} in ${formatMonth(month)} are recorded: *${money(cost?.amount ?? amount)}*.`,
        ...(spike === '' ? [] : [`:warning: This is ${spike}.`]),
        ...(cost?.confirmed || owner === null ? [] : [`Waiting for ${mention(owner)} to confirm.`]),
      ].join(' '),
      next: [
        ...(open === null ? [] : [{ do: 'record-costs', useCase: key, month: open.month } as const]),
        ...findNextSteps(context, key),
      ],
      useCase: key,
    };
  },
});
