import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Evidence } from '../../domain/facts.ts';
import { daysAhead, type Requirement } from '../../domain/readiness/index.ts';
import { capital, counted } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { actions, header, menu, pageButton, safe, section } from '../kit/blocks.ts';
import { closedFor } from '../kit/form.ts';
import { gapBlocks, ofOwner } from '../kit/gaps.ts';
import { type Content, page } from '../kit/page.ts';
import { factText, provenance } from './fact-words.ts';
import {
  asOfArgs,
  endingSoon,
  footBlock,
  headline,
  markOf,
  purgatoryBlocks,
  titleOf,
} from './verdict-lines.ts';

/** A fact, and who or what said it and when; mrkdwn. */
function factLine(evidence: Evidence, { register, today }: Readiness): string {
  const reading = { register, today };
  const text = safe(capital(factText(evidence, reading)), 200);
  const from = provenance(evidence, reading);
  return from === null ? text : `${text} · _${from}_`;
}

/** A requirement with its evidence and its gaps, as far as there is room. */
function requirementBlock(requirement: Requirement, readiness: Readiness): KnownBlock {
  const { key, title, evidence, gaps } = requirement;
  const shown = gaps.slice(0, 3).map((gap) => `• ${safe(capital(gap.text), 220)}${ofOwner(gap.owner)}`);
  const rest = gaps.length > 3 ? [`• and ${gaps.length - 3} more`] : [];
  const facts = evidence.slice(0, 8).map((one) => `• ${factLine(one, readiness)}`);
  const between = facts.length > 0 && shown.length > 0 ? ['*Missing*'] : [];
  return section(
    [`${markOf(requirement)} *${key.slice(1)}. ${title}*`, ...facts, ...between, ...shown, ...rest].join(
      '\n',
    ),
  );
}

/** The four requirements with all their evidence and gaps, everything that ends, and what else should be known. */
export const detailsPage = page('details', asOfArgs, async (scene, args): Promise<Content> => {
  const { asOf } = args;
  const readiness = asOf === undefined ? scene.readiness : await scene.asOf(asOf);
  const { assessment } = readiness;
  const ending = endingSoon(readiness).map(
    ({ text, owner }) => `• ${safe(capital(text), 250)}${ofOwner(owner)}`,
  );
  const flags = assessment.flags.map((flag) => `• ${safe(capital(factText(flag, readiness)), 250)}`);
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
    text: headline(assessment),
    blocks: [
      header(titleOf(readiness, asOf !== undefined)),
      ...assessment.requirements.map((one) => requirementBlock(one, readiness)),
      ...list(`Ends within ${daysAhead} days`, ending),
      ...list('To know', flags),
      ...purgatoryBlocks(assessment),
      footBlock(readiness),
      ...actions(
        pageButton('Back to the verdict', { page: 'verdict', args }),
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
  async (scene, { key, ...args }): Promise<Content> => {
    const readiness = args.asOf === undefined ? scene.readiness : await scene.asOf(args.asOf);
    const found = readiness.assessment.requirements.find((requirement) => requirement.key === key);
    if (!found) throw new RangeError(`no requirement ${key}`);
    const { title, met, evidence, gaps } = found;
    return {
      title: `Requirement ${key.slice(1)}`,
      text: `${title}: ${met ? 'met' : 'not met'}`,
      blocks: [
        header(title),
        section(met ? ':white_check_mark: Met' : `:white_large_square: ${counted(gaps.length, 'gap')}`),
        ...(evidence.length > 0
          ? [
              section(
                evidence
                  .slice(0, 40)
                  .map((one) => `• ${factLine(one, readiness)}`)
                  .join('\n'),
              ),
            ]
          : []),
        ...gapBlocks(gaps, null, (step) => args.asOf === undefined && !closedFor(step, scene)),
        ...actions(pageButton('Back to the verdict', { page: 'verdict', args })),
      ],
    };
  },
);
