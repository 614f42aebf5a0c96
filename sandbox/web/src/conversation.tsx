import { useContext, useEffect, useState } from 'react';
import { Prompts } from './agent.tsx';
import { Composer } from './composer.tsx';
import { Log } from './log.tsx';
import { Messages } from './message.tsx';
import { ReaderContext } from './mrkdwn.tsx';
import { cityOf, nameOf, roleOf } from './names.ts';
import { useNextConversation } from './next-conversation.ts';
import { withoutReplies } from './replies.tsx';
import { usePanels } from './route.ts';
import { useBusy, useWorkspace } from './surface.tsx';
import { isWritable } from './thread.tsx';

export function Conversation({ id, headless }: { id: string; headless?: boolean }) {
  const { state, perform } = useWorkspace();
  const [text, setText] = useState('');
  const reader = useContext(ReaderContext);
  const channel = state.channels.find((one) => one.id === id);
  const dm = state.directMessages.find((one) => one.id === id);
  const messages = withoutReplies(state.messages[id] ?? []);
  const unread = (channel ?? dm)?.unread ?? 0;

  useEffect(() => {
    if (unread > 0) void perform({ type: 'markRead', channel: id });
  }, [unread, id, perform]);
  const { openAgent } = usePanels();
  const expectConversation = useNextConversation(id, openAgent);
  const onSend = (said: string) => {
    if (dm && state.agent && !said.startsWith('/')) expectConversation();
  };
  const name = nameOf(id, state);
  const partner = state.people.find((person) => person.id === dm?.withUser);
  return (
    <section className="conversation" aria-label={name}>
      {!headless && (
        <header className="place">
          <h1>{name}</h1>
          {partner && (
            <p className="topic">
              {roleOf(partner)} · {cityOf(partner.tz)}
            </p>
          )}
        </header>
      )}
      <Log label={`Messages in ${name}`} last={messages.at(-1)}>
        {messages.length === 0 && isWritable(id, state) && <FirstVisit channel={id} onSend={onSend} />}
        <div className="fill" />
        {messages.length === 0 && <p className="beginning">This is the very beginning of {name}.</p>}
        <Messages messages={messages} reader={reader} />
      </Log>
      {isWritable(id, state) ? (
        <Composer channel={id} placeholder={`Message ${name}`} text={text} onText={setText} onSend={onSend} />
      ) : (
        <p className="read-only">
          {channel?.isArchived ? `${name} is archived.` : `You are not in ${name}.`}
        </p>
      )}
    </section>
  );
}

/** The strip a newcomer sees in an empty place: the one thing to try. */
function FirstVisit({ channel, onSend }: { channel: string; onSend(said: string): void }) {
  const { state, perform } = useWorkspace();
  const [busy, run] = useBusy();
  const [command] = state.app.commands;
  const inApp = state.directMessages.some(({ id }) => id === channel);
  if (inApp && state.agent && state.agent.prompts.length > 0)
    return (
      <div className="first-visit">
        <p>
          <strong>Ask {state.app.name}</strong>, for example:
        </p>
        <Prompts channel={channel} onSend={onSend} />
      </div>
    );
  if (!command) return null;
  const send = () => run(() => perform({ type: 'say', channel, text: command.command }));
  return (
    <div className="first-visit">
      <p>
        <strong>New here?</strong> Type <kbd>{command.command}</kbd> below and press Enter.
        <small>{command.description}</small>
      </p>
      <button
        type="button"
        className={`button primary${busy ? ' busy' : ''}`}
        aria-busy={busy || undefined}
        onClick={() => !busy && void send()}
      >
        <span>Try it</span>
        {busy && <span className="spinner" role="status" aria-label="Waiting for the app" />}
      </button>
    </div>
  );
}
