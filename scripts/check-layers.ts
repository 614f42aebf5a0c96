import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync, Visitor } from 'vite';

/**
 * A rule over the files that begin with `files`, as paths from the root. Targets are the same kind of path for
 * the project's own modules and the written specifier for all others; a target matches the names that begin with it.
 */
interface Rule {
  name: string;
  reason: string;
  files: string;
  /** Files the rule leaves alone. */
  except?: string[];
  /** Only these may be imported. */
  mayImport?: string[];
  /** And of these only types, with `import type`. */
  mayImportTypes?: string[];
  mayNotImport?: string[];
  /** Folders that other files enter by their face alone. */
  rooms?: Rooms;
  /** Names as the code writes them; `new Date()` and `Date()` mean those without an argument. */
  mayNotUse?: string[];
  /** Patterns that no text and no regular expression in the code may match. */
  mayNotSay?: Saying[];
}

/** Each folder directly below `below` is a room. */
interface Rooms {
  below: string;
  /** Folders there that are no rooms. */
  open?: string[];
  /** The files by which a room is entered. */
  faces: string[];
}

interface Saying {
  what: string;
  in: RegExp;
}

export const rules: Rule[] = [
  {
    name: 'domain is pure',
    reason: 'The rules of the domain must hold without Slack, a database or a server.',
    files: 'src/domain/',
    mayImport: ['src/domain/', 'zod', 'temporal-polyfill'],
  },
  {
    name: 'domain leaves nothing to chance',
    reason: 'A decision on the same register at the same moment must be the same.',
    files: 'src/domain/',
    mayNotUse: ['Math.random', 'performance.now', 'crypto.randomUUID'],
  },
  {
    name: 'domain words no command and no id of Slack',
    reason:
      'The same answer is given in Slack, in a report and to an assistant: point to a page by its key (`see`).',
    files: 'src/domain/',
    mayNotSay: [
      { what: 'a slash command', in: /(?<![\w.])\/(?:stage3|usecase|decision)\b/ },
      { what: 'a mention', in: /<[@#!]/ },
      { what: 'a pattern of ids', in: /(?:\b[UWCGDT]|\[[UWCGDT]+\])(?:\(\?[^)]*\))?\[(?:A-Z0-9|0-9A-Z)\]/ },
      { what: 'an id', in: /\b[UWCGDT](?=[A-Z]*\d)[A-Z0-9]{7,}\b/ },
    ],
  },
  {
    name: 'a subject of the domain is entered by its face',
    reason: 'What is inside can change without the rest: name it in the `index.ts` of its subject.',
    files: 'src/',
    // It lists what each subject brings.
    except: ['src/domain/subjects.ts'],
    rooms: { below: 'src/domain/', faces: ['index.ts', 'schema.ts'] },
  },
  {
    name: 'a subject in Slack is entered by its face',
    reason: 'What is inside can change without the rest: name it in the `index.ts` of its subject.',
    files: 'src/',
    except: ['src/slack/subjects.ts'],
    rooms: { below: 'src/slack/', open: ['kit', 'listeners'], faces: ['index.ts'] },
  },
  {
    name: 'the kit knows no subject',
    reason: 'Every subject is built with it: what it knew of one, all would carry.',
    files: 'src/slack/kit/',
    mayImport: [
      'src/slack/kit/',
      'src/operations/',
      'src/domain/',
      '@slack/',
      'csv-parse',
      'lru-cache',
      'zod',
      'temporal-polyfill',
      'chrono-node',
      'fastest-levenshtein',
      'node:',
    ],
    mayImportTypes: ['src/slack/installations.ts', 'pino'],
  },
  {
    name: 'operations know neither Slack nor SQL',
    reason: 'A command, a button, the clock and HTTP meet at the same operation.',
    files: 'src/operations/',
    mayImport: [
      'src/operations/',
      'src/domain/',
      'ical-generator',
      'src/cache.ts',
      'zod',
      'temporal-polyfill',
      // The evidence pack is a file.
      'fflate',
      'fontkit',
      'pdfkit',
      'node:crypto',
      'node:fs/promises',
      'node:module',
    ],
    mayImportTypes: ['src/store/'],
  },
  {
    name: 'only the store knows SQL',
    reason: 'Two databases are kept alike in one place, below everything else.',
    files: 'src/store/',
    mayImport: [
      'src/store/',
      'src/domain/',
      'drizzle-orm',
      'src/cache.ts',
      'better-sqlite3',
      'pg',
      'zod',
      'node:',
    ],
  },
  {
    name: 'Slack reaches the store through operations',
    reason: 'What is decided on a click must be decided the same way on a tick or a request.',
    files: 'src/slack/',
    mayImport: [
      'src/slack/',
      'src/http/',
      'src/operations/',
      'src/domain/',
      '@slack/',
      '@modelcontextprotocol/server',
      'csv-parse',
      'src/cache.ts',
      'lru-cache',
      'zod',
      'temporal-polyfill',
      '@orama/stemmers',
      '@ai-sdk/openai-compatible',
      'ai',
      'chrono-node',
      'fastest-levenshtein',
      'node:',
    ],
    mayImportTypes: ['src/store/', 'src/config.ts', 'hono', 'pino'],
  },
  {
    name: 'the schedule only calls operations',
    reason: 'The clock is one more way in.',
    files: 'src/schedule/',
    mayImport: ['src/schedule/', 'src/operations/', 'src/domain/', 'node-cron', 'pino'],
  },
  {
    name: 'HTTP only calls operations',
    reason: 'A request is one more way in.',
    files: 'src/http/',
    mayImport: [
      'src/http/',
      'src/operations/',
      'src/domain/',
      'hono',
      '@hono/node-server',
      'src/cache.ts',
      'zod',
      'prom-client',
      'node:',
    ],
    mayImportTypes: ['src/store/', 'pino'],
  },
  {
    name: 'the app has one clock',
    reason: 'Whoever moves the clock in the local workspace moves all of the app: pass the moment in.',
    files: 'src/',
    // Signatures of others are checked by the real clock.
    except: ['src/main.ts', 'src/slack/signed-requests.ts'],
    mayNotUse: ['Date.now', 'new Date()', 'Date()', 'Temporal.Now'],
  },
  {
    name: 'a timer is given spans that it can hold',
    reason: 'Beyond 24.8 days a timer fires at once: wait with pause, which takes spans in pieces.',
    files: 'src/',
    // These wait for a constant.
    except: [
      'src/main.ts',
      'src/operations/pause.ts',
      'src/slack/listeners/commands.ts',
      'src/store/open-sqlite.ts',
      'src/store/postgres-connections.ts',
    ],
    mayNotUse: ['setTimeout()', 'setInterval()'],
  },
  {
    name: 'configuration is read in one place',
    reason: 'Every variable is parsed and named once, and no part of the app depends on hidden ones.',
    files: 'src/',
    except: ['src/config.ts'],
    mayNotImport: ['node:process', 'process'],
    mayNotUse: ['process.env'],
  },
  {
    name: 'the app stands alone',
    reason: 'What is built and deployed is src alone.',
    files: 'src/',
    mayNotImport: ['sandbox/', 'test/', 'bench/', 'scripts/'],
  },
  {
    name: 'the local workspace stands alone',
    reason: 'It is a Slack that any app could connect to; what it knew of this one it could not check.',
    files: 'sandbox/',
    except: ['sandbox/crossing.ts'],
    mayNotImport: ['src/'],
  },
];

export interface Violation {
  rule: string;
  reason: string;
  file: string;
  line: number;
  what: string;
}

/** Returns where TypeScript files in `src` and `sandbox` below `root` break a rule. */
export function checkLayers(root: string): { files: number; violations: Violation[] } {
  const files = ['src', 'sandbox'].flatMap((folder) => sourceFiles(root, folder));
  const violations = files.flatMap((file) => {
    const facts = readFacts(file, readFileSync(join(root, file), 'utf8'));
    return rules
      .filter((rule) => file.startsWith(rule.files) && !rule.except?.includes(file))
      .flatMap((rule) =>
        findViolations(rule, facts, file).map((found) => ({
          rule: rule.name,
          reason: rule.reason,
          file,
          ...found,
        })),
      );
  });
  return { files: files.length, violations };
}

function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[mc]?tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => posix.join(folder, file.split(sep).join(posix.sep)))
    .sort();
}

