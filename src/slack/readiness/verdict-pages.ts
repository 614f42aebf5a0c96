import type { KnownBlock } from '@slack/types';
import { assertNever, type Step } from '../../domain/decide.ts';
import type { Fact } from '../../domain/facts.ts';
import { listRequiredCategories } from '../../domain/infrastructure/index.ts';
import { daysAhead, type Requirement } from '../../domain/readiness/index.ts';
import type { Day, UserId } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capitalize } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import {
  actions,
  clickButton,
  contextBlock,
  dayPicker,
  divider,
  escapeMrkdwn,
  header,
  mention,
  menu,
  pageButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import { type Content, memoize, type PageContext, page } from '../kit/page.ts';
import { describeAssignee } from '../kit/people-words.ts';
import { formatFact, formatFactShort } from './fact-words.ts';
import {
  asOfArgs,
  describeLoss,
  formatHeadline,
  listEndingSoon,
  renderFootBlock,
  renderPurgatoryBlocks,
  statusEmojiOf,
  titleOf,
} from './verdict-lines.ts';

/** Summarizes a requirement in one or two lines of plain text. */
function summarizeRequirement(
  { key, evidence }: Requirement,
  { register, today, assessment }: Readiness,
): readonly string[] {
  const reading = { register, today };
  const short = (...facts: readonly Fact[]) =>
    evidence.filter(({ fact }) => facts.includes(fact)).map((one) => formatFactShort(one, reading));
  switch (key) {
    case 'R1': {
      // A flagged figure is shown with the flags.
      const isFlag = assessment.flags.some(({ fact }) => fact.startsWith('weekly-use'));
      const standing = short('use-case-live', 'use-case-closest', 'checklist-items-complete').join(' · ');
      return [...(standing ? [standing] : []), ...(isFlag ? [] : short('weekly-use'))];
    }
    case 'R2': {
      const decided = new Set(
        evidence.flatMap((one) => (one.fact === 'decision-committed' ? one.values.category : [])),
      );
      const count = `${decided.size} of ${listRequiredCategories(register).length} decisions committed`;
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

/** Renders a requirement in two or three lines: its state, and its first gap. */
function renderRequirementLines(requirement: Requirement, readiness: Readiness): string {
  const { key, title, gaps } = requirement;
  const [first, ...others] = gaps;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [
    `${statusEmojiOf(requirement)} *${key.slice(1)}. ${title}*`,
    ...summarizeRequirement(requirement, readiness)
      .slice(0, 2)
      .map((line) => escapeMrkdwn(capitalize(line), 160)),
    ...(first ? [`• ${escapeMrkdwn(capitalize(first.text), 200)}${more}`] : []),
  ].join('\n');
}

/** The next step towards Stage 3, or to keep it, with its assignee. */
interface Next {
  readonly text: string;
  readonly owner: UserId | null;
  readonly step: Step;
}

/** Returns the first blocker; without one, the next expiration. */
const findNext = (readiness: Readiness): Next | null =>
  readiness.assessment.blockers[0] ?? listEndingSoon(readiness)[0] ?? null;

function renderNextBlocks(readiness: Readiness, offers: (step: Step) => boolean): KnownBlock[] {
  const next = findNext(readiness);
  if (!next) return [section(`Nothing expires within ${daysAhead} days.`)];
  const isOffered = offers(next.step);
  // The reasons of the loss are right above.
  const { lost } = readiness;
  const isSaid = lost?.until && lost.lost.includes(next.text);
  const what = isSaid ? stepTitle(next.step) : next.text;
  const assignee = describeAssignee(readiness.register, next, readiness.today);
  const waiting =
    assignee !== null
      ? [capitalize(assignee).replace(/^Assigned to/, 'Waiting for')]
      : isOffered
        ? []
        : ['There is no lead yet. A Slack admin appoints one in `/stage3 settings`.'];
  return [
    section(
      [`*Next*: ${escapeMrkdwn(capitalize(what), 300)}`, ...waiting].join('\n'),
      isOffered ? stepButton(next.step, stepTitle(next.step), { style: 'primary' }) : undefined,
    ),
  ];
}

const maxWarnings = 3;

/** Renders expirations and flags, one line each. */
function renderWarningBlocks(readiness: Readiness): KnownBlock[] {
  const ending = listEndingSoon(readiness).map(({ text }) => text);
  const { flags, blockers } = readiness.assessment;
  // The first expiration is already the next step.
  const flagged = flags.map((flag) => formatFact(flag, readiness));
  const all = [...(blockers.length === 0 ? ending.slice(1) : ending), ...flagged];
  if (all.length === 0) return [];
  const rest = all.length - maxWarnings;
  const lines = all.slice(0, maxWarnings).map((text) => `:warning: ${escapeMrkdwn(capitalize(text), 250)}`);
  return [section([...lines, ...(rest > 0 ? [`and ${rest} more in the details`] : [])].join('\n'))];
}

/** Renders the verdict, the next step where it is offered, and the four requirements. */
function renderVerdictBlocks(
  readiness: Readiness,
  options: { asOf: boolean; offers?: (step: Step) => boolean },
): KnownBlock[] {
  const { assessment, lost } = readiness;
  return [
    header(titleOf(readiness, options.asOf)),
    ...(lost?.until ? [section(escapeMrkdwn(describeLoss(lost, assessment), 600))] : []),
    ...(options.offers ? [...renderNextBlocks(readiness, options.offers), divider] : []),
    section(assessment.requirements.map((one) => renderRequirementLines(one, readiness)).join('\n')),
    ...renderWarningBlocks(readiness),
    ...renderPurgatoryBlocks(assessment),
  ];
}

/** Renders the verdict shared in a channel. */
export const renderSharedVerdict = (
  readiness: Readiness,
  by: UserId,
  { asOf }: { asOf: boolean },
): Content => ({
  title: 'Are we Stage 3?',
  text: formatHeadline(readiness.assessment),
  blocks: [
    ...renderVerdictBlocks(readiness, { asOf }),
    ...actions(pageButton('Open verdict', { page: 'verdict' })),
    renderFootBlock(readiness),
    contextBlock(`Shared by ${mention(by)} from /stage3`),
  ],
});

/** Renders the verdict for readers whom nobody knows: the requirements, the next step, and two buttons. */
export function renderVerdictCard(readiness: Readiness): Content {
  const { assessment, lost } = readiness;
  const requirements = assessment.requirements.map(
    (one) => `${statusEmojiOf(one)} ${one.key.slice(1)}. ${one.title}`,
  );
  return {
    title: 'Are we Stage 3?',
    text: formatHeadline(assessment),
    blocks: [
      section(
        [
          `*${titleOf(readiness, false)}*`,
          ...(lost?.until ? [escapeMrkdwn(describeLoss(lost, assessment), 600)] : []),
          ...requirements,
        ].join('\n'),
      ),
      ...renderNextBlocks(readiness, () => true),
      ...actions(pageButton('Open verdict', { page: 'verdict' })),
      renderFootBlock(readiness),
    ],
  };
}

function renderVerdict(
  readiness: Readiness,
  asOf: Day | null,
  offers: (step: Step) => boolean = () => false,
): Content {
  const args = asOf === null ? {} : { asOf };
  return {
    title: 'Are we Stage 3?',
    text: formatHeadline(readiness.assessment),
    blocks: [
      ...renderVerdictBlocks(readiness, { asOf: asOf !== null, ...(asOf === null ? { offers } : {}) }),
      renderFootBlock(readiness),
      ...actions(
        pageButton('Show details', { page: 'details', args }),
        clickButton('share', 'Share in channel', args),
        dayPicker('as-of', 'As of a past day'),
        menu(
          [
            asOf === null ? null : [{ page: 'verdict' }, 'Today'],
            asOf === null ? null : [{ page: 'evidence-pack', args: { day: asOf } }, 'Evidence pack'],
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

/** Caches one verdict for readers who can take the next step and one for those who cannot. */
const verdictCache = memoize((readiness: Readiness) => ({
  open: renderVerdict(readiness, null, () => true),
  closed: renderVerdict(readiness, null, () => false),
}));

function renderTodaysVerdict(context: PageContext): Content {
  const next = findNext(context.readiness);
  const { open, closed } = verdictCache(context.readiness);
  return next && !findStepRefusal(next.step, context) ? open : closed;
}

export const verdictPage = page(
  'verdict',
  asOfArgs,
  async (context, { asOf }): Promise<Content> =>
    asOf === undefined ? renderTodaysVerdict(context) : renderVerdict(await context.loadAsOf(asOf), asOf),
);
