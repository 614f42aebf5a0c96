import { useContext, useState } from 'react';
import type { PersonState } from '../../protocol.ts';
import { Composer } from './composer.tsx';
import { Log } from './log.tsx';
import { Messages, MessageView } from './message.tsx';
import { ReaderContext } from './mrkdwn.tsx';
import { nameOf } from './names.ts';
import { Panel } from './panel.tsx';
import { countReplies, findReplies } from './replies.tsx';
import { useWorkspace } from './surface.tsx';

/** The thread of a message: the message, its replies, and a composer for one more. */
export function ThreadPanel({ channel, ts, close }: { channel: string; ts: string; close(): void }) {
  const { state } = useWorkspace();
  const reader = useContext(ReaderContext);
  const [text, setText] = useState('');
  const messages = state.messages[channel] ?? [];
  const root = messages.find((one) => one.ts === ts);
  const replies = findReplies(messages, ts);
  const name = nameOf(channel, state);
  return (
    <Panel
      label={`Thread in ${name}`}
      className="thread"
      title="Thread"
      about={<p className="topic">{name}</p>}
      close={close}
    >
      <Log label="Messages in the thread" last={replies.at(-1)}>
        {root ? (
          <MessageView message={root} follows={false} reader={reader} inThread />
        ) : (
          <p className="beginning">The first message of this thread is not there any more.</p>
        )}
        {replies.length > 0 && <p className="reply-count">{countReplies(replies.length)}</p>}
        <Messages messages={replies} reader={reader} inThread />
      </Log>
      {root && isWritable(channel, state) && (
        <Composer
          channel={channel}
          threadTs={ts}
          inPanel
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
