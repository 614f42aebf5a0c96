import { formatDay } from '../../domain/calendar.ts';
import { listTimeZones, saveHoliday } from '../../domain/settings/index.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { date, optionalDate, readEnteredDay } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { text } from '../kit/text-fields.ts';

const everybody = 'everybody';

export const holidayForm = form({
  key: 'keep-holiday',
  title: () => 'Add holiday',
  submit: 'Add',
  intro: () => [section('Crossing sends no reminders on a holiday. They wait for the next working day.')],
  fields: (_, { register }, entered) => ({
    name: text({ label: 'Name', max: 80 }),
    day: date({ label: 'First day', initial: readEnteredDay(entered.day) }),
    until: optionalDate({ label: 'Last day', hint: 'If it lasts more than one day.' }),
    timeZone: choice<string>({
      label: 'Applies to',
      initial: everybody,
      options: [
        [everybody, 'Everybody'],
        ...listTimeZones(register).map((zone) => [zone, `People in ${zone}`] as const),
      ],
    }),
  }),
  decide: ({ timeZone, ...values }, _, register, act) =>
    saveHoliday(register, { ...values, timeZone: timeZone === everybody ? null : timeZone }, act),
  done: ({ name, day, until }) => ({
    text: `*${escapeMrkdwn(name)}* is added: ${formatDay(day)}${until === null || until === day ? '' : ` to ${formatDay(until)}`}.`,
    next: [{ do: 'keep-holiday' }],
  }),
});
