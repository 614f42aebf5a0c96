import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../src/domain/calendar.ts';
import { type Change, foldInPlace } from '../../../src/domain/change.ts';
import { assess } from '../../../src/domain/readiness/crossing-test.ts';
import { listOpenUseCases, stageRank } from '../../../src/domain/readiness/requirement.ts';
import { listProductionGaps } from '../../../src/domain/readiness/requirement-1-production.ts';
import { countStepsToPilot } from '../../../src/domain/readiness/requirement-3-pilot.ts';
import { type Day, emptyRegister, type Register, type UseCase } from '../../../src/domain/register.ts';
import { happen, histories } from '../histories.ts';

/** Returns a copy of a register for which nothing is cached. */
const copyRegister = (register: Register): Register =>
  Object.fromEntries(
    Object.entries(register).map(([name, held]) => [name, held instanceof Map ? new Map(held) : held]),
  ) as unknown as Register;

/** Returns the use case that ranks first by steps, stage and key. */
function firstOf(useCases: readonly UseCase[], stepsOf: (useCase: UseCase) => number): string | null {
  const ranked = useCases.map((useCase) => ({ useCase, steps: stepsOf(useCase) }));
  ranked.sort(
    (a, b) =>
      a.steps - b.steps ||
      stageRank[a.useCase.life.stage] - stageRank[b.useCase.life.stage] ||
      Number(a.useCase.key.slice(3)) - Number(b.useCase.key.slice(3)),
  );
  return ranked[0]?.useCase.key ?? null;
}

function rankedOn(register: Register, today: Day): readonly (string | null)[] {
  const first = firstOf(listOpenUseCases(register), (one) => listProductionGaps(register, one, today).length);
  const others = listOpenUseCases(register).filter(({ key }) => key !== first);
  return [first, firstOf(others, (one) => countStepsToPilot(register, one, today))];
}

test('requirements 1 and 3 are judged on the use cases that a ranking of all by all their steps puts first', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 120 }), (tries, later) => {
      const workspace = happen(tries);
      const day = addDays(workspace.today, later);
      const [r1, , r3] = assess(workspace.register, day).requirements;
      expect([r1.useCase?.key ?? null, r3.useCase?.key ?? null]).toEqual(
        rankedOn(copyRegister(workspace.register), day),
      );
    }),
    { numRuns: 150 },
  );
});

test('a register that is asked after every change, and replayed in place, answers as one never asked before', () => {
  fc.assert(
    fc.property(histories, (tries) => {
      const { changes, today } = happen(tries);
      const register = emptyRegister('T1');
      for (const change of changes satisfies readonly Change[]) {
        foldInPlace(register, [change]);
        expect(assess(register, today)).toEqual(assess(copyRegister(register), today));
      }
    }),
    { numRuns: 40 },
  );
});
