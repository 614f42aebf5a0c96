import { formatDay } from '../../domain/calendar.ts';
import { isActive } from '../../domain/people.ts';
import {
  createAgenda,
  findMeeting,
  listToolsOnAgenda,
  quarterTitle,
  recordReview,
} from '../../domain/reviews/index.ts';
import { followUpRowFields } from '../follow-ups/index.ts';
import { enteredDay, enteredText } from '../kit/answer-words.ts';
import { escapeMrkdwn, section, truncate } from '../kit/blocks.ts';
import { choices } from '../kit/choice-fields.ts';
import { date } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { people } from '../kit/people-fields.ts';
import { text } from '../kit/text-fields.ts';

/** The most checkboxes of a field in Slack. */
const maxTools = 10;

export const reviewForm = form({
  key: 'record-review',
  title: ({ quarter }) => `Review of ${quarterTitle(quarter)}`,
  submit: 'Record',
  edits: ({ quarter: id }, { reviews }) => ({ entity: 'reviews', id, shown: reviews.get(id) ?? null }),
  intro: (_, { register, today }) => {
    const points = createAgenda(register, today);
    const titles = points.map(
      ({ title, lines, minutes }, index) =>
        `${index + 1}. ${escapeMrkdwn(title)} (${lines.length}), ${minutes} min`,
    );
    return [
      section(
        ['*Agenda*', ...(titles.length > 0 ? titles : ['Crossing has no open points for this review.'])].join(
          '\n',
        ),
      ),
    ];
  },
  fields: ({ quarter }, { register, today, actor }, entered) => {
    const known = register.reviews.get(quarter);
    const tools = listToolsOnAgenda(register, today).slice(0, maxTools);
    return {
      heldOn: date({ label: 'Held on', initial: enteredDay(entered, 'heldOn') ?? known?.heldOn ?? today }),
      attendees: people({
        label: 'Participants',
        initial: known?.attendees ??
          findMeeting(register, quarter)?.attendees.filter((person) => isActive(register, person)) ?? [
            actor.id,
          ],
      }),
      outcome: text({
        label: 'Outcome',
        hint: 'Each change with its owner and date. If nothing changes, say so.',
        initial: enteredText(entered, 'outcome') ?? known?.outcome,
        multiline: true,
      }),
      keptTools:
        tools.length === 0
          ? undefined
          : choices({
              label: 'AI tools to keep for six months',
              hint: 'Only those without a change. /stage3 tools changes or withdraws the others.',
              options: tools.map(({ key, name, nextReviewOn }) => [
                key,
                `${truncate(name, 40)} (due on ${formatDay(nextReviewOn)})`,
              ]),
            }),
      ...followUpRowFields(),
    };
  },
  decide: ({ keptTools = [], ...values }, { quarter }, register, act) =>
    recordReview(register, { ...values, keptTools, quarter }, act),
  done: ({ heldOn }, { quarter }, context) => ({
    text: `The review of ${quarterTitle(quarter)} is recorded. All use cases in production on ${formatDay(heldOn)} count as reviewed.`,
    next: [{ do: 'add-follow-up', origin: quarter }, ...listTestSteps(context)],
  }),
});
