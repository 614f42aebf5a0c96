import { ask } from '../operations/ask.ts'; // breaks: only the store knows SQL

export const back = ask;
