import type { Decide } from './decide.ts';
import type { Permission } from './permissions.ts';
import type { StepInput, StepKey } from './schema.ts';

/** One step that somebody can take, whatever it is taken with: a form, a button, a command, an assistant. */
export interface StepDefinition<K extends StepKey = StepKey> {
  readonly key: K;
  /** The text of its button where the page tells what it is about: a verb and its object, in few words. */
  readonly label: string;
  /** The text of its button where nothing around it tells what it is about. The label, unless given. */
  readonly title?: (input: StepInput<K>) => string;
  /** Permission to take it. Its decision asks the same, so that it holds on every way in. */
  readonly permission: Permission<StepInput<K>>;
}

/** A decision that asks first who acts. */
export const withPermission =
  <Subject, Input extends Subject>(permission: Permission<Subject>, decide: Decide<Input>): Decide<Input> =>
  (register, input, act) =>
    permission(register, act, input) ?? decide(register, input, act);

/** Defines a step. @param definition its `decide` need not ask who acts */
export const defineStep = <K extends StepKey, Input>(
  definition: StepDefinition<K> & { readonly permission: Permission<Input>; readonly decide: Decide<Input> },
): StepDefinition<K> & { readonly decide: Decide<Input> } => ({
  ...definition,
  decide: (register, input, act) =>
    definition.permission(register, act, input) ?? definition.decide(register, input, act),
});
