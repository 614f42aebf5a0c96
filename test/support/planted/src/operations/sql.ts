import { eq } from 'drizzle-orm'; // breaks: operations know neither Slack nor SQL
import type { KnownBlock } from '@slack/types'; // breaks: operations know neither Slack nor SQL
import { query } from '../store/query.ts'; // breaks: operations know neither Slack nor SQL
// The type is erased here, but the module is loaded all the same.
import { type Query } from '../store/query.ts'; // breaks: operations know neither Slack nor SQL
import { row } from '../store-room/row.ts'; // breaks: operations know neither Slack nor SQL

export const all = [eq, query, row];
export type Both = KnownBlock | Query;
