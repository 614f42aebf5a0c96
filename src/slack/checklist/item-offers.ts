import { checklistEntry, type ItemState } from '../../domain/checklist/index.ts';
import { categoryEntry } from '../../domain/infrastructure/index.ts';
import { isOver, type UseCase, type Waiver } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { offerUseCase } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';

export const stateWords = { holds: 'complete', waived: 'waived', open: 'missing' } as const;

/** Returns the title of an item without its capital: "monitoring". */
export const titleOf = ({ item }: Pick<ItemState, 'item'>): string =>
  uncapitalize(checklistEntry(item).title);

export const checklistOffer = (useCase: string): Offer => offerUseCase(useCase, 'checklist', 'Checklist');

export const itemOffers = ({ step }: ItemState, useCase: UseCase): readonly Offer[] =>
  isOver(useCase) ? [] : [[step, stepTitle(step)]];

/** Returns waivers in force today, the one that ends first in front. */
export const listWaivers = (
  { register, today }: PageContext,
  useCase: string | undefined,
): readonly Waiver[] =>
  [...register.waivers.values()]
    .filter((waiver) => today <= waiver.until && (useCase === undefined || waiver.useCase === useCase))
    .sort((a, b) => a.until.localeCompare(b.until));

export const subjectOf = ({ subject }: Waiver): string =>
  uncapitalize(
    subject.kind === 'item' ? checklistEntry(subject.item).title : categoryEntry(subject.category).title,
  );
