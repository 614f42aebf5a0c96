import { enterAbsence } from '../../domain/absences/index.ts';
import { formatDay } from '../../domain/calendar.ts';
import { findOpenAbsence, leadOf, localDaysAt } from '../../domain/people.ts';
import { mention, section } from '../kit/blocks.ts';
import { date, readEnteredDay } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { optionalPerson, readEnteredPerson } from '../kit/people-fields.ts';

export const absenceForm = form({
  key: 'enter-absence',
  title: () => 'Enter absence',
  submit: 'Save',
  intro: () => [
    section(
      'Crossing sends you no reminders while you are away. Urgent ones go to your deputy, who can act for you on your use cases. Without a deputy they go to the transformation lead. When you are back, your next daily message lists what is due.',
    ),
  ],
  fields: (_, { register, actor, at }, entered) => {
    const today = localDaysAt(register, at)(actor.id);
    const known = findOpenAbsence(register, actor.id, today);
    const until = readEnteredDay(entered.until) ?? known?.until;
    return {
      from: date({ label: 'First day away', initial: readEnteredDay(entered.from) ?? known?.from ?? today }),
      until: date({ label: 'Last day away', ...(until === undefined ? {} : { initial: until }) }),
      deputy: optionalPerson({
        label: 'Deputy',
        hint: 'A full member who is not away on these days. If your deputy is away too, urgent reminders go to their deputy, then to the lead.',
        initial: readEnteredPerson(entered.deputy) ?? known?.deputy,
      }),
    };
  },
  decide: (values, _, register, act) => enterAbsence(register, values, act),
  done: ({ from, until, deputy }, _, context) => {
    const { register, actor } = context;
    const lead = leadOf(register);
    const instead = deputy ?? (lead === actor.id ? null : lead);
    return {
      text: `You are away from ${formatDay(from)} to ${formatDay(until)}. ${instead === null ? 'Nobody gets your urgent reminders.' : `Urgent reminders go to ${mention(instead)}.`}`,
      next: listTestSteps(context),
    };
  },
});
