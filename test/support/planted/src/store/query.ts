import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { verdict } from '../domain/verdict.ts';

export const query = [sql, drizzle, verdict, randomUUID];
export type Query = typeof query;
