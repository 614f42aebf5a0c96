import type { KnownBlock } from '@slack/types';
import type { Port } from '../config.ts';
import { ask } from '../operations/ask.ts';
import type { Query } from '../store/query.ts';

export const answer = (blocks: KnownBlock[], query: Query, port: Port) => [blocks, ask(query), port];
