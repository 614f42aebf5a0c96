import type { RichTextBlock, TextObject } from '@slack/types';
import type { Chart, PersonState, SandboxBlock, StateValues } from '../protocol.ts';
import { actionIdOf, type Element, elementsIn } from './elements.ts';

type RichText = RichTextBlock['elements'][number];

/** The names behind ids and the time zone with which a person reads. */
export type Reader = Pick<PersonState, 'people' | 'channels' | 'app' | 'me'>;

/**
 * Returns text as a person reads it: mentions as names, links as their label, dates in the reader's zone, no markup.
 */
export function readMrkdwn(reader: Reader, mrkdwn: string): string {
  // Signs that Slack shows as they stand are kept from the formatting, each in a place of its own.
  const literal: string[] = [];
  const spelled = mrkdwn.replace(
    /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g,
    (_, sign: string, target: string, label?: string) => {
      if (sign === '@') return `@${personName(reader, target) ?? label ?? target}`;
      if (sign === '#') return `#${channelName(reader, target) ?? label ?? target}`;
      if (sign === '!' && target.startsWith('date^')) {
        literal.push(readDate(reader, target, label));
        return `\ue000${literal.length - 1}\ue001`;
      }
      if (sign === '!') return label ?? `@${target.replace(/^subteam\^/, '')}`;
      return label ?? target.replace(/^mailto:/, '');
    },
  );
  return unescapeText(marked.reduce((plain, pattern) => plain.replace(pattern, '$1'), spelled))
    .replace(/^> ?/gm, '')
    .replace(/\ue000(\d+)\ue001/g, (_, index: string) => literal[Number(index)] ?? '');
}

const edge = '(?<=^|[\\s(\\[>"\'])';
const end = '(?=$|[\\s.,;:!?)\\]"\'…])';
/** Each kind of formatting, with what is between its signs. */
const marked = ['```', '`', '\\*', '_', '~'].map(
  (mark) => new RegExp(`${edge}${mark}(?=\\S)([^\\n]*?\\S)${mark}${end}`, 'gm'),
);

function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function personName(reader: Reader, id: string): string | undefined {
  return id === reader.app.botUserId ? reader.app.name : reader.people.find((one) => one.id === id)?.name;
}

function channelName(reader: Reader, id: string): string | undefined {
  return reader.channels.find((one) => one.id === id)?.name;
}

/** Formats `<!date^seconds^format^link|fallback>` as a 24-hour English client does. */
function readDate(reader: Reader, target: string, fallback: string | undefined): string {
  const [, seconds = '', format = ''] = target.split('^');
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime()) || seconds === '') return fallback ?? '';
  const names = [...format.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name.replace(/_pretty$/, ''));
  if (names.some((name) => !Object.hasOwn(dateForms, name))) return fallback ?? '';
  return format.replace(/\{(\w+)\}/g, (_, name: string) =>
    dateFormat(name.replace(/_pretty$/, ''), reader.me.tz).format(at),
  );
}

