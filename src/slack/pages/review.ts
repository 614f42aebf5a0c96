import { z } from 'zod';
import { written } from '../../domain/calendar.ts';
import { entities } from '../../domain/register.ts';
import { agendaOf } from '../../domain/review-agenda.ts';
import { endOfQuarter, quarterOf, quarterTitle, reviewDue } from '../../domain/reviews.ts';
import {
  actions,
  context,
  header,
  mentions,
  pageButton,
  safe,
  section,
  stepButton,
} from '../views/blocks.ts';
import { type Content, page } from './page.ts';

/** How many lines of one point are shown. */
const mostLines = 6;

/** The quarterly policy review: the agenda as the register stands, and what came of it once it is held. */
export const reviewPage = page(
  'review',
  z.object({ quarter: entities.reviews.shape.quarter.optional() }),
  ({ register, today }, asked): Content => {
    const quarter = asked.quarter ?? reviewDue(register, today) ?? quarterOf(today);
    const held = register.reviews.get(quarter);
    const end = endOfQuarter(quarter);
    const points = agendaOf(register, today);
    const minutes = points.reduce((total, point) => total + point.minutes, 0);
    const duration = minutes === 0 ? '' : `The agenda takes ${minutes} minutes.`;
    const title = `Policy review of ${quarterTitle(quarter)}`;
    return {
      title: 'Policy review',
      text: title,
      blocks: [
        header(title),
        section(
          held
            ? `:white_check_mark: Held on ${written(held.heldOn)} with ${mentions(held.attendees.slice(0, 20))}\n${safe(held.outcome, 1000)}`
            : `${end < today ? 'It was due on' : 'It is due on'} ${written(end)}. ${duration}`,
        ),
        ...(points.length === 0
          ? [
              section(
                'Nothing is open that the app knows of. Record the review all the same, and say so in it.',
              ),
            ]
          : []),
        ...points.map(({ title, minutes, lines }, index) =>
          section(
            [
              `*${index + 1}. ${safe(title)}*, ${minutes} minutes`,
              ...lines.slice(0, mostLines).map((line) => `• ${safe(line, 250)}`),
              ...(lines.length > mostLines ? [`and ${lines.length - mostLines} more`] : []),
            ].join('\n'),
          ),
        ),
        context(
          'Made from what is recorded by now. Bring the approved tools and the incidents of the quarter: they are not recorded here.',
        ),
        ...actions(
          stepButton(
            { do: 'record-review', quarter },
            held ? 'Put the record right' : undefined,
            held ? undefined : { style: 'primary' },
          ),
          pageButton('Use cases', { page: 'use-cases' }),
          pageButton('Settings', { page: 'settings' }),
        ),
      ],
    };
  },
);
