import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { formatDay, formatDayWithoutYear } from '../../domain/calendar.ts';
import { type Purgatory, symptoms } from '../../domain/purgatory/index.ts';
import {
  type Assessment,
  findLaterReasons,
  listExpirations,
  type Requirement,
  type Stage3Period,
} from '../../domain/readiness/index.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { contextBlock, escapeMrkdwn, section } from '../kit/blocks.ts';
import { formatOwner } from '../kit/gaps.ts';
import { memoize } from '../kit/page.ts';
import { readingWords } from '../kit/words.ts';

/** Returns "Stage 2: 3 of 4 requirements for Stage 3". The wording is factual. */
export const formatHeadline = ({ verdict, met }: Assessment): string =>
  verdict === 'Stage 3'
    ? 'Stage 3: all 4 requirements met'
    : `${verdict}: ${met} of 4 requirements for Stage 3`;

/** Returns "Stage 3 was lost on 2 March 2026 (held since 2 February): AI Operations has no active owner." */
export function describeLoss(period: Stage3Period, assessment: Assessment): string {
  const { from, until, lost } = period;
  const end = until ?? from;
  const start = from.slice(0, 4) === end.slice(0, 4) ? formatDayWithoutYear(from) : formatDay(from);
  const opening =
    from === end
      ? `Stage 3 was reached and lost on ${formatDay(end)}`
      : `Stage 3 was lost on ${formatDay(end)} (held since ${start})`;
  const later = findLaterReasons(period, assessment);
  const latest = later.length === 0 ? '' : ` Latest reason: ${later.join('; ')}.`;
  return `${opening}: ${lost.join('; ')}.${latest}`;
}

export const statusEmojiOf = ({ met }: Requirement): string =>
  met ? ':white_check_mark:' : ':white_large_square:';

/** Returns what expires soon and loses a requirement, nearest first; cached for all readers. */
export const listEndingSoon = memoize(({ register, assessment }: Readiness) =>
  listExpirations(register, assessment),
);

export function renderPurgatoryBlocks({ purgatory }: Assessment): KnownBlock[] {
  const { present, stuck } = purgatory;
  if (present.length === 0) return [];
  const titles = present.map(({ title }) => title).join('; ');
  return [
    section(
      stuck
        ? `:hourglass_flowing_sand: *Pilot purgatory*: ${present.length} of ${symptoms.length} symptoms: ${titles}. ${describeWayOut(purgatory)}`
        : `:hourglass_flowing_sand: One symptom of pilot purgatory: ${titles}. Two symptoms count as pilot purgatory.`,
    ),
  ];
}

/** Describes the way out of pilot purgatory: the decision and its owner. */
export function describeWayOut({ waysOut }: Purgatory): string {
  const [first] = waysOut;
  return first
    ? `The way out is a decision, not more evaluation. First: ${escapeMrkdwn(first.text, 200)}${formatOwner(first.owner)}.`
    : '';
}

/** Renders "As of 2 March 2026 · five decisions required", so that answers are not mixed up. */
export const renderFootBlock = ({ today, assessment }: Readiness): KnownBlock =>
  contextBlock(`As of ${formatDay(today)} · ${readingWords[assessment.reading]}`);

export const titleOf = ({ assessment, today }: Readiness, asOf: boolean): string =>
  asOf ? `${formatHeadline(assessment)} (as of ${formatDay(today)})` : formatHeadline(assessment);

/** Arguments of the verdict pages: an optional past day. */
export const asOfArgs = z.object({ asOf: z.iso.date().optional() });
