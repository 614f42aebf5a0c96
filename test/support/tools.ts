import type { ToolDecisionInput, ToolRequestInput } from '../../src/domain/tools/requests.ts';

/** A request for a tool that waits for a decision, changed where `fields` says so. */
export const toolRequest = (fields: Partial<ToolRequestInput> = {}): ToolRequestInput => ({
  tool: 'Notion AI',
  vendor: 'Notion',
  kind: 'business-plan',
  purpose: 'Summarise our meetings',
  data: ['company-confidential'],
  forWhom: 'Sales, 12 people',
  link: null,
  channel: null,
  whatChanged: null,
  ...fields,
});

/** An approval with conditions, changed where `fields` says so. */
export const toolDecision = (fields: Partial<ToolDecisionInput> = {}): ToolDecisionInput => ({
  request: 'T-1',
  outcome: 'approved-with-conditions',
  reason: 'The business plan does not train on our data',
  conditions: 'Only with the company account',
  data: ['company-confidential'],
  despiteRules: null,
  ...fields,
});
