import { describe, expect, test } from 'vitest';
import { checkIn, planRollout } from '../../src/domain/adoption/adoption.ts';
import { issueIntakeToken, reportAdoption, withdrawIntakeToken } from '../../src/domain/adoption/intake.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { issueAuditToken, withdrawAuditToken } from '../../src/domain/audit-trail/audit-tokens.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { endWaiver, waive } from '../../src/domain/checklist/waivers.ts';
import type { Refusal } from '../../src/domain/decide.ts';
import { commitDecision, proposeDecision } from '../../src/domain/infrastructure/decisions.ts';
import { closeEvaluation, openEvaluation } from '../../src/domain/infrastructure/evaluations.ts';
import { answerPulse, askPulse } from '../../src/domain/purgatory/pulse.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { stepInputs } from '../../src/domain/schema.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { subjects } from '../../src/domain/subjects.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { goLive, stopUseCase, widenRollout } from '../../src/domain/use-cases/production.ts';
import {
  editUseCase,
  joinUseCase,
  recordStack,
  registerUseCase,
} from '../../src/domain/use-cases/use-cases.ts';
import { mergeVendors, recordDpa, recordDpas } from '../../src/domain/vendors/vendors.ts';
import {
  type CastMember,
  commitment,
  committedStack,
  completeEvidence,
  completePlan,
  everybody,
  registration,
  salesAssistant,
  sourceRoi,
  Workspace,
} from '../support/register.ts';

const today = '2026-01-12';

/** Returns a company whose owner has UC-1 in production, UC-2 proposed, and UC-3 in a pilot that is ready. */
function company(): Workspace {
  const workspace = new Workspace(today);
  const live = workspace.registers();
  workspace.startsPilot(live).commits().namesOperator().makesReady(live).goesLive(live);
  workspace.registers({ ...salesAssistant, owner: 'owner' });
  workspace.do('operator', waive, { useCase: 'UC-1', subject: item, reason: 'Leave', until: '2026-02-01' });
  const ready = workspace.registers({ name: 'Contract reader', purpose: 'Finds clauses', owner: 'owner' });
  return workspace
    .startsPilot(ready)
    .makesReady(ready)
    .do('owner', issueIntakeToken, { ...token, useCase: 'UC-2' })
    .do('owner', issueAuditToken, { ...token, useCase: 'UC-2' });
}

type Attempt = (workspace: Workspace, who: CastMember) => Refusal | null;
const pilot = { startedOn: today, decideBy: '2026-03-13', volunteers: 5, criteria: ['Faster'] };
const monitoring = completeEvidence(40)[0] as ReturnType<typeof completeEvidence>[number];
const counts = { intended: 40, daily: 1, weekly: 2, notAtAll: 3, result: '' };
const item = { kind: 'item', item: 'training' } as const;
const drift = { kind: 'drift', category: 'guardrails' } as const;
const proposal = {
  category: 'guardrails',
  choice: 'NeMo',
  rationale: '',
  alternatives: '',
  link: null,
} as const;
const dpa = { vendor: 'OpenAI', signedOn: today, expiresOn: null, link: 'https://dpa.example' };
const evaluation = { category: null, useCase: 'UC-1', decideBy: '2026-03-01' } as const;
const token = { useCase: 'UC-1', hash: 'a'.repeat(64) };
const edited = { ...registration(), goLivePlannedOn: null };
const everyone = { audience: 'everyone', deployed: 40 } as const;

const byMembers: Record<string, Attempt> = {
  'registers a use case': (w, who) =>
    w.attempt(who, registerUseCase, registration({ name: 'New', purpose: 'Something else entirely' })),
  'joins a use case': (w, who) => w.attempt(who, joinUseCase, { useCase: 'UC-1' }),
  'proposes a decision': (w, who) => w.attempt(who, proposeDecision, proposal),
};

const byTheOwner: Record<string, Attempt> = {
  'edits a use case': (w, who) => w.attempt(who, editUseCase, { ...edited, useCase: 'UC-1' }),
  'hands over ownership': (w, who) =>
    w.attempt(who, editUseCase, {
      ...registration({ owner: 'seller' }),
      useCase: 'UC-1',
      goLivePlannedOn: null,
    }),
  'starts a pilot': (w, who) => w.attempt(who, startPilot, { useCase: 'UC-2', ...pilot, stack: null }),
  'goes live': (w, who) => w.attempt(who, goLive, { useCase: 'UC-3', liveOn: today, ...everyone }),
  'widens the roll-out': (w, who) => w.attempt(who, widenRollout, { useCase: 'UC-1', ...everyone }),
  'stops a use case': (w, who) => w.attempt(who, stopUseCase, { useCase: 'UC-1', reason: 'Replaced' }),
  'checks in': (w, who) => w.attempt(who, checkIn, { useCase: 'UC-1', on: today, ...counts }),
};

