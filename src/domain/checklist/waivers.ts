import { addDays, formatDay } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, refuse, refuseInvalid } from '../decide.ts';
import { operationsOrLead } from '../permissions.ts';
import { type ChecklistItem, type Day, nextKey, type Waiver } from '../register.ts';
import { defineStep } from '../step.ts';

/** The longest waiver, in days. */
export const maxWaiverDays = 90;

/** True unless a missing item can never be waived. */
export const isWaivable = (item: ChecklistItem): boolean => item !== 'dpa';

export interface WaiverInput {
  readonly useCase: string;
  readonly subject: Waiver['subject'];
  readonly reason: string;
  readonly until: Day;
}

const mayWaive = operationsOrLead('grant waivers');
const mayEndWaiver = operationsOrLead('end waivers');

/** Records a waiver. The DPA cannot be waived. */
export const waiveStep = defineStep<'waive', WaiverInput>({
  key: 'waive',
  label: 'Waive item',
  permission: mayWaive,
  decide: (register, input, act) => {
    if (input.subject.kind === 'item' && !isWaivable(input.subject.item)) {
      return refuse(
        'not-now',
        'A missing DPA cannot be waived. Record the agreement of each vendor instead.',
      );
    }
    const refused = refuseInvalid({
      reason: !input.reason.trim() && 'Say why this exception is acceptable.',
      until:
        (input.until < act.today && 'This day is in the past. Choose today or a later day.') ||
        (input.until > addDays(act.today, maxWaiverDays) &&
          `A waiver lasts at most ${maxWaiverDays} days. Choose a day up to ${formatDay(addDays(act.today, maxWaiverDays))}.`),
    });
    if (refused) return refused;
    const key = nextKey('W', register.waivers);
    const waiver: Waiver = { ...input, key, approvedBy: act.actor.id, from: act.today };
    return accept(createDraft(register, 'waive', 'waivers', key, waiver));
  },
});
export const waive = waiveStep.decide;

/** Ends a waiver early. From today the item or the drift counts again. */
export const endWaiverStep = defineStep<'end-waiver', { readonly waiver: string }>({
  key: 'end-waiver',
  label: 'End waiver',
  permission: (register, act, { waiver: key }) => {
    const waiver = register.waivers.get(key);
    return waiver ? mayEndWaiver(register, act, waiver) : refuse('not-found', `There is no ${key}.`);
  },
  decide: (register, { waiver: key }, act) => {
    const waiver = register.waivers.get(key) as Waiver;
    return waiver.until < act.today
      ? refuse('not-now', `The waiver ${key} ended on ${formatDay(waiver.until)}.`)
      : accept(
          createDraft(register, 'end-waiver', 'waivers', key, { ...waiver, until: addDays(act.today, -1) }),
        );
  },
});
export const endWaiver = endWaiverStep.decide;

/** Records a waiver for a use case that runs on something other than the commitment. */
export const waiveDriftStep = defineStep<'waive-drift', WaiverInput>({
  key: 'waive-drift',
  label: 'Waive drift',
  permission: mayWaive,
  decide: waive,
});
