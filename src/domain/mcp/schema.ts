import { z } from 'zod';
import { day, noInput, userId } from '../values.ts';

/** A token with which one assistant reads as one person. The token itself is shown once and not stored. */
const assistantToken = z.object({
  person: userId,
  /** SHA-256 of the token, in hexadecimal. */
  hash: z.string().length(64),
  issuedOn: day,
});

/** Records, actions with their change-log words, and steps of assistant tokens. Keys are stored: never rename one. */
export const mcpSchema = {
  entities: { assistantTokens: assistantToken },
  actions: {
    'issue-assistant-token': 'created an assistant token',
    'withdraw-assistant-token': 'withdrew their assistant token',
  },
  steps: {
    'issue-assistant-token': noInput,
    'withdraw-assistant-token': noInput,
  },
};
