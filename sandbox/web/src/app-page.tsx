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
  return (
    <>
      <header className="place">
        <Avatar id={app.botUserId} state={state} small />
        <h1>{app.name}</h1>
        <span className="badge">APP</span>
        <p className="topic">{app.description}</p>
      </header>
      <div className="tabs" role="tablist" aria-label={app.name}>
        {app.homeEnabled && (
          <button type="button" role="tab" aria-selected={tab === 'home'} onClick={() => visit('home')}>
            Home
          </button>
        )}
        {app.messagesEnabled && dm && (
          <button type="button" role="tab" aria-selected={tab === 'messages'} onClick={() => visit(dm)}>
            Messages
          </button>
        )}
      </div>
      {tab === 'messages' && dm && <Conversation key={dm} id={dm} headless />}
      {tab === 'home' && (
        <div className="home" role="tabpanel" aria-label="Home">
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
