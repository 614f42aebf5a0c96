import { expect, test } from 'vitest';
import {
  commitDecision,
  proposeDecision,
  recordRotation,
} from '../../../src/domain/infrastructure/decisions.ts';
import { openEvaluation } from '../../../src/domain/infrastructure/evaluations.ts';
import { recordStack } from '../../../src/domain/use-cases/use-cases.ts';
import { answer, contextOf, open, readInitial, say } from '../../support/answers.ts';
import { commitment, committedStack, stage3, Workspace } from '../../support/register.ts';

const company = () => stage3('2026-02-02');

test('a decision is answered with its choice, day, decider and reason', async () => {
  expect(await say('decision', company(), { category: 'vector-database' })).toBe(
    '*Vector database*: *Pinecone*, committed on 2 February 2026, today, by <@lead>. Reason: It fits.',
  );
});

test.each([
  [
    'vector-database',
    'why did Lena pick Weaviate as the vector database?',
    'No, we did not commit Weaviate. ',
  ],
  ['model-provider', 'Anthropic is our model provider, right?', 'No, we did not commit Anthropic. '],
  ['model-provider', 'Is Azure Foundry our model provider?', 'No, we did not commit Azure Foundry. '],
  ['vector-database', 'Warum nutzen wir Qdrant als Vektordatenbank?', 'No, we did not commit Qdrant. '],
  [
    'vector-database',
    'pourquoi avoir choisi Milvus comme base vectorielle ?',
    'No, we did not commit Milvus. ',
  ],
  ['model-provider', 'Azure Foundry is our model provider, right?', 'No, we did not commit Azure Foundry. '],
  ['observability', '¿Datadog es nuestro stack de observabilidad, verdad?', ''],
  ['vector-database', 'who picked Pinecone as the vector database?', ''],
  ['model-provider', 'is OpenAI our model provider?', ''],
  ['vector-database', 'did we take Pinecone instead of Weaviate as vector database?', ''],
  ['vector-database', 'Was nutzen wir im Vertrieb als Vektordatenbank?', ''],
  ['model-provider', 'This is our model provider?', ''],
  ['api-ownership', 'Peter is our API owner, right?', ''],
] as const)('the %s of "%s" begins with "%s"', async (category, said, correction) => {
  const right = (await answer('decision', contextOf(company()), { category })).text;
  expect((await answer('decision', contextOf(company()), { category }, said)).text).toBe(
    `${correction}${right}`,
  );
});

test('a product that was replaced is no longer committed, and people are no products', async () => {
  const replaced = company().do(
    'lead',
    commitDecision,
    commitment('vector-database', { choice: 'Weaviate', vendor: null }),
  );
  const first = async (said: string) =>
    (await answer('decision-details', contextOf(replaced), { category: 'vector-database' }, said)).text.split(
      '. ',
    )[0];
  expect(await first('what does Pinecone as our vector database measure')).toBe(
    'No, Pinecone is no longer committed',
  );
  expect(await first('is Support our vector database')).toMatch(/^\*Vector database\*/);
});

test('the source of a decision is the person who decided, with the record', async () => {
  const { source, about, data } = await answer('decision', contextOf(company()), { category: 'guardrails' });
  expect(source).toEqual({ source: 'typed', at: '2026-02-02', by: 'lead', refs: ['D-3'] });
  expect(about).toEqual({ category: 'guardrails' });
  expect(data).toMatchObject({ committed: [{ choice: 'Guardrails AI', alternatives: 'Two others' }] });
});

test('a category without a decision says so, and offers to commit it', async () => {
  const { text, next } = await answer('decision', contextOf(new Workspace('2026-02-02')), {
    category: 'guardrails',
  });
  expect(text).toBe(
    '*Guardrail tooling*: no decision yet. At scale nobody can read every output before it is used.',
  );
  expect(next[0]).toEqual([{ do: 'commit-decision', category: 'guardrails' }, 'Commit guardrail tooling']);
});

