import type { Entry, SlotName, Slots } from '../kit/question.ts';

/** An entry with its slots. */
export interface Chosen {
  readonly entry: Entry;
  readonly slots: Partial<Slots>;
}

/** The meaning of a text, as far as Crossing is sure. */
export type Understanding =
  | {
      readonly outcome: 'answer';
      readonly parts: readonly Chosen[];
      /** True for two readings of one question; otherwise each part answers a part of the text. */
      readonly areReadings?: boolean;
      /** A second question that is not understood. */
      readonly unanswered?: string;
    }
  /** A slot is missing or has several values. */
  | {
      readonly outcome: 'ask';
      readonly chosen: Chosen;
      readonly slot: SlotName;
      readonly values: readonly Slots[SlotName][];
      readonly named: string | null;
    }
  /** Several entries are likely; the best first. */
  | {
      readonly outcome: 'choose';
      readonly options: readonly Chosen[];
      /** True when they are likely enough to show their answers at once. */
      readonly areNear: boolean;
    }
  /** A private topic. */
  | { readonly outcome: 'refuse'; readonly words: string }
  /** No entry is likely; the nearest first. */
  | { readonly outcome: 'unknown'; readonly near: readonly Chosen[] };

/** The most entries in a choice. */
export const maxOptions = 3;

/** The meaning of a text that is read by itself, with the score of the best entry. */
export type Scored = Understanding & {
  readonly score: number;
  /** The two readings of a question, when it is almost certain that it is one of them. */
  readonly readings?: readonly Chosen[];
};
