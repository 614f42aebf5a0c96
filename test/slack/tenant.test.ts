import { describe, expect, test } from 'vitest';
import { tenantOf } from '../../src/slack/tenant.ts';

const user = { id: 'U1', team_id: 'T0USER' };

describe('The tenant of a request', () => {
  test.each<[string, object, { workspace: string | null; enterprise: string | null }]>([
    ['a command: where it was typed', { team_id: 'T1' }, { workspace: 'T1', enterprise: null }],
    [
      'a command on Enterprise Grid: with its company',
      { team_id: 'T1', enterprise_id: 'E1' },
      { workspace: 'T1', enterprise: 'E1' },
    ],
    [
      'an event: its authorization, not where it happened',
      { team_id: 'T0OTHER', authorizations: [{ team_id: 'T1', enterprise_id: null }] },
      { workspace: 'T1', enterprise: null },
    ],
    [
      'an event to a company that installed the app for all of its workspaces: the company',
      { team_id: 'T0OTHER', authorizations: [{ team_id: null, enterprise_id: 'E1' }] },
      { workspace: null, enterprise: 'E1' },
    ],
    [
      'an event after the app was removed: the workspace of the envelope',
      { team_id: 'T1', authorizations: [] },
      { workspace: 'T1', enterprise: null },
    ],
    [
      'a view: where the app that showed it is installed',
      { team: { id: 'T0OTHER' }, user, view: { app_installed_team_id: 'T1' } },
      { workspace: 'T1', enterprise: null },
    ],
    [
      'a click on a message: where the message was posted',
      { team: { id: 'T0OTHER' }, user, message: { team: 'T1' } },
      { workspace: 'T1', enterprise: null },
    ],
    [
      'a click elsewhere: where it was made, with its company',
      { team: { id: 'T1', enterprise_id: 'E1' }, user, enterprise: null },
      { workspace: 'T1', enterprise: 'E1' },
    ],
    ['one that names only its user: none', { user }, { workspace: null, enterprise: null }],
    [
      'one that names it in another shape: none',
      { team_id: 7, team: 'T1', enterprise: [], view: 'V1', authorizations: 'all' },
      { workspace: null, enterprise: null },
    ],
  ])('of %s', (_, body, tenant) => {
    expect(tenantOf(body)).toEqual(tenant);
  });
});
