import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance } from '../../domain/facts.ts';
import {
  categoryEntry,
  type Drift,
  decisionCategories,
  describeDrift,
  explainOpenCategory,
  findDrift,
  listCommitments,
  listProposals,
  listRequiredCategories,
  listUnrecordedCategories,
} from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import type { Category, Decision } from '../../domain/register.ts';
import { findToolStanding } from '../../domain/tools/index.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { findVendor } from '../../domain/vendors/index.ts';
import { capitalize, formatCount, uncapitalize } from '../../domain/wording.ts';
import { formatUseCase, joinShortly, offerStep, quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer } from '../kit/question.ts';
import { answerMayUse } from '../tools/index.ts';
import { correctChoice } from './claimed-choice.ts';
import { describeCommitter, describeEnd } from './decision-pages.ts';

const decisionOffer = (category: Category): Offer => [
  { page: 'decision', args: { category } },
  categoryEntry(category).title,
];
const allDecisions: Offer = [{ page: 'decisions' }, 'All decisions'];

/** Returns the facts of a decision for programs. */
const dataOf = (decision: Decision) => ({
  key: decision.key,
  category: decision.category,
  status: decision.status,
  choice: decision.choice,
  decidedOn: decision.decidedOn,
  decidedBy: decision.decidedBy,
  rationale: decision.rationale,
  alternatives: decision.alternatives,
  details: decision.details,
  supersededBy: decision.supersededBy,
});

const sourceOf = ({ key, status, decidedBy, decidedOn, proposedBy, proposedOn }: Decision): Provenance =>
  status === 'proposed' || decidedOn === null
    ? fromPerson(proposedBy, proposedOn, key)
    : fromPerson(decidedBy, decidedOn, key);

export const describeChoice = (decision: Decision, today: string): string =>
  `*${escapeMrkdwn(decision.choice, 100)}*, ${describeCommitter(decision, today)}`;

/** Returns " Reason: one contract for all." for a decision with a rationale. */
export const describeReason = ({ rationale }: Decision): string =>
  rationale.trim() === '' ? '' : ` Reason: ${quoteShortly(rationale)}.`;

/** Answers about a category without a commitment: open, or only proposed. */
function answerOpen({ register, today }: PageContext, category: Category): Answer {
  const { title, why } = categoryEntry(category);
  const proposed = listProposals(register, category);
  const [first] = proposed;
  const names = proposed.map(
    ({ choice, proposedBy, proposedOn }) =>
      `${escapeMrkdwn(choice, 100)} by ${mention(proposedBy)} on ${formatDay(proposedOn)}`,
  );
  return {
    text: first
      ? `*${title}*: ${formatCount(proposed.length, 'proposal')}, none committed. Proposed: ${joinShortly(names, 3, '; ')}.`
      : `*${title}*: no decision yet. ${capitalize(why)}.`,
    source: first ? sourceOf(first) : fromRecords(today),
    data: { category, committed: [], proposed: proposed.map(dataOf) },
    next: [offerStep({ do: 'commit-decision', category }), decisionOffer(category)],
    about: { category },
  };
}

/**
 * Answers with the commitments of a category, in words that `describe` returns for each.
 * @param said the typed text; another product that it calls our choice is corrected
 */
export function answerCategory(
  context: PageContext,
  category: Category,
  describe: (decision: Decision, isOnly: boolean) => string,
  said = '',
): Answer {
  const { register } = context;
  const correction = correctChoice(register, category, said);
  const standing = listCommitments(register, category);
  const [first] = standing;
  if (!first) {
    const answer = answerOpen(context, category);
    return { ...answer, text: `${correction}${answer.text}` };
  }
  const open = explainOpenCategory(register, category);
  const words = joinShortly(
    standing.map((decision) => describe(decision, standing.length === 1)),
    3,
    '; ',
  );
  return {
    text: `${correction}*${categoryEntry(category).title}*: ${words}${open === null ? '' : ` Open: ${escapeMrkdwn(open, 300)}.`}`,
    source: sourceOf(standing.at(-1) ?? first),
    data: { category, committed: standing.map(dataOf), open },
    next: [
      decisionOffer(category),
      ...(open === null ? [] : [offerStep({ do: 'commit-decision', category })]),
    ],
    about: { category },
  };
}

/** Returns "Committed: OpenAI (model provider) and Pinecone (vector database)."; that nothing is, where nothing is. */
function describeCommitted({ register }: PageContext): string {
  const committed = decisionCategories.flatMap(({ key, title }) =>
    listCommitments(register, key).map(
      ({ choice }) => `${escapeMrkdwn(choice, 60)} (${uncapitalize(title)})`,
    ),
  );
  return committed.length === 0
    ? 'No decision is committed yet.'
    : `Committed: ${joinShortly(committed, 5)}.`;
}

/** Answers about one decision by the name of its choice, current or past. */
export function answerChoice(context: PageContext, name: string): Answer {
  const { register, today } = context;
  const all = [...register.decisions.values()];
  const chosen = all.filter(({ choice }) => isSameToolIn(register, choice, name));
  const key = findVendor(register, name)?.key;
  const decisions =
    chosen.length > 0 ? chosen : all.filter(({ vendor }) => vendor !== null && vendor === key);
  const found = decisions.findLast(({ status }) => status === 'committed') ?? decisions.at(-1);
  // "Who decided that?" about a tool that somebody has asked for is about its request.
  if (!found && findToolStanding(register, name)) return answerMayUse(context, name, undefined);
  if (!found)
    return {
      text: `${escapeMrkdwn(name, 80)} is not among the shared decisions. ${describeCommitted(context)}`,
      source: fromRecords(today),
      data: { choice: name, decisions: [] },
      next: [allDecisions],
    };
  const { category, status, choice, proposedBy, proposedOn } = found;
  const successor = register.decisions.get(found.supersededBy ?? '');
  const title = categoryEntry(category).title;
  const text =
    status === 'committed'
      ? `*${title}*: ${describeChoice(found, today)}.${describeReason(found)}`
      : status === 'proposed'
        ? `${escapeMrkdwn(choice, 100)} is only proposed for *${title}*: by ${mention(proposedBy)} on ${formatDay(proposedOn)}.${describeReason(found)}`
        : `*${title}*: ${found.key} ${escapeMrkdwn(choice, 100)} was ${describeEnd(found)}${successor ? ` ${escapeMrkdwn(successor.choice, 100)}` : ''}.`;
  return {
    text,
    source: sourceOf(found),
    data: { choice: name, decisions: decisions.map(dataOf) },
    next: [decisionOffer(category)],
    about: { category, tool: choice },
  };
}

