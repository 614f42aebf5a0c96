import { createContext, Fragment, type ReactNode, useContext } from 'react';
import { emoji } from './emoji.ts';

/** The reader of a text. Times in epoch ms. */
export interface Reader {
  userName(id: string): string | undefined;
  channelName(id: string): string | undefined;
  timeZone: string;
  now: number;
}

export const ReaderContext = createContext<Reader>({
  userName: () => undefined,
  channelName: () => undefined,
  timeZone: 'UTC',
  now: 0,
});

/** An emoji by its name, in the same font on every machine; other words stay as they were written. */
export function Emoji({ name, otherwise }: { name: string; otherwise: string }) {
  const sign = emoji[name];
  return sign === undefined ? otherwise : <span className="emoji">{sign}</span>;
}

/** One kind of inline markup. `pattern` carries the g flag: it is matched from a position on. */
interface Rule {
  pattern: RegExp;
  render(match: RegExpExecArray, inner: (text: string) => ReactNode): ReactNode;
}

const emojiRule: Rule = {
  pattern: /:([a-z0-9_+'-]+):/g,
  render: ([whole, name]) => <Emoji name={name ?? ''} otherwise={whole} />,
};
const bareLink: Rule = {
  pattern: /https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]'"]/g,
  render: ([url]) => <Link url={url}>{url}</Link>,
};
const codeRule: Rule = { pattern: /`([^`\n]+)`/g, render: (match) => <code>{unescapeText(match[1])}</code> };

// Slack styles a run only where its marks stand at word boundaries: 2*3*4 stays as it is.
const mark = (sign: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${sign}(?!\\s)([^\\n]*?[^\\s\\n])${sign}(?![\\p{L}\\p{N}])`, 'gu');

const mrkdwnRules: Rule[] = [
  { pattern: /```\n?([\s\S]*?)\n?```/g, render: (match) => <pre>{unescapeText(match[1])}</pre> },
  codeRule,
  { pattern: /<([^<>\s][^<>]*)>/g, render: (match) => <Reference source={match[1] ?? ''} /> },
  emojiRule,
  { pattern: mark('\\*'), render: (match, inner) => <strong>{inner(match[1] ?? '')}</strong> },
  { pattern: mark('_'), render: (match, inner) => <em>{inner(match[1] ?? '')}</em> },
  { pattern: mark('~'), render: (match, inner) => <s>{inner(match[1] ?? '')}</s> },
  bareLink,
];

