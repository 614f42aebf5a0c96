import type { DueNudge } from '../domain/nudge-kind.ts';
import { localDaysAt } from '../domain/people.ts';
import { type Day, type Register, settingsOf, type UserId } from '../domain/register.ts';
import {
  canSnooze,
  createDueNudgeLookup,
  findHelpedPerson,
  findHelper,
  groupNudges,
  historyDays,
  nudgeKey,
  type ReminderState,
} from '../domain/reminders/index.ts';
import type { StoredNudge } from '../store/open.ts';
import { loadReminderState, type StoreAndClock } from './sweep.ts';

const dayLength = 24 * 60 * 60 * 1000;

/** One thing that somebody was asked for, with how it is now. */
export interface NudgeState {
  readonly nudge: StoredNudge;
  /** Null when it stands no more. */
  readonly due: DueNudge | null;
  readonly canSnooze: boolean;
  /** The day on which the person was asked for the same in a later message; null when this is the latest. */
  readonly againOn: Day | null;
  /** Who is asked for help when it is not the person's; null when there is nobody else. */
  readonly helper: UserId | null;
}

/** Whether it still waits for the person. */
export const isOpen = ({ nudge, due, againOn }: NudgeState): boolean =>
  nudge.outcome === 'open' && due !== null && againOn === null;

/**
 * All that decides how these asks are now: the asks of the people whom they name, and of the leads where one helps.
 * @param known the register, where it is at hand
 */
export async function loadReminderStateAround(
  services: StoreAndClock,
  workspace: string,
  nudges: readonly StoredNudge[],
  known?: Register,
): Promise<ReminderState<StoredNudge>> {
  const register = known ?? (await services.store.load(workspace));
  const helped = nudges.flatMap((nudge) => findHelpedPerson(nudge) ?? []);
  const leads = helped.length === 0 ? [] : settingsOf(register).leads;
  const people = new Set([...nudges.map(({ person }) => person), ...helped, ...leads]);
  return loadReminderState(services, workspace, [...people], register);
}

/** Loads the asks of a person as far back as they matter, and older ones that are still open, oldest first. */
export const loadNudgeHistory = (
  { store, now }: StoreAndClock,
  workspace: string,
  person: UserId,
): Promise<readonly StoredNudge[]> =>
  store.outbox.nudges(workspace, now() - historyDays * dayLength, [person]);

/** How each of these asks is now, in their order. */
export function assessNudges(
  state: ReminderState<StoredNudge>,
  nudges: readonly StoredNudge[],
): readonly NudgeState[] {
  const findDueNudge = createDueNudgeLookup(state);
  const nudgesByKey = groupNudges(state.nudges);
  const { register, now } = state;
  const today = localDaysAt(register, now);
  return nudges.map((nudge) => {
    const sent = nudgesByKey.get(nudgeKey(nudge)) ?? [];
    const latest = sent.at(-1);
    return {
      nudge,
      due: findDueNudge(nudge),
      canSnooze: canSnooze(sent),
      againOn: latest && latest.message !== nudge.message ? latest.askedOn : null,
      helper: findHelper(register, nudge.person, today),
    };
  });
}

/** Loads all that a person was asked for and that still waits for them, as `listOpenNudges` orders it. */
export async function loadOpenNudges(
  services: StoreAndClock,
  workspace: string,
  person: UserId,
  register: Register,
): Promise<readonly NudgeState[]> {
  const nudges = await services.store.outbox.nudges(workspace, services.now(), [person]);
  const own = nudges.filter(({ outcome }) => outcome === 'open');
  return listOpenNudges(await loadReminderStateAround(services, workspace, own, register), person);
}

/** All that a person was asked for and that still waits for them, most urgent first, the latest message first. */
export function listOpenNudges(state: ReminderState<StoredNudge>, person: UserId): readonly NudgeState[] {
  const own = state.nudges.filter((nudge) => nudge.person === person && nudge.outcome === 'open');
  return assessNudges(state, own)
    .filter(isOpen)
    .sort((a, b) => b.nudge.askedAt - a.nudge.askedAt || a.nudge.position - b.nudge.position);
}