/** Returns a drift in words, with the waiver that allows it. */
function describeDriftOf(drift: Drift): string {
  const { waiver } = drift;
  return `${escapeMrkdwn(describeDrift(drift), 200)}${waiver === null ? '' : ` (waived until ${formatDay(waiver.until)})`}`;
}

export function answerDrift({ register, today }: PageContext, key: string | undefined): Answer {
  const useCases = key === undefined ? listRunning(register) : [getUseCase({ register }, key)];
  const drifts = useCases.flatMap((useCase) => findDrift(register, useCase, today));
  const [only] = key === undefined ? [] : useCases;
  const missing = only ? listUnrecordedCategories(register, only).map(({ title }) => title) : [];
  const incomplete = useCases.filter((one) => listUnrecordedCategories(register, one).length > 0);
  const isUndecided = listRequiredCategories(register).every(
    ({ key: category }) => listCommitments(register, category).length === 0,
  );
  const names = drifts.map((drift) => `${formatUseCase(drift.useCase)} ${describeDriftOf(drift)}`);
  const who = only ? formatUseCase(only) : 'Every running use case';
  const count = new Set(drifts.map(({ useCase }) => useCase.key)).size;
  const summary = `${formatCount(count, 'use case differs', 'use cases differ')} from the shared decisions: `;
  const text =
    drifts.length > 0
      ? `${only ? '' : summary}${joinShortly(names, 3, '; ')}.`
      : isUndecided
        ? 'No shared decision is committed yet, so no use case can differ from one.'
        : useCases.length === 0
          ? 'No use case is running, so none differs from the shared decisions.'
          : missing.length > 0
            ? `${who} has no recorded drift. Its stack does not name: ${missing.join(', ')}.`
            : incomplete.length > 0
              ? `No recorded stack differs from the shared decisions. Incomplete stacks: ${joinShortly(incomplete.map(formatUseCase))}.`
              : `${who} runs on the committed decisions, and on nothing else.`;
  return {
    text,
    source: fromRecords(today, ...drifts.map(({ useCase }) => useCase.key)),
    data: {
      useCase: key ?? null,
      drift: drifts.map(({ useCase, category, runsOn, committed, refused, waiver }) => ({
        ...{ useCase: useCase.key, category, runsOn, committed, refused },
        waivedUntil: waiver?.until ?? null,
      })),
      notRecorded: missing,
    },
    next: only
      ? [offerStep({ do: 'record-stack', useCase: only.key }), allDecisions]
      : [allDecisions, [{ page: 'use-cases' }, 'Use cases']],
    ...(only ? { about: { useCase: only.key } } : {}),
  };
}

/** Returns "All were committed by @ann between 12 and 20 January 2026." when one person committed all. */
function describeOnlyCommitter(decisions: readonly Decision[]): string | null {
  const [person = null, ...others] = new Set(decisions.map(({ decidedBy }) => decidedBy));
  const days = decisions.flatMap(({ decidedOn }) => decidedOn ?? []).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  if (person === null || others.length > 0 || days.length < decisions.length) return null;
  const when =
    first === last ? `on ${formatDay(first)}` : `between ${formatDay(first)} and ${formatDay(last)}`;
  return `${decisions.length === 1 ? 'It was' : 'All were'} committed by ${mention(person)} ${when}.`;
}

/** Answers with all required categories: committed ones with their choices, then the open ones. */
export function answerAll({ register, today }: PageContext): Answer {
  const required = listRequiredCategories(register).map((entry) => ({
    ...entry,
    choices: listCommitments(register, entry.key).map(({ choice }) => choice),
    open: explainOpenCategory(register, entry.key),
  }));
  const done = required.filter(({ open }) => open === null);
  const open = required.filter((entry) => entry.open !== null);
  const names = done.map(({ title, choices }) => `${title} (${escapeMrkdwn(choices.join(', '), 100)})`);
  const first = open[0];
  const committer = describeOnlyCommitter(done.flatMap(({ key }) => listCommitments(register, key)));
  return {
    text: [
      `${done.length} of ${required.length} shared decisions are committed${done.length === 0 ? '' : `: ${names.join(', ')}`}.`,
      ...(committer === null ? [] : [committer]),
      ...(open.length === 0 ? [] : [`Open: ${open.map((entry) => entry.title).join(', ')}.`]),
    ].join(' '),
    source: fromRecords(today, ...[...register.decisions.keys()]),
    data: {
      committed: done.length,
      required: required.length,
      decisions: decisionCategories.map(({ key: category, title }) => ({
        ...{ category, title },
        isRequired: required.some(({ key }) => key === category),
        choices: listCommitments(register, category).map(({ choice }) => choice),
        open: explainOpenCategory(register, category),
      })),
    },
    next: [allDecisions, ...(first ? [offerStep({ do: 'commit-decision', category: first.key })] : [])],
  };
}
