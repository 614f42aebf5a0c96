import { expect, test } from 'vitest';
import { recordRotation } from '../../../src/domain/infrastructure/decisions.ts';
import { keyRotation } from '../../../src/domain/infrastructure/key-rotation-reminder.ts';
import { dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

/**
 * Returns a workspace whose keys were rotated on 1 October 2025. They are rotated every 90 days, next by 30 December.
 */
const company = () => new Workspace('2025-12-01').commits('api-ownership');

test('the owner of the service account is asked from 7 days before on, and weekly', () => {
  expect(dueOn(keyRotation, company(), '2025-12-22')).toEqual([]);
  expect(dueOn(keyRotation, company(), '2025-12-23')).toEqual([
    'admin: API key rotation is due on 30 December 2025',
  ]);
  expect(theDue(keyRotation, company(), '2025-12-30')).toMatchObject({
    step: { do: 'record-rotation' },
    repeat: { days: 7 },
  });
});

test('an overdue rotation says for how long, and is asked for until a rotation is recorded', () => {
  const workspace = company();
  expect(dueOn(keyRotation, workspace, '2026-03-20')).toEqual([
    'admin: API key rotation was due on 30 December 2025 (80 days ago)',
  ]);
  workspace.on('2026-03-20').do('admin', recordRotation, { rotatedOn: '2026-03-19' });
  expect(dueOn(keyRotation, workspace, '2026-03-20')).toEqual([]);
  expect(dueOn(keyRotation, workspace, '2026-06-17')).toHaveLength(1);
});

test('the lead is asked once the owner has left, and nobody while nothing is decided', () => {
  expect(theDue(keyRotation, company().leaves('admin'), '2026-01-05').person).toBe('lead');
  expect(dueOn(keyRotation, new Workspace('2025-12-01'), '2026-01-05')).toEqual([]);
});
