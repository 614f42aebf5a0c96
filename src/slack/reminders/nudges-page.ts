import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Refusal } from '../../domain/decide.ts';
import { mustLead } from '../../domain/permissions.ts';
import {
  type KindStatistics,
  lowResponseRate,
  minNudgesForRate,
  responseRate,
  statisticsDays,
  type Tally,
} from '../../domain/reminders/index.ts';
import { formatCount } from '../../domain/wording.ts';
import type { NudgeReport, SendingCounts } from '../../operations/nudge-report.ts';
import { actions, contextBlock, escapeMrkdwn, header, mentions, pageButton, section } from '../kit/blocks.ts';
import { renderRefusal } from '../kit/contents.ts';
import type { FormContext } from '../kit/form.ts';
import { type Content, type Page, page } from '../kit/page.ts';
import { formatMoment } from '../kit/words.ts';

const { month: monthDays, quarter: quarterDays } = statisticsDays;

const percent = (rate: number): string => `${Math.round(rate * 100)}%`;

const outcomeWords = [
  ['done', 'done'],
  ['answered', 'answered in a message'],
  ['snoozed', 'snoozed'],
  ['not-mine', 'not mine'],
  ['muted', 'muted'],
  ['lapsed', 'no longer needed'],
  ['open', 'open'],
] as const satisfies readonly (readonly [keyof Tally['outcomes'], string])[];

/** Returns "12 of 18 answered in the last 30 days (67%)"; open reminders of the last week are not counted yet. */
export function describeAnswered(kinds: readonly KindStatistics[]): string {
  const sum = (count: (tally: Tally) => number) => kinds.reduce((all, { month }) => all + count(month), 0);
  const [nudges, decided, responses] = [
    sum((tally) => tally.asked),
    sum((tally) => tally.decided),
    sum((tally) => tally.responses),
  ];
  if (nudges === 0) return `no nudges in the last ${monthDays} days`;
  return decided === 0
    ? `${formatCount(nudges, 'nudge')} in the last ${monthDays} days; the answer rate follows after a week`
    : `${responses} of ${decided} answered in the last ${monthDays} days (${percent(responses / decided)})`;
}

function renderTallyLine(days: number, tally: Tally): string {
  const outcomes = outcomeWords
    .filter(([key]) => tally.outcomes[key] > 0)
    .map(([key, words]) => `${tally.outcomes[key]} ${words}`);
  const rate = responseRate(tally);
  const responded =
    rate === null ? [] : [`${tally.responses} of ${tally.decided} answered (${percent(rate)})`];
  return `Last ${days} days: ${formatCount(tally.asked, 'nudge')}${[...outcomes, ...responded].map((words) => ` · ${words}`).join('')}`;
}

function renderKindBlock({ title, month, quarter, mutedBy, isRarelyAnswered }: KindStatistics): KnownBlock {
  const lines = [
    `*${title}*`,
    renderTallyLine(monthDays, month),
    renderTallyLine(quarterDays, quarter),
    mutedBy.length > 0
      ? `Muted by ${mentions(mutedBy.slice(0, 10))}: the lead gets them instead. Violations cannot be muted`
      : '',
    isRarelyAnswered
      ? `:bulb: *Consider retiring this.* Of ${quarter.decided} nudges in the last ${quarterDays} days, ${quarter.responses} were answered (${percent(responseRate(quarter) ?? 0)}). People can mute it in their daily message. The team that runs Crossing can remove it for everybody.`
      : '',
  ];
  return section(lines.filter(Boolean).join('\n'));
}

const renderSendingLine = (days: number, { daily, seen, digest, refused, unknown }: SendingCounts): string =>
  `Last ${days} days: ${formatCount(daily, 'daily message')} sent (${seen} seen) · ${formatCount(digest, 'digest')} sent · ${refused} failed · ${unknown} unconfirmed`;

function renderProblemBlocks({ problems }: NudgeReport): KnownBlock[] {
  const listProblems = (status: 'refused' | 'unknown') =>
    problems
      .filter((problem) => problem.status === status)
      .slice(0, 5)
      .map(({ count, reason }) => `• ${count}: ${escapeMrkdwn(reason, 150)}`);
  const failed = listProblems('refused');
  const unknown = listProblems('unknown');
  return [
    ...(failed.length > 0
      ? [
          section(
            `:warning: *Failed in the last ${quarterDays} days*: Slack rejected them\n${failed.join('\n')}`,
          ),
        ]
      : []),
    ...(unknown.length > 0
      ? [
          section(
            `:grey_question: *Unconfirmed in the last ${quarterDays} days*: they may have arrived, so Crossing does not send them again\n${unknown.join('\n')}`,
          ),
        ]
      : []),
  ];
}

export function findNudgesRefusal({ register, actor, at }: FormContext): Refusal | null {
  const outcome = mustLead(register, { actor, at }, 'see the nudge results');
  return outcome && !outcome.ok ? outcome.refusal : null;
}

const pageForLeads = page('nudges', z.object({}), async (context): Promise<Content> => {
  const refusal = findNudgesRefusal(context);
  if (refusal) return renderRefusal(refusal);
  const report = await context.loadNudgeReport();
  const { lastRound, kinds, month, quarter, agenda } = report;
  const shownKinds = kinds
    .filter(({ quarter: { asked }, mutedBy }) => asked > 0 || mutedBy.length > 0)
    .sort((a, b) => Number(b.isRarelyAnswered) - Number(a.isRarelyAnswered));
  const titlesWithoutNudges = kinds.filter((kind) => !shownKinds.includes(kind)).map(({ title }) => title);
  return {
    title: 'Nudge results',
    text: `${formatCount(month.daily, 'daily message')} and ${formatCount(month.digest, 'digest')} in the last ${monthDays} days`,
    blocks: [
      header(`Nudge results: ${describeAnswered(kinds)}`),
      ...(agenda?.parked
        ? [section(`:warning: *Crossing cannot send to this workspace*: ${escapeMrkdwn(agenda.parked, 300)}`)]
        : []),
      ...renderProblemBlocks(report),
      ...shownKinds.map(renderKindBlock),
      ...(titlesWithoutNudges.length > 0
        ? [contextBlock(`No nudges in the last ${quarterDays} days: ${titlesWithoutNudges.join(', ')}.`)]
        : []),
      contextBlock(
        `A nudge is one reminder to one person. Answers are counted per kind of reminder, never per person. An open nudge counts as unanswered after a week; a mute is not an answer. Crossing suggests retiring a kind after ${minNudgesForRate} nudges with an answer rate under ${percent(lowResponseRate)}.`,
      ),
      section(
        [
          '*Messages*',
          renderSendingLine(monthDays, month),
          renderSendingLine(quarterDays, quarter),
          ...(quarter.waiting > 0 ? [`Waiting to be sent: ${quarter.waiting}`] : []),
          `Schedule last ran: ${lastRound === null ? 'not since Crossing started' : formatMoment(lastRound)}`,
          `Next check of this workspace: ${agenda === null ? 'after the next change' : formatMoment(agenda.dueAt)}`,
        ].join('\n'),
      ),
      ...actions(pageButton('Settings', { page: 'settings' }), pageButton('Verdict', { page: 'verdict' })),
    ],
  };
});

export const nudgesPage: Page = { ...pageForLeads, findRefusal: findNudgesRefusal };
