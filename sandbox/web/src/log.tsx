import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Message } from '../../protocol.ts';
import { useWorkspace } from './surface.tsx';

const nearEndPx = 60;

/**
 * The scrolling area of messages. It keeps the newest message in view while the reader is at the end, and always after a
 * message of their own.
 */
export function Log({
  label,
  last,
  children,
}: {
  label: string;
  last: Message | undefined;
  children: ReactNode;
}) {
  const { me } = useWorkspace().state;
  const area = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastSeen = useRef('');
  useLayoutEffect(() => {
    const log = area.current;
    if (!log) return;
    const mine = last?.ts !== lastSeen.current && (last?.user === me.id || last?.ephemeral);
    const newest = log.lastElementChild as HTMLElement | null;
    // A message taller than the window is read from its top.
    if (newest && (atEnd.current || mine)) {
      log.scrollTop = newest.offsetHeight > log.clientHeight ? newest.offsetTop : log.scrollHeight;
    }
    lastSeen.current = last?.ts ?? '';
  });
  return (
    <div
      className="log"
      ref={area}
      role="log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long conversation scrolls, also by key
      tabIndex={0}
      aria-label={label}
      onScroll={({ currentTarget: log }) => {
        atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx;
      }}
    >
      {children}
    </div>
  );
}
