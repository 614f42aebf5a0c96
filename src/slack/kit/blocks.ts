import type {
  Button,
  ConfirmationDialog,
  Datepicker,
  ExternalSelect,
  KnownBlock,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  SectionBlock,
  StaticSelect,
} from '@slack/types';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Step } from '../../domain/decide.ts';
import { parseStep } from '../../domain/schema.ts';
import { stepFor, stepTitle } from '../../domain/subjects.ts';

/**
 * All blocks are made here, so that Slack's limits and the escaping of typed text are in one place. Functions take
 * mrkdwn unless they say plain; escape typed text with `escapeMrkdwn` first.
 */

/** Truncates to a number of UTF-16 units without splitting a character. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const splits = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, splits ? end - 1 : end)}…`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that change the writing direction, also of the text after them. */
const directionSigns = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Characters with a meaning in mrkdwn: a quote at the start, bold, italic, strike and code (also the wide ones of
 * Japanese keyboards), and the colon that starts an emoji name.
 */
const formattingSigns = /^[>＞]|[&<>]|[*_~＊＿]+|[`｀]|:(?=[\p{L}\p{M}\p{N}_+'-]+(?::|$))/gu;

/** True within a word: `2*3` and `snake_case` are not formatting. */
const isWithinWord = (text: string, at: number, signs: string): boolean =>
  /^[*_~]$/.test(signs) && /^[a-z0-9].[a-z0-9]$/is.test(text.slice(at - 1, at + 2));

/** Encodes signs as the fallback of an invalid date, which Slack shows unchanged; it has no escape for formatting. */
const encodeAsFallback = (signs: string): string => `<!date^00000000^{_}|${signs}>`;

/** Removes bold around a text that contains an asterisk, which bold cannot contain. */
const removeBrokenBold = (text: string): string =>
  text.replace(/(?<![a-z0-9])\*((?:<[^<>]*>|[^<>\n])+?)\*(?![a-z0-9])/gi, (whole, inner: string) =>
    /<!date\^00000000[^>]*[*＊]/.test(inner) ? inner : whole,
  );

/** Escapes typed text for mrkdwn on one line: it cannot ping, link or format. */
export function escapeMrkdwn(text: string, limit = 150): string {
  const line = truncate(text.replace(directionSigns, '').replace(/\s+/g, ' ').trim(), limit);
  return line.replace(formattingSigns, (signs, at: number) => {
    // A fallback cannot hold an entity; an invisible hyphen keeps the sign from starting the line.
    if (at === 0 && /^[>＞]/.test(signs)) return `\u00ad${entities[signs] ?? signs}`;
    return entities[signs] ?? (isWithinWord(line, at, signs) ? signs : encodeAsFallback(signs));
  });
}

export const mention = (person: string): string => `<@${person}>`;
/** Returns the mention of a channel by id. */
export const channelMention = (channel: string): string => `<#${channel}>`;
export const mentions = (people: readonly string[]): string => people.map(mention).join(', ');
/** Returns a link that shows its target; a dash for null, and plain text for anything but a web address. */
export function formatLink(link: string | null): string {
  if (link === null) return '–';
  return /^https?:\/\/[^\s<>|]{1,500}$/i.test(link)
    ? `<${link.replaceAll('&', '&amp;')}>`
    : escapeMrkdwn(link, 300);
}

/** Truncates escaped mrkdwn without splitting an entity or a mention. */
export function truncateMrkdwn(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${truncate(text, limit).replace(/(&[a-z]*|<[^>]*)…$/, '…')}`;
}

/** Returns plain text without emoji. */
export const plainText = (text: string, limit: number): PlainTextElement => ({
  type: 'plain_text',
  text: truncate(text.replace(directionSigns, '').trim() || ' ', limit),
  emoji: false,
});

export const header = (text: string): KnownBlock => ({ type: 'header', text: plainText(text, 150) });
/** Returns lines as code blocks to copy, in as many blocks as needed; only a line too long for a block is truncated. */
export function preformattedBlocks(lines: readonly string[]): KnownBlock[] {
  const parts: string[] = [];
  for (const line of lines.flatMap((one) => one.match(/[\s\S]{1,2900}(?![\uDC00-\uDFFF])/g) ?? [''])) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < 2900) parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts.map((text) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  }));
}

export const divider: KnownBlock = { type: 'divider' };

/** `verbatim`, so that a name that looks like an address or a channel does not become a link. */
const mrkdwn = (text: string, limit: number): MrkdwnElement => ({
  type: 'mrkdwn',
  text: truncateMrkdwn(removeBrokenBold(text), limit),
  verbatim: true,
});

export function section(text: string, accessory?: SectionBlock['accessory']): KnownBlock {
  const block = { type: 'section', text: mrkdwn(text, 2900) } as const;
  return accessory ? { ...block, accessory } : block;
}

/** Renders facts in two columns: label and mrkdwn. */
export const factsBlock = (facts: readonly (readonly [label: string, fact: string])[]): KnownBlock => ({
  type: 'section',
  fields: facts.slice(0, 10).map(([label, fact]) => mrkdwn(`*${label}*\n${fact}`, 1900)),
});

export const contextBlock = (...texts: readonly string[]): KnownBlock => ({
  type: 'context',
  elements: texts.slice(0, 10).map((text) => mrkdwn(text, 1900)),
});

export const actions = (
  ...buttons: readonly (Button | Datepicker | ExternalSelect | Overflow | StaticSelect | null | undefined)[]
): KnownBlock[] => {
  const elements = buttons.filter((button) => button !== null && button !== undefined).slice(0, 25);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
};

export interface ButtonOptions {
  readonly style?: 'primary' | 'danger';
  /** Distinguishes two buttons of one block. */
  readonly id?: string;
  /** The question to confirm, as plain text. */
  readonly confirm?: string;
}

function button(actionId: string, label: string, value: unknown, look: ButtonOptions = {}): Button {
  const element: Button = {
    type: 'button',
    action_id: truncate(actionId, 255),
    text: plainText(label, 75),
    value: JSON.stringify(value),
  };
  return {
    ...element,
    ...(look.style ? { style: look.style } : {}),
    ...(look.confirm ? { confirm: confirmation(label, look.confirm) } : {}),
  };
}

const confirmation = (title: string, text: string): ConfirmationDialog => ({
  title: plainText(title, 100),
  text: plainText(text, 300),
  confirm: plainText('Yes', 30),
  deny: plainText('Cancel', 30),
});

/** Parsed button values in the cache: every render checks what its buttons do. */
const stepsKept = 5_000;
const parsedSteps = new LRUCache<string, Step>({
  max: stepsKept,
  memoMethod: (value) => parseStep(JSON.parse(value)),
});

/** Parses the step of a button. @throws Error when it is not a step */
export const parseStepValue = (value: string): Step => parsedSteps.memo(value);

/** Parses an action id: `open:…` a form, `show:…` a page, `do:<key>:…` a click, `menu:…` a form or page, `answer:…`. */
export function parseActionId(actionId: string): { readonly kind: string; readonly key: string } {
  const [kind = '', key = ''] = actionId.split(':');
  return { kind, key };
}

/** Makes a button that opens the form of a step. */
export const stepButton = (
  step: Step,
  label: string = stepFor(step.do).label,
  look?: ButtonOptions,
): Button => button(`open:${Object.values(step).join(':')}`, label, step, look);

const prefilledSchema = z.object({ prefilled: z.record(z.string(), z.unknown()).default({}) });

/** Makes a button that opens the prefilled form of a step. */
export function filledFormButton(step: Step, prefilled: Readonly<Record<string, unknown>>): Button {
  const carried = { ...step, prefilled };
  const fits = JSON.stringify(carried).length <= 2000;
  return button(`open:${step.do}`, stepTitle(step), fits ? carried : step, { style: 'primary' });
}

/** Parses the prefilled values of a button. */
export const parsePrefilled = (value: string): Readonly<Record<string, unknown>> =>
  prefilledSchema.parse(JSON.parse(value)).prefilled;

/** Makes a button that answers a question; `id` distinguishes it from others of its block. */
export const answerButton = (label: string, value: unknown, id: string): Button =>
  button(`answer:${id}`, label, value);

/** Gives a block a name, by which programs and tests know what kind of answer a message is. */
export const identified = (id: string, block: KnownBlock): KnownBlock => ({ ...block, block_id: id });

/** A page with its arguments. */
export interface Target {
  readonly page: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** Makes a button that shows a page in place of the current one. */
export const pageButton = (label: string, target: Target, look?: ButtonOptions): Button =>
  button(`show:${look?.id ?? `${target.page}:${label}`}`, label, target, look);

/** Makes a select of pages; `current` is the index of the shown one. */
export function pageChoice(
  placeholder: string,
  choices: readonly (readonly [label: string, target: Target])[],
  current: number,
): StaticSelect {
  const options = choices
    .slice(0, 100)
    .map(([label, target]) => ({ text: plainText(label, 75), value: JSON.stringify(target) }));
  const chosen = options[current];
  return {
    type: 'static_select',
    action_id: 'menu:choice',
    placeholder: plainText(placeholder, 150),
    options,
    ...(chosen ? { initial_option: chosen } : {}),
  };
}

/** Makes a date picker that acts at once. */
export const dayPicker = (actionId: string, placeholder: string): Datepicker => ({
  type: 'datepicker',
  action_id: actionId,
  placeholder: plainText(placeholder, 150),
});

/** Makes a button that acts at once, without a form. */
export const clickButton = (key: string, label: string, value: unknown, look?: ButtonOptions): Button =>
  button(`do:${key}:${look?.id ?? ''}`, label, value, look);

/** Makes a button that takes a step at once, without a form. */
export function recordButton(
  step: Step,
  label: string = stepFor(step.do).label,
  look?: ButtonOptions,
): Button {
  const { do: key, ...input } = step;
  return clickButton(key, label, input, look);
}

/** A search box for use cases, for long lists. */
export const useCaseSearch: ExternalSelect = {
  type: 'external_select',
  action_id: 'find',
  placeholder: plainText('Find a use case', 150),
  min_query_length: 0,
};

/** Makes an overflow menu of values and labels. */
export const overflow = (
  actionId: string,
  options: readonly (readonly [value: string, label: string])[],
): Overflow => ({
  type: 'overflow',
  action_id: actionId,
  options: options.map(([value, label]) => ({ text: plainText(label, 75), value })),
});

/**
 * A step or a page that is offered, with an optional label. The button of a step that is taken at once can ask for a
 * confirmation.
 */
export type Offer = readonly [offered: Step | Target, label?: string, confirm?: string];

const maxEntries = 5;

/** Makes the menu of less frequent offers; if there are too many, its last entry leads to all. */
export function menu(offers: readonly (Offer | null)[], all: Target): Overflow | undefined {
  const given = offers.filter((offer) => offer !== null);
  const fits = given.length <= maxEntries;
  const shown: readonly Offer[] = fits ? given : [...given.slice(0, maxEntries - 1), [all, 'More']];
  const entries = shown.map(
    ([offered, label]) => [JSON.stringify(offered), label ?? labelOf(offered)] as const,
  );
  return entries.length === 0 ? undefined : overflow('menu', entries);
}

const labelOf = (offered: Step | Target): string =>
  'do' in offered ? stepFor(offered.do).label : offered.page;

/** Makes the button of an offer, for the page behind *More*. */
export const offerButton = ([offered, label, confirm]: Offer): Button =>
  'do' in offered
    ? stepButton(offered, label, confirm === undefined ? undefined : { confirm })
    : pageButton(label ?? offered.page, offered);

const countTextCharacters = (blocks: readonly KnownBlock[]): number => JSON.stringify(blocks).length;

/**
 * Fits blocks into a message: 50 blocks and well under 13,200 characters. It says what is left out, and keeps the
 * buttons at the end.
 */
export function fitMessage(blocks: readonly KnownBlock[]): KnownBlock[] {
  return trimBlocks(blocks, 50, 9_500);
}

/** Fits blocks into a modal or Home: 100 blocks and 250 KB. */
export const fitView = (blocks: readonly KnownBlock[]): KnownBlock[] => trimBlocks(blocks, 100, 200_000);

function trimBlocks(blocks: readonly KnownBlock[], most: number, size: number): KnownBlock[] {
  if (blocks.length <= most && countTextCharacters(blocks) <= size) return [...blocks];
  const last = blocks.at(-1);
  const end = [
    contextBlock('The list is longer than fits here. The Home tab of Crossing shows all of it.'),
    ...(last?.type === 'actions' ? [last] : []),
  ];
  const kept: KnownBlock[] = [];
  for (const block of blocks) {
    if (kept.length + end.length === most || countTextCharacters([...kept, block, ...end]) > size) break;
    kept.push(block);
  }
  return [...kept, ...end];
}
