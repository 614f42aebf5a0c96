import type { Refusal, Step } from '../../domain/decide.ts';
import { actions, escapeMrkdwn, mention, pageButton, section, stepButton } from './blocks.ts';
import { renderGapBlocks } from './gaps.ts';
import type { Content } from './page.ts';
import { formatRefusal, pageLinkButton } from './page-links.ts';

/** What somebody reads whose record was made before: the first answer came too late or got lost. */
export const recordedEarlier: Content = {
  title: 'Recorded',
  text: 'Recorded',
  blocks: [
    section(':white_check_mark: This is recorded.'),
    ...actions(pageButton('Verdict', { page: 'verdict' })),
  ],
};

/** Why something cannot be done, whom to ask instead, where to look, and what is missing, each with its button. */
export function renderRefusal(refusal: Refusal, reader: string | null = null): Content {
  const { message, ask, see, missing = [] } = refusal;
  return {
    title: missing.length > 0 ? 'Not yet' : 'This cannot be done',
    text: formatRefusal(refusal),
    blocks: [
      section(`${escapeMrkdwn(message, 1000)}${ask === undefined ? '' : ` Ask ${mention(ask)}.`}`),
      ...renderGapBlocks(missing, reader),
      ...actions(see === undefined ? null : pageLinkButton(see)),
    ],
  };
}

/** What is wrong with something typed, and the form that holds it. */
export const renderNotRecorded = (step: Step, problems: readonly string[]): Content => ({
  title: 'Not recorded',
  text: 'Not recorded',
  blocks: [
    section(
      `Nothing was recorded.\n${problems.map((problem) => `• ${escapeMrkdwn(problem, 300)}`).join('\n')}`,
    ),
    ...actions(stepButton(step, 'Put it right', { style: 'primary' })),
  ],
});

/** A message in words, with nothing to do about it. */
export const textContent = (text: string): Content => ({
  title: 'Crossing',
  text,
  blocks: [section(escapeMrkdwn(text, 1000))],
});

/** A message in mrkdwn, with nothing to do about it. */
export const mrkdwnContent = (text: string): Content => ({
  title: 'Crossing',
  text: 'Crossing',
  blocks: [section(text)],
});
