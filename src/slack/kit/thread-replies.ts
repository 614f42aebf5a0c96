/** A parsed reply in the thread of a daily message. */
export interface ThreadReply {
  readonly kind: 'figures' | 'question' | 'words';
  /** Keys of the use cases it names, such as `UC-2`; empty when it names none. */
  readonly useCases: readonly string[];
  /** Users; only with `figures`. A count that is missing or given twice is null. */
  readonly figures: Figures;
}

export interface Figures {
  readonly daily: number | null;
  readonly weekly: number | null;
  readonly notAtAll: number | null;
}

const counts = {
  daily: 'daily|every day|each day|per day|a day',
  weekly: 'weekly|every week|each week|per week|a week|once a week',
  notAtAll: 'not at all|none|never|nobody|no one|not using it|do not use it|don.t use it',
} as const;
const number = String.raw`(\d{1,3}(?:,\d{3})+|\d+)`;
const people = String.raw`(?:\s*(?:of|out of)\s*\d+)?(?:\s*(?:people|persons|users|colleagues|of them))?(?:\s*(?:use|uses|using|are using)(?:\s+it)?)?`;

/** "6 daily" and "daily: 6". The pattern that finds more counts wins. */
const patterns = [
  (words: string) => new RegExp(String.raw`\b${number}${people}\s*(?:${words})\b`, 'gi'),
  (words: string) => new RegExp(String.raw`\b(?:${words})\s*(?:[:=]\s*)?${number}\b`, 'gi'),
];

/** Parses a thread reply. @param text as typed, without Slack's escapes */
export function readThreadReply(text: string): ThreadReply {
  const useCases = [...text.matchAll(/\bUC[-\s]?(\d+)\b/gi)].map(([, digits]) => `UC-${Number(digits)}`);
  const figures = readFigures(text.replace(/\bUC[-\s]?\d+\b/gi, ' '));
  const kind = isQuestion(text) ? 'question' : figures === null ? 'words' : 'figures';
  return {
    kind,
    useCases: [...new Set(useCases)],
    figures: figures ?? { daily: null, weekly: null, notAtAll: null },
  };
}

/** Parses daily, weekly and not-at-all counts; null without a daily or weekly count. */
export function readFigures(text: string): Figures | null {
  const [before, after] = patterns.map((pattern) => {
    const findNumber = (words: string): number | null => {
      const given = new Set(
        [...text.matchAll(pattern(words))].map(([, digits = '']) => Number(digits.replaceAll(',', ''))),
      );
      return given.size === 1 ? ([...given][0] ?? null) : null;
    };
    return {
      daily: findNumber(counts.daily),
      weekly: findNumber(counts.weekly),
      notAtAll: findNumber(counts.notAtAll),
    };
  });
  if (!before || !after) return null;
  const sum = ({ daily, weekly, notAtAll }: Figures) =>
    [daily, weekly, notAtAll].filter((count) => count !== null).length;
  const read = sum(after) > sum(before) ? after : before;
  return read.daily === null && read.weekly === null ? null : read;
}

const opensQuestion =
  /^\W*(?:what|how|why|who|whom|whose|when|where|which|is|are|do|does|did|can|could|should|would|will)\b/i;

/** True for a text that ends with a question mark or begins like a question. */
const isQuestion = (text: string): boolean =>
  /\?[\s)"'!.]*$/.test(text.trim()) || (opensQuestion.test(text) && !/\d/.test(text));
