import type { PersonState } from '../../protocol.ts';
import { nameOf } from './names.ts';

/** Initials on a colour of their own; the app has a sign instead. */
export function Avatar({ id, state, small }: { id: string; state: PersonState; small?: boolean }) {
  const isApp = id === state.app.botUserId;
  const initials = nameOf(id, state)
    .replace(/\(.*?\)/g, '')
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2);
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return (
    <span
      className={`avatar${small ? ' small' : ''}${isApp ? ' app' : ''}`}
      style={isApp ? undefined : { background: `hsl(${hue} 38% 36%)` }}
      // Drawn by the stylesheet, so that the name of a button around it does not begin with them.
      data-initials={isApp ? undefined : initials}
      aria-hidden="true"
    >
      {isApp && (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M1.5 11.5h13M3.5 11.5C3.5 7 6 5 8 5s4.5 2 4.5 6.5M8 5v6.5M5.6 6.2v5.3M10.4 6.2v5.3"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
            strokeLinecap="round"
          />
        </svg>
      )}
    </span>
  );
}
