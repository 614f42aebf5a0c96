import { type DueNudge, type HelpRequest, weekly } from '../nudge-kind.ts';
import type { UserId } from '../register.ts';
import { findHelper } from './find-helper.ts';
import { isRepeatDue, maxUnanswered, type Nudge, type NudgeContext, takeUnanswered } from './nudge.ts';
import { helpKind } from './nudge-kinds.ts';

/** Turns a due reminder into a help request. */
export const addressToHelper = (due: DueNudge, helper: UserId): DueNudge => ({
  ...due,
  kind: helpKind.key,
  subject: helpSubjectOf(due),
  person: helper,
  step: due.helperStep ?? due.step,
  // Urgent reminders repeat for the helper as often as for the person.
  repeat: due.urgent ? due.repeat : weekly,
});

/** Returns the help request for a reminder that its person declined or did not answer; null when none is due. */
export function createHelpRequest(
  due: DueNudge,
  { register, sentFor, today }: NudgeContext,
): (DueNudge & { readonly helpRequest: HelpRequest }) | null {
  const { person } = due;
  const sent = sentFor(due);
  const last = sent.at(-1);
  const unanswered = takeUnanswered(sent);
  const because = last?.outcome === 'not-mine' ? 'not-mine' : 'silence';
  const helper =
    because === 'not-mine' || unanswered.length >= maxUnanswered ? findHelper(register, person, today) : null;
  if (!last || helper === null) return null;
  const help = {
    ...addressToHelper(due, helper),
    helpRequest: { person, because, askedOn: [last.askedOn] } as const,
  };
  if (because === 'not-mine') return help;
  const before = sentFor(help).findLast(({ askedAt }) => askedAt < last.askedAt);
  const sinceLastRequest = unanswered.filter(({ askedAt }) => askedAt > (before?.askedAt ?? 0));
  return {
    ...help,
    helpRequest: { ...help.helpRequest, askedOn: sinceLastRequest.map(({ askedOn }) => askedOn) },
  };
}

/**
 * Returns the reminder or its help request, whichever is next. If the helper does not answer either, the person is
 * asked again: both alternate until somebody answers.
 */
export function chooseNextRequest(due: DueNudge, context: NudgeContext): DueNudge {
  const help = createHelpRequest(due, context);
  const last = context.sentFor(due).at(-1);
  if (!help || !last) return due;
  if (help.helpRequest.because === 'not-mine') return help;
  const since = context.sentFor(help).filter(({ askedAt }) => askedAt > last.askedAt);
  const latest = since.at(-1);
  const isHelpNext = latest
    ? takeUnanswered(since).length < maxUnanswered || !isRepeatDue(latest, help, context)
    : help.helpRequest.askedOn.length >= maxUnanswered && isRepeatDue(last, due, context);
  return isHelpNext ? help : due;
}

/** Returns the person whom a help request is about; null for other reminders. */
export const findHelpedPerson = ({ kind, subject }: Pick<Nudge, 'kind' | 'subject'>): UserId | null =>
  kind === helpKind.key ? subject.slice(subject.lastIndexOf('/') + 1) : null;

export const helpSubjectOf = ({ kind, subject, person }: DueNudge): string => `${kind}/${subject}/${person}`;
