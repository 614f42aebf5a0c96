import { verdict } from '../domain/verdict.ts';
import type { Query } from '../store/query.ts';

export const ask = (query: Query) => [verdict, query];
