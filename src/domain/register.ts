import { z } from 'zod';

/**
 * The register: everything one workspace has recorded, as of one moment.
 * Each entity is a schema; its type, its table and its place in the change log follow from the list at the end.
 * Shapes follow sections "Stage 3 exit criteria" to "Governance at Stage 3" of the source document.
 */

/** A calendar day in the workspace's time zone, `YYYY-MM-DD`. */
export const day = z.iso.date();
export type Day = string;
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
/** What a person is known by where they work; never shown as it is. */
export type UserId = string;

const instant = z.int();
export const userId = z.string().min(1);
const useCaseKey = z.string().regex(/^UC-\d+$/);

export const dataClasses = ['none', 'company-confidential', 'personal'] as const;

export const autonomies = ['suggest', 'draft', 'execute'] as const;
export type Autonomy = (typeof autonomies)[number];

export const categories = [
  'model-provider',
  'vector-database',
  'guardrails',
  'observability',
  'api-ownership',
] as const;
export type Category = (typeof categories)[number];

export const checklistItems = [
  'monitoring',
  'fallback',
  'human-review',
  'model-versions',
  'incident-response',
  'training',
  'cost-monitoring',
  'dpa',
] as const;
export type ChecklistItem = (typeof checklistItems)[number];

export const stages = ['proposed', 'pilot', 'production', 'stopped', 'retired'] as const;
export type Stage = (typeof stages)[number];

/** What a pilot promised: start, volunteers, success criteria (frozen at the start), and the date by which to decide. */
const charter = z.object({
  startedOn: day,
  decideBy: day,
  volunteers: z.int().nonnegative(),
  criteria: z.array(z.string()),
  movedBars: z.array(z.object({ on: day, by: userId, criterion: z.string() })),
  extensions: z.array(z.object({ on: day, by: userId, decideBy: day, reason: z.string() })),
  /** The decision to take it to production, with the day by which it goes live; null until that is decided. */
  scaled: z.object({ on: day, by: userId, goLiveBy: day }).nullable().default(null),
});
export type Charter = z.infer<typeof charter>;

const ended = { on: day, by: userId, reason: z.string(), charter: charter.nullable() };
const life = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('proposed'), since: day }),
  z.object({ stage: z.literal('pilot'), charter }),
  z.object({
    stage: z.literal('production'),
    liveOn: day,
    deployed: z.int().nonnegative(),
    audience: z.enum(['volunteers', 'everyone']),
    charter: charter.nullable(),
  }),
  z.object({ stage: z.literal('stopped'), ...ended }),
  z.object({ stage: z.literal('retired'), ...ended }),
]);
export type Life = z.infer<typeof life>;

const useCase = z.object({
  key: useCaseKey,
  name: z.string().min(1),
  purpose: z.string(),
  team: z.string(),
  owner: userId,
  members: z.array(userId),
  intendedUsers: z.int().nonnegative(),
  /** Empty while nobody has stated it, which is not "none". */
  data: z.array(z.enum(dataClasses)),
  autonomy: z.enum(autonomies),
  /** Searches documents or remembers: needs a vector database. */
  retrieval: z.boolean(),
  /** Keys into `vendors`. */
  vendors: z.array(z.string()),
  /**
   * What was said of vendors beside those: that there is none, or that somebody processes its data and nobody knows
   * who. Null where nothing was said.
   */
  otherVendors: z.enum(['none', 'unknown']).nullable().default(null),
  /** What it really runs on, by category; a category that is absent has not been recorded. */
  stack: z.partialRecord(z.enum(categories), z.array(z.string())),
  goLivePlannedOn: day.nullable(),
  lastReviewedOn: day.nullable(),
  /** Why it is not the same as the use cases it resembled when it was registered. */
  whyNew: z.string().nullable(),
  life,
});
export type UseCase = z.infer<typeof useCase>;
/** Whether it was stopped or retired: nothing about it changes any more. */
export const isOver = ({ life }: UseCase): boolean => life.stage === 'stopped' || life.stage === 'retired';

const decisionDetails = z.discriminatedUnion('category', [
  z.object({ category: z.literal('model-provider'), enterpriseAgreement: z.boolean(), sla: z.string() }),
  z.object({ category: z.literal('vector-database'), notNeeded: z.boolean() }),
  z.object({ category: z.literal('guardrails'), preProcessing: z.string(), postProcessing: z.string() }),
  z.object({
    category: z.literal('observability'),
    measures: z.array(z.enum(['latency', 'error-rate', 'fallback-rate', 'human-review-triggers'])),
  }),
  z.object({
    category: z.literal('api-ownership'),
    serviceAccountOwner: userId,
    rateLimit: z.string(),
    rotationDays: z.int().positive(),
    lastRotatedOn: day,
  }),
]);
export type DecisionDetails = z.infer<typeof decisionDetails>;