const byTheOwnerAndOperations: Record<string, Attempt> = {
  'records the stack': (w, who) => w.attempt(who, recordStack, { useCase: 'UC-1', stack: committedStack }),
  'confirms a checklist item': (w, who) =>
    w.attempt(who, confirmItem, { useCase: 'UC-1', details: monitoring }),
  'records a DPA': (w, who) => w.attempt(who, recordDpa, { useCase: 'UC-1', ...dpa }),
  'records several DPAs': (w, who) =>
    w.attempt(who, recordDpas, { useCase: 'UC-1', rows: [{ ...dpa, vendor: 'acme', row: '1' }] }),
  'records ROI': (w, who) => w.attempt(who, recordRoi, sourceRoi('UC-1')),
  'issues an intake token': (w, who) => w.attempt(who, issueIntakeToken, token),
  'withdraws an intake token': (w, who) => w.attempt(who, withdrawIntakeToken, { useCase: 'UC-2' }),
  'issues an audit token': (w, who) => w.attempt(who, issueAuditToken, token),
  'withdraws an audit token': (w, who) => w.attempt(who, withdrawAuditToken, { useCase: 'UC-2' }),
  'plans the roll-out': (w, who) => w.attempt(who, planRollout, completePlan('UC-1')),
};

const byOperations: Record<string, Attempt> = {
  'waives a checklist item': (w, who) =>
    w.attempt(who, waive, { useCase: 'UC-1', subject: item, reason: 'Leave', until: '2026-02-01' }),
  'waives drift': (w, who) =>
    w.attempt(who, waive, { useCase: 'UC-1', subject: drift, reason: 'Contract', until: '2026-02-01' }),
  'ends a waiver': (w, who) => w.attempt(who, endWaiver, { waiver: 'W-1' }),
};

const byLeads: Record<string, Attempt> = {
  'commits a decision': (w, who) => w.attempt(who, commitDecision, commitment('guardrails')),
  'merges vendors': (w, who) => w.attempt(who, mergeVendors, { vendor: 'Pinecone', into: 'OpenAI' }),
  'names AI Operations': (w, who) => w.attempt(who, appointOperators, { people: ['operator', 'member'] }),
  'changes the settings': (w, who) => w.attempt(who, changeSettings, { ...w.settings, reading: 'four' }),
};

const byThePerson: Record<string, Attempt> = {
  'accepts accountabilities': (w, who) => w.attempt(who, acceptAccountabilities, { accept: ['uptime'] }),
};

const strangers: CastMember[] = ['guest', 'external', 'bot'];
const members: CastMember[] = ['lead', 'owner', 'seller', 'operator', 'member', 'admin'];
const table: readonly (readonly [Record<string, Attempt>, readonly CastMember[]])[] = [
  [byMembers, members],
  [byTheOwner, ['owner', 'lead', 'admin']],
  [byTheOwnerAndOperations, ['owner', 'operator', 'lead', 'admin']],
  [byOperations, ['operator', 'lead', 'admin']],
  [byLeads, ['lead', 'admin']],
  [byThePerson, ['operator']],
];

/** Inputs for every step; each reads its own part. */
const anything = {
  ...{ useCase: 'UC-1', useCases: ['UC-1'], item: 'monitoring', category: 'guardrails', vendor: 'OpenAI' },
  ...{
    decision: 'D-1',
    evaluation: 'E-1',
    waiver: 'W-1',
    person: 'owner',
    quarter: '2026-Q1',
    origin: '2026-Q1',
    followUp: 'F-1',
    incident: 'I-1',
    id: '2026-01-01',
  },
  ...{ kind: 'dpa', subject: 'UC-1', channel: 'C0GENERAL', score: 3 },
};

test.each(subjects.flatMap(({ steps }) => steps.map((step) => [step.key, step] as const)))(
  '%s is refused to strangers, beforehand and by its decision, in the same words',
  (_, step) => {
    const workspace = company();
    for (const who of everybody) {
      const act = workspace.act(who);
      const beforehand = step.permission(workspace.register, act, anything as never);
      if (strangers.includes(who)) expect([who, beforehand?.ok]).toEqual([who, false]);
      if (beforehand)
        expect([who, step.decide(workspace.register, anything as never, act)]).toEqual([who, beforehand]);
    }
  },
);

test('every step has one definition', () => {
  const keys = subjects.flatMap(({ steps }) => steps.map(({ key }) => key));
  expect(keys.toSorted()).toEqual(Object.keys(stepInputs).toSorted());
});

