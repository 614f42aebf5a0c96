import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import {
  as,
  commits,
  crossing,
  fills,
  opens,
  pilots,
  register,
  registers,
  startCrossing,
  submitRecorded,
  submits,
} from '../support/forms.ts';
import { records } from '../support/records-directly.ts';
import { sourceRoi } from '../support/register.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const opensItem = (title: string) => opens('Omar Owner', '/stage3 checklist UC-1', 'Add evidence', title);

describe('a form begins with what is known', () => {
  test('a decision begins with the reason of the one before, and says whose reason that is', async () => {
    await commits('model-provider', { choice: 'OpenAI', rationale: 'One contract for all.' });
    const form = await opens('Lena Lead', '/stage3 decide guardrails');
    expect(form.holds('Why')).toBe('One contract for all.');
    expect(form.text).toContain('Copied from D-1 OpenAI.');
  });

  test('the first decision has no reason to begin with', async () => {
    const form = await opens('Lena Lead', '/stage3 decide guardrails');
    expect(form.holds('Why')).toBe('');
  });

  test('a decision offers the next open one first', async () => {
    const form = await opens('Lena Lead', '/stage3 decide model-provider OpenAI');
    const done = await submitRecorded(form, { 'Enterprise agreement': 'Yes', Why: 'One for all.' });
    expect(done.buttons[0]).toBe('Commit vector database');
  });

  test('a model provider without a vendor of another name is its own vendor', async () => {
    const form = await opens('Lena Lead', '/stage3 decide model-provider OpenAI');
    await submitRecorded(form, { 'Enterprise agreement': 'Yes', Why: 'One for all.' });
    expect((await register()).decisions.get('D-1')?.vendor).toBe('openai');
  });

  test('a vector database has the supplier as its vendor, unless the company hosts it', async () => {
    const bought = await opens('Lena Lead', '/stage3 decide vector-database Pinecone');
    await submitRecorded(bought, { Why: 'One for all.' });
    const own = await opens('Lena Lead', '/stage3 decide vector-database pgvector');
    await submitRecorded(own, { Hosting: 'We host it ourselves', Why: 'One for all.' });
    const { decisions, vendors } = await register();
    expect([decisions.get('D-1')?.vendor, decisions.get('D-2')?.vendor]).toEqual(['pinecone', null]);
    expect([...vendors.keys()]).toEqual(['pinecone']);
  });

  test.each([
    ['suggest', 'Every suggestion: a person decides and acts on it.'],
    ['draft', 'Every draft: a person edits and sends it.'],
    ['execute', ''],
  ] as const)('what may only %s is reviewed accordingly', async (autonomy, outputs) => {
    await pilots({ autonomy });
    const form = await opensItem('Human-in-the-loop gates');
    expect(form.holds('Outputs a person reviews')).toBe(outputs);
  });

  test('the budget begins with what the ROI says a month costs, and the alert with 80% of the budget', async () => {
    await pilots();
    expect((await opensItem('Cost monitoring')).holds('Monthly budget')).toBe('');
    await as('Omar Owner').modal()?.closes({ all: true });
    await records(crossing, recordRoi, sourceRoi('UC-1'));
    const form = await opensItem('Cost monitoring');
    const { modelApi, infrastructure, monitoring } = sourceRoi('UC-1').inputs;
    const month = Math.round((modelApi + infrastructure + monitoring) / 12);
    expect(form.holds('Monthly budget')).toBe(String(month));
    await submitRecorded(form);
    expect((await register()).evidence.get('UC-1:cost-monitoring')?.details).toMatchObject({
      monthlyBudget: month,
      alertThreshold: Math.floor(month * 0.8),
    });
  });

  test('one fallback for all three cases is one answer', async () => {
    await pilots();
    await submitRecorded(await opensItem('Fallback'), {
      'When it cannot answer': 'Queue for human review',
    });
    expect((await register()).evidence.get('UC-1:fallback')?.details).toEqual({
      item: 'fallback',
      modelTimeout: 'human-review',
      guardrailTrigger: 'human-review',
      rateLimit: 'human-review',
    });
  });
});

