/** The longest single timer, in milliseconds. Beyond 2^31 - 1 (24.8 days) Node's timers fire at once. */
const maxTimer = 24 * 60 * 60 * 1000;

/**
 * Waits any span of real time, or until the signal. The app's clock does not matter.
 * @param milliseconds no wait for 0 or less
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

/** Resolves in the next turn of the event loop, so that other work can run. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets other work run if this work has taken long since it last did. */
export type Pace = () => Promise<void>;

/**
 * Creates the pace of long work, to be called within its loops.
 * @param milliseconds how long the work may go on between two turns of the event loop
 */
export function createPace(milliseconds: number): Pace {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < milliseconds) return;
    await yieldToEventLoop();
    since = performance.now();
  };
}