const decision = z.object({
  key: z.string().regex(/^D-\d+$/),
  category: z.enum(categories),
  status: z.enum(['proposed', 'committed', 'superseded', 'withdrawn']),
  choice: z.string().min(1),
  /** Key into `vendors`, whose DPA then counts for every use case that runs on this choice. */
  vendor: z.string().nullable(),
  /** Null while only proposed: what the category records is asked for at the commitment. */
  details: decisionDetails.nullable(),
  rationale: z.string(),
  alternatives: z.string(),
  link: z.string().nullable(),
  proposedOn: day,
  proposedBy: userId,
  decidedOn: day.nullable(),
  decidedBy: userId.nullable(),
  supersededBy: z.string().nullable(),
  withdrawn: z.object({ on: day, by: userId, reason: z.string() }).nullable().default(null),
});
export type Decision = z.infer<typeof decision>;

/** The longest name of a vendor, in characters; buttons carry it. */
export const longestVendor = 150;
const vendor = z.object({
  /** The name in lower case, with single spaces, as it was first typed. Names are compared by `foldName`, not by it. */
  key: z.string().min(1),
  name: z.string().min(1).max(longestVendor),
  /** The names of the vendors that were merged into it. */
  aliases: z.array(z.string()).default([]),
  dpa: z.object({ signedOn: day, expiresOn: day.nullable(), link: z.string() }).nullable(),
});
export type Vendor = z.infer<typeof vendor>;

const responses = z.enum(['cached-output', 'human-review', 'graceful-decline']).nullable();
/** What proves each checklist item; incomplete evidence may be kept, and does not hold. */
export const evidenceDetails = z.discriminatedUnion('item', [
  z.object({
    item: z.literal('monitoring'),
    alerts: z.array(z.enum(['error-rate', 'latency', 'unusual-output'])),
    dashboard: z.string().nullable(),
  }),
  z.object({
    item: z.literal('fallback'),
    modelTimeout: responses,
    guardrailTrigger: responses,
    rateLimit: responses,
  }),
  z.object({
    item: z.literal('human-review'),
    outputs: z.string(),
    when: z.string(),
    external: z.enum(['none-sent', 'before-sending', 'after-sending']),
  }),
  z.object({
    item: z.literal('model-versions'),
    log: z.array(z.object({ model: z.string(), version: z.string(), from: day })),
  }),
  z.object({
    item: z.literal('incident-response'),
    runbook: z.string().nullable(),
    callOrder: z.array(userId),
    slaHours: z.number().positive().nullable(),
  }),
  z.object({
    item: z.literal('training'),
    toldOn: day.nullable(),
    trained: z.int().nonnegative(),
    covered: z.array(z.enum(['review', 'correct', 'escalate'])),
  }),
  z.object({
    item: z.literal('cost-monitoring'),
    reportOwner: userId,
    monthlyBudget: z.number().positive(),
    alertThreshold: z.number().positive(),
  }),
]);
export type EvidenceDetails = z.infer<typeof evidenceDetails>;
/** The items that are shown by evidence of their own; the eighth, the DPA, is read from the vendors. */
export type EvidencedItem = EvidenceDetails['item'];

const evidence = z.object({
  useCase: useCaseKey,
  details: evidenceDetails,
  confirmedBy: userId,
  confirmedAt: instant,
  confirmedOn: day,
});
export type Evidence = z.infer<typeof evidence>;

const waiver = z.object({
  key: z.string().regex(/^W-\d+$/),
  useCase: useCaseKey,
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('item'), item: z.enum(checklistItems) }),
    z.object({ kind: z.literal('drift'), category: z.enum(categories) }),
  ]),
  reason: z.string(),
  approvedBy: userId,
  from: day,
  /** The last day on which it is in force. */
  until: day,
});
export type Waiver = z.infer<typeof waiver>;

const checkIn = z.object({
  useCase: useCaseKey,
  /** The Monday of the week it speaks of. */
  week: day,
  intended: z.int().nonnegative(),
  daily: z.int().nonnegative(),
  weekly: z.int().nonnegative(),
  notAtAll: z.int().nonnegative(),
  /** What was observed, in the owner's words. */
  result: z.string(),
  by: userId,
  on: day,
});
export type CheckIn = z.infer<typeof checkIn>;

/** Tools compared with one another, for a shared decision or for one use case. */
const evaluation = z.object({
  key: z.string().regex(/^E-\d+$/),
  /** Null when it is about a use case. */
  category: z.enum(categories).nullable(),
  /** Null when it is about a shared decision. */
  useCase: useCaseKey.nullable(),
  tools: z.array(z.string()),
  openedBy: userId,
  openedOn: day,
  decideBy: day,
  closed: z.object({ on: day, outcome: z.string() }).nullable(),
});
export type Evaluation = z.infer<typeof evaluation>;

