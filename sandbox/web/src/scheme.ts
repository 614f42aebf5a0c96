import { useCallback, useState, useSyncExternalStore } from 'react';

const key = 'scheme';
type Scheme = 'light' | 'dark';

const readChoice = (): Scheme | null => {
  const choice = localStorage.getItem(key);
  return choice === 'light' || choice === 'dark' ? choice : null;
};

const applyScheme = (choice: Scheme | null) => {
  if (choice) document.documentElement.dataset.scheme = choice;
};

/** Shows the scheme that was chosen on an earlier visit, before anything is drawn. */
export const applyEarlierScheme = () => applyScheme(readChoice());

/** Returns whether a media query matches now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Returns whether the page is dark, and a function to change it. Until somebody chooses, it follows the system. */
export function useDarkMode(): [boolean, () => void] {
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const [choice, setChoice] = useState(readChoice);
  const isDark = choice ? choice === 'dark' : systemIsDark;
  const toggle = useCallback(() => {
    const next = isDark ? 'light' : 'dark';
    localStorage.setItem(key, next);
    applyScheme(next);
    setChoice(next);
  }, [isDark]);
  return [isDark, toggle];
}
