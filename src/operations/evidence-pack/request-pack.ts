import type { Day, UserId } from '../../domain/register.ts';
import type { StoreAndClock } from '../sweep.ts';

const minute = 60_000;
/** A pack that could not be sent by then is withdrawn, in milliseconds. */
const lifetime = 24 * 60 * minute;

/** Plans the message with the pack of a day. Asking twice within a minute sends it once. */
export async function requestEvidencePack(
  { store, now }: StoreAndClock,
  workspace: string,
  { recipient, day, today }: { readonly recipient: UserId; readonly day: Day; readonly today: Day },
): Promise<void> {
  const at = now();
  await store.outbox.plan(workspace, at, [
    {
      ...{ kind: 'evidence-pack', recipient, key: `${day} ${Math.floor(at / minute)}`, day: today },
      ...{ notBefore: at, expiresAt: at + lifetime, urgency: 'prompt', data: { day } },
    },
  ]);
}
