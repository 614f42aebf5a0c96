import { defaultCheckInDay } from '../../domain/adoption/index.ts';
import { settingsOf } from '../../domain/register.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { hint, type Route, toForm } from '../kit/command.ts';
import { parseDay } from '../kit/dates.ts';
import type { FormContext } from '../kit/form.ts';
import { findClosest } from '../kit/slash-text.ts';

/** The words of a typed check-in, with the form field of each. */
const checkInWords: Readonly<Record<string, string>> = {
  daily: 'daily',
  weekly: 'weekly',
  none: 'notAtAll',
  intended: 'intended',
  week: 'on',
  note: 'result',
};

export const checkInUsage =
  'checkin UC-3 daily:40 weekly:62 none:18 intended:80 week:2026-01-12 note:"what you see"';

/** The longest note that a button can carry; with a longer one, the form opens at once. */
const maxNoteLength = 1000;

/** Turns a typed check-in into a record; without numbers, into its form. */
export function parseCheckIn(
  useCase: string,
  typed: readonly string[],
  { register, today }: FormContext,
): Route {
  const step = { do: 'check-in', useCase } as const;
  if (typed.length === 0) return toForm(step);
  const given = new Map<string, string>();
  for (const piece of typed) {
    const [, key = '', value = ''] = /^([a-z-]+):(.*)$/is.exec(piece) ?? [];
    const field = checkInWords[key.toLowerCase()];
    if (!field) {
      const near = findClosest(key.toLowerCase() || piece, Object.keys(checkInWords));
      return hint(
        `Unknown "${escapeMrkdwn(piece)}"${near ? `: did you mean ${near}:?` : '.'} Write \`/stage3 ${checkInUsage}\`.`,
      );
    }
    if (given.has(field)) return hint(`"${escapeMrkdwn(key)}" appears twice. Write it once.`);
    if (field !== 'on') given.set(field, value);
    else {
      const read = parseDay(value, { today, timeZone: settingsOf(register).timeZone });
      if (!read.ok) return hint(read.problem);
      given.set(field, read.value);
    }
  }
  if ((given.get('result') ?? '').length > maxNoteLength) return toForm(step, Object.fromEntries(given));
  const found = register.useCases.get(useCase);
  const intended = found?.life.stage === 'pilot' ? found.life.charter.volunteers : found?.intendedUsers;
  const states = Object.fromEntries(
    Object.values(checkInWords).map((field) => [field, { value: given.get(field) ?? null }]),
  );
  return {
    to: 'record',
    step: { ...step, typed: Object.fromEntries(given) },
    states: {
      ...states,
      on: { selected_date: given.get('on') ?? (found ? defaultCheckInDay(register, found, today) : today) },
      intended: { value: given.get('intended') ?? String(intended) },
    },
    words: Object.fromEntries(Object.entries(checkInWords).map(([word, field]) => [field, word])),
  };
}
