import type { WebClient } from '@slack/web-api';
import { createCache } from '../cache.ts';
import { isTimeZone } from '../domain/calendar.ts';
import type { Actor } from '../domain/decide.ts';
import type { UserId } from '../domain/register.ts';
import type { Directory } from '../domain/use-cases/index.ts';
import type { Member } from '../operations/act.ts';
import type { Installation, Installations } from './installations.ts';
import { tenantOfId } from './tenant.ts';

/** A user of `users.info` and `user_change`; only the fields that are read. */
export interface SlackUser {
  readonly id?: string | undefined;
  /** The workspace of the account; on Enterprise Grid one of the organization. */
  readonly team_id?: string | undefined;
  readonly enterprise_user?:
    | { readonly enterprise_id?: string | undefined; readonly teams?: readonly string[] | undefined }
    | undefined;
  readonly name?: string | undefined;
  readonly real_name?: string | undefined;
  readonly profile?:
    | { readonly display_name?: string | undefined; readonly real_name?: string | undefined }
    | undefined;
  readonly deleted?: boolean | undefined;
  readonly is_bot?: boolean | undefined;
  readonly is_stranger?: boolean | undefined;
  readonly is_restricted?: boolean | undefined;
  readonly is_ultra_restricted?: boolean | undefined;
  readonly is_admin?: boolean | undefined;
  readonly is_owner?: boolean | undefined;
  readonly tz?: string | undefined;
}

/** The ids of an installation's workspace and organization. */
type InstallationIds = Pick<Installation, 'tenant' | 'enterprise'>;

/**
 * True for a person of another company. `is_stranger` covers only people who share no channel with the app, so the
 * workspace of the account decides. On Enterprise Grid it may be any workspace of the organization.
 */
function isExternal(user: SlackUser, { tenant, enterprise }: InstallationIds): boolean {
  if (user.is_stranger) return true;
  if (user.team_id === tenant) return false;
  const { enterprise_id: company, teams } = user.enterprise_user ?? {};
  if (enterprise === null || company !== enterprise) return true;
  return tenant !== enterprise && teams !== undefined && !teams.includes(tenant);
}

function kindOf(user: SlackUser, installation: InstallationIds): Actor['kind'] {
  if (user.is_bot || user.id === 'USLACKBOT') return 'bot';
  if (isExternal(user, installation)) return 'external';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

/** Converts a Slack user into a member. */
function memberFrom(user: SlackUser, installation: InstallationIds): Member {
  const id = user.id ?? '';
  return {
    id,
    name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || id,
    active: !user.deleted,
    // Slack can know a time zone that this machine does not.
    timeZone: user.tz !== undefined && isTimeZone(user.tz) ? user.tz : null,
    kind: kindOf(user, installation),
    admin: Boolean(user.is_admin || user.is_owner),
  };
}

/** How long a lookup is cached, in milliseconds. A `user_change` event replaces it at once. */
const memberLifetime = 60_000;

const maxMembers = 5_000;

const maxDirectories = 20;

export interface Members {
  /** Returns a member; null for an unknown id, or without an installation in the workspace. */
  readonly find: (workspace: string, person: UserId) => Promise<Member | null>;
  /** Returns everyone in the workspace; null without an installation, for a large workspace, or after a timeout. */
  readonly list: (workspace: string) => Promise<Directory | null>;
  /** Drops the cached lookup of a user who changed, and returns the new member. */
  readonly refresh: (installation: InstallationIds, user: SlackUser) => Member;
}

/** Creates the directory of people. It asks Slack and caches for a minute, so that withdrawn rights end soon. */
export function createMembers(installations: Installations): Members {
  const memberCache = createCache<{ readonly member: Member | null }>(maxMembers, memberLifetime);
  const keyOf = (workspace: string, person: UserId) => `${workspace} ${person}`;
  const directoryCache = createCache<Directory>(maxDirectories, memberLifetime);
  return {
    async list(workspace) {
      const cached = directoryCache.get(workspace);
      if (cached) return cached;
      const installation = await installations.for(tenantOfId(workspace));
      if (!installation) return null;
      const users = await withTimeout(listTimeout, listUsers(installation.client)).catch(() => null);
      if (!users) return null;
      const directory = new Map(
        users.map((user) => {
          const member = memberFrom(user, installation);
          memberCache.set(keyOf(workspace, member.id), { member });
          return [member.id, { ...member, names: namesOf(user) }] as const;
        }),
      );
      directoryCache.set(workspace, directory);
      return directory;
    },
    async find(workspace, person) {
      const key = keyOf(workspace, person);
      const cached = memberCache.get(key);
      if (cached) return cached.member;
      const installation = await installations.for(tenantOfId(workspace));
      const member = installation && (await fetchMember(installation, person));
      memberCache.set(key, { member });
      return member;
    },
    refresh(installation, user) {
      memberCache.delete(keyOf(installation.tenant, user.id ?? ''));
      directoryCache.delete(installation.tenant);
      return memberFrom(user, installation);
    },
  };
}

/** How long a list of all users may take, in milliseconds. Slack waits for an answer meanwhile. */
const listTimeout = 1_200;

/** The most pages of users that are listed, for the same reason. */
const maxPages = 5;

/** Returns all users; null for a larger workspace. */
async function listUsers(client: WebClient): Promise<readonly SlackUser[] | null> {
  const users: SlackUser[] = [];
  let cursor = '';
  for (let page = 0; page < maxPages; page += 1) {
    const { members: listed = [], response_metadata } = await client.users.list({
      limit: 1000,
      ...(cursor === '' ? {} : { cursor }),
    });
    users.push(...listed);
    cursor = response_metadata?.next_cursor ?? '';
    if (cursor === '') return users;
  }
  return null;
}

/** Returns the result of work; null after the timeout. */
const withTimeout = <T>(milliseconds: number, work: Promise<T>): Promise<T | null> =>
  new Promise((resolve, reject) => {
    AbortSignal.timeout(milliseconds).addEventListener('abort', () => resolve(null));
    work.then(resolve, reject);
  });

/** Returns every name of a user in Slack. */
const namesOf = ({ name, real_name, profile }: SlackUser): readonly string[] =>
  [
    ...new Set([profile?.display_name, profile?.real_name, real_name, name].filter((one) => !!one)),
  ] as string[];

async function fetchMember(installation: Installation, person: UserId): Promise<Member | null> {
  try {
    const { user } = await installation.client.users.info({ user: person });
    return user ? memberFrom(user, installation) : null;
  } catch (error) {
    const code = (error as { data?: { error?: string } }).data?.error;
    if (code === 'user_not_found' || code === 'user_not_visible') return null;
    throw error;
  }
}
