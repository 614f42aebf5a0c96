import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Evidence } from '../../domain/facts.ts';
import { daysAhead, type Requirement } from '../../domain/readiness/index.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { actions, escapeMrkdwn, header, menu, pageButton, section } from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import { formatOwner, renderGapBlocks } from '../kit/gaps.ts';
import { type Content, page } from '../kit/page.ts';
import { describeProvenance, formatFact } from './fact-words.ts';
import {
  asOfArgs,
  formatHeadline,
  listEndingSoon,
  renderFootBlock,
  renderPurgatoryBlocks,
  statusEmojiOf,
  titleOf,
} from './verdict-lines.ts';

/** Renders a fact with its source, as mrkdwn. */
function renderFactLine(evidence: Evidence, { register, today }: Readiness): string {
  const reading = { register, today };
  const text = escapeMrkdwn(capitalize(formatFact(evidence, reading)), 200);
  const from = describeProvenance(evidence, reading);
  return from === null ? text : `${text} · _${from}_`;
}

/** Renders a requirement with its evidence and gaps, as far as there is room. */
function renderRequirementBlock(requirement: Requirement, readiness: Readiness): KnownBlock {
  const { key, title, evidence, gaps } = requirement;
  const shown = gaps
    .slice(0, 3)
    .map((gap) => `• ${escapeMrkdwn(capitalize(gap.text), 220)}${formatOwner(gap.owner)}`);
  const rest = gaps.length > 3 ? [`• and ${gaps.length - 3} more`] : [];
  const facts = evidence.slice(0, 8).map((one) => `• ${renderFactLine(one, readiness)}`);
  const between = facts.length > 0 && shown.length > 0 ? ['*Missing*'] : [];
  return section(
    [
      `${statusEmojiOf(requirement)} *${key.slice(1)}. ${title}*`,
      ...facts,
      ...between,
      ...shown,
      ...rest,
    ].join('\n'),
  );
}

/** Shows the four requirements with all evidence and gaps, expirations and flags. */
export const detailsPage = page('details', asOfArgs, async (context, args): Promise<Content> => {
  const { asOf } = args;
  const readiness = asOf === undefined ? context.readiness : await context.loadAsOf(asOf);
  const { assessment } = readiness;
  const ending = listEndingSoon(readiness).map(
    ({ text, owner }) => `• ${escapeMrkdwn(capitalize(text), 250)}${formatOwner(owner)}`,
  );
  const flags = assessment.flags.map(
    (flag) => `• ${escapeMrkdwn(capitalize(formatFact(flag, readiness)), 250)}`,
  );
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [
          section(
            [
              `*${title}*`,
              ...lines.slice(0, 8),
              ...(lines.length > 8 ? [`• and ${lines.length - 8} more`] : []),
            ].join('\n'),
          ),
        ];
  return {
    title: 'Are we Stage 3?',
    text: formatHeadline(assessment),
    blocks: [
      header(titleOf(readiness, asOf !== undefined)),
      ...assessment.requirements.map((one) => renderRequirementBlock(one, readiness)),
      ...list(`Expires within ${daysAhead} days`, ending),
      ...list('Warnings', flags),
      ...renderPurgatoryBlocks(assessment),
      renderFootBlock(readiness),
      ...actions(
        pageButton('Verdict', { page: 'verdict', args }),
        menu(
          [
            ...assessment.requirements.map(
              ({ key, title }) =>
                [{ page: 'requirement', args: { key, ...args } }, `${key.slice(1)}. ${title}`] as const,
            ),
            [{ page: 'purgatory' }, 'Pilot purgatory'],
          ],
          { page: 'help' },
        ),
      ),
    ],
  };
});

export const requirementPage = page(
  'requirement',
  asOfArgs.extend({ key: z.enum(['R1', 'R2', 'R3', 'R4']) }),
  async (context, { key, ...args }): Promise<Content> => {
    const readiness = args.asOf === undefined ? context.readiness : await context.loadAsOf(args.asOf);
    const found = readiness.assessment.requirements.find((requirement) => requirement.key === key);
    if (!found) throw new RangeError(`no requirement ${key}`);
    const { title, met, evidence, gaps } = found;
    return {
      title: `Requirement ${key.slice(1)}`,
      text: `${title}: ${met ? 'met' : 'not met'}`,
      blocks: [
        header(title),
        section(
          met ? ':white_check_mark: Met' : `:white_large_square: ${formatCount(gaps.length, 'blocker')}`,
        ),
        ...(evidence.length > 0
          ? [
              section(
                evidence
                  .slice(0, 40)
                  .map((one) => `• ${renderFactLine(one, readiness)}`)
                  .join('\n'),
              ),
            ]
          : []),
        ...renderGapBlocks(gaps, null, (step) => args.asOf === undefined && !findStepRefusal(step, context)),
        ...actions(pageButton('Verdict', { page: 'verdict', args })),
      ],
    };
  },
);
