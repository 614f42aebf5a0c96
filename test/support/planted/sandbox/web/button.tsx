import { verdict } from '../../src/domain/verdict.ts'; // breaks: the local workspace stands alone

export const button = verdict;
