import { describe, expect, test } from 'vitest';
import { checklistOf } from '../../../src/domain/checklist/checklist.ts';
import { commitDecision } from '../../../src/domain/infrastructure/decisions.ts';
import { openEvaluation } from '../../../src/domain/infrastructure/evaluations.ts';
import { findDrift } from '../../../src/domain/infrastructure/infrastructure.ts';
import { assessPurgatory } from '../../../src/domain/purgatory/purgatory.ts';
import { editUseCase, recordStack } from '../../../src/domain/use-cases/use-cases.ts';
import {
  explainMissingDpa,
  findPossibleDuplicates,
  listNamedVendors,
  listVendors,
  mergeVendors,
  recordDpa,
} from '../../../src/domain/vendors/vendors.ts';
import { commitment, registration, Workspace } from '../../support/register.ts';

const today = '2026-01-12';
const dpa = { vendor: 'OpenAI', signedOn: today, expiresOn: null, link: 'https://dpa.example' };
const names = (workspace: Workspace) =>
  listVendors(workspace.register, workspace.getUseCase('UC-1')).map(({ name }) => name);

describe('the vendors of a use case', () => {
  test('are those it names and those behind the decisions it runs on, each once', () => {
    const workspace = new Workspace(today).commits();
    workspace.startsPilot(workspace.registers({ vendors: ['openai', 'Zendesk'] }));
    expect(names(workspace)).toEqual(['OpenAI', 'Zendesk', 'Pinecone']);
  });

  test('are not those behind decisions that it does not run on', () => {
    const workspace = new Workspace(today).commits();
    workspace.startsPilot(workspace.registers(), { stack: { 'vector-database': ['Weaviate'] } });
    expect(names(workspace)).toEqual([]);
  });

  test('remain those of a superseded decision until it runs on the new one', () => {
    const workspace = new Workspace(today).commits('model-provider');
    workspace.startsPilot(workspace.registers());
    const next = commitment('model-provider', { choice: 'Anthropic', vendor: 'Anthropic', replaces: 'D-1' });
    workspace.do('lead', commitDecision, next);
    expect(names(workspace)).toEqual(['OpenAI']);
    workspace.do('owner', recordStack, { useCase: 'UC-1', stack: { 'model-provider': ['Anthropic'] } });
    expect(names(workspace)).toEqual(['Anthropic']);
  });

  test('are those of the renewed decision, where it names another vendor', () => {
    const workspace = new Workspace(today).commits('model-provider');
    workspace.startsPilot(workspace.registers());
    const renewed = commitment('model-provider', { vendor: 'OpenAI Ireland', replaces: 'D-1' });
    workspace.do('lead', commitDecision, renewed);
    expect(names(workspace)).toEqual(['OpenAI Ireland']);
  });
});

describe('a vendor that is named again', () => {
  test.each(['OpenAI Inc.', 'open ai', 'OPEN-AI, LLC'])('is the one that is recorded: %s', (name) => {
    const workspace = new Workspace(today);
    workspace.registers({ vendors: ['OpenAI'] });
    workspace.do('owner', recordDpa, { ...dpa, useCase: 'UC-1', vendor: name });
    const {
      whyNew: _,
      standing: __,
      ...description
    } = registration({ vendors: [name, 'Disney', 'Disney+'] });
    workspace.do('owner', editUseCase, { ...description, useCase: 'UC-1', goLivePlannedOn: null });
    expect(names(workspace)).toEqual(['OpenAI', 'Disney', 'Disney+']);
    expect(workspace.register.vendors.get('openai')?.dpa).toMatchObject({ signedOn: today });
  });

  test('under a decision is the same one', () => {
    const workspace = new Workspace(today);
    workspace.registers({ vendors: ['Pinecone'] });
    workspace.do('lead', commitDecision, commitment('vector-database', { vendor: 'Pinecone Systems Inc.' }));
    workspace.do('lead', commitDecision, commitment('vector-database', { vendor: 'PINECONE INC' }));
    expect([...workspace.register.vendors.keys()]).toEqual(['pinecone', 'pinecone systems inc.']);
    expect(workspace.register.decisions.get('D-2')?.vendor).toBe('pinecone');
  });
});

