import { addDays } from '../../src/domain/calendar.ts';
import { createDraft, type Draft } from '../../src/domain/change.ts';
import {
  costId,
  type Day,
  maxCount,
  modelVersionId,
  type Register,
  type UserId,
} from '../../src/domain/register.ts';

/** The day of the hostile register. */
export const today: Day = '2026-03-02';

/** Returns a name of up to the longest length that a form takes. */
type NameOf = (turn: number) => string;

/** Returns up to 24 model versions and up to five months of costs of a use case. */
export const draftVersionsAndCosts = (
  register: Register,
  turn: number,
  nameOf: NameOf,
  by: UserId,
): readonly Draft[] => [
  ...Array.from({ length: turn % 25 }, (_, days): Draft => {
    const [useCase, from] = [`UC-${turn}`, addDays(today, -days - 1)];
    return createDraft(register, 'record-model-version', 'modelVersions', modelVersionId(useCase, from), {
      ...{ useCase, model: nameOf(turn + days), version: nameOf(turn), from },
      ...{ source: 'typed', by, on: today },
    });
  }),
  ...['2025-09', '2025-10', '2025-11', '2025-12', '2026-01'].slice(0, turn % 6).map((month, index) => {
    const useCase = `UC-${turn}`;
    return createDraft(register, 'record-costs', 'costs', costId(useCase, month), {
      ...{ useCase, month, amount: (turn % 7) * 100_000_000 + index, tokens: maxCount, calls: maxCount },
      ...{ source: 'measured', by, on: today },
      confirmed: turn % 2 === 0 ? { by, on: today } : null,
    });
  }),
];

/** Returns 25 retirement dates of models, some of them past. */
export const draftRetirements = (register: Register, nameOf: NameOf, by: UserId): readonly Draft[] =>
  Array.from({ length: 25 }, (_, turn) =>
    createDraft(register, 'record-model-retirement', 'modelRetirements', `MR-${turn + 1}`, {
      key: `MR-${turn + 1}`,
      model: nameOf(turn),
      version: turn % 2 === 0 ? null : nameOf(turn),
      endsOn: addDays(today, turn * 7 - 30),
      announcement: 'https://provider.example/<!here>',
      ...{ by, on: today },
    }),
  );
