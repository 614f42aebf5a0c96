import type { Register, UseCase } from '../../domain/register.ts';
import { helpKind, kindTitle } from '../../domain/reminders/index.ts';
import { vendorOf } from '../../domain/vendors/index.ts';
import { channelMention, mention, safe } from '../kit/blocks.ts';

/** What the menu beside something that is asked offers, by the values of its options. */
export const askVerbs = ['not-mine', 'mute'] as const;

/** What is stored of something that was asked. */
interface AskedFor {
  readonly kind: string;
  readonly subject: string;
}

/** Help is asked with something that has a kind and a subject of its own. */
export function innermost({ kind, subject }: AskedFor): AskedFor {
  if (kind !== helpKind.key) return { kind, subject };
  const [first, last] = [subject.indexOf('/'), subject.lastIndexOf('/')];
  return { kind: subject.slice(0, first), subject: subject.slice(first + 1, last) };
}

export const kindWords = (kind: string): string => kindTitle(kind) ?? 'Earlier questions';

/** The use case that something is asked about, if it is about one. */
export function askedUseCase(register: Register, asked: AskedFor): UseCase | undefined {
  const { subject } = innermost(asked);
  const key = /^UC-\d+/.exec(subject)?.[0] ?? register.waivers.get(subject)?.useCase ?? '';
  return register.useCases.get(key);
}

/** In a few words what something was asked about; mrkdwn. */
export function subjectWords(register: Register, asked: AskedFor): string {
  const useCase = askedUseCase(register, asked);
  return useCase ? `${useCase.key} ${safe(useCase.name, 80)}` : shortSubject(register, asked);
}

/** By which name it is counted among others: the key of the use case, otherwise the thing itself; mrkdwn. */
export function shortSubject(register: Register, asked: AskedFor): string {
  const { subject } = innermost(asked);
  const useCase = askedUseCase(register, asked);
  if (useCase) return useCase.key;
  const [, year, quarter] = /^(\d{4})-(Q\d)/.exec(subject) ?? [];
  if (quarter) return `${quarter} ${year}`;
  const [, vendor] = /^vendors:(.+)/.exec(subject) ?? [];
  if (vendor) return safe(vendorOf(register, vendor)?.name ?? vendor, 60);
  if (register.digests.has(subject)) return channelMention(subject);
  const isPerson = register.people.has(subject) || register.operators.has(subject);
  return isPerson ? mention(subject) : safe(subject, 60);
}
