import { addDays, formatDay } from '../../domain/calendar.ts';
import {
  checklistEntry,
  checklistOf,
  isWaivable,
  maxWaiverDays,
  sortItemsByUrgency,
  waive,
} from '../../domain/checklist/index.ts';
import { categoryEntry } from '../../domain/infrastructure/index.ts';
import type { ChecklistItem } from '../../domain/register.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { date, readEnteredDay } from '../kit/date-fields.ts';
import { type Entered, type FormContext, form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { text } from '../kit/text-fields.ts';
import { neverWaived } from './waiver-words.ts';

const renderException = (today: string, entered: Entered) => ({
  reason: text({ label: 'Reason', multiline: true }),
  until: date({
    label: 'Until',
    hint: `The last day of the waiver, ${formatDay(addDays(today, maxWaiverDays))} at the latest.`,
    initial: readEnteredDay(entered.until) ?? addDays(today, 30),
  }),
});

const findWaivable = (context: FormContext, key: string) =>
  sortItemsByUrgency(checklistOf(context.register, getUseCase(context, key), context.today)).filter(
    ({ item, state }) => state === 'open' && isWaivable(item),
  );

export const waiveForm = form({
  key: 'waive',
  title: ({ useCase }) => `${useCase}: waiver`,
  submit: 'Grant',
  findRefusal: ({ useCase, item }, context) => {
    if (item !== undefined && !isWaivable(item)) return { code: 'not-now', message: neverWaived };
    return findWaivable(context, useCase).length > 0
      ? null
      : { code: 'not-now', message: `${useCase} has no item that can be waived. ${neverWaived}` };
  },
  intro: () => [
    section(
      'A waiver lets the use case go live without the item. Requirement 1 still needs it. A missing DPA cannot be waived.',
    ),
  ],
  fields: ({ useCase }, context, entered) => ({
    item: choice({
      label: 'Item',
      initial: entered.item as ChecklistItem | undefined,
      options: findWaivable(context, useCase).map(({ item }) => [item, checklistEntry(item).title] as const),
    }),
    ...renderException(context.today, entered),
  }),
  decide: ({ item, ...values }, { useCase }, register, act) =>
    waive(register, { ...values, useCase, subject: { kind: 'item', item } }, act),
  done: ({ item, until }, { useCase }, context) => ({
    text: `*${checklistEntry(item).title}* of ${useCase} is waived until ${formatDay(until)}.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});

export const waiveDriftForm = form({
  key: 'waive-drift',
  title: ({ useCase }) => `${useCase}: waiver`,
  submit: 'Grant',
  intro: () => [
    section(
      'With a waiver it may run on something other than the committed decision, until the day you choose. Every verdict shows the waiver and its end.',
    ),
  ],
  fields: (_, { today }, entered) => renderException(today, entered),
  decide: (values, { useCase, category }, register, act) =>
    waive(register, { ...values, useCase, subject: { kind: 'drift', category } }, act),
  done: ({ until }, { useCase, category }, context) => ({
    text: `${useCase} may differ from the committed ${uncapitalize(categoryEntry(category).title)} until ${formatDay(until)}.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});
