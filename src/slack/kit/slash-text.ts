import { distance } from 'fastest-levenshtein';

/** One argument of a slash command. `label` and `name` are what Slack showed, if it sent them. */
export type Atom =
  | { kind: 'word'; text: string }
  | { kind: 'user'; id: string; name: string | null }
  | { kind: 'channel'; id: string; name: string | null }
  | { kind: 'link'; url: string; label: string | null };

/** An atom, or `key:value` with a lower-case key of letters, digits and hyphens. */
export type Token = Atom | { kind: 'pair'; key: string; value: Atom };

/** A problem in typed text: its index, the problem, and how to write it instead. */
export interface SlashTextProblem {
  at: number;
  problem: string;
  suggestion: string;
}

// Keyboards replace straight quotes by these, and languages differ in which one opens: any closes any of the same
// class.
const doubleQuotes = '"\u201c\u201d\u201e\u201f\u00ab\u00bb';
const singleQuotes = "'\u2018\u2019\u201a\u201b";

const angled = /<(?:([@#])([A-Z0-9]+)|([a-z][a-z0-9+.-]*:[^<>|]+)|![^<>|]*)(?:\|([^<>]*))?>/iy;
const key = /([a-z][a-z0-9-]*):(?!\/\/)/iy;
const space = /\s/;

/**
 * Parses the text of a slash command with `should_escape`: words, quoted words, `key:value`, people, channels and
 * links. It undoes Slack's `&amp;`, `&lt;` and `&gt;`.
 */
export function parseSlashText(
  text: string,
): { ok: true; tokens: Token[] } | { ok: false; problem: SlashTextProblem } {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (space.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const pair = matchAt(key, text, at);
    if (pair) {
      at += pair[0].length;
      if (endsPiece(text, at)) {
        return refuse(
          at,
          `Nothing follows "${pair[0]}"`,
          `write ${pair[0]}value, without a space in between`,
        );
      }
    }
    const read = readAtom(text, at);
    if (!read.ok) return read;
    at = read.end;
    if (!endsPiece(text, at)) {
      return refuse(at, `A space is missing at "${text.slice(at, at + 10)}"`, 'put a space in between');
    }
    tokens.push(pair ? { kind: 'pair', key: (pair[1] ?? '').toLowerCase(), value: read.atom } : read.atom);
  }
  return { ok: true, tokens };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function endsPiece(text: string, at: number): boolean {
  return at >= text.length || space.test(text.charAt(at));
}

type ReadAtom = { ok: true; atom: Atom; end: number } | { ok: false; problem: SlashTextProblem };

function readAtom(text: string, start: number): ReadAtom {
  const angle = matchAt(angled, text, start);
  if (angle) return readAngled(angle, start);
  const first = text.charAt(start);
  if (doubleQuotes.includes(first)) return readDoubleQuoted(text, start);
  if (singleQuotes.includes(first)) return readSingleQuoted(text, start);
  let end = start + 1;
  while (!endsPiece(text, end) && !matchAt(angled, text, end)) end += 1;
  return readWord(text.slice(start, end), end);
}

function readAngled([all, sign, id, url, label]: RegExpExecArray, start: number): ReadAtom {
  const end = start + all.length;
  const shown = unescapeText(label ?? '') || null;
  if (url) return { ok: true, atom: { kind: 'link', url: unescapeText(url), label: shown }, end };
  if (id) return { ok: true, atom: { kind: sign === '@' ? 'user' : 'channel', id, name: shown }, end };
  return refuse(start, 'Groups cannot be mentioned here', 'name one person or one channel');
}

function readWord(escaped: string, end: number): ReadAtom {
  return { ok: true, atom: { kind: 'word', text: unescapeText(escaped) }, end };
}

/** Reads up to a double quote; two in a row mean one. */
function readDoubleQuoted(text: string, start: number): ReadAtom {
  let content = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (!doubleQuotes.includes(text.charAt(at))) {
      content += text.charAt(at);
    } else if (!endsPiece(text, at + 1) && doubleQuotes.includes(text.charAt(at + 1))) {
      content += text.charAt(at);
      at += 1;
    } else {
      return readWord(content, at + 1);
    }
  }
  return refuse(start, 'This double quote is never closed', 'put a " after the last word that belongs to it');
}

/** Reads up to a single quote before white space or the end, so that `'don't stop'` is one atom. */
function readSingleQuoted(text: string, start: number): ReadAtom {
  for (let at = start + 1; at < text.length; at += 1) {
    if (singleQuotes.includes(text.charAt(at)) && endsPiece(text, at + 1)) {
      return readWord(text.slice(start + 1, at), at + 1);
    }
  }
  return refuse(
    start,
    'This single quote is never closed',
    'put words that begin with an apostrophe in double quotes',
  );
}

function refuse(at: number, problem: string, suggestion: string): { ok: false; problem: SlashTextProblem } {
  return { ok: false, problem: { at, problem, suggestion } };
}

/** Returns the text that parses to these tokens. */
export function printSlashText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (token.kind === 'pair' ? `${token.key}:${printAtom(token.value)}` : printAtom(token)))
    .join(' ');
}

function printAtom(atom: Atom): string {
  if (atom.kind === 'word') {
    const plain = /^[^\s:]+$/.test(atom.text) && !(doubleQuotes + singleQuotes).includes(atom.text.charAt(0));
    if (plain) return escapeText(atom.text);
    const doubled = [...atom.text].map((char) => (doubleQuotes.includes(char) ? char + char : char));
    return `"${escapeText(doubled.join(''))}"`;
  }
  const [target, label] =
    atom.kind === 'link'
      ? [escapeText(atom.url), atom.label]
      : [`${atom.kind === 'user' ? '@' : '#'}${atom.id}`, atom.name];
  return label === null ? `<${target}>` : `<${target}|${escapeText(label)}>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Undoes Slack's escapes. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Returns the candidate that the word begins, otherwise the nearest by a few letters; null without one. */
export function findClosest(word: string, candidates: readonly string[]): string | null {
  const typed = word.toLowerCase();
  const begun = typed.length >= 2 ? candidates.find((candidate) => candidate.startsWith(typed)) : undefined;
  if (begun !== undefined) return begun;
  const near = candidates
    .map((candidate) => ({ candidate, steps: distance(typed, candidate.toLowerCase()) }))
    .filter(({ candidate, steps }) => steps <= Math.round(Math.min(typed.length, candidate.length) * 0.4))
    .sort((a, b) => a.steps - b.steps);
  return near[0]?.candidate ?? null;
}
