import type { InputBlock } from '@slack/types';
import type { NameDoubt } from '../../domain/names.ts';
import type { UserId } from '../../domain/register.ts';
import type { ReadValue } from '../../domain/typed.ts';
import type { ReadFile } from './files.ts';

/** The submitted state of an input; only the keys that the app reads. */
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
  /** The content of the first file, fetched before the form is read. */
  readonly file?: ReadFile | undefined;
}

export type Read<T> = ReadValue<T>;

/** A form field: its input, and how it is read. `T` is the type of its value. */
export interface Field<T> {
  readonly label: string;
  readonly hint?: string;
  readonly optional: boolean;
  /** The input with its initial value. */
  readonly element: InputBlock['element'];
  /** Returns the input with what was typed so far. */
  readonly withState: (state: InputState) => InputBlock['element'];
  readonly read: (state: InputState) => Read<T>;
  /** Returns the people in a value. */
  people?(value: T): readonly UserId[];
  /** Returns new names in a value that are similar to known ones. */
  doubts?(value: T): readonly NameDoubt[];
  /** Returns a value with some names replaced. */
  replaceNames?(value: T, names: ReadonlyMap<string, string>): T;
}

/** For fields with names of tools or vendors: finds known names that a new one may mean. */
export interface SimilarNames {
  readonly findSimilar?: (name: string) => readonly string[];
}

export interface Common<T> {
  readonly label: string;
  readonly hint?: string;
  readonly initial?: T | null | undefined;
}

export const value = <T>(given: T): Read<T> => ({ ok: true, value: given });

export const problem = (text: string): Read<never> => ({ ok: false, problem: text });

export const actionId = 'value';

interface Kind<T, R> extends Common<T> {
  readonly optional: boolean;
  readonly build: (initial: T | null) => InputBlock['element'];
  readonly typed: (state: InputState) => T | null;
  readonly read: (state: InputState) => Read<R>;
}

export function field<T, R>({ label, hint, optional, initial, build, typed, read }: Kind<T, R>): Field<R> {
  return {
    label,
    ...(hint === undefined ? {} : { hint }),
    optional,
    element: build(initial ?? null),
    withState: (state) => build(typed(state)),
    read,
  };
}

/** Makes a field with the same input and another reader. */
export const mapField = <T>(
  { label, hint, optional, element, withState }: Field<unknown>,
  read: Field<T>['read'],
): Field<T> => ({ label, ...(hint === undefined ? {} : { hint }), optional, element, withState, read });
