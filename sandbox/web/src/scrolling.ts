import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Message } from '../../protocol.ts';
import { useWorkspace } from './surface.tsx';

const nearEndPx = 60;

/**
 * Keeps the newest message in view while the reader is at the end, and always after a message of their own. Returns the
 * handler that the scrolling area needs.
 */
export function useFollowing(area: RefObject<HTMLDivElement | null>, last: Message | undefined) {
  const { me } = useWorkspace().state;
  const atEnd = useRef(true);
  const lastSeen = useRef('');
  useLayoutEffect(() => {
    const log = area.current;
    if (!log) return;
    const mine = last?.ts !== lastSeen.current && (last?.user === me.id || last?.ephemeral);
    const newest = log.lastElementChild as HTMLElement;
    // A message taller than the window is read from its top.
    if (atEnd.current || mine) {
      log.scrollTop = newest.offsetHeight > log.clientHeight ? newest.offsetTop : log.scrollHeight;
    }
    lastSeen.current = last?.ts ?? '';
  });
  const onScroll = () => {
    const log = area.current;
    if (log) atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx;
  };
  return { onScroll };
}
