/** Returns a text in lower case and without accents, to find words in it: "Schlüssel" is "schlussel". */
export const foldText = (text: string): string =>
  text.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
