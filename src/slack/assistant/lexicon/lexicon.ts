import type { Language } from '../../kit/question.ts';
import { everydayWords } from './everyday-words.ts';
import { governanceWords } from './governance-words.ts';
import { lifeWords } from './life-words.ts';

/** Words of one meaning, by meaning and language, separated by commas. */
export type Lexicon = Readonly<Record<string, Partial<Readonly<Record<Language, string>>>>>;

/**
 * All words of one meaning. A question and an example match when they use words of one meaning. Word forms, umlauts and
 * accents need no entry of their own.
 */
export const lexicon: Lexicon = { ...lifeWords, ...governanceWords, ...everydayWords };
