import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  calculateRoi,
  explainMissingProductionRoi,
  recordRoi,
  sourceOf,
} from '../../../src/domain/roi/roi.ts';
import { sourceRoi, Workspace } from '../../support/register.ts';

test("the source's figures: 2,880 hours, $144,000, $104,000 net, $96,000 with overhead", () => {
  expect(calculateRoi(sourceRoi('UC-1'))).toEqual({
    hours: 2_880,
    labourValue: 144_000,
    cost: 40_000,
    net: 104_000,
    overhead: 8_000,
    netWithOverhead: 96_000,
  });
});

test('overhead is a share of the cost, whatever the value', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 100 }), (users, percent) => {
      const { inputs } = sourceRoi('UC-1');
      const result = calculateRoi({ inputs: { ...inputs, users }, overheadPercent: percent });
      expect(result.overhead).toBe(400 * percent);
      expect(result.net - result.netWithOverhead).toBe(result.overhead);
    }),
  );
});

describe('in a workspace', () => {
  const workspace = new Workspace('2026-01-05');
  const key = workspace.registers();
  const missing = () => explainMissingProductionRoi(workspace.register, workspace.getUseCase(key));

  test('without a calculation there is none to go live on', () => {
    expect(missing()).toContain('not calculated yet');
  });

  test('a calculation of the pilot is not one of production, and both are kept side by side', () => {
    workspace.do('owner', recordRoi, { ...sourceRoi(key), phase: 'pilot' });
    expect(missing()).toContain('not calculated yet');
    workspace.do('owner', recordRoi, sourceRoi(key));
    expect(missing()).toBeNull();
    expect([...workspace.register.roi.keys()]).toEqual(['UC-1:pilot', 'UC-1:production']);
  });

  test('a guessed price of the model API is no production pricing; a measured one is', () => {
    workspace.do('owner', recordRoi, { ...sourceRoi(key), quoted: [] });
    expect(missing()).toContain('a guess');
    workspace.do('owner', recordRoi, { ...sourceRoi(key), quoted: [], measured: ['modelApi'] });
    expect(missing()).toBeNull();
  });

  test('an input that is neither measured nor quoted is a guess', () => {
    const roi = { ...sourceRoi(key), by: 'owner', on: '2026-01-05' };
    expect(sourceOf(roi, 'users')).toBe('measured');
    expect(sourceOf(roi, 'modelApi')).toBe('quoted');
    expect(sourceOf(roi, 'hourlyCost')).toBe('guessed');
  });

  test.each([
    ['users', { inputs: { ...sourceRoi(key).inputs, users: 0 } }],
    ['hoursPerUserPerWeek', { inputs: { ...sourceRoi(key).inputs, hoursPerUserPerWeek: 169 } }],
    ['weeksPerYear', { inputs: { ...sourceRoi(key).inputs, weeksPerYear: 54 } }],
    ['quoted', { quoted: ['users'] as ['users'] }],
    ['overheadPercent', { overheadPercent: 501 }],
  ])('a calculation with impossible %s is refused there', (field, wrong) => {
    const refusal = workspace.attempt('owner', recordRoi, { ...sourceRoi(key), ...wrong });
    expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
  });

  test('there is no calculation for a use case that is not there', () => {
    expect(workspace.attempt('owner', recordRoi, sourceRoi('UC-99'))?.code).toBe('not-found');
  });
});
