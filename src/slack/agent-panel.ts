import type { Logger } from 'pino';
import { createCache } from '../cache.ts';
import { pause } from '../operations/pause.ts';
import { slackErrorOf } from './call-failures.ts';
import type { Installation } from './installations.ts';
import { truncate } from './kit/blocks.ts';
import type { SuggestedPrompt } from './suggested-prompts.ts';

/** The thread of a question in Slack. */
export interface AgentThread {
  readonly channel: string;
  /** The ts of the first message. */
  readonly thread: string;
  /** The question as plain text, for a new thread; null for a thread that has a title. */
  readonly title: string | null;
}

/** The parts of Slack's agent panel that the app fills. Nothing here throws, and nothing delays an answer. */
export interface AgentPanel {
  /** Suggests prompts to the person of a direct conversation. */
  readonly suggest: (
    installation: Installation,
    channel: string,
    prompts: readonly SuggestedPrompt[],
  ) => Promise<void>;
  /**
   * Returns where to answer a direct message: in its thread. In Slack's agent panel each first message begins one;
   * without the panel, a first message is answered in the conversation itself.
   */
  readonly answerPlace: (
    installation: Installation,
    ts: string,
    thread: string | undefined,
  ) => { readonly thread_ts?: string };
  /**
   * Does the work that answers in a thread. Shows a status while the work takes long, and gives a new thread its title
   * afterwards.
   */
  readonly withStatus: <T>(
    installation: Installation,
    thread: AgentThread,
    work: () => Promise<T>,
  ) => Promise<T>;
}

/** How long an answer may take before a status is shown, in milliseconds. Most take less. */
const defaultStatusDelay = 400;
/** Slack's limit of a session's title. */
const maxTitle = 200;
const statusWords = 'is looking it up...';
const promptsTitle = 'Ask Crossing';

/** Errors of a workspace or an installation that does not have a method. */
const absentErrors: ReadonlySet<string> = new Set([
  ...['access_denied', 'accesslimited', 'app_not_authorized', 'enterprise_is_restricted'],
  ...['feature_disabled', 'feature_not_enabled', 'method_deprecated', 'missing_scope', 'no_permission'],
  ...['not_allowed', 'not_allowed_token_type', 'team_access_not_granted', 'unknown_method'],
]);

/** The methods that give a thread its title: the current one, and the older one. */
const titleMethods = ['agents.sessions.setStatus', 'assistant.threads.setTitle'] as const;

const maxAbsent = 3_000;
/** How long a missing method is not tried again, in milliseconds. A reinstallation may add it. */
const absentLifetime = 60 * 60 * 1000;

/** Creates the agent panel. Where Slack does not have it, the Messages tab works without it. */
export function createAgentPanel({
  log,
  runAfterwards,
  statusDelay = defaultStatusDelay,
}: {
  readonly log: Logger;
  readonly runAfterwards: (work: () => Promise<void>) => void;
  readonly statusDelay?: number;
}): AgentPanel {
  const absent = createCache<true>(maxAbsent, absentLifetime);

  /**
   * Calls a method if the tenant has it; false if it does not. A failure of another kind counts as true: only this call
   * failed.
   */
  async function call(
    { tenant }: Installation,
    method: string,
    send: () => Promise<unknown>,
  ): Promise<boolean> {
    const key = `${tenant} ${method}`;
    if (absent.has(key)) return false;
    try {
      await send();
    } catch (error) {
      const word = slackErrorOf(error);
      if (word !== null && absentErrors.has(word)) {
        absent.set(key, true);
        log.info({ workspace: tenant, method, error: word }, 'Slack has no agent panel here');
        return false;
      }
      log.debug({ workspace: tenant, method, err: error }, 'the agent panel was not updated');
    }
    return true;
  }

  const setSession = (installation: Installation, at: AgentThread, status: 'processing' | 'active') =>
    call(installation, 'agents.sessions.setStatus', () =>
      installation.client.agents.sessions.setStatus({
        channel_id: at.channel,
        thread_ts: at.thread,
        status,
        ...(at.title === null ? {} : { title: at.title }),
      }),
    );

  /** The older status, for workspaces without sessions. Empty words remove it. */
  const setWords = (installation: Installation, { channel, thread }: AgentThread, status: string) =>
    call(installation, 'assistant.threads.setStatus', () =>
      installation.client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status }),
    );

  async function start(installation: Installation, at: AgentThread): Promise<void> {
    if (!(await setSession(installation, at, 'processing'))) await setWords(installation, at, statusWords);
  }

  async function finish(installation: Installation, at: AgentThread, isShown: boolean): Promise<void> {
    if (!isShown && at.title === null) return;
    if (await setSession(installation, at, 'active')) return;
    if (isShown) await setWords(installation, at, '');
    const { channel: channel_id, thread: thread_ts, title } = at;
    if (title !== null)
      await call(installation, 'assistant.threads.setTitle', () =>
        installation.client.assistant.threads.setTitle({ channel_id, thread_ts, title }),
      );
  }

  /** True until Slack has refused both kinds of title. */
  const hasPanel = ({ tenant, may }: Installation): boolean =>
    may('assistant:write') && !titleMethods.every((method) => absent.has(`${tenant} ${method}`));

  return {
    answerPlace(installation, ts, thread) {
      const first = thread ?? (hasPanel(installation) ? ts : undefined);
      return first === undefined ? {} : { thread_ts: first };
    },
    async suggest(installation, channel_id, prompts) {
      if (prompts.length === 0 || !installation.may('assistant:write')) return;
      // Without a thread: for an agent, Slack ignores prompts of a thread.
      await call(installation, 'assistant.threads.setSuggestedPrompts', () =>
        installation.client.assistant.threads.setSuggestedPrompts({
          channel_id,
          title: promptsTitle,
          prompts: prompts.map(({ title, message }) => ({ title, message })),
        }),
      );
    },
    async withStatus(installation, thread, work) {
      const title = thread.title?.trim()
        ? truncate(thread.title.replace(/\s+/g, ' ').trim(), maxTitle)
        : null;
      const at = { ...thread, title };
      const done = new AbortController();
      const showing = pause(statusDelay, done.signal).then(async () => {
        if (done.signal.aborted) return false;
        await start(installation, at);
        return true;
      });
      try {
        return await work();
      } finally {
        done.abort();
        runAfterwards(async () => finish(installation, at, await showing));
      }
    },
  };
}
