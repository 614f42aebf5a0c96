import { checkMessage, checkView, type Problem } from '../block-kit.ts';
import type { AppLink } from './delivery.ts';
import { tellMessage } from './events.ts';
import { app, team } from './identity.ts';
import { conversationPayload, messagePayload, userPayload, viewPayload } from './payloads.ts';
import { appInfo } from './person-state.ts';
import type {
  Conversation,
  MessageJson,
  Metadata,
  StoredMessage,
  StoredView,
  Trigger,
  ViewJson,
} from './records.ts';
import type { Workspace } from './workspace.ts';

export interface Slack {
  workspace: Workspace;
  link: AppLink;
  /** How long a trigger_id lives, in milliseconds of real time. */
  triggerMs: number;
  botToken: string;
  appToken: string;
  /** Where the workspace answers, "http://127.0.0.1:3000". */
  url: () => string;
  /** As in `SandboxOptions`. */
  moveClock: ((to: number) => Promise<boolean>) | undefined;
  /** A websocket address for one Socket Mode connection. */
  newSocketUrl: () => string;
}

type Arguments = Record<string, unknown>;
export type Answer = { ok: boolean; error?: string } & Record<string, unknown>;

interface Method {
  name: string;
  /** Default: the bot's. */
  token?: 'app' | 'none';
  /** What the app's manifest must hold for this call. */
  scope?: string | ((args: Arguments, workspace: Workspace) => string);
  run: (args: Arguments, slack: Slack) => Answer;
}

const mostModals = 3;
const longestText = 40_000;

function refused(error: string, more: Record<string, unknown> = {}): Answer {
  return { ok: false, error, ...more };
}

function invalidArguments(...messages: string[]): Answer {
  return refused('invalid_arguments', {
    response_metadata: { messages: messages.map((one) => `[ERROR] ${one}`) },
  });
}

function text(args: Arguments, name: string): string {
  const value = args[name];
  return value === undefined || value === null ? '' : String(value);
}

function flag(args: Arguments, name: string): boolean {
  return ['true', '1'].includes(text(args, name));
}

/** A field that may come as JSON or, in a form, as JSON in a string. */
function json(args: Arguments, name: string): { ok: true; value: unknown } | { ok: false } {
  const value = args[name];
  if (value === undefined || value === null || value === '') return { ok: true, value: undefined };
  if (typeof value !== 'string') return { ok: true, value };
  try {
    return { ok: true, value: JSON.parse(value) };
  } catch {
    return { ok: false };
  }
}

export function blockErrors(problems: Problem[], root = ''): string[] {
  return problems.map((problem) => `${problem.message} [json-pointer:${root}${problem.path}]`);
}

/** The message in a call, or why Slack refuses it. */
export function readMessage(args: Arguments): { message: MessageJson } | { refusal: Answer } {
  const blocks = json(args, 'blocks');
  if (!blocks.ok) return { refusal: refused('invalid_blocks_format') };
  if (text(args, 'attachments') !== '')
    return { refusal: invalidArguments('attachments are not supported here') };
  if (text(args, 'text').length > longestText) return { refusal: refused('msg_too_long') };
  const problems = checkMessage({ blocks: blocks.value });
  if (problems.some((one) => one.path === '/blocks' && one.message.endsWith('together'))) {
    return { refusal: refused('msg_blocks_too_long') };
  }
  if (problems.length > 0) {
    const errors = blockErrors(problems);
    return {
      refusal: refused('invalid_blocks', {
        errors,
        response_metadata: { messages: errors.map((one) => `[ERROR] ${one}`) },
      }),
    };
  }
  const metadata = json(args, 'metadata');
  if (!metadata.ok || (metadata.value !== undefined && !isMetadata(metadata.value))) {
    return { refusal: refused('invalid_metadata_format') };
  }
  const message: MessageJson = {
    ...(args.text === undefined ? {} : { text: text(args, 'text') }),
    ...(blocks.value ? { blocks: blocks.value as NonNullable<MessageJson['blocks']> } : {}),
    ...(text(args, 'thread_ts') ? { thread_ts: text(args, 'thread_ts') } : {}),
    ...(metadata.value ? { metadata: metadata.value as Metadata } : {}),
  };
  if (!message.text?.trim() && !message.blocks?.length) return { refusal: refused('no_text') };
  return { message };
}

