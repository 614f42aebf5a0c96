import { decideTool, requestTool } from '../../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../../src/domain/tools/reviewer.ts';
import type { FormCase } from '../forms.ts';
import { crossing, today } from '../forms.ts';
import { records } from '../records-directly.ts';
import { toolDecision, toolRequest } from '../tools.ts';

/** Itai is the tool reviewer, and Omar has asked for Notion AI. */
export const toolIsRequested = async () => {
  await records(crossing, appointToolReviewer, { person: 'U0ITAI' }, 'U0LENA');
  await records(crossing, requestTool, toolRequest(), 'U0OMAR');
};

export const toolIsApproved = async () => {
  await toolIsRequested();
  await records(crossing, decideTool, toolDecision(), 'U0ITAI');
};

/** A good submission of each form about AI tools. */
export const toolCases: Readonly<Record<string, FormCase>> = {
  'request-tool': {
    who: 'Omar Owner',
    way: ['/stage3 tools', 'Request AI tool'],
    good: {
      Tool: 'Notion AI',
      'Kind of tool': 'Business plan with a contract',
      Purpose: 'Summarise our meetings',
      'Data it will see': ['Company-confidential data'],
      'Used by': 'Sales, 12 people',
      Link: 'https://www.notion.com/product/ai',
    },
    reads: 'T-1 Notion AI is requested. @Lena Lead (sample) decides by 19 January 2026.',
    next: 'Open request',
    keeps: ({ toolRequests }) => [...toolRequests.values()],
    kept: [
      {
        ...{ key: 'T-1', tool: 'Notion AI', kind: 'business-plan', data: ['company-confidential'] },
        ...{ purpose: 'Summarise our meetings', forWhom: 'Sales, 12 people', decision: null },
        link: 'https://www.notion.com/product/ai',
        askers: [{ person: 'U0OMAR', on: today, channel: 'C00002' }],
      },
    ],
  },
  'decide-tool': {
    before: toolIsRequested,
    who: 'Itai IT',
    way: ['/stage3 tools', 'Decide T-1'],
    good: {
      Decision: 'Approve with conditions',
      Reason: 'The business plan does not train on our data.',
      Conditions: 'Only with the company account.',
      'Data it may see': ['Company-confidential data'],
    },
    reads: 'T-1 Notion AI is approved with conditions. Crossing tells @Omar Owner (sample).',
    next: 'Verdict',
    keeps: ({ approvedTools }) => [...approvedTools.values()],
    kept: [
      {
        ...{ key: 'notionai', name: 'Notion AI', data: ['company-confidential'], approvedBy: 'U0ITAI' },
        ...{ conditions: 'Only with the company account.', nextReviewOn: '2026-07-12' },
      },
    ],
  },
  'import-tools': {
    before: () => records(crossing, appointToolReviewer, { person: 'U0ITAI' }, 'U0LENA'),
    who: 'Itai IT',
    way: ['/stage3 tools', 'Import tools'],
    good: {
      Table:
        'tool;kind;state;data;decided on;decided by;reason\nDraftDesk;business-plan;approved;none;3.11.2025;@lena;Public texts only\nMeetScribe;free account;rejected;;2025-11-04;;It trains on calls',
      'Tick to record': ['Record 2 tools'],
    },
    reads: '2 tools imported: 1 approved, 1 refused.',
    next: 'Verdict',
    keeps: ({ toolRequests }) => [...toolRequests.values()],
    kept: [
      {
        ...{ key: 'T-1', tool: 'DraftDesk', kind: 'business-plan', askers: [] },
        decision: { outcome: 'approved', by: 'U0LENA', on: '2025-11-03', reason: 'Public texts only' },
      },
      {
        ...{ key: 'T-2', tool: 'MeetScribe', kind: 'public-account', data: ['none'] },
        decision: { outcome: 'refused', by: 'U0ITAI', on: '2025-11-04', reason: 'It trains on calls' },
      },
    ],
  },
  'review-tool': {
    before: toolIsApproved,
    who: 'Itai IT',
    way: ['/stage3 tools Notion AI', 'Review tool'],
    good: { Outcome: 'Withdraw the approval', Reason: 'It now trains on our data.' },
    reads: 'The approval of Notion AI is withdrawn.',
    next: 'Verdict',
    keeps: ({ approvedTools }) => [...approvedTools.values()].map(({ withdrawn }) => withdrawn),
    kept: [{ on: today, by: 'U0ITAI', reason: 'It now trains on our data.' }],
  },
  'appoint-tool-reviewer': {
    who: 'Lena Lead',
    way: ['/stage3 tools', 'Appoint tool reviewer'],
    good: { 'Tool reviewer': '@Itai IT' },
    reads: '@Itai IT (sample) is the tool reviewer.',
    next: 'Verdict',
    keeps: ({ toolReviewers }) => [...toolReviewers.values()],
    kept: [{ person: 'U0ITAI', namedBy: 'U0LENA', namedOn: today }],
  },
  'change-data-rules': {
    who: 'Lena Lead',
    way: ['/stage3 tools rules', 'Change rules', 'Business plan'],
    good: { 'Personal data': 'Not allowed' },
    reads: 'The data rules for "Business plan with a contract" are saved.',
    next: 'Verdict',
    keeps: ({ dataRules }) => [...dataRules.values()],
    kept: [
      {
        kind: 'business-plan',
        rulings: { none: 'allowed', 'company-confidential': 'with-dpa', personal: 'not-allowed' },
      },
    ],
  },
};
