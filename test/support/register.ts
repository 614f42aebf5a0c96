import { planRollout } from '../../src/domain/adoption/adoption.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { addDays, dayOf, endOfDay } from '../../src/domain/calendar.ts';
import { type Change, createDraft, type Draft, fold } from '../../src/domain/change.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import type { Act, Actor, Decide, Refusal } from '../../src/domain/decide.ts';
import { type CommitmentInput, commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import { draftPersonChange } from '../../src/domain/people.ts';
import { type Assessment, assess } from '../../src/domain/readiness/crossing-test.ts';
import { emptyHistory, type History, replay } from '../../src/domain/readiness/stage3-history.ts';
import {
  accountabilities,
  type Category,
  categories,
  type Day,
  type Entity,
  type EntityRecord,
  type EvidenceDetails,
  emptyRegister,
  type Person,
  type Register,
  type Roi,
  type RolloutPlan,
  type Settings,
  settingsOf,
  type UseCase,
} from '../../src/domain/register.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { type PilotStart, startPilot } from '../../src/domain/use-cases/pilots.ts';
import { goLive } from '../../src/domain/use-cases/production.ts';
import {
  type Description,
  pilotDays,
  type Registration,
  registerUseCase,
} from '../../src/domain/use-cases/use-cases.ts';
import { recordDpa } from '../../src/domain/vendors/vendors.ts';

/** The people of a sample company: by id, what Slack says of them. */
export const cast = {
  lead: { kind: 'member', admin: false, name: 'Transformation lead' },
  owner: { kind: 'member', admin: false, name: 'Support owner' },
  seller: { kind: 'member', admin: false, name: 'Sales owner' },
  operator: { kind: 'member', admin: false, name: 'AI Operations' },
  member: { kind: 'member', admin: false, name: 'Colleague' },
  admin: { kind: 'member', admin: true, name: 'Slack admin' },
  guest: { kind: 'guest', admin: false, name: 'Guest' },
  external: { kind: 'external', admin: false, name: 'Partner' },
  bot: { kind: 'bot', admin: false, name: 'Some bot' },
} as const satisfies Record<string, Pick<Actor, 'kind' | 'admin'> & Pick<Person, 'name'>>;
export type CastMember = keyof typeof cast;
export const everybody = Object.keys(cast) as CastMember[];

const description: Description = {
  name: 'AI Support Agent',
  purpose: 'Answers inbound tickets from the knowledge base',
  team: 'Support',
  owner: 'owner',
  members: [],
  intendedUsers: 40,
  data: ['company-confidential', 'personal'],
  autonomy: 'suggest',
  retrieval: true,
  vendors: [],
};

/** Returns the registration of a support agent, changed where `fields` says so. */
export const registration = (fields: Partial<Registration> = {}): Registration => ({
  ...description,
  standing: { stage: 'proposed' },
  whyNew: null,
  ...fields,
});

/** A use case that resembles the support agent in nothing. */
export const salesAssistant: Partial<Registration> = {
  name: 'Call summaries',
  purpose: 'Drafts notes after customer conversations in the CRM',
  team: 'Sales',
  owner: 'seller',
  intendedUsers: 20,
  data: ['company-confidential'],
  autonomy: 'draft',
  retrieval: false,
};

/** The default commitment of each category. */
export const committedStack: Readonly<Record<Category, string[]>> = {
  'model-provider': ['OpenAI Enterprise'],
  'vector-database': ['Pinecone'],
  guardrails: ['Guardrails AI'],
  observability: ['LangSmith'],
  'api-ownership': ['IT service account'],
};

/** Returns a complete commitment. */
export function commitment(category: Category, fields: Partial<CommitmentInput> = {}): CommitmentInput {
  const details = {
    'model-provider': { category: 'model-provider', enterpriseAgreement: true, sla: '99.9%' },
    'vector-database': { category: 'vector-database', notNeeded: false },
    guardrails: { category: 'guardrails', preProcessing: 'PII filter', postProcessing: 'tone check' },
    observability: { category: 'observability', measures: ['latency', 'error-rate'] },
    'api-ownership': {
      category: 'api-ownership',
      serviceAccountOwner: 'admin',
      rateLimit: '500 a minute',
      rotationDays: 90,
      lastRotatedOn: '2025-10-01',
    },
  } as const satisfies Record<Category, unknown>;
  return {
    category,
    choice: committedStack[category][0] ?? '',
    rationale: 'It fits',
    alternatives: 'Two others',
    link: null,
    decidedOn: '2025-10-01',
    decider: 'lead',
    vendor: category === 'model-provider' ? 'OpenAI' : category === 'vector-database' ? 'Pinecone' : null,
    details: structuredClone(details[category]) as CommitmentInput['details'],
    replaces: null,
    ...fields,
  };
}

/** Returns complete evidence for the seven items that need it, for this many intended users. */
export const completeEvidence = (intendedUsers: number): readonly EvidenceDetails[] => [
  {
    item: 'monitoring',
    alerts: ['error-rate', 'latency', 'unusual-output'],
    dashboard: 'https://dash.example',
  },
  {
    item: 'fallback',
    modelTimeout: 'cached-output',
    guardrailTrigger: 'graceful-decline',
    rateLimit: 'human-review',
  },
  { item: 'human-review', outputs: 'Replies to customers', when: 'Always', external: 'before-sending' },
  { item: 'model-versions', log: [{ model: 'gpt', version: '5.1', from: '2025-07-14' }] },
  {
    item: 'incident-response',
    runbook: 'https://runbook.example',
    callOrder: ['admin', 'lead'],
    slaHours: 8,
  },
  {
    item: 'training',
    toldOn: '2025-07-14',
    trained: intendedUsers,
    covered: ['review', 'correct', 'escalate'],
  },
  { item: 'cost-monitoring', reportOwner: 'admin', monthlyBudget: 3000, alertThreshold: 2400 },
];

export const completePlan = (useCase: string): RolloutPlan => ({
  useCase,
  sessionOn: '2025-12-01',
  sessionAttendees: 40,
  optionalUntil: '2026-03-31',
  fearAddressedAt: 'All-hands of 1 December',
  aiDoes: 'Proposes answers',
  peopleDo: 'Decide what is sent',
  adoptionMeasuredBy: 'Weekly check-in',
});

/** Returns the source's own figures: 2,880 hours, $144,000 of labour, $40,000 of cost. */
export const sourceRoi = (useCase: string): Omit<Roi, 'by' | 'on'> => ({
  useCase,
  phase: 'production',
  inputs: {
    users: 20,
    hoursPerUserPerWeek: 3,
    weeksPerYear: 48,
    hourlyCost: 50,
    modelApi: 18_000,
    aiOperations: 12_000,
    infrastructure: 6_000,
    monitoring: 4_000,
  },
  measured: ['users', 'hoursPerUserPerWeek'],
  quoted: ['modelApi'],
  overheadPercent: 20,
});

/** A workspace in which people do things on days; what is decided is committed at once, and kept as changes. */
export class Workspace {
  register: Register = emptyRegister('T1');
  readonly changes: Change[] = [];
  today: Day;
  readonly #left = new Set<string>();
  readonly #zones = new Map<CastMember, string>();
  readonly #guests = new Set<string>();
  /** The time zone until the settings change it. */
  readonly #zone: string;

  constructor(today: Day, settings: Partial<Settings> | null = {}) {
    this.today = today;
    this.#zone = settings?.timeZone ?? 'UTC';
    if (settings === null) return;
    this.do('admin', changeSettings, { ...settingsOf(this.register), leads: ['lead'], ...settings });
  }

  on(day: Day): this {
    this.today = day;
    return this;
  }

  /** Returns the context of an action now: midday in the workspace, a millisecond after the last change. */
  act(who: CastMember | Actor): Act {
    const timeZone = this.register.seq === 0 ? this.#zone : this.settings.timeZone;
    const last = this.changes.at(-1)?.at ?? 0;
    const at = Math.max(endOfDay(this.today, timeZone) - 12 * 3_600_000, last + 1);
    const actor: Actor = typeof who === 'string' ? { id: who, ...cast[who] } : who;
    const people = new Map(everybody.map((id) => [id, this.person(id)]));
    return { at, today: dayOf(at, timeZone), actor, people };
  }

  person(id: CastMember): Person {
    const kind = this.#guests.has(id) ? 'guest' : cast[id].kind;
    return {
      id,
      name: cast[id].name,
      active: !this.#left.has(id),
      timeZone: this.#zones.get(id) ?? null,
      kind,
    };
  }

  /** Does it, or says why not. */
  attempt<Input>(who: CastMember | Actor, decide: Decide<Input>, input: Input): Refusal | null {
    const act = this.act(who);
    const outcome = decide(this.register, input, act);
    if (!outcome.ok) return outcome.refusal;
    this.#commit(outcome.drafts, act);
    return null;
  }

  /** Does what must not be refused. */
  do<Input>(who: CastMember | Actor, decide: Decide<Input>, input: Input): this {
    const refusal = this.attempt(who, decide, input);
    if (refusal) throw new Error(JSON.stringify(refusal));
    return this;
  }

  /** Records what no decision of the domain makes yet; several states of a record one after another, at one time. */
  put<E extends Entity>(entity: E, id: string, ...states: readonly EntityRecord<E>[]): this {
    const act = this.act('lead');
    for (const each of states)
      this.#commit([createDraft(this.register, 'edit-use-case', entity, id, each)], act);
    return this;
  }

  #commit(drafts: readonly Draft[], { at, actor }: Act): void {
    const changes = drafts.map((draft, index): Change => {
      return { ...draft, seq: this.register.seq + index + 1, at, actor: actor.id };
    });
    this.register = fold(this.register, changes);
    this.changes.push(...changes);
  }

  leaves(id: CastMember): this {
    this.#left.add(id);
    this.#commit(draftPersonChange(this.register, this.person(id)), this.act('admin'));
    return this;
  }

  /** Records that Slack reports this time zone for a person. */
  movesTo(id: CastMember, timeZone: string): this {
    this.#zones.set(id, timeZone);
    this.#commit(draftPersonChange(this.register, this.person(id)), this.act('admin'));
    return this;
  }

  /** Records that a full member became a guest in Slack. */
  becomesGuest(id: CastMember): this {
    this.#guests.add(id);
    this.#commit(draftPersonChange(this.register, this.person(id)), this.act('admin'));
    return this;
  }

  returns(id: CastMember): this {
    this.#left.delete(id);
    this.#commit(draftPersonChange(this.register, this.person(id)), this.act('admin'));
    return this;
  }

  get settings(): Settings {
    return settingsOf(this.register);
  }

  set(fields: Partial<Settings>): this {
    return this.do('admin', changeSettings, { ...this.settings, ...fields });
  }

  getUseCase(key: string): UseCase {
    const found = this.register.useCases.get(key);
    if (!found) throw new Error(`no ${key}`);
    return found;
  }

  /** Registers a use case, whatever it resembles, and returns its key. */
  registers(fields: Partial<Registration> = {}): string {
    this.do('lead', registerUseCase, registration({ whyNew: 'It is another job', ...fields }));
    return [...this.register.useCases.keys()].at(-1) ?? '';
  }

  startsPilot(useCase: string, fields: Partial<PilotStart> = {}): this {
    const { retrieval } = this.getUseCase(useCase);
    const { 'vector-database': _, ...withoutVectors } = committedStack;
    return this.do('lead', startPilot, {
      useCase,
      startedOn: this.today,
      decideBy: addDays(this.today, pilotDays),
      volunteers: 5,
      criteria: ['30% of tickets resolved without a person'],
      stack: structuredClone(retrieval ? committedStack : withoutVectors),
      ...fields,
    });
  }

  commits(...which: readonly Category[]): this {
    for (const category of which.length === 0 ? categories : which) {
      this.do('lead', commitDecision, commitment(category, { decidedOn: this.today }));
    }
    return this;
  }

  namesOperator(who: CastMember = 'operator'): this {
    this.do('lead', appointOperators, { people: [who] });
    return this.do(who, acceptAccountabilities, { accept: accountabilities });
  }

  /** Confirms the seven items with complete evidence. */
  confirmsAll(useCase: string): this {
    for (const details of completeEvidence(this.getUseCase(useCase).intendedUsers)) {
      this.confirms(useCase, details);
    }
    return this;
  }

  confirms(useCase: string, details: EvidenceDetails): this {
    return this.do('lead', confirmItem, { useCase, details });
  }

  signsDpa(useCase: string, vendor: string, expiresOn: Day | null = null): this {
    const link = 'https://dpa.example';
    return this.do('lead', recordDpa, { useCase, vendor, signedOn: this.today, expiresOn, link });
  }

  /** Records everything that going live needs: the checklist, ROI, roll-out plan. */
  makesReady(useCase: string): this {
    return this.confirmsAll(useCase)
      .signsDpa(useCase, 'OpenAI')
      .signsDpa(useCase, 'Pinecone')
      .do('lead', recordRoi, sourceRoi(useCase))
      .do('lead', planRollout, completePlan(useCase));
  }

  goesLive(useCase: string): this {
    const deployed = this.getUseCase(useCase).intendedUsers;
    return this.do('lead', goLive, { useCase, liveOn: this.today, audience: 'everyone', deployed });
  }

  assess(day: Day = this.today): Assessment {
    return assess(this.register, day);
  }

  /** Returns the register as of the end of a day. */
  asOf(day: Day): Register {
    const end = endOfDay(day, this.settings.timeZone);
    return fold(
      emptyRegister('T1'),
      this.changes.filter(({ at }) => at <= end),
    );
  }

  history(): History {
    return replay(emptyHistory('T1'), this.changes);
  }
}

/** Returns a company at Stage 3: UC-1 in production, UC-2 in pilot, all decided, AI Operations accepted. */
export function stage3(today: Day = '2026-02-02', settings: Partial<Settings> = {}): Workspace {
  const workspace = new Workspace(today, settings);
  const first = workspace.registers();
  workspace.startsPilot(first).commits().namesOperator().makesReady(first).goesLive(first);
  return workspace.startsPilot(workspace.registers(salesAssistant));
}

/** Returns the texts of what is missing, one a line. */
export const textsOf = (gaps: readonly { readonly text: string }[]): readonly string[] =>
  gaps.map(({ text }) => text);

/** Returns the requirements that are met, such as `R1 R3`. */
export const metIn = ({ requirements }: Assessment): string =>
  requirements.flatMap(({ met, key }) => (met ? [key] : [])).join(' ');
