import type { Entry } from '../kit/question.ts';
import { itemEntries } from './item-entries.ts';
import { waiverEntries } from './waiver-entries.ts';

export const checklistEntries: readonly Entry[] = [...itemEntries, ...waiverEntries];
