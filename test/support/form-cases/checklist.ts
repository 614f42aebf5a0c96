import { evidence } from '../../../sandbox/worked-example.ts';
import type { EvidenceDetails } from '../../../src/domain/register.ts';
import type { FormCase } from '../forms.ts';
import { crossing, pilots, prepareForGoLive, reason, recordDrift, registers, today } from '../forms.ts';
import { completeEvidence } from '../register.ts';

const evidenceCase = (title: string, item: EvidenceDetails['item'], kept: object): FormCase => ({
  before: pilots,
  who: 'Omar Owner',
  way: ['/stage3 checklist UC-1', 'Add evidence', title],
  good: { ...evidence[title], ...(item === 'model-versions' ? { 'Running since': today } : {}) },
  reads: `${title} is complete. UC-1: 1 of 8 complete.`,
  next: 'Open UC-1',
  keeps: ({ evidence: all }) => all.get(`UC-1:${item}`),
  kept: { details: { item, ...kept }, confirmedBy: 'U0OMAR', confirmedOn: today },
});

/** A good submission of each form about evidence, agreements and waivers. */
export const checklistCases: Readonly<Record<string, FormCase>> = {
  reconfirm: {
    before: async () => {
      await prepareForGoLive();
      crossing.moveTo('2026-04-10');
    },
    who: 'Omar Owner',
    way: ['/stage3 checklist UC-1', 'Confirm again'],
    good: { 'Still true': ['Monitoring', 'User training'] },
    reads: 'Confirmed again: Monitoring, User training. UC-1: 8 of 8 complete.',
    next: 'Add evidence',
    keeps: ({ evidence: all }) =>
      [...all.values()].filter(({ confirmedOn }) => confirmedOn > today).map(({ details }) => details),
    kept: completeEvidence(40).filter(({ item }) => item === 'monitoring' || item === 'training'),
  },
  'record-dpa': {
    before: () => registers({ vendors: ['OpenAI'] }),
    who: 'Omar Owner',
    way: ['/stage3 checklist UC-1', 'Record DPA', 'Data processing agreements'],
    good: {
      Vendor: 'openai',
      'Signed on': '2025-12-01',
      'Expires on': '2027-12-01',
      Link: 'https://contracts.example.com/openai',
    },
    reads: 'The DPA of OpenAI is recorded. Every vendor has one in force.',
    next: 'Start pilot',
    keeps: ({ vendors }) => [...vendors.values()],
    kept: [
      {
        key: 'openai',
        name: 'OpenAI',
        dpa: {
          signedOn: '2025-12-01',
          expiresOn: '2027-12-01',
          link: 'https://contracts.example.com/openai',
        },
      },
    ],
  },
  'merge-vendors': {
    before: () => registers({ vendors: ['OpenAI', 'OpenAI Ireland'] }),
    who: 'Lena Lead',
    way: ['/stage3 vendors', 'Merge', 'OpenAI Ireland\n:warning:'],
    good: { 'Vendor to merge': 'openai ireland', 'Merge into': 'OpenAI' },
    reads: 'OpenAI Ireland is merged into OpenAI.',
    next: 'Appoint AI Operations',
    keeps: ({ vendors }) => [...vendors.values()],
    kept: [{ key: 'openai', name: 'OpenAI', aliases: ['OpenAI Ireland'], dpa: null }],
  },
  waive: {
    before: pilots,
    who: 'Lena Lead',
    way: ['/stage3 checklist UC-1', 'Waive item'],
    good: { Item: 'Fallback', ...reason, Until: '2026-03-01' },
    reads: 'Fallback of UC-1 is waived until 1 March 2026.',
    next: 'Open UC-1',
    keeps: ({ waivers }) => waivers.get('W-1'),
    kept: {
      subject: { kind: 'item', item: 'fallback' },
      until: '2026-03-01',
      approvedBy: 'U0LENA',
    },
  },
  'waive-drift': {
    before: recordDrift,
    who: 'Lena Lead',
    way: ['/stage3 usecase show UC-1', 'Waive drift'],
    good: { ...reason, Until: '2026-03-01' },
    reads: 'UC-1 may differ from the committed vector database until 1 March 2026.',
    next: 'Open UC-1',
    keeps: ({ waivers }) => waivers.get('W-1'),
    kept: { subject: { kind: 'drift', category: 'vector-database' }, until: '2026-03-01' },
  },
  'confirm-item: monitoring': evidenceCase('Monitoring', 'monitoring', {
    alerts: ['error-rate', 'latency', 'unusual-output'],
  }),
  'confirm-item: fallback': evidenceCase('Fallback', 'fallback', {
    modelTimeout: 'human-review',
    guardrailTrigger: 'graceful-decline',
    rateLimit: 'cached-output',
  }),
  'confirm-item: human-review': evidenceCase('Human-in-the-loop gates', 'human-review', {
    external: 'before-sending',
  }),
  'confirm-item: model-versions': evidenceCase('Model version tracking', 'model-versions', {
    log: [{ model: 'GPT-5', version: '2025-11-01', from: today }],
  }),
  'confirm-item: incident-response': evidenceCase('Incident response', 'incident-response', {
    callOrder: ['U0ITAI', 'U0OMAR'],
    slaHours: 4,
  }),
  'confirm-item: training': evidenceCase('User training', 'training', {
    toldOn: '2025-12-01',
    trained: 40,
    covered: ['review', 'correct', 'escalate'],
  }),
  'confirm-item: cost-monitoring': evidenceCase('Cost monitoring', 'cost-monitoring', {
    reportOwner: 'U0OMAR',
    monthlyBudget: 2500,
    alertThreshold: 2000,
  }),
};
