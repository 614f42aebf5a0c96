import { eq } from 'drizzle-orm'; // breaks: Slack reaches the store through operations
import { port } from '../config.ts'; // breaks: Slack reaches the store through operations
import { query } from '../store/query.ts'; // breaks: Slack reaches the store through operations

export const all = [eq, port, query];
