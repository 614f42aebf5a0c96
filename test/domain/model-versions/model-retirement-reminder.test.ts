import { expect, test } from 'vitest';
import { recordModelRetirement, recordModelVersion } from '../../../src/domain/model-versions/index.ts';
import { modelRetirement } from '../../../src/domain/model-versions/model-retirement-reminder.ts';
import { removeModelRetirementStep } from '../../../src/domain/model-versions/retirements.ts';
import { createAgenda } from '../../../src/domain/reviews/review-agenda.ts';
import { daysDue, dueOn } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

const announcement = 'https://provider.example/retirements';
const retirement = { retirement: null, model: 'gpt-5', version: '', endsOn: '2026-06-30', announcement };
const runsGpt5 = () => {
  const workspace = new Workspace('2026-01-05').namesOperator();
  const useCase = workspace.registers();
  workspace.startsPilot(useCase, { stack: null });
  workspace.do('owner', recordModelVersion, {
    ...{ useCase, model: 'GPT-5', version: '2025-11-01', from: '2025-12-01', source: 'typed' },
  });
  return workspace;
};

test('the owner and AI Operations are reminded from 90 days before the end, monthly, then weekly', () => {
  const workspace = runsGpt5().do('lead', recordModelRetirement, retirement);
  expect(daysDue(modelRetirement, workspace, '2026-03-01', '2026-07-10')[0]).toBe('2026-04-01');
  expect(dueOn(modelRetirement, workspace, '2026-04-01')).toEqual([
    'owner: UC-1 AI Support Agent: the provider retires gpt-5 on 30 June 2026',
    'operator: UC-1 AI Support Agent: the provider retires gpt-5 on 30 June 2026',
  ]);
  expect(dueOn(modelRetirement, workspace, '2026-07-01')[0]).toBe(
    'owner: UC-1 AI Support Agent: the provider retired gpt-5 on 30 June 2026',
  );
  const repeats = ['2026-05-30', '2026-05-31'].map(
    (day) => modelRetirement.due(workspace.register, day)[0]?.repeat,
  );
  expect(repeats).toEqual([{ days: 30 }, { days: 7 }]);
});

test('nobody is reminded of a model that no use case runs, of another version, or of a removed date', () => {
  const workspace = runsGpt5();
  workspace.do('operator', recordModelRetirement, { ...retirement, model: 'GPT-4' });
  workspace.do('operator', recordModelRetirement, { ...retirement, version: '2025-08-01' });
  expect(dueOn(modelRetirement, workspace, '2026-06-01')).toEqual([]);
  workspace.do('operator', recordModelRetirement, { ...retirement, version: '2025-11-01' });
  expect(dueOn(modelRetirement, workspace, '2026-06-01')).toHaveLength(2);
  workspace.do('operator', removeModelRetirementStep.decide, { retirement: 'MR-3' });
  expect(dueOn(modelRetirement, workspace, '2026-06-01')).toEqual([]);
});

test('a date for one version is used before a date for all versions', () => {
  const workspace = runsGpt5().do('operator', recordModelRetirement, retirement);
  workspace.do('operator', recordModelRetirement, {
    ...{ ...retirement, version: '2025-11-01', endsOn: '2027-01-31' },
  });
  expect(dueOn(modelRetirement, workspace, '2026-06-29')).toEqual([]);
});

test('nothing is due once the use case runs another model', () => {
  const workspace = runsGpt5().do('operator', recordModelRetirement, retirement);
  workspace.on('2026-06-01').do('owner', recordModelVersion, {
    ...{ useCase: 'UC-1', model: 'GPT-6', version: '2026-05-01', from: '2026-06-01', source: 'measured' },
  });
  expect(dueOn(modelRetirement, workspace, '2026-06-01')).toEqual([]);
});

test('the review lists the use cases whose model ends within 90 days', () => {
  const { register } = runsGpt5().do('operator', recordModelRetirement, retirement);
  const title = 'Models that their provider retires';
  const pointOn = (day: string) => createAgenda(register, day).find((point) => point.title === title);
  expect(pointOn('2026-03-31')).toBeUndefined();
  expect(pointOn('2026-04-01')?.lines).toEqual([
    'UC-1 AI Support Agent: the provider retires gpt-5 on 30 June 2026',
  ]);
});

test('the dates are edited by AI Operations and the lead, one date a version', () => {
  const workspace = runsGpt5().do('operator', recordModelRetirement, retirement);
  workspace.do('lead', recordModelRetirement, { ...retirement, retirement: 'MR-1', endsOn: '2026-07-31' });
  expect(workspace.register.modelRetirements.get('MR-1')).toMatchObject({ endsOn: '2026-07-31', by: 'lead' });
  expect(workspace.attempt('owner', recordModelRetirement, retirement)?.message).toBe(
    'Only AI Operations and the transformation lead can edit the retirement dates of models.',
  );
  expect(workspace.attempt('lead', recordModelRetirement, { ...retirement, model: 'GPT 5' })?.fields).toEqual(
    {
      model: 'This model and version already has a retirement date. Edit that one.',
    },
  );
  expect(workspace.attempt('lead', recordModelRetirement, { ...retirement, retirement: 'MR-9' })?.code).toBe(
    'not-found',
  );
});