interface Facts {
  imports: { target: string; typeOnly: boolean; line: number }[];
  uses: { name: string; line: number }[];
  texts: { text: string; line: number }[];
}

/** True when a target is in a room that the file is not in. */
function isInside({ below, open = [], faces }: Rooms, file: string, target: string): boolean {
  const roomOf = (path: string) => (path.startsWith(below) ? path.slice(below.length).split('/') : []);
  const [room = '', ...rest] = roomOf(target);
  if (rest.length === 0 || open.includes(room)) return false;
  return room !== roomOf(file)[0] && !faces.includes(rest.join('/'));
}

function findViolations(
  rule: Rule,
  { imports, uses, texts }: Facts,
  file: string,
): { line: number; what: string }[] {
  const { mayImport, mayImportTypes = [], mayNotImport = [], mayNotUse = [], mayNotSay = [] } = rule;
  const matches = (target: string, names: string[]) =>
    names.some((name) => target === name || target.startsWith(/[/:]$/.test(name) ? name : `${name}/`));
  const strayImports = imports.filter(({ target, typeOnly }) => {
    if (matches(target, mayNotImport)) return true;
    if (rule.rooms && isInside(rule.rooms, file, target)) return true;
    return mayImport && !matches(target, mayImport) && !(typeOnly && matches(target, mayImportTypes));
  });
  return [
    ...strayImports.map(({ target, line }) => ({ line, what: `imports ${target}` })),
    ...uses
      .filter(({ name }) => matches(name, mayNotUse))
      .map(({ name, line }) => ({ line, what: `uses ${name}` })),
    ...texts.flatMap(({ text, line }) =>
      mayNotSay.filter((saying) => saying.in.test(text)).map(({ what }) => ({ line, what: `says ${what}` })),
    ),
  ];
}

