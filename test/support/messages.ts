import { type MessageKinds, messageKindsOf, type Rendered } from '../../src/operations/message-kind.ts';
import { messageKinds } from '../../src/slack/subjects.ts';
import type { Message, PlannedMessage } from '../../src/store/open.ts';

/** Returns a routine message for a day, with the given fields. */
export const createPlannedMessage = (
  given: Pick<PlannedMessage, 'kind' | 'recipient' | 'day' | 'expiresAt'> & Partial<PlannedMessage>,
): PlannedMessage => ({ key: given.day, notBefore: 0, urgency: 'routine', data: null, ...given });

/** All kinds as they are. */
export const allKinds = messageKindsOf(messageKinds);

/** Returns all message kinds with another renderer. */
export const stubMessageKinds = (
  render: (message: Message) => Rendered | null | Promise<Rendered | null>,
): MessageKinds =>
  messageKindsOf(messageKinds.map((kind) => ({ ...kind, render: async (_, message) => render(message) })));
