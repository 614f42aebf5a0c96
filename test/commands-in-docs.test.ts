import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { listHelpLines, topics } from '../src/slack/kit/command.ts';
import { subcommands } from '../src/slack/subjects.ts';

/** Returns the rows of the table of commands, each as command and description, without links. */
function readRows(page: string): readonly string[] {
  const rows = page.split('\n').filter((line) => line.startsWith('| `/'));
  return rows.map((row) =>
    row
      .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim())
      .join(' | '),
  );
}

test('docs/commands.md lists every command as the help does, with its arguments and its description', () => {
  const page = readFileSync(fileURLToPath(new URL('../docs/commands.md', import.meta.url)), 'utf8');
  const lines = topics.flatMap((topic) => listHelpLines(subcommands, topic));
  expect(readRows(page)).toEqual(
    lines.map(({ usages, text }) => `${usages.map((usage) => `\`${usage}\``).join(', ')} | ${text}`),
  );
});