describe('vendors that are merged', () => {
  const createDuplicates = () => {
    const workspace = new Workspace(today);
    workspace.registers({ vendors: ['OpenAI'] });
    workspace.registers({ name: 'Other', purpose: 'Else', vendors: ['OpenAI Ireland', 'OpenAI'] });
    return workspace.do('lead', commitDecision, commitment('model-provider', { vendor: 'OpenAI Ireland' }));
  };
  const merge = { vendor: 'OpenAI Ireland', into: 'OpenAI' };
  const listVendors = (workspace: Workspace) =>
    [...workspace.register.useCases.values()].map((useCase) => listNamedVendors(workspace.register, useCase));

  test('are one in every use case and decision that names either', () => {
    const workspace = createDuplicates().do('lead', mergeVendors, merge);
    expect(listVendors(workspace)).toEqual([['OpenAI'], ['OpenAI']]);
    workspace.startsPilot('UC-1');
    expect(names(workspace)).toEqual(['OpenAI']);
    expect([...workspace.register.vendors.keys()]).toEqual(['openai']);
  });

  test('are one however the merged one is typed afterwards', () => {
    const workspace = createDuplicates().do('lead', mergeVendors, merge);
    const renamed = { ...dpa, useCase: 'UC-1', vendor: 'openai ireland Ltd.' };
    workspace.do('owner', recordDpa, renamed);
    workspace.registers({ name: 'Third', purpose: 'Reads', vendors: ['OPENAI IRELAND'] });
    expect([...workspace.register.vendors.keys()]).toEqual(['openai']);
    expect(listVendors(workspace)).toEqual([['OpenAI'], ['OpenAI'], ['OpenAI']]);
  });

  test('share the agreement of either, and of two the one that ends later', () => {
    const ends = (expiresOn: string | null) => (vendor: string) => ({
      ...dpa,
      useCase: 'UC-2',
      vendor,
      expiresOn,
    });
    for (const [ourEnd, otherEnd, kept] of [
      ['2026-06-30', '2027-06-30', '2027-06-30'],
      ['2026-06-30', null, null],
      [null, '2026-06-30', null],
    ] as const) {
      const workspace = createDuplicates();
      workspace
        .do('owner', recordDpa, ends(ourEnd)('OpenAI'))
        .do('owner', recordDpa, ends(otherEnd)(merge.vendor));
      workspace.do('lead', mergeVendors, merge);
      expect(workspace.register.vendors.get('openai')?.dpa?.expiresOn).toBe(kept);
    }
    const signed = createDuplicates()
      .do('owner', recordDpa, ends(null)(merge.vendor))
      .do('lead', mergeVendors, merge);
    const item = checklistOf(signed.register, signed.getUseCase('UC-1'), today).find(
      (one) => one.item === 'dpa',
    );
    expect(item?.state).toBe('holds');
  });

  test('may be merged again, and the first name still leads to the last', () => {
    const workspace = createDuplicates().do('lead', mergeVendors, merge);
    workspace.registers({ name: 'Third', purpose: 'Reads', vendors: ['OpenAI Group'] });
    workspace.do('lead', mergeVendors, { vendor: 'OpenAI', into: 'OpenAI Group' });
    expect(listVendors(workspace)).toEqual([['OpenAI Group'], ['OpenAI Group'], ['OpenAI Group']]);
    expect(workspace.register.vendors.get('openai group')?.aliases).toEqual(['OpenAI', 'OpenAI Ireland']);
  });

  test.each([
    [
      { vendor: 'Mistral', into: 'OpenAI' },
      'No vendor is called "Mistral". Enter the name of a recorded vendor.',
    ],
    [
      { vendor: 'OpenAI', into: 'Mistral' },
      'No vendor is called "Mistral". Enter the name of a recorded vendor.',
    ],
    [{ vendor: 'OpenAI', into: 'open ai inc' }, 'This is the same vendor. Enter the vendor to keep.'],
  ])('must be recorded, and two: %o', (input, problem) => {
    expect(Object.values(createDuplicates().attempt('lead', mergeVendors, input)?.fields ?? {})).toEqual([
      problem,
    ]);
  });

  test('are merged once; afterwards the one that is left is named', () => {
    const workspace = createDuplicates().do('lead', mergeVendors, merge);
    workspace.registers({ name: 'Third', purpose: 'Reads', vendors: ['Mistral'] });
    const again = 'OpenAI Ireland is already merged into OpenAI. Enter OpenAI, or another vendor.';
    for (const [field, input] of [
      ['vendor', merge],
      ['vendor', { vendor: 'OpenAI Ireland', into: 'Mistral' }],
      ['into', { vendor: 'Mistral', into: 'OpenAI Ireland' }],
    ] as const)
      expect(workspace.attempt('lead', mergeVendors, input)?.fields?.[field]).toBe(again);
  });

  test.each(['owner', 'member', 'operator', 'guest'] as const)('are not merged by the %s', (who) => {
    expect(createDuplicates().attempt(who, mergeVendors, merge)?.code).toBe('not-permitted');
  });

  test('are one tool where use cases run on either', () => {
    const workspace = createDuplicates().do(
      'lead',
      commitDecision,
      commitment('model-provider', { choice: 'OpenAI' }),
    );
    const stack = { 'model-provider': ['OpenAI Ireland'] };
    workspace.do('owner', recordStack, { useCase: 'UC-1', stack });
    const runs = () =>
      findDrift(workspace.register, workspace.getUseCase('UC-1'), today).map(({ runsOn }) => runsOn);
    expect(runs()).toEqual(['OpenAI Ireland']);
    workspace.do('lead', mergeVendors, merge);
    expect(runs()).toEqual([]);
  });

  test('are one tool where they are evaluated', () => {
    const workspace = createDuplicates();
    workspace.do('owner', openEvaluation, {
      category: 'guardrails',
      useCase: null,
      tools: ['OpenAI', 'OpenAI Ireland'],
      decideBy: '2026-02-20',
    });
    const compared = () =>
      assessPurgatory(workspace.register, today).present.filter(({ key }) => key === 'parallel-evaluation');
    expect(compared()).toHaveLength(1);
    workspace.do('lead', mergeVendors, merge);
    expect(compared()).toEqual([]);
  });

  test('were found by their likeness', () => {
    const workspace = createDuplicates();
    const vendor = workspace.register.vendors.get('openai');
    expect(vendor && findPossibleDuplicates(workspace.register, vendor)).toEqual(['OpenAI Ireland']);
  });
});

