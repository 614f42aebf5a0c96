import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { formatDay, formatDayWithoutYear, weekOf } from '../../domain/calendar.ts';
import {
  type ChangeSummary,
  hasNoNews,
  maxDigests,
  snapshotOf,
  type VerdictSnapshot,
} from '../../domain/digest/index.ts';
import { symptoms } from '../../domain/purgatory/index.ts';
import { type Assessment, daysAhead, type Requirement } from '../../domain/readiness/index.ts';
import type { Digest, Register, UserId } from '../../domain/register.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import type { Week } from '../../operations/digest.ts';
import type { Readiness } from '../../operations/readiness.ts';
import {
  actions,
  channelMention,
  contextBlock,
  divider,
  escapeMrkdwn,
  header,
  pageButton,
  recordButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { withoutCharts } from '../kit/charts.ts';
import { formatOwner } from '../kit/gaps.ts';
import { type Content, page } from '../kit/page.ts';
import { describeSchedule } from '../kit/words.ts';
import { describeLoss, describeWayOut, formatHeadline, listEndingSoon } from '../readiness/index.ts';
import { renderTrendBlocks } from './trend-blocks.ts';

const maxLines = 6;
const maxOwned = 3;
/** The most channels listed below a preview. */
const maxChannels = 3;

/** Renders a requirement in one line: what meets it, or how much is missing. */
function renderRequirementLine({ key, title, met, useCase, gaps }: Requirement): string {
  const mark = met ? ':white_check_mark:' : ':white_large_square:';
  const about = useCase ? escapeMrkdwn(`${useCase.key} ${useCase.name}`, 50) : null;
  const detail = [met ? null : formatCount(gaps.length, 'blocker'), about].filter((one) => one !== null);
  return `${mark} *${key.slice(1)}. ${title}*${detail.length > 0 ? ` · ${detail.join(' · ')}` : ''}`;
}

const formatList = (lines: readonly string[]): readonly string[] => [
  ...lines.slice(0, maxLines).map((line) => `• ${escapeMrkdwn(line, 320)}`),
  ...(lines.length > maxLines ? [`• and ${lines.length - maxLines} more`] : []),
];

/** Returns "requirement 4, AI Operations ownership". */
const describeRequirement = ({ key, title }: Requirement): string => `requirement ${key.slice(1)}, ${title}`;

function changeBlocks({ change, since, readiness }: Week): KnownBlock[] {
  const { met, moved, wentWell } = change;
  // The reasons of the loss are already beside the verdict.
  const shownReasons = readiness.lost?.lost ?? [];
  const lost = change.lost.filter(({ gaps: [first] }) => !first || !shownReasons.includes(first.text));
  const lines = [
    ...met.map((requirement) => `:tada: Met: ${describeRequirement(requirement)}`),
    ...lost.map(
      (requirement) =>
        `:warning: Lost: ${describeRequirement(requirement)}${requirement.gaps[0] ? `. ${escapeMrkdwn(capitalize(requirement.gaps[0].text), 160)}` : ''}`,
    ),
    ...formatList(moved),
  ];
  return [
    ...(lines.length > 0 ? [section([`*Since ${formatDay(since)}*`, ...lines].join('\n'))] : []),
    ...(wentWell.length > 0 ? [section(['*What went well*', ...formatList(wentWell)].join('\n'))] : []),
  ];
}

/** Renders the first three of a list with their owners, and the total. */
function ownedList(title: string, all: readonly { text: string; owner: UserId | null }[]): KnownBlock[] {
  if (all.length === 0) return [];
  const lines = all
    .slice(0, maxOwned)
    .map(({ text, owner }, index) => `${index + 1}. ${escapeMrkdwn(text, 200)}${formatOwner(owner)}`);
  const count = all.length > maxOwned ? ` (${maxOwned} of ${all.length})` : '';
  return [section([`*${title}*${count}`, ...lines].join('\n'))];
}

const renderExpiringBlocks = (readiness: Readiness): KnownBlock[] =>
  ownedList(`Expires within ${daysAhead} days`, listEndingSoon(readiness));

/** Returns "Stage 2, 3 of 4" for a past moment. */
const describePosition = ({ verdict, met }: VerdictSnapshot): string =>
  verdict === 'Stage 3' ? 'Stage 3' : `${verdict}, ${met.length} of 4`;

/** Renders the verdict and that of the day of the comparison. */
function renderVerdictLine({ readiness: { assessment }, before, since }: Week): string {
  const was = describePosition(before);
  const when = formatDayWithoutYear(since);
  const compared =
    was === describePosition(snapshotOf(assessment)) ? `same as on ${when}` : `${when}: ${was}`;
  return `*${formatHeadline(assessment)}* (${compared})`;
}

const titleOf = ({ readiness }: Week): string =>
  `AI readiness, week of ${formatDay(weekOf(readiness.today))}`;

function renderPurgatoryBlocks({ purgatory }: Assessment): KnownBlock[] {
  const { present, stuck } = purgatory;
  if (present.length === 0) return [];
  const titles = present
    .map(({ title, evidence: [first = ''] }) => `${title} (${escapeMrkdwn(first, 150)})`)
    .join(', ');
  return [
    section(
      stuck
        ? `:hourglass_flowing_sand: *Pilot purgatory*, ${present.length} of ${symptoms.length} symptoms: ${titles}. ${describeWayOut(purgatory)}`
        : `:hourglass_flowing_sand: One symptom of pilot purgatory: ${titles}. Two symptoms count as pilot purgatory.`,
    ),
  ];
}

/** The most audit trails in a digest. */
const maxTrails = 50;

/** Returns "Audit trails at UC-3 #1204 `9f3c2a1b`", so that a later, shortened trail is noticed. */
function formatTrails(trails: Week['trails']): readonly string[] {
  const shown = trails
    .slice(0, maxTrails)
    .map(({ useCase, position, hash }) => `${useCase} #${position} \`${hash.slice(0, 8)}\``);
  const more = trails.length > maxTrails ? ` and ${trails.length - maxTrails} more` : '';
  return shown.length === 0 ? [] : [`Audit trails at ${shown.join(', ')}${more}`];
}

/** Renders the number and hash of the last change, so that a later, shortened log is noticed. */
const renderFootBlock = ({ head, trails }: Week, digest: Digest | null): KnownBlock =>
  contextBlock(
    [
      `Last change: #${head.seq}, \`${head.hash.slice(0, 8)}\``,
      digest ? describeSchedule(digest) : null,
      '`/stage3 digest`',
    ]
      .filter(Boolean)
      .join(' · '),
    ...formatTrails(trails),
  );

const openVerdict = pageButton('Open verdict', { page: 'verdict' }, { style: 'primary' });

/** Returns "Nothing changed since 2 March 2026." */
function describeQuiet({ recorded }: ChangeSummary, since: string): string {
  if (recorded === 0) return `Nothing changed since ${since}.`;
  return `No major change since ${since}; ${formatCount(recorded, 'smaller change')} recorded.`;
}

/** Renders the digest: with buttons in a channel, without in a preview. */
function renderDigestBlocks(week: Week, digest: Digest | null, buttons: boolean): readonly KnownBlock[] {
  const { readiness, change, since } = week;
  const { assessment, lost, register } = readiness;
  const title = header(titleOf(week));
  if (register.useCases.size === 0) {
    return [
      title,
      section(
        `*${formatHeadline(assessment)}*\nNothing is registered yet. Begin with the use of AI that people rely on most: it takes a minute.`,
        buttons ? stepButton({ do: 'register-use-case' }, undefined, { style: 'primary' }) : undefined,
      ),
      renderFootBlock(week, digest),
    ];
  }
  if (hasNoNews(change)) {
    return [
      title,
      section(`${renderVerdictLine(week)}\n${describeQuiet(change, formatDay(since))}`),
      ...renderExpiringBlocks(readiness),
      ...(buttons ? actions(openVerdict) : []),
      renderFootBlock(week, digest),
    ];
  }
  return [
    title,
    section(
      [
        renderVerdictLine(week),
        ...(lost?.until ? [escapeMrkdwn(describeLoss(lost, assessment), 400)] : []),
      ].join('\n'),
    ),
    section(assessment.requirements.map(renderRequirementLine).join('\n')),
    ...changeBlocks(week),
    ...ownedList('Blockers', assessment.blockers),
    ...renderExpiringBlocks(readiness),
    ...renderPurgatoryBlocks(assessment),
    ...renderTrendBlocks(week),
    ...(buttons ? actions(openVerdict) : []),
    renderFootBlock(week, digest),
  ];
}

/** Returns the text of the notification. */
function summarize({ readiness, change, since }: Week): string {
  const { assessment, register } = readiness;
  const parts = [
    change.met.length > 0 ? `${formatCount(change.met.length, 'requirement')} met` : null,
    change.lost.length > 0 ? `${formatCount(change.lost.length, 'requirement')} lost` : null,
  ].filter(Boolean);
  if (register.useCases.size === 0) return formatHeadline(assessment);
  if (hasNoNews(change)) return `${formatHeadline(assessment)}. ${describeQuiet(change, formatDay(since))}`;
  return parts.length === 0
    ? formatHeadline(assessment)
    : `${formatHeadline(assessment)}. Since ${formatDay(since)}: ${parts.join(', ')}`;
}

/** Renders the digest message of a channel. */
export const renderDigest = (week: Week, digest: Digest): Content => ({
  title: 'Weekly digest',
  text: summarize(week),
  blocks: renderDigestBlocks(week, digest, true),
});

function renderChannelBlocks(digest: Digest): KnownBlock[] {
  const { channel, stopped } = digest;
  const state = stopped
    ? `\n:warning: Stopped on ${formatDay(stopped.on)}: ${escapeMrkdwn(stopped.reason, 200)}. Fix this, then choose the channel again.`
    : '';
  return [
    section(`${channelMention(channel)} ${describeSchedule(digest)}${state}`),
    ...actions(
      stepButton({ do: 'choose-digest', channel }, stopped ? 'Choose again' : 'Change digest'),
      recordButton({ do: 'end-digest', channel }, 'End digest', {
        id: channel,
        confirm: 'This channel will get no more digests.',
      }),
    ),
  ];
}

const channelsOf = (register: Register): readonly Digest[] => [...register.digests.values()];

const chooseButton = (register: Register) =>
  register.digests.size >= maxDigests ? null : stepButton({ do: 'choose-digest' });

/** Shows a preview of the digest, and the channels that get it. */
export const digestPage = page(
  'digest',
  // An answer to a command has no charts: if Slack refused one, there would be no answer.
  z.object({ charts: z.boolean().default(false) }),
  async ({ register, loadWeek }, { charts }): Promise<Content> => {
    const found = await loadWeek();
    const digests = channelsOf(register);
    const digest = renderDigestBlocks(found, null, false);
    const drawn = withoutCharts(digest).length < digest.length;
    return {
      title: 'Weekly digest',
      text: summarize(found),
      blocks: [
        contextBlock(
          `Only you see this. It is the digest as of now, compared with ${formatDay(found.since)}.`,
        ),
        ...digest,
        divider,
        ...(digests.length === 0
          ? [section('No channel gets it yet.')]
          : digests.slice(0, maxChannels).flatMap(renderChannelBlocks)),
        ...actions(
          chooseButton(register),
          digests.length > maxChannels
            ? pageButton(`All ${digests.length} channels`, { page: 'digests' })
            : null,
          drawn && !charts ? pageButton('Show the charts', { page: 'digest', args: { charts: true } }) : null,
          pageButton('Verdict', { page: 'verdict' }),
        ),
      ],
    };
  },
);

/** Shows the channels that get the digest, and when. */
export const digestsPage = page('digests', z.object({}), ({ register }): Content => {
  const digests = channelsOf(register);
  return {
    title: 'Weekly digest',
    text: `The digest goes to ${formatCount(digests.length, 'channel')}`,
    blocks: [
      header(
        digests.length === 0
          ? 'No channel gets the digest yet'
          : `The digest goes to ${formatCount(digests.length, 'channel')}`,
      ),
      ...(digests.length === 0
        ? [section('Once a week it shows the verdict, what changed, and the blockers with their owners.')]
        : []),
      ...digests.flatMap(renderChannelBlocks),
      ...actions(
        chooseButton(register),
        pageButton('Preview digest', { page: 'digest', args: { charts: true } }),
        pageButton('Settings', { page: 'settings' }),
      ),
    ],
  };
});