/**
 * How a pilot team is doing in one week, 1 to 5, kept as a sum. The change log holds each sum after the one before it:
 * whatever shows the log leaves pulses out, or an answer could be told from two of them.
 */
const pulse = z.object({
  useCase: useCaseKey,
  week: day,
  answers: z.int().nonnegative(),
  sum: z.int().nonnegative(),
  /** Who has answered; what they answered is not kept. */
  answered: z.array(userId),
});
export type Pulse = z.infer<typeof pulse>;

/** Lets a system report the adoption of one use case; the token itself is shown once and never kept. */
const intakeToken = z.object({
  useCase: useCaseKey,
  /** SHA-256 of the token, in hexadecimal. */
  hash: z.string().length(64),
  issuedOn: day,
  issuedBy: userId,
});

export const roiInputs = [
  'users',
  'hoursPerUserPerWeek',
  'weeksPerYear',
  'hourlyCost',
  'modelApi',
  'aiOperations',
  'infrastructure',
  'monitoring',
] as const;
export type RoiInput = (typeof roiInputs)[number];

const roi = z.object({
  useCase: useCaseKey,
  phase: z.enum(['pilot', 'production']),
  inputs: z.record(z.enum(roiInputs), z.number().nonnegative()),
  /** Inputs that are named in neither list are guesses. */
  measured: z.array(z.enum(roiInputs)),
  quoted: z.array(z.enum(roiInputs)),
  overheadPercent: z.number().nonnegative(),
  by: userId,
  on: day,
});
export type Roi = z.infer<typeof roi>;

/** The four plays of change management; going live needs all four. */
const rolloutPlan = z.object({
  useCase: useCaseKey,
  sessionOn: day.nullable(),
  sessionAttendees: z.int().nonnegative(),
  optionalUntil: day.nullable(),
  fearAddressedAt: z.string(),
  aiDoes: z.string(),
  peopleDo: z.string(),
  adoptionMeasuredBy: z.string(),
});
export type RolloutPlan = z.infer<typeof rolloutPlan>;

/** A day on which the keys of the shared service account were rotated. */
const rotation = z.object({ rotatedOn: day, by: userId, on: day });

export const accountabilities = ['uptime', 'incident-response', 'model-versioning'] as const;
export type Accountability = (typeof accountabilities)[number];

/** Somebody who holds AI Operations; an accountability is absent until the person accepted it. */
const operator = z.object({
  person: userId,
  namedOn: day,
  namedBy: userId,
  accepted: z.partialRecord(z.enum(accountabilities), instant),
});
export type Operator = z.infer<typeof operator>;

export const personKinds = ['member', 'guest', 'external', 'bot'] as const;
export type PersonKind = (typeof personKinds)[number];

/** What Slack says of somebody who holds a role here. */
const person = z.object({
  id: userId,
  name: z.string(),
  active: z.boolean(),
  timeZone: z.string().nullable(),
  /** Only full members hold a role; somebody who turns guest later counts as if they had left. */
  kind: z.enum(personKinds).default('member'),
});
export type Person = z.infer<typeof person>;

export const readings = ['five', 'four', 'three'] as const;
/** How many decision categories requirement 2 asks for; the source names five, four and three in different places. */
export type Reading = (typeof readings)[number];

const settings = z.object({
  timeZone: z.string(),
  leads: z.array(userId),
  reading: z.enum(readings),
  currency: z.string().length(3),
  /** 1 is Monday, 7 is Sunday. */
  workingDays: z.array(z.int().min(1).max(7)),
  /** When the first thing was recorded; null before that. */
  openedOn: day.nullable(),
});
export type Settings = z.infer<typeof settings>;

/** A day on which nobody is asked anything. */
const holiday = z.object({
  day,
  name: z.string().min(1),
  /** Only for people in this time zone; null for everybody. */
  timeZone: z.string().nullable(),
});
export type Holiday = z.infer<typeof holiday>;

/** A kind of nudge that somebody does not want. */
const mute = z.object({ person: userId, kind: z.string(), on: day });
export type Mute = z.infer<typeof mute>;

/** Days on which somebody sends word that they are away; kept after it is over. */
const absence = z.object({
  person: userId,
  from: day,
  /** The last day away. */
  until: day,
  /** Who is asked meanwhile what cannot wait; null for the lead. */
  deputy: userId.nullable(),
  enteredOn: day,
});
export type Absence = z.infer<typeof absence>;

