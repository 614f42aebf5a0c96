import type { Refusal, Step } from '../../domain/decide.ts';
import { actions, mention, pageButton, safe, section, stepButton } from './blocks.ts';
import { gapBlocks } from './gaps.ts';
import type { Content } from './page.ts';
import { refusalText, seeButton } from './see.ts';

/** What somebody reads whose record was made before: the first answer came too late or got lost. */
export const recordedBefore: Content = {
  title: 'Recorded',
  text: 'Recorded',
  blocks: [
    section(':white_check_mark: This is recorded.'),
    ...actions(pageButton('Verdict', { page: 'verdict' })),
  ],
};

/** Why something cannot be done, whom to ask instead, where to look, and what is missing, each with its button. */
export function refusalContent(refusal: Refusal, reader: string | null = null): Content {
  const { message, ask, see, missing = [] } = refusal;
  return {
    title: missing.length > 0 ? 'Not yet' : 'This cannot be done',
    text: refusalText(refusal),
    blocks: [
      section(`${safe(message, 1000)}${ask === undefined ? '' : ` Ask ${mention(ask)}.`}`),
      ...gapBlocks(missing, reader),
      ...actions(see === undefined ? null : seeButton(see)),
    ],
  };
}

/** What is wrong with something typed, and the form that holds it. */
export const notRecorded = (step: Step, problems: readonly string[]): Content => ({
  title: 'Not recorded',
  text: 'Not recorded',
  blocks: [
    section(`Nothing was recorded.\n${problems.map((problem) => `• ${safe(problem, 300)}`).join('\n')}`),
    ...actions(stepButton(step, 'Put it right', { style: 'primary' })),
  ],
});

/** A message in words, with nothing to do about it. */
export const wordsContent = (text: string): Content => ({
  title: 'Crossing',
  text,
  blocks: [section(safe(text, 1000))],
});

/** A message in mrkdwn, with nothing to do about it. */
export const mrkdwnContent = (text: string): Content => ({
  title: 'Crossing',
  text: 'Crossing',
  blocks: [section(text)],
});
