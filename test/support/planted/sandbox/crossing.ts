import { rows } from '../src/main.ts';

export const demo = rows;
