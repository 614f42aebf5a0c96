import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordDpa } from '../../src/domain/vendors/vendors.ts';
import {
  as,
  commits,
  crossing,
  fills,
  opens,
  pilots,
  readFields,
  register,
  registers,
  startCrossing,
  submitRecorded,
  submits,
  useCase,
  why,
} from '../support/forms.ts';
import { records } from '../support/records-directly.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const vendorNames = async () => [...(await register()).vendors.values()].map(({ name }) => name);
const signed = { 'Signed on': '2025-12-01', Link: 'https://contracts.example.com/dpa' };

describe('a vendor whose name is new and near to a known one', () => {
  test.each([
    ['OpenIA', 'OpenAI'],
    ['OpenAI Enterprise', 'OpenAI'],
    ['Pincone', 'Pinecone'],
  ])('%s is asked about before it is recorded: did you mean %s?', async (typed, known) => {
    await registers({ vendors: [known] });
    const form = await opens('Omar Owner', '/stage3 usecase edit UC-1');
    await fills(form, { Vendors: `${typed}, Zendesk`, Purpose: 'Else' });
    const asked = (await form.submits()).modal;
    expect(asked?.labels).toContain(`Did you mean ${known}?`);
    expect(asked?.holds('Vendors')).toBe(`${typed}, Zendesk`);
    expect(await vendorNames()).toEqual([known]);
    if (asked) await submitRecorded(asked, { [`Did you mean ${known}?`]: `Yes, ${known}` });
    expect(await vendorNames()).toEqual([known, 'Zendesk']);
    expect((await useCase())?.vendors).toEqual([known.toLowerCase(), 'zendesk']);
  });

  test('is another one when somebody says so, and is not asked about again', async () => {
    await registers({ vendors: ['OpenAI'] });
    await submitRecorded(await opens('Omar Owner', '/stage3 usecase edit UC-1'), {
      Vendors: 'OpenAI, OpenAIR',
      'Did you mean OpenAI?': 'No, OpenAIR is new',
    });
    expect(await vendorNames()).toEqual(['OpenAI', 'OpenAIR']);
    await submitRecorded(await opens('Omar Owner', '/stage3 usecase edit UC-1'), { Name: 'Support Copilot' });
    expect((await useCase())?.vendors).toEqual(['openai', 'openair']);
  });

  test('is asked about once, however often the form is shown', async () => {
    await registers({ name: 'Invoice reader', purpose: 'Reads scanned invoices', vendors: ['OpenAI'] });
    const form = await opens('Omar Owner', '/stage3 usecase edit UC-1');
    const answer = { Vendors: 'OpenIA', 'Did you mean OpenAI?': 'Yes, OpenAI' };
    const { errors, form: shown } = await submits(form, { ...answer, 'Intended users': 0 });
    expect(errors?.['Intended users']).toBe('Enter at least 1 intended user.');
    expect(shown.holds('Did you mean OpenAI?')).toBe('Yes, OpenAI');
    await submitRecorded(shown, { 'Intended users': 40 });
    expect(await vendorNames()).toEqual(['OpenAI']);
  });

  test('the answer is for the name that was typed: another name is asked about anew', async () => {
    await registers({ vendors: ['OpenAI', 'Pinecone'] });
    const form = await opens('Omar Owner', '/stage3 usecase edit UC-1');
    await fills(form, { Vendors: 'OpenIA' });
    const asked = (await form.submits()).modal;
    await asked?.fill({ Vendors: 'Pincone', 'Did you mean OpenAI?': 'Yes, OpenAI' });
    const question = (await asked?.submits())?.modal;
    expect(question?.labels).toContain('Did you mean Pinecone?');
    expect(question?.labels).not.toContain('Did you mean OpenAI?');
    if (question) await submitRecorded(question, { 'Did you mean Pinecone?': 'Yes, Pinecone' });
    expect((await useCase())?.vendors).toEqual(['pinecone']);
  });

  test('is asked about where a use case is registered, and the charter along with it', async () => {
    await registers({ name: 'Invoice reader', purpose: 'Reads scanned invoices', vendors: ['Anthropic'] });
    const form = await opens('Omar Owner', '/stage3 usecase add');
    await submitRecorded(form, {
      Name: 'Contract finder',
      'What it does': 'Finds clauses',
      Team: 'Legal',
      'Intended users': 20,
      'Data it touches': ['Company-confidential data'],
      'What it may do': 'Suggest: a person decides and acts',
      Retrieval: 'No',
      Vendors: 'Antropic',
      Stage: 'In pilot: some people use it',
      'Did you mean Anthropic?': 'Yes, Anthropic',
      'Decide by': '2026-03-13',
      Volunteers: 5,
      'Success criteria': 'Faster',
    });
    expect(await vendorNames()).toEqual(['Anthropic']);
    expect((await useCase('UC-2'))?.life.stage).toBe('pilot');
  });

  test('is asked about where a DPA is recorded, and the answer says whose it is', async () => {
    await pilots({ vendors: ['OpenAI'] });
    const form = await opens(
      'Omar Owner',
      '/stage3 checklist UC-1',
      'Record DPA',
      'Data processing agreements',
    );
    const done = await submitRecorded(form, {
      ...signed,
      Vendor: 'Open AI Ireland',
      'Did you mean OpenAI?': 'Yes, OpenAI',
    });
    expect(done.text).toContain('The DPA of OpenAI is recorded. Every vendor has one in force.');
    expect(await vendorNames()).toEqual(['OpenAI']);
  });
});

