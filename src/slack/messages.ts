import type { MessageKind } from '../operations/message-kind.ts';
import { digest } from './digest/digest-kind.ts';
import { announcement, notice } from './notices/notice-kinds.ts';
import { daily } from './reminders/daily-kind.ts';

/** Every kind of message that Crossing sends by itself. A message of a kind that is not listed is left alone. */
export const messageKinds: readonly MessageKind[] = [daily, digest, notice, announcement];
