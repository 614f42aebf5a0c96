import { z } from 'zod';
import { dayOf } from '../../domain/calendar.ts';
import { postponeLateDigest, stopRefusedDigest } from '../../domain/digest/index.ts';
import { settingsOf } from '../../domain/register.ts';
import { defineMessage } from '../../operations/message-kind.ts';
import { recordSystemChange } from '../../operations/record-person.ts';
import { toMessage, toMessageWithCharts } from '../kit/page.ts';
import { renderDigest } from './digest-pages.ts';

/** The oldest digest to compare with, in milliseconds. */
const maxComparisonAge = 60 * 24 * 60 * 60 * 1000;

/** The kind of the weekly digest of a channel. */
export const digest = defineMessage({
  key: 'digest',
  to: 'channel',
  data: z.null(),
  mayRepeat: false,

  async postponedUntil({ store, now }, { workspace, recipient, day }) {
    const register = await store.load(workspace);
    const found = register.digests.get(recipient);
    return found ? postponeLateDigest(found, day, register, now()) : null;
  },

  async render({ store, now, digests }, { workspace, recipient }) {
    const [register, sent] = await Promise.all([
      store.load(workspace),
      store.outbox.messages(workspace, { recipient, since: now() - maxComparisonAge }),
    ]);
    const found = register.digests.get(recipient);
    if (!found || found.stopped) return null;
    const last = sent.find(({ kind, sentAt }) => kind === 'digest' && sentAt !== null);
    const content = renderDigest(await digests.week(workspace, last?.sentAt ?? undefined), found);
    const plain = toMessage(content);
    return { ...(toMessageWithCharts(content) ?? plain), plain: plain.blocks };
  },

  async onChannelRefused(services, { workspace, recipient }, reason) {
    await recordSystemChange(services, workspace, (register, at) => {
      const timeZone = register.digests.get(recipient)?.timeZone ?? settingsOf(register).timeZone;
      return stopRefusedDigest(register, recipient, describeRefusal(reason), dayOf(at, timeZone));
    });
  },
});

const channelRefusals: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived',
  not_in_channel: 'Crossing is not in the channel',
  channel_not_found: 'the channel was deleted, or is private and Crossing is not in it',
};
const describeRefusal = (reason: string): string =>
  channelRefusals[reason] ?? `Crossing may not post in the channel (${reason})`;
