import { expect, test } from 'vitest';
import { answer, contextOf, open, readInitial, say } from '../../support/answers.ts';
import { stage3, Workspace } from '../../support/register.ts';

/** UC-1 in production with OpenAI and Pinecone signed; UC-2 in pilot with OpenAI. */
const company = () => stage3('2026-02-02');

test('a DPA is answered with its day, its link and its use cases', async () => {
  const signed = company().signsDpa('UC-1', 'OpenAI', '2026-03-31');
  expect(await say('vendor-dpa', signed, { vendor: 'OpenAI' })).toBe(
    '*OpenAI*: DPA in force, expires on 31 March 2026, used by UC-1 and UC-2. It was signed on 2 February 2026: <https://dpa.example>',
  );
});

test('an unknown vendor is not answered with a guess', async () => {
  const { text, data } = await answer('vendor-dpa', contextOf(company()), { vendor: 'Mistral *AI*' });
  expect(text).toContain('No vendor is called "Mistral ');
  expect(text).not.toContain('*AI*');
  expect(data).toEqual({ vendor: 'Mistral *AI*', found: false });
});

test('the list of vendors names those without a DPA', async () => {
  expect(await say('vendors', company())).toBe(
    '2 vendors are recorded: OpenAI and Pinecone. Each has a DPA in force.',
  );
  expect(await say('vendors', company().signsDpa('UC-1', 'OpenAI', '2026-02-10').on('2026-02-20'))).toContain(
    'Without a DPA in force: OpenAI.',
  );
  expect(await say('vendors', new Workspace('2026-02-02'))).toContain('No vendor is recorded yet.');
});

test('a missing DPA in production is called a compliance violation', async () => {
  expect(await say('missing-dpas', company())).toBe(
    'No DPA is missing: every recorded vendor of a running use case with personal or confidential data has one in force.',
  );
  const expired = company().signsDpa('UC-1', 'OpenAI', '2026-02-10').on('2026-02-20');
  const { text, next, data } = await answer('missing-dpas', contextOf(expired));
  expect(text).toBe(
    '1 DPA is missing: the DPA of OpenAI expired on 10 February 2026 (used by UC-1 and UC-2). In production this is a compliance violation: UC-1.',
  );
  expect(next[0]).toEqual([{ do: 'record-dpa', useCase: 'UC-1', vendor: 'OpenAI' }, 'Record DPA: OpenAI']);
  expect(data).toMatchObject({ violations: ['UC-1'] });
});

test('while its data is not stated, nobody is told that no DPA is missing for a use case', async () => {
  const workspace = stage3('2026-02-02');
  const key = workspace.registers({ name: 'Contract search', purpose: 'Finds clauses', data: [] });
  workspace.startsPilot(key);
  expect(await say('missing-dpas', workspace)).toContain(
    'Unknown for UC-3 (the data it touches is not recorded).',
  );
  expect(await say('use-case-dpas', workspace, { useCase: key })).toContain(
    'The data it touches is not recorded.',
  );
});

test('DPAs that expire are found within 90 days, and within any period', async () => {
  const signed = company()
    .signsDpa('UC-1', 'OpenAI', '2026-03-31')
    .signsDpa('UC-1', 'Pinecone', '2026-07-01');
  expect(await say('expiring-dpas', signed)).toBe(
    '1 DPA expires by 3 May 2026: OpenAI on 31 March 2026 (in 57 days, used by UC-1 and UC-2).',
  );
  expect(await say('expiring-dpas', signed, { period: { from: '2026-07-01', to: '2026-07-31' } })).toBe(
    '1 DPA expires in July 2026: Pinecone on 1 July 2026 (in 149 days, used by UC-1).',
  );
  expect(await say('expiring-dpas', signed, { day: '2026-03-01' })).toBe(
    'No DPA expires by 1 March 2026. Next: OpenAI on 31 March 2026.',
  );
  expect(await say('expiring-dpas', signed, { period: { from: '2025-01-01', to: '2025-12-31' } })).toBe(
    'No DPA expired in 2025. Next: OpenAI on 31 March 2026.',
  );
});

test('a use case leads to its vendors and their DPAs', async () => {
  expect(await say('use-case-dpas', company(), { useCase: 'UC-2' })).toBe(
    '*UC-2 Call summaries* relies on OpenAI (DPA in force, no expiry date).',
  );
  const bare = new Workspace('2026-02-02');
  bare.registers({ data: ['none'] });
  expect(await say('use-case-dpas', bare, { useCase: 'UC-1' })).toBe(
    'No vendor is recorded for *UC-1 AI Support Agent*. It needs no DPA, because it touches neither personal nor confidential data.',
  );
});

test('a DPA is recorded for a use case of the vendor, with the named day', () => {
  const owner = contextOf(company(), 'owner');
  expect(open('record-dpa', owner, { vendor: 'OpenAI' }).step).toEqual({
    ...{ do: 'record-dpa', useCase: 'UC-1', vendor: 'OpenAI' },
  });
  expect(readInitial('record-dpa', owner, { vendor: 'Mistral', useCase: 'UC-2', day: '2026-01-30' })).toEqual(
    {
      ...{ vendor: 'Mistral', signedOn: '2026-01-30' },
    },
  );
  expect(open('record-dpa', contextOf(new Workspace('2026-02-02')), { vendor: 'OpenAI' }).step).toEqual({
    do: 'register-use-case',
  });
});
