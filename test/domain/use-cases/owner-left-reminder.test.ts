import { expect, test } from 'vitest';
import { appointOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { ownerLeft } from '../../../src/domain/use-cases/owner-left-reminder.ts';
import { reassignUseCases } from '../../../src/domain/use-cases/reassign.ts';
import { dueOn, theDue } from '../../support/nudges.ts';
import { salesAssistant, Workspace } from '../../support/register.ts';

const createOwned = () => {
  const workspace = new Workspace('2026-01-05');
  workspace.registers();
  workspace.registers({ ...salesAssistant, owner: 'owner' });
  return workspace;
};

test('the lead is told what somebody owned who left, until it is handed over', () => {
  const workspace = createOwned();
  expect(dueOn(ownerLeft, workspace, '2026-01-05')).toEqual([]);
  workspace.leaves('owner');
  expect(dueOn(ownerLeft, workspace, '2026-01-05')).toEqual([
    'lead: Support owner left Slack and still owns UC-1, UC-2',
  ]);
  expect(theDue(ownerLeft, workspace, '2026-01-05')).toMatchObject({
    step: { do: 'hand-over', person: 'owner' },
    repeat: { workingDays: 2 },
    about: ['people:owner', 'UC-1', 'UC-2'],
  });
  workspace.do('lead', reassignUseCases, { person: 'owner', to: 'member', instead: {} });
  expect(dueOn(ownerLeft, workspace, '2026-01-05')).toEqual([]);
});

test('nothing is asked once they are back', () => {
  expect(dueOn(ownerLeft, createOwned().leaves('owner').returns('owner'), '2026-01-05')).toEqual([]);
});

test('of many use cases five are named', () => {
  const workspace = new Workspace('2026-01-05');
  for (const name of ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7']) workspace.registers({ name, purpose: name });
  expect(theDue(ownerLeft, workspace.leaves('owner'), '2026-01-05').fact).toBe(
    'Support owner left Slack and still owns UC-1, UC-2, UC-3, UC-4, UC-5 and 2 more',
  );
});

test('the lead is told when whoever holds AI Operations has left, until somebody else is named', () => {
  const workspace = new Workspace('2026-01-05').namesOperator().leaves('operator');
  expect(dueOn(ownerLeft, workspace, '2026-01-05')).toEqual([
    'lead: AI Operations left Slack and still holds AI Operations',
  ]);
  expect(theDue(ownerLeft, workspace, '2026-01-05').step).toEqual({ do: 'name-operators' });
  workspace.do('lead', appointOperators, { people: ['member'] });
  expect(dueOn(ownerLeft, workspace, '2026-01-05')).toEqual([]);
});
