import { checkInDay } from '../domain/adoption/index.ts';
import type { Step } from '../domain/decide.ts';
import { categoryEntry } from '../domain/infrastructure/index.ts';
import { type Category, categories, type Register, settingsOf } from '../domain/register.ts';
import { safe, type Target } from './kit/blocks.ts';
import { parseDay } from './kit/dates.ts';
import { keysNamed, keysNear, mostChoices } from './kit/find-use-case.ts';
import type { Entered, Scene, States } from './kit/form.ts';
import { closest, parseSlashText, type Token } from './kit/slash-text.ts';

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
  readonly run: (rest: readonly string[], scene: Scene) => Route;
}

const toPage = (page: string, args?: Target['args']): Route => ({
  to: 'page',
  target: args ? { page, args } : { page },
});
const toForm = (step: Step, prefilled: Entered = {}): Route => ({ to: 'form', step, prefilled });
const hint = (text: string): Route => ({ to: 'hint', hint: text });
const unknownHint = (text: string): Route => ({ to: 'hint', hint: text, unknown: true });

/** What was meant by the words that name a use case. */
interface Named {
  readonly keys: readonly string[];
  /** What follows the name. */
  readonly rest: readonly string[];
}

/**
 * The use cases that typed words name: by key ("UC-3", "uc3", "UC 3", "3"), else by words of the name, else by what is
 * recorded about them. A name goes on until the first `key:value`.
 */
function named(typed: readonly string[], register: Register): Named {
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
  return { keys: keysNamed(register, typed.slice(0, end).join(' ')), rest: typed.slice(end) };
}

/** Leads on with the use case that was named; to a choice where several are meant, or none but near ones. */
function withUseCase(usage: string, run: (key: string, rest: readonly string[]) => Route): Subcommand['run'] {
  return (typed, { register }) => {
    if (typed.length === 0)
      return hint(`Which use case? Write \`${usage}\`. \`/stage3 usecase list\` shows them all.`);
    const { keys, rest } = named(typed, register);
    const [only] = keys;
    if (only !== undefined && keys.length === 1) return run(only, rest);
    const words = typed.slice(0, typed.length - rest.length).join(' ');
    const near = keys.length > 0 ? keys : keysNear(register, words);
    const choices = near.slice(0, mostChoices).flatMap((useCase) => {
      const leads = run(useCase, rest);
      if (leads.to === 'hint') return [];
      return [{ useCase, ...(leads.to === 'page' ? { target: leads.target } : { step: leads.step }) }];
    });
    return choices.length === 0
      ? hint(`There is no ${safe(words)}. \`/stage3 usecase list\` shows them all.`)
      : toPage('choose-use-case', { words, found: keys.length, choices });
  };
}

/** For what takes nothing after the use case. */
const alone =
  (usage: string, run: (key: string) => Route) =>
  (key: string, rest: readonly string[]): Route =>
    rest.length === 0
      ? run(key)
      : hint(`\`${usage}\` takes nothing after the use case. Leave out "${safe(rest.join(' '))}".`);

const ofUseCase = (usage: string, run: (key: string) => Route): Subcommand['run'] =>
  withUseCase(usage, alone(usage, run));

/** What a check-in is typed with, and the field of its form that each stands for. */
const checkInWords: Readonly<Record<string, string>> = {
  daily: 'daily',
  weekly: 'weekly',
  none: 'notAtAll',
  intended: 'intended',
  week: 'on',
  note: 'result',
};
const checkInUsage =
  'checkin UC-3 daily:40 weekly:62 none:18 intended:80 week:2026-01-12 note:"what you see"';
/** The longest note that a button carries on into the form; with a longer one, the form opens at once. */
const longestNote = 1000;

