import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { maxCheckInsPerForm } from '../../domain/adoption/schema.ts';
import { formatDay, formatDayWithoutYear } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import type { DueNudge, HelpRequest } from '../../domain/nudge-kind.ts';
import type { Day, Register, UserId } from '../../domain/register.ts';
import { helpKind, listMutes, maxSnoozesInARow } from '../../domain/reminders/index.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { isOpen, type NudgeState } from '../../operations/nudge-states.ts';
import { listForYou, renderForYouBlock } from '../home/index.ts';
import {
  actions,
  clickButton,
  contextBlock,
  divider,
  escapeMrkdwn,
  header,
  mention,
  mentions,
  overflow,
  pageButton,
  recordButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { textContent } from '../kit/contents.ts';
import { type Content, page } from '../kit/page.ts';
import { pageLinkButton } from '../kit/page-links.ts';
import { describeKind, describeNudgeSubject, findInnermost, formatShortSubject } from './nudge-words.ts';

/** The most reminders with buttons and the most settled ones; the rest is counted. */
const [maxWithButtons, maxSettled] = [8, 12];
/** Limits for the blocks of a message without head and foot, in characters of JSON. */
const [openBlocksLimit, allBlocksLimit] = [7_600, 8_800];
const perPage = 6;

/** Returns the fact with its use case in bold. */
function describeFact(register: Register, { fact, about, step }: DueNudge): string {
  const text = escapeMrkdwn(capitalize(fact), 300);
  const names = [...about, ...('useCase' in step ? [step.useCase] : [])].flatMap((key) => {
    const useCase = register.useCases.get(key);
    return useCase ? [escapeMrkdwn(`${key} ${useCase.name}`, 300), key] : [];
  });
  const found = names.find((name) => text.includes(name));
  return found === undefined ? text : text.replace(found, () => `*${found}*`);
}

/** Returns "3 and 10 March". */
function formatDays(days: readonly Day[]): string {
  const months = new Set(days.map((day) => day.slice(0, 7)));
  const formatted = days.map((day, index) =>
    months.size === 1 && index < days.length - 1 ? String(Number(day.slice(8))) : formatDayWithoutYear(day),
  );
  return [formatted.slice(0, -1).join(', '), ...formatted.slice(-1)].filter(Boolean).join(' and ');
}

const describeHelp = ({ person, because, askedOn }: HelpRequest): string =>
  because === 'muted'
    ? `${mention(person)} muted reminders of this kind, so they come to you. Could you help?`
    : because === 'silence'
      ? `${mention(person)} was asked on ${formatDays(askedOn)} and has not answered. Could you help?`
      : `${mention(person)} was asked on ${formatDays(askedOn)} and answered "not mine". Could you help?`;

/** Returns the owned use case of a reminder, if it is about one. */
const findOwnedUseCase = (register: Register, { about, step }: DueNudge, person: UserId): string | null =>
  [...about, ...('useCase' in step && step.useCase !== undefined ? [step.useCase] : [])].find(
    (key) => register.useCases.get(key)?.owner === person,
  ) ?? null;

/** The position of a reminder in its message. */
interface BlockPosition {
  /** True for the first, which has the primary button. */
  readonly isFirst: boolean;
  /** True when the reminder before has the same reason. */
  readonly hasSameWhy: boolean;
}

/** Renders a reminder: fact, reason and buttons. */
function renderOpenBlocks(
  register: Register,
  { nudge, due, canSnooze }: Open,
  position: BlockPosition,
): KnownBlock[] {
  const { kind, subject } = nudge;
  const { step, why, helpRequest, urgent, awayPerson } = due;
  const lines = [
    `${urgent ? ':rotating_light: ' : ''}${describeFact(register, due)}`,
    helpRequest ? describeHelp(helpRequest) : position.hasSameWhy ? '' : escapeMrkdwn(capitalize(why), 200),
    awayPerson === undefined ? '' : `You act for ${mention(awayPerson)}, who is away.`,
    canSnooze ? '' : `You snoozed this ${maxSnoozesInARow} times in a row, the most allowed.`,
  ];
  const menu = [
    ...(helpRequest ? [] : [['not-mine', 'Not mine'] as const]),
    // A reminder that a mute would not stop has no mute option.
    ...(urgent || helpRequest?.because === 'muted' ? [] : [['mute', `Mute: ${describeKind(kind)}`] as const]),
  ];
  const owned = helpRequest ? findOwnedUseCase(register, due, helpRequest.person) : null;
  return [
    section(lines.filter(Boolean).join('\n')),
    ...actions(
      stepButton(step, undefined, position.isFirst ? { style: 'primary' } : undefined),
      due.see === undefined ? null : pageLinkButton(due.see),
      owned === null ? null : stepButton({ do: 'edit-use-case', useCase: owned }, 'Reassign'),
      helpRequest && helpRequest.because !== 'muted'
        ? clickButton('ask-again', 'Remind again', { kind, subject })
        : null,
      canSnooze ? stepButton({ do: 'snooze', kind, subject }) : null,
      // The option holds the position, because a subject may not fit into its 75 characters.
      menu.length > 0 ? overflow(`ask:${nudge.message}:${nudge.position}`, menu) : null,
    ),
  ];
}

type Open = NudgeState & { readonly due: DueNudge };

/** Returns one step that answers the same question about several use cases; null when there is none. */
const sharedSteps: Readonly<Record<string, (group: readonly Open[]) => Step | null>> = {
  adoption: (group) => {
    const days = group.map(({ due: { step } }) => (step.do === 'check-in' ? step.typed?.on : undefined));
    const [on] = days;
    return on !== undefined && days.every((day) => day === on)
      ? {
          do: 'check-in-several',
          useCases: group.flatMap(({ due: { step } }) => (step.do === 'check-in' ? step.useCase : [])),
          on,
        }
      : null;
  },
  'cost-report': (group) => {
    const months = group.map(({ due: { step } }) => (step.do === 'record-costs' ? step.month : null));
    const [month] = months;
    return month != null && months.every((one) => one === month)
      ? {
          do: 'record-costs-several',
          useCases: group.flatMap(({ due: { step } }) => (step.do === 'record-costs' ? step.useCase : [])),
          month,
        }
      : null;
  },
};

/** The fact that a group of reminders shares, after the use cases. */
const sharedFacts: Readonly<Record<string, string>> = {
  adoption: "last week's check-ins are missing",
  'cost-report': 'monthly costs are not confirmed',
};

/** True for a person's own reminder, not a help request or a stand-in's. */
const isOwn = ({ due: { helpRequest, awayPerson } }: Open): boolean =>
  helpRequest === undefined && awayPerson === undefined;

/** Groups open reminders with the same question about several use cases, most urgent first. */
function groupOpen(open: readonly Open[]): readonly (readonly Open[])[] {
  const groups: Open[][] = [];
  for (const reminder of open) {
    const { kind } = reminder.nudge;
    const group = groups.find(
      ([first, ...others]) =>
        first?.nudge.kind === kind && isOwn(first) && others.length + 1 < maxCheckInsPerForm,
    );
    if (group && isOwn(reminder) && sharedSteps[kind]?.([...group, reminder])) group.push(reminder);
    else groups.push([reminder]);
  }
  return groups;
}

/** Renders one question about several use cases with one form. */
function renderGroupBlocks(
  register: Register,
  group: readonly Open[],
  step: Step,
  { isFirst }: BlockPosition,
): KnownBlock[] {
  const [{ nudge, due } = {} as Open] = group;
  const named = group.map((one) => describeNudgeSubject(register, one.nudge));
  const shown = named.slice(0, 8).join(', ');
  const rest = named.length > 8 ? ` and ${named.length - 8} more` : '';
  return [
    section(`*${shown}${rest}*: ${sharedFacts[nudge.kind]}.\n${escapeMrkdwn(capitalize(due.why), 200)}.`),
    ...actions(
      stepButton(step, stepTitle(step), isFirst ? { style: 'primary' } : undefined),
      pageButton('Show separately', { page: 'asked' }),
      overflow(`ask:${nudge.message}:${nudge.position}`, [['mute', `Mute: ${describeKind(nudge.kind)}`]]),
    ),
  ];
}

function renderReminderBlocks(
  register: Register,
  group: readonly Open[],
  position: BlockPosition,
): KnownBlock[] {
  const [only] = group;
  const step = only && group.length > 1 ? sharedSteps[only.nudge.kind]?.(group) : null;
  if (step) return renderGroupBlocks(register, group, step, position);
  return group.flatMap((reminder) => renderOpenBlocks(register, reminder, position));
}

/** True when it was done or no longer applies; an answered one may still be open. */
const isDone = ({ nudge, due }: NudgeState): boolean =>
  nudge.outcome === 'done' || (nudge.outcome === 'open' && due === null);

/** Describes a settled reminder in one line. */
function describeSettled(register: Register, reminder: NudgeState): string {
  const { nudge, againOn, due, helper } = reminder;
  const label = `${describeNudgeSubject(register, nudge)} · ${describeKind(findInnermost(nudge).kind)}`;
  if (isDone(reminder)) return `:white_check_mark: ~${label}~ done`;
  const words = nudge.words ? `: ${escapeMrkdwn(nudge.words, 120)}` : '';
  switch (nudge.outcome) {
    case 'answered':
      return `:speech_balloon: ${label}, ${nudge.kind === helpKind.key && !nudge.words ? 'reminded again' : `answered${words}`}`;
    case 'snoozed':
      return `:zzz: ${label}, snoozed${nudge.until === null ? '' : ` until ${formatDay(nudge.until)}`}${words}`;
    case 'not-mine':
      return `:leftwards_arrow_with_hook: ${label}, not yours${due === null || helper === null ? '' : `, waiting for ${mention(helper)}`}`;
    case 'muted':
      return `:mute: ${label}, muted`;
    case 'lapsed':
      return `:heavy_minus_sign: ${label}, no longer needed`;
    default:
      return `:arrow_down: ${label}, reminded again${againOn === null ? '' : ` on ${formatDay(againOn)}`}`;
  }
}

const sizeOf = (value: unknown): number => JSON.stringify(value).length;

/** Returns the first items that fit. */
function takeWhileFits<T>(all: readonly T[], maxCount: number, maxSize: number): readonly T[] {
  const kept: T[] = [];
  let size = 0;
  for (const one of all.slice(0, maxCount)) {
    size += sizeOf(one);
    if (size > maxSize) break;
    kept.push(one);
  }
  return kept;
}

/** Counts the remaining reminders by kind, with the first keys. */
function describeRest(register: Register, rest: readonly NudgeState[]): string {
  const kinds = new Map<string, string[]>();
  for (const { nudge } of rest)
    kinds.set(nudge.kind, [...(kinds.get(nudge.kind) ?? []), formatShortSubject(register, nudge)]);
  return [...kinds]
    .map(([kind, subjects]) => {
      const named = [...new Set(subjects)].slice(0, 5);
      const more = subjects.length > named.length ? ', …' : '';
      return `• ${describeKind(kind)}: ${subjects.length.toLocaleString('en')} (${named.join(', ')}${more})`;
    })
    .join('\n');
}

function formatHeadline(all: readonly NudgeState[], open: number, withButtons: number): string {
  const number = open.toLocaleString('en');
  if (open === 0) return all.every(isDone) ? 'All done. Thank you.' : 'Nothing left to do';
  if (open < all.length) return `${number} of ${all.length.toLocaleString('en')} still open`;
  return open > withButtons
    ? `The ${withButtons} most urgent of ${number} reminders`
    : `${formatCount(open, 'reminder')} today`;
}

/** Renders the daily message from current data; later updates show the outcomes. */
export function renderDaily(register: Register, all: readonly NudgeState[]): Content {
  const open = all.filter(isOpen) as readonly Open[];
  const groups = groupOpen(open);
  const withButtons = takeWhileFits(
    groups.slice(0, maxWithButtons).map((group, index) => {
      const before = groups[index - 1]?.[0];
      const hasSameWhy = before !== undefined && isOwn(before) && before.due.why === group[0]?.due.why;
      return renderReminderBlocks(register, group, { isFirst: index === 0, hasSameWhy });
    }),
    maxWithButtons,
    openBlocksLimit,
  );
  const rest = groups.slice(withButtons.length).flat();
  const title = formatHeadline(all, open.length, open.length - rest.length);
  const others =
    rest.length > 0
      ? [section(`*And ${rest.length.toLocaleString('en')} more*\n${describeRest(register, rest)}`)]
      : [];
  const settled = all.filter((reminder) => !isOpen(reminder));
  const lines = takeWhileFits(
    settled.map((reminder) => describeSettled(register, reminder)),
    maxSettled,
    Math.min(allBlocksLimit - sizeOf([withButtons, others]), 1_800),
  );
  const [first] = open;
  return {
    title: 'For you today',
    text: first ? `${title}: ${capitalize(first.due.fact)}` : title,
    blocks: [
      header(title),
      ...withButtons.flat(),
      ...others,
      ...(lines.length > 0 ? [contextBlock(lines.join('\n'))] : []),
      ...(settled.length > lines.length
        ? [contextBlock(`and ${(settled.length - lines.length).toLocaleString('en')} more done or answered`)]
        : []),
      ...(open.length > 0
        ? [
            contextBlock(
              'Reply in the thread or use a button. Anything you finish elsewhere is ticked off here.',
            ),
          ]
        : []),
      ...actions(
        open.length > 0 ? stepButton({ do: 'enter-absence' }) : null,
        rest.length > 0
          ? pageButton(`Show all ${open.length.toLocaleString('en')}`, { page: 'asked' })
          : null,
        all.some(({ nudge }) => nudge.outcome === 'muted')
          ? pageButton('Show muted', { page: 'asked' })
          : null,
      ),
    ],
  };
}

/** Renders the thanks for a text answer, with buttons for what is still open. */
export function renderThanks(answered: readonly NudgeState[]): Content {
  if (answered.length === 0) return textContent('Thank you. Nothing left to do.');
  const what = answered.length === 1 ? '' : ` for the ${answered.length} open reminders`;
  const dueNudges = answered.flatMap(({ due }) => due ?? []);
  const helped = [...new Set(dueNudges.flatMap(({ helpRequest }) => helpRequest?.person ?? []))];
  const again =
    helped.length === 0
      ? ''
      : ` ${mentions(helped)} ${helped.length === 1 ? 'gets' : 'get'} the reminder again.`;
  const steps = new Map(dueNudges.map(({ step }) => [JSON.stringify(step), step]));
  const label = (step: Step) => `${'useCase' in step ? `${step.useCase}: ` : ''}${stepTitle(step)}`;
  const buttons = [...steps.values()].slice(0, maxWithButtons).map((step) => stepButton(step, label(step)));
  const words = textContent(`Thanks, noted${what}.${again} To record figures or evidence, use the buttons.`);
  return { ...words, blocks: [...words.blocks, ...actions(...buttons)] };
}

/** Renders the muted kinds, each with a button to unmute it. */
function renderMutedBlocks(register: Register, person: UserId): KnownBlock[] {
  const muted = listMutes(register, person);
  if (muted.length === 0) return [];
  return [
    divider,
    section('*Muted reminders*'),
    ...muted.map(({ kind, on }) =>
      section(
        `${describeKind(kind)}, since ${formatDay(on)}`,
        recordButton({ do: 'unmute-nudges', kind }, 'Unmute', { id: kind }),
      ),
    ),
  ];
}

/** Shows what waits for this person, their reminders, and their muted kinds. */
export const openNudgesPage = page(
  'asked',
  z.object({ from: z.int().nonnegative().default(0) }),
  async (context, { from }): Promise<Content> => {
    const all = await listForYou(context);
    const start = from < all.length ? from : 0;
    const shown = all.slice(start, start + perPage);
    const range = all.length > perPage ? `, ${start + 1} to ${start + shown.length}` : '';
    return {
      title: 'For you',
      text: `${formatCount(all.length, 'reminder')} for you`,
      blocks: [
        header(`For you (${all.length.toLocaleString('en')}${range})`),
        ...(all.length === 0
          ? [section('You have nothing to do. Crossing sends at most one message a day.')]
          : []),
        ...shown.flatMap((one, index) =>
          one.reminder
            ? renderOpenBlocks(context.register, one.reminder, {
                isFirst: start + index === 0,
                hasSameWhy: false,
              })
            : [renderForYouBlock(one, start + index)],
        ),
        ...renderMutedBlocks(context.register, context.actor.id),
        ...actions(
          start > 0
            ? pageButton('Previous', { page: 'asked', args: { from: Math.max(0, start - perPage) } })
            : null,
          start + perPage < all.length
            ? pageButton('Next', { page: 'asked', args: { from: start + perPage } })
            : null,
          pageButton('Verdict', { page: 'verdict' }),
        ),
      ],
    };
  },
);
