import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Refusal } from '../../domain/decide.ts';
import {
  enoughAsks,
  fewResponses,
  type KindStatistics,
  responseRate,
  statisticsDays,
  type Tally,
} from '../../domain/nudges/statistics.ts';
import { mustLead } from '../../domain/permissions.ts';
import { counted } from '../../domain/wording.ts';
import type { NudgeReport, Sending } from '../../operations/nudge-report.ts';

import type { Scene } from '../forms/form.ts';
import { actions, context, header, mentions, pageButton, safe, section } from '../views/blocks.ts';

import { moment } from '../views/words.ts';
import { refusalContent } from './outcome.ts';
import { type Content, type Page, page } from './page.ts';

const { month: monthDays, quarter: quarterDays } = statisticsDays;

const percent = (rate: number): string => `${Math.round(rate * 100)}%`;

const outcomeWords = [
  ['done', 'done'],
  ['answered', 'answered in words'],
  ['snoozed', 'snoozed'],
  ['not-mine', 'not mine'],
  ['muted', 'muted'],
  ['lapsed', 'lapsed'],
  ['open', 'open'],
] as const satisfies readonly (readonly [keyof Tally['outcomes'], string])[];

function tallyLine(days: number, tally: Tally): string {
  const outcomes = outcomeWords
    .filter(([key]) => tally.outcomes[key] > 0)
    .map(([key, words]) => `${tally.outcomes[key]} ${words}`);
  const rate = responseRate(tally);
  const responded = rate === null ? [] : [`response rate ${percent(rate)}`];
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
      ? `:bulb: *Consider retiring this.* Of ${quarter.ripe} asks in ${quarterDays} days, ${quarter.responses} led to something (${percent(responseRate(quarter) ?? 0)}). Whoever is asked can mute it in any daily message; for everybody, whoever runs Crossing takes it out of the list of nudges.`
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
  const outcome = mustLead(register, { actor }, 'see how nudges fare');
  return outcome && !outcome.ok ? outcome.refusal : null;
}

const shown = page('nudges', z.object({}), async (scene): Promise<Content> => {
  const refusal = closed(scene);
  if (refusal) return refusalContent(refusal);
  const report = await scene.nudges();
  const { lastRound, kinds, month, quarter, agenda } = report;
  const told = kinds.filter(({ quarter: { asked }, mutedBy }) => asked > 0 || mutedBy.length > 0);
  const silent = kinds.filter((kind) => !told.includes(kind)).map(({ title }) => title);
  return {
    title: 'How nudges fare',
    text: `${counted(month.daily, 'daily message')} and ${counted(month.digest, 'digest')} in ${monthDays} days`,
    blocks: [
      header('How nudges fare'),
      section(
        [
          `*Last round of the schedule*: ${lastRound === null ? 'none since Crossing was started' : moment(lastRound)}`,
          `*This workspace is looked at next*: ${agenda === null ? 'once something is recorded' : moment(agenda.dueAt)}`,
          ...(agenda?.parked
            ? [`:warning: *Nothing can be sent to this workspace*: ${safe(agenda.parked, 300)}`]
            : []),
        ].join('\n'),
      ),
      section(
        [
          '*Messages*',
          sendingLine(monthDays, month),
          sendingLine(quarterDays, quarter),
          ...(quarter.waiting > 0 ? [`Waiting to be sent: ${quarter.waiting}`] : []),
        ].join('\n'),
      ),
      ...troubleBlocks(report),
      ...told.map(kindBlock),
      ...(silent.length > 0
        ? [context(`Nothing was asked in ${quarterDays} days about: ${silent.join(', ')}.`)]
        : []),
      context(
        `Answers are counted, never people. An open ask counts as unanswered after a week, and muting is no answer. Retiring a kind is proposed after ${enoughAsks} asks with a response rate under ${percent(fewResponses)}.`,
      ),
      ...actions(pageButton('Settings', { page: 'settings' }), pageButton('Verdict', { page: 'verdict' })),
    ],
  };
});

export const nudgesPage: Page = { ...shown, closed };
