import { z } from 'zod';

/** Where a request comes from: a workspace, and on Enterprise Grid the company that it belongs to. */
export interface Tenant {
  readonly workspace: string | null;
  readonly enterprise: string | null;
}

/** A workspace or company that is kept under this id. */
export const tenantOfId = (id: string): Tenant => ({ workspace: id, enterprise: null });

const id = z.string().min(1).nullish().catch(null);
const placeSchema = z.object({ id, enterprise_id: id }).nullish().catch(null);
const bodySchema = z.object({
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
 * The tenant that a verified request is for, as Slack says in the part of it that names the installation: the
 * authorization of an event, the installation of a view, the workspace of a message that the app posted, and only then
 * where the request was made. The user of a request names no tenant: in a channel that two companies share, theirs is
 * the other one.
 */
export function tenantOf(body: unknown): Tenant {
  const { authorizations, view, message, team, enterprise, ...rest } = bodySchema.parse(body);
  const [authorization] = authorizations ?? [];
  if (authorization)
    return { workspace: authorization.team_id ?? null, enterprise: authorization.enterprise_id ?? null };
  return {
    workspace: view?.app_installed_team_id ?? message?.team ?? team?.id ?? rest.team_id ?? null,
    enterprise: enterprise?.id ?? team?.enterprise_id ?? rest.enterprise_id ?? null,
  };
}
