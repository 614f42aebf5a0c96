import { checkIn, checkInDay, checkInsOf } from '../../domain/adoption/index.ts';
import { daysBetween, weekOf, written } from '../../domain/calendar.ts';
import { mostPeople } from '../../domain/register.ts';
import { ago } from '../../domain/wording.ts';
import { safe, section } from '../kit/blocks.ts';
import { date } from '../kit/date-fields.ts';
import type { Field } from '../kit/fields.ts';
import { type Entered, form } from '../kit/form.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { number } from '../kit/number-fields.ts';
import { optionalText } from '../kit/text-fields.ts';

export const checkInForm = form({
  key: 'check-in',
  title: ({ useCase }) => `${useCase}: check-in`,
  submit: 'Check in',
  intro: ({ useCase: key }, scene) => {
    const latest = checkInsOf(scene.register, key).at(-1);
    const last = latest
      ? `Last known: ${latest.weekly} of ${latest.intended} weekly, week of ${written(latest.week)} (${ago(daysBetween(latest.week, scene.today))}).`
      : 'This is the first check-in.';
    return [
      section(
        `*${key} ${safe(theUseCase(scene, key).name)}*\nHow many of the people it is meant for used it in one week? ${last}`,
      ),
    ];
  },
  fields: ({ useCase: key, typed = {} }, scene, entered) => {
    const { life, intendedUsers } = theUseCase(scene, key);
    const given: Entered = { ...entered, ...typed };
    const holding = <T>(name: string, field: Field<T>): Field<T> => {
      const value = given[name];
      return typeof value === 'string' ? { ...field, element: field.holding({ value }) } : field;
    };
    return {
      on: date({
        label: 'A day of the week you speak of',
        initial: typed.on ?? checkInDay(scene.register, theUseCase(scene, key), scene.today),
      }),
      intended: holding(
        'intended',
        number({
          label: 'Intended users',
          hint: 'In a pilot, those who take part.',
          initial: life.stage === 'pilot' ? life.charter.volunteers : intendedUsers,
          max: mostPeople,
        }),
      ),
      daily: holding('daily', number({ label: 'Use it daily' })),
      weekly: holding(
        'weekly',
        number({ label: 'Use it at least weekly', hint: 'Daily users count here too.' }),
      ),
      notAtAll: holding('notAtAll', number({ label: 'Do not use it at all' })),
      result: holding(
        'result',
        optionalText({
          label: 'What you see',
          hint: 'Results against the criteria, if you have them.',
          multiline: true,
        }),
      ),
    };
  },
  decide: (values, { useCase }, register, act) => checkIn(register, { ...values, useCase }, act),
  done: ({ on, weekly, intended }, { useCase }, scene) => ({
    text: `Thank you. Week of ${written(weekOf(on))}: ${weekly} of ${intended} use *${useCase} ${safe(theUseCase(scene, useCase).name)}* at least weekly.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});
