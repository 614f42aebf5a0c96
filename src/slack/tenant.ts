import { z } from 'zod';

/** The tenant of a request: a workspace, and on Enterprise Grid its organization. */
export interface Tenant {
  readonly workspace: string | null;
  readonly enterprise: string | null;
}

/** Returns the tenant that is stored under this id. */
export const tenantOfId = (id: string): Tenant => ({ workspace: id, enterprise: null });

const id = z.string().min(1).nullish().catch(null);
const placeSchema = z.object({ id, enterprise_id: id }).nullish().catch(null);
const bodySchema = z.object({
  type: z.string().nullish().catch(null),
  authorizations: z
    .array(z.object({ team_id: id, enterprise_id: id }))
    .nullish()
    .catch(null),
  view: z.object({ app_installed_team_id: id }).nullish().catch(null),
  message: z.object({ team: id }).nullish().catch(null),
  team: placeSchema,
  team_id: id,
  enterprise: placeSchema,
  enterprise_id: id,
});

/**
 * Returns the tenant of a verified request from the part that names the installation: the authorization of an event,
 * the installation of a view, the workspace of our message, and otherwise the origin. It never uses the author of a
 * message or the user, who can be from another company in a shared channel.
 */
export function tenantOf(body: unknown): Tenant {
  const { type, authorizations, view, message, team, enterprise, ...rest } = bodySchema.parse(body);
  const [authorization] = authorizations ?? [];
  if (authorization)
    return { workspace: authorization.team_id ?? null, enterprise: authorization.enterprise_id ?? null };
  // A shortcut acts on anybody's message.
  const sentIn = type === 'message_action' ? null : message?.team;
  return {
    workspace: view?.app_installed_team_id ?? sentIn ?? team?.id ?? rest.team_id ?? null,
    enterprise: enterprise?.id ?? team?.enterprise_id ?? rest.enterprise_id ?? null,
  };
}
