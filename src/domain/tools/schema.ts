import { z } from 'zod';
import { dataClasses } from '../use-cases/schema.ts';
import { day, noInput, userId } from '../values.ts';

export type DataClass = (typeof dataClasses)[number];

/** Kinds of tool, by who holds the contract and where the data goes. */
export const toolKinds = ['public-account', 'business-plan', 'built-in', 'own-infrastructure'] as const;
export type ToolKind = (typeof toolKinds)[number];

export const rulings = ['allowed', 'with-dpa', 'not-allowed'] as const;
export type Ruling = (typeof rulings)[number];

/** The longest name of a tool, in characters: buttons carry it. */
export const maxToolNameLength = 80;

/** A row of the data rules: which data may go to tools of one kind. Kinds without a record have the defaults. */
const dataRule = z.object({
  kind: z.enum(toolKinds),
  rulings: z.record(z.enum(dataClasses), z.enum(rulings)),
  by: userId,
  on: day,
});
export type DataRule = z.infer<typeof dataRule>;

export const toolOutcomes = ['approved', 'approved-with-conditions', 'refused'] as const;
export type ToolOutcome = (typeof toolOutcomes)[number];

const toolDecision = z.object({
  outcome: z.enum(toolOutcomes),
  reason: z.string(),
  /** Empty without conditions. */
  conditions: z.string(),
  /** The data that it may see; empty when it was refused. */
  data: z.array(z.enum(dataClasses)),
  /** Why it was decided against the data rules; null when they allow it. */
  despiteRules: z.string().nullable(),
  by: userId,
  on: day,
});
export type ToolDecision = z.infer<typeof toolDecision>;

/** A request for an AI tool ("Tool approval function" in "Governance at Stage 3"). */
const toolRequest = z.object({
  key: z.string().regex(/^T-\d+$/),
  tool: z.string().min(1).max(maxToolNameLength),
  /** Empty when the vendor has the name of the tool. */
  vendor: z.string(),
  kind: z.enum(toolKinds),
  /** Empty for an imported decision. */
  purpose: z.string(),
  data: z.array(z.enum(dataClasses)),
  forWhom: z.string(),
  link: z.string().nullable(),
  /** The change since the tool was refused; null in a first request. */
  whatChanged: z.string().nullable(),
  /**
   * Everyone who asked for it, the first one first, with the channel that gets the answer (null: a direct message).
   * Empty for an imported decision.
   */
  askers: z.array(z.object({ person: userId, on: day, channel: z.string().nullable() })),
  decision: toolDecision.nullable(),
  withdrawn: z.object({ on: day, by: userId }).nullable(),
});
export type ToolRequest = z.infer<typeof toolRequest>;

/** A tool on the list. It stays a record after its approval was withdrawn. */
const approvedTool = z.object({
  /** The name as it is compared. */
  key: z.string().min(1),
  name: z.string().min(1),
  vendor: z.string(),
  kind: z.enum(toolKinds),
  conditions: z.string(),
  data: z.array(z.enum(dataClasses)),
  request: z.string(),
  approvedOn: day,
  approvedBy: userId,
  reviewedOn: day.nullable(),
  reviewedBy: userId.nullable(),
  nextReviewOn: day,
  withdrawn: z.object({ on: day, by: userId, reason: z.string() }).nullable(),
});
export type ApprovedTool = z.infer<typeof approvedTool>;

/** The person who decides requests. There is one record. */
const toolReviewer = z.object({ person: userId, namedBy: userId, namedOn: day });
export const toolReviewerId = 'reviewer';

const requestId = { request: z.string() };

/** Records, actions with their change-log words, and steps of AI tools. Keys are stored: never rename one. */
export const toolsSchema = {
  entities: {
    toolRequests: toolRequest,
    approvedTools: approvedTool,
    dataRules: dataRule,
    toolReviewers: toolReviewer,
  },
  actions: {
    'request-tool': 'requested an AI tool',
    'join-tool-request': 'joined the request for an AI tool',
    'withdraw-tool-request': 'withdrew the request for an AI tool',
    'decide-tool': 'decided the request for an AI tool',
    'import-tools': 'imported the decision on an AI tool',
    'review-tool': 'reviewed an approved AI tool',
    'appoint-tool-reviewer': 'appointed the tool reviewer',
    'change-data-rules': 'changed the data rules',
  },
  steps: {
    /** `channel` gets the answer; null for a direct message. `again` asks for a tool that was refused. */
    'request-tool': z.object({ channel: z.string().nullable(), again: z.literal(true).exactOptional() }),
    'decide-tool': z.object({ ...requestId, outcome: z.enum(toolOutcomes).exactOptional() }),
    'withdraw-tool-request': z.object(requestId),
    'import-tools': noInput,
    'review-tool': z.object({ tool: z.string() }),
    'appoint-tool-reviewer': noInput,
    'change-data-rules': z.object({ kind: z.enum(toolKinds) }),
  },
};
