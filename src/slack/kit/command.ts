import type { Step } from '../../domain/decide.ts';
import type { Register } from '../../domain/register.ts';
import { escapeMrkdwn, type Target } from './blocks.ts';
import { findNamedKeys, findNearestKeys, maxChoices } from './find-use-case.ts';
import type { Entered, FormContext, States } from './form.ts';

/** What a typed command leads to: a page, a form, or a word on what to type instead. */
export type Route =
  /** `inModal` where a message cannot hold it. */
  | { readonly to: 'page'; readonly target: Target; readonly inModal?: boolean }
  | { readonly to: 'form'; readonly step: Step; readonly prefilled: Entered }
  /** What is recorded at once, as if its form had been filled in with `states`; `words` are what each field was called. */
  | {
      readonly to: 'record';
      readonly step: Step;
      readonly states: States;
      readonly words: Readonly<Record<string, string>>;
    }
  /** mrkdwn; `unknown` where the words are no command at all. */
  | { readonly to: 'hint'; readonly hint: string; readonly unknown?: true };

/** What commands are about, in the order of the help. */
export const topics = ['Where we stand', 'Use cases', 'Decisions and people', 'The app'] as const;

export interface Subcommand {
  /** The words that call it, after `/stage3`; none for the command on its own. */
  readonly name: string;
  readonly topic: (typeof topics)[number];
  /** What may follow, as help shows it. */
  readonly args: string;
  readonly help: string;
  readonly run: (rest: readonly string[], context: FormContext) => Route;
}

export const toPage = (page: string, args?: Target['args']): Route => ({
  to: 'page',
  target: args ? { page, args } : { page },
});

export const toForm = (step: Step, prefilled: Entered = {}): Route => ({ to: 'form', step, prefilled });

export const hint = (text: string): Route => ({ to: 'hint', hint: text });

export const unknownHint = (text: string): Route => ({ to: 'hint', hint: text, unknown: true });

/** What was meant by the words that name a use case. */
interface NamedUseCases {
  readonly keys: readonly string[];
  /** What follows the name. */
  readonly rest: readonly string[];
}

/**
 * The use cases that typed words name: by key ("UC-3", "uc3", "UC 3", "3"), else by words of the name, else by what is
 * recorded about them. A name goes on until the first `key:value`.
 */
export function findNamedUseCases(typed: readonly string[], register: Register): NamedUseCases {
  const [first = '', second = ''] = typed;
  for (const [words, count] of [
    [first, 1],
    [`${first}${second}`, 2],
  ] as const) {
    const digits = /^(?:uc[-\s]*)?0*(\d+)$/i.exec(words)?.[1];
    if (digits !== undefined && register.useCases.has(`UC-${digits}`))
      return { keys: [`UC-${digits}`], rest: typed.slice(count) };
  }
  const pairs = typed.findIndex((word, index) => index > 0 && /^[a-z-]+:/i.test(word));
  const end = pairs < 0 ? typed.length : pairs;
  return { keys: findNamedKeys(register, typed.slice(0, end).join(' ')), rest: typed.slice(end) };
}

/** Leads on with the use case that was named; to a choice where several are meant, or none but near ones. */
export function withUseCase(
  usage: string,
  run: (key: string, rest: readonly string[]) => Route,
): Subcommand['run'] {
  return (typed, { register }) => {
    if (typed.length === 0)
      return hint(`Which use case? Write \`${usage}\`. \`/stage3 usecase list\` shows them all.`);
    const { keys, rest } = findNamedUseCases(typed, register);
    const [only] = keys;
    if (only !== undefined && keys.length === 1) return run(only, rest);
    const words = typed.slice(0, typed.length - rest.length).join(' ');
    const near = keys.length > 0 ? keys : findNearestKeys(register, words);
    const choices = near.slice(0, maxChoices).flatMap((useCase) => {
      const leads = run(useCase, rest);
      if (leads.to === 'hint') return [];
      return [{ useCase, ...(leads.to === 'page' ? { target: leads.target } : { step: leads.step }) }];
    });
    return choices.length === 0
      ? hint(`There is no ${escapeMrkdwn(words)}. \`/stage3 usecase list\` shows them all.`)
      : toPage('choose-use-case', { words, found: keys.length, choices });
  };
}

/** For what takes nothing after the use case. */
const refuseRest =
  (usage: string, run: (key: string) => Route) =>
  (key: string, rest: readonly string[]): Route =>
    rest.length === 0
      ? run(key)
      : hint(`\`${usage}\` takes nothing after the use case. Leave out "${escapeMrkdwn(rest.join(' '))}".`);

export const ofUseCase = (usage: string, run: (key: string) => Route): Subcommand['run'] =>
  withUseCase(usage, refuseRest(usage, run));
