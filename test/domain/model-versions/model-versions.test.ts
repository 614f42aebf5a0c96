import { describe, expect, test } from 'vitest';
import { confirmItem } from '../../../src/domain/checklist/confirm.ts';
import { checklistOf } from '../../../src/domain/checklist/index.ts';
import {
  describeModel,
  findModelVersion,
  listModelVersions,
  recordModelVersion,
} from '../../../src/domain/model-versions/index.ts';
import { Workspace } from '../../support/register.ts';

const createPilot = () => {
  const workspace = new Workspace('2026-01-05').namesOperator();
  const useCase = workspace.registers();
  workspace.startsPilot(useCase);
  return { workspace, useCase };
};
const record = (useCase: string, version: string, from: string, model = 'GPT-5') => ({
  ...{ useCase, model, version, from, source: 'typed' as const },
});
const runs = ({ register }: Workspace, useCase: string, day: string) => {
  const found = findModelVersion(register, useCase, day);
  return found && describeModel(found);
};

describe('the version on a day', () => {
  test('is the last one that started by then, and unknown before the first', () => {
    const { workspace, useCase } = createPilot();
    workspace.do('owner', recordModelVersion, record(useCase, '2025-11-01', '2025-12-01'));
    workspace.do('operator', recordModelVersion, record(useCase, '2026-01-01', '2026-01-03'));
    expect(runs(workspace, useCase, '2025-11-30')).toBeNull();
    expect(runs(workspace, useCase, '2025-12-01')).toBe('GPT-5 2025-11-01');
    expect(runs(workspace, useCase, '2026-01-02')).toBe('GPT-5 2025-11-01');
    expect(runs(workspace, useCase, '2026-01-03')).toBe('GPT-5 2026-01-01');
    expect(runs(workspace, 'UC-9', '2026-01-03')).toBeNull();
  });

  test('is read from checklist evidence too, where a record of the same day is used first', () => {
    const { workspace, useCase } = createPilot();
    workspace.do('owner', confirmItem, {
      useCase,
      details: {
        item: 'model-versions',
        log: [
          { model: 'GPT-5', version: '2025-08-01', from: '2025-10-01' },
          { model: 'GPT-5', version: '2025-11-01', from: '2025-12-01' },
        ],
      },
    });
    workspace.do('owner', recordModelVersion, record(useCase, '2025-11-20', '2025-12-01'));
    expect(listModelVersions(workspace.register, useCase)).toEqual([
      {
        ...{ model: 'GPT-5', version: '2025-08-01', from: '2025-10-01', source: 'typed' },
        ...{ recorded: { by: 'owner', on: '2026-01-05' }, isFromChecklist: false },
      },
      {
        ...{ model: 'GPT-5', version: '2025-11-20', from: '2025-12-01', source: 'typed' },
        ...{ recorded: { by: 'owner', on: '2026-01-05' }, isFromChecklist: false },
      },
    ]);
  });

  test('keeps the person who confirmed it in the checklist when somebody else records the next one', () => {
    const { workspace, useCase } = createPilot();
    workspace.do('owner', confirmItem, {
      useCase,
      details: {
        item: 'model-versions',
        log: [{ model: 'GPT-5', version: '2025-11-01', from: '2025-12-01' }],
      },
    });
    const list = () =>
      listModelVersions(workspace.register, useCase).map(
        ({ version, recorded, isFromChecklist }) =>
          `${version} by ${recorded.by} on ${recorded.on}${isFromChecklist ? ', checklist' : ''}`,
      );
    expect(list()).toEqual(['2025-11-01 by owner on 2026-01-05, checklist']);
    workspace
      .on('2026-02-09')
      .do('operator', recordModelVersion, record(useCase, '2026-02-01', '2026-02-09'));
    expect(list()).toEqual(['2025-11-01 by owner on 2026-01-05', '2026-02-01 by operator on 2026-02-09']);
  });
});

describe('recording a version', () => {
  const itemState = ({ register, today }: Workspace, key: string) => {
    const useCase = register.useCases.get(key);
    if (!useCase) throw new Error(`no ${key}`);
    return checklistOf(register, useCase, today).find(({ item }) => item === 'model-versions');
  };

  test('of today confirms the checklist item, and keeps the versions of its evidence', () => {
    const { workspace, useCase } = createPilot();
    expect(itemState(workspace, useCase)?.state).toBe('open');
    workspace.do('owner', recordModelVersion, record(useCase, '2025-11-01', '2025-12-01'));
    workspace.do('owner', recordModelVersion, record(useCase, '2026-01-01', '2026-01-05'));
    expect(itemState(workspace, useCase)?.state).toBe('holds');
    const details = workspace.register.evidence.get(`${useCase}:model-versions`)?.details;
    expect(details).toMatchObject({ log: [{ version: '2025-11-01' }, { version: '2026-01-01' }] });
  });

  test('of the past does not confirm what runs now', () => {
    const { workspace, useCase } = createPilot();
    workspace.do('owner', recordModelVersion, record(useCase, '2025-11-01', '2025-12-01'));
    workspace.on('2026-03-05').do('owner', recordModelVersion, record(useCase, '2025-08-01', '2025-10-01'));
    const evidence = workspace.register.evidence.get(`${useCase}:model-versions`);
    expect(evidence?.confirmedOn).toBe('2026-01-05');
    expect(runs(workspace, useCase, '2025-10-15')).toBe('GPT-5 2025-08-01');
  });

  test('again from the same day corrects it, and the same words twice are refused', () => {
    const { workspace, useCase } = createPilot();
    workspace.do('owner', recordModelVersion, record(useCase, '2025-11-01', '2025-12-01'));
    expect(
      workspace.attempt('owner', recordModelVersion, record(useCase, ' 2025-11-01 ', '2025-12-01'))?.fields,
    ).toEqual({ from: 'This version is already recorded from 1 December 2025. Choose another day.' });
    workspace.do('owner', recordModelVersion, record(useCase, '2025-11-02', '2025-12-01'));
    expect(listModelVersions(workspace.register, useCase)).toHaveLength(1);
    expect(runs(workspace, useCase, '2026-01-05')).toBe('GPT-5 2025-11-02');
  });

  test.each([
    [{ from: '2026-01-06' }, { from: 'This day is in the future. Choose today or an earlier day.' }],
    [{ model: '  ' }, { model: 'Enter the name of the model.' }],
    [{ version: '\n' }, { version: 'Enter the version of the model.' }],
  ])('refuses %j at its field', (wrong, fields) => {
    const { workspace, useCase } = createPilot();
    const input = { ...record(useCase, '2025-11-01', '2025-12-01'), ...wrong };
    expect(workspace.attempt('owner', recordModelVersion, input)?.fields).toEqual(fields);
  });

  test('is for the owner, AI Operations and the lead', () => {
    const { workspace, useCase } = createPilot();
    for (const who of ['owner', 'operator', 'lead'] as const)
      workspace.do(who, recordModelVersion, record(useCase, who, '2025-12-01'));
    for (const who of ['seller', 'guest'] as const)
      expect(workspace.attempt(who, recordModelVersion, record(useCase, who, '2025-12-01'))?.code).toBe(
        'not-permitted',
      );
  });
});
