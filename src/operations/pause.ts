/** The longest span that is given to a timer, in milliseconds: beyond 2^31 - 1 (24.8 days) Node's fire at once. */
const maxTimer = 24 * 60 * 60 * 1000;

/**
 * Waits a span, however long, or until the signal. The span passes in real time, whatever happens to the clock.
 * @param milliseconds none of it is waited when it is not above 0
 */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > 0 && !signal?.aborted; left -= maxTimer) {
    await timer(Math.min(left, maxTimer), signal);
  }
}

function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(waiting);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const waiting = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
  });
}

/** Lets other work go on: resolves in the next turn of the event loop. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
