import type { EntityRecord, Register } from './register.ts';

/** Collections in which one use case can have several records. */
type UseCaseEntity = 'waivers' | 'checkIns' | 'suspensions' | 'costs';

/**
 * Returns a lookup of a use case's records in a collection. The groups are cached while the collection does not change,
 * because questions about all use cases look up each of them.
 */
export const indexByUseCase =
  <E extends UseCaseEntity>(
    entity: E,
  ): ((register: Register, useCase: string) => readonly EntityRecord<E>[]) =>
  (register, useCase) =>
    groupsOf(register[entity] as Collection<EntityRecord<E>>).get(useCase) ?? [];

/**
 * Caches a value for each register. A replayed register is the same object with a new `seq`, so `seq` is part of the
 * key.
 */
export function memoizePerState<Value>(
  calculate: (register: Register) => Value,
): (register: Register) => Value {
  const cache = new WeakMap<Register, { readonly seq: number; readonly value: Value }>();
  return (register) => {
    const cached = cache.get(register);
    if (cached?.seq === register.seq) return cached.value;
    const value = calculate(register);
    cache.set(register, { seq: register.seq, value });
    return value;
  };
}

type Collection<R> = ReadonlyMap<string, R>;
type Groups<R> = ReadonlyMap<string, readonly R[]>;

const groupsByCollection = new WeakMap<Collection<unknown>, Groups<unknown>>();

function groupsOf<R extends { readonly useCase: string }>(collection: Collection<R>): Groups<R> {
  const groups =
    (groupsByCollection.get(collection) as Groups<R> | undefined) ?? groupByUseCase(collection.values());
  groupsByCollection.set(collection, groups);
  return groups;
}

/** Drops the cached groups of a collection. Call this when its records are added or removed in place. */
export const invalidateGroups = (collection: Collection<unknown>): void =>
  void groupsByCollection.delete(collection);

function groupByUseCase<R extends { readonly useCase: string }>(records: Iterable<R>): Groups<R> {
  const groups = new Map<string, R[]>();
  for (const record of records) {
    const group = groups.get(record.useCase);
    if (group) group.push(record);
    else groups.set(record.useCase, [record]);
  }
  return groups;
}