/** Records a check-in from what was typed; without numbers, its form opens. */
function typedCheckIn(useCase: string, typed: readonly string[], { register, today }: Scene): Route {
  const step = { do: 'check-in', useCase } as const;
  if (typed.length === 0) return toForm(step);
  const given = new Map<string, string>();
  for (const piece of typed) {
    const [, key = '', value = ''] = /^([a-z-]+):(.*)$/is.exec(piece) ?? [];
    const field = checkInWords[key.toLowerCase()];
    if (!field) {
      const near = closest(key.toLowerCase() || piece, Object.keys(checkInWords));
      return hint(
        `Unknown "${safe(piece)}"${near ? `: did you mean ${near}:?` : '.'} Write \`/stage3 ${checkInUsage}\`.`,
      );
    }
    if (given.has(field)) return hint(`"${safe(key)}" is there twice. Write it once.`);
    if (field !== 'on') given.set(field, value);
    else {
      const read = parseDay(value, { today, timeZone: settingsOf(register).timeZone });
      if (!read.ok) return hint(read.problem);
      given.set(field, read.value);
    }
  }
  if ((given.get('result') ?? '').length > longestNote) return toForm(step, Object.fromEntries(given));
  const found = register.useCases.get(useCase);
  const intended = found?.life.stage === 'pilot' ? found.life.charter.volunteers : found?.intendedUsers;
  const states = Object.fromEntries(
    Object.values(checkInWords).map((field) => [field, { value: given.get(field) ?? null }]),
  );
  return {
    to: 'record',
    step: { ...step, typed: Object.fromEntries(given) },
    states: {
      ...states,
      on: { selected_date: given.get('on') ?? (found ? checkInDay(register, found, today) : today) },
      intended: { value: given.get('intended') ?? String(intended) },
    },
    words: Object.fromEntries(Object.entries(checkInWords).map(([word, field]) => [field, word])),
  };
}

