import type { Refusal, Step } from '../../domain/decide.ts';
import type { Done, Notice } from '../forms/form.ts';
import { actions, fullLabel, mention, pageButton, safe, section, stepButton } from '../views/blocks.ts';
import type { Content } from './page.ts';
import { gapBlocks } from './verdict.ts';

/** What was recorded, and the smallest steps that follow. */
export const doneContent = ({ text, short = false, next, useCase }: Done): Content => ({
  title: 'Recorded',
  text: 'Recorded',
  blocks: [
    section(`${short ? ':white_large_square:' : ':white_check_mark:'} ${text}`),
    ...(next.length > 0 ? [section('*Next*')] : []),
    ...actions(
      ...next.map((step, index) =>
        stepButton(step, fullLabel(step), index === 0 ? { style: 'primary' } : undefined),
      ),
      useCase === undefined ? null : pageButton(`Open ${useCase}`, { page: 'use-case', args: { useCase } }),
      pageButton('Verdict', { page: 'verdict' }),
    ),
  ],
});

/** Why something cannot be done, whom to ask instead, and what is missing, each with its button. */
export const refusalContent = (
  { message, ask, missing = [] }: Refusal,
  reader: string | null = null,
): Content => ({
  title: missing.length > 0 ? 'Not yet' : 'This cannot be done',
  text: message,
  blocks: [
    section(`${safe(message, 1000)}${ask === undefined ? '' : ` Ask ${mention(ask)}.`}`),
    ...gapBlocks(missing, reader),
  ],
});

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

/** What somebody reads who is asked for something by what another person recorded. */
export const noticeContent = ({ text, step }: Notice): Content => ({
  title: 'Crossing',
  text,
  blocks: [
    section(safe(text, 1000)),
    ...actions(
      step ? stepButton(step, undefined, { style: 'primary' }) : pageButton('Open', { page: 'verdict' }),
    ),
  ],
});
