import { invalidateGroups } from './by-use-case.ts';
import type { Instant, Register, UserId } from './register.ts';
import type { Action, Entity, EntityRecord } from './schema.ts';

type Replacement<E extends Entity> = {
  readonly entity: E;
  readonly id: string;
  readonly before: EntityRecord<E> | null;
  readonly after: EntityRecord<E> | null;
};

/** A change before it is committed: one record before and after. `null` means that the record does not exist. */
export type Draft = { readonly action: Action; readonly useCase: string | null } & {
  [E in Entity]: Replacement<E>;
}[Entity];

/** A committed draft. `seq` counts from 1 without gaps within a workspace. */
export type Change = Draft & { readonly seq: number; readonly at: Instant; readonly actor: UserId };

/** Returns the draft that replaces the record under `id` with `after`; `after: null` removes it. */
export function createDraft<E extends Entity>(
  register: Register,
  action: Action,
  entity: E,
  id: string,
  after: EntityRecord<E> | null,
): Draft {
  const before = (register[entity] as ReadonlyMap<string, EntityRecord<E>>).get(id) ?? null;
  return { action, entity, id, before, after, useCase: findUseCaseKey(entity, after ?? before) } as Draft;
}

/** Returns the key of the record's use case; null when it belongs to the whole workspace. */
function findUseCaseKey(entity: Entity, record: unknown): string | null {
  const fields = (record ?? {}) as { key?: string; useCase?: string };
  return (entity === 'useCases' ? fields.key : fields.useCase) ?? null;
}

/**
 * Returns the register after these changes. It shares unchanged collections with the old register, which is not
 * modified.
 * @throws RangeError when a change does not follow the one before it
 */
export function fold(register: Register, changes: readonly Change[]): Register {
  if (changes.length === 0) return register;
  const next: Record<string, unknown> = { ...register, touched: new Map(register.touched) };
  for (const entity of new Set(changes.map((change) => change.entity))) {
    next[entity] = new Map(register[entity] as ReadonlyMap<string, unknown>);
  }
  return foldInPlace(next as unknown as Register, changes);
}

/**
 * Folds without copying, for a register that nobody else holds, such as during a replay.
 * @throws RangeError when a change does not follow the one before it
 */
export function foldInPlace(register: Register, changes: readonly Change[]): Register {
  const target = register as { -readonly [K in keyof Register]: Register[K] };
  for (const change of changes) {
    if (change.seq !== target.seq + 1)
      throw new RangeError(`change ${change.seq} does not follow on ${target.seq}`);
    target.seq = change.seq;
    const collection = target[change.entity] as Map<string, unknown>;
    if (change.after === null) collection.delete(change.id);
    else collection.set(change.id, change.after);
    invalidateGroups(collection);
    if (change.useCase !== null) (target.touched as Map<string, number>).set(change.useCase, change.at);
  }
  return target;
}
