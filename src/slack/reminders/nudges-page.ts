import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Refusal } from '../../domain/decide.ts';
import { mustLead } from '../../domain/permissions.ts';
import {
  enoughAsks,
  fewResponses,
  type KindStatistics,
  responseRate,
  statisticsDays,
  type Tally,
} from '../../domain/reminders/index.ts';
import { counted } from '../../domain/wording.ts';
import type { NudgeReport, Sending } from '../../operations/nudge-report.ts';
import { actions, context, header, mentions, pageButton, safe, section } from '../kit/blocks.ts';
import { refusalContent } from '../kit/contents.ts';
import type { Scene } from '../kit/form.ts';
import { type Content, type Page, page } from '../kit/page.ts';
import { moment } from '../kit/words.ts';

const { month: monthDays, quarter: quarterDays } = statisticsDays;

const percent = (rate: number): string => `${Math.round(rate * 100)}%`;

const outcomeWords = [
  ['done', 'done'],
  ['answered', 'answered in words'],
  ['snoozed', 'snoozed'],
  ['not-mine', 'not mine'],
  ['muted', 'muted'],
  ['lapsed', 'no longer due'],
  ['open', 'open'],
] as const satisfies readonly (readonly [keyof Tally['outcomes'], string])[];

/** "12 of 18 answered in 30 days (67%)"; what is younger than a week and open is not counted yet. */
function answeredWords(kinds: readonly KindStatistics[]): string {
  const sum = (count: (tally: Tally) => number) => kinds.reduce((all, { month }) => all + count(month), 0);
  const [asked, ripe, responses] = [
    sum((tally) => tally.asked),
    sum((tally) => tally.ripe),
    sum((tally) => tally.responses),
  ];
  if (asked === 0) return `nobody was asked in ${monthDays} days`;
  return ripe === 0
    ? `${asked} asked in ${monthDays} days, none older than a week`
    : `${responses} of ${ripe} answered in ${monthDays} days (${percent(responses / ripe)})`;
}

function tallyLine(days: number, tally: Tally): string {
  const outcomes = outcomeWords
    .filter(([key]) => tally.outcomes[key] > 0)
    .map(([key, words]) => `${tally.outcomes[key]} ${words}`);
  const rate = responseRate(tally);
  const responded = rate === null ? [] : [`${tally.responses} of ${tally.ripe} answered (${percent(rate)})`];
  return `${days} days: asked ${tally.asked}${[...outcomes, ...responded].map((words) => ` · ${words}`).join('')}`;
}

function kindBlock({ title, month, quarter, mutedBy, unheard }: KindStatistics): KnownBlock {
  const lines = [
    `*${title}*`,
    tallyLine(monthDays, month),
    tallyLine(quarterDays, quarter),
    mutedBy.length > 0
      ? `Muted by ${mentions(mutedBy.slice(0, 10))}: what is due goes to the lead, and a violation is still sent to them`
      : '',
    unheard
      ? `:bulb: *Consider retiring this.* Of ${quarter.ripe} asks in ${quarterDays} days, ${quarter.responses} led to something (${percent(responseRate(quarter) ?? 0)}). People can mute it in their daily message. The team that runs Crossing can remove it for everybody.`
      : '',
  ];
  return section(lines.filter(Boolean).join('\n'));
}

const sendingLine = (days: number, { daily, seen, digest, refused, unknown }: Sending): string =>
  `${days} days: sent ${counted(daily, 'daily message')}, ${seen} of them seen, and ${counted(digest, 'digest')} · ${refused} failed · ${unknown} of unknown fate`;

function troubleBlocks({ troubles }: NudgeReport): KnownBlock[] {
  const listed = (among: 'refused' | 'unknown') =>
    troubles
      .filter(({ status }) => status === among)
      .slice(0, 5)
      .map(({ count, reason }) => `• ${count}: ${safe(reason, 150)}`);
  const failed = listed('refused');
  const unknown = listed('unknown');
  return [
    ...(failed.length > 0
      ? [section(`:warning: *Failed in ${quarterDays} days*: Slack did not take them\n${failed.join('\n')}`)]
      : []),
    ...(unknown.length > 0
      ? [
          section(
            `:grey_question: *Of unknown fate in ${quarterDays} days*: they may have arrived, and are not sent again\n${unknown.join('\n')}`,
          ),
        ]
      : []),
  ];
}

function closed({ register, actor }: Scene): Refusal | null {
  const outcome = mustLead(register, { actor }, 'see the nudge results');
  return outcome && !outcome.ok ? outcome.refusal : null;
}

const shown = page('nudges', z.object({}), async (scene): Promise<Content> => {
  const refusal = closed(scene);
  if (refusal) return refusalContent(refusal);
  const report = await scene.nudges();
  const { lastRound, kinds, month, quarter, agenda } = report;
  const told = kinds
    .filter(({ quarter: { asked }, mutedBy }) => asked > 0 || mutedBy.length > 0)
    .sort((a, b) => Number(b.unheard) - Number(a.unheard));
  const silent = kinds.filter((kind) => !told.includes(kind)).map(({ title }) => title);
  return {
    title: 'Nudge results',
    text: `${counted(month.daily, 'daily message')} and ${counted(month.digest, 'digest')} in ${monthDays} days`,
    blocks: [
      header(`Nudge results: ${answeredWords(kinds)}`),
      ...(agenda?.parked
        ? [section(`:warning: *Nothing can be sent to this workspace*: ${safe(agenda.parked, 300)}`)]
        : []),
      ...troubleBlocks(report),
      ...told.map(kindBlock),
      ...(silent.length > 0
        ? [context(`Nothing was asked in ${quarterDays} days about: ${silent.join(', ')}.`)]
        : []),
      context(
        `Answers are counted, never people. An open ask counts as unanswered after a week, and muting is no answer. Retiring a kind is proposed after ${enoughAsks} asks with a response rate under ${percent(fewResponses)}.`,
      ),
      section(
        [
          '*Messages*',
          sendingLine(monthDays, month),
          sendingLine(quarterDays, quarter),
          ...(quarter.waiting > 0 ? [`Waiting to be sent: ${quarter.waiting}`] : []),
          `Schedule ran last: ${lastRound === null ? 'not since Crossing was started' : moment(lastRound)}`,
          `This workspace is checked next: ${agenda === null ? 'once something is recorded' : moment(agenda.dueAt)}`,
        ].join('\n'),
      ),
      ...actions(pageButton('Settings', { page: 'settings' }), pageButton('Verdict', { page: 'verdict' })),
    ],
  };
});

export const nudgesPage: Page = { ...shown, closed };
