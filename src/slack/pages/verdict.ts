import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { written, writtenShort } from '../../domain/calendar.ts';
import type { Assessment, Requirement } from '../../domain/crossing-test.ts';
import type { Gap, Step } from '../../domain/decide.ts';
import type { Purgatory } from '../../domain/purgatory.ts';
import type { Day, UserId } from '../../domain/register.ts';
import type { Spell } from '../../domain/standing.ts';
import { counted } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { assigneeWords } from '../views/asked.ts';
import {
  actions,
  context,
  dayPicker,
  divider,
  doButton,
  fullLabel,
  header,
  mention,
  pageButton,
  safe,
  section,
  stepButton,
} from '../views/blocks.ts';
import { readingWords } from '../views/words.ts';
import { type Content, once, page } from './page.ts';

/** "Stage 2: not yet, 3 of 4". Wording is factual, whatever the answer. */
export function headline({ verdict, met }: Assessment): string {
  if (verdict === 'Stage 3') return 'Stage 3: yes, 4 of 4';
  if (verdict === 'Scaled pilot') return 'Scaled pilot: not yet Stage 3, 1 of 4';
  return verdict === 'Stage 1' ? `Stage 1: no pilot yet, ${met} of 4` : `Stage 2: not yet, ${met} of 4`;
}

/** "Stage 3 from 2 February to 2 March 2026: AI Operations has no active owner". */
export function lostLine({ from, until, lost }: Spell): string {
  const end = until ?? from;
  const start = from.slice(0, 4) === end.slice(0, 4) ? writtenShort(from) : written(from);
  return `Stage 3 from ${start} to ${written(end)}: ${lost.join('; ')}`;
}

/** "(@Lena Lead)", or nothing where nobody can be asked yet. */
export const ofOwner = (owner: string | null): string => (owner === null ? '' : ` (${mention(owner)})`);

function requirementBlock({ key, title, met, evidence, gaps }: Requirement, buttons: boolean): KnownBlock {
  const mark = met ? ':white_check_mark:' : ':white_large_square:';
  const shown = gaps.slice(0, 3).map((gap) => `• ${safe(gap.text, 220)}${ofOwner(gap.owner)}`);
  const rest = gaps.length > 3 ? [`• and ${gaps.length - 3} more`] : [];
  const facts = evidence.slice(0, 6).map((fact) => safe(fact, 220));
  const lines = [`${mark} *${key.slice(1)}. ${title}*`, ...facts, ...shown, ...rest];
  const more = buttons
    ? pageButton(met ? 'Evidence' : 'All gaps', { page: 'requirement', args: { key } }, { id: key })
    : undefined;
  return section(lines.join('\n'), gaps.length > 3 || evidence.length > 6 ? more : undefined);
}

function nextBlocks(
  { assessment: { blockers }, register, today }: Readiness,
  offers: (step: Step) => boolean,
): KnownBlock[] {
  const [first] = blockers;
  if (!first) return [];
  const ownerless = blockers.some(({ owner }) => owner === null);
  const assignee = assigneeWords(register, first, today);
  const asked = assignee === null ? '' : ` – ${assignee}`;
  return [
    section(
      `*The next step*, for requirement ${first.requirement.slice(1)}\n${safe(first.text, 300)}${asked}`,
      offers(first.step) ? stepButton(first.step, fullLabel(first.step), { style: 'primary' }) : undefined,
    ),
    ...(ownerless
      ? [
          context(
            'Nobody leads the transformation yet, so some of this has no owner. A Slack admin names the lead in `/stage3 settings`.',
          ),
        ]
      : []),
  ];
}

function purgatoryBlocks({ purgatory }: Assessment, buttons: boolean): KnownBlock[] {
  const { present, stuck } = purgatory;
  if (present.length === 0) return [];
  const list = present.map(
    ({ title, evidence }) => `• *${title}*: ${safe(evidence.slice(0, 3).join('; '), 400)}`,
  );
  const opening = stuck
    ? `:hourglass_flowing_sand: *Pilot purgatory*: ${present.length} of 5 symptoms. ${wayOut(purgatory)}`
    : 'One symptom of pilot purgatory (two make it so):';
  const more = pageButton(stuck ? 'The way out' : 'Look closer', { page: 'purgatory' });
  return [section([opening, ...list].join('\n'), buttons ? more : undefined)];
}

