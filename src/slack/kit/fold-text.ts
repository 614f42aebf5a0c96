const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** Returns a text in lower case without accents; `ß` becomes `ss`. */
export const foldText = (text: string): string =>
  isAscii(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replaceAll('ß', 'ss')
        .replaceAll('œ', 'oe')
        .replaceAll('æ', 'ae');
