import { invalidateGroups } from './by-use-case.ts';
import type { Instant, Register, UserId } from './register.ts';
import type { Action, Entity, EntityRecord } from './schema.ts';

type Replacement<E extends Entity> = {
  readonly entity: E;
  readonly id: string;
  readonly before: EntityRecord<E> | null;
  readonly after: EntityRecord<E> | null;
};

/** One record as it was and as it is to be; `null` where it did not exist, or is to exist no more. */
export type Draft = { readonly action: Action; readonly useCase: string | null } & {
  [E in Entity]: Replacement<E>;
}[Entity];

/** A draft that was committed. `seq` counts from 1 without gaps within a workspace. */
export type Change = Draft & { readonly seq: number; readonly at: Instant; readonly actor: UserId };

/** The draft that puts `after` in the place of what the register holds under `id`; `after: null` removes it. */
export function createDraft<E extends Entity>(
  register: Register,
  action: Action,
  entity: E,
  id: string,
  after: EntityRecord<E> | null,
): Draft {
  const before = (register[entity] as ReadonlyMap<string, EntityRecord<E>>).get(id) ?? null;
  return { action, entity, id, before, after, useCase: subjectOf(entity, after ?? before) } as Draft;
}

/** The use case that a record belongs to, or null for what all of them share. */
function subjectOf(entity: Entity, record: unknown): string | null {
  const fields = (record ?? {}) as { key?: string; useCase?: string };
  return (entity === 'useCases' ? fields.key : fields.useCase) ?? null;
}

/**
 * The register after these changes, which follow on what it holds. Collections that do not change are shared with
 * the old one; the old one is left as it was.
 * @throws RangeError when a change does not follow on the one before it.
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
 * As `fold`, without copying: for a register that nobody else holds, such as one that is replayed from the start.
 * @throws RangeError when a change does not follow on the one before it.
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
