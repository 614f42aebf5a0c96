import { createHash } from 'node:crypto';
import type { Change, Draft } from '../domain/change.ts';
import { entities, type Instant, type Register, type UserId } from '../domain/register.ts';

/** A register together with the change that it ends with. */
export interface Known {
  readonly register: Register;
  readonly at: Instant;
  readonly hash: string;
}

/** A change as it is written down: it names the hash of the one before it, and its own. */
export type ChainedChange = Change & {
  readonly workspace: string;
  readonly previousHash: string;
  readonly hash: string;
};

/** What the first change of a workspace follows on. */
export const noHash = '0'.repeat(64);

/**
 * The drafts as the changes that come next. Each commit has a moment of its own, after that of the one before, whatever
 * the clock says: changes of one moment were made together. `before` is what the record was, also where two drafts are
 * about the same one.
 * @throws ZodError when a record is not what its entity's schema says.
 */
export function follow(known: Known, actor: UserId, now: Instant, drafts: readonly Draft[]): ChainedChange[] {
  const { register } = known;
  const { workspace } = register;
  const at = Math.max(now, known.at + 1);
  const records = new Map<string, unknown>();
  let { seq } = register;
  let previousHash = known.hash;
  return drafts.map((draft) => {
    const { action, entity, id, useCase, after: record } = storable(draft);
    const after = record === null ? null : entities[entity].parse(record);
    if (after !== null && 'id' in after && after.id !== id) {
      throw new RangeError(`${entity} ${after.id} cannot be kept under ${id}`);
    }
    const place = `${entity} ${id}`;
    const before = records.has(place) ? records.get(place) : (register[entity].get(id) ?? null);
    records.set(place, after);
    seq += 1;
    const content = { workspace, seq, at, actor, action, entity, id, useCase, before, after, previousHash };
    previousHash = hashOf(content);
    return { ...content, hash: previousHash } as ChainedChange;
  });
}

/** What a hash covers: every field of a change, and the hash before it. */
interface Hashed {
  readonly workspace: string;
  readonly seq: number;
  readonly at: Instant;
  readonly actor: UserId;
  readonly action: string;
  readonly entity: string;
  readonly id: string;
  readonly useCase: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly previousHash: string;
}

/** In hexadecimal. */
export function hashOf(change: Hashed): string {
  const { workspace, seq, at, actor, action, entity, id, useCase, before, after, previousHash } = change;
  const content = { workspace, seq, at, actor, action, entity, id, useCase, before, after, previousHash };
  return createHash('sha256').update(canonical(content)).digest('hex');
}

/** JSON with its keys in order: the same text for the same value, whatever order a database gave them. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * What every database gives back as it took it. PostgreSQL refuses NUL, and half of a character (an emoji cut in
 * two) does not survive as UTF-8: each becomes the replacement character, so that no text gets shorter.
 */
function storable<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '\ufffd').toWellFormed() : part,
  );
}
