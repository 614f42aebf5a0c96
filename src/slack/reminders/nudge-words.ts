import type { Register, UseCase } from '../../domain/register.ts';
import { findKindTitle, helpKind } from '../../domain/reminders/index.ts';
import { findVendorByKey } from '../../domain/vendors/index.ts';
import { channelMention, escapeMrkdwn, mention } from '../kit/blocks.ts';

/** What the menu beside something that is asked offers, by the values of its options. */
export const nudgeMenuActions = ['not-mine', 'mute'] as const;

/** What is stored of something that was asked. */
interface NudgeSubject {
  readonly kind: string;
  readonly subject: string;
}

/** Help is asked with something that has a kind and a subject of its own. */
export function findInnermost({ kind, subject }: NudgeSubject): NudgeSubject {
  if (kind !== helpKind.key) return { kind, subject };
  const [first, last] = [subject.indexOf('/'), subject.lastIndexOf('/')];
  return { kind: subject.slice(0, first), subject: subject.slice(first + 1, last) };
}

export const describeKind = (kind: string): string => findKindTitle(kind) ?? 'Earlier questions';

/** The use case that something is asked about, if it is about one. */
export function findNudgedUseCase(register: Register, asked: NudgeSubject): UseCase | undefined {
  const { subject } = findInnermost(asked);
  const key = /^UC-\d+/.exec(subject)?.[0] ?? register.waivers.get(subject)?.useCase ?? '';
  return register.useCases.get(key);
}

/** In a few words what something was asked about; mrkdwn. */
export function describeNudgeSubject(register: Register, asked: NudgeSubject): string {
  const useCase = findNudgedUseCase(register, asked);
  return useCase ? `${useCase.key} ${escapeMrkdwn(useCase.name, 80)}` : formatShortSubject(register, asked);
}

/** By which name it is counted among others: the key of the use case, otherwise the thing itself; mrkdwn. */
export function formatShortSubject(register: Register, asked: NudgeSubject): string {
  const { subject } = findInnermost(asked);
  const useCase = findNudgedUseCase(register, asked);
  if (useCase) return useCase.key;
  const [, year, quarter] = /^(\d{4})-(Q\d)/.exec(subject) ?? [];
  if (quarter) return `${quarter} ${year}`;
  const [, vendor] = /^vendors:(.+)/.exec(subject) ?? [];
  if (vendor) return escapeMrkdwn(findVendorByKey(register, vendor)?.name ?? vendor, 60);
  if (register.digests.has(subject)) return channelMention(subject);
  const isPerson = register.people.has(subject) || register.operators.has(subject);
  return isPerson ? mention(subject) : escapeMrkdwn(subject, 60);
}
