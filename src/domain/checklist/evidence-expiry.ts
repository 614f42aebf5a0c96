import { addDays, daysBetween } from '../calendar.ts';
import { waiverFor } from '../infrastructure/index.ts';
import {
  type Day,
  type EvidencedItem,
  evidenceId,
  type ItemEvidence,
  type Register,
  type UseCase,
  type Waiver,
} from '../register.ts';
import { checklist, incomplete } from './items.ts';

/** A confirmation holds for this many days; then it has to be given again. */
const evidenceDays = 90;

/** The last day on which a confirmation holds. */
export const lastDayOf = ({ confirmedOn }: Pick<ItemEvidence, 'confirmedOn'>): Day =>
  addDays(confirmedOn, evidenceDays);

/** From so many days before that on it is asked about. */
const daysAhead = 7;

export interface Aging {
  readonly item: EvidencedItem;
  readonly evidence: ItemEvidence;
  readonly holdsUntil: Day;
}

/** The items with complete evidence, each with the last day on which that holds, or held. */
export const aging = (register: Register, useCase: UseCase): readonly Aging[] =>
  checklist.flatMap((entry) => {
    if (entry.key === 'dpa') return [];
    const evidence = register.evidence.get(evidenceId(useCase.key, entry.key));
    if (!evidence || incomplete(register, entry, evidence, useCase).length > 0) return [];
    return [{ item: entry.key, evidence, holdsUntil: lastDayOf(evidence) }];
  });

/** What lapses within 7 days, or has lapsed and no waiver stands in for it; the earliest first. */
export const lapsing = (register: Register, useCase: UseCase, today: Day): readonly Aging[] =>
  aging(register, useCase)
    .filter(({ item, holdsUntil }) => {
      const waived = (subject: Waiver['subject']) => subject.kind === 'item' && subject.item === item;
      return holdsUntil < today
        ? waiverFor(register, useCase.key, waived, today) === null
        : daysBetween(today, holdsUntil) <= daysAhead;
    })
    .sort((a, b) => a.holdsUntil.localeCompare(b.holdsUntil));