/** A channel that gets the readiness digest every week. */
const digest = z.object({
  channel: z.string().min(1),
  /** 1 is Monday, 7 is Sunday. */
  weekday: z.int().min(1).max(7),
  /** `HH:MM` in the time zone. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  timeZone: z.string(),
  chosenBy: userId,
  /** From this moment on its weeks count; a digest is never due for a week before it. */
  chosenAt: instant,
  /** Why Slack takes nothing for this channel any more; null while it does. */
  stopped: z.object({ on: day, reason: z.string() }).nullable(),
});
export type Digest = z.infer<typeof digest>;

/** What came of one quarterly policy review ("Governance at Stage 3"). */
const review = z.object({
  /** `2026-Q1`. */
  quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
  heldOn: day,
  attendees: z.array(userId),
  outcome: z.string(),
  by: userId,
  on: day,
});
export type Review = z.infer<typeof review>;

/** An erasure: which changes lost their contents, and by whose order. It is a change itself, so the chain covers it. */
const erasure = z.object({
  key: z.string().regex(/^X-\d+$/),
  /** Whom or what it was about, by a user id or another name that tells nobody who it was. */
  subject: z.string(),
  orderedBy: userId,
  on: day,
  reason: z.string(),
  /** Each change by its number, with a hash over its row as it stands since. */
  changes: z.array(z.object({ seq: z.int().positive(), row: z.string().length(64) })),
});
export type Erasure = z.infer<typeof erasure>;

/** Every kind of record, by the name of its collection in the register, its table, and its `entity` in the change log. */
export const entities = {
  useCases: useCase,
  decisions: decision,
  vendors: vendor,
  evidence,
  waivers: waiver,
  checkIns: checkIn,
  evaluations: evaluation,
  pulses: pulse,
  intakeTokens: intakeToken,
  roi,
  rolloutPlans: rolloutPlan,
  operators: operator,
  rotations: rotation,
  people: person,
  holidays: holiday,
  mutes: mute,
  absences: absence,
  digests: digest,
  reviews: review,
  erasures: erasure,
  settings,
} as const;

export type Entity = keyof typeof entities;
export type EntityRecord<E extends Entity> = z.infer<(typeof entities)[E]>;
export const entityNames = Object.keys(entities) as Entity[];

export type Collections = { readonly [E in Entity]: ReadonlyMap<string, EntityRecord<E>> };
export interface Register extends Collections {
  readonly workspace: string;
  /** The sequence number of the last change that is in it; 0 when nothing has been recorded. */
  readonly seq: number;
  /** When each use case was last changed by anybody, by its key. */
  readonly touched: ReadonlyMap<string, Instant>;
}

export function emptyRegister(workspace: string): Register {
  const collections = Object.fromEntries(entityNames.map((name) => [name, new Map()]));
  return { workspace, seq: 0, touched: new Map(), ...(collections as unknown as Collections) };
}

export const settingsId = 'settings';
const unset: Settings = {
  timeZone: 'UTC',
  leads: [],
  reading: 'five',
  currency: 'USD',
  workingDays: [1, 2, 3, 4, 5],
  openedOn: null,
};
/** The workspace's settings, or what holds until somebody sets them. */
export const settingsOf = (register: Register): Settings => register.settings.get(settingsId) ?? unset;

/** The next key of a series that never reuses one: `UC-8` after `UC-7`, whatever became of `UC-7`. */
export function nextKey(prefix: 'UC' | 'D' | 'W' | 'E' | 'X', taken: ReadonlyMap<string, unknown>): string {
  let last = 0;
  for (const key of taken.keys()) last = Math.max(last, Number(key.slice(prefix.length + 1)));
  return `${prefix}-${last + 1}`;
}

export const evidenceId = (useCase: string, item: ChecklistItem): string => `${useCase}:${item}`;
export const checkInId = (useCase: string, week: Day): string => `${useCase}:${week}`;
export const pulseId = (useCase: string, week: Day): string => `${useCase}:${week}`;
export const roiId = (useCase: string, phase: Roi['phase']): string => `${useCase}:${phase}`;
export const holidayId = ({ day, timeZone }: Pick<Holiday, 'day' | 'timeZone'>): string =>
  timeZone === null ? day : `${day}:${timeZone}`;
export const muteId = (person: UserId, kind: string): string => `${person}:${kind}`;
/** The most people that one use case counts. */
export const mostPeople = 1_000_000;

/** Whether there is nothing to see in a text: only spaces, and signs that steer the direction or join others. */
export const isBlank = (text: string): boolean => !/[^\s\p{Cc}\p{Cf}]/u.test(text);
export const vendorKey = (name: string): string =>
  name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en').normalize('NFC');
/** Names are compared as a person would: without regard to case or spacing. */
export const sameName = (a: string, b: string): boolean => vendorKey(a) === vendorKey(b);
