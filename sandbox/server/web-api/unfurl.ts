import { checkMessage } from '../../block-kit.ts';
import type { SandboxBlock, Unfurl } from '../../protocol.ts';
import { initialValues, withIds } from '../elements.ts';
import { registeredLinks, sendMessageEvent } from '../events.ts';
import type { StoredMessage } from '../records.ts';
import type { Slack } from '../slack.ts';
import { blockErrors } from './message.ts';
import {
  type Answer,
  type Arguments,
  createError,
  invalidArguments,
  json,
  type Method,
  text,
} from './method.ts';

/** Returns the message of a call: by channel and ts, or by the id that the event named with its source. */
function messageOf({ workspace }: Slack, args: Arguments): { message: StoredMessage } | { refusal: Answer } {
  const id = text(args, 'unfurl_id');
  if (id !== '' && text(args, 'source') === '') return { refusal: createError('missing_source') };
  const at = id.indexOf('.');
  const [channel, ts] =
    id === '' ? [text(args, 'channel'), text(args, 'ts')] : [id.slice(0, at), id.slice(at + 1)];
  if (channel === '') return { refusal: createError('missing_channel') };
  if (ts === '') return { refusal: createError('missing_ts') };
  if (!workspace.conversations.has(channel)) return { refusal: createError('cannot_find_channel') };
  const message = workspace.message(channel, ts);
  return message ? { message } : { refusal: createError('cannot_find_message') };
}

/** Returns the cards of a call, or Slack's refusal. */
function readUnfurls(
  { workspace }: Slack,
  args: Arguments,
  message: StoredMessage,
): { unfurls: Unfurl[] } | { refusal: Answer } {
  const given = json(args, 'unfurls');
  if (!given.ok) return { refusal: createError('invalid_unfurls_format') };
  if (given.value === undefined) return { refusal: createError('missing_unfurls') };
  if (typeof given.value !== 'object' || given.value === null || Array.isArray(given.value))
    return { refusal: createError('invalid_unfurls_format') };
  const links = registeredLinks(workspace, message).map(({ url }) => url);
  const unfurls: Unfurl[] = [];
  for (const [url, card] of Object.entries(given.value as Record<string, { blocks?: unknown } | null>)) {
    if (!links.includes(url)) return { refusal: createError('cannot_unfurl_url') };
    const problems = checkMessage({ blocks: card?.blocks ?? [] });
    if (problems.length > 0) {
      const errors = blockErrors(problems).map((one) => `[ERROR] ${one}`);
      return { refusal: createError('cannot_parse_attachment', { response_metadata: { messages: errors } }) };
    }
    const blocks = withIds((card?.blocks ?? []) as SandboxBlock[]);
    if (blocks.length > 0) unfurls.push({ url, blocks, values: initialValues(blocks) });
  }
  return { unfurls };
}

export const unfurlMethods: Method[] = [
  {
    name: 'chat.unfurl',
    scope: 'links:write',
    run: (args, slack) => {
      if (text(args, 'metadata') !== '') return invalidArguments('metadata is not supported here');
      const found = messageOf(slack, args);
      if ('refusal' in found) return found.refusal;
      const read = readUnfurls(slack, args, found.message);
      if ('refusal' in read) return read.refusal;
      const others = (found.message.unfurls ?? []).filter(
        ({ url }) => !read.unfurls.some((one) => one.url === url),
      );
      const message = slack.workspace.replaceMessage(found.message, {
        ...found.message,
        unfurls: [...others, ...read.unfurls],
      });
      void sendMessageEvent(slack, message, 'message_changed');
      return { ok: true };
    },
  },
];
