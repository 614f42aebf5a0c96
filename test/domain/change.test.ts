import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDraft, fold, foldInPlace } from '../../src/domain/change.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import { emptyRegister, entityNames, type Register } from '../../src/domain/register.ts';
import { Workspace } from '../support/register.ts';
import { happen, histories } from './histories.ts';

const empty = () => emptyRegister('T1');

describe('fold', () => {
  test('gives the register that the decisions were made on, at once, in parts and in place', () => {
    fc.assert(
      fc.property(histories, fc.array(fc.nat({ max: 100 }), { maxLength: 5 }), (tries, cuts) => {
        const { changes, register } = happen(tries);
        expect(fold(empty(), changes)).toEqual(register);
        expect(foldInPlace(empty(), changes)).toEqual(register);
        const ends = [...cuts.map((cut) => Math.min(cut, changes.length)), changes.length].sort(
          (a, b) => a - b,
        );
        const inParts = ends.reduce<Register>(
          (sofar, end) => fold(sofar, changes.slice(sofar.seq, end)),
          empty(),
        );
        expect(inParts).toEqual(register);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves the register it began with as it was', () => {
    const workspace = new Workspace('2026-01-05');
    const before = workspace.register;
    const copy = structuredClone(before);
    workspace.startsPilot(workspace.registers());
    expect(before).toEqual(copy);
    expect(workspace.register.settings).toBe(before.settings);
    expect(fold(before, [])).toBe(before);
  });

  test('refuses a change that does not follow on the one before', () => {
    const { changes } = new Workspace('2026-01-05').commits();
    expect(() => fold(empty(), changes.slice(1))).toThrow('change 2 does not follow on 0');
    expect(() => foldInPlace(fold(empty(), changes), changes.slice(0, 1))).toThrow(RangeError);
  });

  test('removes a record with its last change', () => {
    const workspace = new Workspace('2026-01-05').namesOperator();
    const draft = createDraft(workspace.register, 'name-operators', 'operators', 'operator', null);
    expect(draft.before).toEqual(workspace.register.operators.get('operator'));
    const change = { ...draft, seq: workspace.register.seq + 1, at: 1, actor: 'lead' };
    expect(fold(workspace.register, [change]).operators.size).toBe(0);
  });
});

test('every change keeps what was before it and what was after', () => {
  fc.assert(
    fc.property(histories, (tries) => {
      let register = empty();
      for (const change of happen(tries).changes) {
        expect(change.before).toEqual(register[change.entity].get(change.id) ?? null);
        register = fold(register, [change]);
        expect(register[change.entity].get(change.id) ?? null).toEqual(change.after);
      }
      expect(entityNames.every((entity) => register[entity] instanceof Map)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('an answer about a past moment equals the answer that was given then', () => {
  fc.assert(
    fc.property(histories, (tries) => {
      const given: { at: number; day: string; answer: unknown }[] = [];
      const { changes } = happen(tries, ({ register, changes: sofar, ...workspace }) => {
        const at = sofar.at(-1)?.at ?? 0;
        given.push({ at, day: workspace.today, answer: assess(register, workspace.today) });
      });
      for (const { at, day, answer } of given) {
        const then = fold(
          empty(),
          changes.filter((change) => change.at <= at),
        );
        expect(assess(then, day)).toEqual(answer);
      }
    }),
    { numRuns: 30 },
  );
});

test('a decision that was committed is never edited again, only superseded', () => {
  fc.assert(
    fc.property(histories, (tries) => {
      for (const { entity, before, after } of happen(tries).changes) {
        if (entity !== 'decisions' || before?.status === 'proposed' || !before) continue;
        expect(before.status).toBe('committed');
        expect(after).toEqual({
          ...before,
          status: 'superseded',
          supersededBy: expect.stringMatching(/^D-\d+$/),
        });
      }
    }),
    { numRuns: 60 },
  );
});
