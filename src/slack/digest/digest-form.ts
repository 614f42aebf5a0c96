import { chooseDigest, defaultSchedule } from '../../domain/digest/index.ts';
import type { Digest } from '../../domain/register.ts';
import { channelMention, section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { time } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { channel } from '../kit/people-fields.ts';
import { text } from '../kit/text-fields.ts';
import { describeSchedule, weekdayOptions } from '../kit/words.ts';

type Weekday = (typeof weekdayOptions)[number][0];

export const digestForm = form({
  key: 'choose-digest',
  title: () => 'Weekly digest',
  submit: 'Choose',
  edits: ({ channel: id = '' }, register) => ({ entity: 'digests', id, shown: register.digests.get(id) }),
  intro: () => [
    section(
      'Once a week: the verdict, what changed, what blocks us and whom it waits for, how adoption goes. `/stage3 digest` shows it to you alone.',
    ),
  ],
  fields: ({ channel: id }, { register }) => {
    const usual = defaultSchedule(register);
    const known: Pick<Digest, 'weekday' | 'time' | 'timeZone'> = register.digests.get(id ?? '') ?? usual;
    return {
      channel: channel({
        label: 'Channel',
        hint: 'A line is posted there at once, to try it. Crossing must be in the channel: /invite @Crossing',
        initial: id,
      }),
      weekday: choice({ label: 'Every', options: weekdayOptions, initial: `${known.weekday}` as Weekday }),
      time: time({ label: 'At', initial: known.time }),
      timeZone: text({
        label: 'Time zone',
        hint: 'Written like Europe/Berlin.',
        initial: known.timeZone,
        max: 64,
      }),
    };
  },
  decide: ({ weekday, ...values }, _, register, act) =>
    chooseDigest(register, { ...values, weekday: Number(weekday) }, act),
  done: ({ channel: id }, _, context) => {
    const digest = context.register.digests.get(id);
    return {
      text: `${channelMention(id)} gets the digest${digest ? ` ${describeSchedule(digest)}` : ''}. A word about that is posted there now; you hear from me if it is not taken.`,
      next: listTestSteps(context),
    };
  },
});
