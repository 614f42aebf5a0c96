import type { KnownBlock } from '@slack/types';
import { assertNever, type Step } from '../../domain/decide.ts';
import type { Fact } from '../../domain/facts.ts';
import { requiredCategories } from '../../domain/infrastructure/index.ts';
import { daysAhead, type Requirement } from '../../domain/readiness/index.ts';
import type { Day, UserId } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capital } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import {
  actions,
  context,
  dayPicker,
  divider,
  doButton,
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
import { assigneeWords } from '../kit/people-words.ts';
import { factShort, factText } from './fact-words.ts';
import {
  asOfArgs,
  endingSoon,
  footBlock,
  headline,
  lostLine,
  markOf,
  purgatoryBlocks,
  titleOf,
} from './verdict-lines.ts';

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

/** The smallest thing that brings the answer further, or keeps it; and for whom it waits. */
interface Next {
  readonly text: string;
  readonly owner: UserId | null;
  readonly step: Step;
}

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
  const what = isSaid ? stepTitle(next.step) : next.text;
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
      isOffered ? stepButton(next.step, stepTitle(next.step), { style: 'primary' }) : undefined,
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

export const verdictPage = page(
  'verdict',
  asOfArgs,
  async (scene, { asOf }): Promise<Content> =>
    asOf === undefined ? todaysVerdict(scene) : verdictContent(await scene.asOf(asOf), asOf),
);
