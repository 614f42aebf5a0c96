import type { Step } from '../../domain/decide.ts';
import type { Provenance } from '../../domain/facts.ts';
import type { Requirement } from '../../domain/readiness/index.ts';
import type { Category, ChecklistItem, Day, Stage, UserId } from '../../domain/register.ts';
import type { Offer } from './blocks.ts';
import type { Entered } from './form.ts';
import type { PageContext } from './page.ts';
import type { Figures } from './thread-replies.ts';

/** The languages of questions. Answers are in English. */
export const languages = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof languages)[number];

/** Days from the first to the last, both included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** Everything that a question can name, as it is recorded. */
export interface Slots {
  /** The key: `UC-1`. */
  readonly useCase: string;
  /** "I" and "my" are the person who asks. */
  readonly person: UserId;
  /** The recorded name. */
  readonly vendor: string;
  /** The recorded name, or the typed one when the tool is not recorded. */
  readonly tool: string;
  readonly category: Category;
  readonly requirement: Requirement['key'];
  readonly item: ChecklistItem;
  readonly stage: Stage;
  /** The recorded name of a model. */
  readonly model: string;
  /** The key: `I-1`. */
  readonly incident: string;
  /** Past or future. */
  readonly day: Day;
  readonly period: Period;
  readonly figures: Figures;
  /** The typed words that no other slot explains, without the words of the question. */
  readonly words: string;
}

export type SlotName = keyof Slots;

/** The answer to a question: a fact with its source. */
export interface Answer {
  /** The fact first, in at most three short sentences of mrkdwn. Typed text is escaped. */
  readonly text: string;
  /** The source of the fact; null for a rule or an explanation. */
  readonly source: Provenance | null;
  /** The same fact as JSON, for programs. */
  readonly data: Readonly<Record<string, unknown>>;
  /** At most two buttons. A step that the person may not take is removed. */
  readonly next: readonly Offer[];
  /** The subject of the answer, for the next question in the thread: "and who owns it?". */
  readonly about?: Partial<Slots>;
}

/** A form to open, with what was said already filled in. */
export interface FilledForm {
  readonly step: Step;
  readonly prefilled?: Entered;
}

/** Phrasings by language, with slots in braces: "who owns {useCase}". */
export type Examples = Readonly<Partial<Record<Language, readonly string[]>>>;

interface Common {
  /** Stored in buttons and used as the name of a tool: never rename one. */
  readonly key: string;
  /** A short question or an action, shown on buttons: "Who owns a use case?". "a use case" becomes the key of the named one. */
  readonly title: string;
  /**
   * Each is a whole question; small words and word forms are compared without further examples. A subject may have more
   * in its `examples.json`.
   */
  readonly examples: Examples & { readonly en: readonly string[] };
  readonly needs: readonly SlotName[];
  readonly takes: readonly SlotName[];
  /** How people word it. Some answers are asked for like a form: "end my absence" is answered with a button. */
  readonly wording: 'question' | 'request';
  /** The keys of questions whose fact its answer also contains. When both are likely, it is answered. */
  readonly covers?: readonly string[];
  /** Returns whether it has an answer to free words; without it, it has one to all. */
  readonly knows?: (words: string) => boolean;
  /** Returns a prompt to suggest to this person; null for none. */
  readonly suggest?: (context: PageContext) => Suggestion | null;
}

export interface Suggestion {
  /** Shown on the button, up to 40 characters. */
  readonly title: string;
  /** Asked when it is pressed. */
  readonly message: string;
  /** Lower numbers are suggested first. */
  readonly rank: number;
}

/** A question that the assistant and the tools of other assistants answer. */
export interface Question extends Common {
  readonly kind: 'question';
  /** @param said the whole typed text, if there is one */
  readonly answer: (context: PageContext, slots: Partial<Slots>, said?: string) => Answer | Promise<Answer>;
}

/** A request that opens a form. Nothing is recorded without the form. */
export interface Request extends Common {
  readonly kind: 'request';
  /** @param said the whole typed text, if there is one */
  readonly open: (context: PageContext, slots: Partial<Slots>, said?: string) => FilledForm;
}

export type Entry = Question | Request;

/** Returns an entry with more examples. */
export const addExamples = (entry: Entry, more: Examples = {}): Entry => ({
  ...entry,
  examples: {
    ...entry.examples,
    ...Object.fromEntries(
      languages.map((language) => [
        language,
        [...(entry.examples[language] ?? []), ...(more[language] ?? [])],
      ]),
    ),
  },
});

interface Definition<Needed extends SlotName, Taken extends SlotName>
  extends Omit<Common, 'needs' | 'takes' | 'wording'> {
  readonly needs?: readonly Needed[];
  readonly takes?: readonly Taken[];
}

type Given<Needed extends SlotName, Taken extends SlotName> = Pick<Slots, Needed> &
  Partial<Pick<Slots, Taken>>;

/** Throws when a needed slot is missing: the assistant asks for it first. */
function given<Needed extends SlotName, Taken extends SlotName>(
  key: string,
  needs: readonly Needed[],
  slots: Partial<Slots>,
): Given<Needed, Taken> {
  const missing = needs.find((name) => slots[name] === undefined);
  if (missing !== undefined) throw new RangeError(`${key} needs ${missing}`);
  return slots as Given<Needed, Taken>;
}

/** Defines a question. */
export const question = <Needed extends SlotName = never, Taken extends SlotName = never>(
  definition: Definition<Needed, Taken> & {
    /** A question unless it is given. */
    readonly wording?: Common['wording'];
    readonly answer: (
      context: PageContext,
      slots: Given<Needed, Taken>,
      said?: string,
    ) => Answer | Promise<Answer>;
  },
): Question => {
  const { needs = [], takes = [], answer } = definition;
  return {
    ...definition,
    kind: 'question',
    wording: definition.wording ?? 'question',
    needs,
    takes,
    answer: (context, slots, said) =>
      answer(context, given<Needed, Taken>(definition.key, needs, slots), said),
  };
};

/** Defines a request. */
export const request = <Needed extends SlotName = never, Taken extends SlotName = never>(
  definition: Definition<Needed, Taken> & {
    readonly open: (context: PageContext, slots: Given<Needed, Taken>, said?: string) => FilledForm;
  },
): Request => {
  const { needs = [], takes = [], open } = definition;
  return {
    ...definition,
    kind: 'request',
    wording: 'request',
    needs,
    takes,
    open: (context, slots, said) => open(context, given<Needed, Taken>(definition.key, needs, slots), said),
  };
};
