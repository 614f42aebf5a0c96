import { dayOf } from '../domain/calendar.ts';
import type { Draft } from '../domain/change.ts';
import {
  type Addressed,
  isFinal,
  metFor,
  noticeLasts,
  noticesFollowing,
  readinessRecipients,
  sendableFrom,
  stateOf,
  stateToWatch,
} from '../domain/notices/index.ts';
import { isActive } from '../domain/people.ts';
import { type Day, type Instant, type Register, settingsOf, type UserId } from '../domain/register.ts';
import type { Message, OutboxWrites, Plan, Store } from '../store/open.ts';

const todayOf = (register: Register, at: Instant): Day => dayOf(at, settingsOf(register).timeZone);

/** A notice as the outbox takes it. @param key the same for the same notice to the same recipient */
export function planNotice(register: Register, addressed: Addressed, key: string, at: Instant): Plan {
  const { kind, recipient, notice: data } = addressed;
  const readyAt = sendableFrom(register, addressed, at);
  return {
    ...{ kind, recipient, day: todayOf(register, at), expiresAt: readyAt + noticeLasts, asks: [] },
    notice: { key: `${data.kind} ${key}`, data, readyAt, shows: stateToWatch(data) },
  };
}

/**
 * What goes into the outbox with a commit: everybody whom it concerns is told. A lead who changed what is met by their
 * own action reads so in the answer, and is not told again.
 */
export function writesFollowing(
  before: Register,
  after: Register,
  drafts: readonly Draft[],
  by: UserId,
  at: Instant,
): OutboxWrites {
  const plans = noticesFollowing(after, drafts, by).map((addressed) =>
    planNotice(after, addressed, String(after.seq), at),
  );
  // Somebody came back early, or moved: what waits for their working hours is looked at again.
  const release = drafts.flatMap(({ entity, id }) =>
    entity === 'absences' || entity === 'people' ? id : [],
  );
  if (!settingsOf(before).leads.includes(by)) return { plans, release };
  const was = metFor(before, todayOf(before, at), by);
  const is = metFor(after, todayOf(after, at), by);
  return was === is ? { plans, release } : { plans, release, told: { recipient: by, was, is } };
}

/** Plans a notice for each recipient who was last told something else about what is met than is so now. */
export async function planReadiness(
  { outbox }: Pick<Store, 'outbox'>,
  register: Register,
  at: Instant,
): Promise<readonly Plan[]> {
  const { workspace } = register;
  const recipients = readinessRecipients(register);
  const told = await outbox.told(workspace);
  const met = new Map(
    recipients.map(({ recipient }) => [recipient, metFor(register, todayOf(register, at), recipient)]),
  );
  if (met.size !== told.size || [...met.keys()].some((recipient) => !told.has(recipient)))
    await outbox.keepTold(workspace, met, at);
  return recipients.flatMap(({ kind, recipient }) => {
    const last = told.get(recipient);
    const is = met.get(recipient) ?? '';
    if (!last || last.met === is) return [];
    const notice = { kind: 'readiness', was: last.met, is } as const;
    return [planNotice(register, { kind, recipient, notice }, `${last.turn} ${is}`, at)];
  });
}

/** Has messages drawn again whose notice is no longer as they show it. */
export async function watchNotices(
  { outbox }: Pick<Store, 'outbox'>,
  register: Register,
  at: Instant,
): Promise<void> {
  for (const message of await outbox.watched(register.workspace)) {
    const { notice, shows } = message;
    const state = notice && stateOf(register, notice, { ...message, today: todayOf(register, at) });
    if (state !== null && state !== shows) await outbox.show(message, isFinal(state) ? null : state, at);
  }
}

/** Whether a notice that was not sent yet is still true. */
export async function isTrue(
  { outbox }: Pick<Store, 'outbox'>,
  register: Register,
  { notice, kind, recipient, workspace }: Message,
  at: Instant,
): Promise<boolean> {
  if (notice === null || (kind === 'notice' && !isActive(register, recipient))) return false;
  const delivery = { recipient, sentAt: null, today: todayOf(register, at) };
  if (stateOf(register, notice, delivery) !== 'open') return false;
  // Another notice, or the answer to their own action, may have told them meanwhile.
  return notice.kind !== 'readiness' || (await outbox.told(workspace)).get(recipient)?.met === notice.was;
}
