import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { written } from '../../domain/calendar.ts';
import type { Gap } from '../../domain/decide.ts';
import {
  type CategoryEntry,
  categoryEntry,
  commitments,
  committedSince,
  decisionCategories,
  openBecause,
  overdueRotation,
  proposals,
  requiredCategories,
  rotationOf,
} from '../../domain/infrastructure/index.ts';
import { categories, type Decision, type Register } from '../../domain/register.ts';
import { vendorOf, withoutDpa } from '../../domain/vendors/index.ts';
import { counted } from '../../domain/wording.ts';
import {
  actions,
  context,
  divider,
  header,
  mention,
  pageButton,
  safe,
  section,
  shownLink,
  stepButton,
} from '../kit/blocks.ts';
import { nextBlock } from '../kit/next-block.ts';
import { type Content, type PageScene, page } from '../kit/page.ts';
import { labelOf, measureOptions } from '../kit/words.ts';

/** So many decisions of one category stand in the list, and on its own page. */
const [mostInList, mostOnPage] = [2, 8];

function isRequired(register: Register, { key }: CategoryEntry): boolean {
  return requiredCategories(register).some((required) => required.key === key);
}

function markOf(register: Register, entry: CategoryEntry): string {
  if (openBecause(register, entry.key) === null) return ':white_check_mark:';
  return isRequired(register, entry) ? ':white_large_square:' : ':heavy_minus_sign:';
}

/** What requirement 2 misses first; while it misses nothing, keys that are overdue. */
function nextOf({ register, readiness, today }: PageScene): Gap | null {
  const [gap] = readiness.assessment.requirements.find(({ key }) => key === 'R2')?.gaps ?? [];
  if (gap) return gap;
  const overdue = overdueRotation(register, today);
  const rotation = rotationOf(register);
  return overdue === null || rotation === null
    ? null
    : { text: overdue, owner: rotation.owner, step: { do: 'record-rotation' } };
}

const committedBy = (decision: Decision, today: string): string =>
  `${committedSince(decision, today)}${decision.decidedBy ? `, by ${mention(decision.decidedBy)}` : ''}`;

/** A category in two or three lines, with the way to its record. */
function categoryBlock({ register, today }: PageScene, entry: CategoryEntry): KnownBlock {
  const standing = commitments(register, entry.key);
  const proposed = proposals(register, entry.key);
  const open = openBecause(register, entry.key);
  const rest = standing.length - mostInList;
  const lines = [
    `${markOf(register, entry)} *${entry.title}*${isRequired(register, entry) ? '' : ' (not required by your reading)'}`,
    ...standing
      .slice(0, mostInList)
      .map((decision) => `${safe(decision.choice, 100)}, ${committedBy(decision, today)}`),
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...(open === null ? [] : [standing.length > 0 ? safe(open, 300) : `Open: ${entry.why}`]),
    ...(proposed.length > 0
      ? [`Proposed: ${safe(proposed.map(({ choice }) => choice).join(', '), 200)}`]
      : []),
  ];
  return section(
    lines.join('\n'),
    pageButton('Open', { page: 'decision', args: { category: entry.key } }, { id: entry.key }),
  );
}

/** The shared decisions: how many are committed, what to do next, then each in short. */
export const decisionsPage = page('decisions', z.object({}), (scene): Content => {
  const { register } = scene;
  const required = requiredCategories(register);
  const done = required.filter(({ key }) => openBecause(register, key) === null).length;
  const title = `Shared infrastructure: ${done} of ${required.length} committed`;
  return {
    title: 'Shared decisions',
    text: `${done} of ${required.length} decisions committed`,
    blocks: [
      header(title),
      ...nextBlock(scene, nextOf(scene)),
      ...decisionCategories.map((entry) => categoryBlock(scene, entry)),
      ...actions(pageButton('Verdict', { page: 'verdict' })),
    ],
  };
});

/** ", last on 1 October 2025, next by 30 December 2025", and how long that is overdue. */
function rotationWords(register: Register, today: string): string {
  const rotation = rotationOf(register);
  if (rotation === null) return '';
  const overdue = overdueRotation(register, today);
  return `, last on ${written(rotation.last)}, next by ${written(rotation.next)}${overdue === null ? '' : `\n:warning: Overdue: ${overdue}`}`;
}