describe('a tool whose name is new and near to a decision', () => {
  test.each([
    ['Pinecone Serverless', ['Pinecone']],
    ['Pinceone', ['Pinecone']],
    ['Weaviate', null],
  ])('%s is asked about before it counts as drift', async (typed, meant) => {
    await registers();
    await commits('vector-database');
    const form = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Record stack');
    const answer = meant ? { 'Did you mean Pinecone?': 'Yes, Pinecone' } : {};
    await submitRecorded(form, { 'Vector database': typed, ...answer });
    expect((await useCase())?.stack['vector-database']).toEqual(meant ?? [typed]);
  });

  test('is drift when somebody says that it is new', async () => {
    await registers();
    await commits('vector-database');
    const form = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Record stack');
    await submitRecorded(form, {
      'Vector database': 'Pinecones',
      'Did you mean Pinecone?': 'No, Pinecones is new',
    });
    expect((await useCase())?.stack).toMatchObject({ 'vector-database': ['Pinecones'] });
    const again = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Record stack');
    await submitRecorded(again, { 'Model provider': 'OpenAI' });
  });

  test('is asked about where it is committed, with its vendor', async () => {
    await registers({ vendors: ['OpenAI'] });
    await commits('model-provider', { choice: 'OpenAI Enterprise', vendor: 'OpenAI' });
    const form = await opens('Lena Lead', '/stage3 decisions', 'Add or replace', 'Model provider');
    await submitRecorded(form, {
      ...why,
      Choice: 'OpenAI Enterprize',
      'Did you mean OpenAI Enterprise?': 'Yes, OpenAI Enterprise',
      Vendor: 'OpenIA',
      'Did you mean OpenAI?': 'Yes, OpenAI',
      'Enterprise agreement': 'Yes',
      Replaces: 'D-1 OpenAI Enterprise',
    });
    const { decisions } = await register();
    expect(decisions.get('D-2')).toMatchObject({ choice: 'OpenAI Enterprise', vendor: 'openai' });
    expect(await vendorNames()).toEqual(['OpenAI']);
  });

  test('is asked about where it is proposed or evaluated', async () => {
    await commits('guardrails', { choice: 'NeMo Guardrails', vendor: null });
    const tools = await opens('Lena Lead', '/stage3 purgatory', 'Evaluate tools');
    await submitRecorded(tools, {
      Decision: 'Guardrail tooling',
      Tools: 'Nemo Guardrail',
      'Did you mean NeMo Guardrails?': 'Yes, NeMo Guardrails',
    });
    expect([...(await register()).evaluations.values()].map((one) => one.tools)).toEqual([
      ['NeMo Guardrails'],
    ]);
  });
});

