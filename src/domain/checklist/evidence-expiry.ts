import { addDays, daysBetween } from '../calendar.ts';
import { findWaiver } from '../infrastructure/index.ts';
import {
  type Day,
  type EvidencedItem,
  evidenceId,
  type ItemEvidence,
  type Register,
  type UseCase,
  type Waiver,
} from '../register.ts';
import { checklist, listMissingEvidence } from './items.ts';

/** A confirmation is valid for this many days. */
export const evidenceValidDays = 90;

/** Returns the last day on which a confirmation is valid. */
export const lastValidDay = ({ confirmedOn }: Pick<ItemEvidence, 'confirmedOn'>): Day =>
  addDays(confirmedOn, evidenceValidDays);

/** Reminders start this many days before a confirmation expires. */
export const expiryNoticeDays = 7;

export interface ExpiringEvidence {
  readonly item: EvidencedItem;
  readonly evidence: ItemEvidence;
  readonly validUntil: Day;
}

/** Returns items with complete evidence, each with the last day on which it is or was valid. */
export const listCompleteEvidence = (register: Register, useCase: UseCase): readonly ExpiringEvidence[] =>
  checklist.flatMap((entry) => {
    if (entry.key === 'dpa') return [];
    const evidence = register.evidence.get(evidenceId(useCase.key, entry.key));
    if (!evidence || listMissingEvidence(register, entry, evidence, useCase).length > 0) return [];
    return [{ item: entry.key, evidence, validUntil: lastValidDay(evidence) }];
  });

const byExpiry = (a: ExpiringEvidence, b: ExpiringEvidence): number =>
  a.validUntil.localeCompare(b.validUntil);

/** Returns complete evidence that was confirmed before today and can be confirmed again; what expires first comes first. */
export const listConfirmedEvidence = (
  register: Register,
  useCase: UseCase,
  today: Day,
): readonly ExpiringEvidence[] =>
  listCompleteEvidence(register, useCase)
    .filter(({ evidence }) => evidence.confirmedOn < today)
    .sort(byExpiry);

/** Returns evidence that expires within `expiryNoticeDays`, or has expired without a waiver; earliest first. */
export const listExpiringEvidence = (
  register: Register,
  useCase: UseCase,
  today: Day,
): readonly ExpiringEvidence[] =>
  listCompleteEvidence(register, useCase)
    .filter(({ item, validUntil }) => {
      const isAboutItem = (subject: Waiver['subject']) => subject.kind === 'item' && subject.item === item;
      return validUntil < today
        ? findWaiver(register, useCase.key, isAboutItem, today) === null
        : daysBetween(today, validUntil) <= expiryNoticeDays;
    })
    .sort(byExpiry);
