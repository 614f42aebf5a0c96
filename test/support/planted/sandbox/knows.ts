import type { Port } from '../src/config.ts'; // breaks: the local workspace stands alone

export type Known = Port;
