import type { KnownBlock } from '@slack/types';
import type { Assessment } from '../../domain/crossing-test.ts';
import type { Refusal, Step } from '../../domain/decide.ts';
import type { Done, Notice, Scene } from '../forms/form.ts';
import { closedFor } from '../forms/index.ts';
import {
  actions,
  doButton,
  fullLabel,
  mention,
  pageButton,
  safe,
  section,
  stepButton,
} from '../views/blocks.ts';
import type { Content } from './page.ts';
import { gapBlocks, headline, ofOwner } from './verdict.ts';

/** What became of the verdict: nothing while it stays what it was. */
function verdictLine(was: Assessment, is: Assessment): string | null {
  if (was.verdict === is.verdict) return null;
  if (is.verdict === 'Stage 3') return ':tada: This is Stage 3: all four requirements are met.';
  return was.verdict === 'Stage 3'
    ? `:warning: This is not Stage 3 any more. ${headline(is)}.`
    : `The verdict has changed. ${headline(is)}.`;
}

/**
 * What a record did to the answer to "are we Stage 3?": each requirement that it lost, with the fact and the step that
 * mends it, then each that it gained, then the verdict. Nothing when it did nothing to it.
 */
function consequences(before: Scene, after: Scene): KnownBlock[] {
  const [was, is] = [before.assessment, after.assessment];
  const changed = is.requirements.filter(({ met }, index) => met !== was.requirements[index]?.met);
  const lost = changed.flatMap(({ key, gaps: [gap, ...others] }) => {
    if (!gap) return [];
    const rest = others.length === 0 ? '' : ` (and ${others.length} more)`;
    const text = `:warning: Requirement ${key.slice(1)} is not met any more: ${safe(gap.text, 300)}${rest}`;
    return closedFor(gap.step, after)
      ? [section(`${text}${ofOwner(gap.owner)}`)]
      : [section(text, stepButton(gap.step))];
  });
  const gained = changed
    .filter(({ met }) => met)
    .map(({ key }) => section(`:tada: Requirement ${key.slice(1)} is met.`));
  const verdict = verdictLine(was, is);
  return [...lost, ...gained, ...(verdict === null ? [] : [section(verdict)])];
}

/** A page in answer to what was just recorded, with what that did to the verdict above it. */
export const withConsequences = (content: Content, before: Scene, after: Scene): Content => ({
  ...content,
  blocks: [...consequences(before, after), ...content.blocks],
});

/** So many of the steps that follow are offered. */
const mostNext = 3;

/** The first of these steps that the reader can take, each once. */
function takeable(steps: readonly Step[], scene: Scene): readonly Step[] {
  const found = new Map<string, Step>();
  for (const step of steps) {
    if (found.size === mostNext) break;
    if (!closedFor(step, scene)) found.set(JSON.stringify(step), step);
  }
  return [...found.values()];
}

/** Whose the next step is, where it is not for whoever looks; null where it is. */
function elsewhere(step: Step, scene: Scene): string | null {
  const refusal = closedFor(step, scene);
  if (refusal?.code !== 'not-permitted') return null;
  const blocker = scene.assessment.blockers.find((one) => JSON.stringify(one.step) === JSON.stringify(step));
  const what = safe(blocker?.text ?? fullLabel(step), 300);
  return refusal.ask === undefined
    ? `*Next*: ${what}. ${safe(refusal.message, 300)}`
    : `*Next for ${mention(refusal.ask)}*: ${what}`;
}

/** What was recorded, what that did to the verdict, and the smallest steps that follow. */
export function doneContent(
  { text, short = false, more = [], left = [], next, useCase }: Done,
  before: Scene,
  after: Scene,
): Content {
  const steps = takeable(next, after);
  const others = next[0] ? elsewhere(next[0], after) : null;
  return {
    title: 'Recorded',
    text: 'Recorded',
    blocks: [
      section(`${short ? ':white_large_square:' : ':white_check_mark:'} ${text}`),
      ...gapBlocks(left, after.actor.id),
      ...consequences(before, after),
      ...more,
      ...(others === null ? [] : [section(others)]),
      ...(steps.length > 0 ? [section(others === null ? '*Next*' : '*Next for you*')] : []),
      ...actions(
        ...steps.map((step, index) =>
          stepButton(step, fullLabel(step), index === 0 ? { style: 'primary' } : undefined),
        ),
        useCase === undefined ? null : pageButton(`Open ${useCase}`, { page: 'use-case', args: { useCase } }),
        pageButton('Verdict', { page: 'verdict' }),
      ),
    ],
  };
}

/** What somebody reads whose record was made before: the first answer came too late or got lost. */
export const recordedBefore: Content = {
  title: 'Recorded',
  text: 'Recorded',
  blocks: [
    section(':white_check_mark: This is recorded.'),
    ...actions(pageButton('Verdict', { page: 'verdict' })),
  ],
};

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
export const noticeContent = ({ text, step, decline }: Notice): Content => ({
  title: 'Crossing',
  text,
  blocks: [
    section(safe(text, 1000)),
    ...actions(
      step
        ? doButton('take-up', fullLabel(step), step, { style: 'primary' })
        : pageButton('Open', { page: 'verdict' }),
      decline === undefined ? null : doButton(decline, 'Not me', {}),
    ),
  ],
});
