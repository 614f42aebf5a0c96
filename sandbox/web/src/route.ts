import { useCallback, useEffect, useState } from 'react';

/** The person and the place, kept in the address so that a reload or a link comes back to it. */
export interface Route {
  as: string;
  /** A channel's or direct message's id, or "home" for the app's Home tab. */
  at: string;
}

function readRoute(): Route {
  const address = new URLSearchParams(location.hash.slice(1));
  return { as: address.get('as') ?? '', at: address.get('at') ?? '' };
}

export function useRoute(): [Route, (change: Partial<Route>) => void] {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const follow = () => setRoute(readRoute());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((change: Partial<Route>) => {
    const next = { ...readRoute(), ...change };
    location.hash = new URLSearchParams({ as: next.as, at: next.at }).toString();
  }, []);
  return [route, go];
}
