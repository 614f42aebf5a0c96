import { useEffect, useState } from 'react';
import { useWorkspace } from './surface.tsx';

/**
 * Opens the conversation that the next message of the person to the app begins. Returns the function to call just before
 * the message is sent.
 */
export function useNextConversation(channel: string, open: (thread: string) => void): () => void {
  const { messages: all, me } = useWorkspace().state;
  const [sentAfter, setSentAfter] = useState<string | null>(null);
  const messages = all[channel] ?? [];
  const begun =
    sentAfter === null
      ? undefined
      : messages.find(({ user, ts, threadTs }) => user === me.id && !threadTs && ts > sentAfter)?.ts;
  useEffect(() => {
    if (!begun) return;
    setSentAfter(null);
    open(begun);
  }, [begun, open]);
  return () => setSentAfter(messages.at(-1)?.ts ?? '');
}
