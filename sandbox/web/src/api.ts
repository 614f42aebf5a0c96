import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type Act,
  type ActRequest,
  type ActResult,
  type LiveMessage,
  type PersonState,
  paths,
  type WorkspaceInfo,
} from '../../protocol.ts';

const reconnectAfterMs = 800;
const refreshEveryMs = 20_000;

export async function fetchWorkspace(): Promise<WorkspaceInfo> {
  const response = await fetch(paths.workspace);
  if (!response.ok) throw new Error(`The workspace answered ${response.status}.`);
  return (await response.json()) as WorkspaceInfo;
}

async function post(request: ActRequest): Promise<ActResult> {
  try {
    const response = await fetch(paths.act, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    return (await response.json()) as ActResult;
  } catch {
    return { ok: false, error: 'The workspace cannot be reached. Is it still running?' };
  }
}

export interface Live {
  /** Undefined until the first state arrived. */
  state: PersonState | undefined;
  /** False while the workspace cannot be reached. */
  connected: boolean;
  perform(act: Act): Promise<ActResult>;
}

/** Keeps the view of one person up to date, and acts as them. */
export function useLive(personId: string): Live {
  const [state, setState] = useState<PersonState>();
  const [connected, setConnected] = useState(true);
  const current = useRef(personId);
  current.current = personId;

  // Answers may overtake each other; an older picture never replaces a newer one.
  const show = useCallback((next: PersonState) => {
    if (next.me.id !== current.current) return;
    setState((held) => (held && held.me.id === next.me.id && held.version > next.version ? held : next));
  }, []);

  useEffect(() => {
    let socket: WebSocket;
    let retry: ReturnType<typeof setTimeout>;
    let over = false;
    const connect = () => {
      const url = new URL(`${paths.live}?as=${encodeURIComponent(personId)}`, location.href);
      url.protocol = url.protocol.replace('http', 'ws');
      socket = new WebSocket(url);
      socket.onopen = () => setConnected(true);
      socket.onmessage = (event) => show((JSON.parse(String(event.data)) as LiveMessage).state);
      socket.onclose = () => {
        if (over) return;
        setConnected(false);
        retry = setTimeout(connect, reconnectAfterMs);
      };
    };
    connect();
    // The workspace's clock moves on while nothing happens.
    const refresh = setInterval(async () => {
      const response = await fetch(`${paths.state}?as=${encodeURIComponent(personId)}`).catch(
        () => undefined,
      );
      if (response?.ok && !over) show((await response.json()) as PersonState);
    }, refreshEveryMs);
    return () => {
      over = true;
      clearTimeout(retry);
      clearInterval(refresh);
      socket.close();
    };
  }, [personId, show]);

  const perform = useCallback((act: Act) => post({ as: personId, act }), [personId]);
  return { state: state?.me.id === personId ? state : undefined, connected, perform };
}
