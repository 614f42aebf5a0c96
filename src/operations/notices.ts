import { dayOf } from '../domain/calendar.ts';
import type { Draft } from '../domain/change.ts';
import {
  type Addressed,
  isFinal,
  metFor,
  type Notice,
  type NoticeState,
  noticeLasts,
  noticesFollowing,
  readinessRecipients,
  sendableFrom,
  stateOf,
  stateToWatch,
  urgencyOf,
} from '../domain/notices/index.ts';
import { isActive } from '../domain/people.ts';
import { type Day, type Instant, type Register, settingsOf, type UserId } from '../domain/register.ts';
import type { Message, OutboxWrites, PlannedMessage, Store } from '../store/open.ts';
import type { ShownState } from './message-kind.ts';

const todayOf = (register: Register, at: Instant): Day => dayOf(at, settingsOf(register).timeZone);

/** A notice as the outbox takes it. @param key the same for the same notice to the same recipient */
export function planNotice(
  register: Register,
  addressed: Addressed,
  key: string,
  at: Instant,
): PlannedMessage {
  const { kind, recipient, notice: data } = addressed;
  const urgency = urgencyOf(data);
  const notBefore = urgency === 'immediate' ? at : sendableFrom(register, addressed, at);
  return {
    ...{ kind, recipient, key: `${data.kind} ${key}`, day: todayOf(register, at) },
    ...{ notBefore, expiresAt: notBefore + noticeLasts, urgency },
    ...{ data, shows: stateToWatch(data), reopens: true },
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
): Promise<readonly PlannedMessage[]> {
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

/** The state of a notice that was sent or is to be, as its message shows it. */
export function shownState(
  register: Register,
  notice: Notice,
  { recipient, sentAt }: Pick<Message, 'recipient' | 'sentAt'>,
  at: Instant,
): ShownState & { readonly state: NoticeState } {
  const state = stateOf(register, notice, { recipient, sentAt, today: todayOf(register, at) });
  return { state, isFinal: isFinal(state) };
}

/** Whether a notice that was not sent yet is still true. */
export async function isTrue(
  { outbox }: Pick<Store, 'outbox'>,
  register: Register,
  notice: Notice,
  { kind, recipient, workspace }: Message,
  at: Instant,
): Promise<boolean> {
  if (kind === 'notice' && !isActive(register, recipient)) return false;
  if (shownState(register, notice, { recipient, sentAt: null }, at).state !== 'open') return false;
  // Another notice, or the answer to their own action, may have told them meanwhile.
  return notice.kind !== 'readiness' || (await outbox.told(workspace)).get(recipient)?.met === notice.was;
}
