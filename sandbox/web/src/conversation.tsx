import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Composer } from './composer.tsx';
import { Messages } from './message.tsx';
import { ReaderContext } from './mrkdwn.tsx';
import { cityOf, nameOf, roleOf } from './names.ts';
import { useWorkspace } from './surface.tsx';

export function Conversation({ id, headless }: { id: string; headless?: boolean }) {
  const { state, perform } = useWorkspace();
  const [text, setText] = useState('');
  const reader = useContext(ReaderContext);
  const channel = state.channels.find((one) => one.id === id);
  const dm = state.directMessages.find((one) => one.id === id);
  const messages = state.messages[id] ?? [];
  const unread = (channel ?? dm)?.unread ?? 0;
  const log = useRef<HTMLDivElement>(null);
  const last = messages.at(-1);

  useEffect(() => {
    if (unread > 0) void perform({ type: 'markRead', channel: id });
  }, [unread, id, perform]);
  const atEnd = useRef(true);
  const lastSeen = useRef('');
  useLayoutEffect(() => {
    const area = log.current;
    if (!area) return;
    const mine = last?.ts !== lastSeen.current && (last?.user === state.me.id || last?.ephemeral);
    const newest = area.lastElementChild as HTMLElement;
    // A message taller than the window is read from its top.
    if (atEnd.current || mine) {
      area.scrollTop = newest.offsetHeight > area.clientHeight ? newest.offsetTop : area.scrollHeight;
    }
    lastSeen.current = last?.ts ?? '';
  });

  const name = nameOf(id, state);
  const partner = state.people.find((person) => person.id === dm?.withUser);
  const writable = channel ? channel.isMember && !channel.isArchived : true;
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
      <div
        className="log"
        ref={log}
        role="log"
        aria-label={`Messages in ${name}`}
        onScroll={({ currentTarget: area }) => {
          atEnd.current = area.scrollHeight - area.scrollTop - area.clientHeight < 60;
        }}
      >
        {messages.length === 0 && channel && <FirstVisit onTry={setText} />}
        <div className="fill" />
        {messages.length === 0 && <p className="beginning">This is the very beginning of {name}.</p>}
        <Messages messages={messages} reader={reader} />
      </div>
      {writable ? (
        <Composer channel={id} placeholder={`Message ${name}`} text={text} onText={setText} />
      ) : (
        <p className="read-only">
          {channel?.isArchived ? `${name} is archived.` : `You are not in ${name}.`}
        </p>
      )}
    </section>
  );
}

/** The strip a newcomer sees in an empty channel: the one thing to try. */
function FirstVisit({ onTry }: { onTry: (text: string) => void }) {
  const [command] = useWorkspace().state.app.commands;
  if (!command) return null;
  return (
    <div className="first-visit">
      <p>
        <strong>New here?</strong> Type <kbd>{command.command}</kbd> below and press Enter.
        <small>{command.description}</small>
      </p>
      <button
        type="button"
        className="button primary"
        onClick={() => {
          onTry(command.command);
          document.querySelector<HTMLElement>('[data-home-focus]')?.focus();
        }}
      >
        Try it
      </button>
    </div>
  );
}
