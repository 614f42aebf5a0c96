import { useEffect } from 'react';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks.tsx';
import { Conversation } from './conversation.tsx';
import { SurfaceProvider, useWorkspace } from './surface.tsx';

export function AppPage({
  at,
  dm,
  visit,
}: {
  at: string;
  dm: string | undefined;
  visit: (id: string) => void;
}) {
  const { state, perform } = useWorkspace();
  const { app, home } = state;
  const tab = at === 'home' ? 'home' : 'messages';
  useEffect(() => {
    void perform({ type: 'openApp', tab });
  }, [perform, tab]);
  const tabs = [
    ...(app.homeEnabled ? [{ key: 'home', name: 'Home', id: 'home' }] : []),
    ...(app.messagesEnabled && dm ? [{ key: 'messages', name: 'Messages', id: dm }] : []),
  ];
  return (
    <>
      <header className="place">
        <Avatar id={app.botUserId} state={state} small />
        <h1>{app.name}</h1>
        <span className="badge">APP</span>
        <p className="topic">{app.description}</p>
      </header>
      <div
        className="tabs"
        role="tablist"
        aria-label={app.name}
        onKeyDown={({ key, currentTarget: list }) => {
          if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
          const other = list.querySelector<HTMLElement>('[role=tab][aria-selected=false]');
          other?.focus();
          other?.click();
        }}
      >
        {tabs.map(({ key, name, id }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={tab === key}
            aria-controls={tab === key ? `panel-${key}` : undefined}
            tabIndex={tab === key ? 0 : -1}
            onClick={() => visit(id)}
          >
            {name}
          </button>
        ))}
      </div>
      {tab === 'messages' && dm && (
        <div className="tab-panel" role="tabpanel" id="panel-messages" aria-labelledby="tab-messages">
          <Conversation key={dm} id={dm} headless />
        </div>
      )}
      {tab === 'home' && (
        <div className="home" role="tabpanel" id="panel-home" aria-labelledby="tab-home">
          {home ? (
            <SurfaceProvider key={home.id} place={{ kind: 'home', view: home.id }} values={home.values}>
              <Blocks blocks={home.blocks} errors={home.errors} />
            </SurfaceProvider>
          ) : (
            <p className="empty">{app.name} has not put anything here yet.</p>
          )}
        </div>
      )}
    </>
  );
}