/** One list makes the router, the help and the errors. */
export const subcommands: readonly Subcommand[] = [
  {
    name: '',
    topic: 'Where we stand',
    args: '',
    help: 'Are we Stage 3? The verdict, what blocks it, and the next step',
    run: () => toPage('verdict'),
  },
  {
    name: 'as of',
    topic: 'Where we stand',
    args: '2026-01-31',
    help: 'The verdict at the end of a past day; "last friday" works too',
    run: (rest, { today, register }) => {
      if (rest.length === 0)
        return hint('As of which day? Write `/stage3 as of 2026-01-31` or `/stage3 as of last friday`.');
      const read = parseDay(rest.join(' '), { today, timeZone: settingsOf(register).timeZone });
      if (!read.ok) return hint(safe(read.problem, 500));
      return read.value > today
        ? hint(`${read.value} has not come yet. Choose today or an earlier day.`)
        : toPage('verdict', { asOf: read.value });
    },
  },
  {
    name: 'usecase add',
    topic: 'Use cases',
    args: '[name]',
    help: 'Register a use case',
    run: (rest) => toForm({ do: 'register-use-case' }, rest.length > 0 ? { name: rest.join(' ') } : {}),
  },
  {
    name: 'import',
    topic: 'Use cases',
    args: '',
    help: 'Register many use cases from a table, after a look at what was understood',
    run: () => toForm({ do: 'import-use-cases' }),
  },
  {
    name: 'export',
    topic: 'Use cases',
    args: '',
    help: 'All use cases as CSV, in the columns of an import',
    run: () => ({ to: 'page', target: { page: 'export' }, inModal: true }),
  },
  {
    name: 'usecase list',
    topic: 'Use cases',
    args: '',
    help: 'All use cases, by stage',
    run: () => toPage('use-cases'),
  },
  {
    name: 'usecase show',
    topic: 'Use cases',
    args: 'UC-3',
    help: 'Everything about one use case',
    run: ofUseCase('/stage3 usecase show UC-3', (useCase) => toPage('use-case', { useCase })),
  },
  {
    name: 'usecase edit',
    topic: 'Use cases',
    args: 'UC-3',
    help: 'Change what is recorded about it',
    run: ofUseCase('/stage3 usecase edit UC-3', (useCase) => toForm({ do: 'edit-use-case', useCase })),
  },
  {
    name: 'decide',
    topic: 'Decisions and people',
    args: 'model-provider [choice]',
    help: 'Commit a decision that all use cases share',
    run: ([typed, ...choice]) => {
      if (typed === undefined) return toPage('decisions');
      const category = categoryNamed(typed);
      if (category)
        return toForm(
          { do: 'commit-decision', category },
          choice.length > 0 ? { choice: choice.join(' ') } : {},
        );
      const near = closest(typed, categories);
      return hint(
        `Unknown category "${safe(typed)}"${near ? `: did you mean ${near}?` : '.'} There are ${categories.join(', ')}.`,
      );
    },
  },
  {
    name: 'decisions',
    topic: 'Decisions and people',
    args: '',
    help: 'The five shared decisions and their state',
    run: () => toPage('decisions'),
  },
  {
    name: 'purgatory',
    topic: 'Where we stand',
    args: '',
    help: 'The five symptoms, the way out, tools under evaluation, how the pilot teams are doing',
    run: () => toPage('purgatory'),
  },
  {
    name: 'owners',
    topic: 'Decisions and people',
    args: '',
    help: 'Who leads, who holds AI Operations, who owns what',
    run: () => toPage('owners'),
  },
  {
    name: 'checklist',
    topic: 'Use cases',
    args: 'UC-3',
    help: 'The production checklist of one use case',
    run: ofUseCase('/stage3 checklist UC-3', (useCase) => toPage('checklist', { useCase })),
  },
  {
    name: 'checkin',
    topic: 'Use cases',
    args: 'UC-3 [daily:40 weekly:62 none:18]',
    help: 'How many use it; `intended:80`, `week:2026-01-12` and `note:"..."` may follow',
    run: (rest, scene) =>
      withUseCase(`/stage3 ${checkInUsage}`, (useCase, typed) => typedCheckIn(useCase, typed, scene))(
        rest,
        scene,
      ),
  },
  {
    name: 'log',
    topic: 'Where we stand',
    args: '[UC-3]',
    help: 'Who changed what',
    run: (rest, scene) =>
      rest.length === 0
        ? toPage('log')
        : ofUseCase('/stage3 log UC-3', (useCase) => toPage('log', { useCase }))(rest, scene),
  },
  {
    name: 'digest',
    topic: 'Where we stand',
    args: '',
    help: 'The weekly digest as it would be now, and which channels get it',
    run: () => toPage('digest'),
  },
  {
    name: 'review',
    topic: 'Decisions and people',
    args: '',
    help: 'The agenda of the quarterly policy review, and what came of it',
    run: () => toPage('review'),
  },
  {
    name: 'vendors',
    topic: 'Decisions and people',
    args: '',
    help: 'Vendors, their DPAs, and the use cases that rely on them; the lead merges two that are one company',
    run: () => toPage('vendors'),
  },
  {
    name: 'settings',
    topic: 'The app',
    args: '',
    help: 'Lead, time zone, working days, holidays, reading of requirement 2, currency',
    run: () => toPage('settings'),
  },
  {
    name: 'nudges',
    topic: 'The app',
    args: '',
    help: 'Nudge results: sent, answered, failed; for the transformation lead and Slack admins',
    run: () => toPage('nudges'),
  },
  {
    name: 'away',
    topic: 'The app',
    args: '',
    help: 'Enter your own absence: from, until, and who stands in',
    run: () => toForm({ do: 'enter-absence' }),
  },
  { name: 'help', topic: 'The app', args: '', help: 'This list', run: () => toPage('help') },
];

function categoryNamed(typed: string): Category | null {
  const lower = typed.toLowerCase();
  return (
    categories.find(
      (category) => category === lower || categoryEntry(category).title.toLowerCase() === lower,
    ) ?? null
  );
}

