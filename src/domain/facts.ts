import type {
  Accountability,
  Category,
  Charter,
  ChecklistItem,
  Day,
  Entity,
  EntityRecord,
  Register,
  Stage,
  UserId,
} from './register.ts';

/**
 * The source of a fact: typed by a person, measured by a system, or derived from other records. An old check-in without
 * a source counts as typed, by an unknown person.
 */
export type Source = 'typed' | 'measured' | 'derived';

/** Names one record: `UC-1`, `D-2`, `evidence:UC-1:monitoring`. */
export type Ref = string;

interface AboutUseCase {
  readonly useCase: string;
}

interface NamedUseCase extends AboutUseCase {
  readonly name: string;
}

interface WeeklyUse extends AboutUseCase {
  /** The Monday of the reported week. */
  readonly week: Day;
  readonly weekly: number;
  /** Intended users in that week. */
  readonly intended: number;
  /** Intended users now. */
  readonly intendedNow: number;
}

/** A reason to doubt a weekly-use figure. */
export type UseDoubt = 'old' | 'low' | 'falling';

/** The values of each fact, by its key. Keys are stored: never rename one. The words are in `src/slack`. */
interface Facts {
  'use-case-live': NamedUseCase & {
    readonly liveOn: Day;
    readonly deployed: number;
    readonly intendedUsers: number;
  };
  /** The use case that is closest to a requirement that is not met. */
  'use-case-closest': NamedUseCase & { readonly stage: Stage };
  'monitoring-active': AboutUseCase;
  'checklist-items-complete': AboutUseCase & { readonly complete: number; readonly of: number };
  'weekly-use': WeeklyUse;
  'weekly-use-doubtful': WeeklyUse & { readonly doubts: readonly UseDoubt[] };
  'weekly-use-unknown': AboutUseCase;
  'decision-committed': {
    readonly category: Category;
    /** Null when the decision is that none is needed. */
    readonly choice: string | null;
  };
  'keys-rotated': { readonly last: Day; readonly next: Day };
  'rotation-overdue': { readonly dueOn: Day };
  'stacks-on-decisions': { readonly useCases: readonly string[] };
  'stack-waived': AboutUseCase & {
    readonly category: Category;
    readonly runsOn: string;
    /** Null when the tool in use was refused, and no decision speaks against it. */
    readonly committed: string | null;
    readonly until: Day;
  };
  'use-case-in-pilot': NamedUseCase & {
    readonly charter: Pick<Charter, 'startedOn' | 'decideBy' | 'scaled'>;
  };
  'pilot-sign-of-life': AboutUseCase & {
    readonly on: Day;
    /** The checklist item that was confirmed; null for a check-in. */
    readonly item: ChecklistItem | null;
  };
  'pilot-went-live': NamedUseCase & { readonly liveOn: Day };
  'accountabilities-accepted': {
    readonly person: UserId;
    readonly accountabilities: readonly Accountability[];
  };
  'accountabilities-waiting': {
    readonly person: UserId;
    readonly accountabilities: readonly Accountability[];
  };
  'operator-owns-use-cases': { readonly person: UserId; readonly useCases: readonly string[] };
  /** A role whose holder left or became a guest. */
  'role-vacant': {
    readonly person: UserId;
    /** The role, shown after the name: "owner". */
    readonly title: string;
    /** The use case that the person owned; null for other roles. */
    readonly useCase: string | null;
  };
  /** In production, but suspended. */
  'use-case-suspended': AboutUseCase & { readonly since: Day; readonly reason: string };
  /** The provider ends the model of a use case within 90 days, or has ended it. */
  'model-retirement': AboutUseCase & { readonly model: string; readonly endsOn: Day };
  /** May execute in production, and has sent no audit events for a week; null when none since it went live. */
  'audit-trail-silent': AboutUseCase & { readonly silentSince: Day | null; readonly liveOn: Day };
  /** In production without a required DPA. */
  'dpa-violation': AboutUseCase & {
    /** Worded as the gaps of the checklist. */
    readonly lacks: readonly string[];
  };
}

export type Fact = keyof Facts;
export type FactValues<F extends Fact> = Facts[F];

/** The source of a fact, with the records behind it. */
export interface Provenance {
  readonly source: Source;
  /** The day of the record; for a derived fact, the day of the assessment. */
  readonly at: Day;
  /** The person who confirmed, committed or entered it; null when the record names nobody. */
  readonly by: UserId | null;
  readonly refs: readonly Ref[];
}

/** A fact with its source. The verdict, reports and answers all read these. */
export type Evidence<F extends Fact = Fact> = {
  [K in F]: Provenance & { readonly fact: K; readonly values: Facts[K] };
}[F];

export const createEvidence = <F extends Fact>(fact: F, values: Facts[F], from: Provenance): Evidence<F> =>
  ({ fact, values, ...from }) as Evidence<F>;

export const fromPerson = (by: UserId | null, at: Day, ...refs: readonly Ref[]): Provenance => ({
  source: 'typed',
  at,
  by,
  refs,
});

export const fromRecords = (at: Day, ...refs: readonly Ref[]): Provenance => ({
  source: 'derived',
  at,
  by: null,
  refs,
});

/** Entities whose keys name their kind: `UC-1`, `D-2`, `W-3`, `E-4`, `F-5`. */
const entitiesWithOwnKeys: Readonly<Record<string, Entity>> = {
  UC: 'useCases',
  D: 'decisions',
  W: 'waivers',
  E: 'evaluations',
  F: 'followUps',
  S: 'suspensions',
  I: 'incidents',
};

export const refTo = (entity: Entity, id: string): Ref =>
  Object.values(entitiesWithOwnKeys).includes(entity) ? id : `${entity}:${id}`;

/** Returns the record that a reference names; undefined when it does not exist. */
export function recordAt(register: Register, ref: Ref): EntityRecord<Entity> | undefined {
  const [, prefix = ''] = /^([A-Z]+)-\d+$/.exec(ref) ?? [];
  const own = entitiesWithOwnKeys[prefix];
  if (own) return register[own].get(ref);
  const colon = ref.indexOf(':');
  const collection = register[ref.slice(0, colon) as Entity] as ReadonlyMap<string, EntityRecord<Entity>>;
  return collection instanceof Map ? collection.get(ref.slice(colon + 1)) : undefined;
}
