import { query } from './store/query.ts';

export const rows = query;
export const level = process.env.LOG_LEVEL; // breaks: configuration is read in one place