function detailLine({ register, today }: PageScene, { details }: Decision): string {
  switch (details?.category) {
    case 'model-provider':
      return `${details.enterpriseAgreement ? 'Enterprise agreement' : 'No enterprise agreement'}${details.sla ? `, SLA ${safe(details.sla, 100)}` : ''}`;
    case 'guardrails':
      return `*Before the call*: ${safe(details.preProcessing, 120)}\n*After it*: ${safe(details.postProcessing, 120)}`;
    case 'observability':
      return `*Measures* ${details.measures.map((measure) => labelOf(measureOptions, measure).toLowerCase()).join(', ')}`;
    case 'api-ownership':
      return `Service account of ${mention(details.serviceAccountOwner)}, ${safe(details.rateLimit, 100)}, keys rotated every ${counted(details.rotationDays, 'day')}${rotationWords(register, today)}`;
    default:
      return '';
  }
}

/** A decision in force with everything that is recorded about it. */
function decisionLines(scene: PageScene, decision: Decision): string {
  const { register, today } = scene;
  const vendor = decision.vendor === null ? undefined : vendorOf(register, decision.vendor);
  const dpa = vendor ? (withoutDpa(vendor, today) ?? `DPA of ${vendor.name} in force`) : null;
  const lines = [
    `*${decision.key} ${safe(decision.choice, 100)}*: ${committedBy(decision, today)}`,
    detailLine(scene, decision),
    decision.rationale ? `*Why*: ${safe(decision.rationale, 300)}` : '',
    decision.alternatives ? `*Considered*: ${safe(decision.alternatives, 200)}` : '',
    decision.link ? shownLink(decision.link) : '',
    dpa ? safe(dpa, 200) : '',
  ];
  return lines.filter(Boolean).join('\n');
}

/** "superseded by D-4", or "withdrawn by @Ana on 12 January 2026: too costly". */
function endWords({ supersededBy, withdrawn }: Decision): string {
  if (!withdrawn) return `superseded by ${supersededBy}`;
  const reason = withdrawn.reason ? `: ${safe(withdrawn.reason, 200)}` : '';
  return `withdrawn by ${mention(withdrawn.by)} on ${written(withdrawn.on)}${reason}`;
}

/** What is no longer in force, the newest first. */
function pastBlocks(register: Register, { key }: CategoryEntry): KnownBlock[] {
  const past = [...register.decisions.values()]
    .filter(({ category, status }) => category === key && (status === 'superseded' || status === 'withdrawn'))
    .reverse();
  if (past.length === 0) return [];
  const rest = past.length - mostOnPage;
  return [
    divider,
    section(`*No longer in force (${past.length})*`),
    ...past
      .slice(0, mostOnPage)
      .map((decision) => section(`${decision.key} ${safe(decision.choice, 100)}: ${endWords(decision)}`)),
    ...(rest > 0 ? [context(`and ${rest} more`)] : []),
  ];
}

/** One shared decision: what is in force, what is proposed, and what was before. */
export const decisionPage = page(
  'decision',
  z.object({ category: z.enum(categories) }),
  (scene, { category }): Content => {
    const { register } = scene;
    const entry = categoryEntry(category);
    const standing = commitments(register, category);
    const proposed = proposals(register, category);
    const open = openBecause(register, category);
    const label = standing.length === 0 ? 'Commit' : entry.several ? 'Add or replace' : 'Supersede';
    const rest = standing.length - mostOnPage;
    return {
      title: 'Shared decision',
      text: entry.title,
      blocks: [
        header(`${entry.title}: ${open === null ? 'committed' : 'open'}`),
        ...(open === null
          ? []
          : [section(standing.length > 0 ? safe(open, 300) : `Why it matters: ${entry.why}.`)]),
        ...standing.slice(0, mostOnPage).map((decision) => section(decisionLines(scene, decision))),
        ...(rest > 0 ? [context(`and ${rest} more`)] : []),
        ...proposed
          .slice(0, mostOnPage)
          .map(({ key, choice, proposedBy, proposedOn }) =>
            section(
              `Proposed: *${safe(choice, 100)}* by ${mention(proposedBy)} on ${written(proposedOn)}`,
              stepButton({ do: 'withdraw-proposal', decision: key }),
            ),
          ),
        ...(proposed.length > mostOnPage
          ? [context(`and ${proposed.length - mostOnPage} more proposals`)]
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
        ...pastBlocks(register, entry),
      ],
    };
  },
);
