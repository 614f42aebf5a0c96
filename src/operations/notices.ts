import { dayOf } from '../domain/calendar.ts';
import type { Draft } from '../domain/change.ts';
import {
  type AddressedNotice,
  deriveNotices,
  findSendTime,
  initialShownState,
  isFinal,
  listReadinessRecipients,
  listRequestNotices,
  metRequirementsFor,
  type Notice,
  type NoticeState,
  noticeLifetime,
  stateOf,
  urgencyOf,
} from '../domain/notices/index.ts';
import { isActive } from '../domain/people.ts';
import { type Day, type Instant, type Register, settingsOf, type UserId } from '../domain/register.ts';
import type { Message, OutboxWrites, PlannedMessage, Store } from '../store/open.ts';
import { planIncidentMessages } from './incidents.ts';
import type { ShownState } from './message-kind.ts';

const todayOf = (register: Register, at: Instant): Day => dayOf(at, settingsOf(register).timeZone);

/** Returns the message of a notice for the outbox. @param key the same for the same notice to the same recipient */
export function planNotice(
  register: Register,
  addressed: AddressedNotice,
  key: string,
  at: Instant,
): PlannedMessage {
  const { kind, recipient, notice: data } = addressed;
  const urgency = urgencyOf(data);
  const notBefore = urgency === 'immediate' ? at : findSendTime(register, addressed, at);
  return {
    ...{ kind, recipient, key: `${data.kind} ${key}`, day: todayOf(register, at) },
    ...{ notBefore, expiresAt: notBefore + noticeLifetime, urgency },
    ...{ data, shows: initialShownState(data), reopensWithdrawn: true },
  };
}

/**
 * Returns the outbox writes of a commit: notices for everyone concerned. A lead who changed the verdict reads it in the
 * answer and gets no notice.
 */
export function planOutboxWrites(
  before: Register,
  after: Register,
  drafts: readonly Draft[],
  by: UserId,
  at: Instant,
): OutboxWrites {
  const plans = [
    ...planIncidentMessages(after, drafts, at),
    ...deriveNotices(after, drafts, by).map((addressed) =>
      planNotice(after, addressed, String(after.seq), at),
    ),
  ];
  // After an early return or a move, messages that wait for working hours are checked again.
  const release = drafts.flatMap(({ entity, id }) =>
    entity === 'absences' || entity === 'people' ? id : [],
  );
  if (!settingsOf(before).leads.includes(by)) return { plans, release };
  const was = metRequirementsFor(before, todayOf(before, at), by);
  const is = metRequirementsFor(after, todayOf(after, at), by);
  return was === is ? { plans, release } : { plans, release, lastTold: { recipient: by, was, is } };
}

/** Returns the notice of each waiting request for an AI tool; one that was planned before is not sent again. */
export const planRequestNotices = (register: Register, at: Instant): readonly PlannedMessage[] =>
  listRequestNotices(register, at).map(({ request, ...addressed }) =>
    planNotice(register, addressed, request, at),
  );

/** Returns notices for recipients who were last told other met requirements than today's. */
export async function planReadinessNotices(
  { outbox }: Pick<Store, 'outbox'>,
  register: Register,
  at: Instant,
): Promise<readonly PlannedMessage[]> {
  const { workspace } = register;
  const recipients = listReadinessRecipients(register);
  const lastTold = await outbox.lastTold(workspace);
  const met = new Map(
    recipients.map(({ recipient }) => [
      recipient,
      metRequirementsFor(register, todayOf(register, at), recipient),
    ]),
  );
  if (met.size !== lastTold.size || [...met.keys()].some((recipient) => !lastTold.has(recipient)))
    await outbox.saveLastTold(workspace, met, at);
  return recipients.flatMap(({ kind, recipient }) => {
    const last = lastTold.get(recipient);
    const is = met.get(recipient) ?? '';
    if (!last || last.met === is) return [];
    const notice = { kind: 'readiness', was: last.met, is } as const;
    return [planNotice(register, { kind, recipient, notice }, `${last.revision} ${is}`, at)];
  });
}

/** Returns the state that the message of a notice shows. */
export function findShownState(
  register: Register,
  notice: Notice,
  { recipient, sentAt }: Pick<Message, 'recipient' | 'sentAt'>,
  at: Instant,
): ShownState & { readonly state: NoticeState } {
  const state = stateOf(register, notice, { recipient, sentAt, today: todayOf(register, at) });
  return { state, isFinal: isFinal(state) };
}

/** True when an unsent notice still applies. */
export async function isStillTrue(
  { outbox }: Pick<Store, 'outbox'>,
  register: Register,
  notice: Notice,
  { kind, recipient, workspace }: Message,
  at: Instant,
): Promise<boolean> {
  if (kind === 'notice' && !isActive(register, recipient)) return false;
  if (findShownState(register, notice, { recipient, sentAt: null }, at).state !== 'open') return false;
  // Another notice, or the answer to their own action, may have told them already.
  return notice.kind !== 'readiness' || (await outbox.lastTold(workspace)).get(recipient)?.met === notice.was;
}
