import type { SlackSubject } from '../kit/subject.ts';
import { announcement, notice } from './notice-kinds.ts';

export const notices: SlackSubject = {
  pages: [],
  forms: [],
  clicks: [],
  commands: [],
  messages: [notice, announcement],
};
