import type { Act, Decide, Outcome } from '../../domain/decide.ts';
import type { Register } from '../../domain/register.ts';
import { type StepInput, type StepKey, stepInputs } from '../../domain/schema.ts';
import type { StoreAndClock } from '../../operations/sweep.ts';
import type { Target } from './blocks.ts';
import type { Content, PageContext } from './page.ts';

/** A step that a button takes at once, without a form. */
export interface Click {
  /** The step, as in the action id `do:<key>`. */
  readonly key: StepKey;
  /** True when the message is replaced even if the click is refused. */
  readonly spent: boolean;
  /** Parses the value of the button. @throws ZodError when it is not ours */
  readonly take: (value: unknown) => Taken;
}

interface Taken {
  readonly decide: (register: Register, act: Act) => Outcome;
  /** Returns the replacement of the clicked message or modal: its content, or the page that shows it. */
  readonly done: (context: PageContext) => Content | Target;
  /** Does what follows the step besides its changes, such as planning a message. */
  readonly follow: (services: StoreAndClock, context: PageContext) => Promise<void>;
  /** The kind of reminder that the step mutes, which also settles the open ones; null for other steps. */
  readonly muted: string | null;
}

interface Definition<K extends StepKey> {
  /** The step it takes. */
  readonly step: { readonly key: K; readonly decide: Decide<StepInput<K>> };
  readonly spent?: boolean;
  readonly done: (context: PageContext, input: StepInput<K>) => Content | Target;
  readonly follow?: (services: StoreAndClock, context: PageContext, input: StepInput<K>) => Promise<void>;
  readonly findMuted?: (input: StepInput<K>) => string;
}

export const click = <K extends StepKey>({
  step,
  spent = false,
  done,
  follow,
  findMuted,
}: Definition<K>): Click => ({
  key: step.key,
  spent,
  take(value) {
    const input = stepInputs[step.key].parse(value) as StepInput<K>;
    return {
      decide: (register, act) => step.decide(register, input, act),
      done: (context) => done(context, input),
      follow: async (services, context) => follow?.(services, context, input),
      muted: findMuted?.(input) ?? null,
    };
  },
});
