import type { InputBlock, PlainTextOption } from '@slack/types';
import { type Doubt, distinctTools, foldName } from '../../domain/names.ts';
import { type Day, isBlank, type UserId } from '../../domain/register.ts';
import {
  placeholderIn,
  type ReadValue,
  readEntries,
  readIsoDay,
  readNames,
  readNumber as readTypedNumber,
  writeEntries,
} from '../../domain/typed.ts';
import { clip, plain } from './blocks.ts';
import type { ReadFile } from './files.ts';

/** What Slack reports of one input on submission; only the keys that the app reads. */
export interface InputState {
  readonly value?: string | null | undefined;
  readonly selected_option?: { readonly value: string } | null | undefined;
  readonly selected_options?: readonly { readonly value: string }[] | undefined;
  readonly selected_date?: string | null | undefined;
  readonly selected_time?: string | null | undefined;
  readonly selected_conversation?: string | null | undefined;
  readonly selected_user?: string | null | undefined;
  readonly selected_users?: readonly string[] | undefined;
  readonly files?: readonly unknown[] | undefined;
  /** What the first of the files holds; not Slack's, fetched before the form is read. */
  readonly file?: ReadFile | undefined;
}

export type Read<T> = ReadValue<T>;

/** One input: how it looks, and how what was entered is read. `T` is what reading it gives. */
export interface Field<T> {
  readonly label: string;
  readonly hint?: string;
  readonly optional: boolean;
  /** The input as it first appears, holding the initial value. */
  readonly element: InputBlock['element'];
  /** The input holding what was typed so far. */
  readonly holding: (state: InputState) => InputBlock['element'];
  readonly read: (state: InputState) => Read<T>;
  /** The people that a value names. */
  people?(value: T): readonly UserId[];
  /** The names in a value that are new and near to known ones. */
  doubts?(value: T): readonly Doubt[];
  /** A value with other names for some of its names. */
  renamed?(value: T, names: ReadonlyMap<string, string>): T;
}

/** For a field that takes names of tools or vendors: the known ones that may be meant by one that is new. */
interface Near {
  readonly near?: (name: string) => readonly string[];
}

export interface Common<T> {
  readonly label: string;
  readonly hint?: string;
  readonly initial?: T | null | undefined;
}

const value = <T>(given: T): Read<T> => ({ ok: true, value: given });
const problem = (text: string): Read<never> => ({ ok: false, problem: text });
export const actionId = 'value';

interface Kind<T, R> extends Common<T> {
  readonly optional: boolean;
  readonly build: (initial: T | null) => InputBlock['element'];
  readonly typed: (state: InputState) => T | null;
  readonly read: (state: InputState) => Read<R>;
}

function field<T, R>({ label, hint, optional, initial, build, typed, read }: Kind<T, R>): Field<R> {
  return {
    label,
    ...(hint === undefined ? {} : { hint }),
    optional,
    element: build(initial ?? null),
    holding: (state) => build(typed(state)),
    read,
  };
}

/** The input of a field, read as something else. */
export const readAs = <T>(
  { label, hint, optional, element, holding }: Field<unknown>,
  read: Field<T>['read'],
): Field<T> => ({ label, ...(hint === undefined ? {} : { hint }), optional, element, holding, read });

interface TextOptions extends Common<string> {
  readonly multiline?: boolean;
  readonly max?: number;
  readonly placeholder?: string;
}

function textLike<R>(
  { multiline = false, max = 3000, placeholder, ...common }: TextOptions,
  optional: boolean,
  read: (text: string) => Read<R>,
): Field<R> {
  return field({
    ...common,
    optional,
    build: (initial) => ({
      type: 'plain_text_input',
      action_id: actionId,
      multiline,
      max_length: max,
      ...(initial ? { initial_value: clip(initial, max) } : {}),
      ...(placeholder ? { placeholder: plain(placeholder, 150) } : {}),
    }),
    typed: (state) => state.value ?? null,
    read: (state) => read((state.value ?? '').trim()),
  });
}

/** The same fields; what may be left empty for now says what it is needed for: "Needed to go live." */
export const neededTo = <F extends Readonly<Record<string, Field<unknown> | undefined>>>(
  what: string,
  fields: F,
): F =>
  Object.fromEntries(
    Object.entries(fields).map(([name, one]) => [
      name,
      one?.optional ? { ...one, hint: [one.hint, `Needed to ${what}.`].filter(Boolean).join(' ') } : one,
    ]),
  ) as F;

/** A text that must be there. */
export const text = (options: TextOptions): Field<string> =>
  textLike(options, false, (given) => (isBlank(given) ? problem('Please fill this in.') : value(given)));

/** A text that may be left empty. */
export const optionalText = (options: TextOptions): Field<string> => textLike(options, true, value);

