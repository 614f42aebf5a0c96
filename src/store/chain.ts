import { hash as hashOnce, randomBytes } from 'node:crypto';
import type { Change, Draft } from '../domain/change.ts';
import { entities, type Instant, type Register, type UserId } from '../domain/register.ts';

/** A register with the time and hash of its last change. */
export interface RegisterWithHead {
  readonly register: Register;
  readonly at: Instant;
  readonly hash: string;
}

/** A change with its own hash and the hash of the change before. */
export type ChainedChange = Change & {
  readonly workspace: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly version: number;
  readonly salt: string;
};

/** The previous hash of the first change. */
export const genesisHash = '0'.repeat(64);

/**
 * Returns the drafts as chained changes. Each commit gets a later time than the one before, whatever the clock says,
 * because changes with the same time form one commit. `before` is the actual record, also when two drafts change the
 * same one.
 * @throws ZodError when a record does not match its schema
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

/** The fields of a change without its contents. */
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

/** The fields of a row that the chain covers. */
export interface Link extends LinkFields {
  readonly before: unknown;
  readonly after: unknown;
  readonly hash: string;
  readonly version: number;
  /** Null in version 1 and after an erasure. */
  readonly salt: string | null;
  /** The erasure that removed the contents; null while they exist. */
  readonly erasure: string | null;
  /** Hashes of the erased contents; null in version 1 and while the contents exist. */
  readonly beforeHash: string | null;
  readonly afterHash: string | null;
}

/** The hash version of new changes. Rows of version 1 stay valid. */
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

/** Returns the hash of version 1, over everything including the contents. */
const fullHash = (change: Link): string =>
  sha256(toSortedJson({ ...linkFieldsOf(change), before: change.before, after: change.after }));

/** Returns the hash of version 2, over the hashes of the contents, so that contents can be erased. */
const linkHash = (change: LinkFields, before: string, after: string): string =>
  digest({ version: chainVersion, ...linkFieldsOf(change), before, after });

/** Returns the salted hash of contents. The salt is erased with them, so that nobody can guess them. */
export const contentHash = (salt: string, content: unknown): string => digest([salt, content]);

/** Returns a hash over a row after its erasure. Any later edit changes it. */
export const erasedRowHash = (row: Link): string => {
  const { before, after, hash, version, salt, erasure, beforeHash, afterHash } = row;
  return digest({
    ...linkFieldsOf(row),
    ...{ before, after, hash, version, salt, erasure, beforeHash, afterHash },
  });
};

/**
 * True when the hash of a row matches its fields. An erased row of version 1 cannot be checked: only `erasedRowHash`
 * covers it.
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

/** Returns the SHA-256 of canonical JSON, in hexadecimal. */
const digest = (value: unknown): string => sha256(toCanonicalJson(value));

/** Returns the SHA-256 of a text in UTF-8, in hexadecimal. */
export const sha256 = (text: string): string => hashOnce('sha256', text, 'hex');

/**
 * Returns canonical JSON (RFC 8785): the same text for the same value. JavaScript formats numbers and strings as the
 * RFC requires; only the keys are sorted here.
 * @throws TypeError for a value that is not JSON
 * @throws RangeError for numbers and texts that JSON or UTF-8 cannot hold
 */
export function toCanonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number in JSON`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new RangeError('a lone surrogate cannot be encoded as UTF-8');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`${typeof value} is not a JSON value`);
  const record = value as Readonly<Record<string, unknown>>;
  let written = '';
  // The RFC sorts by UTF-16 code units.
  for (const key of Object.keys(record).sort()) {
    const part = record[key];
    if (part === undefined) continue;
    written += `${written === '' ? '' : ','}${toCanonicalJson(key)}:${toCanonicalJson(part)}`;
  }
  return `{${written}}`;
}

/** Returns JSON with sorted keys, as version 1 hashed it; integer keys come first. */
const toSortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/**
 * Returns the value as every database stores it. PostgreSQL refuses NUL, and half a character is not valid UTF-8; both
 * become U+FFFD, so texts keep their length.
 */
export function toStorable<T>(value: T): T {
  if (isStorable(value)) return value;
  const written = JSON.stringify(value);
  // Escapes are rare, and reading with a function is slow.
  if (!mayHoldUnstorable.test(written)) return JSON.parse(written);
  return JSON.parse(written, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '\ufffd').toWellFormed() : part,
  );
}

/** True for a JSON value that every database stores as it is, which nearly all are. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const part of Object.values(value)) if (!isStorable(part)) return false;
  return true;
}

/** Finds the JSON escapes of NUL and of half a character. */
const mayHoldUnstorable = /\\u(?:0000|d[89a-f])/i;
