import { expect, test } from 'vitest';
import { assertNever, refuseInvalid } from '../../src/domain/decide.ts';
import { assigneeOf, leadOf } from '../../src/domain/people.ts';
import { Workspace } from '../support/register.ts';

test('a refusal names every wrong input, and none that is right', () => {
  expect(refuseInvalid({ name: 'Give a name.', team: false, owner: null, data: undefined })).toEqual({
    ok: false,
    refusal: { code: 'invalid', message: 'Give a name.', fields: { name: 'Give a name.' } },
  });
  expect(refuseInvalid({ name: false })).toBeNull();
});

test('the lead is the first one who is still here', () => {
  const workspace = new Workspace('2026-01-05', { leads: ['lead', 'admin'] });
  expect(leadOf(workspace.register)).toBe('lead');
  expect(leadOf(workspace.leaves('lead').register)).toBe('admin');
  expect(leadOf(workspace.leaves('admin').register)).toBeNull();
  expect(leadOf(new Workspace('2026-01-05', null).register)).toBeNull();
});

test('a use case is asked of its owner, and of the lead once the owner left', () => {
  const workspace = new Workspace('2026-01-05');
  const key = workspace.registers();
  expect(assigneeOf(workspace.register, workspace.getUseCase(key))).toBe('owner');
  expect(assigneeOf(workspace.leaves('owner').register, workspace.getUseCase(key))).toBe('lead');
  expect(assigneeOf(workspace.returns('owner').register, workspace.getUseCase(key))).toBe('owner');
});

test('a case that was forgotten is a fault', () => {
  expect(() => assertNever('surprise' as never)).toThrow('unexpected "surprise"');
});
