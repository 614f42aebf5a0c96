import type { PlainTextOption } from '@slack/types';
import { plainText } from './blocks.ts';
import { actionId, type Common, type Field, field, mapField, problem, type Read, value } from './fields.ts';

/** Values with their labels. */
export type Options<V extends string> = readonly (readonly [value: V, label: string])[];

const asOption = ([key, label]: readonly [string, string]): PlainTextOption => ({
  text: plainText(label, 75),
  value: key,
});

/**
 * Makes a field for one of a few options: radio buttons, or a list for more than ten. Options may change while the form
 * is open: a removed option gets its own error, and `also` lists values that stay valid.
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
        ? problem('Choose one.')
        : problem('This choice is no longer available. Open the form again to see the current choices.');
    },
  });
}

/** Makes a field for one of many options, or none, from a list. */
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

/** Makes a field for any number of a few options. */
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
      return chosen.length === 0 && !optional ? problem('Choose at least one.') : value(chosen);
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
  return mapField(inner, (state): Read<boolean> => {
    const answer = inner.read(state);
    return answer.ok ? value(answer.value === 'yes') : answer;
  });
}
