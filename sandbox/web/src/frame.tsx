import { useEffect, useMemo, useRef, useState } from 'react';
import type { PersonState } from '../../protocol.ts';
import { AgentPanel } from './agent.tsx';
import { AppPage } from './app-page.tsx';
import { Clock } from './clock.tsx';
import { Conversation } from './conversation.tsx';
import { Icon } from './icons.tsx';
import { PersonSwitcher } from './person-switcher.tsx';
import { Rail } from './rail.tsx';
import { type Go, type Panels, PanelsProvider, type Route } from './route.ts';
import { useDarkMode, useMedia } from './scheme.ts';
import { useWorkspace } from './surface.tsx';
import { ThreadPanel } from './thread.tsx';

/** The window: the bar on top, the rail, the place, and the panel beside it. */
export function PageFrame({ route, go, connected }: { route: Route; go: Go; connected: boolean }) {
  const { state } = useWorkspace();
  const [railOpen, setRailOpen] = useState(false);
  // Both widths stand in narrow.css too.
  const coversPlace = useMedia('(max-width: 960px)');
  const coversAll = useMedia('(max-width: 720px)');
  const appDm = state.directMessages.find((dm) => dm.withUser === state.app.botUserId);
  const places = [...state.channels, ...state.directMessages].map(({ id }) => id);
  const first =
    state.channels.find((channel) => channel.isMember && !channel.isArchived)?.id ?? places[0] ?? '';
  const at = route.at === 'home' || places.includes(route.at) ? route.at : first;
  const thread = route.beside?.kind === 'thread' ? route.beside.ts : null;
  const visit = (to: string) => {
    setRailOpen(false);
    // The assistant stays open beside the next place, if there is room for both.
    go({ as: state.me.id, at: to, ...(thread || coversPlace ? { beside: null } : {}) });
  };
  const frame = useRef<HTMLDivElement>(null);
  const closeRail = () => {
    if (railOpen) frame.current?.querySelector<HTMLElement>('.rail-toggle')?.focus();
    setRailOpen(false);
  };
  useEffect(() => {
    if (railOpen) frame.current?.querySelector<HTMLElement>('.rail [aria-current]')?.focus();
  }, [railOpen]);
  const inApp = at === 'home' || at === appDm?.id;
  const panels = useMemo<Panels>(
    () => ({
      openThread: (ts) => go({ beside: { kind: 'thread', ts } }),
      openAgent: (conversation) => go({ beside: { kind: 'agent', thread: conversation } }),
    }),
    [go],
  );
  const close = () => go({ beside: null });
  const agent = state.agent && appDm && route.beside?.kind === 'agent' ? route.beside : null;
  const panel =
    agent && appDm ? (
      <AgentPanel
        channel={appDm.id}
        thread={agent.thread}
        open={panels.openAgent}
        openMessages={() => go({ at: appDm.id, beside: null })}
        close={close}
      />
    ) : thread && at !== 'home' ? (
      <ThreadPanel key={thread} channel={at} ts={thread} close={close} />
    ) : null;
  return (
    <div ref={frame} className={`window${railOpen ? ' rail-open' : ''}${panel ? ' with-panel' : ''}`}>
      <header className="top" inert={panel !== null && coversAll}>
        <button
          type="button"
          className="icon rail-toggle"
          aria-label="Channels and messages"
          aria-expanded={railOpen}
          onClick={() => setRailOpen(!railOpen)}
        >
          <Icon name="menu" />
        </button>
        <strong className="workspace-name">{state.workspace.name}</strong>
        {state.agent && appDm && (
          <button
            type="button"
            className="icon"
            aria-label={`Ask ${state.app.name}`}
            title={`Ask ${state.app.name}`}
            aria-expanded={agent !== null}
            onClick={() => (agent ? close() : panels.openAgent(null))}
          >
            <Icon name="spark" />
          </button>
        )}
        <DarkModeSwitch />
        <Clock />
        <PersonSwitcher
          onSwitch={(person) => go({ as: person.id, at: inApp ? at : inChannel(at, state), beside: null })}
        />
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the rail closes it; so does Escape in it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the toggle above is the way by key */}
      <div className="shade" onClick={closeRail} />
      <Rail at={at} appAt={appDm?.id} visit={visit} close={closeRail} inert={panel !== null && coversAll} />
      <main inert={(panel !== null && coversPlace) || (railOpen && coversAll)}>
        {!connected && <p className="offline">The workspace cannot be reached. Trying again…</p>}
        <PanelsProvider value={panels}>
          {inApp ? <AppPage at={at} dm={appDm?.id} visit={visit} /> : <Conversation key={at} id={at} />}
        </PanelsProvider>
      </main>
      {panel}
    </div>
  );
}

function DarkModeSwitch() {
  const [isDark, toggle] = useDarkMode();
  return (
    <button
      type="button"
      className="icon"
      role="switch"
      aria-checked={isDark}
      aria-label="Dark mode"
      title="Dark mode"
      onClick={toggle}
    >
      <Icon name="moon" />
    </button>
  );
}

// A direct message belongs to the previous person, so the next one starts in a channel.
const inChannel = (at: string, state: PersonState) => (state.channels.some(({ id }) => id === at) ? at : '');
