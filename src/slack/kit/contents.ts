import type { Refusal, Step } from '../../domain/decide.ts';
import { actions, escapeMrkdwn, mention, pageButton, section, stepButton } from './blocks.ts';
import { renderGapBlocks } from './gaps.ts';
import type { Content } from './page.ts';
import { formatRefusal, pageLinkButton } from './page-links.ts';

/** The answer to a repeated submission, whose first answer was late or lost. */
export const recordedEarlier: Content = {
  title: 'Recorded',
  text: 'Recorded',
  blocks: [
    section(':white_check_mark: This is recorded.'),
    ...actions(pageButton('Verdict', { page: 'verdict' })),
  ],
};

/** Renders a refusal: the reason, whom to ask, where to look, and the gaps with their buttons. */
export function renderRefusal(refusal: Refusal, reader: string | null = null): Content {
  const { message, ask, see, missing = [] } = refusal;
  return {
    title: missing.length > 0 ? 'Not yet' : 'Not possible',
    text: formatRefusal(refusal),
    blocks: [
      section(`${escapeMrkdwn(message, 1000)}${ask === undefined ? '' : ` Ask ${mention(ask)}.`}`),
      ...renderGapBlocks(missing, reader),
      ...actions(see === undefined ? null : pageLinkButton(see)),
    ],
  };
}

/** Renders the problems of typed values, with a button to the prefilled form. */
export const renderNotRecorded = (step: Step, problems: readonly string[]): Content => ({
  title: 'Not recorded',
  text: 'Not recorded',
  blocks: [
    section(
      `Nothing was recorded.\n${problems.map((problem) => `• ${escapeMrkdwn(problem, 300)}`).join('\n')}`,
    ),
    ...actions(stepButton(step, 'Correct it', { style: 'primary' })),
  ],
});

/** Makes content from plain text, without buttons. */
export const textContent = (text: string): Content => ({
  title: 'Crossing',
  text,
  blocks: [section(escapeMrkdwn(text, 1000))],
});

/** Makes content from mrkdwn, without buttons. */
export const mrkdwnContent = (text: string): Content => ({
  title: 'Crossing',
  text: 'Crossing',
  blocks: [section(text)],
});
