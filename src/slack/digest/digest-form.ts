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
  submit: 'Save',
  edits: ({ channel: id = '' }, register) => ({ entity: 'digests', id, shown: register.digests.get(id) }),
  intro: () => [
    section(
      'Once a week the channel gets the verdict, what changed, the blockers with their owners, and adoption. `/stage3 digest` shows it to you alone.',
    ),
  ],
  fields: ({ channel: id }, { register }) => {
    const usual = defaultSchedule(register);
    const known: Pick<Digest, 'weekday' | 'time' | 'timeZone'> = register.digests.get(id ?? '') ?? usual;
    return {
      channel: channel({
        label: 'Channel',
        hint: 'Crossing posts a message there now, as a test. Invite it first: /invite @Crossing',
        initial: id,
      }),
      weekday: choice({ label: 'Weekday', options: weekdayOptions, initial: `${known.weekday}` as Weekday }),
      time: time({ label: 'Time', initial: known.time }),
      timeZone: text({
        label: 'Time zone',
        hint: 'Such as Europe/Berlin.',
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
      text: `${channelMention(id)} gets the digest${digest ? ` ${describeSchedule(digest)}` : ''}. Crossing posts a message there now and tells you if that fails.`,
      next: listTestSteps(context),
    };
  },
});
