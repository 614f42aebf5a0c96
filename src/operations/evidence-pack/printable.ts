/** Stands for characters that the font does not have. */
export const replacement = '[?]';

const repeated = /\[\?\](?:\s*\[\?\])+/g;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Invisible characters: controls, direction marks, joiners and variation selectors. */
const invisible = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/**
 * Returns a function that makes a text printable in a font: characters that it does not have become `[?]`, one for
 * neighbours, and invisible ones are removed, so that no text can turn the direction of others. Line breaks become
 * spaces.
 * @param covers true for a code point that the font has
 * @param onReplaced called for each text in which something was replaced
 */
export function createPrinter(
  covers: (codePoint: number) => boolean,
  onReplaced: () => void,
): (text: string) => string {
  return (text) => {
    const clean = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
    let printed = '';
    let isReplaced = false;
    for (const { segment } of graphemes.segment(clean)) {
      const visible = segment.replace(invisible, '');
      if (visible === '') continue;
      if ([...visible].every((character) => covers(character.codePointAt(0) ?? 0))) {
        printed += visible;
        continue;
      }
      isReplaced = true;
      printed += replacement;
    }
    if (isReplaced) onReplaced();
    return printed.replace(repeated, replacement);
  };
}