/** Returns the imports of a file in every form, and its uses of names that rules mention. */
function readFacts(file: string, source: string): Facts {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const facts: Facts = { imports: [], uses: [], texts: [] };
  const specifiers = new Set<number>();
  const lineAt = ({ start }: { start: number }) => source.slice(0, start).split('\n').length;
  const addImport = (node: ESTree.Node, specifier: string, typeOnly: boolean) => {
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
    facts.imports.push({ target, typeOnly, line: lineAt(node) });
    if ('source' in node && node.source) specifiers.add(node.source.start);
  };
  const addText = (node: ESTree.Node, text: string) => {
    if (!specifiers.has(node.start)) facts.texts.push({ text, line: lineAt(node) });
  };
  const addUse = (node: ESTree.Node, name: string) => facts.uses.push({ name, line: lineAt(node) });

  const visitor = new Visitor({
    ImportDeclaration(node) {
      addImport(node, node.source.value, node.importKind === 'type');
    },
    ExportAllDeclaration(node) {
      addImport(node, node.source.value, node.exportKind === 'type');
    },
    ExportNamedDeclaration(node) {
      if (node.source) addImport(node, node.source.value, node.exportKind === 'type');
    },
    TSImportType(node) {
      addImport(node, node.source.value, true);
    },
    ImportExpression(node) {
      const { source: specifier } = node;
      const written = specifier.type === 'Literal' && typeof specifier.value === 'string';
      addImport(node, written ? String(specifier.value) : 'a module whose name is computed', false);
    },
    Literal(node) {
      if ('regex' in node) addText(node, node.regex.pattern);
      else if (typeof node.value === 'string') addText(node, node.value);
    },
    TemplateElement(node) {
      addText(node, node.value.raw);
    },
    MemberExpression(node) {
      const name = dotted(node);
      if (name) addUse(node, name);
    },
    NewExpression(node) {
      if (dotted(node.callee) === 'Date' && node.arguments.length === 0) addUse(node, 'new Date()');
    },
    CallExpression(node) {
      const name = dotted(node.callee);
      if (name !== null && /^(Date|set(Timeout|Interval))$/.test(name)) addUse(node, `${name}()`);
    },
    VariableDeclarator(node) {
      const from = node.init && dotted(node.init);
      if (!from || node.id.type !== 'ObjectPattern') return;
      for (const property of node.id.properties) {
        const key = property.type === 'Property' ? readName(property.key) : null;
        addUse(property, key ? `${from}.${key}` : from);
      }
    },
  });
  visitor.visit(program);
  return facts;
}

/**
 * Returns a dotted path: `process.env` for `process.env`, `process['env']` and `globalThis.process.env`; null for other
 * expressions.
 */
function dotted(node: ESTree.Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ChainExpression') return dotted(node.expression);
  if (node.type !== 'MemberExpression') return null;
  const object = dotted(node.object);
  const property = node.computed ? readName(node.property) : node.property.name;
  if (!object || !property) return null;
  return object === 'globalThis' ? property : `${object}.${property}`;
}

/** Returns the name in a key or a literal. */
function readName(node: ESTree.Node): string | null {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

function main(): number {
  const { files, violations } = checkLayers(fileURLToPath(new URL('..', import.meta.url)));
  for (const { file, line, what, rule, reason } of violations) {
    console.error(`${file}:${line} ${what}\n  ${rule}: ${reason}`);
  }
  if (files === 0) console.error('No files were found to check.');
  if (violations.length > 0 || files === 0) return 1;
  console.log(`Layers hold in ${files} files.`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
