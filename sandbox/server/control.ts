import type { SamplePerson } from '../protocol.ts';
import type { ApiCalls, Call } from './api-calls.ts';
import type { Delivery } from './delivery.ts';
import { sendEvent } from './events.ts';
import type { Fault } from './faults.ts';
import { app } from './identity.ts';
import { userPayload } from './payloads.ts';
import type { Conversation, StoredFile } from './records.ts';
import type { Slack } from './slack.ts';
import type { Workspace } from './workspace.ts';

export interface Control {
  /** Changes a person's facts and sends `user_change`. Resolves when the app has acknowledged. */
  change: (person: string, facts: Partial<SamplePerson>) => Promise<void>;
  /** Changes somebody while the app hears of nothing. */
  changeUnheard: (person: string, facts: Partial<SamplePerson>) => void;
  deactivate: (person: string) => Promise<void>;
  reactivate: (person: string) => Promise<void>;
  archiveChannel: (channel: string) => void;
  addApp: (channel: string) => void;
  removeApp: (channel: string) => void;
  /** Sends `app_uninstalled` and `tokens_revoked`, then takes the tokens away. */
  uninstall: () => Promise<void>;
  /** Makes the next calls of a method fail with this fault. */
  failNext: (method: string, fault: Fault, times?: number) => void;
  /** Makes the other calls of a method fail with the fault that this returns; null lets a call pass. */
  failBy: (method: string, chance: () => Fault | null) => void;
  /**
   * Refuses a second message to a conversation within so many milliseconds with 429; Slack does within 1,000. Null, as
   * at first, refuses none.
   */
  limitMessages: (gap: number | null) => void;
  /** Delivers the last slash command, view submission or block action again, byte for byte. */
  redeliver: (type?: 'slash_command' | 'view_submission' | 'block_actions') => Promise<Delivery>;
  calls: () => readonly Call[];
  /** Returns how often the app downloaded a file, by name. */
  downloads: (file: string) => number;
  /** Edits or, with null, deletes an uploaded file. */
  editFile: (file: string, contents: string | null) => void;
  deliveries: () => readonly Delivery[];
  setNow: (now: () => number) => void;
  /** Announces that the sockets will be ended after a while (ten seconds), or cuts them without a word. */
  refreshSockets: (endAfterMs?: number) => () => void;
  cutSockets: () => void;
  /** Returns the number of open sockets of the app. */
  sockets: () => number;
}

/** Returns the controls of a running workspace. */
export function controlOf(slack: Slack, calls: ApiCalls): Control {
  const { workspace, link } = slack;

  function channel(name: string): Conversation {
    const found = workspace.conversationNamed(name);
    if (!found) throw new Error(`No channel ${name} here`);
    return found;
  }

  function file(name: string): StoredFile {
    const found = [...workspace.files.values()].findLast((one) => one.file.name === name);
    if (!found) throw new Error(`Nobody uploaded ${name}`);
    return found;
  }

  async function change(name: string, facts: Partial<SamplePerson>): Promise<void> {
    const changed = { ...personNamed(workspace, name), ...facts };
    workspace.people.set(changed.id, changed);
    workspace.changed();
    await sendEvent(slack, 'user_change', {
      type: 'user_change',
      user: userPayload(changed),
      event_ts: workspace.nextTs(),
    });
  }

  return {
    change,
    changeUnheard: (name, facts) => {
      const { id } = personNamed(workspace, name);
      workspace.people.set(id, { ...personNamed(workspace, name), ...facts });
    },
    deactivate: (name) => change(name, { deleted: true }),
    reactivate: (name) => change(name, { deleted: false }),
    archiveChannel: (name) => {
      channel(name).isArchived = true;
      workspace.changed();
    },
    addApp: (name) => {
      channel(name).members.add(app.botUserId);
      workspace.changed();
    },
    removeApp: (name) => {
      channel(name).members.delete(app.botUserId);
      workspace.changed();
    },
    uninstall: async () => {
      await sendEvent(slack, 'app_uninstalled', { type: 'app_uninstalled' });
      await sendEvent(slack, 'tokens_revoked', {
        type: 'tokens_revoked',
        tokens: { oauth: [], bot: [app.botUserId] },
      });
      workspace.installed = false;
      workspace.changed();
    },
    failNext: (method, fault, times) => calls.failNext(method, fault, times),
    failBy: (method, chance) => calls.failBy(method, chance),
    limitMessages: (gap) => calls.limitMessages(gap),
    redeliver: (type) => link.redeliver(type),
    calls: () => calls.made,
    downloads: (name) => file(name).downloads,
    editFile: (name, contents) => {
      const stored = file(name);
      if (contents === null) workspace.files.delete(stored.file.id);
      else stored.contents = Buffer.from(contents);
    },
    deliveries: () => link.deliveries,
    setNow: (now) => {
      workspace.now = now;
      workspace.changed();
    },
    refreshSockets: (endAfterMs = 10_000) => link.refreshSockets(endAfterMs),
    cutSockets: () => link.cutSockets(),
    sockets: () => link.sockets(),
  };
}

/** Returns the person of this name. @throws Error that lists the people, when there is none */
export function personNamed(workspace: Workspace, name: string): SamplePerson {
  const found = workspace.personNamed(name);
  if (!found)
    throw new Error(
      `No ${name} here; there are ${[...workspace.people.values()].map((one) => one.name).join(', ')}`,
    );
  return found;
}
