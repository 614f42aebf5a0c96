import { dayOf } from '../domain/calendar.ts';
import { createDraft, type Draft } from '../domain/change.ts';
import type { Act, Actor, Decide, Outcome, Refusal } from '../domain/decide.ts';
import {
  type Day,
  type Instant,
  type Person,
  type Register,
  settingsId,
  settingsOf,
  type UserId,
} from '../domain/register.ts';
import type { OutboxWrites, RegisterStore } from '../store/open.ts';
import { planOutboxWrites } from './notices.ts';
import { pause } from './pause.ts';

/** A person as Slack describes them now. */
export type Member = Person & Actor;

/** The services of every operation: the store, the clock, and a directory of people. */
export interface Crossing {
  readonly store: RegisterStore;
  readonly now: () => Instant;
  /** Returns null for an unknown id. */
  readonly findMember: (workspace: string, person: UserId) => Promise<Member | null>;
}

/** An action of a person: who acts, in which workspace, and by which Slack delivery. */
export interface ActionRequest {
  readonly workspace: string;
  readonly actor: Member;
  /** A delivery changes things once, however often it arrives. */
  readonly delivery: string | null;
  /** Everyone whom the input names. */
  readonly named: readonly UserId[];
  /** The register that the request has loaded, for the first decision. If it is outdated, the commit conflicts. */
  readonly register?: Register;
}

export type Result =
  | { readonly ok: true; readonly register: Register; readonly act: Act }
  | { readonly ok: false; readonly refusal: Refusal; readonly register: Register };

/** The action fails after this many conflicts in a row. */
const maxAttempts = 50;

/** Waits with exponential backoff and jitter after a lost optimistic commit. */
export const backOff = (attempt: number): Promise<void> => pause(Math.random() * Math.min(2 ** attempt, 100));

/**
 * Loads the register, decides, and commits; after a conflict, decides again on the newer register. Notices and the
 * answer to a reminder are written in the same transaction.
 */
export async function act<Input>(
  crossing: Crossing,
  request: ActionRequest,
  decide: Decide<Input>,
  input: Input,
  answer?: (register: Register, at: Instant) => OutboxWrites['answer'],
): Promise<Result> {
  const { store, now, findMember } = crossing;
  const { workspace, actor, delivery } = request;
  const named = [...new Set(request.named)].filter((id) => id !== actor.id);
  const found = await Promise.all(named.map((id) => findMember(workspace, id)));
  const people = new Map([actor, ...found].flatMap((one) => (one ? [[one.id, personIn(one)] as const] : [])));
  let given = request.register;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const register = given ?? (await store.load(workspace));
    const at = now();
    const base: Omit<Act, 'today'> = {
      at,
      actor: { id: actor.id, kind: actor.kind, admin: actor.admin },
      people,
    };
    const timeZone = register.seq === 0 ? (actor.timeZone ?? 'UTC') : settingsOf(register).timeZone;
    const today = dayOf(at, timeZone);
    const opening = register.seq === 0 ? draftOpening(register, timeZone, today) : [];
    const circumstances: Act = { ...base, today };
    const outcome: Outcome = decide(register, input, circumstances);
    const records = outcome.ok && (outcome.drafts.length > 0 || answer !== undefined);
    // The given register may be outdated, so a refusal is checked against the current one.
    const isOutdated = !records && given !== undefined && (await store.load(workspace)).seq !== given.seq;
    given = undefined;
    if (isOutdated) continue;
    if (!outcome.ok) {
      // A repeated delivery of a recorded form may be refused now; it is answered as recorded.
      const isRecorded = delivery !== null && (await store.isDelivered(workspace, delivery));
      if (isRecorded) return { ok: true, register: await store.load(workspace), act: circumstances };
      return { ok: false, refusal: outcome.refusal, register };
    }
    if (!records) return { ok: true, register, act: circumstances };
    const settles = outcome.drafts.some((draft) => draft.entity === 'settings');
    const drafts = settles ? outcome.drafts : [...opening, ...outcome.drafts];
    const result = await store.commit(workspace, {
      seenSeq: register.seq,
      delivery,
      actor: actor.id,
      at,
      drafts,
      outbox: (after) => ({
        ...planOutboxWrites(register, after, drafts, actor.id, at),
        answer: answer?.(after, at),
      }),
    });
    if (result.outcome === 'committed') return { ok: true, register: result.register, act: circumstances };
    if (result.outcome === 'duplicate') {
      return { ok: true, register: await store.load(workspace), act: circumstances };
    }
    await backOff(attempt);
  }
  throw new Error(`gave up after ${maxAttempts} commit conflicts in workspace ${workspace}`);
}

const personIn = ({ admin: _, ...person }: Member) => person;

/** Returns the draft that opens a register: its time zone is that of the first person, until the settings change it. */
function draftOpening(register: Register, timeZone: string, openedOn: Day): readonly Draft[] {
  const settings = { ...settingsOf(register), timeZone, openedOn };
  return [createDraft(register, 'open-register', 'settings', settingsId, settings)];
}
