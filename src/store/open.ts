import { type CheckpointStore, createCheckpointStore } from './checkpoint-store.ts';
import type { Database } from './database.ts';
import type { Warn } from './database-failure.ts';
import { createErasureStore, type ErasureStore } from './erasure-store.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';
import { createRegisterCache } from './register-cache.ts';
import { createRegisterStore, type RegisterStore } from './register-store.ts';
import { createStreams, type Streams } from './streams/streams.ts';

export type { ChainRow } from './chain-rows.ts';
export type { LogPosition } from './checkpoint-store.ts';
export type { DatabaseFailure } from './database-failure.ts';
export type { ErasureStore, PersonTraces } from './erasure-store.ts';
export type { Tick } from './outbox/clock.ts';
export type {
  Message,
  OutboxWrites,
  PlannedMessage,
  Settlement,
  StoredNudge,
} from './outbox/message.ts';
export type { Outbox } from './outbox/outbox.ts';
export type { Backlog } from './outbox/workspace-agenda.ts';
export type { RegisterStore } from './register-store.ts';
export type { Appended } from './streams/append.ts';
export type { Streams } from './streams/streams.ts';

/** All stored data of all workspaces. */
export type Store = RegisterStore &
  CheckpointStore &
  ErasureStore & { readonly outbox: Outbox; readonly streams: Streams };

/** Openers by the scheme of the address. Only the needed driver is loaded. */
const openers: Record<string, (url: string, warn: Warn) => Promise<Database>> = {
  sqlite: async (url) => (await import('./open-sqlite.ts')).openSqlite(url.slice('sqlite:'.length)),
  postgres: async (url, warn) => (await import('./open-postgres.ts')).openPostgres(url, warn),
  postgresql: async (url, warn) => (await import('./open-postgres.ts')).openPostgres(url, warn),
};

/**
 * Opens the database and migrates it.
 * @param url `sqlite:./data/crossing.db`, `sqlite::memory:` or `postgres://user:password@host:port/database`
 * @param warn called with lost connections that no caller is waiting for
 * @throws Error for an unknown scheme; the message leaves out the address, which may hold a password
 */
export async function openStore(url: string, warn: Warn = () => {}): Promise<Store> {
  const scheme = /^(\w+):./.exec(url)?.[1] ?? '';
  const open = Object.hasOwn(openers, scheme) ? openers[scheme] : undefined;
  if (!open) throw new Error('DATABASE_URL must begin with sqlite:, postgres: or postgresql:');
  const database = await open(url, warn);
  const registers = createRegisterCache(database);
  return {
    ...createRegisterStore(database, registers),
    ...createCheckpointStore(database),
    ...createErasureStore(database, registers),
    outbox: createOutbox(database),
    streams: createStreams(database),
  };
}
