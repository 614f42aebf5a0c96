import { escapeMrkdwn } from './kit/blocks.ts';
import { findNamedUseCases, hint, ofUseCase, type Route, toPage, unknownHint } from './kit/command.ts';
import type { FormContext } from './kit/form.ts';
import { findClosest, parseSlashText, type Token } from './kit/slash-text.ts';
import { subcommands } from './subjects.ts';

/** The slash commands, with the words that each stands for. */
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

/** Returns the route of a typed command. It never fails: unreadable text gets a hint. */
export function routeCommand(command: string, text: string, context: FormContext): Route {
  const entry = slashCommands[command];
  if (!entry)
    return hint(`Crossing has no command ${escapeMrkdwn(command)}. \`/stage3 help\` lists all commands.`);
  const parsed = parseSlashText(text);
  if (!parsed.ok) return hint(escapeMrkdwn(`${parsed.problem.problem}: ${parsed.problem.suggestion}.`, 500));
  const typed = parsed.tokens.map(textOf);
  if (command !== '/stage3' && typed[0]?.toLowerCase() === 'help') return toPage('help');
  const words = typed.length === 0 ? entry.alone.split(' ') : [...entry.prefix.split(' '), ...typed];
  return findCommand(words.filter(Boolean), context, command);
}

function findCommand(words: readonly string[], context: FormContext, command: string): Route {
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
      ? hint(`\`/stage3 ${match.name}\` takes nothing after it. Leave out "${escapeMrkdwn(rest.join(' '))}".`)
      : match.run(rest, context);
  }
  return (command === '/stage3' ? routeUseCase(words, context) : null) ?? routeUnknown(called, command);
}

/** Returns the page of a use case typed on its own; null when the words may be a misspelt command. */
function routeUseCase(words: readonly string[], context: FormContext): Route | null {
  const [first = ''] = words;
  const names = subcommands.flatMap(({ name }) => name.split(' ')[0] || []);
  const { keys, rest } = findNamedUseCases(words, context.register);
  const byKey = /^(uc[-\s]?)?\d/i.test(first);
  const misspelt = words.length === 1 && findClosest(first, names) !== null;
  if (keys.length === 0 || (!byKey && (misspelt || names.includes(first.toLowerCase())))) return null;
  return rest.length > 0
    ? null
    : ofUseCase('/stage3 UC-3', (useCase) => toPage('use-case', { useCase }))(words, context);
}

function routeUnknown(called: readonly string[], command: string): Route {
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
      `After \`${shown}\` write one of ${listed.join(', ')}. \`/stage3 help\` says what each does.`,
    );
  const near = findClosest(wrong, listed);
  return unknownHint(
    `Unknown "${escapeMrkdwn(wrong)}"${near ? `: did you mean ${near}?` : '.'} After \`${shown}\` write one of ${listed.join(', ')}.`,
  );
}
