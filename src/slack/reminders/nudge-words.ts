import type { Register, UseCase } from '../../domain/register.ts';
import { findKindTitle, helpKind } from '../../domain/reminders/index.ts';
import { findVendorByKey } from '../../domain/vendors/index.ts';
import { channelMention, escapeMrkdwn, mention } from '../kit/blocks.ts';

/** The values of a reminder's menu. */
export const nudgeMenuActions = ['not-mine', 'mute'] as const;

/** The stored kind and subject of a reminder. */
interface NudgeSubject {
  readonly kind: string;
  readonly subject: string;
}

/** Returns the reminder behind a help request. */
export function findInnermost({ kind, subject }: NudgeSubject): NudgeSubject {
  if (kind !== helpKind.key) return { kind, subject };
  const [first, last] = [subject.indexOf('/'), subject.lastIndexOf('/')];
  return { kind: subject.slice(0, first), subject: subject.slice(first + 1, last) };
}

export const describeKind = (kind: string): string => findKindTitle(kind) ?? 'Earlier reminders';

/** Returns the use case of a reminder, if it is about one. */
export function findNudgedUseCase(register: Register, nudge: NudgeSubject): UseCase | undefined {
  const { subject } = findInnermost(nudge);
  const key = /^UC-\d+/.exec(subject)?.[0] ?? register.waivers.get(subject)?.useCase ?? '';
  return register.useCases.get(key);
}

/** Describes the subject of a reminder in a few words of mrkdwn. */
export function describeNudgeSubject(register: Register, nudge: NudgeSubject): string {
  const useCase = findNudgedUseCase(register, nudge);
  return useCase ? `${useCase.key} ${escapeMrkdwn(useCase.name, 80)}` : formatShortSubject(register, nudge);
}

/** Returns the short name of a reminder's subject, such as the key of its use case; mrkdwn. */
export function formatShortSubject(register: Register, nudge: NudgeSubject): string {
  const { subject } = findInnermost(nudge);
  const useCase = findNudgedUseCase(register, nudge);
  if (useCase) return useCase.key;
  const [, year, quarter] = /^(\d{4})-(Q\d)/.exec(subject) ?? [];
  if (quarter) return `${quarter} ${year}`;
  const [, vendor] = /^vendors:(.+)/.exec(subject) ?? [];
  if (vendor) return escapeMrkdwn(findVendorByKey(register, vendor)?.name ?? vendor, 60);
  if (register.digests.has(subject)) return channelMention(subject);
  const isPerson = register.people.has(subject) || register.operators.has(subject);
  return isPerson ? mention(subject) : escapeMrkdwn(subject, 60);
}
