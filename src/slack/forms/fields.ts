import type { InputBlock, PlainTextOption } from '@slack/types';
import { type Day, day, isBlank, sameName, type UserId } from '../../domain/register.ts';
import type { ReadFile } from '../files.ts';
import { clip, plain } from '../views/blocks.ts';

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

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

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

/** A text that must be there. */
export const text = (options: TextOptions): Field<string> =>
  textLike(options, false, (given) => (isBlank(given) ? problem('Please fill this in.') : value(given)));

/** A text that may be left empty. */
export const optionalText = (options: TextOptions): Field<string> => textLike(options, true, value);

/** One entry a line. */
export const lines = (
  options: Common<readonly string[]> & { readonly optional?: boolean; readonly placeholder?: string },
): Field<string[]> => {
  const { initial, optional = false, ...rest } = options;
  return textLike({ ...rest, initial: initial?.join('\n') ?? null, multiline: true }, optional, (given) => {
    const entries = given
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !isBlank(line));
    return entries.length === 0 && !optional ? problem('Please write at least one line.') : value(entries);
  });
};

/** Names parted by commas; a name that is `known` may hold commas itself, such as "Acme, Inc.". */
export const names = (
  options: Common<readonly string[]> & { readonly known: readonly string[]; readonly placeholder?: string },
): Field<string[]> => {
  const { initial, known, ...rest } = options;
  const withCommas = known.filter((name) => name.includes(','));
  return textLike({ ...rest, initial: initial?.join(', ') ?? null }, true, (given) =>
    value(given.split('\n').flatMap((line) => partNames(line.split(','), withCommas))),
  );
};

function partNames(parts: readonly string[], whole: readonly string[]): string[] {
  if (parts.length === 0) return [];
  const lengths = whole
    .filter((name) => sameName(name, parts.slice(0, name.split(',').length).join(',')))
    .map((name) => name.split(',').length);
  const length = Math.max(1, ...lengths);
  const name = parts.slice(0, length).join(',').trim();
  return [...(name === '' ? [] : [name]), ...partNames(parts.slice(length), whole)];
}

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

/** Thousands parted by one sign, then perhaps decimals after another: 1,000 or 1.000.000 or 24 000,50. */
const thousands = /^[+-]?[1-9]\d{0,2}([ ,.'\u2019\u00a0\u202f])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?$/;
/** What one country reads as a thousand and the next as one with three decimals. */
const ambiguous = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** A number as people write it; 1e3 and the like are none. */
function readNumber(
  given: string,
  { min = 0, max = 1_000_000_000, decimals = false }: NumberOptions,
): Read<number> {
  const sign = thousands.exec(given)?.[1];
  const bare = (sign === undefined ? given : given.replaceAll(sign, '')).replace(',', '.');
  if (decimals && ambiguous.test(given)) {
    return problem(
      `This can be ${Number(given.replace(',', '.'))} or ${bare}. Write ${bare}, or give one or two decimals.`,
    );
  }
  const number = /^[+-]?\d+(\.\d+)?$/.test(bare) ? Number(bare) : Number.NaN;
  if (Number.isNaN(number)) return problem('Please enter a number, such as 12.');
  if (!decimals && !Number.isInteger(number)) return problem('Please enter a whole number.');
  if (number < min) return problem(min === 0 ? 'This cannot be below zero.' : `At least ${min}.`);
  return number > max ? problem(`At most ${max.toLocaleString('en')}.`) : value(number);
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

const validDay = (given: Day): Read<Day> =>
  day.safeParse(given).success ? value(given) : problem('Please choose a date.');

export const date = (options: Common<Day>): Field<Day> =>
  dateLike(options, false, (given) => (given === null ? problem('Please choose a date.') : validDay(given)));

export const optionalDate = (options: Common<Day>): Field<Day | null> =>
  dateLike<Day | null>(options, true, (given) => (given === null ? value(null) : validDay(given)));

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
    read: (state) =>
      state.selected_conversation ? value(state.selected_conversation) : problem('Please choose a channel.'),
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
  const { people: _, ...inner } = choice({
    label: options.label,
    ...(options.hint === undefined ? {} : { hint: options.hint }),
    initial:
      options.initial === undefined || options.initial === null ? null : options.initial ? 'yes' : 'no',
    options: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  });
  return {
    ...inner,
    read: (state): Read<boolean> => {
      const answer = inner.read(state);
      return answer.ok ? value(answer.value === 'yes') : answer;
    },
  };
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
      return contents.ok ? value({ name, text: contents.value, changed }) : contents;
    },
  });
