import { useContext, useEffect, useRef, useState } from 'react';
import type { AgentSession, SuggestedPrompt } from '../../protocol.ts';
import { Avatar } from './avatar.tsx';
import { Composer } from './composer.tsx';
import { Icon } from './icons.tsx';
import { Log } from './log.tsx';
import { Messages } from './message.tsx';
import { formatDate, ReaderContext } from './mrkdwn.tsx';
import { useNextConversation } from './next-conversation.ts';
import { Panel } from './panel.tsx';
import { findReplies } from './replies.tsx';
import { useBusy, useWorkspace } from './surface.tsx';

interface AgentProps {
  /** The direct message with the app. */
  channel: string;
  /** The conversation that is open; null for a new one. */
  thread: string | null;
  open(thread: string | null): void;
  /** Shows the Messages tab, where commands are answered. */
  openMessages(): void;
  close(): void;
}

/** The panel of the app as an agent: suggested prompts, one conversation, and the list of all. */
export function AgentPanel({ channel, thread, open, openMessages, close }: AgentProps) {
  const { state, perform } = useWorkspace();
  const [text, setText] = useState('');
  const [listOpen, setListOpen] = useState(false);
  const expectConversation = useNextConversation(channel, open);
  const panel = useRef<HTMLDivElement>(null);
  const { app, agent } = state;
  const messages = state.messages[channel] ?? [];
  const sessions = agent?.sessions ?? [];
  const session = sessions.find(({ threadTs }) => threadTs === thread);
  const unread = state.directMessages.find(({ id }) => id === channel)?.unread ?? 0;

  useEffect(() => {
    void perform({ type: 'openApp', tab: 'messages' });
  }, [perform]);
  useEffect(() => {
    if (thread && unread > 0) void perform({ type: 'markRead', channel });
  }, [thread, unread, channel, perform]);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('[data-panel-focus]')?.focus({ preventScroll: true });
  }, [thread, listOpen]);

  const show = (next: string | null) => {
    setListOpen(false);
    open(next);
  };
  const onSend = (said: string) => {
    if (said.startsWith('/')) openMessages();
    else if (!thread) expectConversation();
  };
  return (
    <Panel
      label={`Assistant ${app.name}`}
      className="agent"
      title={listOpen ? 'Conversations' : thread ? titleOf(session, messages, thread) : app.name}
      controls={
        <>
          <button
            type="button"
            className="icon"
            aria-label="Conversations"
            title="Conversations"
            aria-expanded={listOpen}
            onClick={() => setListOpen(!listOpen)}
          >
            <Icon name="list" />
          </button>
          <button
            type="button"
            className="icon"
            aria-label="New conversation"
            title="New conversation"
            onClick={() => show(null)}
          >
            <Icon name="plus" />
          </button>
        </>
      }
      close={close}
    >
      <div ref={panel} className="agent-body">
        {listOpen ? (
          <SessionList channel={channel} sessions={sessions} here={thread} open={show} />
        ) : (
          <>
            {thread ? (
              <SessionLog channel={channel} thread={thread} session={session} />
            ) : (
              <Welcome channel={channel} onSend={expectConversation} />
            )}
            <Composer
              channel={channel}
              {...(thread ? { threadTs: thread } : {})}
              inPanel
              placeholder={thread ? `Reply to ${app.name}` : `Ask ${app.name}`}
              text={text}
              onText={setText}
              onSend={onSend}
            />
          </>
        )}
      </div>
    </Panel>
  );
}

function titleOf(
  session: AgentSession | undefined,
  messages: readonly { ts: string; text: string }[],
  thread: string,
): string {
  const begun = messages.find(({ ts }) => ts === thread)?.text.replace(/<[^>|]*\|?([^>]*)>/g, '$1');
  return session?.title ?? begun ?? 'Conversation';
}

/** Says who the app is and what can be asked. */
function Welcome({ channel, onSend }: { channel: string; onSend(): void }) {
  const { state } = useWorkspace();
  const { app, agent } = state;
  return (
    <div className="welcome">
      <Avatar id={app.botUserId} state={state} />
      <h3>{app.name}</h3>
      <p>{agent?.description || app.description}</p>
      {agent && agent.prompts.length > 0 && (
        <p className="prompts-title">{agent.promptsTitle ?? 'Ask for example'}</p>
      )}
      <Prompts channel={channel} onSend={onSend} />
    </div>
  );
}

/** The suggested prompts. A click sends one as the person's own message. */
export function Prompts({ channel, onSend }: { channel: string; onSend(said: string): void }) {
  const { state, perform } = useWorkspace();
  const [busy, run] = useBusy();
  const send = ({ message: text }: SuggestedPrompt) => {
    onSend(text);
    void run(() => perform({ type: 'say', channel, text }));
  };
  return (
    <ul className="prompts">
      {state.agent?.prompts.map((prompt) => (
        <li key={prompt.title}>
          <button type="button" className="button" onClick={() => !busy && send(prompt)}>
            <span>{prompt.title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function SessionLog({
  channel,
  thread,
  session,
}: {
  channel: string;
  thread: string;
  session: AgentSession | undefined;
}) {
  const { state } = useWorkspace();
  const reader = useContext(ReaderContext);
  const all = state.messages[channel] ?? [];
  const messages = [...all.filter(({ ts }) => ts === thread), ...findReplies(all, thread)];
  return (
    <>
      <Log label="Messages in the conversation" last={messages.at(-1)}>
        <Messages messages={messages} reader={reader} inThread />
      </Log>
      <p className="agent-status" role="status">
        {describeStatus(session, state.app.name)}
      </p>
    </>
  );
}

/** Returns "Crossing is thinking…" while the app says that it works; nothing otherwise. */
function describeStatus(session: AgentSession | undefined, app: string): string {
  if (session?.statusText) return `${app} ${session.statusText.replace(/\.{3}$/, '…')}`;
  return session?.status === 'processing' ? `${app} is working…` : '';
}

function SessionList({
  channel,
  sessions,
  here,
  open,
}: {
  channel: string;
  sessions: readonly AgentSession[];
  here: string | null;
  open(thread: string): void;
}) {
  const { state } = useWorkspace();
  const reader = useContext(ReaderContext);
  const messages = state.messages[channel] ?? [];
  if (sessions.length === 0)
    return <p className="empty">You have not asked {state.app.name} anything yet.</p>;
  const lastIn = (thread: string) => findReplies(messages, thread).at(-1)?.ts ?? thread;
  return (
    <ul className="sessions">
      {[...sessions]
        .sort((one, other) => Number(lastIn(other.threadTs)) - Number(lastIn(one.threadTs)))
        .map((session) => (
          <li key={session.threadTs}>
            <button
              type="button"
              aria-current={session.threadTs === here || undefined}
              onClick={() => open(session.threadTs)}
            >
              <strong>{titleOf(session, messages, session.threadTs)}</strong>
              <small>
                {formatDate(Number(lastIn(session.threadTs)), '{date_short_pretty} at {time}', reader)}
              </small>
            </button>
          </li>
        ))}
    </ul>
  );
}