/** Sentences, as `readEntries` reads them. */
export const entries = (
  options: Common<readonly string[]> & { readonly placeholder?: string },
): Field<string[]> => {
  const { initial, ...rest } = options;
  return textLike({ ...rest, initial: initial?.join('\n') ?? null, multiline: true }, false, (given) => {
    const read = [...readEntries(given)];
    return read.length === 0 ? problem('Please write at least one line.') : value(read);
  });
};

/** Names with the known ones that are near to them. */
const doubted = (given: readonly string[], near: Near['near']): readonly Doubt[] =>
  keepShort(distinctTools(given).map((name) => ({ name, near: near?.(name) ?? [] })));

/** The most characters of an option's value. */
const longestOption = 75;

/** What can be asked: with the known names that Slack takes for an option. */
export const keepShort = (doubts: readonly Doubt[]): readonly Doubt[] =>
  doubts
    .map(({ name, near }) => ({ name, near: near.filter((one) => one.length <= longestOption) }))
    .filter(({ near }) => near.length > 0);

/** What no known name is: a placeholder. */
const another = '-';

/** Asks whether a name that is new stands for a known one; gives the name that is meant. */
export function meantName({ name, near }: Doubt): Field<string> {
  const [first = ''] = near;
  const asked = choice({
    label: near.length === 1 ? `Did you mean ${clip(first, 80)}?` : 'Did you mean one of these?',
    hint: `Nothing is recorded as "${clip(name, 80)}" yet.${near.length === 1 ? '' : ' If two of these are one vendor, the lead merges them in /stage3 vendors.'}`,
    options: [
      ...near.map((known) => [known, clip(`Yes, ${known}`, 75)] as const),
      [another, clip(`No, ${name} is another one`, 75)],
    ],
  });
  // It was offered when the form was shown, whatever was recorded since.
  return readAs(asked, ({ selected_option: chosen }) => {
    if (!chosen) return problem('Please choose one.');
    return value(chosen.value === another ? name : chosen.value);
  });
}

const oneName = (field: Field<string>, near: Near['near'], instead = ''): Field<string> => ({
  ...field,
  doubts: (name) => doubted([name || instead].filter(Boolean), near),
  renamed: (name, meant) => meant.get(foldName(name || instead)) ?? name,
});

/** The name of one tool or vendor that must be there; a placeholder such as "tbd" is none. */
export const toolName = ({ near, ...options }: TextOptions & Near): Field<string> =>
  oneName(
    textLike(options, false, (given) => {
      if (isBlank(given)) return problem('Please fill this in.');
      return placeholderIn(given) === null
        ? value(given)
        : problem(`"${given}" is no name. Enter the name, or come back when it is known.`);
    }),
    near,
  );

/** The name of one tool or vendor, or nothing; `instead` is the name that is then meant, where there is one. */
export const optionalToolName = ({
  near,
  instead,
  ...options
}: TextOptions & Near & { readonly instead?: string }): Field<string> =>
  oneName(
    textLike(options, true, (given) => value(placeholderIn(given) === null ? given : '')),
    near,
    instead,
  );

/** Names of tools or vendors, as `readNames` reads them; placeholders such as "n/a" are none of them. */
export const names = (
  options: Common<readonly string[]> &
    Near & {
      readonly known?: readonly string[];
      readonly optional?: boolean;
      readonly multiline?: boolean;
      readonly placeholder?: string;
    },
): Field<string[]> => {
  const { initial, known = [], optional = true, near, ...rest } = options;
  const typed = { ...rest, initial: initial ? writeEntries(initial, ', ') : null };
  return {
    ...textLike(typed, optional, (given) => {
      const read = [...readNames(given, known).names];
      return read.length === 0 && !optional ? problem('Please enter at least one name.') : value(read);
    }),
    doubts: (given) => doubted(given, near),
    renamed: (given, meant) => given.map((name) => meant.get(foldName(name)) ?? name),
  };
};

/** Hosts of an intranet have no dot: `https://drive/dpa` is an address like any other. */
const readLink = (given: string): Read<string> =>
  /^https?:\/\/[^\s/]\S*$/i.test(given) && URL.canParse(given)
    ? value(given)
    : problem('This is not a web address. Paste one that begins with https:// and has no spaces.');

/** A web address that must be there. */
export const link = (options: Common<string>): Field<string> =>
  textLike({ ...options, placeholder: 'https://' }, false, (given) =>
    given === '' ? problem('Please paste the web address.') : readLink(given),
  );

export const optionalLink = (options: Common<string>): Field<string | null> =>
  textLike({ ...options, placeholder: 'https://' }, true, (given) =>
    given === '' ? value(null) : readLink(given),
  );

