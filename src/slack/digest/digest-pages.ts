import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { daysBetween, weekOf, written, writtenShort } from '../../domain/calendar.ts';
import {
  isQuiet,
  mostDigests,
  type Position,
  positionOf,
  type WhatChanged,
} from '../../domain/digest/index.ts';
import { symptoms } from '../../domain/purgatory/index.ts';
import type { Assessment, Requirement } from '../../domain/readiness/index.ts';
import type { Digest, Register, UserId } from '../../domain/register.ts';
import { counted } from '../../domain/wording.ts';
import type { Week } from '../../operations/digest.ts';
import type { Readiness } from '../../operations/readiness.ts';
import {
  actions,
  channelMention,
  context,
  divider,
  header,
  pageButton,
  recordButton,
  safe,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { lineChart, withoutCharts } from '../kit/charts.ts';
import { ofOwner } from '../kit/gaps.ts';
import { type Content, page } from '../kit/page.ts';
import { scheduleWords } from '../kit/words.ts';
import { endingSoon, headline, lostLine, wayOut } from '../readiness/index.ts';

const linesShown = 6;
const ownedShown = 3;
/** How many channels stand under a preview. */
const channelsShown = 3;

/** One requirement in one line: what meets it, or how much is missing. */
function requirementLine({ key, title, met, useCase, gaps }: Requirement): string {
  const mark = met ? ':white_check_mark:' : ':white_large_square:';
  const about = useCase ? safe(`${useCase.key} ${useCase.name}`, 50) : null;
  const detail = [met ? null : counted(gaps.length, 'gap'), about].filter((one) => one !== null);
  return `${mark} *${key.slice(1)}. ${title}*${detail.length > 0 ? ` · ${detail.join(' · ')}` : ''}`;
}

const listed = (lines: readonly string[]): readonly string[] => [
  ...lines.slice(0, linesShown).map((line) => `• ${safe(line, 320)}`),
  ...(lines.length > linesShown ? [`• and ${lines.length - linesShown} more`] : []),
];

/** "requirement 4, AI Operations ownership". */
const requirementWords = ({ key, title }: Requirement): string => `requirement ${key.slice(1)}, ${title}`;

function changeBlocks({ change, since, readiness }: Week): KnownBlock[] {
  const { met, moved, wentWell } = change;
  // Why Stage 3 was lost stands beside the verdict.
  const said = readiness.lost?.lost ?? [];
  const lost = change.lost.filter(({ gaps: [first] }) => !first || !said.includes(first.text));
  const lines = [
    ...met.map((requirement) => `:tada: Met: ${requirementWords(requirement)}`),
    ...lost.map(
      (requirement) =>
        `:warning: Lost: ${requirementWords(requirement)}${requirement.gaps[0] ? ` (${safe(requirement.gaps[0].text, 160)})` : ''}`,
    ),
    ...listed(moved),
  ];
  return [
    ...(lines.length > 0 ? [section([`*Since ${written(since)}*`, ...lines].join('\n'))] : []),
    ...(wentWell.length > 0 ? [section(['*What went well*', ...listed(wentWell)].join('\n'))] : []),
  ];
}

/** The first three of a list with their owners, and how many there are. */
function ownedList(title: string, all: readonly { text: string; owner: UserId | null }[]): KnownBlock[] {
  if (all.length === 0) return [];
  const lines = all
    .slice(0, ownedShown)
    .map(({ text, owner }, index) => `${index + 1}. ${safe(text, 200)}${ofOwner(owner)}`);
  const count = all.length > ownedShown ? ` (${ownedShown} of ${all.length})` : '';
  return [section([`*${title}*${count}`, ...lines].join('\n'))];
}

const expiringBlocks = (readiness: Readiness): KnownBlock[] =>
  ownedList('Expiring soon', endingSoon(readiness));

/** "Stage 2, 3 of 4", of a moment that is past. */
const positionWords = ({ verdict, met }: Position): string =>
  verdict === 'Stage 3' ? 'Stage 3' : `${verdict}, ${met.length} of 4`;

/** The answer, and what it was a week ago. */
function verdictLine({ readiness, before, since }: Week): string {
  const { assessment, today } = readiness;
  const was = positionWords(before);
  const when = daysBetween(since, today) <= 8 ? 'last week' : writtenShort(since);
  const compared = was === positionWords(positionOf(assessment)) ? `as ${when}` : `${when}: ${was}`;
  return `*${headline(assessment)}* (${compared})`;
}

const titleOf = ({ readiness }: Week): string => `AI readiness, week of ${written(weekOf(readiness.today))}`;

function purgatoryBlocks({ purgatory }: Assessment): KnownBlock[] {
  const { present, stuck } = purgatory;
  if (present.length === 0) return [];
  const titles = present
    .map(({ title, evidence: [first = ''] }) => `${title} (${safe(first, 150)})`)
    .join(', ');
  return [
    section(
      stuck
        ? `:hourglass_flowing_sand: *Pilot purgatory*, ${present.length} of ${symptoms.length} symptoms: ${titles}. ${wayOut(purgatory)}`
        : `:hourglass_flowing_sand: One symptom of pilot purgatory (two make it so): ${titles}.`,
    ),
  ];
}

/** Only what moves is drawn. */
const moves = (values: readonly number[]): boolean => new Set(values).size > 1;

/** What is drawn, each with its figures in words: Slack may not take a chart, and not everybody sees one. */
function trendBlocks({ history, adoption }: Week): KnownBlock[] {
  const counts = history.map(({ met }) => met);
  const days = history.map(({ on }, index) => (index === history.length - 1 ? 'today' : writtenShort(on)));
  const shares = adoption.map(({ weekly, intended }) => Math.round((weekly / Math.max(1, intended)) * 100));
  const weeks = adoption.map(({ week }) => writtenShort(week));
  const [latest, share = 0, before] = [adoption.at(-1), shares.at(-1), shares.at(-2)];
  const difference = before === undefined ? '' : ` (${share < before ? '' : '+'}${share - before} points)`;
  return [
    ...(latest
      ? [
          section(
            `*Adoption* ${share}%${difference} · ${latest.weekly} of ${latest.intended} people weekly, in ${counted(latest.useCases, 'use case')}, week of ${writtenShort(latest.week)}`,
          ),
        ]
      : []),
    ...(moves(shares)
      ? [lineChart('Weekly users, % of those intended', weeks, { 'Use it weekly': shares })]
      : []),
    ...(moves(counts) ? [lineChart('Requirements met, of 4', days, { 'Requirements met': counts })] : []),
    ...(counts.length > 1 || shares.length > 1
      ? [
          context(
            [
              counts.length > 1 ? `Requirements met, week by week: ${counts.join(', ')}.` : null,
              shares.length > 1
                ? `Weekly use, week by week: ${shares.map((one) => `${one}%`).join(', ')}.`
                : null,
            ]
              .filter(Boolean)
              .join(' '),
          ),
        ]
      : []),
  ];
}

/** By this anybody can hold the log of a later day to what it was: a tail that is cut off shows. */
const footBlock = ({ head }: Week, digest: Digest | null): KnownBlock =>
  context(
    [
      `Change log at #${head.seq}, \`${head.hash.slice(0, 8)}\``,
      digest ? scheduleWords(digest) : null,
      '`/stage3 digest`',
    ]
      .filter(Boolean)
      .join(' · '),
  );

const openVerdict = pageButton('Open verdict', { page: 'verdict' }, { style: 'primary' });

/** "Nothing changed since 2 March 2026." */
function quietWords({ recorded }: WhatChanged, since: string): string {
  if (recorded === 0) return `Nothing changed since ${since}.`;
  return `Nothing moved since ${since}; ${counted(recorded, 'smaller change')} recorded.`;
}

/** The digest itself; with buttons in a channel, without in a preview. */
function digestBlocks(week: Week, digest: Digest | null, buttons: boolean): readonly KnownBlock[] {
  const { readiness, change, since } = week;
  const { assessment, lost, register } = readiness;
  const title = header(titleOf(week));
  if (register.useCases.size === 0) {
    return [
      title,
      section(
        `*${headline(assessment)}*\nNothing is registered yet. Begin with the use of AI that people rely on most: it takes a minute.`,
        buttons ? stepButton({ do: 'register-use-case' }, undefined, { style: 'primary' }) : undefined,
      ),
      footBlock(week, digest),
    ];
  }
  if (isQuiet(change)) {
    return [
      title,
      section(`${verdictLine(week)}\n${quietWords(change, written(since))}`),
      ...expiringBlocks(readiness),
      ...(buttons ? actions(openVerdict) : []),
      footBlock(week, digest),
    ];
  }
  return [
    title,
    section([verdictLine(week), ...(lost?.until ? [safe(lostLine(lost, assessment), 400)] : [])].join('\n')),
    section(assessment.requirements.map(requirementLine).join('\n')),
    ...changeBlocks(week),
    ...ownedList('Blocking', assessment.blockers),
    ...expiringBlocks(readiness),
    ...purgatoryBlocks(assessment),
    ...trendBlocks(week),
    ...(buttons ? actions(openVerdict) : []),
    footBlock(week, digest),
  ];
}

/** What a notification says. */
function summary({ readiness, change, since }: Week): string {
  const { assessment, register } = readiness;
  const parts = [
    change.met.length > 0 ? `${counted(change.met.length, 'requirement')} met` : null,
    change.lost.length > 0 ? `${counted(change.lost.length, 'requirement')} lost` : null,
  ].filter(Boolean);
  if (register.useCases.size === 0) return headline(assessment);
  if (isQuiet(change)) return `${headline(assessment)}. ${quietWords(change, written(since))}`;
  return parts.length === 0
    ? headline(assessment)
    : `${headline(assessment)}. Since ${written(since)}: ${parts.join(', ')}`;
}

/** The message that a channel gets. */
export const digestContent = (week: Week, digest: Digest): Content => ({
  title: 'Readiness digest',
  text: summary(week),
  blocks: digestBlocks(week, digest, true),
});

function channelBlocks(digest: Digest): KnownBlock[] {
  const { channel, stopped } = digest;
  const state = stopped
    ? `\n:warning: Stopped on ${written(stopped.on)}: ${safe(stopped.reason, 200)}. Choose it again once that is mended.`
    : '';
  return [
    section(`${channelMention(channel)} ${scheduleWords(digest)}${state}`),
    ...actions(
      stepButton({ do: 'choose-digest', channel }, stopped ? 'Choose it again' : 'Change'),
      recordButton({ do: 'end-digest', channel }, 'End', {
        id: channel,
        confirm: 'This channel gets no digest any more.',
      }),
    ),
  ];
}

const channelsOf = (register: Register): readonly Digest[] => [...register.digests.values()];

const chooseButton = (register: Register) =>
  register.digests.size >= mostDigests ? null : stepButton({ do: 'choose-digest' });

/** What a channel would get now, shown to one person, and which channels get it. */
export const digestPage = page(
  'digest',
  // What answers a command has no charts: were one refused, there would be no answer.
  z.object({ charts: z.boolean().default(false) }),
  async ({ register, week }, { charts }): Promise<Content> => {
    const found = await week();
    const digests = channelsOf(register);
    const digest = digestBlocks(found, null, false);
    const drawn = withoutCharts(digest).length < digest.length;
    return {
      title: 'Readiness digest',
      text: summary(found),
      blocks: [
        context(`Only you see this: the digest as it would be now, compared with ${written(found.since)}.`),
        ...digest,
        divider,
        ...(digests.length === 0
          ? [section('No channel gets it yet.')]
          : digests.slice(0, channelsShown).flatMap(channelBlocks)),
        ...actions(
          chooseButton(register),
          digests.length > channelsShown
            ? pageButton(`All ${digests.length} channels`, { page: 'digests' })
            : null,
          drawn && !charts ? pageButton('Show the charts', { page: 'digest', args: { charts: true } }) : null,
          pageButton('Verdict', { page: 'verdict' }),
        ),
      ],
    };
  },
);

/** Which channels get the digest, and when. */
export const digestsPage = page('digests', z.object({}), ({ register }): Content => {
  const digests = channelsOf(register);
  return {
    title: 'Readiness digest',
    text: `The digest goes to ${counted(digests.length, 'channel')}`,
    blocks: [
      header(
        digests.length === 0
          ? 'No channel gets the digest yet'
          : `The digest goes to ${counted(digests.length, 'channel')}`,
      ),
      ...(digests.length === 0
        ? [section('Once a week it tells the verdict, what changed, what blocks us, and who can act on it.')]
        : []),
      ...digests.flatMap(channelBlocks),
      ...actions(
        chooseButton(register),
        pageButton('Preview', { page: 'digest', args: { charts: true } }),
        pageButton('Settings', { page: 'settings' }),
      ),
    ],
  };
});
