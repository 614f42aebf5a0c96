import type { Draft } from './change.ts';
import type {
  Category,
  ChecklistItem,
  Day,
  Instant,
  Person,
  PersonKind,
  Register,
  UserId,
} from './register.ts';

/** What Slack says of whoever acts, read at the moment of the action. */
export interface Actor {
  readonly id: UserId;
  readonly kind: PersonKind;
  /** An admin or owner of the Slack workspace. */
  readonly admin: boolean;
}

/** The circumstances of one action. `people` holds everybody its input names, as Slack knows them now. */
export interface Act {
  readonly at: Instant;
  readonly today: Day;
  readonly actor: Actor;
  readonly people: ReadonlyMap<UserId, Person>;
}

/** The next smallest thing that somebody can do; each one names the form that does it. */
export type Step =
  /** With `stage`, the form asks for the charter of a pilot at once. */
  | { readonly do: 'register-use-case'; readonly stage?: 'pilot' }
  | { readonly do: 'import-use-cases' }
  | { readonly do: 'start-pilot'; readonly useCase: string }
  | { readonly do: 'confirm-item'; readonly useCase: string; readonly item: ChecklistItem }
  | { readonly do: 'reconfirm'; readonly useCase: string }
  | { readonly do: 'record-dpa'; readonly useCase: string; readonly vendor: string | null }
  /** `vendor` is the name of the one to merge, where that is known. */
  | { readonly do: 'merge-vendors'; readonly vendor: string | null }
  | { readonly do: 'record-roi'; readonly useCase: string }
  | { readonly do: 'plan-rollout'; readonly useCase: string }
  | { readonly do: 'record-stack'; readonly useCase: string }
  /** `typed` is what somebody wrote after a command that could not be recorded. */
  | {
      readonly do: 'check-in';
      readonly useCase: string;
      readonly typed?: Readonly<Record<string, string>>;
    }
  /** One line for each use case; `on` is a day of the week that is asked about. */
  | { readonly do: 'check-in-several'; readonly useCases: readonly string[]; readonly on: Day }
  | { readonly do: 'issue-intake-token'; readonly useCase: string }
  | { readonly do: 'decide-pilot'; readonly useCase: string }
  | { readonly do: 'move-bar'; readonly useCase: string }
  | { readonly do: 'go-live'; readonly useCase: string }
  | { readonly do: 'widen-rollout'; readonly useCase: string }
  | { readonly do: 'edit-use-case'; readonly useCase: string }
  | { readonly do: 'stop-use-case'; readonly useCase: string }
  | { readonly do: 'waive'; readonly useCase: string }
  | { readonly do: 'waive-drift'; readonly useCase: string; readonly category: Category }
  | { readonly do: 'open-evaluation'; readonly useCase?: string }
  | { readonly do: 'close-evaluation'; readonly evaluation: string }
  | { readonly do: 'commit-decision'; readonly category: Category }
  | { readonly do: 'propose-decision'; readonly category: Category }
  | { readonly do: 'withdraw-proposal'; readonly decision: string }
  | { readonly do: 'record-rotation' }
  | { readonly do: 'name-operators' }
  | { readonly do: 'accept-accountabilities' }
  /** From whom the use cases go to others. */
  | { readonly do: 'hand-over'; readonly person: UserId }
  | { readonly do: 'record-review'; readonly quarter: string }
  | { readonly do: 'choose-digest'; readonly channel?: string }
  | { readonly do: 'enter-absence' }
  | { readonly do: 'keep-holiday' }
  | { readonly do: 'change-settings' }
  /** What somebody says to what they were asked, which is found by its kind and subject. */
  | { readonly do: 'snooze'; readonly kind: string; readonly subject: string }
  | { readonly do: 'not-mine'; readonly kind: string; readonly subject: string };

/** Something that is missing, who it is asked of (null: nobody yet), and the step that closes it. */
export interface Gap {
  readonly text: string;
  readonly owner: UserId | null;
  readonly step: Step;
}

/** A page that shows what a refusal or a reminder speaks of. */
export type Page =
  | { readonly page: 'use-cases' | 'decisions' | 'owners' | 'settings' | 'purgatory' | 'review' }
  | { readonly page: 'checklist'; readonly useCase: string };

export interface Refusal {
  readonly code:
    | 'not-permitted'
    | 'invalid'
    | 'not-found'
    | 'not-now'
    | 'incomplete'
    | 'looks-alike'
    | 'changed';
  /** What the person reads; it says what to do next. */
  readonly message: string;
  /** Somebody who can do it instead. */
  readonly ask?: UserId;
  /** Where to look. */
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

/** A decision of the domain: what is to change, or why not. Pure; commits nothing. */
export type Decide<Input> = (register: Register, input: Input, act: Act) => Outcome;

export const changed = (...drafts: readonly Draft[]): Outcome => ({ ok: true, drafts });

export const refuse = (code: Refusal['code'], message: string, more: Partial<Refusal> = {}): Outcome => ({
  ok: false,
  refusal: { code, message, ...more },
});

/** Refuses what names a use case that is not there. */
export const noUseCase = (key: string): Outcome =>
  refuse('not-found', `There is no ${key}.`, { see: { page: 'use-cases' } });

/** A refusal at single inputs; `null` when no problem is among those given. */
export function invalid(
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
