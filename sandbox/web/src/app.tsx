import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Act, ActResult, SamplePerson, WorkspaceInfo } from '../../protocol.ts';
import { fetchWorkspace, useLive } from './api.ts';
import { PageFrame } from './frame.tsx';
import { ModalStack } from './modal.tsx';
import { type Reader, ReaderContext } from './mrkdwn.tsx';
import { nameOf } from './names.ts';
import { Notices } from './notices.tsx';
import { type Go, type Route, useRoute } from './route.ts';
import { WorkspaceProvider } from './surface.tsx';

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

function PersonView({ person, route, go }: { person: SamplePerson; route: Route; go: Go }) {
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
