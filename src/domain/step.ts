import type { Decide } from './decide.ts';
import type { Permission } from './permissions.ts';
import type { StepInput, StepKey } from './schema.ts';

/** A step that a person can take, in any way: form, button, command or assistant. */
export interface StepDefinition<K extends StepKey = StepKey> {
  readonly key: K;
  /** The button text where the page names the subject: a verb and its object. */
  readonly label: string;
  /** The button text where nothing around it names the subject; by default the label. */
  readonly title?: (input: StepInput<K>) => string;
  /** Returns a refusal for people who may not take it. The decision checks it too, so it applies on every way in. */
  readonly permission: Permission<StepInput<K>>;
}

/** Makes a decision that checks the permission first. */
export const withPermission =
  <Subject, Input extends Subject>(permission: Permission<Subject>, decide: Decide<Input>): Decide<Input> =>
  (register, input, act) =>
    permission(register, act, input) ?? decide(register, input, act);

/** Defines a step. @param definition its `decide` need not check the permission */
export const defineStep = <K extends StepKey, Input>(
  definition: StepDefinition<K> & { readonly permission: Permission<Input>; readonly decide: Decide<Input> },
): StepDefinition<K> & { readonly decide: Decide<Input> } => ({
  ...definition,
  decide: (register, input, act) =>
    definition.permission(register, act, input) ?? definition.decide(register, input, act),
});
