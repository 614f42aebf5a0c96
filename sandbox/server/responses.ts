import { checkMessage } from '../block-kit.ts';
import { sendMessageEvent } from './events.ts';
import { app } from './identity.ts';
import type { Conversation, ResponseUrl, StoredMessage } from './records.ts';
import type { Slack } from './slack.ts';
import { blockErrors, readMessage } from './web-api/message.ts';

const maxUses = 5;
const lifetimeMs = 30 * 60 * 1000;

/** The target of an answer: the person, the conversation, and the message with the button, if any. */
export type Asked = Pick<ResponseUrl, 'person' | 'channel' | 'ts'>;

export type Responded = { ok: true } | { ok: false; status: 400 | 404; error: string; problems?: string[] };

/**
 * Shows the message that an app sent with its acknowledgement or to a response_url. It is ephemeral unless it says
 * `in_channel`. An answer to a button replaces the message with the button unless it says otherwise.
 */
export function respond(slack: Slack, asked: Asked, body: Record<string, unknown>): Responded {
  const conversation = slack.workspace.conversations.get(asked.channel);
  if (!conversation) return { ok: false, status: 404, error: 'channel_not_found' };
  const original = asked.ts === null ? undefined : slack.workspace.message(asked.channel, asked.ts);
  const says = (name: string) => body[name] === true || body[name] === 'true';
  if (says('delete_original')) {
    if (original) slack.workspace.replaceMessage(original, null);
    return { ok: true };
  }
  const read = readMessage(body);
  if ('refusal' in read) {
    const problems = blockErrors(checkMessage({ blocks: body.blocks }));
    return { ok: false, status: 400, error: read.refusal.error ?? 'invalid_payload', problems };
  }
  const unsaid = body.replace_original === undefined && body.response_type === undefined;
  if (original && (says('replace_original') || unsaid)) {
    const edited = slack.workspace.edit(original, { text: '', blocks: [], ...read.message });
    if (!edited.ephemeral) void sendMessageEvent(slack, edited, 'message_changed');
    return { ok: true };
  }
  const message = post(slack, conversation, asked, body.response_type === 'in_channel', read.message);
  if (!message.ephemeral) void sendMessageEvent(slack, message);
  return { ok: true };
}

function post(
  slack: Slack,
  conversation: Conversation,
  asked: Asked,
  openly: boolean,
  message: Parameters<Slack['workspace']['post']>[2],
): StoredMessage {
  return slack.workspace.post(conversation, app.botUserId, message, openly ? undefined : asked.person);
}

/** Answers through a response_url. It can be used five times, within half an hour of the workspace's clock. */
export function respondByUrl(slack: Slack, id: string, body: Record<string, unknown>): Responded {
  const url = slack.workspace.responseUrls.get(id);
  if (!url) return { ok: false, status: 404, error: 'invalid_url' };
  if (slack.workspace.now() - url.at > lifetimeMs) return { ok: false, status: 404, error: 'expired_url' };
  if (url.uses >= maxUses) return { ok: false, status: 404, error: 'used_url' };
  url.uses += 1;
  return respond(slack, url, body);
}
