import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { hasNoNews, snapshotOf, summarizeChanges } from '../../../src/domain/digest/change-summary.ts';
import { chooseDigest, type DigestInput } from '../../../src/domain/digest/digests.ts';
import { commitDecision } from '../../../src/domain/infrastructure/decisions.ts';
import { closeEvaluation, openEvaluation } from '../../../src/domain/infrastructure/evaluations.ts';
import { answerPulse, askPulse } from '../../../src/domain/purgatory/pulse.ts';
import { extendPilot } from '../../../src/domain/use-cases/pilots.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { commitment, completeEvidence, salesAssistant, stage3, Workspace } from '../../support/register.ts';

const given: DigestInput = { channel: 'C0PROGRAM', weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' };

/** Acts on a day, and returns the summary of the changes. */
function summarizeAfter(workspace: Workspace, day: string, act: () => unknown = () => undefined) {
  const before = snapshotOf(workspace.assess());
  const seq = workspace.changes.length;
  workspace.on(day);
  act();
  return summarizeChanges(before, workspace.assess(), workspace.register, workspace.changes.slice(seq));
}

const keys = (found: readonly { readonly key: string }[]) => found.map(({ key }) => key);

describe('the summary of changes', () => {
  test('is empty when nothing was recorded and nothing expired', () => {
    const workspace = stage3('2026-02-02');
    const change = summarizeAfter(workspace, '2026-02-09');
    expect(change).toEqual({ met: [], lost: [], moved: [], wentWell: [], recorded: 0 });
    expect(hasNoNews(change)).toBe(true);
  });

  test('counts a small change, which is no news', () => {
    const workspace = stage3('2026-02-02');
    const change = summarizeAfter(workspace, '2026-02-09', () =>
      workspace.put('useCases', 'UC-1', { ...workspace.getUseCase('UC-1'), purpose: 'Said better' }),
    );
    expect(hasNoNews(change)).toBe(true);
    expect(change.recorded).toBe(1);
  });

  test('does not count people who were seen, mutes or digest settings', () => {
    const workspace = stage3('2026-02-02');
    const change = summarizeAfter(workspace, '2026-02-09', () =>
      workspace.do('lead', chooseDigest, given).leaves('seller'),
    );
    expect(change.recorded).toBe(0);
  });

  test('names a requirement that is met now', () => {
    const workspace = new Workspace('2026-02-02');
    const change = summarizeAfter(workspace, '2026-02-03', () => workspace.namesOperator());
    expect(keys(change.met)).toEqual(['R4']);
    expect(keys(change.lost)).toEqual([]);
  });

  test('names a requirement that was lost by an action or by time alone', () => {
    const workspace = stage3('2026-02-02');
    expect(keys(summarizeAfter(workspace, '2026-02-03', () => workspace.leaves('operator')).lost)).toEqual([
      'R4',
    ]);
    const lapsed = summarizeAfter(stage3('2026-02-02'), '2026-06-01');
    expect(keys(lapsed.lost)).toEqual(['R1', 'R3']);
    expect(lapsed.recorded).toBe(0);
    expect(hasNoNews(lapsed)).toBe(false);
  });

  test('names a use case once, with its first and last stage', () => {
    const workspace = new Workspace('2026-02-02');
    const early = workspace.registers({ name: 'Early' });
    const change = summarizeAfter(workspace, '2026-02-09', () => {
      workspace.startsPilot(early).do('lead', stopUseCase, { useCase: early, reason: 'No gain' });
      workspace.startsPilot(workspace.registers({ name: 'Fresh pilot' }));
      workspace.registers({ name: 'Proposal' });
    });
    expect(change.moved).toEqual([
      'Stopped: UC-1 Early',
      'Registered: UC-2 Fresh pilot (already in pilot), UC-3 Proposal',
    ]);
  });

  test('names three of many use cases and counts the others', () => {
    const workspace = new Workspace('2026-02-02');
    const change = summarizeAfter(workspace, '2026-02-09', () => {
      for (let index = 0; index < 40; index += 1) workspace.registers({ name: `Job ${index}` });
    });
    expect(change.moved).toEqual(['Registered: UC-1 Job 0, UC-2 Job 1, UC-3 Job 2 and 37 more']);
  });

  test('names an extended pilot', () => {
    const workspace = new Workspace('2026-02-02');
    const key = workspace.registers();
    workspace.startsPilot(key);
    const change = summarizeAfter(workspace, '2026-02-09', () =>
      workspace.do('lead', extendPilot, { useCase: key, decideBy: '2026-05-01', reason: 'One more month' }),
    );
    expect(change.moved).toEqual(['Pilot extended: UC-1 AI Support Agent (until 1 May 2026)']);
  });

  test('names committed decisions and the decisions that they replace', () => {
    const workspace = new Workspace('2026-02-02');
    workspace.commits('guardrails');
    const change = summarizeAfter(workspace, '2026-02-09', () => {
      workspace.commits('observability');
      workspace.do(
        'lead',
        commitDecision,
        commitment('guardrails', { choice: 'NeMo', decidedOn: '2026-02-09' }),
      );
    });
    expect(change.moved).toEqual([
      'Observability stack committed: LangSmith',
      'Guardrail tooling committed: NeMo, replacing Guardrails AI',
    ]);
  });

  test('names evidence that became complete, but not evidence that was only confirmed again', () => {
    const workspace = new Workspace('2026-02-02');
    const key = workspace.registers();
    const [monitoring, fallback] = completeEvidence(40);
    if (!monitoring || !fallback || monitoring.item !== 'monitoring') throw new Error('no evidence');
    workspace.confirms(key, fallback).confirms(key, { ...monitoring, dashboard: null });
    const change = summarizeAfter(workspace, '2026-02-09', () =>
      workspace.confirms(key, fallback).confirms(key, monitoring),
    );
    expect(change.moved).toEqual(['Evidence complete: UC-1 (Monitoring)']);
    expect(change.recorded).toBe(2);
  });

  test('names a closed evaluation', () => {
    const workspace = new Workspace('2026-02-02');
    const about = {
      category: 'guardrails' as const,
      useCase: null,
      tools: ['A', 'B'],
      decideBy: '2026-03-01',
    };
    workspace.do('lead', openEvaluation, about);
    const change = summarizeAfter(workspace, '2026-02-09', () =>
      workspace.do('lead', closeEvaluation, { evaluation: 'E-1', outcome: 'A it is' }),
    );
    expect(change.moved.join()).toContain('Evaluation closed: E-1');
    expect(change.wentWell).toEqual(['Symptom of pilot purgatory gone: tools compared in parallel']);
  });

  test('names a symptom of pilot purgatory that appeared by time alone', () => {
    const workspace = new Workspace('2026-02-02');
    workspace.commits('guardrails').startsPilot(workspace.registers());
    expect(summarizeAfter(workspace, '2026-04-20').moved).toEqual([
      'New symptom of pilot purgatory: pilots that never end',
    ]);
  });

  test('leaves out pulse answers', () => {
    const workspace = stage3('2026-02-02');
    workspace.put('useCases', 'UC-2', {
      ...workspace.getUseCase('UC-2'),
      members: ['member', 'owner', 'operator'],
    });
    const change = summarizeAfter(workspace, '2026-02-09', () => {
      workspace.do('seller', askPulse, { useCase: 'UC-2' });
      for (const who of ['member', 'owner', 'operator'] as const) {
        workspace.do(who, answerPulse, { useCase: 'UC-2', score: 4 });
      }
    });
    expect(change.recorded).toBe(0);
    expect(hasNoNews(change)).toBe(true);
  });
});

describe('good news', () => {
  test('names a use case that went live, with the number of people it reaches', () => {
    const workspace = new Workspace('2026-02-02');
    const key = workspace.registers();
    workspace.startsPilot(key).commits().makesReady(key);
    const change = summarizeAfter(workspace, '2026-02-09', () => workspace.goesLive(key));
    expect(change.wentWell).toEqual(['Went live: UC-1 AI Support Agent (40 of 40 intended users)']);
    expect(change.moved).toEqual([]);
    expect(keys(change.met)).toEqual(['R1']);
  });

  test('names a complete checklist, signed agreements, and a waiver that is no longer needed', () => {
    const workspace = new Workspace('2026-02-02');
    workspace.namesOperator();
    const key = workspace.registers({ vendors: ['OpenAI'] });
    workspace.do('operator', waive, {
      useCase: key,
      subject: { kind: 'item', item: 'monitoring' },
      reason: 'The new one comes',
      until: '2026-03-01',
    });
    const change = summarizeAfter(workspace, '2026-02-09', () =>
      workspace.confirmsAll(key).signsDpa(key, 'OpenAI').signsDpa(key, 'Pinecone'),
    );
    expect(change.wentWell).toEqual([
      'Production checklist complete: UC-1 AI Support Agent',
      'Waiver no longer needed: UC-1 (Monitoring)',
      'DPA signed: OpenAI, Pinecone',
    ]);
    expect(change.moved).toEqual([]);
  });

  const checksIn = (workspace: Workspace, useCase: string, weekly: number) =>
    workspace.do('lead', checkIn, {
      useCase,
      on: workspace.today,
      intended: 40,
      daily: 0,
      weekly,
      notAtAll: 0,
      result: '',
    });

  test('names weekly use that rose; a fall is listed with the other changes', () => {
    const workspace = stage3('2026-02-02');
    checksIn(workspace, 'UC-1', 20);
    checksIn(workspace, 'UC-2', 30);
    const change = summarizeAfter(workspace, '2026-02-09', () => {
      checksIn(workspace, 'UC-1', 30);
      checksIn(workspace, 'UC-2', 10);
    });
    expect(change.wentWell).toEqual(['Weekly use rose: UC-1 from 50% to 75% (30 of 40)']);
    expect(change.moved).toEqual(['Weekly use fell: UC-2 from 75% to 25% (10 of 40)']);
  });

  test('leaves out a difference below five percentage points, and a first check-in', () => {
    const workspace = stage3('2026-02-02');
    checksIn(workspace, 'UC-1', 20);
    const change = summarizeAfter(workspace, '2026-02-09', () => {
      checksIn(workspace, 'UC-1', 21);
      checksIn(workspace, 'UC-2', 10);
    });
    expect(hasNoNews(change)).toBe(true);
  });

  test('names and ranks nobody', () => {
    const workspace = new Workspace('2026-01-05');
    const change = summarizeAfter(workspace, '2026-02-09', () => {
      const first = workspace.registers();
      workspace.startsPilot(first).commits().namesOperator().makesReady(first).goesLive(first);
      workspace.startsPilot(workspace.registers(salesAssistant));
      checksIn(workspace, first, 20);
    });
    const lines = [...change.moved, ...change.wentWell].join('\n');
    for (const name of ['lead', 'owner', 'seller', 'operator', 'Support owner', 'Sales owner']) {
      expect(lines).not.toMatch(new RegExp(`\\b${name}\\b`));
    }
  });
});
