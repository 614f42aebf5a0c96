import { enterAbsence } from '../../domain/absences/index.ts';
import { formatDay } from '../../domain/calendar.ts';
import { findOpenAbsence, leadOf, localDaysAt } from '../../domain/people.ts';
import { mention, section } from '../kit/blocks.ts';
import { date } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { optionalPerson } from '../kit/people-fields.ts';

export const absenceForm = form({
  key: 'enter-absence',
  title: () => 'I am away',
  submit: 'Save',
  intro: () => [
    section(
      'You get no reminders while you are away. What cannot wait goes to your deputy, who may act on what you own meanwhile; without a deputy it goes to the transformation lead. When you are back, you read what is due then.',
    ),
  ],
  fields: (_, { register, actor, at }) => {
    const today = localDaysAt(register, at)(actor.id);
    const known = findOpenAbsence(register, actor.id, today);
    const until = known?.until;
    return {
      from: date({ label: 'First day away', initial: known?.from ?? today }),
      until: date({ label: 'Last day away', ...(until === undefined ? {} : { initial: until }) }),
      deputy: optionalPerson({
        label: 'Deputy',
        hint: 'A full member who is here then. If your deputy goes away too, their own deputy stands in, and after that the lead.',
        ...(known?.deputy ? { initial: known.deputy } : {}),
      }),
    };
  },
  decide: (values, _, register, act) => enterAbsence(register, values, act),
  done: ({ from, until, deputy }, _, context) => {
    const { register, actor } = context;
    const lead = leadOf(register);
    const instead = deputy ?? (lead === actor.id ? null : lead);
    return {
      text: `You are away from ${formatDay(from)} to ${formatDay(until)}. ${instead === null ? 'Nobody stands in.' : `What cannot wait goes to ${mention(instead)}.`}`,
      next: listTestSteps(context),
    };
  },
});
