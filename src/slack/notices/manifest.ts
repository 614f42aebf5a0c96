import type { SlackSubject } from '../kit/subject.ts';
import { announcement, notice } from './notice-kinds.ts';

export const notices: SlackSubject = {
  messages: [notice, announcement],
};
