import type { EntityRecord, Register } from './register.ts';

/** The collections of which one use case can have many records. */
type UseCaseEntity = 'waivers' | 'checkIns';

/**
 * Finds what each use case has in a collection. Sorted out once while the collection does not change, since questions
 * about all use cases ask for each of them.
 */
export const indexByUseCase =
  <E extends UseCaseEntity>(
    entity: E,
  ): ((register: Register, useCase: string) => readonly EntityRecord<E>[]) =>
  (register, useCase) =>
    groupsOf(register[entity] as Collection<EntityRecord<E>>).get(useCase) ?? [];

/** Makes something of a register once while nothing changes; a replayed one stays the same object, so `seq` counts too. */
export function memoizePerState<Made>(make: (register: Register) => Made): (register: Register) => Made {
  const known = new WeakMap<Register, { readonly seq: number; readonly made: Made }>();
  return (register) => {
    const kept = known.get(register);
    if (kept?.seq === register.seq) return kept.made;
    const made = make(register);
    known.set(register, { seq: register.seq, made });
    return made;
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

/** To be called when records of a collection are put in or taken out in place. */
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
