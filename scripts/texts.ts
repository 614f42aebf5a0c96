import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync } from 'vite';

/** A text that a person reads: in Slack, over HTTP, at the start, in the log or from a script. */
export interface Text {
  /** The subject it belongs to, or what else its file is for. */
  subject: string;
  file: string;
  line: number;
  /** Its words: `{name}` stands for a value, `[this / that]` for words that depend on something. */
  text: string;
}

type Node = ESTree.Node;

/** Scripts that people run beside the app. */
const scripts = ['scripts/erase.ts', 'scripts/verify-log.ts'];

/** Words that people write in questions. */
const wordsOfQuestions = 'src/slack/assistant/lexicon/';

/** Arguments of these functions are keys, patterns or queries. */
const keyTakers = /^(Set|RegExp|split|raw|pragma|prepare|query|transaction|DateTimeFormat|setUTC\w+)$/;

/** Lists of what people write, by the property or variable that holds them. */
const readWords = /^(also|counts|dateFields|neededColumns|columnOf|daysOfSlack)$/;

/** Returns all texts of the app in `root`, in the order of its files. */
export function textsIn(root: string): Text[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => posix.join('src', file.split(sep).join(posix.sep)))
    .filter((file) => file.endsWith('.ts') && !file.startsWith(wordsOfQuestions));
  const sources = [...files, ...scripts].map((file) =>
    readTexts(file, readFileSync(join(root, file), 'utf8')),
  );
  return [...sources.flat(), ...manifestTexts(readFileSync(join(root, 'manifest.json'), 'utf8'))].sort(
    (a, b) => a.subject.localeCompare(b.subject) || a.file.localeCompare(b.file) || a.line - b.line,
  );
}

/** Returns the texts of one TypeScript file. */
export function readTexts(file: string, source: string): Text[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const subject = subjectOf(file);
  const texts: Text[] = [];
  const visit = (node: Node) => {
    if (holdsKeys(node)) return;
    const text = isWording(node) ? wordsOf(node) : '';
    if (isText(text)) {
      texts.push({ subject, file, line: source.slice(0, node.start).split('\n').length, text });
    } else {
      for (const child of childrenOf(node)) visit(child);
    }
  };
  visit(program);
  return texts;
}

function subjectOf(file: string): string {
  const inSubject = file.match(/^src\/(?:domain|slack)\/([^/]+)\//)?.[1];
  if (inSubject && !/^(kit|listeners)$/.test(inSubject)) return inSubject;
  if (/^src\/(domain|slack|operations)\//.test(file)) return 'shared by all subjects';
  return file.startsWith('src/http/') ? 'HTTP' : 'start, log and scripts';
}

function manifestTexts(source: string): Text[] {
  return source.split('\n').flatMap((written, index) => {
    const text = written.match(/"(?:(?:long_)?description|usage_hint)": (".*")/)?.[1];
    if (text === undefined) return [];
    const [subject, file] = ['manifest', 'manifest.json'];
    return [{ subject, file, line: index + 1, text: String(JSON.parse(text)) }];
  });
}

/** True for more than a key: several words, words beside a value, or a capitalized word. */
function isText(text: string): boolean {
  const fixed = text.replaceAll(/\{[^}]*\}/g, '{}');
  return /^[A-Z][a-z]+$/.test(fixed) || (/\S\s+\S/.test(fixed) && /[A-Za-z]{2}/.test(fixed));
}

const isWording = (node: Node): boolean =>
  (node.type === 'Literal' && typeof node.value === 'string') ||
  node.type === 'TemplateLiteral' ||
  (node.type === 'BinaryExpression' && node.operator === '+') ||
  (node.type === 'ConditionalExpression' &&
    [node.consequent, node.alternate].some((branch) => isWording(branch) && isText(wordsOf(branch))));

/** Returns the words of an expression, with what is known only at run time as `{name}`. */
function wordsOf(node: Node): string {
  switch (node.type) {
    case 'Literal':
      if (node.value === null) return '';
      return typeof node.value === 'string' ? node.value.replaceAll('\n', '⏎') : String(node.value);
    case 'TemplateLiteral':
      return node.quasis
        .map(({ value }, index) => {
          const filled = node.expressions[index];
          return (value.cooked ?? '').replaceAll('\n', '⏎') + (filled ? wordsOf(filled) : '');
        })
        .join('');
    case 'BinaryExpression':
      return node.operator === '+' ? wordsOf(node.left) + wordsOf(node.right) : `{${nameOf(node)}}`;
    case 'ConditionalExpression':
      return `[${wordsOf(node.consequent)} / ${wordsOf(node.alternate)}]`;
    case 'LogicalExpression':
      return node.operator === '&&'
        ? wordsOf(node.right)
        : `[${wordsOf(node.left)} / ${wordsOf(node.right)}]`;
    case 'ArrowFunctionExpression':
      return wordsOf(node.body);
    case 'SpreadElement':
      return wordsOf(node.argument);
    case 'ArrayExpression':
      return node.elements.flatMap((element) => (element ? [wordsOf(element)] : [])).join(' | ');
    case 'CallExpression': {
      const over = node.callee.type === 'MemberExpression' ? [node.callee.object] : [];
      const given = [...over, ...node.arguments]
        .map(wordsOf)
        .filter((text) => isText(text) || /^ ?[a-z]{3,}[a-z ]*$/.test(text))
        .map((text) => text.replaceAll(/[{}]/g, ''));
      return `{${[nameOf(node), given.join(' | ')].filter(Boolean).join(': ')}}`;
    }
    case 'Identifier':
      return node.name === 'undefined' ? '' : `{${node.name}}`;
    default:
      return `{${nameOf(node)}}`;
  }
}

/** Returns the last name in an expression: `useCase.name` is `name`, `written(day)` is `written`. */
function nameOf(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      return nameOf(node.computed ? node.object : node.property);
    case 'CallExpression':
      return nameOf(node.callee);
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return nameOf(node.expression);
    default:
      return '…';
  }
}

/** True when only the compiler, another function or a database reads the text below. */
function holdsKeys(node: Node): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'TaggedTemplateExpression':
      return true;
    case 'BinaryExpression':
      return node.operator !== '+';
    case 'CallExpression':
    case 'NewExpression':
      return keyTakers.test(nameOf(node.callee));
    case 'Property':
      return (
        readWords.test(nameOf(node.key)) ||
        // Phrasings of questions, by language.
        (nameOf(node.key) === 'examples' && node.value.type === 'ObjectExpression')
      );
    case 'VariableDeclarator':
      return readWords.test(nameOf(node.id));
    default:
      return node.type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)Expression/.test(node.type);
  }
}

function childrenOf(node: Node): Node[] {
  const isNode = (value: unknown): value is Node =>
    typeof value === 'object' && value !== null && 'type' in value;
  return Object.entries(node)
    .filter(
      ([name]) => name !== 'key' && name !== 'property' && !(name === 'test' && node.type === 'SwitchCase'),
    )
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

function main(): void {
  const texts = textsIn(fileURLToPath(new URL('..', import.meta.url)));
  console.log(
    '{name} stands for a value, [this / that] for words that depend on something, ⏎ for a new line.',
  );
  let [subject, file] = ['', ''];
  for (const text of texts) {
    if (text.subject !== subject) console.log(`\n\n# ${text.subject}`);
    if (text.file !== file) console.log(`\n${text.file}`);
    [subject, file] = [text.subject, text.file];
    console.log(`  :${text.line}  ${text.text}`);
  }
  console.log(`\n${texts.length} texts`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
