import { settingsId, settingsOf } from '../../domain/register.ts';
import { changeSettings } from '../../domain/settings/index.ts';
import { section } from '../kit/blocks.ts';
import { choice, choices } from '../kit/choice-fields.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { people, readEnteredPeople } from '../kit/people-fields.ts';
import { text } from '../kit/text-fields.ts';
import { readingOptions, weekdayOptions } from '../kit/words.ts';

export const settingsForm = form({
  key: 'change-settings',
  title: () => 'Settings',
  submit: 'Save',
  edits: (_, register) => ({ entity: 'settings', id: settingsId, shown: settingsOf(register) }),
  intro: () => [
    section(
      'Settings for the whole workspace: the lead, the days for reminders, and how strict the verdict is.',
    ),
  ],
  fields: (_, { register, actor }, entered) => {
    const known = settingsOf(register);
    return {
      leads: people({
        label: 'Transformation lead',
        hint: 'The lead answers "are we Stage 3?" to leadership, and gets the reminders that have no other owner.',
        initial: readEnteredPeople(entered.leads) ?? (known.leads.length > 0 ? known.leads : [actor.id]),
      }),
      timeZone: text({
        label: 'Time zone',
        hint: 'Such as Europe/Berlin. Dates and deadlines end at midnight in this time zone.',
        initial: register.seq === 0 ? (actor.timeZone ?? known.timeZone) : known.timeZone,
        max: 64,
      }),
      workingDays: choices({
        label: 'Working days',
        hint: 'Crossing sends no reminders on other days.',
        options: weekdayOptions,
        initial: known.workingDays.map((weekday) => `${weekday}` as `${1 | 2 | 3 | 4 | 5 | 6 | 7}`),
        optional: false,
      }),
      reading: choice({ label: 'Required decisions', options: readingOptions, initial: known.reading }),
      currency: text({
        label: 'Currency',
        hint: 'Three letters, such as USD or EUR.',
        initial: known.currency,
        max: 3,
      }),
    };
  },
  decide: (values, _, register, act) =>
    changeSettings(
      register,
      {
        ...values,
        currency: values.currency.toUpperCase(),
        workingDays: values.workingDays.map(Number),
      },
      act,
    ),
  done: (_, __, context) => ({ text: 'The settings are saved.', next: listTestSteps(context) }),
});
