import { expect, test } from 'vitest';
import { openChecklist } from '../../../src/domain/checklist/open-checklist-reminder.ts';
import { editUseCase } from '../../../src/domain/use-cases/use-cases.ts';
import { dueOn, theDue } from '../../support/nudges.ts';
import { registration, Workspace } from '../../support/register.ts';

const createPilot = (goLivePlannedOn: string | null) => {
  const workspace = new Workspace('2026-01-05').commits();
  workspace.startsPilot(workspace.registers());
  const { whyNew: _, standing: __, ...description } = registration();
  return workspace.do('owner', editUseCase, { ...description, useCase: 'UC-1', goLivePlannedOn });
};

test('with a day for going live the owner is asked for what is missing, the first of it with its step', () => {
  expect(dueOn(openChecklist, createPilot(null), '2026-01-06')).toEqual([]);
  const due = theDue(openChecklist, createPilot('2026-02-02'), '2026-01-06');
  expect(due).toMatchObject({ person: 'owner', repeat: { days: 7 }, step: { do: 'confirm-item' } });
  expect(due.fact).toBe(
    'UC-1 AI Support Agent: go-live is planned for 2 February 2026, and 10 things are missing. Monitoring: no evidence yet',
  );
});

test('a day that has passed is said as it is', () => {
  expect(theDue(openChecklist, createPilot('2026-02-02'), '2026-02-03').fact).toContain(
    'go-live was planned for 2 February 2026',
  );
});

test('nothing is asked once nothing is missing, or once it is live', () => {
  const workspace = createPilot('2026-02-02').makesReady('UC-1');
  expect(dueOn(openChecklist, workspace, '2026-01-06')).toEqual([]);
  expect(dueOn(openChecklist, workspace.goesLive('UC-1'), '2026-06-06')).toEqual([]);
});
