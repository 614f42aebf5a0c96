import { type Doubt, distinctTools, foldName } from '../../domain/names.ts';
import { isBlank } from '../../domain/register.ts';
import { placeholderIn, readEntries, readNames, writeEntries } from '../../domain/typed.ts';
import { clip, plain } from './blocks.ts';
import { choice } from './choice-fields.ts';
import {
  actionId,
  type Common,
  type Field,
  field,
  type Near,
  problem,
  type Read,
  readAs,
  value,
} from './fields.ts';

export interface TextOptions extends Common<string> {
  readonly multiline?: boolean;
  readonly max?: number;
  readonly placeholder?: string;
}

export function textLike<R>(
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