describe('a data processing agreement', () => {
  test('is in force from its signature through its last day', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    workspace.do('owner', recordDpa, { useCase, ...dpa, expiresOn: '2026-06-30' });
    const vendor = workspace.register.vendors.get('openai');
    expect(vendor && explainMissingDpa(vendor, '2026-06-30')).toBeNull();
    expect(vendor && explainMissingDpa(vendor, '2026-07-01')).toBe(
      'the DPA of OpenAI expired on 30 June 2026',
    );
  });

  test('no expiry date does not expire', () => {
    const workspace = new Workspace(today);
    workspace.do('owner', recordDpa, { useCase: workspace.registers(), ...dpa });
    const vendor = workspace.register.vendors.get('openai');
    expect(vendor && explainMissingDpa(vendor, '2099-12-31')).toBeNull();
  });

  test('counts for every use case that has the vendor, however it is typed', () => {
    const workspace = new Workspace(today);
    const first = workspace.registers({ vendors: ['OpenAI'] });
    workspace.registers({ name: 'Other', purpose: 'Else', vendors: ['OPENAI'] });
    workspace.do('owner', recordDpa, { useCase: first, ...dpa, vendor: ' openai ' });
    expect(listVendors(workspace.register, workspace.getUseCase('UC-2'))).toMatchObject([
      { name: 'OpenAI', dpa: { signedOn: today } },
    ]);
  });

  test('of a vendor that the use case did not name adds the vendor to it', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers({ vendors: [] });
    workspace.do('owner', recordDpa, { useCase, ...dpa });
    expect(workspace.getUseCase(useCase).vendors).toEqual(['openai']);
    const before = workspace.changes.length;
    workspace.do('owner', recordDpa, { useCase, ...dpa, link: 'https://new.example' });
    expect(workspace.changes.slice(before).map(({ entity }) => entity)).toEqual(['vendors']);
  });

  test('is kept when the vendor is named again', () => {
    const workspace = new Workspace(today);
    workspace.do('owner', recordDpa, { useCase: workspace.registers(), ...dpa });
    workspace.registers({ ...registration(), name: 'Other', purpose: 'Else', vendors: ['OpenAI'] });
    expect(workspace.register.vendors.get('openai')?.dpa).not.toBeNull();
  });

  test.each([
    ['vendor', { vendor: ' ' }],
    ['signedOn', { signedOn: '2026-01-13' }],
    ['expiresOn', { expiresOn: today }],
  ])('is refused at %s when it cannot be', (field, wrong) => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    const refusal = workspace.attempt('owner', recordDpa, { useCase, ...dpa, ...wrong });
    expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
    expect(workspace.attempt('owner', recordDpa, { useCase: 'UC-9', ...dpa })?.code).toBe('not-found');
  });
});
