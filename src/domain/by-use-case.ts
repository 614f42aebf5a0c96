import type { EntityRecord, Register } from './register.ts';

/** The collections of which one use case can have many records. */
type Many = 'waivers' | 'checkIns';

/**
 * Finds what each use case has in a collection. Sorted out once while nothing changes, since questions about all use
 * cases ask for each of them.
 */
export function byUseCase<E extends Many>(
  entity: E,
): (register: Register, useCase: string) => readonly EntityRecord<E>[] {
  const groupsOf = oncePerState((register) =>
    grouped(register[entity].values() as Iterable<EntityRecord<E>>),
  );
  return (register, useCase) => groupsOf(register).get(useCase) ?? [];
}

/** Makes something of a register once while nothing changes; a replayed one stays the same object, so `seq` counts too. */
export function oncePerState<Made>(make: (register: Register) => Made): (register: Register) => Made {
  const known = new WeakMap<Register, { readonly seq: number; readonly made: Made }>();
  return (register) => {
    const kept = known.get(register);
    if (kept?.seq === register.seq) return kept.made;
    const made = make(register);
    known.set(register, { seq: register.seq, made });
    return made;
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
