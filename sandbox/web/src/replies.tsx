import { useContext } from 'react';
import type { Message } from '../../protocol.ts';
import { Avatar } from './avatar.tsx';
import { formatDate, ReaderContext } from './mrkdwn.tsx';
import { usePanels } from './route.ts';
import { useWorkspace } from './surface.tsx';

const isReply = ({ ts, threadTs }: Message) => threadTs !== undefined && threadTs !== ts;

/** The replies in each thread of a place. Every message asks for its own, so they are grouped once for a state. */
const grouped = new WeakMap<readonly Message[], Map<string, Message[]>>();

function groupReplies(messages: readonly Message[]): Map<string, Message[]> {
  const known = grouped.get(messages);
  if (known) return known;
  const threads = new Map<string, Message[]>();
  for (const one of messages)
    if (isReply(one) && one.threadTs) threads.set(one.threadTs, [...(threads.get(one.threadTs) ?? []), one]);
  grouped.set(messages, threads);
  return threads;
}

/** Returns the replies in the thread of a message, oldest first. */
export const findReplies = (messages: readonly Message[], ts: string): Message[] =>
  groupReplies(messages).get(ts) ?? [];

/** Returns the messages that stand in the place itself: all but the replies to one of them. */
export function withoutReplies(messages: readonly Message[]): Message[] {
  const known = new Set(messages.map(({ ts }) => ts));
  return messages.filter((one) => !isReply(one) || !known.has(one.threadTs ?? ''));
}

export const countReplies = (count: number) => (count === 1 ? '1 reply' : `${count} replies`);

/** The people who replied and how often, under a message. It opens the thread. */
export function RepliesBar({ to: { channel, ts } }: { to: Message }) {
  const { state } = useWorkspace();
  const reader = useContext(ReaderContext);
  const { openThread } = usePanels();
  const replies = findReplies(state.messages[channel] ?? [], ts);
  const last = replies.at(-1);
  if (!last) return null;
  const people = [...new Set(replies.map(({ user }) => user))];
  const day = formatDate(Number(last.ts), '{date_short_pretty}', reader) ?? '';
  const when = `Last reply ${/^(Today|Yesterday)$/.test(day) ? day.toLowerCase() : day} at ${formatDate(Number(last.ts), '{time}', reader)}`;
  return (
    <button type="button" className="replies" onClick={() => openThread(ts)}>
      {people.slice(0, 3).map((id) => (
        <Avatar key={id} id={id} state={state} small />
      ))}
      <strong>{countReplies(replies.length)}</strong> <small>{when}</small>
    </button>
  );
}