/** How Slack's names for parts of a date are shown. */
const dateForms: Readonly<Record<string, readonly [locale: string, options: Intl.DateTimeFormatOptions]>> = {
  date_num: ['sv-SE', { dateStyle: 'short' }],
  date_slash: ['en-GB', { day: '2-digit', month: '2-digit', year: 'numeric' }],
  date: ['en-US', { month: 'long', day: 'numeric', year: 'numeric' }],
  date_short: ['en-US', { month: 'short', day: 'numeric', year: 'numeric' }],
  date_long: ['en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }],
  date_long_full: ['en-US', { month: 'long', day: 'numeric', year: 'numeric' }],
  time: ['en-GB', { hour: '2-digit', minute: '2-digit', hour12: false }],
  time_secs: ['en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }],
};
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Returns the format of a name in `dateForms`; to make one takes longer than to use it a hundred times. */
function dateFormat(name: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${name} ${timeZone}`;
  const [locale, options] = dateForms[name] ?? [];
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options });
  dateFormats.set(key, format);
  return format;
}

export function readText(reader: Reader, text: TextObject): string {
  return text.type === 'mrkdwn' ? readMrkdwn(reader, text.text) : text.text;
}

/**
 * Returns a block as text, one line a row, top to bottom. Buttons read "[Share]"; fields read as label, value, hint.
 */
export function readBlock(
  reader: Reader,
  block: SandboxBlock,
  values: StateValues,
  errors: Record<string, string>,
): string {
  return lines(reader, block, values, errors)
    .filter((line) => line !== '')
    .join('\n');
}

function lines(
  reader: Reader,
  block: SandboxBlock,
  values: StateValues,
  errors: Record<string, string>,
): string[] {
  const controls = elementsIn(block).map((one) => readElement(reader, block, one, values));
  switch (block.type) {
    case 'header':
    case 'alert':
      return [readText(reader, block.text)];
    case 'section':
      return [
        block.text ? readText(reader, block.text) : '',
        ...(block.fields ?? []).map((field) => readText(reader, field)),
        ...controls,
      ];
    case 'context':
      return [
        block.elements.map((one) => (one.type === 'image' ? one.alt_text : readText(reader, one))).join(' '),
      ];
    case 'actions':
      return [controls.join(' ')];
    case 'input':
      return [
        `${block.label.text}${block.optional ? ' (optional)' : ''}`,
        ...controls,
        block.hint?.text ?? '',
        errors[block.block_id ?? ''] ?? '',
      ];
    case 'image':
      return [block.title?.text ?? '', block.alt_text];
    case 'markdown':
      return [readMarkdown(block.text)];
    case 'rich_text':
      return [readRichText(reader, block)];
    case 'table':
      return block.rows.map((row) =>
        row.map((cell) => (cell.type === 'rich_text' ? readRichText(reader, cell) : cell.text)).join(' | '),
      );
    case 'data_visualization':
      return [block.title, ...readChart(block.chart)];
    default:
      return [];
  }
}

function readMarkdown(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^#{1,6} /gm, '')
    .replace(/(\*\*|__)(?=\S)(.*?\S)\1/g, '$2');
}

function readChart(chart: Chart): string[] {
  if (chart.type === 'pie') return chart.segments.map((one) => `${one.label}: ${one.value}`);
  return chart.series.map(
    (one) => `${one.name}: ${one.data.map((point) => `${point.label} ${point.value}`).join(', ')}`,
  );
}

function readRichText(reader: Reader, block: RichTextBlock): string {
  return block.elements.map((one) => readRich(reader, one)).join('\n');
}

function readRich(reader: Reader, part: RichText): string {
  if (part.type === 'rich_text_list') {
    return part.elements
      .map((item, index) => `${part.style === 'ordered' ? `${index + 1}.` : '•'} ${readRich(reader, item)}`)
      .join('\n');
  }
  return part.elements
    .map((piece) => {
      if (piece.type === 'text') return piece.text;
      if (piece.type === 'link') return piece.text ?? piece.url;
      if (piece.type === 'user') return `@${personName(reader, piece.user_id) ?? piece.user_id}`;
      if (piece.type === 'channel') return `#${channelName(reader, piece.channel_id) ?? piece.channel_id}`;
      if (piece.type === 'broadcast') return `@${piece.range}`;
      if (piece.type === 'emoji') return `:${piece.name}:`;
      if (piece.type === 'date')
        return readDate(reader, `date^${piece.timestamp}^${piece.format}`, piece.fallback);
      return '';
    })
    .join('');
}

function readElement(reader: Reader, block: SandboxBlock, element: Element, values: StateValues): string {
  if (element.type === 'image') return element.alt_text;
  if (element.type === 'button') return `[${element.text.text}]`;
  if (element.type === 'overflow')
    return `[${element.options.map((option) => option.text.text).join(' / ')}]`;
  if (element.type === 'checkboxes' || element.type === 'radio_buttons') {
    const chosen = chosenIn(reader, block, element, values);
    return element.options
      .map((option) => readText(reader, option.text))
      .map((label) => (chosen.includes(label) ? `(x) ${label}` : `( ) ${label}`))
      .join(' ');
  }
  const chosen = chosenIn(reader, block, element, values).join(', ');
  const empty = 'placeholder' in element && element.placeholder ? element.placeholder.text : '';
  return block.type === 'input' ? chosen : `[${chosen || empty}]`;
}

/** Returns the value of an element, in the words that a person sees. */
export function chosenIn(
  reader: Reader,
  block: SandboxBlock,
  element: Element,
  values: StateValues,
): string[] {
  const state = values[block.block_id ?? '']?.[actionIdOf(element)];
  if (!state) return [];
  const options = [state.selected_option ?? [], state.selected_options ?? []].flat();
  const people = [state.selected_user ?? [], state.selected_users ?? []].flat();
  const places = [
    state.selected_conversation ?? [],
    state.selected_conversations ?? [],
    state.selected_channel ?? [],
    state.selected_channels ?? [],
  ].flat();
  const seconds = state.selected_date_time;
  return [
    ...(state.value ? [state.value] : []),
    ...(state.rich_text_value ? [readRichText(reader, state.rich_text_value)] : []),
    ...options.map((option) => readText(reader, option.text)),
    ...people.map((id) => `@${personName(reader, id) ?? id}`),
    ...places.map((id) => `#${channelName(reader, id) ?? id}`),
    ...(state.selected_date ? [state.selected_date] : []),
    ...(state.selected_time ? [state.selected_time] : []),
    ...(seconds ? [readDate(reader, `date^${seconds}^{date_num} {time}`, undefined)] : []),
    ...(state.files ?? []).map((file) => file.name),
  ];
}