test('fallbacks that differ are shown one by one', async () => {
  await pilots();
  const details = {
    item: 'fallback',
    modelTimeout: 'human-review',
    guardrailTrigger: null,
    rateLimit: null,
  } as const;
  await records(crossing, confirmItem, { useCase: 'UC-1', details });
  const form = await opensItem('Fallback');
  expect(form.holds('When it cannot answer')).toBe('Different for each');
  expect(form.holds('On a model timeout')).toBe('Queue for human review');
  expect(form.holds('At the rate limit')).toBe('Nothing yet');
});

describe('agreements of several vendors', () => {
  const both = async () => {
    await registers({ data: ['personal'], vendors: ['OpenAI', 'Pinecone'] });
    return opens('Omar Owner', '/stage3 checklist UC-1', 'Record DPA', 'Data processing agreements');
  };

  test('are recorded in one form, with a row for each vendor without one', async () => {
    const done = await submitRecorded(await both(), {
      'OpenAI: signed on': '2025-12-01',
      'OpenAI: link': 'https://contracts.example.com/openai',
      'Pinecone: signed on': '2025-12-02',
      'Pinecone: expires on': '2026-12-02',
      'Pinecone: link': 'https://contracts.example.com/pinecone',
    });
    expect(done.text).toContain('The DPAs of OpenAI, Pinecone are recorded.');
    const { vendors } = await register();
    expect([...vendors.values()].map(({ dpa }) => [dpa?.signedOn, dpa?.expiresOn])).toEqual([
      ['2025-12-01', null],
      ['2025-12-02', '2026-12-02'],
    ]);
  });

  test('are left empty when there are none yet', async () => {
    const done = await submitRecorded(await both(), {
      'Pinecone: signed on': '2025-12-02',
      'Pinecone: link': 'https://contracts.example.com/pinecone',
    });
    expect(done.text).toContain('The DPA of Pinecone is recorded. OpenAI has no DPA.');
  });

  test('are refused where a row is half filled in, and nothing typed is lost', async () => {
    const form = await both();
    await fills(form, { 'OpenAI: signed on': '2025-12-01', 'Pinecone: signed on': '2026-01-13' });
    expect((await form.submits()).errors).toEqual({
      'OpenAI: link': 'Paste the link to the DPA.',
      'Pinecone: link': 'Paste the link to the DPA.',
    });
    expect(form.holds('OpenAI: signed on')).toBe('2025-12-01');
    expect((await register()).vendors.get('openai')?.dpa).toBeNull();
  });
});

describe('a form that asks for more', () => {
  const registering = {
    Name: 'Invoice reader',
    'What it does': 'Reads scanned invoices.',
    Team: 'Finance',
    'Intended users': 5,
    'What it may do': 'Suggest: a person decides and acts',
    Retrieval: 'No',
  };

  test.each([
    [
      'In pilot: some people use it',
      ':point_down: You chose a pilot. 4 more answers are needed below: Start date, Decide by, Volunteers, Success criteria.',
    ],
    [
      'In production: people rely on it',
      ':point_down: You chose production. 3 more answers are needed below: Live since, Audience, Deployed users.',
    ],
  ])('says at its top what is new and why: %s', async (stage, note) => {
    const form = await opens('Omar Owner', '/stage3 usecase add');
    const { form: shown } = await submits(form, { ...registering, Stage: stage });
    const again = await as('Omar Owner').openModal();
    expect(again.text.indexOf(note)).toBeGreaterThan(0);
    expect(again.text.indexOf(note)).toBeLessThan(again.text.indexOf('Name'));
    expect(again.holds('Name')).toBe('Invoice reader');
    expect(shown.labels).toContain('Name');
  });
});
