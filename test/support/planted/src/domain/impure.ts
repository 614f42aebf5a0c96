import { readFileSync } from 'node:fs'; // breaks: domain is pure
import type { KnownBlock } from '@slack/types'; // breaks: domain is pure
import type { Query } from '../store/query.ts'; // breaks: domain is pure

export { query } from '../store/query.ts'; // breaks: domain is pure
export * from '../operations/ask.ts'; // breaks: domain is pure
export const later = () => import('../store/query.ts'); // breaks: domain is pure
export const computed = (name: string) => import(name); // breaks: domain is pure
export type Rows = import('../store/query.ts').Query; // breaks: domain is pure
export const read = readFileSync;
export type Both = KnownBlock | Query;
