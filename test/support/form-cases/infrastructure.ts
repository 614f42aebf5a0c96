import { proposeDecision } from '../../../src/domain/infrastructure/decisions.ts';
import { openEvaluation } from '../../../src/domain/infrastructure/evaluations.ts';
import type { Category } from '../../../src/domain/register.ts';
import type { Fields, FormCase } from '../forms.ts';
import { commits, crossing, registers, today, why } from '../forms.ts';
import { records } from '../records-directly.ts';

const commitCase = (category: Category, title: string, fields: Fields, details: object): FormCase => ({
  who: 'Lena Lead',
  way: ['/stage3 decisions', 'Commit', title],
  good: {
    Choice: 'The chosen one',
    'Decided on': today,
    'Decided by': '@Lena Lead',
    'Link to the decision record': 'https://wiki.example.com/decision',
    ...why,
    ...fields,
  },
  reads: `${title}: The chosen one is committed.`,
  // The decisions that are still open come next, in their order.
  next: category === 'model-provider' ? 'Commit vector database' : 'Commit model provider',
  keeps: ({ decisions }) => decisions.get('D-1'),
  kept: {
    category,
    status: 'committed',
    choice: 'The chosen one',
    decidedOn: today,
    decidedBy: 'U0LENA',
    details: { category, ...details },
  },
});

/** A good submission of each form about decisions of the infrastructure. */
export const infrastructureCases: Readonly<Record<string, FormCase>> = {
  'propose-decision': {
    before: () =>
      records(crossing, proposeDecision, {
        category: 'guardrails',
        choice: 'Guardrails AI',
        rationale: 'It fits',
        alternatives: '',
        link: null,
      }),
    who: 'Sara Sales',
    way: ['/stage3 decisions', 'Propose', 'Guardrail tooling'],
    good: { Proposal: 'A layer of our own', ...why, Link: 'https://wiki.example.com/guardrails' },
    reads: 'A layer of our own is proposed for Guardrail tooling.',
    next: 'Register use case',
    keeps: ({ decisions }) => decisions.get('D-2'),
    kept: { status: 'proposed', choice: 'A layer of our own', proposedBy: 'U0SARA' },
  },
  'withdraw-proposal': {
    before: () =>
      records(crossing, proposeDecision, {
        category: 'guardrails',
        choice: 'NeMo <!channel>',
        rationale: 'It fits',
        alternatives: '',
        link: null,
      }),
    who: 'Lena Lead',
    way: ['/stage3 decisions', 'Withdraw', 'Guardrail tooling'],
    good: { Reason: 'Too costly' },
    reads: 'D-1 NeMo <!channel> is withdrawn.',
    next: 'Register use case',
    keeps: ({ decisions }) => decisions.get('D-1'),
    kept: { status: 'withdrawn', withdrawn: { on: today, by: 'U0LENA', reason: 'Too costly' } },
  },
  'record-rotation': {
    before: () => commits('api-ownership'),
    who: 'Lena Lead',
    way: ['/stage3 decisions', 'Record rotation', 'API ownership'],
    good: { 'Rotated on': '2026-01-10' },
    reads: 'The rotation of 10 January 2026 is recorded. The next one is due on 10 April 2026.',
    next: 'Register use case',
    keeps: ({ rotations }) => [...rotations.values()],
    kept: [{ rotatedOn: '2026-01-10', by: 'U0LENA', on: today }],
  },
  'open-evaluation': {
    before: registers,
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Evaluate tools'],
    good: { Tools: 'Pinecone\nWeaviate', 'Decide by': '2026-02-12' },
    reads: 'E-1 is open: Pinecone, Weaviate for UC-1',
    next: 'Close evaluation',
    keeps: ({ evaluations }) => evaluations.get('E-1'),
    kept: { useCase: 'UC-1', tools: ['Pinecone', 'Weaviate'], decideBy: '2026-02-12', openedBy: 'U0OMAR' },
  },
  'close-evaluation': {
    before: () =>
      records(crossing, openEvaluation, {
        category: 'guardrails',
        useCase: null,
        tools: ['One', 'Another'],
        decideBy: '2026-02-12',
      }),
    who: 'Lena Lead',
    way: ['/stage3 purgatory', 'Close evaluation'],
    good: { 'Decision and lessons learned': 'One is enough.' },
    reads: 'E-1 is closed',
    next: 'Commit guardrail tooling',
    keeps: ({ evaluations }) => evaluations.get('E-1'),
    kept: { closed: { on: today, outcome: 'One is enough.' } },
  },
  'commit-decision: model-provider': commitCase(
    'model-provider',
    'Model provider',
    { Vendor: 'OpenAI', 'Enterprise agreement': 'Yes', SLA: '99.9%' },
    { enterpriseAgreement: true, sla: '99.9%' },
  ),
  'commit-decision: vector-database': commitCase(
    'vector-database',
    'Vector database',
    { Vendor: 'Pinecone' },
    { notNeeded: false },
  ),
  'commit-decision: guardrails': commitCase(
    'guardrails',
    'Guardrail tooling',
    { 'Before the model call': 'Personal data is masked', 'After the model call': 'Tone is checked' },
    { preProcessing: 'Personal data is masked', postProcessing: 'Tone is checked' },
  ),
  'commit-decision: observability': commitCase(
    'observability',
    'Observability stack',
    { Measures: ['Latency', 'Error rate'] },
    { measures: ['latency', 'error-rate'] },
  ),
  'commit-decision: api-ownership': commitCase(
    'api-ownership',
    'API ownership and rate limits',
    {
      'Owner of the service account': '@Itai IT',
      'Rate limit': '500 a minute',
      'Days between key rotations': 60,
      'Last rotated on': today,
    },
    { serviceAccountOwner: 'U0ITAI', rateLimit: '500 a minute', rotationDays: 60, lastRotatedOn: today },
  ),
};
