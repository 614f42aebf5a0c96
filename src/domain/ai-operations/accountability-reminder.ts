import type { NudgeKind } from '../nudge-kind.ts';
import { settingsOf } from '../register.ts';
import { uncapitalize } from '../wording.ts';
import { addWorkingDays } from '../working-days.ts';
import { accountabilityTitles, listActiveOperators, listOpenAccountabilities } from './ai-operations.ts';

/** The first reminder waits as long as later ones, because a notice told the person at once. */
const repeat = { workingDays: 2 } as const;

/**
 * Asks people who are named for AI Operations to accept the remaining accountabilities. Source: requirement 4 of the
 * crossing test.
 */
export const accountability: NudgeKind = {
  key: 'accountability',
  rank: 30,
  title: 'Accountabilities not accepted',
  due: (register, today) =>
    listActiveOperators(register).flatMap((operator) => {
      const open = listOpenAccountabilities(operator).map((key) => uncapitalize(accountabilityTitles[key]));
      const { timeZone } = settingsOf(register);
      const asked = addWorkingDays(register, operator.namedOn, repeat.workingDays, timeZone);
      if (open.length === 0 || today < asked) return [];
      return [
        {
          subject: operator.person,
          person: operator.person,
          fact: `AI Operations accountabilities not accepted yet: ${open.join(', ')}`,
          why: 'production needs an accountable owner',
          step: { do: 'accept-accountabilities' },
          helperStep: { do: 'name-operators' },
          about: [`operators:${operator.person}`],
          repeat,
        },
      ];
    }),
};