/** The commands that Slack knows, and the words that each stands for. */
const slashCommands: Readonly<Record<string, { readonly prefix: string; readonly alone: string }>> = {
  '/stage3': { prefix: '', alone: '' },
  '/usecase': { prefix: 'usecase', alone: 'usecase list' },
  '/decision': { prefix: 'decide', alone: 'decisions' },
};

const textOf = (token: Token): string => {
  if (token.kind === 'word') return token.text;
  if (token.kind === 'pair') return `${token.key}:${textOf(token.value)}`;
  if (token.kind === 'link') return token.url;
  return token.name ?? token.id;
};

/** Where a typed command leads. Never fails: what cannot be read is answered with what to type. */
export function route(command: string, text: string, scene: Scene): Route {
  const entry = slashCommands[command];
  if (!entry) return hint(`Crossing does not know ${safe(command)}. \`/stage3 help\` lists what it knows.`);
  const parsed = parseSlashText(text);
  if (!parsed.ok) return hint(safe(`${parsed.problem.problem}: ${parsed.problem.suggestion}.`, 500));
  const typed = parsed.tokens.map(textOf);
  if (command !== '/stage3' && typed[0]?.toLowerCase() === 'help') return toPage('help');
  const words = typed.length === 0 ? entry.alone.split(' ') : [...entry.prefix.split(' '), ...typed];
  return find(words.filter(Boolean), scene, command);
}

function find(words: readonly string[], scene: Scene, command: string): Route {
  const called = words.map((word) => word.toLowerCase());
  const match = subcommands
    .filter(({ name }) =>
      name
        .split(' ')
        .filter(Boolean)
        .every((word, index) => called[index] === word),
    )
    .sort((a, b) => b.name.length - a.name.length)[0];
  const length = match?.name.split(' ').filter(Boolean).length ?? 0;
  if (match && (match.name !== '' || words.length === 0)) {
    const rest = words.slice(length);
    return match.args === '' && rest.length > 0
      ? hint(`\`/stage3 ${match.name}\` takes nothing after it. Leave out "${safe(rest.join(' '))}".`)
      : match.run(rest, scene);
  }
  return (command === '/stage3' ? showNamed(words, scene) : null) ?? unknown(called, command);
}

/** The page of the use case that was typed on its own; null where the words may be a command that was misspelt. */
function showNamed(words: readonly string[], scene: Scene): Route | null {
  const [first = ''] = words;
  const names = subcommands.flatMap(({ name }) => name.split(' ')[0] || []);
  const { keys, rest } = named(words, scene.register);
  const byKey = /^(uc[-\s]?)?\d/i.test(first);
  const misspelt = words.length === 1 && closest(first, names) !== null;
  if (keys.length === 0 || (!byKey && (misspelt || names.includes(first.toLowerCase())))) return null;
  return rest.length > 0
    ? null
    : ofUseCase('/stage3 UC-3', (useCase) => toPage('use-case', { useCase }))(words, scene);
}

function unknown(called: readonly string[], command: string): Route {
  const [first = '', second] = called;
  const names = subcommands.map(({ name }) => name).filter(Boolean);
  const inner = names
    .filter((name) => name.startsWith(`${first} `))
    .map((name) => name.slice(first.length + 1));
  const listed =
    inner.length > 0
      ? inner
      : [...new Set(names.map((name) => (name === 'as of' ? name : (name.split(' ')[0] ?? name))))];
  const wrong = inner.length > 0 ? second : first;
  const shown = command === '/stage3' && inner.length > 0 ? `/stage3 ${first}` : command;
  if (wrong === undefined)
    return unknownHint(
      `\`${shown}\` goes on with ${listed.join(', ')}. \`/stage3 help\` says what each does.`,
    );
  const near = closest(wrong, listed);
  return unknownHint(
    `Unknown "${safe(wrong)}"${near ? `: did you mean ${near}?` : '.'} \`${shown}\` goes on with ${listed.join(', ')}.`,
  );
}
