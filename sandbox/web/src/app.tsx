import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Act, ActResult, PersonState, SamplePerson, WorkspaceInfo } from '../../protocol.ts';
import { fetchWorkspace, useLive } from './api.ts';
import { AppPage } from './app-page.tsx';
import { Clock } from './clock.tsx';
import { Conversation } from './conversation.tsx';
import { ModalStack } from './modal.tsx';
import { type Reader, ReaderContext } from './mrkdwn.tsx';
import { nameOf } from './names.ts';
import { Notices } from './notices.tsx';
import { PersonSwitcher } from './person-switcher.tsx';
import { Rail } from './rail.tsx';
import { type Route, useRoute } from './route.ts';
import { useWorkspace, WorkspaceProvider } from './surface.tsx';

/** The page: waits for the workspace, then shows it to one of its people. */
export function App() {
  const [info, setInfo] = useState<WorkspaceInfo>();
  const [attempt, setAttempt] = useState(0);
  const [route, go] = useRoute();
  useEffect(() => {
    let retry: ReturnType<typeof setTimeout>;
    fetchWorkspace().then(setInfo, () => {
      retry = setTimeout(() => setAttempt((count) => count + 1), 1000);
    });
    return () => clearTimeout(retry);
  }, [attempt]);
  if (!info) return <p className="waiting">{attempt > 0 ? 'Waiting for the workspace…' : ''}</p>;
  const usable = info.people.filter((person) => !person.isBot);
  const person = usable.find(({ id, handle }) => id === route.as || handle === route.as) ?? usable[0];
  if (!person) return <p className="waiting">This workspace has no people.</p>;
  return <PersonView key={person.id} person={person} route={route} go={go} />;
}

function PersonView({
  person,
  route,
  go,
}: {
  person: SamplePerson;
  route: Route;
  go: (change: Partial<Route>) => void;
}) {
  const { state, connected, perform: post } = useLive(person.id);
  const [complaints, setComplaints] = useState<{ id: string; text: string }[]>([]);

  const perform = useCallback(
    async (act: Act): Promise<ActResult> => {
      const result = await post(act);
      if (!result.ok) {
        const complaint = { id: crypto.randomUUID(), text: result.error };
        setComplaints((held) => [...held.filter(({ text }) => text !== complaint.text), complaint]);
      }
      return result;
    },
    [post],
  );
  const workspace = useMemo(() => state && { state, perform }, [state, perform]);
  const reader = useMemo<Reader | undefined>(
    () =>
      state && {
        userName: (id) => {
          const name = nameOf(id, state);
          return name === id ? undefined : name;
        },
        channelName: (id) => state.channels.find((channel) => channel.id === id)?.name,
        timeZone: state.me.tz,
        now: state.now,
      },
    [state],
  );
  // A message that a toast or a modal already shows is not repeated.
  const shownTexts = [...(state?.toasts ?? []), ...(state?.modals ?? [])].map((one) =>
    'text' in one ? one.text : one.trouble,
  );
  const newComplaints = complaints.filter(
    ({ text }) => !shownTexts.some((one) => one && text.startsWith(one)),
  );
  useEffect(() => {
    if (newComplaints.length < complaints.length) setComplaints(newComplaints);
  }, [newComplaints, complaints]);
  if (!workspace || !reader) {
    return <p className="waiting">{connected ? '' : 'Waiting for the workspace…'}</p>;
  }

  const notices = [
    ...workspace.state.toasts.map(({ id, text }) => ({
      id,
      text,
      dismiss: () => void post({ type: 'dismissToast', id }),
    })),
    ...newComplaints.map(({ id, text }) => ({
      id,
      text,
      dismiss: () => setComplaints((held) => held.filter((one) => one.id !== id)),
    })),
  ];
  return (
    <WorkspaceProvider value={workspace}>
      <ReaderContext value={reader}>
        <PageFrame route={route} go={go} connected={connected} />
        <ModalStack modals={workspace.state.modals}>
          <Notices notices={notices} />
        </ModalStack>
      </ReaderContext>
    </WorkspaceProvider>
  );
}

function PageFrame({
  route,
  go,
  connected,
}: {
  route: Route;
  go: (change: Partial<Route>) => void;
  connected: boolean;
}) {
  const { state } = useWorkspace();
  const [railOpen, setRailOpen] = useState(false);
  const appDm = state.directMessages.find((dm) => dm.withUser === state.app.botUserId);
  const places = [...state.channels, ...state.directMessages].map(({ id }) => id);
  const first =
    state.channels.find((channel) => channel.isMember && !channel.isArchived)?.id ?? places[0] ?? '';
  const at = route.at === 'home' || places.includes(route.at) ? route.at : first;
  const visit = (to: string) => {
    setRailOpen(false);
    go({ as: state.me.id, at: to });
  };
  const inApp = at === 'home' || at === appDm?.id;
  return (
    <div className={`window${railOpen ? ' rail-open' : ''}`}>
      <header className="top">
        <button
          type="button"
          className="icon rail-toggle"
          aria-label="Channels and messages"
          aria-expanded={railOpen}
          onClick={() => setRailOpen(!railOpen)}
        >
          ☰
        </button>
        <strong className="workspace-name">{state.workspace.name}</strong>
        <Clock />
        <PersonSwitcher onSwitch={(person) => go({ as: person.id, at: inApp ? at : inChannel(at, state) })} />
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the rail closes it; Escape is not needed */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the toggle above is the way by key */}
      <div className="shade" onClick={() => setRailOpen(false)} />
      <Rail at={at} appAt={appDm?.id} visit={visit} />
      <main>
        {!connected && <p className="offline">The workspace cannot be reached. Trying again…</p>}
        {inApp ? <AppPage at={at} dm={appDm?.id} visit={visit} /> : <Conversation key={at} id={at} />}
      </main>
    </div>
  );
}

// A direct message belongs to the previous person, so the next one starts in a channel.
const inChannel = (at: string, state: PersonState) => (state.channels.some(({ id }) => id === at) ? at : '');