/** Which decision, by whom, leads out. */
export function wayOut({ waysOut }: Purgatory): string {
  const [first] = waysOut;
  return first
    ? `The way out is a decision, not more evaluation. First: ${safe(first.text, 200)}${ofOwner(first.owner)}.`
    : '';
}

/** The whole answer, with or without the buttons that lead on; the next step with its own where it is offered. */
export function verdictBlocks(
  readiness: Readiness,
  options: { asOf: boolean; buttons: boolean; offers?: (step: Step) => boolean },
): KnownBlock[] {
  const { assessment, lost, today } = readiness;
  const { requirements, flags, reading } = assessment;
  return [
    header(options.asOf ? `${headline(assessment)} (as of ${written(today)})` : headline(assessment)),
    ...(lost?.until ? [section(`:warning: ${safe(lostLine(lost), 600)}`)] : []),
    ...requirements.map((requirement) => requirementBlock(requirement, options.buttons)),
    ...flags.slice(0, 5).map((flag) => context(`:warning: ${safe(flag, 300)}`)),
    ...purgatoryBlocks(assessment, options.buttons && !options.asOf),
    ...(options.buttons && !options.asOf
      ? [divider, ...nextBlocks(readiness, options.offers ?? (() => true))]
      : []),
    context(
      `Requirement 2: ${readingWords[reading]}. What was recorded by ${written(today)}, judged as of that day.`,
    ),
  ];
}

/** The answer as it stands in a channel, for everybody. */
export const sharedVerdict = (readiness: Readiness, by: UserId, { asOf }: { asOf: boolean }): Content => ({
  title: 'Are we Stage 3?',
  text: headline(readiness.assessment),
  blocks: [
    ...verdictBlocks(readiness, { asOf, buttons: false }),
    ...actions(pageButton('Look closer', { page: 'verdict' })),
    context(`Shared by ${mention(by)} from /stage3`),
  ],
});

function verdictContent(readiness: Readiness, asOf: Day | null): Content {
  return {
    title: 'Are we Stage 3?',
    text: headline(readiness.assessment),
    blocks: [
      ...verdictBlocks(readiness, { asOf: asOf !== null, buttons: true }),
      ...actions(
        doButton('share', 'Share in channel', asOf === null ? {} : { asOf }),
        pageButton('Use cases', { page: 'use-cases' }),
        pageButton('Decisions', { page: 'decisions' }),
        pageButton('Owners', { page: 'owners' }),
        pageButton('Digest', { page: 'digest', args: { charts: true } }),
        dayPicker('as-of', 'As of a past day'),
        asOf === null ? null : pageButton('Today', { page: 'verdict' }),
      ),
    ],
  };
}

/** The same for everybody who asks while nothing changes. */
const todaysVerdict = once((readiness: Readiness) => verdictContent(readiness, null));

export const verdictPage = page(
  'verdict',
  z.object({ asOf: z.iso.date().optional() }),
  async (scene, { asOf }): Promise<Content> =>
    asOf === undefined ? todaysVerdict(scene.readiness) : verdictContent(await scene.asOf(asOf), asOf),
);

/**
 * What is missing, each with the button that closes it where that is offered; whose it is goes without saying where it
 * is the reader's.
 */
export function gapBlocks(
  gaps: readonly Gap[],
  reader: string | null = null,
  offers: (step: Step) => boolean = () => true,
): KnownBlock[] {
  const whose = ({ owner }: Gap) => (owner === reader ? '' : ofOwner(owner));
  const button = ({ step }: Gap) => (offers(step) ? stepButton(step) : undefined);
  const rest = gaps.length - 30;
  return [
    ...gaps.slice(0, 30).map((gap) => section(`• ${safe(gap.text, 300)}${whose(gap)}`, button(gap))),
    ...(rest > 0 ? [context(`and ${rest} more`)] : []),
  ];
}

export const requirementPage = page(
  'requirement',
  z.object({ key: z.enum(['R1', 'R2', 'R3', 'R4']) }),
  ({ readiness }, { key }): Content => {
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
                  .map((fact) => `• ${safe(fact, 200)}`)
                  .join('\n'),
              ),
            ]
          : []),
        ...gapBlocks(gaps),
        ...actions(pageButton('Back to the verdict', { page: 'verdict' })),
      ],
    };
  },
);
