import { createHash, randomBytes } from 'node:crypto';
import type { Change, Draft } from '../domain/change.ts';
import { entities, type Instant, type Register, type UserId } from '../domain/register.ts';

/** A register together with the change that it ends with. */
export interface RegisterWithHead {
  readonly register: Register;
  readonly at: Instant;
  readonly hash: string;
}

/** A change as it is written down: it names the hash of the one before it, and its own. */
export type ChainedChange = Change & {
  readonly workspace: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly version: number;
  readonly salt: string;
};

/** What the first change of a workspace follows on. */
export const genesisHash = '0'.repeat(64);

/**
 * The drafts as the changes that come next. Each commit has a moment of its own, after that of the one before, whatever
 * the clock says: changes of one moment were made together. `before` is what the record was, also where two drafts are
 * about the same one.
 * @throws ZodError when a record is not what its entity's schema says.
 */
export function chainDrafts(
  known: RegisterWithHead,
  actor: UserId,
  now: Instant,
  drafts: readonly Draft[],
): ChainedChange[] {
  const { register } = known;
  const { workspace } = register;
  const at = Math.max(now, known.at + 1);
  const records = new Map<string, unknown>();
  let { seq } = register;
  let previousHash = known.hash;
  return drafts.map((draft) => {
    const { action, entity, id, useCase, after: record } = toStorable(draft);
    const after = record === null ? null : entities[entity].parse(record);
    if (after !== null && 'id' in after && after.id !== id) {
      throw new RangeError(`${entity} ${after.id} cannot be kept under ${id}`);
    }
    const place = `${entity} ${id}`;
    const before = records.has(place) ? records.get(place) : (register[entity].get(id) ?? null);
    records.set(place, after);
    seq += 1;
    const salt = randomBytes(16).toString('hex');
    const content = { workspace, seq, at, actor, action, entity, id, useCase, before, after, previousHash };
    previousHash = linkHash(content, contentHash(salt, before), contentHash(salt, after));
    return { ...content, hash: previousHash, version: chainVersion, salt } as ChainedChange;
  });
}

/** The fields of a change beside its contents, and the hash of the change before it. */
interface LinkFields {
  readonly workspace: string;
  readonly seq: number;
  readonly at: Instant;
  readonly actor: UserId;
  readonly action: string;
  readonly entity: string;
  readonly id: string;
  readonly useCase: string | null;
  readonly previousHash: string;
}

/** A row of the change log, as far as its place in the chain goes. */
export interface Link extends LinkFields {
  readonly before: unknown;
  readonly after: unknown;
  readonly hash: string;
  readonly version: number;
  /** Null for version 1, and once the contents were erased. */
  readonly salt: string | null;
  /** The erasure that took the contents away; null while they are here. */
  readonly erasure: string | null;
  /** The hashes of the contents that were erased; null while they are here, and for version 1. */
  readonly beforeHash: string | null;
  readonly afterHash: string | null;
}

/** How new changes are hashed. Rows of version 1 keep verifying as they were written. */
const chainVersion = 2;

const linkFieldsOf = ({
  workspace,
  seq,
  at,
  actor,
  action,
  entity,
  id,
  useCase,
  previousHash,
}: LinkFields) => ({
  ...{ workspace, seq, at, actor, action, entity, id, useCase, previousHash },
});

/** Version 1: one hash over everything, contents included. */
const fullHash = (change: Link): string =>
  sha256(toSortedJson({ ...linkFieldsOf(change), before: change.before, after: change.after }));

/** Version 2: the contents go in by their hashes, so that they can be erased and the hash still be computed. */
const linkHash = (change: LinkFields, before: string, after: string): string =>
  digest({ version: chainVersion, ...linkFieldsOf(change), before, after });

/** With a salt that is erased together with the contents, so that nobody can find out by guessing what they were. */
export const contentHash = (salt: string, content: unknown): string => digest([salt, content]);

/** A hash over a row as it stands after its contents were erased: no field of it can be edited without changing it. */
export const erasedRowHash = (row: Link): string => {
  const { before, after, hash, version, salt, erasure, beforeHash, afterHash } = row;
  return digest({
    ...linkFieldsOf(row),
    ...{ before, after, hash, version, salt, erasure, beforeHash, afterHash },
  });
};

/**
 * Whether the hash of a row is that of its fields. Of a row of version 1 whose contents were erased it cannot be said:
 * only `erasedRowHash` covers it.
 */
export function hasValidHash(row: Link): boolean {
  const { hash, version, salt, erasure, beforeHash, afterHash } = row;
  const noHashes = beforeHash === null && afterHash === null;
  if (version === 1) return salt === null && noHashes && (erasure !== null || hash === fullHash(row));
  if (version !== chainVersion) return false;
  if (erasure !== null) {
    if (salt !== null || beforeHash === null || afterHash === null) return false;
    return hash === linkHash(row, beforeHash, afterHash);
  }
  if (salt === null || !noHashes) return false;
  return hash === linkHash(row, contentHash(salt, row.before), contentHash(salt, row.after));
}

/** In hexadecimal, over canonical JSON. */
export const digest = (value: unknown): string => sha256(toCanonicalJson(value));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * JSON as RFC 8785 writes it: the same text for the same value, whatever order a database gave its keys.
 * JavaScript writes numbers and strings as the RFC wants them; only the order of keys is ours.
 * @throws TypeError for what is not a JSON value.
 * @throws RangeError for numbers and texts that JSON or UTF-8 cannot hold.
 */
export function toCanonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number in JSON`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new RangeError('half of a character has no UTF-8');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`${typeof value} is not a JSON value`);
  const record = value as Readonly<Record<string, unknown>>;
  // The order of UTF-16 code units, which is that of the RFC.
  const keys = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort();
  return `{${keys.map((key) => `${toCanonicalJson(key)}:${toCanonicalJson(record[key])}`).join(',')}}`;
}

/** JSON with its keys in order, as version 1 hashed it; keys that are whole numbers come first. */
const toSortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/**
 * What every database gives back as it took it. PostgreSQL refuses NUL, and half of a character (an emoji cut in
 * two) does not survive as UTF-8: each becomes the replacement character, so that no text gets shorter.
 */
export function toStorable<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '\ufffd').toWellFormed() : part,
  );
}