describe.each(
  table.flatMap(([acts, allowed]) => Object.entries(acts).map(([what, act]) => ({ what, act, allowed }))),
)('$what', ({ act, allowed }) => {
  test.each(members.map((who) => [who, allowed.includes(who) ? 'may' : 'may not'] as const))(
    '%s %s',
    (who, verdict) => {
      const refusal = act(company(), who);
      if (verdict === 'may') expect(refusal).toBeNull();
      else expect(refusal?.code).toBe('not-permitted');
    },
  );

  test.each(strangers)('%s may not, and is told so kindly', (who) => {
    const workspace = company();
    const before = workspace.changes.length;
    expect(act(workspace, who)).toEqual({
      code: 'not-permitted',
      message: 'Crossing is for full members of this workspace. Ask a member to do this with you.',
    });
    expect(workspace.changes).toHaveLength(before);
  });
});

const ofUseCases = { ...byTheOwner, ...byTheOwnerAndOperations, ...byOperations };
const over: Record<string, Attempt> = {
  ...ofUseCases,
  'joins a use case': (w) => w.attempt('member', joinUseCase, { useCase: 'UC-1' }),
  'evaluates tools': (w) => w.attempt('member', openEvaluation, { ...evaluation, tools: ['Qdrant'] }),
  'closes an evaluation': (w) => w.attempt('owner', closeEvaluation, { evaluation: 'E-1', outcome: 'None' }),
  'asks the team': (w) => w.attempt('owner', askPulse, { useCase: 'UC-3' }),
  'answers the pulse': (w) => w.attempt('owner', answerPulse, { useCase: 'UC-3', score: 3 }),
  'reports adoption by HTTP': (w) => w.attempt('bot', reportAdoption, { ...token, on: today, ...counts }),
};

test.each(Object.entries(over))('a use case that was stopped or retired is kept as it was: %s', (_, act) => {
  const workspace = company()
    .do('owner', openEvaluation, { ...evaluation, tools: ['Pinecone'] })
    .do('owner', issueIntakeToken, token);
  for (const useCase of ['UC-1', 'UC-2', 'UC-3'])
    workspace.do('owner', stopUseCase, { useCase, reason: 'It was too slow' });
  const before = workspace.changes.length;
  expect(act(workspace, 'lead')?.code).toBe('not-now');
  expect(workspace.changes).toHaveLength(before);
});

test('a change of a stopped use case is refused with the day, and what to do instead', () => {
  const workspace = company().do('owner', stopUseCase, { useCase: 'UC-3', reason: 'It was too slow' });
  expect(workspace.attempt('member', joinUseCase, { useCase: 'UC-3' })?.message).toBe(
    'UC-3 was stopped on 12 January 2026. Its records are kept. To try again, register a new use case.',
  );
  expect(workspace.attempt('member', editUseCase, { ...edited, useCase: 'UC-3' })?.code).toBe(
    'not-permitted',
  );
});

test('a guest who was made lead, owner, AI Operations or admin by mistake still may nothing', () => {
  const workspace = company();
  for (const id of ['lead', 'owner', 'operator']) {
    const actor = { id, kind: 'guest', admin: true } as const;
    expect(workspace.attempt(actor, commitDecision, commitment('guardrails'))?.code).toBe('not-permitted');
    const evidence = { useCase: 'UC-1', details: monitoring };
    expect(workspace.attempt(actor, confirmItem, evidence)?.code).toBe('not-permitted');
    expect(workspace.attempt(actor, acceptAccountabilities, { accept: ['uptime'] })?.code).toBe(
      'not-permitted',
    );
  }
});

test('a refusal names an active person who may', () => {
  const workspace = company();
  const edit: Attempt = (w, who) => w.attempt(who, stopUseCase, { useCase: 'UC-1', reason: 'Replaced' });
  expect(edit(workspace, 'member')?.ask).toBe('owner');
  expect(byLeads['commits a decision']?.(workspace, 'member')?.ask).toBe('lead');
  expect(edit(workspace.leaves('owner'), 'member')?.ask).toBe('lead');
  expect(edit(workspace.leaves('lead'), 'member')).not.toHaveProperty('ask');
});

test('rights end with the role: a former owner, lead or AI Operations holder has none', () => {
  const workspace = company();
  workspace.do('lead', editUseCase, {
    ...registration({ owner: 'seller' }),
    useCase: 'UC-1',
    goLivePlannedOn: null,
  });
  expect(byTheOwner['stops a use case']?.(workspace, 'owner')?.code).toBe('not-permitted');
  expect(byTheOwner['stops a use case']?.(workspace, 'seller')).toBeNull();
  workspace.do('lead', appointOperators, { people: ['member'] });
  expect(byOperations['waives drift']?.(workspace, 'operator')?.code).toBe('not-permitted');
  workspace.set({ leads: ['admin'] });
  expect(byLeads['commits a decision']?.(workspace, 'lead')?.code).toBe('not-permitted');
});
