import { checkIn, checkInsOf, defaultCheckInDay, formatWeekWithAge } from '../../domain/adoption/index.ts';
import { formatDay, weekOf } from '../../domain/calendar.ts';
import { maxPeople } from '../../domain/register.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { date, readEnteredDay } from '../kit/date-fields.ts';
import type { Field } from '../kit/fields.ts';
import { type Entered, form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { number } from '../kit/number-fields.ts';
import { optionalText } from '../kit/text-fields.ts';

export const checkInForm = form({
  key: 'check-in',
  title: ({ useCase }) => `${useCase}: check-in`,
  submit: 'Check in',
  intro: ({ useCase: key }, context) => {
    const latest = checkInsOf(context.register, key).at(-1);
    const last = latest
      ? `Last known: ${latest.weekly} of ${latest.intended} weekly, ${formatWeekWithAge(latest.week, context.today)}.`
      : 'This is the first check-in.';
    return [
      section(
        `*${key} ${escapeMrkdwn(getUseCase(context, key).name)}*\nHow many of its intended users used it in one week? ${last}`,
      ),
    ];
  },
  fields: ({ useCase: key, typed = {} }, context, entered) => {
    const { life, intendedUsers } = getUseCase(context, key);
    const given: Entered = { ...entered, ...typed };
    const holding = <T>(name: string, field: Field<T>): Field<T> => {
      const value = given[name];
      return typeof value === 'string' ? { ...field, element: field.withState({ value }) } : field;
    };
    return {
      on: date({
        label: 'A day in the week you report',
        initial:
          readEnteredDay(given.on) ??
          defaultCheckInDay(context.register, getUseCase(context, key), context.today),
      }),
      intended: holding(
        'intended',
        number({
          label: 'Intended users',
          hint: 'For a pilot, enter the number of volunteers.',
          initial: life.stage === 'pilot' ? life.charter.volunteers : intendedUsers,
          max: maxPeople,
        }),
      ),
      daily: holding('daily', number({ label: 'Daily users' })),
      weekly: holding(
        'weekly',
        number({ label: 'Weekly users', hint: 'Everyone who used it at least once, daily users included.' }),
      ),
      notAtAll: holding('notAtAll', number({ label: 'Not at all' })),
      result: holding(
        'result',
        optionalText({
          label: 'Results',
          hint: 'The results against the success criteria.',
          multiline: true,
        }),
      ),
    };
  },
  decide: (values, { useCase }, register, act) => checkIn(register, { ...values, useCase }, act),
  done: ({ on, weekly, intended }, { useCase }, context) => ({
    text: `Recorded for the week of ${formatDay(weekOf(on))}: ${weekly} of ${intended} use *${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* at least weekly.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});
