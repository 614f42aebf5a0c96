import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

// Date.now() in a comment, and 'Math.random' in a text, are no use of either.
export const said = 'Date.now() and process.env';
export const verdict = z.enum(['Stage 2', 'Stage 3']);
export const moved = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 });
export const written = (at: number) => new Date(at).toISOString();
