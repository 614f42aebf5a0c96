import type { Database } from '../database.ts';
import { createSendingStore, type SendingStore } from './claims.ts';
import { type ClockStore, createClockStore } from './clock.ts';
import { createLastToldStore, type LastToldStore } from './last-told.ts';
import { createMessageStore, type MessageStore } from './messages.ts';
import { createNudgeStore, type NudgeStore } from './nudges.ts';
import { createRedrawingStore, type RedrawingStore } from './redrawing.ts';
import { type AgendaStore, createAgendaStore } from './workspace-agenda.ts';

/**
 * The agenda of workspaces, the messages to send, and the reminders.
 * Every transaction locks in one order, so that none deadlocks: the tables of a commit (`register-store.ts`), the
 * agenda, messages by id, nudges by message, `told`.
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
