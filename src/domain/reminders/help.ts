import { type Concern, type Help, weekly } from '../nudge-kind.ts';
import type { UserId } from '../register.ts';
import { type Ask, isTimeAgain, type Past, patience, unanswered } from './asks.ts';
import { helperFor } from './helpers.ts';
import { helpKind } from './nudge-kinds.ts';

/** A concern as it is put to whoever helps with it. */
export const askedOfHelper = (concern: Concern, helper: UserId): Concern => ({
  ...concern,
  kind: helpKind.key,
  subject: helpSubject(concern),
  person: helper,
  step: concern.helperStep ?? concern.step,
  // What cannot wait a week for its person does not wait for help either.
  rhythm: concern.urgent ? concern.rhythm : weekly,
});

/** A request to help with a concern whose person says it is not theirs, or gave no answer; null where there is none. */
export function helpWith(
  concern: Concern,
  { register, threadOf, today }: Past,
): (Concern & { readonly helps: Help }) | null {
  const { person } = concern;
  const thread = threadOf(concern);
  const last = thread.at(-1);
  const silent = unanswered(thread);
  const because = last?.outcome === 'not-mine' ? 'not-mine' : 'silence';
  const helper =
    because === 'not-mine' || silent.length >= patience ? helperFor(register, person, today) : null;
  if (!last || helper === null) return null;
  const help = {
    ...askedOfHelper(concern, helper),
    helps: { person, because, askedOn: [last.askedOn] } as const,
  };
  if (because === 'not-mine') return help;
  const before = threadOf(help).findLast(({ askedAt }) => askedAt < last.askedAt);
  const inThisTurn = silent.filter(({ askedAt }) => askedAt > (before?.askedAt ?? 0));
  return { ...help, helps: { ...help.helps, askedOn: inThisTurn.map(({ askedOn }) => askedOn) } };
}

/**
 * The concern itself, or the request to help with it, whichever is to be asked next. Whoever helps and gives no answer
 * either hands it back: both are asked by turns, as long as nobody answers.
 */
export function withHelp(concern: Concern, past: Past): Concern {
  const help = helpWith(concern, past);
  const last = past.threadOf(concern).at(-1);
  if (!help || !last) return concern;
  if (help.helps.because === 'not-mine') return help;
  const since = past.threadOf(help).filter(({ askedAt }) => askedAt > last.askedAt);
  const latest = since.at(-1);
  const itsTurn = latest
    ? unanswered(since).length < patience || !isTimeAgain(latest, help, past)
    : help.helps.askedOn.length >= patience && isTimeAgain(last, concern, past);
  return itsTurn ? help : concern;
}

/** The person whom an ask requests to help; null when it requests no help. */
export const helpedIn = ({ kind, subject }: Pick<Ask, 'kind' | 'subject'>): UserId | null =>
  kind === helpKind.key ? subject.slice(subject.lastIndexOf('/') + 1) : null;

export const helpSubject = ({ kind, subject, person }: Concern): string => `${kind}/${subject}/${person}`;
