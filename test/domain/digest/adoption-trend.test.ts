import { describe, expect, test } from 'vitest';
import { computeAdoptionTrend } from '../../../src/domain/digest/adoption-trend.ts';
import { emptyRegister } from '../../../src/domain/register.ts';

describe('the adoption trend', () => {
  const quiet = { daily: 0, notAtAll: 0, result: '', by: 'owner', source: 'typed' } as const;

  test('sums all check-ins of a week, and leaves out weeks without one and those that are long past', () => {
    const register = emptyRegister('T1');
    const at = (useCase: string, week: string, weekly: number, intended: number) =>
      [`${useCase}:${week}`, { useCase, week, weekly, intended, ...quiet, on: week }] as const;
    const checkIns = new Map([
      at('UC-1', '2025-11-03', 1, 1),
      at('UC-2', '2026-02-16', 10, 30),
      at('UC-1', '2026-02-02', 20, 40),
      at('UC-1', '2026-02-16', 30, 40),
    ]);
    expect(computeAdoptionTrend({ ...register, checkIns }, '2026-02-18', 8)).toEqual([
      { week: '2026-02-02', weekly: 20, intended: 40, useCases: 1 },
      { week: '2026-02-16', weekly: 40, intended: 70, useCases: 2 },
    ]);
    expect(computeAdoptionTrend(register, '2026-02-18', 8)).toEqual([]);
  });
});
