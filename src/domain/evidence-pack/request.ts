import { formatDay } from '../calendar.ts';
import { accept, refuse } from '../decide.ts';
import { leadOnly } from '../permissions.ts';
import { type Day, type Register, settingsOf } from '../register.ts';
import { defineStep } from '../step.ts';

/** Returns why there is no pack as of a day, in words; null when there is one. */
export function explainNoPack(register: Register, day: Day, today: Day): string | null {
  if (day > today) return `${formatDay(day)} is in the future. Choose today or an earlier day.`;
  const { openedOn } = settingsOf(register);
  if (register.seq === 0)
    return 'Nothing is recorded yet, so there is no evidence. Register a use case first.';
  return openedOn !== null && day < openedOn
    ? `Nothing was recorded by ${formatDay(day)}. Choose ${formatDay(openedOn)} or a later day.`
    : null;
}

/**
 * Sends the evidence pack to the lead who asks for it. It records nothing, because the pack of a day would otherwise
 * differ each time that somebody asks for it.
 */
export const sendEvidencePackStep = defineStep({
  key: 'send-evidence-pack',
  label: 'Send pack',
  title: () => 'Send evidence pack',
  permission: leadOnly('get the evidence pack'),
  decide: (register, { day }: { readonly day: Day | null }, { today }) => {
    const problem = explainNoPack(register, day ?? today, today);
    return problem === null ? accept() : refuse('not-now', problem);
  },
});
