import { describe, expect, test } from 'vitest';
import { checkIn, planRollout } from '../../src/domain/adoption/adoption.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { checklistOf } from '../../src/domain/checklist/checklist.ts';
import { waive } from '../../src/domain/checklist/waivers.ts';
import { commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import { findPeriodOn } from '../../src/domain/readiness/stage3-history.ts';
import { accountabilities } from '../../src/domain/register.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { goLive, widenRollout } from '../../src/domain/use-cases/production.ts';
import { recordStack, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { evidenceOf } from '../support/facts.ts';
import {
  commitment,
  committedStack,
  completePlan,
  metIn,
  registration,
  salesAssistant,
  sourceRoi,
  textsOf,
  Workspace,
} from '../support/register.ts';

const answer = (workspace: Workspace) => {
  const { verdict, met, purgatory } = workspace.assess();
  return { verdict, met, symptoms: purgatory.present.map(({ key }) => key), stuck: purgatory.stuck };
};

describe('a 200-person software company, from its first pilot to Stage 3', () => {
  const company = new Workspace('2025-07-01');

  test('1 July: a use case is registered, and the answer is Stage 1, 0 of 4', () => {
    company.do('lead', registerUseCase, registration());
    expect(answer(company)).toEqual({ verdict: 'Stage 1', met: 0, symptoms: [], stuck: false });
  });

  test('14 July: its pilot starts with 12 volunteers, and the answer is Stage 2, 0 of 4', () => {
    company.on('2025-07-14').do('owner', startPilot, {
      useCase: 'UC-1',
      startedOn: '2025-07-14',
      decideBy: '2025-09-30',
      volunteers: 12,
      criteria: ['30% of inbound tickets resolved without a person'],
      stack: null,
    });
    expect(answer(company)).toEqual({ verdict: 'Stage 2', met: 0, symptoms: [], stuck: false });
  });

  test('20 September: a check-in changes nothing in the verdict', () => {
    company.on('2025-09-20').do('owner', checkIn, {
      useCase: 'UC-1',
      on: '2025-09-20',
      intended: 12,
      daily: 9,
      weekly: 12,
      notAtAll: 0,
      result: '35% resolved, 15 hours a week per support engineer freed',
    });
    expect(answer(company)).toEqual({ verdict: 'Stage 2', met: 0, symptoms: [], stuck: false });
  });

  test('30 September is the last day to decide: nothing is wrong yet', () => {
    expect(answer(company.on('2025-09-30')).symptoms).toEqual([]);
  });

  test('1 October: no decision by the day promised and none on infrastructure is pilot purgatory', () => {
    expect(answer(company.on('2025-10-01'))).toEqual({
      verdict: 'Stage 2',
      met: 0,
      symptoms: ['never-ending-pilot', 'no-infrastructure'],
      stuck: true,
    });
  });

  test('6 October: three of five commitments end purgatory and leave R2 unmet with two gaps', () => {
    company.on('2025-10-06');
    for (const category of ['model-provider', 'vector-database', 'observability'] as const) {
      company.do('lead', commitDecision, commitment(category, { decidedOn: '2025-10-06' }));
    }
    expect(answer(company)).toEqual({
      verdict: 'Stage 2',
      met: 0,
      symptoms: ['never-ending-pilot'],
      stuck: false,
    });
    const r2 = company.assess().requirements[1];
    expect(textsOf(r2.gaps)).toEqual([
      'Guardrail tooling: no decision yet',
      'API ownership and rate limits: no decision yet',
    ]);
    expect(r2.evidence).toHaveLength(3);
  });

  test('13 October: with all five committed R2 holds, and the answer is Stage 2, 1 of 4', () => {
    company.on('2025-10-13');
    for (const category of ['guardrails', 'api-ownership'] as const) {
      company.do('lead', commitDecision, commitment(category, { decidedOn: '2025-10-13' }));
    }
    company.do('owner', recordStack, { useCase: 'UC-1', stack: committedStack });
    expect(answer(company)).toMatchObject({ verdict: 'Stage 2', met: 1 });
    expect(metIn(company.assess())).toBe('R2');
  });

  test('3 November: AI Operations is named and accepts, and the answer is Stage 2, 2 of 4', () => {
    company.on('2025-11-03').do('lead', appointOperators, { people: ['operator'] });
    expect(metIn(company.assess())).toBe('R2');
    company.do('operator', acceptAccountabilities, { accept: accountabilities });
    expect(answer(company)).toMatchObject({ verdict: 'Stage 2', met: 2 });
    expect(metIn(company.assess())).toBe('R2 R4');
  });

  test('15 December: eight of eight and ROI do not change the verdict before going live', () => {
    company.on('2025-12-15').confirmsAll('UC-1').signsDpa('UC-1', 'OpenAI').signsDpa('UC-1', 'Pinecone');
    company.do('operator', recordRoi, sourceRoi('UC-1')).do('operator', planRollout, completePlan('UC-1'));
    const states = checklistOf(company.register, company.getUseCase('UC-1'), company.today);
    expect(states.map(({ state }) => state)).toEqual(Array(8).fill('holds'));
    expect(answer(company)).toMatchObject({ verdict: 'Stage 2', met: 2 });
    expect(textsOf(company.assess().requirements[0].gaps)).toEqual([
      'UC-1: it is not live for all intended users',
    ]);
  });

  test('12 January: live for 40 of 40, and the answer is Stage 2, 3 of 4', () => {
    company
      .on('2026-01-12')
      .do('owner', goLive, { useCase: 'UC-1', liveOn: '2026-01-12', audience: 'everyone', deployed: 40 });
    expect(answer(company)).toEqual({ verdict: 'Stage 2', met: 3, symptoms: [], stuck: false });
    expect(metIn(company.assess())).toBe('R1 R2 R4');
  });

  test('2 February: a second pilot on the committed stack makes it Stage 3', () => {
    company
      .on('2026-02-02')
      .do(
        'lead',
        registerUseCase,
        registration({ ...salesAssistant, name: 'AI Sales Operations Assistant' }),
      );
    expect(answer(company).met).toBe(3);
    company.startsPilot('UC-2');
    expect(answer(company)).toEqual({ verdict: 'Stage 3', met: 4, symptoms: [], stuck: false });
    expect(company.assess().blockers).toEqual([]);
  });

  test('16 February: as of 31 January the answer is Stage 2, 3 of 4', () => {
    const then = assess(company.on('2026-02-16').asOf('2026-01-31'), '2026-01-31');
    expect({ verdict: then.verdict, met: then.met }).toEqual({ verdict: 'Stage 2', met: 3 });
  });

  test('2 March: the AI Operations owner left, so it was Stage 3 from 2 February to 2 March', () => {
    company.on('2026-03-02').leaves('operator');
    expect(answer(company)).toMatchObject({ verdict: 'Stage 2', met: 3 });
    expect(metIn(company.assess())).toBe('R1 R2 R3');
    expect(findPeriodOn(company.history(), company.today)).toMatchObject({
      from: '2026-02-02',
      until: '2026-03-02',
      lost: ['AI Operations has no active owner: AI Operations left Slack and needs a successor'],
    });
  });
});

/** Returns the company on 2 February, with a second pilot on the given stack. */
function company(stack: Partial<Record<'vector-database', string[]>> = {}): Workspace {
  const workspace = new Workspace('2025-12-15');
  workspace.startsPilot(workspace.registers()).commits().namesOperator().makesReady('UC-1');
  workspace.on('2026-01-12').goesLive('UC-1').on('2026-02-02');
  const second = workspace.registers({ ...salesAssistant, retrieval: true });
  return workspace.startsPilot(second, { stack: { ...committedStack, ...stack } });
}

describe('variations of the worked example', () => {
  test('live for volunteers only, 12 of 40: R1 does not hold', () => {
    const workspace = company().do('owner', widenRollout, {
      useCase: 'UC-1',
      audience: 'volunteers',
      deployed: 12,
    });
    expect(metIn(workspace.assess())).toBe('R2 R3 R4');
    expect(textsOf(workspace.assess().requirements[0].gaps)).toEqual([
      'UC-1: live for volunteers only, 12 of 40 intended users',
    ]);
  });

  test('R1 and nothing else is a scaled pilot, in these words', () => {
    const workspace = new Workspace('2026-01-12');
    workspace.startsPilot(workspace.registers(), { stack: null }).makesReady('UC-1').goesLive('UC-1');
    expect(workspace.assess()).toMatchObject({ verdict: 'Scaled pilot', met: 1 });
    expect(metIn(workspace.assess())).toBe('R1');
  });

  test('a second pilot on another vector store fails R2 and R3, and both name the drift', () => {
    const workspace = company({ 'vector-database': ['Weaviate'] });
    const named = 'UC-2 runs on Weaviate, but Pinecone is committed';
    const [, r2, r3] = workspace.assess().requirements;
    expect(metIn(workspace.assess())).toBe('R1 R4');
    expect(textsOf(r2.gaps)).toContain(named);
    expect(textsOf(r3.gaps)).toContain(named);
  });

  test('with a waiver in force the drift stands, both hold, and the waiver and its end are shown', () => {
    const workspace = company({ 'vector-database': ['Weaviate'] }).do('operator', waive, {
      useCase: 'UC-2',
      subject: { kind: 'drift', category: 'vector-database' },
      reason: 'The contract ends in April',
      until: '2026-04-30',
    });
    expect(workspace.assess().verdict).toBe('Stage 3');
    expect(evidenceOf(workspace, 1)).toContain(
      'UC-2 runs on Weaviate instead of Pinecone, waived until 30 April 2026',
    );
    expect(metIn(workspace.assess('2026-04-30'))).toContain('R2');
    expect(metIn(workspace.assess('2026-05-01'))).not.toContain('R2');
  });

  test('eight of eight with one waived: going live is allowed, and R1 does not hold', () => {
    const workspace = new Workspace('2026-01-12');
    workspace.startsPilot(workspace.registers()).commits().namesOperator().makesReady('UC-1');

    workspace.confirms('UC-1', {
      item: 'training',
      toldOn: '2026-01-10',
      trained: 30,
      covered: ['review', 'correct', 'escalate'],
    });
    expect(workspace.attempt('owner', goLive, live)?.code).toBe('incomplete');
    workspace.do('operator', waive, {
      useCase: 'UC-1',
      subject: { kind: 'item', item: 'training' },
      reason: 'Ten people are on leave',
      until: '2026-02-28',
    });
    workspace.do('owner', goLive, live);
    expect(metIn(workspace.assess())).toBe('R2 R4');
    expect(textsOf(workspace.assess().requirements[0].gaps)).toEqual([
      'UC-1: User training is waived until 28 February 2026; requirement 1 needs its evidence',
    ]);
  });

  test('personal data without a DPA: going live is refused, and no waiver changes that', () => {
    const workspace = new Workspace('2026-01-12');
    workspace.startsPilot(workspace.registers()).commits().namesOperator().confirmsAll('UC-1');
    workspace.do('lead', recordRoi, sourceRoi('UC-1')).do('lead', planRollout, completePlan('UC-1'));
    const refusal = workspace.attempt('owner', goLive, live);
    expect(refusal?.code).toBe('incomplete');
    expect(textsOf(refusal?.missing ?? [])).toEqual([
      'Data processing agreements: OpenAI has no DPA; Pinecone has no DPA',
    ]);
    for (const who of ['operator', 'lead', 'admin'] as const) {
      const waiver = { useCase: 'UC-1', subject: { kind: 'item', item: 'dpa' } as const, reason: 'Soon' };
      expect(workspace.attempt(who, waive, { ...waiver, until: '2026-02-28' })?.message).toContain(
        'cannot be waived',
      );
    }
  });
});

const live = { useCase: 'UC-1', liveOn: '2026-01-12', audience: 'everyone', deployed: 40 } as const;
