import {
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Act, ActResult, ClockMove, PersonState, SamplePerson, WorkspaceInfo } from '../../protocol.ts';
import { fetchWorkspace, useLive } from './api.ts';
import { Blocks } from './blocks.tsx';
import { Composer } from './composer.tsx';
import { Menu, nameOf } from './elements.tsx';
import { Avatar, Messages } from './message.tsx';
import { ModalStack } from './modal.tsx';
import { type Reader, ReaderContext } from './mrkdwn.tsx';
import { SurfaceProvider, useWorkspace, WorkspaceProvider } from './surface.tsx';

/** Who looks, and where: kept in the address, so that a reload or a link comes back to it. */
interface Route {
  as: string;
  /** A channel's or direct message's id, or "home" for the app's Home tab. */
  at: string;
}

function readRoute(): Route {
  const address = new URLSearchParams(location.hash.slice(1));
  return { as: address.get('as') ?? '', at: address.get('at') ?? '' };
}

function useRoute(): [Route, (change: Partial<Route>) => void] {
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
  return <Seat key={person.id} person={person} route={route} go={go} />;
}

function Seat({
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
  // What the workspace itself says in a toast or on a modal is not said twice.
  const said = [...(state?.toasts ?? []), ...(state?.modals ?? [])].map((one) =>
    'text' in one ? one.text : one.trouble,
  );
  const unsaid = complaints.filter(({ text }) => !said.some((one) => one && text.startsWith(one)));
  useEffect(() => {
    if (unsaid.length < complaints.length) setComplaints(unsaid);
  }, [unsaid, complaints]);
  if (!workspace || !reader) {
    return <p className="waiting">{connected ? '' : 'Waiting for the workspace…'}</p>;
  }

  const notices = [
    ...workspace.state.toasts.map(({ id, text }) => ({
      id,
      text,
      dismiss: () => void post({ type: 'dismissToast', id }),
    })),
    ...unsaid.map(({ id, text }) => ({
      id,
      text,
      dismiss: () => setComplaints((held) => held.filter((one) => one.id !== id)),
    })),
  ];
  return (
    <WorkspaceProvider value={workspace}>
      <ReaderContext value={reader}>
        <Frame route={route} go={go} connected={connected} />
        <ModalStack modals={workspace.state.modals}>
          <Notices notices={notices} />
        </ModalStack>
      </ReaderContext>
    </WorkspaceProvider>
  );
}

function Frame({
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
        {inApp ? <AppPlace at={at} dm={appDm?.id} visit={visit} /> : <Conversation key={at} id={at} />}
      </main>
    </div>
  );
}

// A direct message belongs to the person who leaves: the next one starts in a channel.
const inChannel = (at: string, state: PersonState) => (state.channels.some(({ id }) => id === at) ? at : '');

/** Shows the time, and moves it where the workspace lets it be moved. */
function Clock() {
  const { state, perform } = useWorkspace();
  const [moving, setMoving] = useState(false);
  const show = new Intl.DateTimeFormat('en-US', {
    timeZone: state.me.tz,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  const face = (
    <time className="clock" title={`The workspace's clock, in ${state.me.tz}`}>
      {show.format(state.now)} <small>{cityOf(state.me.tz)}</small>
    </time>
  );
  if (!state.clockMoves) return face;
  const move = async (to: ClockMove) => {
    setMoving(true);
    await perform({ type: 'moveClock', to });
    setMoving(false);
  };
  return (
    <Menu
      label={moving ? 'The clock is moving' : 'Move the clock'}
      className="clock-mover"
      busy={moving}
      face={
        <>
          {face}
          <span className="caret" />
        </>
      }
      items={clockMoves.map(([to, words]) => ({
        key: to,
        disabled: moving,
        pick: () => void move(to),
        face: <span>{words}</span>,
      }))}
    />
  );
}

const clockMoves: [ClockMove, string][] = [
  ['tomorrow', 'Tomorrow, 9:00'],
  ['next-monday', 'Next Monday, 9:00'],
  ['in-30-days', '30 days on'],
];

const cityOf = (timeZone: string) => timeZone.split('/').at(-1)?.replaceAll('_', ' ');

const roles: { is(person: SamplePerson): boolean | undefined; name: string }[] = [
  { is: (person) => person.deleted, name: 'Deactivated' },
  { is: (person) => person.isStranger || person.team !== undefined, name: 'From another workspace' },
  { is: (person) => person.isUltraRestricted, name: 'Single-channel guest' },
  { is: (person) => person.isRestricted, name: 'Guest' },
  { is: (person) => person.isOwner, name: 'Workspace owner' },
  { is: (person) => person.isAdmin, name: 'Workspace admin' },
];
const roleOf = (person: SamplePerson) => roles.find((role) => role.is(person))?.name ?? 'Member';

function PersonSwitcher({ onSwitch }: { onSwitch: (person: SamplePerson) => void }) {
  const { state } = useWorkspace();
  const localTime = (person: SamplePerson) =>
    new Intl.DateTimeFormat('en-US', { timeZone: person.tz, hour: 'numeric', minute: '2-digit' }).format(
      state.now,
    );
  return (
    <Menu
      label={`You are ${state.me.name}. Switch person`}
      className="person-switcher"
      face={
        <>
          <Avatar id={state.me.id} state={state} small />
          <span className="person-name">{state.me.name}</span>
          <span className="caret" />
        </>
      }
      items={state.people
        .filter((person) => !person.isBot)
        .map((person) => ({
          key: person.id,
          current: person.id === state.me.id,
          disabled: person.deleted ?? false,
          pick: () => onSwitch(person),
          face: (
            <>
              <Avatar id={person.id} state={state} small />
              <span>
                {person.name}
                <small>
                  {roleOf(person)} · {localTime(person)} in {cityOf(person.tz)}
                </small>
              </span>
              {person.id === state.me.id && <span className="tick">✓</span>}
            </>
          ),
        }))}
    />
  );
}

function Rail({ at, appAt, visit }: { at: string; appAt: string | undefined; visit: (id: string) => void }) {
  const { state } = useWorkspace();
  const { app } = state;
  const people = state.directMessages.filter((dm) => dm.withUser !== app.botUserId);
  const appUnread = state.directMessages.find((dm) => dm.id === appAt)?.unread ?? 0;
  const appStart = app.homeEnabled ? 'home' : appAt;
  const channels = state.channels.filter((channel) => channel.isMember && !channel.isArchived);
  return (
    <nav className="rail" aria-label="Channels and messages">
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

function AppPlace({ at, dm, visit }: { at: string; dm: string | undefined; visit: (id: string) => void }) {
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

function Conversation({ id, headless }: { id: string; headless?: boolean }) {
  const { state, perform } = useWorkspace();
  const [text, setText] = useState('');
  const reader = useContext(ReaderContext);
  const channel = state.channels.find((one) => one.id === id);
  const dm = state.directMessages.find((one) => one.id === id);
  const messages = state.messages[id] ?? [];
  const unread = (channel ?? dm)?.unread ?? 0;
  const log = useRef<HTMLDivElement>(null);
  const last = messages.at(-1);

  useEffect(() => {
    if (unread > 0) void perform({ type: 'markRead', channel: id });
  }, [unread, id, perform]);
  const atEnd = useRef(true);
  const lastSeen = useRef('');
  useLayoutEffect(() => {
    const area = log.current;
    if (!area) return;
    const mine = last?.ts !== lastSeen.current && (last?.user === state.me.id || last?.ephemeral);
    const newest = area.lastElementChild as HTMLElement;
    // What is taller than the window is read from its top.
    if (atEnd.current || mine) {
      area.scrollTop = newest.offsetHeight > area.clientHeight ? newest.offsetTop : area.scrollHeight;
    }
    lastSeen.current = last?.ts ?? '';
  });

  const name = nameOf(id, state);
  const partner = state.people.find((person) => person.id === dm?.withUser);
  const writable = channel ? channel.isMember && !channel.isArchived : true;
  return (
    <section className="conversation" aria-label={name}>
      {!headless && (
        <header className="place">
          <h1>{name}</h1>
          {partner && (
            <p className="topic">
              {roleOf(partner)} · {cityOf(partner.tz)}
            </p>
          )}
        </header>
      )}
      <div
        className="log"
        ref={log}
        role="log"
        aria-label={`Messages in ${name}`}
        onScroll={({ currentTarget: area }) => {
          atEnd.current = area.scrollHeight - area.scrollTop - area.clientHeight < 60;
        }}
      >
        {messages.length === 0 && channel && <FirstVisit onTry={setText} />}
        <div className="fill" />
        {messages.length === 0 && <p className="beginning">This is the very beginning of {name}.</p>}
        <Messages messages={messages} reader={reader} />
      </div>
      {writable ? (
        <Composer channel={id} placeholder={`Message ${name}`} text={text} onText={setText} />
      ) : (
        <p className="read-only">
          {channel?.isArchived ? `${name} is archived.` : `You are not in ${name}.`}
        </p>
      )}
    </section>
  );
}

/** The strip a newcomer sees in an empty channel: the one thing to try. */
function FirstVisit({ onTry }: { onTry: (text: string) => void }) {
  const [command] = useWorkspace().state.app.commands;
  if (!command) return null;
  return (
    <div className="first-visit">
      <p>
        <strong>New here?</strong> Type <kbd>{command.command}</kbd> below and press Enter.
        <small>{command.description}</small>
      </p>
      <button
        type="button"
        className="button primary"
        onClick={() => {
          onTry(command.command);
          document.querySelector<HTMLElement>('[data-home-focus]')?.focus();
        }}
      >
        Try it
      </button>
    </div>
  );
}

function Notices({ notices }: { notices: { id: string; text: string; dismiss: () => void }[] }) {
  return (
    <div className="notices" role="alert">
      {notices.slice(-3).map(({ id, text, dismiss }) => (
        <Notice key={id} text={text} dismiss={dismiss} />
      ))}
    </div>
  );
}

const noticeMs = 12_000;

function Notice({ text, dismiss }: { text: string; dismiss: () => void }) {
  const latest = useRef(dismiss);
  latest.current = dismiss;
  useEffect(() => {
    const timer = setTimeout(() => latest.current(), noticeMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="notice">
      <span className="sign">!</span>
      <span>{text}</span>
      <button type="button" className="icon" aria-label="Dismiss" onClick={dismiss}>
        ×
      </button>
    </div>
  );
}