test('a proposal is not answered as a decision', async () => {
  const workspace = new Workspace('2026-02-02').do('member', proposeDecision, {
    ...{ category: 'vector-database', choice: 'Qdrant', rationale: '', alternatives: '', link: null },
  });
  expect(await say('decision', workspace, { category: 'vector-database' })).toBe(
    '*Vector database*: 1 proposal, none committed. Proposed: Qdrant by <@member> on 2 February 2026.',
  );
  expect(await say('choice', workspace, { tool: 'qdrant' })).toBe(
    'Qdrant is only proposed for *Vector database*: by <@member> on 2 February 2026.',
  );
});

test('several providers are named together', async () => {
  const two = company().do(
    'lead',
    commitDecision,
    commitment('model-provider', { choice: 'Anthropic', vendor: null }),
  );
  expect(await say('decision', two, { category: 'model-provider' })).toContain(
    '*OpenAI Enterprise*, committed on 2 February 2026, today, by <@lead> and *Anthropic*',
  );
});

test('details and alternatives of a decision are answered as the page writes them', async () => {
  expect(await say('decision-details', company(), { category: 'observability' })).toBe(
    '*Observability stack*: *LangSmith*, committed on 2 February 2026, today, by <@lead>. *Measures* latency, error rate.',
  );
  expect(await say('decision-alternatives', company(), { category: 'observability' })).toBe(
    '*Observability stack*: alternatives to *LangSmith*: Two others. Reason: It fits.',
  );
});

test('a replaced choice is no longer in force', async () => {
  const replaced = company().do(
    'lead',
    commitDecision,
    commitment('vector-database', { choice: 'Weaviate' }),
  );
  expect(await say('choice', replaced, { tool: 'pinecone inc.' })).toBe(
    '*Vector database*: D-2 Pinecone was replaced by D-6 Weaviate.',
  );
  const unknown = await say('choice', replaced, { tool: '<!channel> Dify' });
  expect(unknown).toContain('&lt;!channel&gt; Dify is not among the shared decisions. Committed: ');
  expect(unknown).toContain('Weaviate (vector database)');
  expect(unknown).not.toContain('Pinecone');
  expect(await say('choice', new Workspace('2026-02-02'), { tool: 'Dify' })).toBe(
    'Dify is not among the shared decisions. No decision is committed yet.',
  );
});

test('the vendor of a committed choice leads to the decision', async () => {
  expect(await say('choice', company(), { vendor: 'OpenAI' })).toBe(
    '*Model provider*: *OpenAI Enterprise*, committed on 2 February 2026, today, by <@lead>. Reason: It fits.',
  );
});

test('committed and open decisions are counted as on the page', async () => {
  const some = new Workspace('2026-02-02').commits('model-provider', 'observability');
  const { text, data } = await answer('decisions', contextOf(some));
  expect(text).toBe(
    '2 of 5 shared decisions are committed: Model provider (OpenAI Enterprise), Observability stack (LangSmith). All were committed by <@lead> on 2 February 2026. Open: Vector database, Guardrail tooling, API ownership and rate limits.',
  );
  expect(data).toMatchObject({ committed: 2, required: 5 });
  expect(await say('decisions', new Workspace('2026-02-02'))).toContain(
    '0 of 5 shared decisions are committed.',
  );
});

test('the list of decisions names the only person who committed them', async () => {
  const later = new Workspace('2026-02-02')
    .commits('model-provider')
    .on('2026-02-09')
    .commits('observability');
  expect(await say('decisions', later)).toContain(
    'All were committed by <@lead> between 2 February 2026 and 9 February 2026.',
  );
  const two = later.do('admin', commitDecision, commitment('vector-database', { decider: 'admin' }));
  expect(await say('decisions', two)).not.toContain('committed by');
});

