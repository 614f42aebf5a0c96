import { type NameDoubt, normalizeName, removeSameTools } from '../../domain/names.ts';
import { isBlank } from '../../domain/register.ts';
import { findPlaceholder, readEntries, readNames, writeEntries } from '../../domain/typed.ts';
import { plainText, truncate } from './blocks.ts';
import { choice } from './choice-fields.ts';
import {
  actionId,
  type Common,
  type Field,
  field,
  mapField,
  problem,
  type Read,
  type SimilarNames,
  value,
} from './fields.ts';

export interface TextOptions extends Common<string> {
  readonly multiline?: boolean;
  readonly max?: number;
  readonly placeholder?: string;
}

export function createTextField<R>(
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
      ...(initial ? { initial_value: truncate(initial, max) } : {}),
      ...(placeholder ? { placeholder: plainText(placeholder, 150) } : {}),
    }),
    typed: (state) => state.value ?? null,
    read: (state) => read((state.value ?? '').trim()),
  });
}

/** Adds to optional fields what they are needed for: "Needed to go live." */
export const withNeededHint = <F extends Readonly<Record<string, Field<unknown> | undefined>>>(
  what: string,
  fields: F,
): F =>
  Object.fromEntries(
    Object.entries(fields).map(([name, one]) => [
      name,
      one?.optional
        ? { ...one, hint: [one.hint, `Needed to ${what}. You can add it later.`].filter(Boolean).join(' ') }
        : one,
    ]),
  ) as F;

/** Makes a required text field. */
export const text = (options: TextOptions): Field<string> =>
  createTextField(options, false, (given) => (isBlank(given) ? problem('Fill this in.') : value(given)));

/** Makes an optional text field. */
export const optionalText = (options: TextOptions): Field<string> => createTextField(options, true, value);

/** Makes a field for sentences, parsed by `readEntries`. */
export const entries = (
  options: Common<readonly string[]> & { readonly placeholder?: string },
): Field<string[]> => {
  const { initial, ...rest } = options;
  return createTextField(
    { ...rest, initial: initial?.join('\n') ?? null, multiline: true },
    false,
    (given) => {
      const read = [...readEntries(given)];
      return read.length === 0 ? problem('Enter at least one line.') : value(read);
    },
  );
};

/** Returns the names that are similar to known ones. */
const findDoubts = (
  given: readonly string[],
  findSimilar: SimilarNames['findSimilar'],
): readonly NameDoubt[] =>
  removeLongDoubts(removeSameTools(given).map((name) => ({ name, similar: findSimilar?.(name) ?? [] })));

/** The longest option value, in characters. */
const maxOptionLength = 75;

/** Removes known names that are too long for an option. */
export const removeLongDoubts = (doubts: readonly NameDoubt[]): readonly NameDoubt[] =>
  doubts
    .map(({ name, similar }) => ({ name, similar: similar.filter((one) => one.length <= maxOptionLength) }))
    .filter(({ similar }) => similar.length > 0);

/** The option for another name: a placeholder, which no known name can be. */
const otherOption = '-';

/** Makes a field that asks which known name a new one means; its value is the meant name. */
export function meantNameField({ name, similar }: NameDoubt): Field<string> {
  const [first = ''] = similar;
  const asked = choice({
    label: similar.length === 1 ? `Did you mean ${truncate(first, 80)}?` : 'Did you mean one of these?',
    hint: `"${truncate(name, 80)}" is a new name.${similar.length === 1 ? '' : ' If two of these are the same vendor, ask the lead to merge them in /stage3 vendors.'}`,
    options: [
      ...similar.map((known) => [known, truncate(`Yes, ${known}`, 75)] as const),
      [otherOption, truncate(`No, ${name} is new`, 75)],
    ],
  });
  // An option that was offered stays valid, whatever was recorded meanwhile.
  return mapField(asked, ({ selected_option: chosen }) => {
    if (!chosen) return problem('Choose one.');
    return value(chosen.value === otherOption ? name : chosen.value);
  });
}

const withNameDoubt = (
  field: Field<string>,
  findSimilar: SimilarNames['findSimilar'],
  instead = '',
): Field<string> => ({
  ...field,
  doubts: (name) => findDoubts([name || instead].filter(Boolean), findSimilar),
  replaceNames: (name, meant) => meant.get(normalizeName(name || instead)) ?? name,
});

/** Makes a required field for a tool or vendor; a placeholder such as "tbd" is refused. */
export const toolName = ({ findSimilar, ...options }: TextOptions & SimilarNames): Field<string> =>
  withNameDoubt(
    createTextField(options, false, (given) => {
      if (isBlank(given)) return problem('Fill this in.');
      return findPlaceholder(given) === null
        ? value(given)
        : problem(`"${given}" is not a name. Enter the name, or come back when you know it.`);
    }),
    findSimilar,
  );

/** Makes an optional field for a tool or vendor; `instead` is the default name. */
export const optionalToolName = ({
  findSimilar,
  instead,
  ...options
}: TextOptions & SimilarNames & { readonly instead?: string }): Field<string> =>
  withNameDoubt(
    createTextField(options, true, (given) => value(findPlaceholder(given) === null ? given : '')),
    findSimilar,
    instead,
  );

/** Makes a field for names of tools or vendors, parsed by `readNames`; placeholders are not names. */
export const names = (
  options: Common<readonly string[]> &
    SimilarNames & {
      readonly known?: readonly string[];
      readonly optional?: boolean;
      readonly multiline?: boolean;
      readonly placeholder?: string;
    },
): Field<string[]> => {
  const { initial, known = [], optional = true, findSimilar, ...rest } = options;
  const typed = { ...rest, initial: initial ? writeEntries(initial, ', ') : null };
  return {
    ...createTextField(typed, optional, (given) => {
      const read = [...readNames(given, known).names];
      return read.length === 0 && !optional ? problem('Enter at least one name.') : value(read);
    }),
    doubts: (given) => findDoubts(given, findSimilar),
    replaceNames: (given, meant) => given.map((name) => meant.get(normalizeName(name)) ?? name),
  };
};

/** Parses a web address. Intranet hosts have no dot: `https://drive/dpa` is valid. */
const readLink = (given: string): Read<string> =>
  /^https?:\/\/[^\s/]\S*$/i.test(given) && URL.canParse(given)
    ? value(given)
    : problem('This is not a web address. Paste one that begins with https:// and has no spaces.');

/** Makes a required field for a web address. */
export const link = (options: Common<string>): Field<string> =>
  createTextField({ ...options, placeholder: 'https://' }, false, (given) =>
    given === '' ? problem('Paste the web address.') : readLink(given),
  );

export const optionalLink = (options: Common<string>): Field<string | null> =>
  createTextField({ ...options, placeholder: 'https://' }, true, (given) =>
    given === '' ? value(null) : readLink(given),
  );
