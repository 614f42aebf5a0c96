import type { AgentPanel, AgentSession, SuggestedPrompt } from '../protocol.ts';
import type { Manifest } from './records.ts';

/** The most prompts that Slack shows. */
export const maxPrompts = 4;

export const sessionStatuses = ['active', 'processing', 'suspended', 'closed'] as const;

type Prompts = Pick<AgentPanel, 'prompts' | 'promptsTitle'>;

/** Returns whether the manifest declares the app as an agent; null for the older kind of assistant, and for none. */
export const agentViewOf = (manifest: Manifest) => manifest.features?.agent_view ?? null;

/** The agent panels of all people: the prompts by conversation, and the sessions by thread. */
export class AgentPanels {
  readonly #prompts = new Map<string, Prompts>();
  readonly #sessions = new Map<string, AgentSession>();

  /** Suggests prompts in a conversation from now on. An empty list removes those of the app. */
  suggest(channel: string, prompts: SuggestedPrompt[], promptsTitle: string | null): void {
    if (prompts.length === 0) this.#prompts.delete(channel);
    else this.#prompts.set(channel, { prompts, promptsTitle });
  }

  session(channel: string, threadTs: string): AgentSession | undefined {
    return this.#sessions.get(`${channel} ${threadTs}`);
  }

  /** Changes a session; creates one if the thread has none. */
  change(
    channel: string,
    threadTs: string,
    facts: Partial<Pick<AgentSession, 'title' | 'status' | 'statusText'>>,
  ): AgentSession {
    const before = this.session(channel, threadTs);
    const session: AgentSession = {
      channel,
      threadTs,
      title: null,
      status: 'active',
      statusText: '',
      ...before,
      ...facts,
    };
    this.#sessions.set(`${channel} ${threadTs}`, session);
    return session;
  }

  /** Removes the words of a status: an answer of the app in the thread ends them. */
  answered(channel: string, threadTs: string): void {
    if (this.session(channel, threadTs)) this.change(channel, threadTs, { statusText: '' });
  }

  /** Returns the panel of the person with this direct conversation; null for an app that is no agent. */
  panelOf(manifest: Manifest, channel: string): AgentPanel | null {
    const view = agentViewOf(manifest);
    if (view === null) return null;
    const { suggested_prompts: prompts = [], agent_description: description = '' } = view;
    return {
      description,
      ...(this.#prompts.get(channel) ?? { prompts: [...prompts], promptsTitle: null }),
      sessions: [...this.#sessions.values()].filter((one) => one.channel === channel),
    };
  }
}
