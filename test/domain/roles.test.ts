import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { checklistOf } from '../../src/domain/checklist/checklist.ts';
import { commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import { leadOf } from '../../src/domain/people.ts';
import { isStage3 } from '../../src/domain/readiness/crossing-test.ts';
import { type EvidenceDetails, entities, userId } from '../../src/domain/register.ts';
import { listAllVacancies, roles } from '../../src/domain/roles.ts';
import { ownerLeft } from '../../src/domain/use-cases/owner-left-reminder.ts';
import { stopUseCase } from '../../src/domain/use-cases/production.ts';
import { flagsOf } from '../support/facts.ts';
import { dueOn } from '../support/nudges.ts';
import {
  type CastMember,
  commitment,
  completeEvidence,
  stage3,
  type Workspace,
} from '../support/register.ts';

/** Fields of people who did something, took part, or are asked once: nothing depends on them after they leave. */
const noRoles = [
  'useCases.members',
  'useCases.life.by',
  'useCases.life.charter.movedBars.by',
  'useCases.life.charter.scaled.by',
  'useCases.life.charter.extensions.by',
  'decisions.proposedBy',
  'decisions.decidedBy',
  'decisions.withdrawn.by',
  'evidence.confirmedBy',
  'waivers.approvedBy',
  'checkIns.by',
  'evaluations.openedBy',
  'pulses.answered',
  'intakeTokens.issuedBy',
  'auditTokens.issuedBy',
  'assistantTokens.person',
  'roi.by',
  'rotations.by',
  'operators.namedBy',
  'people.id',
  'mutes.person',
  'absences.person',
  'absences.deputy',
  'digests.chosenBy',
  'erasures.orderedBy',
  'followUps.by',
  'followUps.closed.by',
  'suspensions.by',
  'suspensions.resumed.by',
  'incidents.openedBy',
  'incidents.callOrder',
  'incidents.calls.person',
  'incidents.acknowledged.by',
  'incidents.timeline.by',
  'incidents.mitigated.by',
  'incidents.resolved.by',
  'reviews.attendees',
  'reviewMeetings.attendees',
  'reviewMeetings.cancelled.by',
  'reviewMeetings.by',
  'reviews.by',
  'toolRequests.askers.person',
  'toolRequests.decision.by',
  'toolRequests.withdrawn.by',
  'approvedTools.approvedBy',
  'approvedTools.reviewedBy',
  'approvedTools.withdrawn.by',
  'dataRules.by',
  'toolReviewers.namedBy',
  'costs.by',
  'costs.confirmed.by',
  'modelVersions.by',
  'modelRetirements.by',
];

/** Returns the paths of all fields of a schema that hold people. */
function peopleIn(schema: unknown, path: string): string[] {
  if (schema === userId) return [path];
  const { def } = schema as z.ZodType & { def: Record<string, unknown> };
  const inner = [def.element, def.innerType, ...((def.options as unknown[]) ?? [])].filter(Boolean);
  return [
    ...inner.flatMap((one) => peopleIn(one, path)),
    ...Object.entries((def.shape as object) ?? {}).flatMap(([key, one]) => peopleIn(one, `${path}.${key}`)),
  ];
}

test('every field that names a person is a role, or is known to be none', () => {
  const fields = Object.entries(entities).flatMap(([entity, schema]) => peopleIn(schema, entity));
  expect([...new Set(fields)].sort()).toEqual([...roles.map(({ field }) => field), ...noRoles].sort());
});

const assessRoles = (workspace: Workspace) => {
  const { verdict, requirements } = workspace.assess();
  expect(isStage3(workspace.register, workspace.today)).toBe(verdict === 'Stage 3');
  return requirements.flatMap(({ gaps }) => gaps.map(({ text, owner }) => `${text} (${owner})`));
};
const names = (workspace: Workspace, details: Partial<EvidenceDetails>) => {
  const before = completeEvidence(40).find(({ item }) => item === details.item);
  return workspace.confirms('UC-1', { ...before, ...details } as EvidenceDetails);
};

/** Stage 3, with somebody in a role beside those of the sample company. */
const inRole: readonly (readonly [string, (workspace: Workspace) => Workspace, string])[] = [
  [
    'first of the people to call',
    (workspace) => names(workspace, { item: 'incident-response', callOrder: ['member', 'lead'] }),
    'UC-1: Incident response: Colleague (person to call) GONE and needs a successor (owner)',
  ],
  [
    'last of the people to call',
    (workspace) => names(workspace, { item: 'incident-response', callOrder: ['lead', 'owner', 'member'] }),
    'UC-1: Incident response: Colleague (person to call) GONE and needs a successor (owner)',
  ],
  [
    'owner of the cost report',
    (workspace) => names(workspace, { item: 'cost-monitoring', reportOwner: 'member' }),
    'UC-1: Cost monitoring: Colleague (cost report) GONE and needs a successor (owner)',
  ],
  [
    'owner of the service account',
    (workspace) => {
      const details = commitment('api-ownership').details as { serviceAccountOwner: string };
      details.serviceAccountOwner = 'member';
      return workspace.do('lead', commitDecision, commitment('api-ownership', { details: details as never }));
    },
    'API ownership and rate limits: Colleague (service account) GONE and needs a successor (lead)',
  ],
];

describe.each(inRole)('Stage 3 is lost when the %s', (_, named, gap) => {
  test.each([
    ['left Slack', (workspace: Workspace) => workspace.leaves('member')],
    ['became a guest', (workspace: Workspace) => workspace.becomesGuest('member')],
  ])('%s: the gap names them and asks for a successor', (gone, goes) => {
    const workspace = named(stage3());
    expect(assessRoles(workspace)).toEqual([]);
    expect(assessRoles(goes(workspace))).toContain(gap.replace('GONE', gone));
    expect(dueOn(ownerLeft, workspace, workspace.today).join()).toContain(`Colleague ${gone} and still`);
  });
});

test('a successor makes the item complete again', () => {
  const workspace = names(stage3(), { item: 'cost-monitoring', reportOwner: 'member' }).leaves('member');
  const item = () =>
    checklistOf(workspace.register, workspace.getUseCase('UC-1'), workspace.today).find(
      ({ item }) => item === 'cost-monitoring',
    );
  expect(item()).toMatchObject({
    state: 'open',
    missing: ['Colleague (cost report) left Slack and needs a successor'],
  });
  names(workspace, { item: 'cost-monitoring', reportOwner: 'owner' });
  expect(item()?.state).toBe('holds');
  expect(assessRoles(workspace)).toEqual([]);
});

test.each<[CastMember, string]>([
  ['owner', 'UC-1: Support owner (owner) became a guest and needs a successor'],
  ['seller', 'UC-2: Sales owner (owner) became a guest and needs a successor'],
  ['lead', 'Transformation lead (transformation lead) became a guest and needs a successor'],
])('the verdict says that %s needs a successor', (person, flag) => {
  expect(flagsOf(stage3().becomesGuest(person))).toContain(flag);
});

test('a lead who became a guest is asked for nothing, and another lead is asked for a successor', () => {
  const workspace = stage3('2026-02-02', { leads: ['lead', 'member'] }).becomesGuest('lead');
  expect(leadOf(workspace.register)).toBe('member');
  expect(dueOn(ownerLeft, workspace, workspace.today)).toContain(
    'member: Transformation lead became a guest and still leads the transformation',
  );
});

test('one message holds all roles of one person, and the owner of a use case is asked about its evidence', () => {
  const workspace = names(stage3(), { item: 'incident-response', callOrder: ['operator'] });
  names(workspace, { item: 'cost-monitoring', reportOwner: 'operator' }).leaves('operator');
  expect(dueOn(ownerLeft, workspace, workspace.today)).toEqual([
    'owner: AI Operations left Slack and still is a person to call for UC-1, and owns the cost report of UC-1',
    'lead: AI Operations left Slack and still holds AI Operations',
  ]);
  workspace.do('lead', appointOperators, { people: ['member'] });
  workspace.do('member', acceptAccountabilities, { accept: ['uptime'] });
  expect(dueOn(ownerLeft, workspace, workspace.today)).toHaveLength(1);
});

test('ended use cases have no vacant roles', () => {
  const workspace = names(stage3(), { item: 'cost-monitoring', reportOwner: 'member' });
  workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'No use' }).leaves('member').leaves('owner');
  expect(listAllVacancies(workspace.register)).toEqual([]);
});
