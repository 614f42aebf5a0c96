import type { EntityRecord, Register } from './register.ts';

/** The collections of which one use case can have many records. */
type Many = 'waivers' | 'checkIns';

/**
 * Finds what each use case has in a collection. Sorted out once while nothing changes, since questions about all use
 * cases ask for each of them; a register that is replayed stays the same object, so its `seq` counts too.
 */
export function byUseCase<E extends Many>(
  entity: E,
): (register: Register, useCase: string) => readonly EntityRecord<E>[] {
  const known = new WeakMap<Register, { readonly seq: number; readonly groups: Groups<EntityRecord<E>> }>();
  return (register, useCase) => {
    let kept = known.get(register);
    if (kept?.seq !== register.seq) {
      const records = register[entity].values() as Iterable<EntityRecord<E>>;
      kept = { seq: register.seq, groups: grouped(records) };
      known.set(register, kept);
    }
    return kept.groups.get(useCase) ?? [];
  };
}

type Groups<R> = ReadonlyMap<string, readonly R[]>;

function grouped<R extends { readonly useCase: string }>(records: Iterable<R>): Groups<R> {
  const groups = new Map<string, R[]>();
  for (const record of records) {
    const group = groups.get(record.useCase);
    if (group) group.push(record);
    else groups.set(record.useCase, [record]);
  }
  return groups;
}