interface NumberOptions extends Common<number> {
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: boolean;
}

/** A number as people write it, within its limits. */
function readNumber(
  given: string,
  { min = 0, max = 1_000_000_000, decimals = false }: NumberOptions,
): Read<number> {
  const read = readTypedNumber(given, { decimals });
  if (!read.ok) return read;
  if (read.value < min) return problem(min === 0 ? 'This cannot be below zero.' : `At least ${min}.`);
  return read.value > max ? problem(`At most ${max.toLocaleString('en')}.`) : read;
}

const numberInput = (
  options: NumberOptions,
): Pick<TextOptions, 'label' | 'hint' | 'max'> & { initial: string | null } => ({
  label: options.label,
  ...(options.hint === undefined ? {} : { hint: options.hint }),
  initial: options.initial === undefined || options.initial === null ? null : String(options.initial),
  max: 20,
});

/** A number that must be there; whole unless `decimals`, from 0 unless `min`. */
export const number = (options: NumberOptions): Field<number> =>
  textLike(numberInput(options), false, (given) =>
    given === '' ? problem('Please enter a number.') : readNumber(given, options),
  );

export const optionalNumber = (options: NumberOptions): Field<number | null> =>
  textLike(numberInput(options), true, (given) => (given === '' ? value(null) : readNumber(given, options)));

const datepicker = (initial: Day | null): InputBlock['element'] => ({
  type: 'datepicker',
  action_id: actionId,
  ...(initial ? { initial_date: initial } : {}),
});

function dateLike<R>(
  options: Common<Day>,
  optional: boolean,
  read: (given: Day | null) => Read<R>,
): Field<R> {
  return field({
    ...options,
    optional,
    build: datepicker,
    typed: (state) => state.selected_date ?? null,
    read: (state) => read(state.selected_date ?? null),
  });
}

export const date = (options: Common<Day>): Field<Day> =>
  dateLike(options, false, (given) =>
    given === null ? problem('Please choose a date.') : readIsoDay(given),
  );

export const optionalDate = (options: Common<Day>): Field<Day | null> =>
  dateLike<Day | null>(options, true, (given) => (given === null ? value(null) : readIsoDay(given)));

/** A time of day, `HH:MM`. */
export const time = (options: Common<string>): Field<string> =>
  field<string, string>({
    ...options,
    optional: false,
    build: (initial) => ({
      type: 'timepicker',
      action_id: actionId,
      ...(initial ? { initial_time: initial } : {}),
    }),
    typed: (state) => state.selected_time ?? null,
    read: (state) => (state.selected_time ? value(state.selected_time) : problem('Please choose a time.')),
  });

const isChannel = (id: string): boolean => /^[CG][A-Z0-9]{2,}$/.test(id);

/** A channel, public or private, by its id; the one in which the form was opened, where Slack can tell. */
export const channel = (options: Common<string>): Field<string> =>
  field<string, string>({
    ...options,
    optional: false,
    build: (initial) => ({
      type: 'conversations_select',
      action_id: actionId,
      filter: { include: ['public', 'private'] },
      ...(initial ? { initial_conversation: initial } : { default_to_current_conversation: true }),
    }),
    typed: (state) => state.selected_conversation ?? null,
    read: ({ selected_conversation: chosen }) => {
      if (!chosen) return problem('Please choose a channel.');
      return isChannel(chosen) ? value(chosen) : problem('Choose a channel, not a direct message.');
    },
  });

/** A value and the words that stand for it. */
export type Options<V extends string> = readonly (readonly [value: V, label: string])[];

const asOption = ([key, label]: readonly [string, string]): PlainTextOption => ({
  text: plain(label, 75),
  value: key,
});

/**
 * One of a few, all in view; of more than ten, from a list. Options may change while the form is open: what is offered
 * no longer is told apart from what was never chosen, and `also` names what is right all the same.
 */
export function choice<V extends string>({
  options,
  also = [],
  ...common
}: Common<NoInfer<V>> & { readonly options: Options<V>; readonly also?: readonly V[] }): Field<V> {
  return field({
    ...common,
    optional: false,
    build: (initial) => {
      const chosen = options.find(([key]) => key === initial);
      const element = {
        action_id: actionId,
        options: options.slice(0, 100).map(asOption),
        ...(chosen ? { initial_option: asOption(chosen) } : {}),
      };
      return options.length <= 10
        ? { type: 'radio_buttons', ...element }
        : { type: 'static_select', ...element };
    },
    typed: (state) => (state.selected_option?.value as V | undefined) ?? null,
    read: (state) => {
      const selected = state.selected_option?.value;
      const chosen = [...options.map(([key]) => key), ...also].find((key) => key === selected);
      if (chosen !== undefined) return value(chosen);
      return selected === undefined
        ? problem('Please choose one.')
        : problem('This can be chosen no longer. Open the form again to see what can.');
    },
  });
}

