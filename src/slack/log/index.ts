export { changeLine } from './change-words.ts';
