import type { AppInfo, Message, PersonState, View, WorkspaceInfo } from '../protocol.ts';
import { app, team } from './identity.ts';
import type { Conversation, StoredMessage, StoredView } from './records.ts';
import type { Workspace } from './workspace.ts';

/** Returns the app as people see it; `connected` says whether its socket is open. */
export function appInfo(workspace: Workspace, connected: boolean): AppInfo {
  const features = workspace.manifest.features;
  return {
    id: app.id,
    name: workspace.appName(),
    description: workspace.manifest.display_information.description ?? '',
    botUserId: app.botUserId,
    homeEnabled: features?.app_home?.home_tab_enabled === true,
    messagesEnabled: features?.app_home?.messages_tab_enabled !== false,
    connected: connected && workspace.installed,
    commands: (workspace.installed ? (features?.slash_commands ?? []) : []).map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint ?? '',
    })),
    shortcuts: (workspace.installed ? (features?.shortcuts ?? []) : []).map(
      ({ name, type, description }) => ({ name, type, description }),
    ),
  };
}

/** Returns the state of the page before a person is chosen. */
export function workspaceInfo(workspace: Workspace, connected: boolean): WorkspaceInfo {
  return {
    teamId: team.id,
    name: team.name,
    domain: team.domain,
    people: [...workspace.people.values()],
    app: appInfo(workspace, connected),
  };
}

/**
 * Returns everything one person sees.
 * @throws if there is no such person
 */
export function personState(workspace: Workspace, id: string, connected: boolean): PersonState {
  const me = workspace.people.get(id);
  if (!me) throw new Error(`No such person: ${id}`);
  const mine = [...workspace.conversations.values()].filter((one) => one.members.has(id));
  const visible = ({ messages }: Conversation) => visibleTo(workspace, id, messages);
  const unread = (conversation: Conversation) =>
    countUnread(visible(conversation), id, conversation.lastRead.get(id) ?? '');
  return {
    version: workspace.version,
    now: workspace.now(),
    clockMoves: workspace.clockMoves,
    workspace: { teamId: team.id, name: team.name, domain: team.domain },
    app: appInfo(workspace, connected),
    me,
    people: [...workspace.people.values()],
    channels: [...workspace.conversations.values()]
      .filter(
        (one) =>
          one.directWith === null && (one.members.has(id) || (!me.isRestricted && !me.isUltraRestricted)),
      )
      .map((one) => ({
        id: one.id,
        name: one.name,
        isMember: one.members.has(id),
        isArchived: one.isArchived,
        unread: one.members.has(id) ? unread(one) : 0,
      })),
    directMessages: mine
      .filter((one) => one.directWith !== null)
      .map((one) => ({ id: one.id, withUser: app.botUserId, unread: unread(one) })),
    messages: Object.fromEntries(mine.map((one) => [one.id, visible(one)])),
    modals: workspace.stack(id).map(viewAsSeen),
    home: mapIf(workspace.homes.get(id), viewAsSeen),
    agent: workspace.agents.panelOf(workspace.manifest, workspace.directMessage(id)?.id ?? ''),
    toasts: workspace.toasts.get(id) ?? [],
  };
}

/** The messages of a conversation that each person sees. */
const visibleLists = new WeakMap<readonly StoredMessage[], Map<string, readonly Message[]>>();

/** Returns the messages that a person sees, oldest first; the same list until one is added or changed. */
function visibleTo(
  workspace: Workspace,
  person: string,
  messages: readonly StoredMessage[],
): readonly Message[] {
  const lists = visibleLists.get(messages) ?? new Map<string, readonly Message[]>();
  visibleLists.set(messages, lists);
  const visible =
    lists.get(person) ?? messages.filter((one) => workspace.mayRead(person, one)).map(messageAsSeen);
  lists.set(person, visible);
  return visible;
}

/** Returns how many messages of others came after the last read one. */
function countUnread(messages: readonly Message[], person: string, lastRead: string): number {
  let count = 0;
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (!message || message.ts <= lastRead) break;
    if (message.user !== person) count += 1;
  }
  return count;
}

/** Messages as people see them. A stored message never changes: an edit replaces it. */
const seen = new WeakMap<StoredMessage, Message>();

function messageAsSeen(stored: StoredMessage): Message {
  const known = seen.get(stored);
  if (known) return known;
  const { onlyFor: _, metadata: __, ...message } = stored;
  seen.set(stored, message);
  return message;
}

/** Returns a view without metadata and callback ids, which only the app sees. */
function viewAsSeen(view: StoredView): View {
  const { id, type, title, submit, close, clearOnClose, blocks, values, errors, trouble, submitting, hash } =
    view;
  return {
    id,
    type,
    ...(title ? { title } : {}),
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    clearOnClose,
    blocks,
    values,
    errors,
    ...(trouble ? { trouble } : {}),
    submitting,
    hash,
  };
}

function mapIf<T, R>(value: T | undefined, map: (value: T) => R): R | null {
  return value === undefined ? null : map(value);
}
