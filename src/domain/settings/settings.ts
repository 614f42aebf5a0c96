import { isTimeZone } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, refuseInvalid } from '../decide.ts';
import { draftKnownPeople, findAssigneeProblem } from '../people.ts';
import { leadOnly } from '../permissions.ts';
import { type Settings, settingsId, settingsOf } from '../register.ts';
import { defineStep } from '../step.ts';

/** Changes the leads, time zone, working days, reading of requirement 2 and currency. */
export const changeSettingsStep = defineStep<'change-settings', Omit<Settings, 'openedOn'>>({
  key: 'change-settings',
  label: 'Change settings',
  permission: leadOnly('change the settings'),
  decide: (register, input, act) => {
    const refused = refuseInvalid({
      leads:
        (input.leads.length === 0 && 'Choose at least one transformation lead.') ||
        input.leads.map((person) => findAssigneeProblem(act, person)).find((problem) => problem !== null),
      timeZone:
        !isTimeZone(input.timeZone) &&
        'This is not a time zone. Enter one such as Europe/Berlin or America/New_York.',
      workingDays: input.workingDays.length === 0 && 'Choose at least one working day.',
      currency: !/^[A-Z]{3}$/.test(input.currency) && 'Enter three capital letters, such as USD or EUR.',
    });
    if (refused) return refused;
    return accept(
      createDraft(register, 'change-settings', 'settings', settingsId, {
        ...input,
        openedOn: settingsOf(register).openedOn ?? act.today,
      }),
      ...draftKnownPeople(register, act),
    );
  },
});
export const changeSettings = changeSettingsStep.decide;
