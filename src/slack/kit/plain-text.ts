import { nameOf } from '../../domain/people.ts';
import type { Register } from '../../domain/register.ts';

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Matches a tag such as a mention, or text in bold, italic or strike. A sign within a tag formats nothing. */
const formatted = /<[^<>]*>|(?<![\p{L}\p{N}])([*_~])((?:<[^<>]*>|[^<>\n])+?)\1(?![\p{L}\p{N}])/gu;

const removeFormatting = (mrkdwn: string): string =>
  mrkdwn.replace(formatted, (whole, sign: string | undefined, inner: string) =>
    sign === undefined ? whole : removeFormatting(inner),
  );

/** Converts mrkdwn into plain text: people by name, no emoji names, no formatting. */
export function toPlainText(mrkdwn: string, register: Register): string {
  return (
    removeFormatting(mrkdwn.replace(/:[a-z0-9_+-]+:(?!\w)/g, ''))
      .replace(/<@([A-Z0-9]+)>/g, (_, id: string) => nameOf(register, id))
      .replace(/<#([A-Z0-9]+)>/g, '#$1')
      // Also the signs that `escapeMrkdwn` encodes as the fallback of a date.
      .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
      .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '$2 ($1)')
      .replace(/<(https?:[^|>]+)>/g, '$1')
      .replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
      .replaceAll('\u00ad', '')
      .replace(/^ +| +$/gm, '')
  );
}
