import { type FormEvent, useState } from 'react';
import { type Message, type PersonState, paths, type UploadedFile } from '../../protocol.ts';
import { Blocks } from './blocks.tsx';
import { Menu } from './menu.tsx';
import { formatDate, Mrkdwn, type Reader } from './mrkdwn.tsx';
import { nameOf } from './names.ts';
import { SurfaceProvider, useWorkspace } from './surface.tsx';

const groupSeconds = 300;

/** Messages oldest first, with day dividers; those that follow one another from one author stand together. */
export function Messages({ messages, reader }: { messages: Message[]; reader: Reader }) {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const day = formatDate(Number(message.ts), '{day_divider_pretty}', reader);
    const newDay =
      !before ||
      formatDate(Number(before.ts), '{date_num}', reader) !==
        formatDate(Number(message.ts), '{date_num}', reader);
    const follows =
      !newDay &&
      before.user === message.user &&
      !before.ephemeral &&
      !message.ephemeral &&
      Number(message.ts) - Number(before.ts) < groupSeconds;
    return (
      <div key={message.ts}>
        {newDay && (
          <p className="day">
            <span>{day}</span>
          </p>
        )}
        <MessageView message={message} follows={follows} reader={reader} />
      </div>
    );
  });
}

function MessageView({ message, follows, reader }: { message: Message; follows: boolean; reader: Reader }) {
  const { state, perform } = useWorkspace();
  const fromApp = message.user === state.app.botUserId;
  const author = nameOf(message.user, state);
  const time = formatDate(Number(message.ts), '{time}', reader);
  return (
    <article
      className={`message${follows ? ' follows' : ''}${message.ephemeral ? ' ephemeral' : ''}${message.threadTs ? ' reply' : ''}`}
      aria-label={`${author}, ${time}`}
    >
      {follows ? (
        <span className="gutter-time">{time?.replace(/ [AP]M$/, '')}</span>
      ) : (
        <Avatar id={message.user} state={state} />
      )}
      <div className="content">
        {message.ephemeral && <p className="only-you">Only visible to you</p>}
        {message.threadTs && <p className="only-you">In answer to a message above</p>}
        {!follows && (
          <p className="author">
            <strong>{author}</strong>
            {fromApp && <span className="badge">APP</span>}
            <time>{time}</time>
          </p>
        )}
        <SurfaceProvider
          place={{ kind: 'message', channel: message.channel, ts: message.ts }}
          values={message.values}
        >
          {message.blocks.length > 0 ? <Blocks blocks={message.blocks} /> : <Mrkdwn text={message.text} />}
        </SurfaceProvider>
        {message.files?.map((file) => (
          <FileCard key={file.id} file={file} reader={state.me.id} />
        ))}
        {message.edited && <small className="edited">(edited)</small>}
        {fromApp && !message.ephemeral && !message.threadTs && <Reply to={message} />}
        {!message.ephemeral && <MessageMenu of={message} />}
        {message.ephemeral && (
          <button
            type="button"
            className="link dismiss"
            onClick={() => perform({ type: 'dismissMessage', channel: message.channel, ts: message.ts })}
          >
            Dismiss message
          </button>
        )}
      </div>
    </article>
  );
}

/** The shortcuts of a message. */
function MessageMenu({ of: { channel, ts } }: { of: Message }) {
  const { state, perform } = useWorkspace();
  const offered = state.app.shortcuts.filter(({ type }) => type === 'message');
  if (offered.length === 0) return null;
  const items = offered.map(({ name, description }) => ({
    key: name,
    content: <ShortcutWords name={name} description={description} />,
    pick: () => void perform({ type: 'shortcut', name, on: { channel, ts } }),
  }));
  return (
    <div className="message-menu">
      <Menu label="More actions" content="⋯" items={items} />
    </div>
  );
}

export const ShortcutWords = ({ name, description }: { name: string; description: string }) => (
  <span className="shortcut-words">
    {name}
    <small>{description}</small>
  </span>
);

/** A file of a message: its title, its kind and size, and a link that downloads it. */
function FileCard({ file, reader }: { file: UploadedFile; reader: string }) {
  const { id, title, name, filetype, size } = file;
  return (
    <a
      className="file-card"
      href={`${paths.file}?${new URLSearchParams({ as: reader, id })}`}
      download={name}
      aria-label={`Download ${name}`}
    >
      <span className="file-kind" aria-hidden="true">
        {filetype.slice(0, 4).toUpperCase()}
      </span>
      <span className="file-about">
        <strong>{title}</strong>
        <small>
          {name} · {size < 1000 ? `${size} bytes` : `${Math.ceil(size / 1000).toLocaleString('en')} KB`}
        </small>
      </span>
      <span className="file-download">Download</span>
    </a>
  );
}

/** One line in answer to a message, once somebody asks for it. */
function Reply({ to: { channel, ts } }: { to: Message }) {
  const { perform } = useWorkspace();
  const [text, setText] = useState<string | null>(null);
  if (text === null)
    return (
      <button type="button" className="link dismiss" onClick={() => setText('')}>
        Reply in thread
      </button>
    );
  const send = (event: FormEvent) => {
    event.preventDefault();
    setText(null);
    if (text.trim() !== '') void perform({ type: 'say', channel, text: text.trim(), threadTs: ts });
  };
  return (
    <form className="reply-form" onSubmit={send}>
      <input
        ref={(input) => input?.focus()}
        value={text}
        placeholder="Reply"
        aria-label="Reply in thread"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText(null)}
      />
      <button type="submit" className="link">
        Send
      </button>
    </form>
  );
}

/** Initials on a colour of their own; the app has a sign instead. */
export function Avatar({ id, state, small }: { id: string; state: PersonState; small?: boolean }) {
  const isApp = id === state.app.botUserId;
  const initials = nameOf(id, state)
    .replace(/\(.*?\)/g, '')
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2);
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return (
    <span
      className={`avatar${small ? ' small' : ''}${isApp ? ' app' : ''}`}
      style={isApp ? undefined : { background: `hsl(${hue} 38% 42%)` }}
      aria-hidden="true"
    >
      {isApp ? (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M1.5 11.5h13M3.5 11.5C3.5 7 6 5 8 5s4.5 2 4.5 6.5M8 5v6.5M5.6 6.2v5.3M10.4 6.2v5.3"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
            strokeLinecap="round"
          />
        </svg>
      ) : (
        initials
      )}
    </span>
  );
}
