import { agentViewOf, maxPrompts, sessionStatuses } from '../agent-panels.ts';
import type { Conversation } from '../records.ts';
import type { Slack } from '../slack.ts';
import type { Workspace } from '../workspace.ts';
import {
  type Answer,
  type Arguments,
  createError,
  invalidArguments,
  json,
  type Method,
  text,
} from './method.ts';

const longestTitle = 200;
const maxLoadingMessages = 10;

/** Slack documents no error for an app that is no agent; apps report this one. */
const notAgent = createError('feature_disabled');

interface Thread {
  readonly conversation: Conversation;
  readonly threadTs: string;
}

/** Returns the thread of a call, or Slack's refusal. */
function threadOf({ workspace }: Slack, args: Arguments): { thread: Thread } | { refusal: Answer } {
  const conversation = workspace.conversations.get(text(args, 'channel_id'));
  if (!conversation) return { refusal: createError('channel_not_found') };
  const threadTs = text(args, 'thread_ts');
  return conversation.messages.some(({ ts }) => ts === threadTs)
    ? { thread: { conversation, threadTs } }
    : { refusal: createError('invalid_thread_ts') };
}

/** Returns the prompts of a call; null when they have another shape. */
function readPrompts(value: unknown): { title: string; message: string }[] | null {
  if (!Array.isArray(value)) return null;
  const read = value.map((one: { title?: unknown; message?: unknown } | null) =>
    typeof one?.title === 'string' && typeof one.message === 'string' && one.title && one.message
      ? { title: one.title, message: one.message }
      : null,
  );
  return read.includes(null) ? null : read.filter((one) => one !== null);
}

const eitherScope = (_: Arguments, workspace: Workspace): string =>
  workspace.scopes().includes('assistant:write') ? 'assistant:write' : 'chat:write';

export const agentMethods: Method[] = [
  {
    name: 'agents.sessions.setStatus',
    scope: 'chat:write',
    run: (args, slack) => {
      const { workspace } = slack;
      if (agentViewOf(workspace.manifest) === null) return notAgent;
      const status = sessionStatuses.find((one) => one === text(args, 'status'));
      if (!status) return invalidArguments('must be a valid enum value [json-pointer:/status]');
      if (text(args, 'title').length > longestTitle)
        return invalidArguments(`must be less than ${longestTitle + 1} characters [json-pointer:/title]`);
      const found = threadOf(slack, args);
      if ('refusal' in found) return found.refusal;
      const { conversation, threadTs } = found.thread;
      const isNew = workspace.agents.session(conversation.id, threadTs) === undefined;
      const title = text(args, 'title');
      const session = workspace.agents.change(conversation.id, threadTs, {
        status,
        ...(isNew && title ? { title } : {}),
      });
      workspace.changed();
      const events: string[] = workspace.manifest.settings?.event_subscriptions?.bot_events ?? [];
      const cannotBeStopped = status === 'processing' && !events.includes('agent_session_stopped');
      return {
        ok: true,
        status: session.status,
        title: session.title ?? '',
        ...(cannotBeStopped ? { warning: 'missing_agent_session_stopped_event_subscription' } : {}),
      };
    },
  },
  {
    name: 'agents.sessions.rename',
    scope: 'chat:write',
    run: (args, slack) => {
      const { workspace } = slack;
      if (agentViewOf(workspace.manifest) === null) return notAgent;
      const title = text(args, 'title');
      if (title === '' || title.length > longestTitle)
        return invalidArguments(`must be 1 to ${longestTitle} characters [json-pointer:/title]`);
      const found = threadOf(slack, args);
      if ('refusal' in found) return found.refusal;
      const { conversation, threadTs } = found.thread;
      if (!workspace.agents.session(conversation.id, threadTs)) return createError('session_not_found');
      workspace.agents.change(conversation.id, threadTs, { title });
      workspace.changed();
      return { ok: true, title };
    },
  },
  {
    name: 'assistant.threads.setSuggestedPrompts',
    scope: 'assistant:write',
    run: (args, { workspace }) => {
      if (agentViewOf(workspace.manifest) === null) return notAgent;
      const given = json(args, 'prompts');
      const prompts = given.ok ? readPrompts(given.value) : null;
      if (!prompts) return invalidArguments('missing required field: prompts');
      if (prompts.length > maxPrompts)
        return invalidArguments(`no more than ${maxPrompts} items allowed [json-pointer:/prompts]`);
      const conversation = workspace.conversations.get(text(args, 'channel_id'));
      if (!conversation) return createError('channel_not_found');
      // As in Slack, an agent's call for a thread succeeds and does nothing.
      if (text(args, 'thread_ts') !== '') return { ok: true };
      workspace.agents.suggest(conversation.id, prompts, text(args, 'title') || null);
      workspace.changed();
      return { ok: true };
    },
  },
  {
    name: 'assistant.threads.setTitle',
    scope: 'assistant:write',
    run: (args, slack) => {
      if (agentViewOf(slack.workspace.manifest) === null) return notAgent;
      const title = text(args, 'title');
      if (title === '') return invalidArguments('missing required field: title');
      const found = threadOf(slack, args);
      if ('refusal' in found) return found.refusal;
      slack.workspace.agents.change(found.thread.conversation.id, found.thread.threadTs, { title });
      slack.workspace.changed();
      return { ok: true };
    },
  },
  {
    name: 'assistant.threads.setStatus',
    scope: eitherScope,
    run: (args, slack) => {
      const messages = json(args, 'loading_messages');
      if (!messages.ok || (Array.isArray(messages.value) && messages.value.length > maxLoadingMessages))
        return invalidArguments(
          `no more than ${maxLoadingMessages} items allowed [json-pointer:/loading_messages]`,
        );
      const found = threadOf(slack, args);
      if ('refusal' in found) return found.refusal;
      const { conversation, threadTs } = found.thread;
      slack.workspace.agents.change(conversation.id, threadTs, { statusText: text(args, 'status') });
      slack.workspace.changed();
      return { ok: true };
    },
  },
];
