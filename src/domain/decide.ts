import type { Draft } from './change.ts';
import type { Day, Instant, Person, PersonKind, Register, UserId } from './register.ts';
import type { Step } from './schema.ts';

export type { Step } from './schema.ts';

/** The person who acts, as Slack describes them at the moment of the action. */
export interface Actor {
  readonly id: UserId;
  readonly kind: PersonKind;
  /** An admin or owner of the Slack workspace. */
  readonly admin: boolean;
}

/** The context of one action. `people` holds everyone whom the input names, as Slack describes them now. */
export interface Act {
  readonly at: Instant;
  readonly today: Day;
  readonly actor: Actor;
  readonly people: ReadonlyMap<UserId, Person>;
}

/** Something missing, the person who is asked for it (null: nobody yet), and the step that closes it. */
export interface Gap {
  readonly text: string;
  readonly owner: UserId | null;
  readonly step: Step;
}

/** A page that explains a refusal or a reminder. */
export type Page =
  | { readonly page: 'use-cases' | 'decisions' | 'owners' | 'settings' | 'purgatory' | 'review' }
  | { readonly page: 'checklist' | 'audit'; readonly useCase: string };

export interface Refusal {
  readonly code:
    | 'not-permitted'
    | 'invalid'
    | 'not-found'
    | 'not-now'
    | 'incomplete'
    | 'looks-alike'
    | 'changed';
  /** The text for the person. It says what to do next. */
  readonly message: string;
  /** A person who can do it instead. */
  readonly ask?: UserId;
  /** The page that explains it. */
  readonly see?: Page;
  /** Messages for single inputs, by the input's name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** With `incomplete`: everything that is still missing. */
  readonly missing?: readonly Gap[];
  /** With `looks-alike`: keys of the use cases that may be the same. */
  readonly alike?: readonly string[];
}

export type Outcome =
  | { readonly ok: true; readonly drafts: readonly Draft[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** A pure decision: the drafts to commit, or the reason why not. */
export type Decide<Input> = (register: Register, input: Input, act: Act) => Outcome;

export const accept = (...drafts: readonly Draft[]): Outcome => ({ ok: true, drafts });

export const refuse = (code: Refusal['code'], message: string, more: Partial<Refusal> = {}): Outcome => ({
  ok: false,
  refusal: { code, message, ...more },
});

/** Refuses a use case key that does not exist. */
export const refuseUnknownUseCase = (key: string): Outcome =>
  refuse('not-found', `There is no ${key}.`, { see: { page: 'use-cases' } });

/** Refuses with the problems of single inputs; returns `null` when there is none. */
export function refuseInvalid(
  problems: Readonly<Record<string, string | false | null | undefined>>,
): Outcome | null {
  const fields = Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem)) as Record<
    string,
    string
  >;
  const found = Object.values(fields);
  return found.length === 0 ? null : refuse('invalid', found.join(' '), { fields });
}

export function assertNever(value: never): never {
  throw new TypeError(`unexpected ${JSON.stringify(value)}`);
}
