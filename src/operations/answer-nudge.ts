import { dayOf, formatDay } from '../domain/calendar.ts';
import { type Act, accept, type Outcome, type Refusal } from '../domain/decide.ts';
import { timeZoneOf } from '../domain/people.ts';
import type { Instant, Register } from '../domain/register.ts';
import {
  createDueNudgeLookup,
  findKindTitle,
  groupNudges,
  maxSnoozesInARow,
  muteNudges,
  nudgeKey,
  type Snooze,
  snoozedUntil,
} from '../domain/reminders/index.ts';
import { type ActionRequest, act, type Crossing, type Result } from './act.ts';
import {
  assessNudges,
  isOpen,
  loadNudgeHistory,
  loadReminderStateAround,
  type NudgeState,
} from './nudge-states.ts';
import type { StoreAndClock } from './sweep.ts';

type AnswerServices = Crossing & StoreAndClock;

/** An answer to a reminder, identified by its kind and subject. */
export interface Reply {
  readonly kind: string;
  readonly subject: string;
  readonly says:
    | { readonly outcome: 'snoozed'; readonly snooze: Snooze; readonly words: string }
    | { readonly outcome: 'answered'; readonly words: string }
    | { readonly outcome: 'not-mine' };
}

/** Returns why a reminder can no longer be answered, in words; null while it can. */
function explainClosed({ nudge, due }: NudgeState): string | null {
  switch (nudge.outcome) {
    case 'snoozed':
      return `You have already snoozed this${nudge.until === null ? '' : ` until ${formatDay(nudge.until)}`}.`;
    case 'answered':
      return 'You have already answered this. If it stays open, you get the reminder again.';
    case 'not-mine':
      return 'You have already said that this is not yours.';
    case 'muted':
      return 'You have already muted this kind of reminder.';
    default:
      return nudge.outcome === 'open' && due !== null ? null : 'This is already done. Thank you.';
  }
}

function refusalOf(nudgeState: NudgeState | undefined, { says }: Reply): Refusal | null {
  if (!nudgeState)
    return { code: 'not-permitted', message: 'Only the person who got this reminder can answer it.' };
  const message = explainClosed(nudgeState);
  if (message !== null) return { code: 'not-now', message };
  return says.outcome === 'snoozed' && !nudgeState.canSnooze
    ? {
        code: 'not-now',
        message: `You can snooze a reminder at most ${maxSnoozesInARow} times in a row. Finish this one, reply in the thread, or choose "Not mine".`,
      }
    : null;
}

/**
 * Records an answer to the latest reminder of its kind and subject, together with a decision. Only the person who was
 * asked can answer.
 */
export async function answerNudge(
  services: AnswerServices,
  request: ActionRequest,
  reply: Reply,
  decide: (register: Register, act: Act) => Outcome = () => accept(),
): Promise<Result> {
  const { workspace, actor } = request;
  const key = nudgeKey({ ...reply, person: actor.id });
  const latest = (await loadNudgeHistory(services, workspace, actor.id))
    .filter((nudge) => nudgeKey(nudge) === key)
    .slice(-1);
  const state = await loadReminderStateAround(services, workspace, latest, request.register);
  const sent = groupNudges(state.nudges).get(key) ?? [];
  const [nudgeState] = assessNudges(state, sent.slice(-1));
  const refusal = refusalOf(nudgeState, reply);
  if (refusal || !nudgeState) return { ok: false, refusal: refusal as Refusal, register: state.register };
  const { says } = reply;
  const answer = (after: Register, at: Instant) => ({
    ...says,
    ...{ nudges: [nudgeState.nudge], at },
    until:
      says.outcome === 'snoozed' ? snoozedUntil(says.snooze, dayOf(at, timeZoneOf(after, actor.id))) : null,
  });
  return act(services, request, (register, _: null, act) => decide(register, act), null, answer);
}

/** Mutes a kind of reminder for the person who acts, and settles the open ones. */
export async function muteKind(
  services: AnswerServices,
  request: ActionRequest,
  kind: string,
): Promise<Result> {
  const { workspace, actor } = request;
  const open = (await loadNudgeHistory(services, workspace, actor.id)).filter(
    (nudge) => nudge.kind === kind && nudge.outcome === 'open',
  );
  const state = await loadReminderStateAround(services, workspace, open, request.register);
  if (findKindTitle(kind) === null) {
    const refusal: Refusal = { code: 'not-found', message: 'Reminders of this kind are no longer sent.' };
    return { ok: false, refusal, register: state.register };
  }
  const findDueNudge = createDueNudgeLookup(state);
  // A mute does not silence urgent reminders.
  const own = open.filter((nudge) => !findDueNudge(nudge)?.urgent);
  const answer = (_: Register, at: Instant) => ({ outcome: 'muted' as const, nudges: own, at });
  return act(services, request, muteNudges, { kind }, answer);
}

/** The longest stored answer, in characters. */
const maxWords = 3_000;

/** Returns the open reminders of a message; null when it has none or was sent to somebody else. */
export async function findOpenNudgesInMessage(
  services: AnswerServices,
  { workspace, actor }: Pick<ActionRequest, 'workspace' | 'actor'>,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): Promise<readonly NudgeState[] | null> {
  const { outbox } = services.store;
  const message = await outbox.messageAt(workspace, channel, ts);
  if (message?.recipient !== actor.id) return null;
  const nudges = await outbox.nudgesOf(workspace, message.id);
  if (nudges.length === 0) return null;
  return assessNudges(await loadReminderStateAround(services, workspace, nudges), nudges).filter(isOpen);
}

/** Records a text as the answer to open reminders. */
export async function answerWithText(
  services: AnswerServices,
  { workspace }: Pick<ActionRequest, 'workspace'>,
  open: readonly NudgeState[],
  words: string,
): Promise<void> {
  if (open.length === 0) return;
  const nudges = open.map(({ nudge }) => nudge);
  const answer = { outcome: 'answered', at: services.now(), words: words.slice(0, maxWords) } as const;
  await services.store.outbox.answer(workspace, nudges, answer);
}