const markdownRules: Rule[] = [
  codeRule,
  {
    pattern: /\[([^\]\n]+)\]\((https?:[^)\s]+|mailto:[^)\s]+)\)/g,
    render: (match, inner) => <Link url={match[2] ?? ''}>{inner(match[1] ?? '')}</Link>,
  },
  { pattern: /<([@#!][^<>]*)>/g, render: (match) => <Reference source={match[1] ?? ''} /> },
  emojiRule,
  { pattern: /\*\*(?!\s)(.+?)\*\*/g, render: (match, inner) => <strong>{inner(match[1] ?? '')}</strong> },
  { pattern: /~~(?!\s)(.+?)~~/g, render: (match, inner) => <s>{inner(match[1] ?? '')}</s> },
  { pattern: mark('\\*'), render: (match, inner) => <em>{inner(match[1] ?? '')}</em> },
  { pattern: mark('_'), render: (match, inner) => <em>{inner(match[1] ?? '')}</em> },
  bareLink,
];

function inline(text: string, rules: Rule[]): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  while (at < text.length) {
    let first: { rule: Rule; match: RegExpExecArray } | undefined;
    for (const rule of rules) {
      rule.pattern.lastIndex = at;
      const match = rule.pattern.exec(text);
      if (match && (!first || match.index < first.match.index)) first = { rule, match };
    }
    const end = first ? first.match.index : text.length;
    if (end > at) parts.push(unescapeText(text.slice(at, end)));
    if (!first) break;
    parts.push(first.rule.render(first.match, (inner) => inline(inner, rules)));
    at = end + first.match[0].length;
  }
  return parts.map((part, index) => <Fragment key={`${index}`}>{part}</Fragment>);
}

/** Replaces the three escapes that Slack knows, and no other. */
function unescapeText(text = ''): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Consecutive lines that belong together. */
interface Run {
  line: RegExp;
  render(rows: string[], syntax: Syntax): ReactNode;
}

interface Syntax {
  rules: Rule[];
  runs: Run[];
}

const fence: Run = {
  line: /^```/,
  render: (rows) => <pre>{unescapeText(rows.join('\n').replace(/^```(?:[a-z]*\n)?|\n?```$/g, ''))}</pre>,
};
const quote: Run = {
  line: /^(?:&gt;|>|＞) ?/,
  render: (rows, syntax) => (
    <blockquote>{read(rows.map((row) => row.replace(quote.line, '')).join('\n'), syntax)}</blockquote>
  ),
};
const list: Run = {
  line: /^\s*(?:[•◦▪‣]|[-*](?= )|\d+[.)](?= ))\s*/u,
  render: (rows, syntax) =>
    rows.map((row, index) => {
      const [sign = ''] = list.line.exec(row) ?? [];
      return (
        <div key={`${index}`} className="item" style={{ marginLeft: `${sign.search(/\S/) * 0.5}em` }}>
          <span>{sign.trim().replace(/^[-*]$/, '•')}</span>
          <span>{inline(row.slice(sign.length), syntax.rules)}</span>
        </div>
      );
    }),
};
const headings: Run = {
  line: /^#{1,6} +/,
  render: (rows, syntax) =>
    rows.map((row, index) => {
      const Heading = `h${row.indexOf(' ')}` as 'h1';
      return <Heading key={`${index}`}>{inline(row.replace(headings.line, ''), syntax.rules)}</Heading>;
    }),
};
const divider: Run = { line: /^(?:-{3,}|\*{3,})\s*$/, render: () => <hr /> };
const table: Run = {
  line: /^\s*\|.*\|\s*$/,
  render: (rows, syntax) => (
    <table>
      <tbody>
        {rows
          .filter((row) => !/^[\s|:-]+$/.test(row))
          .map((row, index) => (
            <tr key={`${index}`}>
              {row
                .trim()
                .slice(1, -1)
                .split('|')
                .map((cell, column) => {
                  const Cell = index === 0 ? 'th' : 'td';
                  return <Cell key={`${column}`}>{inline(cell.trim(), syntax.rules)}</Cell>;
                })}
            </tr>
          ))}
      </tbody>
    </table>
  ),
};

const mrkdwn: Syntax = { rules: mrkdwnRules, runs: [quote] };
const verbatimMrkdwn: Syntax = { ...mrkdwn, rules: mrkdwnRules.filter((rule) => rule !== bareLink) };
const markdown: Syntax = { rules: markdownRules, runs: [divider, headings, quote, list, table] };

function read(text: string, syntax: Syntax): ReactNode {
  const groups: { run: Run | undefined; rows: string[] }[] = [];
  // Code fences span lines, so they are cut out before the text is read line by line.
  for (const [index, part] of text.split(/(```[\s\S]*?```)/).entries()) {
    if (index % 2 === 1) {
      groups.push({ run: fence, rows: [part] });
      continue;
    }
    if (part === '') continue;
    for (const row of part.replace(index > 0 ? /^\n|\n$/g : /\n$/, '').split('\n')) {
      const run = syntax.runs.find((candidate) => candidate.line.test(row));
      const last = groups.at(-1);
      if (last && last.run === run && run !== fence) last.rows.push(row);
      else groups.push({ run, rows: [row] });
    }
  }
  return groups.map(({ run, rows }, index) => (
    <Fragment key={`${index}`}>
      {run
        ? run.render(rows, syntax)
        : rows.map((row, line) => (
            <div key={`${line}`} className={row.trim() === '' ? 'blank' : undefined}>
              {inline(row, syntax.rules)}
            </div>
          ))}
    </Fragment>
  ));
}

/** Slack's mrkdwn; in a verbatim one, an address is a link only between < and >. */
export function Mrkdwn({ text, verbatim }: { text: string; verbatim?: boolean | undefined }) {
  return <div className="mrkdwn">{read(text, verbatim ? verbatimMrkdwn : mrkdwn)}</div>;
}

/** Standard Markdown, as the `markdown` block takes it. */
export function Markdown({ text }: { text: string }) {
  return <div className="mrkdwn markdown">{read(text, markdown)}</div>;
}

/** Renders a plain text: emoji shortcodes become emoji unless `emoji` is false, and no other markup is read. */
export function renderPlainText(
  given: string | { readonly text: string; readonly emoji?: boolean | undefined },
): string {
  const { text, emoji: drawn = true } = typeof given === 'string' ? { text: given } : given;
  return drawn ? text.replace(emojiRule.pattern, (whole, name: string) => emoji[name] ?? whole) : text;
}

/** The parts between < and > in mrkdwn: a mention, a date or a link. */
function Reference({ source }: { source: string }) {
  const reader = useContext(ReaderContext);
  const bar = source.indexOf('|');
  const target = bar < 0 ? source : source.slice(0, bar);
  const label = bar < 0 ? undefined : unescapeText(source.slice(bar + 1));
  if (target.startsWith('@')) return <UserMention id={target.slice(1)} label={label} />;
  if (target.startsWith('#')) return <ChannelMention id={target.slice(1)} label={label} />;
  if (target.startsWith('!date^')) {
    const [, timestamp, format = '', url] = target.split('^');
    const text = formatDate(Number(timestamp), format, reader) ?? label ?? '';
    return url ? <Link url={url}>{text}</Link> : <time>{text}</time>;
  }
  if (target.startsWith('!')) {
    return <span className="mention broadcast">@{label ?? target.slice(1).split('^')[0]}</span>;
  }
  if (/^(https?:|mailto:)/.test(target)) {
    return <Link url={unescapeText(target)}>{label ?? unescapeText(target.replace(/^mailto:/, ''))}</Link>;
  }
  return unescapeText(`<${source}>`);
}

export function UserMention({ id, label }: { id: string; label?: string | undefined }) {
  const name = useContext(ReaderContext).userName(id) ?? label ?? id;
  return <span className="mention">@{name.replace(/^@/, '')}</span>;
}

export function ChannelMention({ id, label }: { id: string; label?: string | undefined }) {
  const name = useContext(ReaderContext).channelName(id) ?? label ?? id;
  return <span className="mention">#{name.replace(/^#/, '')}</span>;
}

/** A link of which a person can see where it leads: other schemes than the web's are shown as text. */
export function Link({ url, children }: { url: string; children: ReactNode }) {
  if (!/^(https?:|mailto:)/i.test(url)) return children;
  return (
    <a href={url} title={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

/** Formats Slack's date tokens in the reader's time zone. Returns undefined for a bad timestamp or an unknown token. */
export function formatDate(seconds: number, format: string, reader: Reader): string | undefined {
  if (!Number.isFinite(seconds)) return undefined;
  const at = new Date(seconds * 1000);
  const show = (options: Intl.DateTimeFormatOptions, when = at) =>
    new Intl.DateTimeFormat('en-US', { timeZone: reader.timeZone, ...options }).format(when);
  const numbers: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' };
  const long: Intl.DateTimeFormatOptions = { month: 'long', day: 'numeric', year: 'numeric' };
  const short: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', year: 'numeric' };
  const relative = (fallback: string) => {
    const named: [string, number][] = [
      ['Yesterday', -1],
      ['Today', 0],
      ['Tomorrow', 1],
    ];
    const day = show(numbers);
    const found = named.find(([, days]) => show(numbers, new Date(reader.now + days * 86_400_000)) === day);
    return found ? found[0] : fallback;
  };
  const tokens: Record<string, () => string> = {
    date_num: () => new Intl.DateTimeFormat('en-CA', { timeZone: reader.timeZone, ...numbers }).format(at),
    date_slash: () => show(numbers),
    date_long_full: () => show(long),
    date_long_pretty: () => relative(show({ weekday: 'long', ...long })),
    date_long: () => show({ weekday: 'long', ...long }),
    date_short_pretty: () => relative(show(short)),
    date_short: () => show(short),
    date_pretty: () => relative(show(long)),
    date: () => show(long),
    day_divider_pretty: () => relative(show({ weekday: 'long', month: 'long', day: 'numeric' })),
    time_secs: () => show({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    time: () => show({ hour: 'numeric', minute: '2-digit' }),
    ago: () => formatAge(at.getTime() - reader.now),
  };
  if ([...format.matchAll(/\{(\w+)\}/g)].some(([, token = '']) => !tokens[token])) return undefined;
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => tokens[token]?.() ?? whole);
}

function formatAge(milliseconds: number): string {
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(milliseconds) >= length) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(milliseconds / size), unit);
}