describe('merging two vendors', () => {
  const dpa = { signedOn: '2025-12-01', expiresOn: null, link: 'https://contracts.example.com/dpa' };
  const merge = { 'Vendor to merge': 'OpenAI Ireland', 'Merge into': 'OpenAI' };

  test('is offered where both are listed, and the log says what was merged', async () => {
    await registers({ vendors: ['OpenAI Ireland'] });
    await registers({ name: 'Other', purpose: 'Else', vendors: ['OpenAI'] });
    await records(crossing, recordDpa, { ...dpa, useCase: 'UC-2', vendor: 'OpenAI' });
    const listed = await as('Lena Lead').types('#ai-program', '/stage3 vendors');
    expect(listed.text).toContain('May be the same company as OpenAI Ireland');
    expect(listed.text).toContain('No DPA · used by UC-1');
    const form = await opens('Lena Lead', '/stage3 vendors', 'Merge', 'OpenAI Ireland\n:warning:');
    expect(readFields(form)).toEqual(merge);
    expect((await submitRecorded(form)).text).toContain('OpenAI Ireland is merged into OpenAI.');
    const page = await as('Omar Owner').types('#ai-program', '/stage3 usecase show UC-1');
    expect(page.text).toContain('Vendors: OpenAI\n');
    const log = await as('Omar Owner').types('#ai-program', '/stage3 log');
    expect(log.text).toContain('@Lena Lead (sample) merged OpenAI Ireland into OpenAI');
    const left = await as('Omar Owner').types('#ai-program', '/stage3 vendors');
    expect(left.text).toContain('Vendors (1)');
    expect(left.text).toContain('used by UC-1, UC-2\nAlso called OpenAI Ireland');
  });

  test('is reached from the settings, and others read whom to ask', async () => {
    await registers({ vendors: ['OpenAI', 'OpenAI Ireland'] });
    const settings = await as('Omar Owner').types('#ai-program', '/stage3 settings');
    const listed = await settings.clicks('Vendors');
    expect(listed?.text).toContain('Vendors (2)');
    expect(listed?.buttons).not.toContain('Merge');
    expect(listed?.text).toContain('Ask @Lena Lead (sample) to do these: Merge, Merge vendors.');
  });

  test('a form that was open meanwhile records the one that is left', async () => {
    await registers({ vendors: ['OpenAI', 'OpenAI Ireland'] });
    const form = await opens('Omar Owner', '/stage3 usecase edit UC-1');
    await submitRecorded(
      await opens('Lena Lead', '/stage3 vendors', 'Merge', 'OpenAI Ireland\n:warning:'),
      merge,
    );
    await submitRecorded(form, { Name: 'Support Copilot' });
    expect(await vendorNames()).toEqual(['OpenAI']);
    expect((await useCase())?.vendors).toEqual(['openai']);
  });

  const row = (vendor: string, link: string) => ({
    [`${vendor}: signed on`]: '2025-12-01',
    [`${vendor}: link`]: link,
  });
  const links = async () =>
    Object.fromEntries(
      [...(await register()).vendors.values()].map(({ name, dpa: kept }) => [name, kept?.link]),
    );

  test('leaves each row of a DPA form that is open with its own vendor', async () => {
    await pilots({ vendors: ['Anthropic', 'OpenAI Ireland', 'OpenAI', 'Pinecone'] });
    const form = await opens(
      'Omar Owner',
      '/stage3 checklist UC-1',
      'Record DPA',
      'Data processing agreements',
    );
    await submitRecorded(
      await opens('Lena Lead', '/stage3 vendors', 'Merge', 'OpenAI Ireland\n:warning:'),
      merge,
    );
    await submitRecorded(form, {
      ...row('OpenAI Ireland', 'https://contracts.example.com/ireland'),
      ...row('Pinecone', 'https://contracts.example.com/pinecone'),
    });
    expect(await links()).toEqual({
      Anthropic: undefined,
      OpenAI: 'https://contracts.example.com/ireland',
      Pinecone: 'https://contracts.example.com/pinecone',
    });
  });

  test('of two rows that became one vendor asks for one, and keeps what was typed', async () => {
    await pilots({ vendors: ['OpenAI Ireland', 'OpenAI', 'Pinecone'] });
    const form = await opens(
      'Omar Owner',
      '/stage3 checklist UC-1',
      'Record DPA',
      'Data processing agreements',
    );
    await submitRecorded(
      await opens('Lena Lead', '/stage3 vendors', 'Merge', 'OpenAI Ireland\n:warning:'),
      merge,
    );
    const both = {
      ...row('OpenAI', 'https://contracts.example.com/openai'),
      ...row('OpenAI Ireland', 'https://contracts.example.com/ireland'),
    };
    const { errors, form: shown } = await submits(form, both);
    expect(Object.values(errors ?? {})).toEqual([
      'This vendor was merged into OpenAI, which has its own row here. Clear one of the two rows.',
    ]);
    expect(shown.holds('OpenAI Ireland: link')).toBe('https://contracts.example.com/ireland');
    expect(await links()).toEqual({ OpenAI: undefined, Pinecone: undefined });
  });

  test('a row of a vendor whose DPA was recorded meanwhile does not replace it', async () => {
    await pilots({ vendors: ['OpenAI', 'Pinecone', 'Zendesk'] });
    const form = await opens(
      'Omar Owner',
      '/stage3 checklist UC-1',
      'Record DPA',
      'Data processing agreements',
    );
    await records(crossing, recordDpa, { ...dpa, useCase: 'UC-1', vendor: 'Zendesk' });
    const { errors } = await submits(form, row('Zendesk', 'https://elsewhere.example.com'));
    expect(Object.values(errors ?? {})).toEqual([
      'Zendesk already has a DPA in force. Clear this row to keep it.',
    ]);
    expect(await links()).toMatchObject({ Zendesk: dpa.link });
  });

  test('a DPA form for the merged vendor records the one that is left', async () => {
    await pilots({ vendors: ['OpenAI Ireland'] });
    await registers({ name: 'Other', purpose: 'Else', vendors: ['OpenAI'] });
    const form = await opens(
      'Omar Owner',
      '/stage3 checklist UC-1',
      'Record DPA',
      'Data processing agreements',
    );
    await submitRecorded(
      await opens('Lena Lead', '/stage3 vendors', 'Merge', 'OpenAI Ireland\n:warning:'),
      merge,
    );
    await submitRecorded(form, { ...signed, Vendor: 'OpenAI Ireland' });
    expect(await links()).toEqual({ OpenAI: signed.Link });
  });

  test('changes no answer about an earlier day', async () => {
    await pilots({ vendors: ['OpenAI', 'OpenAI Ireland'] });
    await records(crossing, recordDpa, { ...dpa, useCase: 'UC-1', vendor: 'OpenAI' });
    crossing.moveTo('2026-01-20');
    const pastDay = async () => {
      const verdict = await as('Omar Owner').types('#ai-program', '/stage3 as of 2026-01-19');
      return (await verdict.clicks('Show details'))?.text;
    };
    const before = await pastDay();
    expect(before).toContain('OpenAI Ireland has no DPA');
    await submitRecorded(
      await opens('Lena Lead', '/stage3 vendors', 'Merge', 'OpenAI Ireland\n:warning:'),
      merge,
    );
    crossing.moveTo('2026-01-22');
    expect(await pastDay()).toBe(before);
  });
});
