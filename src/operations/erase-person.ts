import type { Instant, UserId } from '../domain/register.ts';
import type { ErasureStore, PersonTraces } from '../store/open.ts';
import { backOff } from './act.ts';

interface Order {
  readonly person: UserId;
  readonly orderedBy: UserId;
  readonly reason: string;
}

export type ErasureOutcome =
  /** `key` is the erasure in the change log; null when nothing was stored about the person. */
  | { readonly ok: true; readonly key: string | null; readonly traces: PersonTraces }
  | { readonly ok: false; readonly message: string };

/** Returns why an erasure order is invalid, in a sentence; null when it is valid. */
export function findOrderProblem({ reason }: Order, { names }: PersonTraces): string | null {
  if (reason.trim() === '') return 'Enter a reason.';
  const text = reason.toLocaleLowerCase('en');
  return names.some((name) => text.includes(name.toLocaleLowerCase('en')))
    ? 'The reason contains the name of the person. Leave the name out: the change log keeps the reason.'
    : null;
}

/** Erases what is stored about a person, and retries after conflicts. */
export async function erasePerson(
  { store, now }: { readonly store: ErasureStore; readonly now: () => Instant },
  workspace: string,
  order: Order,
): Promise<ErasureOutcome> {
  const traces = await store.traces(workspace, order.person);
  const message = findOrderProblem(order, traces);
  if (message !== null) return { ok: false, message };
  for (let round = 0; ; round += 1) {
    const result = await store.erase(workspace, { ...order, at: now() });
    if (result.outcome === 'nothing') return { ok: true, key: null, traces };
    if (result.outcome === 'erased') return { ok: true, key: result.erasure.key, traces: result.traces };
    await backOff(round);
  }
}
