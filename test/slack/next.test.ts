import { expect, test } from 'vitest';
import { recordStack } from '../../src/domain/use-cases/use-cases.ts';
import { findNextSteps, listTestSteps } from '../../src/slack/kit/next-steps.ts';
import { salesAssistant, stage3, Workspace } from '../support/register.ts';

test('next steps come from the verdict of the same answer, without a second assessment', () => {
  const { register, today } = stage3();
  const assessment = new Workspace(today).assess();
  const context = { register, today, assessment };
  const steps = assessment.blockers.map(({ step }) => step);
  expect(listTestSteps(context)).toEqual(steps);
  expect(findNextSteps(context, 'UC-1')).toEqual(steps);
});

test('a pilot that a requirement waits for is led to what this requirement lacks, and then to production', () => {
  const workspace = new Workspace('2026-02-02').commits().namesOperator();
  workspace.startsPilot(workspace.registers()).makesReady('UC-1').goesLive('UC-1');
  workspace.startsPilot(workspace.registers(salesAssistant), { stack: null });
  const steps = () => {
    const { register, today } = workspace;
    return findNextSteps({ register, today, assessment: workspace.assess() }, 'UC-2');
  };
  expect(steps()).toEqual([{ do: 'record-stack', useCase: 'UC-2' }]);
  workspace.do('lead', recordStack, { useCase: 'UC-2', stack: workspace.getUseCase('UC-1').stack });
  expect(steps()).toEqual([{ do: 'confirm-item', useCase: 'UC-2', item: 'monitoring' }]);
});
