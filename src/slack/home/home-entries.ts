import type { Entry } from '../kit/question.ts';

export const homeEntries: readonly Entry[] = [];
