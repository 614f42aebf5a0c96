import { stateOf } from '../domain/notices/index.ts';
import { askedNow, isOpen, situationAround } from '../operations/asked.ts';
import type { Looking } from '../operations/look.ts';
import { isTrue } from '../operations/notices.ts';
import type { Queries } from '../operations/queries.ts';
import type { Compose } from '../operations/send.ts';
import type { MessageKind } from '../store/outbox-store.ts';
import { digestContent } from './digest/digest-pages.ts';
import { asMessage, withCharts } from './kit/page.ts';
import { noticeContent } from './notices/notice-messages.ts';
import { dailyContent } from './reminders/daily-message.ts';

/** A digest is compared with the one before it, unless that was longer ago, in milliseconds. */
const longAgo = 60 * 24 * 60 * 60 * 1000;

/** What messages say as things are at the moment at which they are sent or drawn again. */
export function createCompose({ readiness: current, digests, ...looking }: Looking & Queries): Compose {
  const { store } = looking;

  const notice: Compose = async (message) => {
    const { workspace, recipient, notice: data, sentAt, plannedAt, status } = message;
    const readiness = await current.now(workspace);
    const { register, today } = readiness;
    if (data === null) return null;
    if (status !== 'sent' && !(await isTrue(store, register, message, looking.now()))) return null;
    const state = stateOf(register, data, { recipient, sentAt, today });
    const changes = status === 'sent' ? await store.changes(workspace, { since: plannedAt }) : [];
    return asMessage(noticeContent(data, { ...message, readiness, at: looking.now(), state, changes }));
  };

  const composers: Readonly<Record<MessageKind, Compose>> = {
    async daily({ workspace, id, status }) {
      const asks = await store.outbox.asksOf(workspace, id);
      const situation = await situationAround(looking, workspace, asks);
      const all = askedNow(situation, asks);
      // What was settled before anybody could read of it is not told.
      const told = status === 'sent' ? all : all.filter(isOpen);
      return told.length === 0 ? null : asMessage(dailyContent(situation.register, told));
    },

    async digest({ workspace, recipient }) {
      const [register, sent] = await Promise.all([
        store.load(workspace),
        store.outbox.messages(workspace, { recipient, since: looking.now() - longAgo }),
      ]);
      const digest = register.digests.get(recipient);
      if (!digest || digest.stopped) return null;
      const last = sent.find(({ kind, sentAt }) => kind === 'digest' && sentAt !== null);
      const content = digestContent(await digests.week(workspace, last?.sentAt ?? undefined), digest);
      const plain = asMessage(content);
      return { ...(withCharts(content) ?? plain), plain: plain.blocks };
    },

    notice,
    announcement: notice,
  };

  return (message) => composers[message.kind](message);
}
