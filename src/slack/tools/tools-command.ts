import { isSameTool } from '../../domain/names.ts';
import type { Register } from '../../domain/register.ts';
import { listKnownTools } from '../../domain/tools/index.ts';
import { type Route, type Subcommand, toForm, toPage } from '../kit/command.ts';

/** Words before the name of a tool in a question: "may I use Notion AI for meeting notes?". */
const opening = /^(?:(?:may|can|could|should) (?:i|we) (?:use|try) )/i;

/** Splits typed words into a tool and its use: the longest known name, or the words before "for" or "with". */
function splitQuestion(
  register: Register,
  words: readonly string[],
): { readonly name: string; readonly use: string | null } {
  const known = listKnownTools(register);
  for (let length = words.length; length > 0; length -= 1) {
    const name = words.slice(0, length).join(' ');
    const match = known.find((one) => isSameTool(one, name));
    if (match) return { name: match, use: readUse(words.slice(length)) };
  }
  const end = words.findIndex((word, index) => index > 0 && /^(for|with|to|on)$/i.test(word));
  return end < 0
    ? { name: words.join(' '), use: null }
    : { name: words.slice(0, end).join(' '), use: readUse(words.slice(end)) };
}

/** Returns the use in the rest of a question: "meeting notes" of "for meeting notes". */
const readUse = (rest: readonly string[]): string | null => {
  const [first = '', ...more] = rest;
  return (/^(for|with|to|on)$/i.test(first) ? more : rest).join(' ') || null;
};

/** Returns the words of a question without its opening and its question mark. */
const wordsOf = (typed: readonly string[]): readonly string[] =>
  typed
    .join(' ')
    .replace(opening, '')
    .replace(/\s*\?+$/, '')
    .split(' ')
    .filter(Boolean);

/** Shows the list or the data rules, opens the request form, or answers "may I use X for Y?". */
export const runTools: Subcommand['run'] = (typed, { register, channel = null }): Route => {
  const [first = '', ...rest] = typed;
  if (/^request$/i.test(first))
    return toForm({ do: 'request-tool', channel }, rest.length === 0 ? {} : { tool: rest.join(' ') });
  if (/^rules$/i.test(first) && rest.length === 0) return toPage('data-rules');
  const words = wordsOf(typed);
  if (words.length === 0) return toPage('tools');
  const { name, use } = splitQuestion(register, words);
  return toPage('tool', use === null ? { name } : { name, use });
};

/** Returns the command that answers a question about a tool; null for any other text. */
export const toolQuestion = (text: string): string | null => (opening.test(text) ? `tools ${text}` : null);
