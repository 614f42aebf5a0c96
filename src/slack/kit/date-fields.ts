import type { InputBlock } from '@slack/types';
import type { Day } from '../../domain/register.ts';
import { readIsoDay } from '../../domain/typed.ts';
import { actionId, type Common, type Field, field, problem, type Read, value } from './fields.ts';

/** Returns a day that was entered or prefilled; null for anything else. */
export const readEnteredDay = (entered: unknown): Day | null => {
  const read = typeof entered === 'string' ? readIsoDay(entered) : null;
  return read?.ok ? read.value : null;
};

const datepicker = (initial: Day | null): InputBlock['element'] => ({
  type: 'datepicker',
  action_id: actionId,
  ...(initial ? { initial_date: initial } : {}),
});

function dateLike<R>(
  options: Common<Day>,
  optional: boolean,
  read: (given: Day | null) => Read<R>,
): Field<R> {
  return field({
    ...options,
    optional,
    build: datepicker,
    typed: (state) => state.selected_date ?? null,
    read: (state) => read(state.selected_date ?? null),
  });
}

export const date = (options: Common<Day>): Field<Day> =>
  dateLike(options, false, (given) => (given === null ? problem('Choose a date.') : readIsoDay(given)));

export const optionalDate = (options: Common<Day>): Field<Day | null> =>
  dateLike<Day | null>(options, true, (given) => (given === null ? value(null) : readIsoDay(given)));

/** Makes a field for a time of day, `HH:MM`. */
export const time = (options: Common<string>): Field<string> =>
  field<string, string>({
    ...options,
    optional: false,
    build: (initial) => ({
      type: 'timepicker',
      action_id: actionId,
      ...(initial ? { initial_time: initial } : {}),
    }),
    typed: (state) => state.selected_time ?? null,
    read: (state) => (state.selected_time ? value(state.selected_time) : problem('Choose a time.')),
  });
