/** The names of the months in all languages, folded, from January on. */
export const monthNames: readonly string[] = [
  'january|jan|januar|janner|janvier|enero',
  'february|feb|februar|fevrier|febrero',
  'march|marz|maerz|mars|marzo',
  'april|avril|abril',
  'may|mai|mayo',
  'june|juni|juin|junio',
  'july|juli|juillet|julio',
  'august|aout|agosto',
  'september|sept|septembre|septiembre',
  'october|oktober|octobre|octubre',
  'november|novembre|noviembre',
  'december|dezember|decembre|diciembre',
];
