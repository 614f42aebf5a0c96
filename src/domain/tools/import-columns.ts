import type { DataClass, Day, ToolKind, UserId } from '../register.ts';

/** The columns of a table of decisions on AI tools, in the order of the export. */
export const toolColumns = [
  {
    name: 'tool',
    also: ['tool name', 'ai tool', 'ai tool name', 'name', 'product', 'software', 'application'],
    holds: 'its name',
    example: 'Notion AI',
  },
  {
    name: 'vendor',
    also: ['vendor name', 'supplier', 'provider', 'company'],
    holds: 'its vendor, if that has another name',
    example: 'Notion',
  },
  {
    name: 'kind',
    also: ['kind of tool', 'tool kind', 'type', 'tool type', 'category', 'account'],
    holds: 'public-account, business-plan, built-in or own-infrastructure',
    example: 'business-plan',
  },
  {
    name: 'state',
    also: ['decision', 'outcome', 'status', 'approval', 'approval status'],
    holds: 'approved, refused or withdrawn',
    example: 'approved',
  },
  {
    name: 'data',
    also: ['data it may see', 'data class', 'data classes', 'data classification', 'allowed data'],
    holds: 'none, personal, company-confidential, or several separated by semicolons',
    example: 'company-confidential',
  },
  {
    name: 'conditions',
    also: ['condition', 'terms', 'restrictions'],
    holds: 'of an approval; if empty, it has none',
    example: 'Only with the company account',
  },
  {
    name: 'decided on',
    also: ['decision date', 'date', 'date of decision', 'approved on', 'approval date'],
    holds: 'the day of the decision, like 2026-01-31',
    example: '2025-11-03',
  },
  {
    name: 'decided by',
    also: ['decider', 'approved by', 'approver', 'reviewer', 'reviewed by'],
    holds: 'a Slack name or a member ID; if empty, you decided',
    example: '',
  },
  {
    name: 'reason',
    also: ['reasons', 'rationale', 'justification', 'comment', 'comments', 'notes'],
    holds: 'of the decision, in a sentence',
    example: 'It does not train on our data',
  },
  {
    name: 'next review',
    also: ['next review on', 'next review date', 'review date', 'review by', 'review due', 'expires on'],
    holds: 'of an approved tool, like 2026-07-31; if empty, 6 months after the decision',
    example: '',
  },
  {
    name: 'why against rules',
    also: ['why against the rules', 'why against the data rules', 'exception'],
    holds: 'the reason for an approval that the data rules do not allow',
    example: '',
  },
] as const;

export type ToolColumn = (typeof toolColumns)[number]['name'];
export const requiredToolColumns: readonly ToolColumn[] = ['tool', 'kind', 'state', 'decided on', 'reason'];

/** A row of a table: its position in words, and its cells as written. */
export interface ToolLine {
  readonly at: string;
  readonly cells: Readonly<Partial<Record<ToolColumn, string>>>;
}

/** The states of a decided tool. */
export const decidedStates = ['approved', 'refused', 'withdrawn'] as const;
export type DecidedState = (typeof decidedStates)[number];

/** A decision on a tool that was taken before it is imported. */
export interface ImportedTool {
  readonly tool: string;
  /** Empty when the vendor has the name of the tool. */
  readonly vendor: string;
  readonly kind: ToolKind;
  readonly state: DecidedState;
  readonly data: readonly DataClass[];
  readonly conditions: string;
  readonly decidedOn: Day;
  readonly decidedBy: UserId;
  readonly reason: string;
  /** Null unless it is approved. */
  readonly nextReviewOn: Day | null;
  readonly despiteRules: string | null;
}

/** Accepted words for a state, in lower case and without hyphens, besides the state itself. */
export const stateWords: Readonly<Record<string, DecidedState>> = {
  ...{ 'approved with conditions': 'approved', allowed: 'approved', permitted: 'approved', yes: 'approved' },
  ...{ rejected: 'refused', denied: 'refused', declined: 'refused', forbidden: 'refused', no: 'refused' },
  ...{ 'not approved': 'refused', 'not allowed': 'refused' },
  ...{ revoked: 'withdrawn', 'approval withdrawn': 'withdrawn' },
};

/** Accepted words for a kind of tool, in lower case and without hyphens. */
export const kindWords: Readonly<Record<string, ToolKind>> = {
  ...{ 'public account': 'public-account', 'free account': 'public-account', free: 'public-account' },
  ...{ 'personal account': 'public-account', 'free or personal account': 'public-account' },
  ...{ 'business plan': 'business-plan', business: 'business-plan', enterprise: 'business-plan' },
  ...{ 'enterprise plan': 'business-plan', 'business plan with a contract': 'business-plan' },
  ...{ 'built in': 'built-in', 'ai feature': 'built-in' },
  'ai feature of a tool that we already use': 'built-in',
  ...{ 'own infrastructure': 'own-infrastructure', 'self hosted': 'own-infrastructure' },
  'model on our own infrastructure': 'own-infrastructure',
};

/** Accepted words for the classes of data, in lower case. */
export const dataWords: Readonly<Record<string, DataClass>> = {
  ...{ none: 'none', no: 'none', 'no data': 'none', public: 'none', 'public data': 'none' },
  'neither personal nor confidential': 'none',
  ...{ personal: 'personal', 'personal data': 'personal', pii: 'personal' },
  ...{ confidential: 'company-confidential', 'confidential data': 'company-confidential' },
  ...{ 'company confidential': 'company-confidential', 'company-confidential': 'company-confidential' },
  'company-confidential data': 'company-confidential',
};
