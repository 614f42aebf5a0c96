import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import type { Gap } from '../../domain/decide.ts';
import {
  type CategoryEntry,
  categoryEntry,
  decisionCategories,
  describeCommitment,
  explainOpenCategory,
  explainOverdueRotation,
  listCommitments,
  listProposals,
  listRequiredCategories,
  rotationOf,
} from '../../domain/infrastructure/index.ts';
import { categories, type Decision, type Register } from '../../domain/register.ts';
import { explainMissingDpa, findVendorByKey } from '../../domain/vendors/index.ts';
import { formatCount } from '../../domain/wording.ts';
import {
  actions,
  contextBlock,
  divider,
  escapeMrkdwn,
  formatLink,
  header,
  mention,
  pageButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { renderNextBlock } from '../kit/next-block.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { labelOf, measureOptions } from '../kit/words.ts';

/** The most decisions of a category in the list, and on its own page. */
const [maxInList, maxOnPage] = [2, 8];

function isRequired(register: Register, { key }: CategoryEntry): boolean {
  return listRequiredCategories(register).some((required) => required.key === key);
}

function statusEmojiOf(register: Register, entry: CategoryEntry): string {
  if (explainOpenCategory(register, entry.key) === null) return ':white_check_mark:';
  return isRequired(register, entry) ? ':white_large_square:' : ':heavy_minus_sign:';
}

/** Returns the first gap of requirement 2, or overdue keys. */
function findNextGap({ register, readiness, today }: PageContext): Gap | null {
  const [gap] = readiness.assessment.requirements.find(({ key }) => key === 'R2')?.gaps ?? [];
  if (gap) return gap;
  const overdue = explainOverdueRotation(register, today);
  const rotation = rotationOf(register);
  return overdue === null || rotation === null
    ? null
    : { text: overdue, owner: rotation.owner, step: { do: 'record-rotation' } };
}

export const describeCommitter = (decision: Decision, today: string): string =>
  `${describeCommitment(decision, today)}${decision.decidedBy ? `, by ${mention(decision.decidedBy)}` : ''}`;

/** Renders a category in two or three lines, with a button to its form. */
function renderCategoryBlock({ register, today }: PageContext, entry: CategoryEntry): KnownBlock {
  const standing = listCommitments(register, entry.key);
  const proposed = listProposals(register, entry.key);
  const open = explainOpenCategory(register, entry.key);
  const rest = standing.length - maxInList;
  const lines = [
    `${statusEmojiOf(register, entry)} *${entry.title}*${isRequired(register, entry) ? '' : ' (not required)'}`,
    ...standing
      .slice(0, maxInList)
      .map((decision) => `${escapeMrkdwn(decision.choice, 100)}, ${describeCommitter(decision, today)}`),
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...(open === null
      ? []
      : [standing.length > 0 ? escapeMrkdwn(open, 300) : `No decision yet: ${entry.why}`]),
    ...(proposed.length > 0
      ? [`Proposed: ${escapeMrkdwn(proposed.map(({ choice }) => choice).join(', '), 200)}`]
      : []),
  ];
  return section(
    lines.join('\n'),
    pageButton('Open', { page: 'decision', args: { category: entry.key } }, { id: entry.key }),
  );
}

/** Shows the shared decisions: how many are committed, the next step, then each in short. */
export const decisionsPage = page('decisions', z.object({}), (context): Content => {
  const { register } = context;
  const required = listRequiredCategories(register);
  const done = required.filter(({ key }) => explainOpenCategory(register, key) === null).length;
  const title = `Shared decisions: ${done} of ${required.length} committed`;
  return {
    title: 'Shared decisions',
    text: `${done} of ${required.length} decisions committed`,
    blocks: [
      header(title),
      ...renderNextBlock(context, findNextGap(context)),
      ...decisionCategories.map((entry) => renderCategoryBlock(context, entry)),
      ...actions(pageButton('Verdict', { page: 'verdict' })),
    ],
  };
});

/** Returns ", last on 1 October 2025, next by 30 December 2025", and for how long that is overdue. */
function describeRotation(register: Register, today: string): string {
  const rotation = rotationOf(register);
  if (rotation === null) return '';
  const overdue = explainOverdueRotation(register, today);
  return `, last on ${formatDay(rotation.last)}, next due on ${formatDay(rotation.next)}${overdue === null ? '' : `\n:warning: Overdue: ${overdue}`}`;
}

export function renderDetailLine({ register, today }: PageContext, { details }: Decision): string {
  switch (details?.category) {
    case 'model-provider':
      return `${details.enterpriseAgreement ? 'Enterprise agreement' : 'No enterprise agreement'}${details.sla ? `, SLA ${escapeMrkdwn(details.sla, 100)}` : ''}`;
    case 'guardrails':
      return `*Before the call*: ${escapeMrkdwn(details.preProcessing, 120)}\n*After it*: ${escapeMrkdwn(details.postProcessing, 120)}`;
    case 'observability':
      return `*Measures* ${details.measures.map((measure) => labelOf(measureOptions, measure).toLowerCase()).join(', ')}`;
    case 'api-ownership':
      return `Service account of ${mention(details.serviceAccountOwner)}, ${escapeMrkdwn(details.rateLimit, 100)}, keys rotated every ${formatCount(details.rotationDays, 'day')}${describeRotation(register, today)}`;
    default:
      return '';
  }
}

/** Renders a current decision with all its details. */
function renderDecisionLines(context: PageContext, decision: Decision): string {
  const { register, today } = context;
  const vendor = decision.vendor === null ? undefined : findVendorByKey(register, decision.vendor);
  const dpa = vendor ? (explainMissingDpa(vendor, today) ?? `DPA of ${vendor.name} in force`) : null;
  const lines = [
    `*${decision.key} ${escapeMrkdwn(decision.choice, 100)}*: ${describeCommitter(decision, today)}`,
    renderDetailLine(context, decision),
    decision.rationale ? `*Why*: ${escapeMrkdwn(decision.rationale, 300)}` : '',
    decision.alternatives ? `*Alternatives*: ${escapeMrkdwn(decision.alternatives, 200)}` : '',
    decision.link ? formatLink(decision.link) : '',
    dpa ? escapeMrkdwn(dpa, 200) : '',
  ];
  return lines.filter(Boolean).join('\n');
}

/** Returns "replaced by D-4" or "withdrawn by @Ana on 12 January 2026: too costly". */
export function describeEnd({ supersededBy, withdrawn }: Decision): string {
  if (!withdrawn) return `replaced by ${supersededBy}`;
  const reason = withdrawn.reason ? `: ${escapeMrkdwn(withdrawn.reason, 200)}` : '';
  return `withdrawn by ${mention(withdrawn.by)} on ${formatDay(withdrawn.on)}${reason}`;
}

/** Renders past decisions, newest first. */
function renderPastBlocks(register: Register, { key }: CategoryEntry): KnownBlock[] {
  const past = [...register.decisions.values()]
    .filter(({ category, status }) => category === key && (status === 'superseded' || status === 'withdrawn'))
    .reverse();
  if (past.length === 0) return [];
  const rest = past.length - maxOnPage;
  return [
    divider,
    section(`*No longer in force (${past.length})*`),
    ...past
      .slice(0, maxOnPage)
      .map((decision) =>
        section(`${decision.key} ${escapeMrkdwn(decision.choice, 100)}: ${describeEnd(decision)}`),
      ),
    ...(rest > 0 ? [contextBlock(`and ${rest} more`)] : []),
  ];
}

/** Shows one category: current, proposed and past decisions. */
export const decisionPage = page(
  'decision',
  z.object({ category: z.enum(categories) }),
  (context, { category }): Content => {
    const { register } = context;
    const entry = categoryEntry(category);
    const standing = listCommitments(register, category);
    const proposed = listProposals(register, category);
    const open = explainOpenCategory(register, category);
    const label = standing.length === 0 ? 'Commit' : entry.several ? 'Add or replace' : 'Replace';
    const rest = standing.length - maxOnPage;
    return {
      title: 'Shared decision',
      text: entry.title,
      blocks: [
        header(`${entry.title}: ${open === null ? 'committed' : 'no decision yet'}`),
        ...(open === null
          ? []
          : [section(standing.length > 0 ? escapeMrkdwn(open, 300) : `Why it matters: ${entry.why}.`)]),
        ...standing.slice(0, maxOnPage).map((decision) => section(renderDecisionLines(context, decision))),
        ...(rest > 0 ? [contextBlock(`and ${rest} more`)] : []),
        ...proposed
          .slice(0, maxOnPage)
          .map(({ key, choice, proposedBy, proposedOn }) =>
            section(
              `Proposed: *${escapeMrkdwn(choice, 100)}* by ${mention(proposedBy)} on ${formatDay(proposedOn)}`,
              stepButton({ do: 'withdraw-proposal', decision: key }),
            ),
          ),
        ...(proposed.length > maxOnPage
          ? [contextBlock(`and ${proposed.length - maxOnPage} more proposals`)]
          : []),
        ...actions(
          stepButton(
            { do: 'commit-decision', category },
            label,
            open === null ? undefined : { style: 'primary' },
          ),
          standing.length === 0 ? stepButton({ do: 'propose-decision', category }) : null,
          category === 'api-ownership' && standing.length > 0 ? stepButton({ do: 'record-rotation' }) : null,
          pageButton('All decisions', { page: 'decisions' }),
          pageButton('Verdict', { page: 'verdict' }),
        ),
        ...renderPastBlocks(register, entry),
      ],
    };
  },
);
