import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';

/** The methods of Slack's Web API by which something appears in a conversation, and the addresses that do the same. */
const posts =
  /\bchat\.(?:postMessage|postEphemeral|scheduleMessage|meMessage|update|startStream|appendStream|unfurl)|\bconversations\.open\b|\bfiles\.(?:uploadV2|upload|completeUploadExternal)|\brespond\(|(?<![.\w])fetch\(/g;

/** The files that may call them, with reasons. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // Messages in the outbox.
  'slack/slack-sender.ts': ['chat.postMessage', 'conversations.open', 'chat.update'],
  // The file of a message in the outbox.
  'slack/file-sharing.ts': ['fetch(', 'files.completeUploadExternal'],
  // The answer to a mention, to a direct message, or to a reply in a thread.
  'slack/listeners/events.ts': ['chat.postMessage', 'chat.postEphemeral'],
  // The card below a link that a person posted.
  'slack/listeners/links.ts': ['chat.unfurl'],
  // The answer to a slash command that took too long for its acknowledgement.
  'slack/listeners/commands.ts': ['respond('],
  // The answer to a click in a message of a workspace where the app is not installed.
  'slack/refuse-tenant.ts': ['respond('],
  // How these two answer.
  'slack/kit/respond.ts': ['respond(', 'fetch('],
  // The answer to a click, where it was made.
  'slack/listeners/block-actions.ts': ['respond('],
  // Asks the language model, and posts nothing.
  'slack/assistant/language-model.ts': ['fetch('],
  // Reads a file that was given to a form.
  'slack/installations.ts': ['fetch('],
};

test('nothing is posted outside the outbox but the direct answer to an interaction', () => {
  const src = join(import.meta.dirname, '../../src');
  const found = (readdirSync(src, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const calls = [...new Set(readFileSync(join(src, file), 'utf8').match(posts) ?? [])];
      return calls.map((call) => [file.split(sep).join('/'), call] as const);
    });
  const unexpected = found.filter(([file, call]) => !allowed[file]?.includes(call));
  expect(unexpected).toEqual([]);
  const missing = Object.entries(allowed).flatMap(([file, calls]) =>
    calls.filter((call) => !found.some(([where, what]) => where === file && what === call)),
  );
  expect(missing, 'allowed, and called no longer').toEqual([]);
});
