import { sendMessageEvent } from '../events.ts';
import { app } from '../identity.ts';
import { messagePayload } from '../payloads.ts';
import type { Conversation, StoredMessage } from '../records.ts';
import type { Slack } from '../slack.ts';
import { readMessage } from './message.ts';
import { type Answer, type Arguments, createError, findConversation, type Method, text } from './method.ts';

function writable(slack: Slack, args: Arguments): { conversation: Conversation } | { refusal: Answer } {
  const conversation = findConversation(slack.workspace, text(args, 'channel'));
  if (!conversation) return { refusal: createError('channel_not_found') };
  if (conversation.isArchived) return { refusal: createError('is_archived') };
  const open = slack.workspace.scopes().includes('chat:write.public');
  if (!conversation.members.has(app.botUserId) && !open) return { refusal: createError('not_in_channel') };
  return { conversation };
}

function ownMessage(
  slack: Slack,
  args: Arguments,
  foreign: string,
): { message: StoredMessage } | { refusal: Answer } {
  const conversation = findConversation(slack.workspace, text(args, 'channel'));
  if (!conversation) return { refusal: createError('channel_not_found') };
  const message = slack.workspace.message(conversation.id, text(args, 'ts'));
  if (!message || message.ephemeral) return { refusal: createError('message_not_found') };
  if (message.user !== app.botUserId) return { refusal: createError(foreign) };
  return { message };
}

export const chatMethods: Method[] = [
  {
    name: 'chat.postMessage',
    scope: 'chat:write',
    run: (args, slack) => {
      const where = writable(slack, args);
      if ('refusal' in where) return where.refusal;
      const read = readMessage(args);
      if ('refusal' in read) return read.refusal;
      const message = slack.workspace.post(where.conversation, app.botUserId, read.message);
      void sendMessageEvent(slack, message);
      return { ok: true, channel: message.channel, ts: message.ts, message: messagePayload(message, true) };
    },
  },
  {
    name: 'chat.postEphemeral',
    scope: 'chat:write',
    run: (args, slack) => {
      const where = writable(slack, args);
      if ('refusal' in where) return where.refusal;
      const person = slack.workspace.people.get(text(args, 'user'));
      if (!person) return createError('user_not_found');
      if (!where.conversation.members.has(person.id)) return createError('user_not_in_channel');
      const read = readMessage(args);
      if ('refusal' in read) return read.refusal;
      const message = slack.workspace.post(where.conversation, app.botUserId, read.message, person.id);
      return { ok: true, message_ts: message.ts };
    },
  },
  {
    name: 'chat.update',
    scope: 'chat:write',
    run: (args, slack) => {
      const found = ownMessage(slack, args, 'cant_update_message');
      if ('refusal' in found) return found.refusal;
      if (slack.workspace.conversations.get(found.message.channel)?.isArchived)
        return createError('is_archived');
      const read = readMessage(args);
      if ('refusal' in read) return read.refusal;
      const message = slack.workspace.edit(found.message, read.message);
      void sendMessageEvent(slack, message, 'message_changed');
      return {
        ok: true,
        channel: message.channel,
        ts: message.ts,
        text: message.text,
        message: messagePayload(message, true),
      };
    },
  },
  {
    name: 'chat.delete',
    scope: 'chat:write',
    run: (args, slack) => {
      const found = ownMessage(slack, args, 'cant_delete_message');
      if ('refusal' in found) return found.refusal;
      slack.workspace.replaceMessage(found.message, null);
      void sendMessageEvent(slack, found.message, 'message_deleted');
      return { ok: true, channel: found.message.channel, ts: found.message.ts };
    },
  },
];
