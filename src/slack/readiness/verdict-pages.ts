import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { written, writtenShort } from '../../domain/calendar.ts';
import { assertNever, type Gap, type Step } from '../../domain/decide.ts';
import type { Evidence, Fact } from '../../domain/evidence.ts';
import { requiredCategories } from '../../domain/infrastructure/index.ts';
import type { Purgatory } from '../../domain/purgatory/index.ts';
import {
  type Assessment,
  daysAhead,
  expirations,
  laterReasons,
  type Requirement,
  type Spell,
} from '../../domain/readiness/index.ts';
import type { Day, UserId } from '../../domain/register.ts';
import { capital, counted } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import {
  actions,
  context,
  dayPicker,
  divider,
  doButton,
  fullLabel,
  header,
  mention,
  menu,
  pageButton,
  safe,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { closedFor } from '../kit/form.ts';
import { type Content, once, type PageScene, page } from '../kit/page.ts';
import { readingWords } from '../kit/words.ts';
import { assigneeWords } from '../reminders/index.ts';
import { factShort, factText, provenance } from './fact-words.ts';

/** "Stage 2: not yet, 3 of 4". Wording is factual, whatever the answer. */
export function headline({ verdict, met }: Assessment): string {
  if (verdict === 'Stage 3') return 'Stage 3: yes, 4 of 4';
  if (verdict === 'Scaled pilot') return 'Scaled pilot: not yet Stage 3, 1 of 4';
  return verdict === 'Stage 1' ? `Stage 1: no pilot yet, ${met} of 4` : `Stage 2: not yet, ${met} of 4`;
}

/** "Stage 3 was lost on 2 March 2026 (held since 2 February): AI Operations has no active owner." */
export function lostLine(spell: Spell, assessment: Assessment): string {
  const { from, until, lost } = spell;
  const end = until ?? from;
  const start = from.slice(0, 4) === end.slice(0, 4) ? writtenShort(from) : written(from);
  const opening =
    from === end
      ? `Stage 3 was reached and lost on ${written(end)}`
      : `Stage 3 was lost on ${written(end)} (held since ${start})`;
  const later = laterReasons(spell, assessment);
  const latest = later.length === 0 ? '' : ` Latest reason: ${later.join('; ')}.`;
  return `${opening}: ${lost.join('; ')}.${latest}`;
}

/** "(@Lena Lead)", or nothing where nobody can be asked yet. */
export const ofOwner = (owner: string | null): string => (owner === null ? '' : ` (${mention(owner)})`);

const markOf = ({ met }: Requirement): string => (met ? ':white_check_mark:' : ':white_large_square:');

/** How a requirement stands, in one or two short lines of plain text. */
function summaryOf(
  { key, evidence }: Requirement,
  { register, today, assessment }: Readiness,
): readonly string[] {
  const reading = { register, today };
  const short = (...facts: readonly Fact[]) =>
    evidence.filter(({ fact }) => facts.includes(fact)).map((one) => factShort(one, reading));
  switch (key) {
    case 'R1': {
      // A figure that is a flag is shown there.
      const isFlag = assessment.flags.some(({ fact }) => fact.startsWith('weekly-use'));
      const standing = short('use-case-live', 'use-case-closest', 'checklist-items-complete').join(' · ');
      return [...(standing ? [standing] : []), ...(isFlag ? [] : short('weekly-use'))];
    }
    case 'R2': {
      const decided = new Set(
        evidence.flatMap((one) => (one.fact === 'decision-committed' ? one.values.category : [])),
      );
      const count = `${decided.size} of ${requiredCategories(register).length} decisions committed`;
      return [count, ...short('stack-waived')];
    }
    case 'R3':
      return short('use-case-in-pilot', 'pilot-went-live', 'use-case-closest');
    case 'R4': {
      const names = short('accountabilities-accepted');
      return names.length === 0 ? [] : [`accepted by ${names.join(', ')}`];
    }
    default:
      return assertNever(key);
  }
}

/** A requirement in two or three short lines: how it stands, and the first thing that it misses. */
function requirementLines(requirement: Requirement, readiness: Readiness): string {
  const { key, title, gaps } = requirement;
  const [first, ...others] = gaps;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [
    `${markOf(requirement)} *${key.slice(1)}. ${title}*`,
    ...summaryOf(requirement, readiness)
      .slice(0, 2)
      .map((line) => safe(capital(line), 160)),
    ...(first ? [`• ${safe(capital(first.text), 200)}${more}`] : []),
  ].join('\n');
}

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

/** The smallest thing that brings the answer further, or keeps it; and for whom it waits. */
interface Next {
  readonly text: string;
  readonly owner: UserId | null;
  readonly step: Step;
}

/** What ends a requirement that is met unless somebody acts, nearest first; the same for everybody. */
export const endingSoon = once(({ register, assessment }: Readiness) => expirations(register, assessment));

/** The first blocker; while there is none, what ends Stage 3 first. */
const nextOf = (readiness: Readiness): Next | null =>
  readiness.assessment.blockers[0] ?? endingSoon(readiness)[0] ?? null;

function nextBlocks(readiness: Readiness, offers: (step: Step) => boolean): KnownBlock[] {
  const next = nextOf(readiness);
  if (!next) return [section(`Nothing that Stage 3 rests on ends within ${daysAhead} days.`)];
  const isOffered = offers(next.step);
  // Why Stage 3 was lost stands right above.
  const { lost } = readiness;
  const isSaid = lost?.until && lost.lost.includes(next.text);
  const what = isSaid ? fullLabel(next.step) : next.text;
  const assignee = assigneeWords(readiness.register, next, readiness.today);
  const waiting =
    assignee !== null
      ? [capital(assignee).replace(/^Assigned to/, 'Waiting for')]
      : isOffered
        ? []
        : ['Waiting for a lead. A Slack admin names one in `/stage3 settings`.'];
  return [
    section(
      [`*Next*: ${safe(capital(what), 300)}`, ...waiting].join('\n'),
      isOffered ? stepButton(next.step, fullLabel(next.step), { style: 'primary' }) : undefined,
    ),
  ];
}

const warningsShown = 3;

/** What ends soon and what else should be known, in a line each. */
function warningBlocks(readiness: Readiness): KnownBlock[] {
  const ending = endingSoon(readiness).map(({ text }) => text);
  const { flags, blockers } = readiness.assessment;
  // The first of what ends is the next step already.
  const flagged = flags.map((flag) => factText(flag, readiness));
  const all = [...(blockers.length === 0 ? ending.slice(1) : ending), ...flagged];
  if (all.length === 0) return [];
  const rest = all.length - warningsShown;
  const lines = all.slice(0, warningsShown).map((text) => `:warning: ${safe(capital(text), 250)}`);
  return [section([...lines, ...(rest > 0 ? [`and ${rest} more in Details`] : [])].join('\n'))];
}

function purgatoryBlocks({ purgatory }: Assessment): KnownBlock[] {
  const { present, stuck } = purgatory;
  if (present.length === 0) return [];
  const titles = present.map(({ title }) => title).join('; ');
  return [
    section(
      stuck
        ? `:hourglass_flowing_sand: *Pilot purgatory*: ${present.length} of 5 symptoms: ${titles}. ${wayOut(purgatory)}`
        : `:hourglass_flowing_sand: One symptom of pilot purgatory (two make it so): ${titles}.`,
    ),
  ];
}

/** Which decision, by whom, leads out. */
export function wayOut({ waysOut }: Purgatory): string {
  const [first] = waysOut;
  return first
    ? `The way out is a decision, not more evaluation. First: ${safe(first.text, 200)}${ofOwner(first.owner)}.`
    : '';
}

/** "As of 2 March 2026 · five decisions required", so that nobody takes an answer for another one. */
const footBlock = ({ today, assessment }: Readiness): KnownBlock =>
  context(`As of ${written(today)} · ${readingWords[assessment.reading]}`);

const titleOf = ({ assessment, today }: Readiness, asOf: boolean): string =>
  asOf ? `${headline(assessment)} (as of ${written(today)})` : headline(assessment);

/** The answer, the next step where it is offered, then the four requirements with their proof. */
function verdictBlocks(
  readiness: Readiness,
  options: { asOf: boolean; offers?: (step: Step) => boolean },
): KnownBlock[] {
  const { assessment, lost } = readiness;
  return [
    header(titleOf(readiness, options.asOf)),
    ...(lost?.until ? [section(safe(lostLine(lost, assessment), 600))] : []),
    ...(options.offers ? [...nextBlocks(readiness, options.offers), divider] : []),
    section(assessment.requirements.map((one) => requirementLines(one, readiness)).join('\n')),
    ...warningBlocks(readiness),
    ...purgatoryBlocks(assessment),
  ];
}

/** The answer as it stands in a channel, for everybody. */
export const sharedVerdict = (readiness: Readiness, by: UserId, { asOf }: { asOf: boolean }): Content => ({
  title: 'Are we Stage 3?',
  text: headline(readiness.assessment),
  blocks: [
    ...verdictBlocks(readiness, { asOf }),
    ...actions(pageButton('Look closer', { page: 'verdict' })),
    footBlock(readiness),
    context(`Shared by ${mention(by)} from /stage3`),
  ],
});

function verdictContent(
  readiness: Readiness,
  asOf: Day | null,
  offers: (step: Step) => boolean = () => false,
): Content {
  const args = asOf === null ? {} : { asOf };
  return {
    title: 'Are we Stage 3?',
    text: headline(readiness.assessment),
    blocks: [
      ...verdictBlocks(readiness, { asOf: asOf !== null, ...(asOf === null ? { offers } : {}) }),
      footBlock(readiness),
      ...actions(
        pageButton('Details', { page: 'details', args }),
        doButton('share', 'Share in channel', args),
        dayPicker('as-of', 'As of a past day'),
        menu(
          [
            asOf === null ? null : [{ page: 'verdict' }, 'Today'],
            [{ page: 'use-cases' }, 'Use cases'],
            [{ page: 'decisions' }, 'Decisions'],
            [{ page: 'owners' }, 'Owners'],
            asOf === null ? [{ page: 'purgatory' }, 'Pilot purgatory'] : null,
            [{ page: 'digest', args: { charts: true } }, 'Digest'],
          ],
          { page: 'help' },
        ),
      ),
    ],
  };
}

/** One answer for all who can take the next step and one for all who cannot, as long as nothing changes. */
const todaysVerdicts = once((readiness: Readiness) => ({
  open: verdictContent(readiness, null, () => true),
  closed: verdictContent(readiness, null, () => false),
}));

function todaysVerdict(scene: PageScene): Content {
  const next = nextOf(scene.readiness);
  const { open, closed } = todaysVerdicts(scene.readiness);
  return next && !closedFor(next.step, scene) ? open : closed;
}

const asOfArgs = z.object({ asOf: z.iso.date().optional() });

export const verdictPage = page(
  'verdict',
  asOfArgs,
  async (scene, { asOf }): Promise<Content> =>
    asOf === undefined ? todaysVerdict(scene) : verdictContent(await scene.asOf(asOf), asOf),
);

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
  const offered = new Set<string>();
  /** The button of a step stands once, beside the first thing that it closes. */
  const button = ({ step }: Gap) => {
    const { size } = offered;
    return offers(step) && offered.add(JSON.stringify(step)).size > size ? stepButton(step) : undefined;
  };
  const rest = gaps.length - 30;
  return [
    ...gaps.slice(0, 30).map((gap) => section(`• ${safe(capital(gap.text), 300)}${whose(gap)}`, button(gap))),
    ...(rest > 0 ? [context(`and ${rest} more`)] : []),
  ];
}

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
