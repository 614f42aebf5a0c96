import { expect, test } from 'vitest';
import { editUseCase } from '../../../src/domain/use-cases/use-cases.ts';
import { dpa } from '../../../src/domain/vendors/dpa-reminder.ts';
import { daysDue, dueOn, theDue } from '../../support/nudges.ts';
import { registration, Workspace } from '../../support/register.ts';

const createPilot = (vendors = ['Acme']) => {
  const workspace = new Workspace('2026-01-05');
  return workspace.startsPilot(workspace.registers({ vendors }), { stack: null });
};
const live = () => {
  const workspace = new Workspace('2026-01-05').namesOperator();
  workspace.registers({
    vendors: ['Acme'],
    standing: { stage: 'production', liveOn: '2026-01-01', rollout: { audience: 'volunteers', deployed: 5 } },
  });
  return workspace;
};

test('in a pilot the owner is asked weekly for each vendor without a DPA, until it is signed', () => {
  const workspace = createPilot(['Acme', 'Bolt']);
  expect(dueOn(dpa, workspace, '2026-01-06')).toEqual([
    'owner: UC-1 AI Support Agent: Acme has no DPA',
    'owner: UC-1 AI Support Agent: Bolt has no DPA',
  ]);
  workspace.signsDpa('UC-1', 'Acme');
  expect(theDue(dpa, workspace, '2026-01-06')).toMatchObject({
    step: { do: 'record-dpa', useCase: 'UC-1', vendor: 'Bolt' },
    repeat: { days: 7 },
    about: ['UC-1', 'vendors:bolt'],
    urgent: false,
  });
  expect(dueOn(dpa, workspace.signsDpa('UC-1', 'Bolt'), '2026-01-06')).toEqual([]);
});

test('in production a missing one is a violation: urgent, daily, to the owner and to AI Operations', () => {
  const workspace = live();
  expect(dueOn(dpa, workspace, '2026-01-06')).toEqual([
    'owner: UC-1 AI Support Agent: Acme has no DPA',
    'operator: UC-1 AI Support Agent: Acme has no DPA',
  ]);
  for (const due of dpa.due(workspace.register, '2026-01-06')) {
    // A check-in or other work on UC-1 does not delay it.
    expect(due).toMatchObject({ urgent: true, repeat: { days: 1 }, about: ['vendors:acme'] });
    expect(due.why).toBe('in production this is a compliance violation');
  }
});

test('one agreement that several use cases of a person lack is asked for once, naming one in production first', () => {
  const workspace = createPilot();
  workspace.registers({
    name: 'Sales Assistant',
    vendors: ['Acme'],
    standing: { stage: 'production', liveOn: '2026-01-01', rollout: { audience: 'volunteers', deployed: 5 } },
  });
  workspace.startsPilot(workspace.registers({ name: 'Invoice Reader', owner: 'lead', vendors: ['Acme'] }), {
    stack: null,
  });
  expect(dueOn(dpa, workspace.namesOperator(), '2026-01-06')).toEqual([
    'owner: UC-2 Sales Assistant and 1 more: Acme has no DPA',
    'operator: UC-2 Sales Assistant: Acme has no DPA',
    'lead: UC-3 Invoice Reader: Acme has no DPA',
  ]);
  expect(dpa.due(workspace.register, '2026-01-06')[0]).toMatchObject({
    step: { do: 'record-dpa', useCase: 'UC-2', vendor: 'Acme' },
    about: ['vendors:acme'],
    urgent: true,
  });
});

test('one that ends is asked about from 30 days before on, and as a violation once it has ended', () => {
  const workspace = live().signsDpa('UC-1', 'Acme', '2026-06-30');
  const days = daysDue(dpa, workspace, '2026-05-01', '2026-07-31');
  expect([days[0], days.at(-1)]).toEqual(['2026-05-31', '2026-07-31']);
  const [ending] = dpa.due(workspace.register, '2026-06-30');
  expect(ending).toMatchObject({ urgent: false, repeat: { days: 7 } });
  expect(ending?.fact).toBe('UC-1 AI Support Agent: the DPA of Acme expires on 30 June 2026');
  const [ended] = dpa.due(workspace.register, '2026-07-01');
  expect(ended).toMatchObject({ urgent: true, repeat: { days: 1 }, subject: ending?.subject });
  expect(ended?.fact).toBe('UC-1 AI Support Agent: the DPA of Acme expired on 30 June 2026');
});

test('somebody who owns it and holds AI Operations is asked once, and who left is not', () => {
  expect(dueOn(dpa, live().namesOperator('owner'), '2026-01-06')).toHaveLength(1);
  expect(dueOn(dpa, live().leaves('operator'), '2026-01-06')).toEqual([
    'owner: UC-1 AI Support Agent: Acme has no DPA',
  ]);
  expect(dueOn(dpa, live().leaves('owner'), '2026-01-06')[0]).toMatch(/^lead: /);
});

test('data that is nobody’s asks for none', () => {
  const workspace = createPilot();
  const { whyNew: _, standing: __, ...description } = registration({ vendors: ['Acme'], data: ['none'] });
  workspace.do('owner', editUseCase, { ...description, useCase: 'UC-1', goLivePlannedOn: null });
  expect(dueOn(dpa, workspace, '2026-01-06')).toEqual([]);
});

test.each([
  [{ data: [] }, 'the data it touches is not recorded'],
  [{ otherVendors: 'unknown' as const }, 'the name of one vendor is missing'],
])('unstated data is asked of the owner once per use case, and is not a violation', (fields, lack) => {
  const workspace = new Workspace('2026-01-05');
  workspace.startsPilot(workspace.registers({ vendors: [], ...fields }), { stack: null });
  expect(theDue(dpa, workspace, '2026-01-06')).toMatchObject({
    fact: `UC-1 AI Support Agent: ${lack}`,
    step: { do: 'edit-use-case', useCase: 'UC-1' },
    repeat: { days: 7 },
  });
});