/** One of many, or none of them, from a list. */
export const menu = <V extends string>({
  options,
  ...common
}: Common<NoInfer<V>> & { readonly options: Options<V> }): Field<V | null> =>
  field<V, V | null>({
    ...common,
    optional: true,
    build: (initial) => {
      const chosen = options.find(([key]) => key === initial);
      return {
        type: 'static_select',
        action_id: actionId,
        options: options.slice(0, 100).map(asOption),
        ...(chosen ? { initial_option: asOption(chosen) } : {}),
      };
    },
    typed: (state) => (state.selected_option?.value as V | undefined) ?? null,
    read: (state) =>
      value(options.map(([key]) => key).find((key) => key === state.selected_option?.value) ?? null),
  });

/** Any number of a few. */
export function choices<V extends string>({
  options,
  optional = true,
  ...common
}: Common<readonly NoInfer<V>[]> & { readonly options: Options<V>; readonly optional?: boolean }): Field<
  V[]
> {
  return field({
    ...common,
    optional,
    build: (initial: readonly V[] | null) => {
      const chosen = options.filter(([key]) => initial?.includes(key)).map(asOption);
      return {
        type: 'checkboxes',
        action_id: actionId,
        options: options.map(asOption),
        ...(chosen.length > 0 ? { initial_options: chosen } : {}),
      };
    },
    typed: (state) => (state.selected_options ?? []).map((option) => option.value as V),
    read: (state) => {
      const ticked = (state.selected_options ?? []).map((option) => option.value);
      const chosen = options.filter(([key]) => ticked.includes(key)).map(([key]) => key);
      return chosen.length === 0 && !optional ? problem('Please choose at least one.') : value(chosen);
    },
  });
}

export function yesNo(options: Common<boolean>): Field<boolean> {
  const inner = choice({
    label: options.label,
    ...(options.hint === undefined ? {} : { hint: options.hint }),
    initial:
      options.initial === undefined || options.initial === null ? null : options.initial ? 'yes' : 'no',
    options: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  });
  return readAs(inner, (state): Read<boolean> => {
    const answer = inner.read(state);
    return answer.ok ? value(answer.value === 'yes') : answer;
  });
}

const onePerson = <R>(options: Common<UserId>, optional: boolean, read: (chosen: UserId | null) => Read<R>) =>
  field<UserId, R>({
    ...options,
    optional,
    build: (initial) => ({
      type: 'users_select',
      action_id: actionId,
      ...(initial ? { initial_user: initial } : {}),
    }),
    typed: (state) => state.selected_user ?? null,
    read: (state) => read(state.selected_user ?? null),
  });

export const person = (options: Common<UserId>): Field<UserId> => ({
  ...onePerson(options, false, (chosen) => (chosen ? value(chosen) : problem('Please choose a person.'))),
  people: (chosen) => [chosen],
});

export const optionalPerson = (options: Common<UserId>): Field<UserId | null> => ({
  ...onePerson(options, true, value),
  people: (chosen) => (chosen === null ? [] : [chosen]),
});

export const people = ({
  optional = false,
  ...options
}: Common<readonly UserId[]> & { readonly optional?: boolean }): Field<UserId[]> => ({
  ...field<readonly UserId[], UserId[]>({
    ...options,
    optional,
    build: (initial) => ({
      type: 'multi_users_select',
      action_id: actionId,
      ...(initial && initial.length > 0 ? { initial_users: [...initial] } : {}),
    }),
    typed: (state) => state.selected_users ?? [],
    read: (state) => {
      const chosen = [...(state.selected_users ?? [])];
      return chosen.length === 0 && !optional ? problem('Please choose at least one person.') : value(chosen);
    },
  }),
  people: (chosen) => chosen,
});

export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** It was shown before, and held something else. */
  readonly changed: boolean;
  /** Its encoding, where it had to be guessed. */
  readonly guessed: string | null;
}

/** A text file that may be given, of one of these kinds (`csv`). */
export const optionalFile = ({
  filetypes,
  ...options
}: Common<never> & { readonly filetypes: readonly string[] }): Field<TextFile | null> =>
  field<never, TextFile | null>({
    ...options,
    optional: true,
    build: () => ({ type: 'file_input', action_id: actionId, filetypes: [...filetypes], max_files: 1 }),
    typed: () => null,
    read: ({ file }) => {
      if (!file) return value(null);
      const { name, contents, changed } = file;
      return contents.ok
        ? value({ name, text: contents.value, changed, guessed: contents.guessed })
        : contents;
    },
  });
