import { Temporal } from 'temporal-polyfill';
import type { SamplePerson } from '../protocol.ts';
import { app, team } from './identity.ts';
import type { Conversation, StoredMessage, StoredView } from './records.ts';

/** Returns a view as the app gets it: in the answers of views.* and in every interaction. */
export function viewPayload(view: StoredView): Record<string, unknown> {
  const modal = view.type === 'modal';
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: view.values },
    hash: view.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: modal && view.clearOnClose,
    notify_on_close: modal && view.notifyOnClose,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: app.id,
    external_id: view.externalId,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}

export function messagePayload(message: StoredMessage, withMetadata = false): Record<string, unknown> {
  const own = message.user === app.botUserId;
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: team.id,
    ...(own ? { bot_id: app.botId, app_id: app.id } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.files ? { subtype: 'file_share', files: message.files, upload: true } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

/** Returns the workspace of a person's account. */
export const homeTeam = (person: Pick<SamplePerson, 'team' | 'isStranger'>): string =>
  person.team ?? (person.isStranger ? 'T0ELSEWHERE' : team.id);

/** Returns a person as users.info does. Deactivated people have no time zone or roles. */
export function userPayload(person: SamplePerson): Record<string, unknown> {
  const common = {
    id: person.id,
    team_id: homeTeam(person),
    name: person.handle,
    deleted: person.deleted === true,
    profile: {
      real_name: person.name,
      real_name_normalized: person.name,
      display_name: person.name,
      display_name_normalized: person.name,
      team: team.id,
    },
    is_bot: person.isBot === true,
    is_app_user: false,
    updated: 1_700_000_000,
    ...(person.isStranger ? { is_stranger: true } : {}),
    ...(person.enterprise
      ? {
          enterprise_user: {
            id: person.id,
            enterprise_id: person.enterprise.id,
            teams: person.enterprise.teams,
          },
        }
      : {}),
  };
  if (person.deleted) return common;
  return {
    ...common,
    real_name: person.name,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: zoneOffset(person.tz),
    is_admin: person.isAdmin === true || person.isOwner === true,
    is_owner: person.isOwner === true,
    is_primary_owner: false,
    is_restricted: person.isRestricted === true || person.isUltraRestricted === true,
    is_ultra_restricted: person.isUltraRestricted === true,
    is_email_confirmed: true,
    who_can_share_contact_card: 'EVERYONE',
  };
}

/** Seconds east of UTC, now. */
const zoneOffset = (zone: string): number => Temporal.Now.zonedDateTimeISO(zone).offsetNanoseconds / 1e9;

export function conversationPayload(conversation: Conversation): Record<string, unknown> {
  const direct = conversation.directWith !== null;
  return {
    id: conversation.id,
    created: 1_700_000_000,
    is_archived: conversation.isArchived,
    is_im: direct,
    is_channel: !direct,
    is_group: false,
    is_mpim: false,
    is_private: direct,
    is_org_shared: false,
    ...(direct
      ? { user: conversation.directWith }
      : {
          name: conversation.name,
          name_normalized: conversation.name,
          is_general: conversation.name === 'general',
          is_member: conversation.members.has(app.botUserId),
          num_members: conversation.members.size,
        }),
  };
}

/** Returns the organization of a person's workspace on Enterprise Grid, as requests name it. */
export const enterpriseOf = ({ enterprise }: Pick<SamplePerson, 'enterprise'>) =>
  enterprise ? { enterprise_id: enterprise.id, enterprise_name: 'Enterprise' } : {};

/** Returns the person and workspace of an interaction. The workspace is that of the person. */
export function interactionPayload(person: SamplePerson): Record<string, unknown> {
  return {
    team: { id: homeTeam(person), domain: team.domain, ...enterpriseOf(person) },
    user: { id: person.id, username: person.handle, name: person.handle, team_id: homeTeam(person) },
    api_app_id: app.id,
    token: app.token,
    enterprise: person.enterprise ? { id: person.enterprise.id, name: 'Enterprise' } : null,
    is_enterprise_install: false,
  };
}

export function channelNameFor(conversation: Conversation): string {
  return conversation.directWith === null ? conversation.name : 'directmessage';
}
