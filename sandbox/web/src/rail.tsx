import type { ReactNode } from 'react';
import { Avatar } from './avatar.tsx';
import { nameOf } from './names.ts';
import { useWorkspace } from './surface.tsx';

export function Rail({
  at,
  appAt,
  visit,
  close,
  inert,
}: {
  at: string;
  appAt: string | undefined;
  visit: (id: string) => void;
  /** Closes the rail where it slides over the place. */
  close: () => void;
  inert: boolean;
}) {
  const { state } = useWorkspace();
  const { app } = state;
  const people = state.directMessages.filter((dm) => dm.withUser !== app.botUserId);
  const appUnread = state.directMessages.find((dm) => dm.id === appAt)?.unread ?? 0;
  const appStart = app.homeEnabled ? 'home' : appAt;
  const channels = state.channels.filter((channel) => channel.isMember && !channel.isArchived);
  return (
    <nav
      className="rail"
      aria-label="Channels and messages"
      inert={inert}
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <h2>Channels</h2>
      <ul>
        {channels.map((channel) => (
          <RailEntry
            key={channel.id}
            here={at === channel.id}
            unread={channel.unread}
            name={channel.name}
            sign={<span className="hash">#</span>}
            open={() => visit(channel.id)}
          />
        ))}
      </ul>
      {people.length > 0 && <h2>Direct messages</h2>}
      <ul>
        {people.map((dm) => (
          <RailEntry
            key={dm.id}
            here={at === dm.id}
            unread={dm.unread}
            dot
            name={nameOf(dm.withUser, state)}
            sign={<Avatar id={dm.withUser} state={state} small />}
            open={() => visit(dm.id)}
          />
        ))}
      </ul>
      <h2>Apps</h2>
      <ul>
        <RailEntry
          here={at === 'home' || at === appAt}
          unread={appUnread}
          dot
          name={app.name}
          sign={<Avatar id={app.botUserId} state={state} small />}
          open={() => appStart && visit(appUnread > 0 && appAt ? appAt : appStart)}
        />
      </ul>
      {!app.connected && <p className="app-away">{app.name} is not connected.</p>}
    </nav>
  );
}

interface RailEntryProps {
  here: boolean;
  unread: number;
  dot?: boolean;
  name: string;
  sign: ReactNode;
  open(): void;
}

function RailEntry({ here, unread, dot, name, sign, open }: RailEntryProps) {
  return (
    <li>
      <button
        type="button"
        className={unread > 0 && !here ? 'unread' : undefined}
        aria-current={here ? 'page' : undefined}
        onClick={open}
      >
        {sign}
        <span className="entry-name">{name}</span>
        {dot && unread > 0 && !here && (
          <span className="unread-dot" role="img" aria-label={`${unread} unread`}>
            {unread}
          </span>
        )}
      </button>
    </li>
  );
}
