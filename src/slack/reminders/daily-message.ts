import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { mostCheckIns } from '../../domain/adoption/schema.ts';
import { written, writtenShort } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import type { Concern, Help } from '../../domain/nudge-kind.ts';
import type { Day, Register, UserId } from '../../domain/register.ts';
import { helpKind, mutedBy, snoozesInARow } from '../../domain/reminders/index.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capital, counted } from '../../domain/wording.ts';
import { type Asked, isOpen } from '../../operations/asked.ts';
import { forYou, forYouBlock } from '../home/index.ts';
import {
  actions,
  context,
  divider,
  doButton,
  header,
  mention,
  overflow,
  pageButton,
  recordButton,
  safe,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { wordsContent } from '../kit/contents.ts';
import { type Content, page } from '../kit/page.ts';
import { seeButton } from '../kit/see.ts';
import { innermost, kindWords, shortSubject, subjectWords } from './asked-words.ts';

/** So many things have buttons in one message; the rest is counted. */
const [mostWithButtons, mostSettled] = [8, 12];
/** What Slack takes of blocks in one message, in characters of JSON, less the head and the foot. */
const [roomForOpen, roomForAll] = [7_600, 8_800];
const perPage = 6;

/** The fact with the use case that it speaks of in bold. */
function factWords(register: Register, { fact, about, step }: Concern): string {
  const text = safe(capital(fact), 300);
  const names = [...about, ...('useCase' in step ? [step.useCase] : [])].flatMap((key) => {
    const useCase = register.useCases.get(key);
    return useCase ? [safe(`${key} ${useCase.name}`, 300), key] : [];
  });
  const found = names.find((name) => text.includes(name));
  return found === undefined ? text : text.replace(found, () => `*${found}*`);
}

/** "3 and 10 March" */
function dayWords(days: readonly Day[]): string {
  const months = new Set(days.map((day) => day.slice(0, 7)));
  const said = days.map((day, index) =>
    months.size === 1 && index < days.length - 1 ? String(Number(day.slice(8))) : writtenShort(day),
  );
  return [said.slice(0, -1).join(', '), ...said.slice(-1)].filter(Boolean).join(' and ');
}

const helpWords = ({ person, because, askedOn }: Help): string =>
  because === 'muted'
    ? `${mention(person)} muted reminders of this kind, so they come to you. Could you help?`
    : because === 'silence'
      ? `${mention(person)} was asked on ${dayWords(askedOn)} and has not answered. Could you help?`
      : `${mention(person)} was asked on ${dayWords(askedOn)} and answered "not mine". Could you help?`;

/** The use case that somebody who was asked owns, where it is about one. */
const ownedIn = (register: Register, { about }: Concern, person: UserId): string | null =>
  about.find((key) => register.useCases.get(key)?.owner === person) ?? null;

/** Where a reminder stands in its message. */
interface Place {
  /** It is the first, with the one primary button. */
  readonly first: boolean;
  /** The reminder before it says why it matters in the same words. */
  readonly sameWhy: boolean;
}

/** A reminder: the fact, why it matters, and what can be done. */
function openBlocks(register: Register, { ask, concern, canSnooze }: Open, place: Place): KnownBlock[] {
  const { kind, subject } = ask;
  const { step, why, helps, urgent, awayPerson } = concern;
  const lines = [
    `${urgent ? ':rotating_light: ' : ''}${factWords(register, concern)}`,
    helps ? helpWords(helps) : place.sameWhy ? '' : safe(capital(why), 200),
    awayPerson === undefined ? '' : `You stand in for ${mention(awayPerson)}, who is away.`,
    canSnooze ? '' : `You snoozed this ${snoozesInARow} times in a row, so it can no longer be snoozed.`,
  ];
  const menu = [
    ...(helps ? [] : [['not-mine', 'Not mine'] as const]),
    // What no mute silences is not offered one.
    ...(urgent || helps?.because === 'muted' ? [] : [['mute', `Mute: ${kindWords(kind)}`] as const]),
  ];
  const owned = helps ? ownedIn(register, concern, helps.person) : null;
  return [
    section(lines.filter(Boolean).join('\n')),
    ...actions(
      stepButton(step, undefined, place.first ? { style: 'primary' } : undefined),
      concern.see === undefined ? null : seeButton(concern.see),
      owned === null ? null : stepButton({ do: 'edit-use-case', useCase: owned }, 'Reassign'),
      helps && helps.because !== 'muted' ? doButton('ask-again', 'Ask again', { kind, subject }) : null,
      canSnooze ? stepButton({ do: 'snooze', kind, subject }) : null,
      // An option holds 75 characters, which a subject may not fit in: the menu says in which place it stands.
      menu.length > 0 ? overflow(`ask:${ask.message}:${ask.position}`, menu) : null,
    ),
  ];
}

type Open = Asked & { readonly concern: Concern };

/** The same question about several use cases, as one step that answers all of them; null where there is none. */
const together: Readonly<Record<string, (group: readonly Open[]) => Step | null>> = {
  adoption: (group) => {
    const days = group.map(({ concern: { step } }) => (step.do === 'check-in' ? step.typed?.on : undefined));
    const [on] = days;
    return on !== undefined && days.every((day) => day === on)
      ? {
          do: 'check-in-several',
          useCases: group.flatMap(({ concern: { step } }) => (step.do === 'check-in' ? step.useCase : [])),
          on,
        }
      : null;
  },
};

/** Whether it comes to its person for themselves, not for help and not for somebody who is away. */
const isOwn = ({ concern: { helps, awayPerson } }: Open): boolean =>
  helps === undefined && awayPerson === undefined;

/** What waits, where the same question about several use cases stands together; the most urgent first. */
function grouped(open: readonly Open[]): readonly (readonly Open[])[] {
  const groups: Open[][] = [];
  for (const asked of open) {
    const { kind } = asked.ask;
    const group = groups.find(
      ([first, ...others]) => first?.ask.kind === kind && isOwn(first) && others.length + 1 < mostCheckIns,
    );
    if (group && isOwn(asked) && together[kind]?.([...group, asked])) group.push(asked);
    else groups.push([asked]);
  }
  return groups;
}

/** One question about several use cases, with one form for all of them. */
function groupBlocks(register: Register, group: readonly Open[], step: Step, { first }: Place): KnownBlock[] {
  const [{ ask, concern } = {} as Open] = group;
  const named = group.map((one) => subjectWords(register, one.ask));
  const shown = named.slice(0, 8).join(', ');
  const rest = named.length > 8 ? ` and ${named.length - 8} more` : '';
  return [
    section(`*${shown}${rest}*: last week's check-ins are missing.\n${safe(capital(concern.why), 200)}.`),
    ...actions(
      stepButton(step, stepTitle(step), first ? { style: 'primary' } : undefined),
      pageButton('One by one', { page: 'asked' }),
      overflow(`ask:${ask.message}:${ask.position}`, [['mute', `Mute: ${kindWords(ask.kind)}`]]),
    ),
  ];
}

function blocksOf(register: Register, group: readonly Open[], place: Place): KnownBlock[] {
  const [only] = group;
  const step = only && group.length > 1 ? together[only.ask.kind]?.(group) : null;
  if (step) return groupBlocks(register, group, step, place);
  return group.flatMap((asked) => openBlocks(register, asked, place));
}

/** Whether it is true no more, or was done in time; what was only answered may still have to be done. */
const isDone = ({ ask, concern }: Asked): boolean =>
  ask.outcome === 'done' || (ask.outcome === 'open' && concern === null);

/** Something that waits no longer: what came of it, in one line. */
function settledWords(register: Register, asked: Asked): string {
  const { ask, againOn, concern, helper } = asked;
  const thing = `${subjectWords(register, ask)} · ${kindWords(innermost(ask).kind)}`;
  if (isDone(asked)) return `:white_check_mark: ~${thing}~ done`;
  const words = ask.words ? `: ${safe(ask.words, 120)}` : '';
  switch (ask.outcome) {
    case 'answered':
      return `:speech_balloon: ${thing}, ${ask.kind === helpKind.key && !ask.words ? 'asked again' : `answered${words}`}`;
    case 'snoozed':
      return `:zzz: ${thing}, snoozed${ask.until === null ? '' : ` until ${written(ask.until)}`}${words}`;
    case 'not-mine':
      return `:leftwards_arrow_with_hook: ${thing}, not yours${concern === null || helper === null ? '' : `, waiting for ${mention(helper)}`}`;
    case 'muted':
      return `:mute: ${thing}, muted`;
    case 'lapsed':
      return `:heavy_minus_sign: ${thing}, no longer needed`;
    default:
      return `:arrow_down: ${thing}, asked again${againOn === null ? '' : ` on ${written(againOn)}`}`;
  }
}

const sizeOf = (value: unknown): number => JSON.stringify(value).length;

/** As many, from the first on, as there is room for. */
function within<T>(all: readonly T[], most: number, room: number): readonly T[] {
  const kept: T[] = [];
  let size = 0;
  for (const one of all.slice(0, most)) {
    size += sizeOf(one);
    if (size > room) break;
    kept.push(one);
  }
  return kept;
}

/** How many of each kind there are besides, with the first of them by their keys. */
function restWords(register: Register, rest: readonly Asked[]): string {
  const kinds = new Map<string, string[]>();
  for (const { ask } of rest)
    kinds.set(ask.kind, [...(kinds.get(ask.kind) ?? []), shortSubject(register, ask)]);
  return [...kinds]
    .map(([kind, subjects]) => {
      const named = [...new Set(subjects)].slice(0, 5);
      const more = subjects.length > named.length ? ', …' : '';
      return `• ${kindWords(kind)}: ${subjects.length.toLocaleString('en')} (${named.join(', ')}${more})`;
    })
    .join('\n');
}

function headline(all: readonly Asked[], open: number, withButtons: number): string {
  const number = open.toLocaleString('en');
  if (open === 0) return all.every(isDone) ? 'All done. Thank you.' : 'Nothing is left to do here';
  if (open < all.length) return `${number} of ${all.length.toLocaleString('en')} still open`;
  return open > withButtons
    ? `The ${withButtons} most urgent of ${number} reminders`
    : `${counted(open, 'reminder')} today`;
}

/** Everything that one person is asked on one day, as it is now; the same message shows later what came of it. */
export function dailyContent(register: Register, all: readonly Asked[]): Content {
  const open = all.filter(isOpen) as readonly Open[];
  const groups = grouped(open);
  const withButtons = within(
    groups.slice(0, mostWithButtons).map((group, index) => {
      const before = groups[index - 1]?.[0];
      const sameWhy = before !== undefined && isOwn(before) && before.concern.why === group[0]?.concern.why;
      return blocksOf(register, group, { first: index === 0, sameWhy });
    }),
    mostWithButtons,
    roomForOpen,
  );
  const rest = groups.slice(withButtons.length).flat();
  const title = headline(all, open.length, open.length - rest.length);
  const others =
    rest.length > 0
      ? [section(`*And ${rest.length.toLocaleString('en')} more*\n${restWords(register, rest)}`)]
      : [];
  const settled = all.filter((asked) => !isOpen(asked));
  const lines = within(
    settled.map((asked) => settledWords(register, asked)),
    mostSettled,
    Math.min(roomForAll - sizeOf([withButtons, others]), 1_800),
  );
  const [first] = open;
  return {
    title: 'For you today',
    text: first ? `${title}: ${capital(first.concern.fact)}` : title,
    blocks: [
      header(title),
      ...withButtons.flat(),
      ...others,
      ...(lines.length > 0 ? [context(lines.join('\n'))] : []),
      ...(settled.length > lines.length
        ? [
            context(
              `and ${(settled.length - lines.length).toLocaleString('en')} more that are done or answered`,
            ),
          ]
        : []),
      ...(open.length > 0
        ? [context('Reply in the thread or use a button. Anything you finish elsewhere is ticked off here.')]
        : []),
      ...actions(
        open.length > 0 ? stepButton({ do: 'enter-absence' }) : null,
        rest.length > 0
          ? pageButton(`Show all ${open.length.toLocaleString('en')}`, { page: 'asked' })
          : null,
        all.some(({ ask }) => ask.outcome === 'muted')
          ? pageButton('What you muted', { page: 'asked' })
          : null,
      ),
    ],
  };
}

/** What follows from an answer in words, with the buttons of what is still to be done. */
export function thanksContent(answered: readonly Asked[]): Content {
  if (answered.length === 0) return wordsContent('Thank you. Nothing is left to do here.');
  const what = answered.length === 1 ? 'it' : `the ${answered.length} things that were open`;
  const concerns = answered.flatMap(({ concern }) => concern ?? []);
  const again = concerns.some(({ helps }) => helps)
    ? ' The person I asked first gets the reminder again.'
    : '';
  const steps = new Map(concerns.map(({ step }) => [JSON.stringify(step), step]));
  const label = (step: Step) => `${'useCase' in step ? `${step.useCase}: ` : ''}${stepTitle(step)}`;
  const buttons = [...steps.values()].slice(0, mostWithButtons).map((step) => stepButton(step, label(step)));
  const words = wordsContent(
    `Thanks, noted with ${what}.${again} To record figures or evidence, use the buttons.`,
  );
  return { ...words, blocks: [...words.blocks, ...actions(...buttons)] };
}

/** What somebody does not want to be asked, each with the way back. */
function mutedBlocks(register: Register, person: UserId): KnownBlock[] {
  const muted = mutedBy(register, person);
  if (muted.length === 0) return [];
  return [
    divider,
    section('*What you muted*'),
    ...muted.map(({ kind, on }) =>
      section(
        `${kindWords(kind)}, since ${written(on)}`,
        recordButton({ do: 'unmute-nudges', kind }, 'Unmute', { id: kind }),
      ),
    ),
  ];
}

/** Everything that waits for whoever looks, what they were asked with the ways to answer it, and what they muted. */
export const askedPage = page(
  'asked',
  z.object({ from: z.int().nonnegative().default(0) }),
  async (scene, { from }): Promise<Content> => {
    const all = await forYou(scene);
    const start = from < all.length ? from : 0;
    const shown = all.slice(start, start + perPage);
    const range = all.length > perPage ? `, ${start + 1} to ${start + shown.length}` : '';
    return {
      title: 'For you',
      text: `${counted(all.length, 'reminder')} for you`,
      blocks: [
        header(`For you (${all.length.toLocaleString('en')}${range})`),
        ...(all.length === 0 ? [section('Nothing waits for you. You get at most one message a day.')] : []),
        ...shown.flatMap((one, index) =>
          one.asked
            ? openBlocks(scene.register, one.asked, { first: start + index === 0, sameWhy: false })
            : [forYouBlock(one, start + index)],
        ),
        ...mutedBlocks(scene.register, scene.actor.id),
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
