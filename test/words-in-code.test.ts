import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync, Visitor } from 'vite';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A comment that begins like this is a noun clause: the reader learns last what the code does. */
const nounClause = /^(What|Who|Whoever|Whom|Whose|Whether|Such|That|Where)\b/;

/** Metaphors and literary words. The profession has other terms for what they name. */
const metaphors = [
  ...['courier', 'desk', 'doing', 'hand', 'lane', 'patience', 'racer', 'reception', 'scene', 'spell'],
  ...['anew', 'ours', 'theirs', 'whoever'],
];

/** Participles, adjectives and pronouns, which do not say what a function does. */
const noVerbs = new Set(
  'answered asked broken closed confirmed counted drawn edited elsewhere fresh found held heard holds imported installed kept known lapsing late later lapsed logged marked named opened ours owning parsed piloting plain quoted received recorded refused rounds shown signed something soon sorted stopped submitted taken theirs timed told unescaped written wrong'.split(
    ' ',
  ),
);

/** Stored keys are never renamed, and Slack names its emoji. */
const stored: Readonly<Record<string, readonly string[]>> = {
  'src/operations/history.ts': ['spell'],
  'sandbox/web/src/emoji.ts': ['hand'],
};

/** Returns the words of an identifier in lower case, in the singular: "maxDoings" has "max" and "doing". */
const wordsOf = (identifier: string): readonly string[] =>
  identifier
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[ _]+/)
    .flatMap((word) => [word, word.replace(/s$/, '')]);

/** Returns the unclear comments and names of a file, each with its line. */
function findUnclearWords(file: string, source: string): readonly string[] {
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const found: string[] = [];
  const report = ({ start }: { readonly start: number }, what: string): void => {
    found.push(`${file}:${source.slice(0, start).split('\n').length} ${what}`);
  };
  for (const comment of comments) {
    const text = comment.value.replace(/^[\s*]+/, '');
    if (nounClause.test(text)) report(comment, text.split(' ').slice(0, 4).join(' '));
  }
  const checkName = (node: ESTree.Node, name: string): void => {
    const words = wordsOf(name);
    const metaphor = metaphors.find((word) => words.includes(word));
    if (metaphor !== undefined && !stored[file]?.includes(metaphor)) report(node, name);
  };
  const checkFunction = (node: ESTree.Node, name: string): void => {
    if (noVerbs.has(name)) report(node, `${name}()`);
  };
  new Visitor({
    Identifier: (node) => checkName(node, node.name),
    FunctionDeclaration: (node) => node.id && checkFunction(node, node.id.name),
    VariableDeclarator(node) {
      const isFunction = /^(Arrow)?Function(Expression)?$/.test(node.init?.type ?? '');
      if (isFunction && node.id.type === 'Identifier') checkFunction(node, node.id.name);
    },
  }).visit(program);
  return found;
}

test('unclear words are found in comments and in names', () => {
  const planted = [
    '/** What the digest tells. */',
    'export const held = (day: string) => day;',
    '// Whoever asks first is served first.',
    'const openLanes = 1;',
    '/** The longest absence, in days. What counts is the calendar. */',
    'export function listHandovers() { return openLanes; }',
  ].join('\n');
  expect(findUnclearWords('src/planted.ts', planted)).toEqual([
    'src/planted.ts:1 What the digest tells.',
    'src/planted.ts:3 Whoever asks first is',
    'src/planted.ts:2 held()',
    'src/planted.ts:4 openLanes',
    'src/planted.ts:6 openLanes',
  ]);
});

test('comments say what the code does, and names are the terms of the profession', () => {
  const listed = execFileSync('git', ['ls-files', '--', 'src', 'sandbox', 'scripts', 'bench', 'test'], {
    cwd: root,
  });
  const files = listed
    .toString()
    .split('\n')
    .filter(
      (file) =>
        /\.tsx?$/.test(file) && !file.startsWith('test/support/planted/') && existsSync(join(root, file)),
    );
  expect(files.length).toBeGreaterThan(400);
  expect(files.flatMap((file) => findUnclearWords(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
