import type { WebClient } from '@slack/web-api';
import { isTimeZone } from '../domain/calendar.ts';
import type { Actor } from '../domain/decide.ts';
import type { UserId } from '../domain/register.ts';
import type { Member } from '../operations/act.ts';

/** Slack's description of a user, as `users.info` and `user_change` give it; only what is read here. */
export interface SlackUser {
  readonly id?: string | undefined;
  readonly team_id?: string | undefined;
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

const kindOf = (user: SlackUser): Actor['kind'] => {
  if (user.is_bot || user.id === 'USLACKBOT') return 'bot';
  if (user.is_stranger) return 'external';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
};

/** Somebody as the rest of the app knows them. */
export function memberFrom(user: SlackUser): Member {
  const id = user.id ?? '';
  return {
    id,
    name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || id,
    active: !user.deleted,
    // Slack knows of a new time zone before this machine does.
    timeZone: user.tz !== undefined && isTimeZone(user.tz) ? user.tz : null,
    kind: kindOf(user),
    admin: Boolean(user.is_admin || user.is_owner),
  };
}

/** How long what Slack said of somebody is believed; `user_change` cuts it short. */
const keptFor = 60_000;
const mostKept = 5_000;

export interface Members {
  find(workspace: string, person: UserId): Promise<Member | null>;
  forget(person: UserId): void;
}

/** Who is who, asked of Slack and remembered for a minute, so that authority taken away is gone soon. */
export function members(client: WebClient): Members {
  const known = new Map<UserId, { readonly member: Member | null; readonly until: number }>();
  return {
    async find(_workspace, person) {
      const held = known.get(person);
      if (held && held.until > performance.now()) return held.member;
      const member = await ask(client, person);
      known.delete(person);
      known.set(person, { member, until: performance.now() + keptFor });
      const [oldest] = known.keys();
      if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
      return member;
    },
    forget: (person) => void known.delete(person),
  };
}

async function ask(client: WebClient, person: UserId): Promise<Member | null> {
  try {
    const { user } = await client.users.info({ user: person });
    return user ? memberFrom(user) : null;
  } catch (error) {
    const code = (error as { data?: { error?: string } }).data?.error;
    if (code === 'user_not_found' || code === 'user_not_visible') return null;
    throw error;
  }
}
