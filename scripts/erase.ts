import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { erasePerson, findOrderProblem } from '../src/operations/erase-person.ts';
import { openStore, type Store } from '../src/store/open.ts';
import { missingDatabase } from '../src/store/verify-log.ts';

const usage =
  'npm run erase -- --person U0123ABC --by U0456DEF --reason "..." [--workspace T0123ABC] [--yes]';
const options = {
  person: { type: 'string' },
  by: { type: 'string' },
  reason: { type: 'string' },
  workspace: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;
const isUserId = (text: string | undefined): text is string => /^[UW][A-Z0-9]+$/.test(text ?? '');

type Print = (line: string) => void;

/** Prints what would be erased of a person, and with `--yes` erases it; false when the order is wrong. */
export async function erase(
  args: readonly string[],
  store: Store,
  now: () => number,
  print: Print,
): Promise<boolean> {
  const { person, by: orderedBy, reason = '', workspace: named, yes } = optionsIn(args);
  if (!isUserId(person) || !isUserId(orderedBy)) {
    print(`--person and --by are ids of Slack users, such as U0123ABC.\n${usage}`);
    return false;
  }
  const workspaces = named === undefined ? await store.workspacesOf(person) : [named];
  const [workspace, ...others] = workspaces;
  if (workspace === undefined || others.length > 0) {
    print(
      workspace === undefined
        ? `No workspace knows ${person}.`
        : `${person} is known in ${workspaces.join(' and ')}. Choose one with --workspace.`,
    );
    return false;
  }
  const order = { person, orderedBy, reason };
  const traces = await store.traces(workspace, person);
  const { changes, messages, answers, names } = traces;
  if (changes + messages + answers === 0) {
    print(`There is nothing to erase for ${person} in ${workspace}.`);
    return true;
  }
  print(`${person}${names.length > 0 ? ` (${names.join(', ')})` : ''} in ${workspace}:`);
  print(`- name and time zone, in their record and in the change log (${formatCount(changes, 'change')})`);
  print(`- the text of ${formatCount(messages, 'message')} to them or with their name`);
  print(`- the words of ${formatCount(answers, 'answer')}`);
  print('- all checkpoints of the workspace, which Crossing rebuilds');
  print('Not erased: names in texts that other people typed, messages in Slack, backups.');
  if ((await store.load(workspace)).people.get(person)?.active)
    print(`${person} is still in Slack: what they do next records their name and time zone again.`);
  const problem = findOrderProblem(order, traces);
  if (problem !== null) {
    print(problem);
    return false;
  }
  if (!yes) {
    print('Nothing was erased. Run it again with --yes to erase this; it cannot be undone.');
    return true;
  }
  const result = await erasePerson({ store, now }, workspace, order);
  if (!result.ok) print(result.message);
  else if (result.key === null) print(`There is nothing to erase for ${person} in ${workspace}.`);
  else print(`Erased as ${result.key}. It is in the change log, and npm run verify-log shows it.`);
  return result.ok;
}

function optionsIn(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`);
  }
}

const formatCount = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

async function main(): Promise<boolean> {
  const url = process.env.DATABASE_URL ?? 'sqlite:./data/crossing.db';
  const missing = missingDatabase(url);
  if (missing !== null) throw new Error(missing);
  const store = await openStore(url);
  try {
    return await erase(process.argv.slice(2), store, Date.now, console.log);
  } finally {
    await store.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const done = await main().catch((error: Error) => {
    console.error(error.message);
    return false;
  });
  process.exitCode = done ? 0 : 1;
}
