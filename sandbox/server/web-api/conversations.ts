import { app } from '../identity.ts';
import { conversationPayload, messagePayload } from '../payloads.ts';
import { byConversation, createError, findConversation, flag, type Method, page, text } from './method.ts';

export const conversationMethods: Method[] = [
  {
    name: 'conversations.open',
    scope: 'im:write',
    run: (args, { workspace }) => {
      const users = text(args, 'users').split(',').filter(Boolean);
      if (users.length !== 1 && !text(args, 'channel')) return createError('users_list_not_supplied');
      const person = workspace.people.get(users[0] ?? '');
      if (users[0] && !person) return createError('user_not_found');
      if (person?.deleted) return createError('user_disabled');
      if (person?.isBot) return createError('cannot_dm_bot');
      const conversation = findConversation(workspace, users[0] ?? text(args, 'channel'));
      if (!conversation) return createError('channel_not_found');
      const channel = flag(args, 'return_im') ? conversationPayload(conversation) : { id: conversation.id };
      return { ok: true, channel };
    },
  },
  {
    name: 'conversations.info',
    scope: byConversation('im:read', 'channels:read'),
    run: (args, { workspace }) => {
      const conversation = workspace.conversations.get(text(args, 'channel'));
      return conversation
        ? { ok: true, channel: conversationPayload(conversation) }
        : createError('channel_not_found');
    },
  },
  {
    name: 'conversations.list',
    scope: (args) => (text(args, 'types') === 'im' ? 'im:read' : 'channels:read'),
    run: (args, { workspace }) => {
      const types = (text(args, 'types') || 'public_channel').split(',');
      const wanted = [...workspace.conversations.values()].filter(
        (one) =>
          types.includes(one.directWith === null ? 'public_channel' : 'im') &&
          !(flag(args, 'exclude_archived') && one.isArchived),
      );
      const { items, response_metadata } = page(args, wanted);
      return { ok: true, channels: items.map(conversationPayload), response_metadata };
    },
  },
  {
    name: 'conversations.members',
    scope: byConversation('im:read', 'channels:read'),
    run: (args, { workspace }) => {
      const conversation = workspace.conversations.get(text(args, 'channel'));
      if (!conversation) return createError('channel_not_found');
      const { items, response_metadata } = page(args, [...conversation.members]);
      return { ok: true, members: items, response_metadata };
    },
  },
  {
    name: 'conversations.history',
    scope: byConversation('im:history', 'channels:history'),
    run: (args, { workspace }) => {
      const conversation = workspace.conversations.get(text(args, 'channel'));
      if (!conversation) return createError('channel_not_found');
      if (!conversation.members.has(app.botUserId)) return createError('not_in_channel');
      const oldest = Number(text(args, 'oldest') || '0');
      const latest = Number(text(args, 'latest') || 'Infinity');
      const edges = flag(args, 'inclusive');
      const messages = conversation.messages
        .filter((one) => !one.ephemeral)
        .filter((one) => {
          const ts = Number(one.ts);
          return (ts > oldest && ts < latest) || (edges && (ts === oldest || ts === latest));
        })
        .sort((one, other) => Number(other.ts) - Number(one.ts));
      const { items, response_metadata } = page(args, messages);
      const withMetadata = flag(args, 'include_all_metadata');
      return {
        ok: true,
        messages: items.map((one) => messagePayload(one, withMetadata)),
        has_more: response_metadata.next_cursor !== '',
        response_metadata,
      };
    },
  },
];
