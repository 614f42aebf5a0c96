import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { createLog } from '../../src/log.ts';
import { createTickRecorder } from '../../src/operations/follow-clock.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { type SendServices, sendReadyMessages } from '../../src/operations/send.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { openStore } from '../../src/store/open.ts';
import { callTimeout, insist, timing } from './chaos-timing.ts';
import { everyTenant } from './installations.ts';
import { stubMessageKinds } from './messages.ts';

/**
 * A process of its own that sends what is in the outbox, once it is told to and until it is killed. It says when it is
 * ready, and by how much the number of its calls under way changes.
 */
const [databaseUrl = '', slackApiUrl = '', botToken = ''] = process.argv.slice(2);
process.once('disconnect', () => process.exit());

const store = await insist(() => openStore(databaseUrl));
const sender = createSlackSender(
  everyTenant({ botToken, slackApiUrl }, createLog('silent'), callTimeout),
  createLog('silent'),
);
const tell = (calls: number) => process.send?.(calls);
const sending: SendServices = {
  store,
  now: Date.now,
  ...createQueries({ store, now: Date.now }),
  sender: {
    ...sender,
    async post(message, rendered) {
      tell(1);
      return sender.post(message, rendered).finally(() => tell(-1));
    },
  },
  kinds: stubMessageKinds(({ id }) => ({ text: id, blocks: [] })),
  timing,
};

// The clock helper would let the process end, so a message listener keeps it alive.
process.channel?.ref();
tell(0);
for (let said: unknown; said !== 'begin'; ) [said] = await once(process, 'message');
const ticks = createTickRecorder(sending);
const busyWorkspaces = new Set<string>();
for (;;) {
  await insist(() => ticks.record());
  for (const { workspace } of await insist(() => store.outbox.readyToSend(Date.now()))) {
    if (busyWorkspaces.has(workspace)) continue;
    busyWorkspaces.add(workspace);
    // An unfinished message is claimed again after its lease.
    void sendReadyMessages(sending, workspace)
      .catch(() => {})
      .finally(() => busyWorkspaces.delete(workspace));
  }
  await setTimeout(20);
}
