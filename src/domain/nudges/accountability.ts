import { accountabilityTitles, activeOperators, notAccepted } from '../ai-operations.ts';
import { inSentence } from '../wording.ts';
import type { NudgeKind } from './concern.ts';

/** Whoever was named for AI Operations and has not accepted all of it. Source: requirement 4 of the crossing test. */
export const accountability: NudgeKind = {
  key: 'accountability',
  title: 'Accountabilities not accepted',
  due: (register) =>
    activeOperators(register).flatMap((operator) => {
      const open = notAccepted(operator).map((key) => inSentence(accountabilityTitles[key]));
      if (open.length === 0) return [];
      return [
        {
          subject: operator.person,
          person: operator.person,
          fact: `AI Operations is named, and not accepted: ${open.join(', ')}`,
          why: 'production needs somebody who answers for it',
          step: { do: 'accept-accountabilities' },
          helperStep: { do: 'name-operators' },
          about: [`operators:${operator.person}`],
          rhythm: { workingDays: 2 },
        },
      ];
    }),
};
