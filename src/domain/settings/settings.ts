import { isTimeZone } from '../calendar.ts';
import { put } from '../change.ts';
import { changed, type Decide, invalid } from '../decide.ts';
import { knownPeople, unfit } from '../people.ts';
import { mustLead } from '../permissions.ts';
import { type Settings, settingsId, settingsOf } from '../register.ts';

/** Who leads, where the workspace's days begin and which are working days, how requirement 2 is read, the currency. */
export const changeSettings: Decide<Omit<Settings, 'openedOn'>> = (register, input, act) => {
  const refused =
    mustLead(register, act, 'change the settings') ??
    invalid({
      leads:
        (input.leads.length === 0 && 'Choose at least one transformation lead.') ||
        input.leads.map((person) => unfit(act, person)).find((problem) => problem !== null),
      timeZone:
        !isTimeZone(input.timeZone) && 'Not a time zone. Write it like Europe/Berlin or America/New_York.',
      workingDays: input.workingDays.length === 0 && 'Choose at least one working day.',
      currency: !/^[A-Z]{3}$/.test(input.currency) && 'Three capital letters, like USD or EUR.',
    });
  if (refused) return refused;
  return changed(
    put(register, 'change-settings', 'settings', settingsId, {
      ...input,
      openedOn: settingsOf(register).openedOn ?? act.today,
    }),
    ...knownPeople(register, act),
  );
};
