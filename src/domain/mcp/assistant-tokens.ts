import { createDraft } from '../change.ts';
import { accept, refuse } from '../decide.ts';
import { draftKnownPeople } from '../people.ts';
import { anyMember } from '../permissions.ts';
import { defineStep } from '../step.ts';

/** Creates the token of the person who acts. Their previous token stops working. */
export const issueAssistantTokenStep = defineStep<'issue-assistant-token', { readonly hash: string }>({
  key: 'issue-assistant-token',
  label: 'Create token',
  title: () => 'Create assistant token',
  permission: anyMember,
  decide: (register, { hash }, act) => {
    const person = act.actor.id;
    const token = { person, hash, issuedOn: act.today };
    return accept(
      createDraft(register, 'issue-assistant-token', 'assistantTokens', person, token),
      // Their departure is recorded from now on.
      ...draftKnownPeople(register, act),
    );
  },
});
export const issueAssistantToken = issueAssistantTokenStep.decide;

/** Withdraws the token of the person who acts. It is refused from now on. */
export const withdrawAssistantTokenStep = defineStep<'withdraw-assistant-token', Record<never, never>>({
  key: 'withdraw-assistant-token',
  label: 'Withdraw token',
  permission: anyMember,
  decide: (register, _, { actor }) =>
    register.assistantTokens.has(actor.id)
      ? accept(createDraft(register, 'withdraw-assistant-token', 'assistantTokens', actor.id, null))
      : refuse('not-now', 'You have no assistant token.'),
});
