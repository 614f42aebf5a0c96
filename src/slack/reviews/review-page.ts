import { z } from 'zod';
import { daysBetween, written } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import { type Day, entities } from '../../domain/register.ts';
import { agendaOf, endOfQuarter, quarterOf, quarterTitle, reviewDue } from '../../domain/reviews/index.ts';
import { counted } from '../../domain/wording.ts';
import { actions, context, header, mentions, pageButton, safe, section, stepButton } from '../kit/blocks.ts';
import { nextBlock } from '../kit/next-block.ts';
import { type Content, page } from '../kit/page.ts';

/** How many lines of one point are shown. */
const mostLines = 6;

/** "Overdue since 31 December 2025 (61 days)", "Due in 3 days (31 March 2026)". */
function dueWords(end: Day, today: Day): string {
  const days = daysBetween(today, end);
  if (days < 0) return `Overdue since ${written(end)} (${counted(-days, 'day')})`;
  return `Due ${days === 0 ? 'today' : `in ${counted(days, 'day')}`} (${written(end)})`;
}

/** The quarterly policy review: the agenda as the register stands, and what came of it once it is held. */
export const reviewPage = page(
  'review',
  z.object({ quarter: entities.reviews.shape.quarter.optional() }),
  (scene, asked): Content => {
    const { register, today } = scene;
    const quarter = asked.quarter ?? reviewDue(register, today) ?? quarterOf(today);
    const held = register.reviews.get(quarter);
    const points = agendaOf(register, today);
    const minutes = points.reduce((total, point) => total + point.minutes, 0);
    const agenda =
      points.length === 0
        ? 'The agenda is empty.'
        : `${counted(points.length, 'point')}, ${minutes} minutes.`;
    const title = `Policy review of ${quarterTitle(quarter)}`;
    const step: Step = { do: 'record-review', quarter };
    return {
      title: 'Policy review',
      text: title,
      blocks: [
        header(title),
        ...(held
          ? [
              section(
                `:white_check_mark: Held on ${written(held.heldOn)} with ${mentions(held.attendees.slice(0, 20))}\n${safe(held.outcome, 1000)}`,
                stepButton(step, 'Correct the record'),
              ),
            ]
          : [
              section(`${dueWords(endOfQuarter(quarter), today)}. ${agenda}`),
              ...nextBlock(scene, {
                text: 'hold the review and record what was decided',
                owner: null,
                step,
              }),
            ]),
        ...(points.length === 0
          ? [section('Nothing that is recorded needs a review. Hold it all the same, and record that.')]
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
        context('Bring the approved tools and the incidents of the quarter: they are not recorded here.'),
        ...actions(
          pageButton('Use cases', { page: 'use-cases' }),
          pageButton('Settings', { page: 'settings' }),
          pageButton('Verdict', { page: 'verdict' }),
        ),
      ],
    };
  },
);
