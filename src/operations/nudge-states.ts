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

/** A sent reminder and its current state. */
export interface NudgeState {
  readonly nudge: StoredNudge;
  /** The due reminder now; null when nothing is due. */
  readonly due: DueNudge | null;
  readonly canSnooze: boolean;
  /** The day of a later reminder of the same thing; null when this is the latest. */
  readonly againOn: Day | null;
  /** The helper when the person says "not mine"; null when there is nobody else. */
  readonly helper: UserId | null;
}

/** True while it waits for the person. */
export const isOpen = ({ nudge, due, againOn }: NudgeState): boolean =>
  nudge.outcome === 'open' && due !== null && againOn === null;

/**
 * Loads the reminder state around these reminders: of their people, and of the leads for help requests.
 * @param known the register, if it is loaded
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

/** Loads the relevant reminders of a person, and older open ones, oldest first. */
export const loadNudgeHistory = (
  { store, now }: StoreAndClock,
  workspace: string,
  person: UserId,
): Promise<readonly StoredNudge[]> =>
  store.outbox.nudges(workspace, now() - historyDays * dayLength, [person]);

/** Returns the current state of these reminders, in their order. */
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

/** Loads the open reminders of a person in the order of `listOpenNudges`. */
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

/** Returns the open reminders of a person, the latest message first, most urgent first within a message. */
export function listOpenNudges(state: ReminderState<StoredNudge>, person: UserId): readonly NudgeState[] {
  const own = state.nudges.filter((nudge) => nudge.person === person && nudge.outcome === 'open');
  return assessNudges(state, own)
    .filter(isOpen)
    .sort((a, b) => b.nudge.askedAt - a.nudge.askedAt || a.nudge.position - b.nudge.position);
}
