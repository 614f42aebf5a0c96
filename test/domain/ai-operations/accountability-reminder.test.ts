import { expect, test } from 'vitest';
import { accountability } from '../../../src/domain/ai-operations/accountability-reminder.ts';
import { acceptAccountabilities, appointOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

const createNamed = () => new Workspace('2026-01-05').do('lead', appointOperators, { people: ['operator'] });

test('a named person gets a notice, and two working days later reminders for open accountabilities', () => {
  const workspace = createNamed();
  expect(dueOn(accountability, workspace, '2026-01-06')).toEqual([]);
  expect(dueOn(accountability, workspace, '2026-01-07')).toEqual([
    'operator: AI Operations accountabilities not accepted yet: uptime of production AI, incident response, model versioning',
  ]);
  expect(theDue(accountability, workspace, '2026-01-07')).toMatchObject({
    step: { do: 'accept-accountabilities' },
    helperStep: { do: 'name-operators' },
    repeat: { workingDays: 2 },
    about: ['operators:operator'],
  });
  workspace.do('operator', acceptAccountabilities, { accept: ['uptime', 'incident-response'] });
  expect(theDue(accountability, workspace, '2026-01-07').fact).toContain(
    'AI Operations accountabilities not accepted yet: model versioning',
  );
  workspace.do('operator', acceptAccountabilities, { accept: ['model-versioning'] });
  expect(dueOn(accountability, workspace, '2026-01-07')).toEqual([]);
});

test('people who left or are no longer named get no reminder', () => {
  expect(dueOn(accountability, createNamed().leaves('operator'), '2026-01-07')).toEqual([]);
  const other = createNamed().do('lead', appointOperators, { people: ['member'] });
  expect(dueOn(accountability, other, '2026-01-07').map((line) => line.split(':')[0])).toEqual(['member']);
});
