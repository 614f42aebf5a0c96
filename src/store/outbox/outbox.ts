import type { Database } from '../database.ts';
import { createSendingStore, type SendingStore } from './claims.ts';
import { type ClockStore, createClockStore } from './clock.ts';
import { createLastToldStore, type LastToldStore } from './last-told.ts';
import { createMessageStore, type MessageStore } from './messages.ts';
import { createNudgeStore, type NudgeStore } from './nudges.ts';
import { createRedrawingStore, type RedrawingStore } from './redrawing.ts';
import { type AgendaStore, createAgendaStore } from './workspace-agenda.ts';

/**
 * Workspaces to look at, messages to send, and reminders.
 *
 * Each transaction locks what it writes in one order, so that no two wait for each other: what a commit writes
 * (`register-store.ts`), the agenda, messages by their id, asks by their message, what recipients were told.
 */
export type Outbox = ClockStore &
  AgendaStore &
  SendingStore &
  MessageStore &
  NudgeStore &
  RedrawingStore &
  LastToldStore;

export const createOutbox = (database: Database): Outbox => ({
  ...createClockStore(database),
  ...createAgendaStore(database),
  ...createSendingStore(database),
  ...createMessageStore(database),
  ...createNudgeStore(database),
  ...createRedrawingStore(database),
  ...createLastToldStore(database),
});
