import { words } from '../roi/index.ts'; // breaks: the kit knows no subject

export const section = words;
