export { changeLine } from './change-line.ts';
