import { answerDirectly, findSendTime, type Notice, noticeSchema } from '../../domain/notices/index.ts';
import { defineMessage, type MessageDefinition } from '../../operations/message-kind.ts';
import { findShownState, isStillTrue, planNotice } from '../../operations/notices.ts';
import { toMessage } from '../kit/page.ts';
import { createNoticeFile, renderNotice } from './notice-messages.ts';

/** Defines the kind of a notice to a person or a channel; its data says which change. */
const defineNotice = (
  key: 'notice' | 'announcement',
  to: MessageDefinition<Notice>['to'],
): MessageDefinition<Notice> => ({
  ...{ key, to, data: noticeSchema, mayRepeat: false },

  async postponedUntil({ store, now }, { workspace, recipient }) {
    const at = now();
    const from = findSendTime(await store.load(workspace), { kind: key, recipient }, at);
    return from > at ? from : null;
  },

  async render({ store, readiness: current, now }, message, data) {
    const { workspace, plannedAt, status } = message;
    const readiness = await current.now(workspace);
    const { register } = readiness;
    const at = now();
    if (status !== 'sent' && !(await isStillTrue(store, register, data, message, at))) return null;
    const { state } = findShownState(register, data, message, at);
    const changes = status === 'sent' ? await store.changes(workspace, { since: plannedAt }) : [];
    const view = { ...message, readiness, at, state, changes };
    const file = createNoticeFile(data, view);
    return { ...toMessage(renderNotice(data, view)), ...(file ? { file } : {}) };
  },

  stateOf: (register, message, data, at) => findShownState(register, data, message, at),

  async followUp({ store, now }, { workspace, recipient, id }, data, status) {
    if (status === 'sent' && data.kind === 'readiness') return { lastTold: { ...data, recipient } };
    if (status === 'refused' && key === 'announcement' && data.kind === 'tool-decided') {
      // Slack refuses a channel that the app is not in.
      const register = await store.load(workspace);
      const direct = data.askers.map((asker) => answerDirectly(data.request, asker));
      return { plans: direct.map((addressed) => planNotice(register, addressed, id, now())) };
    }
    const isMissed = data.kind === 'digest-chosen' || data.kind === 'operator-declined';
    if (status !== 'refused' || !isMissed) return {};
    // Only the person who caused it can notice the failure.
    const notice = { kind: 'undelivered', what: data.kind } as const;
    const addressed = { kind: 'notice', recipient: data.by, notice } as const;
    return { plans: [planNotice(await store.load(workspace), addressed, id, now())] };
  },
});

export const notice = defineMessage(defineNotice('notice', 'person'));
export const announcement = defineMessage(defineNotice('announcement', 'channel'));
