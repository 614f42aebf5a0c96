import { type Entity, type EntityRecord, entityNames } from './schema.ts';
import type { Settings } from './settings/schema.ts';
import type { Instant } from './values.ts';

export * from './absences/schema.ts';
export * from './adoption/schema.ts';
export * from './ai-operations/schema.ts';
export * from './audit-trail/schema.ts';
export * from './checklist/schema.ts';
export * from './costs/schema.ts';
export * from './digest/schema.ts';
export * from './follow-ups/schema.ts';
export * from './incidents/schema.ts';
export * from './infrastructure/schema.ts';
export * from './mcp/schema.ts';
export * from './model-versions/schema.ts';
export * from './people/schema.ts';
export * from './purgatory/schema.ts';
export * from './reminders/schema.ts';
export * from './reviews/schema.ts';
export * from './roi/schema.ts';
export * from './schema.ts';
export * from './settings/schema.ts';
export * from './suspensions/schema.ts';
export * from './tools/schema.ts';
export * from './use-cases/schema.ts';
export * from './values.ts';
export * from './vendors/schema.ts';

type Collections = { readonly [E in Entity]: ReadonlyMap<string, EntityRecord<E>> };

export interface Register extends Collections {
  readonly workspace: string;
  /** The sequence number of its last change; 0 when nothing is recorded. */
  readonly seq: number;
  /** The time of the last change of each use case, by key. */
  readonly touched: ReadonlyMap<string, Instant>;
}

export function emptyRegister(workspace: string): Register {
  const collections = Object.fromEntries(entityNames.map((name) => [name, new Map()]));
  return { workspace, seq: 0, touched: new Map(), ...(collections as unknown as Collections) };
}

export const settingsId = 'settings';

const unset: Settings = {
  timeZone: 'UTC',
  leads: [],
  reading: 'five',
  currency: 'USD',
  workingDays: [1, 2, 3, 4, 5],
  openedOn: null,
};

/** Returns the workspace's settings, or the defaults. */
export const settingsOf = (register: Register): Settings => register.settings.get(settingsId) ?? unset;

/** Returns the next key of a series: `UC-8` after `UC-7`. Keys are never reused. */
export function nextKey(
  prefix: 'UC' | 'D' | 'W' | 'E' | 'X' | 'F' | 'S' | 'I' | 'T' | 'MR',
  taken: ReadonlyMap<string, unknown>,
): string {
  let last = 0;
  for (const key of taken.keys()) last = Math.max(last, Number(key.slice(prefix.length + 1)));
  return `${prefix}-${last + 1}`;
}
