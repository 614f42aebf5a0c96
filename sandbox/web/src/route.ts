import { createContext, useCallback, useContext, useEffect, useState } from 'react';

/** The panel beside the place: a thread of its messages, or the app's assistant with one of its threads. */
export type Beside = { kind: 'thread'; ts: string } | { kind: 'agent'; thread: string | null };

/** The person, the place and the panel, kept in the address so that a reload or a link comes back to them. */
export interface Route {
  as: string;
  /** A channel's or direct message's id, or "home" for the app's Home tab. */
  at: string;
  beside: Beside | null;
}

const newThread = 'new';

function readRoute(): Route {
  const address = new URLSearchParams(location.hash.slice(1));
  const thread = address.get('thread');
  const agent = address.get('agent');
  const beside: Beside | null = thread
    ? { kind: 'thread', ts: thread }
    : agent
      ? { kind: 'agent', thread: agent === newThread ? null : agent }
      : null;
  return { as: address.get('as') ?? '', at: address.get('at') ?? '', beside };
}

function writeRoute({ as, at, beside }: Route): string {
  const address = new URLSearchParams({ as, at });
  if (beside?.kind === 'thread') address.set('thread', beside.ts);
  if (beside?.kind === 'agent') address.set('agent', beside.thread ?? newThread);
  return address.toString();
}

export type Go = (change: Partial<Route>) => void;

export function useRoute(): [Route, Go] {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const follow = () => setRoute(readRoute());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((change: Partial<Route>) => {
    location.hash = writeRoute({ ...readRoute(), ...change });
  }, []);
  return [route, go];
}

export interface Panels {
  /** Opens the thread of a message beside its place. */
  openThread(ts: string): void;
  /** Opens a conversation with the app as an agent; null for a new one. */
  openAgent(thread: string | null): void;
}

const PanelsContext = createContext<Panels>({ openThread: () => {}, openAgent: () => {} });
export const PanelsProvider = PanelsContext.Provider;

export const usePanels = () => useContext(PanelsContext);