function isMetadata(value: unknown): value is Metadata {
  if (typeof value !== 'object' || value === null) return false;
  const { event_type, event_payload } = value as Partial<Metadata>;
  return typeof event_type === 'string' && typeof event_payload === 'object' && event_payload !== null;
}

/** The view in a call, or why Slack refuses it. */
function readView(args: Arguments, type?: 'modal' | 'home'): { view: ViewJson } | { refusal: Answer } {
  const view = json(args, 'view');
  if (!view.ok || view.value === undefined) {
    return { refusal: invalidArguments('missing required field: view [json-pointer:/view]') };
  }
  const problems = checkView(view.value);
  if (problems.some((one) => one.path === '' && one.message.endsWith('bytes'))) {
    return { refusal: refused('view_too_large') };
  }
  if (problems.length > 0) return { refusal: invalidArguments(...blockErrors(problems, '/view')) };
  const checked = view.value as ViewJson;
  if (type && checked.type !== type) {
    return { refusal: invalidArguments(`must be a ${type} [json-pointer:/view/type]`) };
  }
  return { view: checked };
}

/** A channel's id or #name, or a person's id, which stands for the direct message with them. */
function findConversation(workspace: Workspace, name: string): Conversation | undefined {
  return workspace.conversationNamed(name) ?? workspace.directMessage(name);
}

function writable(slack: Slack, args: Arguments): { conversation: Conversation } | { refusal: Answer } {
  const conversation = findConversation(slack.workspace, text(args, 'channel'));
  if (!conversation) return { refusal: refused('channel_not_found') };
  if (conversation.isArchived) return { refusal: refused('is_archived') };
  const open = slack.workspace.scopes().includes('chat:write.public');
  if (!conversation.members.has(app.botUserId) && !open) return { refusal: refused('not_in_channel') };
  return { conversation };
}

function ownMessage(
  slack: Slack,
  args: Arguments,
  foreign: string,
): { message: StoredMessage } | { refusal: Answer } {
  const conversation = findConversation(slack.workspace, text(args, 'channel'));
  if (!conversation) return { refusal: refused('channel_not_found') };
  const message = slack.workspace.message(conversation.id, text(args, 'ts'));
  if (!message || message.ephemeral) return { refusal: refused('message_not_found') };
  if (message.user !== app.botUserId) return { refusal: refused(foreign) };
  return { message };
}

function takeTrigger(slack: Slack, args: Arguments): { trigger: Trigger } | { refusal: Answer } {
  const id = text(args, 'trigger_id');
  if (!id)
    return { refusal: invalidArguments('missing required field: trigger_id [json-pointer:/trigger_id]') };
  const trigger = slack.workspace.triggers.get(id);
  if (!trigger) return { refusal: refused('invalid_trigger_id') };
  if (trigger.used) return { refusal: refused('exchanged_trigger_id') };
  if (performance.now() - trigger.at > slack.triggerMs) return { refusal: refused('expired_trigger_id') };
  return { trigger };
}

function page<T>(
  args: Arguments,
  all: T[],
  fallback = 100,
): { items: T[]; response_metadata: { next_cursor: string } } {
  const from = text(args, 'cursor') ? Number(Buffer.from(text(args, 'cursor'), 'base64').toString()) : 0;
  const limit = Number(text(args, 'limit')) || fallback;
  const next = from + limit < all.length ? Buffer.from(String(from + limit)).toString('base64') : '';
  return { items: all.slice(from, from + limit), response_metadata: { next_cursor: next } };
}

const byConversation = (im: string, channel: string) => (args: Arguments, workspace: Workspace) =>
  findConversation(workspace, text(args, 'channel'))?.directWith ? im : channel;

function openedView(view: StoredView): Answer {
  return { ok: true, view: viewPayload(view) };
}

