import type { Heartbeat } from '../operations/heartbeat.ts';
import { pause } from '../operations/pause.ts';
import type { Store } from '../store/open.ts';
import type { Route } from './server.ts';

/** How long the database may take to answer, in milliseconds. */
const readinessTimeout = 1_500;

interface Health {
  readonly store: Pick<Store, 'isReady'>;
  readonly heartbeat: Pick<Heartbeat, 'trouble'>;
  readonly isStopping: () => boolean;
}

/**
 * Creates `/healthz` (the process runs) and `/readyz` (it can serve; otherwise 503 with the reason, within two
 * seconds).
 */
export function createHealthRoutes({ store, heartbeat, isStopping }: Health): readonly Route[] {
  const noAnswer = () => 'the database does not answer';
  const explainNotReady = async (): Promise<string | null> => {
    if (isStopping()) return 'Crossing is stopping';
    const answer = store.isReady().then(() => null, noAnswer);
    return heartbeat.trouble() ?? Promise.race([answer, pause(readinessTimeout).then(noAnswer)]);
  };
  return [
    { method: 'GET', path: '/healthz', answer: (request) => request.text('ok') },
    {
      method: 'GET',
      path: '/readyz',
      async answer(request) {
        const reason = await explainNotReady();
        return reason === null ? request.text('ready') : request.text(`not ready: ${reason}`, 503);
      },
    },
  ];
}
