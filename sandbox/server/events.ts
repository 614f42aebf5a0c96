import { randomUUID } from 'node:crypto';
import type { Acknowledged, AppLink } from './delivery.ts';
import { app, team } from './identity.ts';
import { homeTeam, messagePayload } from './payloads.ts';
import type { StoredMessage } from './records.ts';
import type { Workspace } from './workspace.ts';

/** The events an app may subscribe to here, each with the scope without which Slack does not send it. */
const scopeOf = {
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  app_uninstalled: null,
  link_shared: 'links:read',
  'message.channels': 'channels:history',
  'message.im': 'im:history',
  tokens_revoked: null,
  user_change: 'users:read',
} as const;

export type EventName = keyof typeof scopeOf;

/** Sends the app an event if its manifest subscribes to it and it may know; otherwise there is nothing to wait for. */
export async function sendEvent(
  slack: { workspace: Workspace; link: AppLink },
  name: EventName,
  event: Record<string, unknown>,
): Promise<Acknowledged | null> {
  const { workspace, link } = slack;
  const events: string[] = workspace.manifest.settings?.event_subscriptions?.bot_events ?? [];
  const scope = scopeOf[name];
  if (!workspace.installed || !events.includes(name) || (scope && !workspace.scopes().includes(scope)))
    return null;
  return link.deliver('events_api', {
    token: app.token,
    team_id: homeTeam(workspace.people.get(String(event.user)) ?? {}),
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: `Ev${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`,
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isShared(workspace, String(event.channel)),
    event_context: randomUUID(),
  });
}

/** True for a channel with members of another company. */
function isShared(workspace: Workspace, channel: string): boolean {
  const members = workspace.conversations.get(channel)?.members ?? [];
  return [...members].some((id) => homeTeam(workspace.people.get(id) ?? {}) !== team.id);
}

/** Returns the links of a message whose domain, or the domain above it, the manifest registers. */
export function registeredLinks(
  workspace: Workspace,
  { text }: StoredMessage,
): { domain: string; url: string }[] {
  const domains = workspace.manifest.features?.unfurl_domains ?? [];
  const urls = [...text.matchAll(/<(https?:\/\/[^|>\s]+)/g)].map(([, url = '']) =>
    url.replaceAll('&amp;', '&'),
  );
  return [...new Set(urls)].flatMap((url) => {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    const domain = domains.find((one) => host === one || host.endsWith(`.${one}`));
    return domain === undefined ? [] : [{ domain, url }];
  });
}

/** Tells the app of links to its domains, also in a conversation that it is no member of. */
export async function sendLinks(
  slack: { workspace: Workspace; link: AppLink },
  message: StoredMessage,
): Promise<void> {
  const links = registeredLinks(slack.workspace, message);
  if (links.length === 0 || message.user === app.botUserId) return;
  const members = slack.workspace.conversations.get(message.channel)?.members;
  await sendEvent(slack, 'link_shared', {
    type: 'link_shared',
    channel: message.channel,
    is_bot_user_member: members?.has(app.botUserId) === true,
    user: message.user,
    message_ts: message.ts,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    unfurl_id: `${message.channel}.${message.ts}`,
    source: 'conversations_history',
    links,
    event_ts: message.ts,
  });
}

/** Tells the app of a message it can read, its own included: as in Slack, it hears itself. */
export async function sendMessageEvent(
  slack: { workspace: Workspace; link: AppLink },
  message: StoredMessage,
  change?: 'message_changed' | 'message_deleted',
): Promise<void> {
  const conversation = slack.workspace.conversations.get(message.channel);
  if (!conversation?.members.has(app.botUserId)) return;
  const direct = conversation.directWith !== null;
  const where = { channel: conversation.id, channel_type: direct ? 'im' : 'channel', event_ts: message.ts };
  const event = change
    ? {
        type: 'message',
        subtype: change,
        hidden: true,
        ts: message.ts,
        ...(change === 'message_changed' ? { message: messagePayload(message) } : { deleted_ts: message.ts }),
        ...where,
      }
    : { ...messagePayload(message), ...where };
  const told = [sendEvent(slack, direct ? 'message.im' : 'message.channels', event)];
  if (!change && !direct && message.user !== app.botUserId && message.text.includes(`<@${app.botUserId}>`)) {
    told.push(sendEvent(slack, 'app_mention', { ...messagePayload(message), type: 'app_mention', ...where }));
  }
  await Promise.all(told);
}
