import type { Step } from '../../domain/decide.ts';
import type { Register } from '../../domain/register.ts';
import { escapeMrkdwn, type Target } from './blocks.ts';
import { findNamedKeys, findNearestKeys, maxChoices } from './find-use-case.ts';
import type { Entered, FormContext, States } from './form.ts';

/** The route of a typed command: a page, a form, a record, or a hint. */
export type Route =
  /** `inModal` when it does not fit a message. */
  | { readonly to: 'page'; readonly target: Target; readonly inModal?: boolean }
  | { readonly to: 'form'; readonly step: Step; readonly prefilled: Entered }
  /** Takes a step at once, as if its button had been pressed. */
  | { readonly to: 'click'; readonly step: Step }
  /** Records at once, as if the form had been submitted with `states`; `words` names each field for errors. */
  | {
      readonly to: 'record';
      readonly step: Step;
      readonly states: States;
      readonly words: Readonly<Record<string, string>>;
    }
  /** mrkdwn. `unknown` means that no command matched. */
  | { readonly to: 'hint'; readonly hint: string; readonly unknown?: true };

/** Topics of commands, in the order of the help. */
export const topics = [
  'Verdict',
  'Use cases',
  'Production',
  'Decisions and tools',
  'People and settings',
] as const;

export interface Subcommand {
  /** The words after `/stage3`; empty for the command alone. */
  readonly name: string;
  readonly topic: (typeof topics)[number];
  /** The arguments, as shown in help. */
  readonly args: string;
  /** Null when the text of the command before it describes both. */
  readonly help: string | null;
  readonly run: (rest: readonly string[], context: FormContext) => Route;
}

/** A line of the help: commands with the text that describes them. */
export interface HelpLine {
  readonly usages: readonly string[];
  readonly text: string;
}

/** Returns the lines of the help about a topic, as in "/stage3 usecase list", "show UC-3". */
export function listHelpLines(
  commands: readonly Subcommand[],
  topic: Subcommand['topic'],
): readonly HelpLine[] {
  const listed = commands.filter((one) => one.topic === topic);
  const firsts = listed.flatMap(({ help }, index) => (help === null ? [] : [{ index, help }]));
  return firsts.map(({ index, help }, nth) => {
    const described = listed.slice(index, firsts[nth + 1]?.index);
    const [prefix = ''] = described[0]?.name.match(/^\w+ /) ?? [];
    const usages = described.map(({ name, args }, place) => {
      const isShort = place > 0 && prefix !== '' && name.startsWith(prefix);
      return [isShort ? name.slice(prefix.length) : `/stage3 ${name}`, args]
        .join(' ')
        .trim()
        .replace('  ', ' ');
    });
    return { usages, text: help };
  });
}

export const toPage = (page: string, args?: Target['args']): Route => ({
  to: 'page',
  target: args ? { page, args } : { page },
});

export const toForm = (step: Step, prefilled: Entered = {}): Route => ({ to: 'form', step, prefilled });

export const hint = (text: string): Route => ({ to: 'hint', hint: text });

export const unknownHint = (text: string): Route => ({ to: 'hint', hint: text, unknown: true });

/** Use cases found in typed words. */
interface NamedUseCases {
  readonly keys: readonly string[];
  /** The words after the name. */
  readonly rest: readonly string[];
}

/** The fewest words that are a name without the words after them. */
const minNameWords = 2;

/**
 * Finds use cases in typed words: by key ("UC-3", "uc3", "UC 3", "3"), otherwise by words of the name, otherwise by
 * other recorded words. A name ends at the first `key:value`, and before words with which it names none: "support agent
 * complete?".
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
  for (let length = end; length >= Math.min(end, minNameWords); length -= 1) {
    const keys = findNamedKeys(
      register,
      typed
        .slice(0, length)
        .join(' ')
        .replace(/(?<=[\p{L}\p{N}])[?!.,;]+$/u, ''),
    );
    if (keys.length > 0) return { keys, rest: typed.slice(length) };
  }
  return { keys: [], rest: typed.slice(end) };
}

/** Runs a command with the named use case; shows a choice for several or near matches. */
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

/** For commands without arguments after the use case. */
const refuseRest =
  (usage: string, run: (key: string) => Route) =>
  (key: string, rest: readonly string[]): Route =>
    rest.length === 0
      ? run(key)
      : hint(`\`${usage}\` takes nothing after the use case. Leave out "${escapeMrkdwn(rest.join(' '))}".`);

export const ofUseCase = (usage: string, run: (key: string) => Route): Subcommand['run'] =>
  withUseCase(usage, refuseRest(usage, run));