const methods: Method[] = [
  {
    name: 'api.test',
    token: 'none',
    run: (args) => (text(args, 'error') ? refused(text(args, 'error'), { args }) : { ok: true, args }),
  },
  {
    name: 'auth.test',
    run: (_, { workspace, url }) => ({
      ok: true,
      url: `${url()}/`,
      team: team.name,
      team_id: team.id,
      ...(workspace.enterprise === null ? {} : { enterprise_id: workspace.enterprise }),
      user: workspace.appName().toLowerCase(),
      user_id: app.botUserId,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  },
  {
    name: 'apps.connections.open',
    token: 'app',
    run: (_, slack) =>
      slack.workspace.manifest.settings?.socket_mode_enabled === false
        ? refused('socket_mode_not_enabled')
        : { ok: true, url: slack.newSocketUrl() },
  },
  {
    name: 'blocks.validate',
    run: (args) => {
      const given = ['blocks', 'message', 'view'].filter((name) => text(args, name) !== '');
      if (given.length !== 1) return invalidArguments('must have one of blocks, message, view');
      const checked = json(args, given[0] ?? '');
      if (!checked.ok) return invalidArguments('must be JSON');
      const problems =
        given[0] === 'view'
          ? checkView(checked.value)
          : checkMessage(given[0] === 'message' ? checked.value : { blocks: checked.value });
      const errors = blockErrors(problems);
      return errors.length === 0 ? { ok: true } : refused('invalid_blocks', { errors });
    },
  },
  {
    name: 'chat.postMessage',
    scope: 'chat:write',
    run: (args, slack) => {
      const where = writable(slack, args);
      if ('refusal' in where) return where.refusal;
      const read = readMessage(args);
      if ('refusal' in read) return read.refusal;
      const message = slack.workspace.post(where.conversation, app.botUserId, read.message);
      void tellMessage(slack, message);
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
      if (!person) return refused('user_not_found');
      if (!where.conversation.members.has(person.id)) return refused('user_not_in_channel');
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
      if (slack.workspace.conversations.get(found.message.channel)?.isArchived) return refused('is_archived');
      const read = readMessage(args);
      if ('refusal' in read) return read.refusal;
      const message = slack.workspace.edit(found.message, read.message);
      void tellMessage(slack, message, 'message_changed');
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
      void tellMessage(slack, found.message, 'message_deleted');
      return { ok: true, channel: found.message.channel, ts: found.message.ts };
    },
  },
  {
    name: 'conversations.open',
    scope: 'im:write',
    run: (args, { workspace }) => {
      const users = text(args, 'users').split(',').filter(Boolean);
      if (users.length !== 1 && !text(args, 'channel')) return refused('users_list_not_supplied');
      const person = workspace.people.get(users[0] ?? '');
      if (users[0] && !person) return refused('user_not_found');
      if (person?.deleted) return refused('user_disabled');
      if (person?.isBot) return refused('cannot_dm_bot');
      const conversation = findConversation(workspace, users[0] ?? text(args, 'channel'));
      if (!conversation) return refused('channel_not_found');
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
        : refused('channel_not_found');
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
      if (!conversation) return refused('channel_not_found');
      const { items, response_metadata } = page(args, [...conversation.members]);
      return { ok: true, members: items, response_metadata };
    },
  },
  {
    name: 'conversations.history',
    scope: byConversation('im:history', 'channels:history'),
    run: (args, { workspace }) => {
      const conversation = workspace.conversations.get(text(args, 'channel'));
      if (!conversation) return refused('channel_not_found');
      if (!conversation.members.has(app.botUserId)) return refused('not_in_channel');
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
  {
    name: 'users.info',
    scope: 'users:read',
    run: (args, { workspace }) => {
      if (text(args, 'user') === app.botUserId) {
        const bot = {
          id: app.botUserId,
          name: workspace.appName(),
          handle: workspace.appName(),
          tz: 'UTC',
          isBot: true,
        };
        return { ok: true, user: userPayload(bot) };
      }
      const person = workspace.people.get(text(args, 'user'));
      return person ? { ok: true, user: userPayload(person) } : refused('user_not_found');
    },
  },
  {
    name: 'users.list',
    scope: 'users:read',
    run: (args, { workspace }) => {
      const { items, response_metadata } = page(args, [...workspace.people.values()], 1000);
      return { ok: true, members: items.map(userPayload), response_metadata };
    },
  },
  {
    name: 'views.open',
    run: (args, slack) => {
      const taken = takeTrigger(slack, args);
      if ('refusal' in taken) return taken.refusal;
      const read = readView(args, 'modal');
      if ('refusal' in read) return read.refusal;
      const { trigger } = taken;
      if (read.view.external_id && slack.workspace.viewByExternalId(read.view.external_id)) {
        return refused('duplicate_external_id');
      }
      trigger.used = true;
      const view = slack.workspace.makeView(trigger.person, read.view, null, trigger.channel);
      slack.workspace.setStack(trigger.person, [view]);
      return openedView(view);
    },
  },
  {
    name: 'views.push',
    run: (args, slack) => {
      const taken = takeTrigger(slack, args);
      if ('refusal' in taken) return taken.refusal;
      const read = readView(args, 'modal');
      if ('refusal' in read) return read.refusal;
      const { trigger } = taken;
      const stack = slack.workspace.stack(trigger.person);
      const top = stack.at(-1);
      // Only somebody who is in a modal can have another one laid on top of it.
      if (!trigger.view || !top) return refused('invalid_trigger_id');
      if (stack.length >= mostModals) return refused('push_limit_reached');
      if (read.view.external_id && slack.workspace.viewByExternalId(read.view.external_id)) {
        return refused('duplicate_external_id');
      }
      trigger.used = true;
      const view = slack.workspace.makeView(trigger.person, read.view, top, top.channel);
      slack.workspace.setStack(trigger.person, [...stack, view]);
      return openedView(view);
    },
  },
  {
    name: 'views.update',
    run: (args, { workspace }) => {
      const read = readView(args);
      if ('refusal' in read) return read.refusal;
      const view = text(args, 'view_id')
        ? workspace.view(text(args, 'view_id'))
        : workspace.viewByExternalId(text(args, 'external_id'));
      if (!view) return refused('not_found');
      if (read.view.type !== view.type)
        return invalidArguments(`must be a ${view.type} [json-pointer:/view/type]`);
      if (text(args, 'hash') && text(args, 'hash') !== view.hash) return refused('hash_conflict');
      return openedView(workspace.remakeView(view, read.view));
    },
  },
  {
    name: 'views.publish',
    run: (args, { workspace }) => {
      const read = readView(args, 'home');
      if ('refusal' in read) return read.refusal;
      if (!appInfo(workspace, true).homeEnabled) return refused('not_enabled');
      const person = workspace.people.get(text(args, 'user_id'));
      if (!person) return refused('user_not_found');
      const before = workspace.homes.get(person.id);
      if (text(args, 'hash') && text(args, 'hash') !== before?.hash) return refused('hash_conflict');
      if (before) return openedView(workspace.remakeView(before, read.view));
      const view = workspace.makeView(person.id, read.view, null, null);
      workspace.homes.set(person.id, view);
      workspace.changed();
      return openedView(view);
    },
  },
];

/** What Slack answers to one call. `token` is the bearer token, or the `token` field of the form. */
export function callMethod(slack: Slack, name: string, token: string, args: Arguments): Answer {
  const method = methods.find((one) => one.name === name);
  if (!method) return refused('unknown_method', { req_method: name });
  if (method.token === 'none') return method.run(args, slack);
  if (!token) return refused('not_authed');
  if (token !== slack.botToken && token !== slack.appToken) return refused('invalid_auth');
  if (token !== (method.token === 'app' ? slack.appToken : slack.botToken))
    return refused('not_allowed_token_type');
  if (!slack.workspace.installed) return refused('account_inactive');
  const provided = slack.workspace.scopes();
  const needed = typeof method.scope === 'function' ? method.scope(args, slack.workspace) : method.scope;
  if (needed && !provided.includes(needed)) {
    return refused('missing_scope', { needed, provided: provided.join(',') });
  }
  return method.run(args, slack);
}