test('drift is answered for one use case and for all', async () => {
  expect(await say('drift', company())).toBe(
    'Every running use case runs on the committed decisions, and on nothing else.',
  );
  const drifting = company().do('lead', recordStack, {
    useCase: 'UC-1',
    stack: { ...committedStack, observability: ['Datadog'] },
  });
  expect(await say('drift', drifting)).toBe(
    '1 use case differs from the shared decisions: *UC-1 AI Support Agent* runs on Datadog, but LangSmith is committed.',
  );
  expect(await say('drift', drifting, { useCase: 'UC-2' })).toBe(
    '*UC-2 Call summaries* runs on the committed decisions, and on nothing else.',
  );
  expect(await say('drift', new Workspace('2026-02-02'))).toBe(
    'No shared decision is committed yet, so no use case can differ from one.',
  );
});

test('the owner of the API keys, the rate limit and the agreement come from the decisions', async () => {
  expect(await say('api-key-owner', company())).toBe(
    '<@admin> owns the API keys, with the service account *IT service account*. Rate limit: 500 a minute.',
  );
  expect(await say('rate-limit', company())).toBe(
    'Rate limit of *IT service account*: 500 a minute. <@admin> owns the service account.',
  );
  expect(await say('enterprise-agreement', company())).toBe(
    '*OpenAI Enterprise* has an enterprise agreement, SLA 99.9%.',
  );
  expect(await say('enterprise-agreement', company(), { vendor: 'Mistral' })).toBe(
    'Mistral is not a committed model provider. *OpenAI Enterprise* has an enterprise agreement, SLA 99.9%.',
  );
  expect(await say('rate-limit', new Workspace('2026-02-02'))).toContain('no decision yet');
});

test('an overdue rotation is said first, and a recorded one moves the next', async () => {
  expect(await say('key-rotation', company())).toBe(
    'Overdue: API key rotation was due on 30 December 2025 (34 days ago). The API keys were last rotated on 1 October 2025. They are rotated every 90 days. <@admin> owns them.',
  );
  const rotated = company().do('admin', recordRotation, { rotatedOn: '2026-01-30' });
  const { text, source } = await answer('key-rotation', contextOf(rotated));
  expect(text).toBe(
    'The API keys were last rotated on 30 January 2026. The next rotation is due on 30 April 2026 (in 87 days). They are rotated every 90 days. <@admin> owns them.',
  );
  expect(source).toMatchObject({ by: 'admin', refs: ['rotations:2026-01-30'] });
});

test('open evaluations of a use case are named with their day', async () => {
  expect(await say('use-case-evaluations', company(), { useCase: 'UC-1' })).toBe(
    'No tools are being evaluated for *UC-1 AI Support Agent*.',
  );
  const evaluating = company().do('owner', openEvaluation, {
    ...{ category: null, useCase: 'UC-1', tools: ['Dify', 'Flowise'], decideBy: '2026-03-04' },
  });
  expect(await say('use-case-evaluations', evaluating, { useCase: 'UC-1' })).toBe(
    '1 evaluation is open for *UC-1 AI Support Agent*: E-1 Dify, Flowise, decide by 4 March 2026 (30 days left).',
  );
});

test('a request opens the form with what was said', () => {
  const lead = contextOf(company(), 'lead');
  expect(open('commit-decision', lead, { category: 'vector-database', tool: 'Qdrant' })).toEqual({
    step: { do: 'commit-decision', category: 'vector-database' },
    prefilled: { choice: 'Qdrant' },
  });
  expect(readInitial('propose-decision', lead, { category: 'guardrails', words: 'Lakera' })).toMatchObject({
    choice: 'Lakera',
  });
  expect(readInitial('record-rotation', lead, { day: '2026-02-01' })).toEqual({ rotatedOn: '2026-02-01' });
  expect(readInitial('open-evaluation', lead, { category: 'guardrails', tool: 'Lakera' })).toMatchObject({
    ...{ category: 'guardrails', tools: 'Lakera' },
  });
});
