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
 * Where a fact comes from: a person typed it, a system measured it, or it is derived from other records. A check-in
 * from before this was kept counts as typed, the weaker of the two, by nobody who is known.
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
  /** The Monday of the week that was reported. */
  readonly week: Day;
  readonly weekly: number;
  /** How many it was for in that week. */
  readonly intended: number;
  /** How many it is for now. */
  readonly intendedNow: number;
}

/** Why a figure for weekly use says little, or that it is low. */
export type UseDoubt = 'old' | 'low' | 'falling';

/** The values of each fact, by its key. Keys are never renamed; the words are in Slack's part. */
interface Facts {
  'use-case-live': NamedUseCase & {
    readonly liveOn: Day;
    readonly deployed: number;
    readonly intendedUsers: number;
  };
  /** It is judged because it is the closest to a requirement that it does not meet yet. */
  'use-case-closest': NamedUseCase & { readonly stage: Stage };
  'monitoring-active': AboutUseCase;
  'checklist-items-complete': AboutUseCase & { readonly complete: number; readonly of: number };
  'weekly-use': WeeklyUse;
  'weekly-use-doubtful': WeeklyUse & { readonly doubts: readonly UseDoubt[] };
  'weekly-use-unknown': AboutUseCase;
  'decision-committed': {
    readonly category: Category;
    /** Null where it was decided that none is needed. */
    readonly choice: string | null;
  };
  'keys-rotated': { readonly last: Day; readonly next: Day };
  'rotation-overdue': { readonly dueOn: Day };
  'stacks-on-decisions': { readonly useCases: readonly string[] };
  'stack-waived': AboutUseCase & {
    readonly category: Category;
    readonly runsOn: string;
    readonly committed: string;
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
    /** Their role, after their name: "owner". */
    readonly title: string;
    /** The use case that they owned; null for every other role. */
    readonly useCase: string | null;
  };
  /** In production without all agreements that its data needs. */
  'dpa-violation': AboutUseCase & {
    /** In the words of the checklist, as its gaps say it. */
    readonly lacks: readonly string[];
  };
}

export type Fact = keyof Facts;
export type FactValues<F extends Fact> = Facts[F];

/** The records that a fact rests on. */
export interface Provenance {
  readonly source: Source;
  /** The day of the record; of what is derived, the day it was judged on. */
  readonly at: Day;
  /** The person whom the record names for it: who confirmed, committed or entered it; null where it names nobody. */
  readonly by: UserId | null;
  readonly refs: readonly Ref[];
}

/** One fact with where it comes from: the verdict, reports and answers all read these. */
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

/** Entities whose keys say what they are: `UC-1`, `D-2`, `W-3`, `E-4`. */
const entitiesWithOwnKeys: Readonly<Record<string, Entity>> = {
  UC: 'useCases',
  D: 'decisions',
  W: 'waivers',
  E: 'evaluations',
};

export const refTo = (entity: Entity, id: string): Ref =>
  Object.values(entitiesWithOwnKeys).includes(entity) ? id : `${entity}:${id}`;

/** The record that a reference names; undefined when it is not in the register. */
export function recordAt(register: Register, ref: Ref): EntityRecord<Entity> | undefined {
  const [, prefix = ''] = /^([A-Z]+)-\d+$/.exec(ref) ?? [];
  const own = entitiesWithOwnKeys[prefix];
  if (own) return register[own].get(ref);
  const colon = ref.indexOf(':');
  const collection = register[ref.slice(0, colon) as Entity] as ReadonlyMap<string, EntityRecord<Entity>>;
  return collection instanceof Map ? collection.get(ref.slice(colon + 1)) : undefined;
}
