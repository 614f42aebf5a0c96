import type { Message, Unfurl } from '../../protocol.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks.tsx';
import { FileCard } from './file-card.tsx';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { formatDate, Mrkdwn, type Reader } from './mrkdwn.tsx';
import { nameOf } from './names.ts';
import { RepliesBar } from './replies.tsx';
import { usePanels } from './route.ts';
import { SurfaceProvider, useWorkspace } from './surface.tsx';

const groupSeconds = 300;

/** Messages oldest first, with day dividers; those that follow one another from one author stand together. */
export function Messages({
  messages,
  reader,
  inThread = false,
}: {
  messages: readonly Message[];
  reader: Reader;
  inThread?: boolean;
}) {
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
        {newDay && !inThread && (
          <p className="day">
            <span>{day}</span>
          </p>
        )}
        <MessageView message={message} follows={follows} reader={reader} inThread={inThread} />
      </div>
    );
  });
}

interface MessageProps {
  message: Message;
  /** True when its author is written above an earlier message. */
  follows: boolean;
  reader: Reader;
  /** True in the panel of its thread. */
  inThread: boolean;
}

export function MessageView({ message, follows, reader, inThread }: MessageProps) {
  const { state, perform } = useWorkspace();
  const fromApp = message.user === state.app.botUserId;
  const author = nameOf(message.user, state);
  const time = formatDate(Number(message.ts), '{time}', reader);
  const day = inThread ? `${formatDate(Number(message.ts), '{date_short_pretty}', reader)} at ` : '';
  return (
    <article
      className={`message${follows ? ' follows' : ''}${message.ephemeral ? ' ephemeral' : ''}`}
      aria-label={`${author}, ${time}`}
    >
      {follows ? (
        <span className="gutter-time">{time?.replace(/ [AP]M$/, '')}</span>
      ) : (
        <Avatar id={message.user} state={state} />
      )}
      <div className="content">
        {message.ephemeral && (
          <p className="only-you">
            <Icon name="eye" /> Only visible to you
          </p>
        )}
        {!follows && (
          <p className="author">
            <strong>{author}</strong>
            {fromApp && <span className="badge">APP</span>}
            <time>
              {day}
              {time}
            </time>
          </p>
        )}
        <SurfaceProvider
          place={{ kind: 'message', channel: message.channel, ts: message.ts }}
          values={message.values}
        >
          {message.blocks.length > 0 ? <Blocks blocks={message.blocks} /> : <Mrkdwn text={message.text} />}
        </SurfaceProvider>
        {message.unfurls?.map((unfurl) => (
          <UnfurlCard key={unfurl.url} of={message} unfurl={unfurl} />
        ))}
        {message.files?.map((file) => (
          <FileCard key={file.id} file={file} reader={state.me.id} />
        ))}
        {message.edited && <small className="edited">(edited)</small>}
        {!message.ephemeral && !inThread && <RepliesBar to={message} />}
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
      {!message.ephemeral && (
        <div className="message-tools">
          {!inThread && <ReplyButton to={message} />}
          <MessageMenu of={message} />
        </div>
      )}
    </article>
  );
}

/** The card that the app made of a link in the message. */
function UnfurlCard({
  of: { channel, ts },
  unfurl: { url, blocks, values },
}: {
  of: Message;
  unfurl: Unfurl;
}) {
  const { app } = useWorkspace().state;
  return (
    <section className="unfurl" aria-label={`Preview of ${url}`}>
      <SurfaceProvider place={{ kind: 'message', channel, ts, unfurl: url }} values={values}>
        <Blocks blocks={blocks} />
      </SurfaceProvider>
      <small>Added by {app.name}</small>
    </section>
  );
}

function ReplyButton({ to: { ts, threadTs } }: { to: Message }) {
  const { openThread } = usePanels();
  return (
    <button
      type="button"
      className="icon"
      aria-label="Reply in thread"
      title="Reply in thread"
      onClick={() => openThread(threadTs ?? ts)}
    >
      <Icon name="reply" />
    </button>
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
  return <Menu label="More actions" className="icon" content={<Icon name="more" />} items={items} />;
}

export const ShortcutWords = ({ name, description }: { name: string; description: string }) => (
  <span className="shortcut-words">
    {name}
    <small>{description}</small>
  </span>
);
