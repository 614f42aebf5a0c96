import { describe, expect, test } from 'vitest';
import { commitDecision } from '../../src/domain/decisions.ts';
import { editUseCase, recordStack } from '../../src/domain/use-cases.ts';
import { recordDpa, vendorsOf, withoutDpa } from '../../src/domain/vendors.ts';
import { commitment, registration, Workspace } from '../support/register.ts';

const today = '2026-01-12';
const dpa = { vendor: 'OpenAI', signedOn: today, expiresOn: null, link: 'https://dpa.example' };
const names = (workspace: Workspace) =>
  vendorsOf(workspace.register, workspace.found('UC-1')).map(({ name }) => name);

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

describe('a data processing agreement', () => {
  test('is in force from its signature through its last day', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    workspace.do('owner', recordDpa, { useCase, ...dpa, expiresOn: '2026-06-30' });
    const vendor = workspace.register.vendors.get('openai');
    expect(vendor && withoutDpa(vendor, '2026-06-30')).toBeNull();
    expect(vendor && withoutDpa(vendor, '2026-07-01')).toBe('the DPA of OpenAI expired on 30 June 2026');
  });

  test('without an end does not expire', () => {
    const workspace = new Workspace(today);
    workspace.do('owner', recordDpa, { useCase: workspace.registers(), ...dpa });
    const vendor = workspace.register.vendors.get('openai');
    expect(vendor && withoutDpa(vendor, '2099-12-31')).toBeNull();
  });

  test('counts for every use case that has the vendor, however it is typed', () => {
    const workspace = new Workspace(today);
    const first = workspace.registers({ vendors: ['OpenAI'] });
    workspace.registers({ name: 'Other', purpose: 'Else', vendors: ['OPENAI'] });
    workspace.do('owner', recordDpa, { useCase: first, ...dpa, vendor: ' openai ' });
    expect(vendorsOf(workspace.register, workspace.found('UC-2'))).toMatchObject([
      { name: 'OpenAI', dpa: { signedOn: today } },
    ]);
  });

  test('of a vendor that the use case did not name adds the vendor to it', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers({ vendors: [] });
    workspace.do('owner', recordDpa, { useCase, ...dpa });
    expect(workspace.found(useCase).vendors).toEqual(['openai']);
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
