import { useContext, useRef, useState } from 'react';
import type { PersonState } from '../../protocol.ts';
import { Composer } from './composer.tsx';
import { Messages, MessageView } from './message.tsx';
import { ReaderContext } from './mrkdwn.tsx';
import { nameOf } from './names.ts';
import { Panel } from './panel.tsx';
import { countReplies, findReplies } from './replies.tsx';
import { useFollowing } from './scrolling.ts';
import { useWorkspace } from './surface.tsx';

/** The thread of a message: the message, its replies, and a composer for one more. */
export function ThreadPanel({ channel, ts, close }: { channel: string; ts: string; close(): void }) {
  const { state } = useWorkspace();
  const reader = useContext(ReaderContext);
  const [text, setText] = useState('');
  const log = useRef<HTMLDivElement>(null);
  const messages = state.messages[channel] ?? [];
  const root = messages.find((one) => one.ts === ts);
  const replies = findReplies(messages, ts);
  const follow = useFollowing(log, replies.at(-1));
  const name = nameOf(channel, state);
  return (
    <Panel
      label={`Thread in ${name}`}
      className="thread"
      title="Thread"
      about={<p className="topic">{name}</p>}
      close={close}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long thread scrolls, also by key */}
      <div className="log" ref={log} role="log" tabIndex={0} aria-label="Messages in the thread" {...follow}>
        {root ? (
          <MessageView message={root} follows={false} reader={reader} inThread />
        ) : (
          <p className="beginning">The first message of this thread is not there any more.</p>
        )}
        {replies.length > 0 && <p className="reply-count">{countReplies(replies.length)}</p>}
        <Messages messages={replies} reader={reader} inThread />
      </div>
      {root && isWritable(channel, state) && (
        <Composer
          channel={channel}
          threadTs={ts}
          placeholder="Reply in thread"
          text={text}
          onText={setText}
        />
      )}
    </Panel>
  );
}

/** Returns whether the person may write into a place. */
export function isWritable(id: string, { channels }: PersonState): boolean {
  const channel = channels.find((one) => one.id === id);
  return channel ? channel.isMember && !channel.isArchived : true;
}
