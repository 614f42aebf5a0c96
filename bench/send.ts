import { join } from 'node:path';
import { z } from 'zod';
import { startSampleWorkspace } from '../sandbox/sample-workspace.ts';
import { addDays } from '../src/domain/calendar.ts';
import { createLog } from '../src/log.ts';
import { defineMessage, messageKindsOf } from '../src/operations/message-kind.ts';
import { createQueries } from '../src/operations/queries.ts';
import { defaultTiming, sendReadyMessages } from '../src/operations/send.ts';
import { createSingleInstallation } from '../src/slack/installations.ts';
import { createSlackSender } from '../src/slack/slack-sender.ts';
import { openStore, type PlannedMessage } from '../src/store/open.ts';

/** Messages to one channel. */
const messages = 30;
const aSecond = 1000;

const digest = defineMessage({
  ...{ key: 'digest', to: 'channel', data: z.null(), mayRepeat: false },
  render: async (_, { day }) => ({ text: `The digest of ${day}`, blocks: [] }),
});

export interface SendRate {
  /** The share of Slack's limit of one message a second per channel. */
  readonly shareOfLimit: number;
  readonly messages: number;
  /** The number of calls that Slack limited. */
  readonly limited: number;
}

/** Sends to one channel of a workspace that refuses a second message within a second, as Slack does. */
export async function sendRate(folder: string, now: number): Promise<SendRate> {
  const workspace = await startSampleWorkspace();
  const store = await openStore(`sqlite:${join(folder, 'sending.db')}`);
  try {
    const today = new Date(now).toISOString().slice(0, 10);
    const plan = (recipient: string, day: string): PlannedMessage => ({
      ...{ kind: 'digest', recipient, key: day, day, data: null, urgency: 'routine' },
      ...{ notBefore: now, expiresAt: now + 24 * 3_600_000 },
    });
    const config = { botToken: workspace.botToken, slackApiUrl: workspace.apiUrl };
    const sending = {
      store,
      now: Date.now,
      ...createQueries({ store, now: Date.now }),
      sender: createSlackSender(createSingleInstallation(config, createLog('error')), createLog('error')),
      kinds: messageKindsOf([digest]),
      timing: defaultTiming,
    };
    const { teamId } = workspace;
    workspace.control.limitMessages(1000);
    // A commit is what brings a workspace onto the agenda.
    await store.commit(teamId, { seenSeq: 0, delivery: null, actor: 'U0LENA', at: now, drafts: [] });
    // The first goes elsewhere: it waits for the connection, which the limit is not about.
    await store.outbox.plan(teamId, now, [plan('#ai-program', today)]);
    await sendReadyMessages(sending, teamId);
    const days = Array.from({ length: messages }, (_, at) => addDays(today, at));
    await store.outbox.plan(
      teamId,
      now,
      days.map((day) => plan('#general', day)),
    );
    await sendReadyMessages(sending, teamId);
    const posts = workspace.control
      .calls()
      .filter(({ method, args }) => method === 'chat.postMessage' && args.channel === '#general');
    const arrived = posts.filter(({ answer }) => answer?.ok === true).map(({ at }) => at);
    if (arrived.length !== messages) throw new Error(`${arrived.length} of ${messages} messages arrived`);
    const took = (arrived.at(-1) ?? 0) - (arrived[0] ?? 0);
    return {
      shareOfLimit: ((messages - 1) * aSecond) / took,
      messages,
      limited: posts.length - arrived.length,
    };
  } finally {
    await store.close();
    await workspace.close();
  }
}
