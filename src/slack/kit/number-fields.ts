import { readNumber as readTypedNumber } from '../../domain/typed.ts';
import { type Common, type Field, problem, type Read, value } from './fields.ts';
import { createTextField, type TextOptions } from './text-fields.ts';

interface NumberOptions extends Common<number> {
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: boolean;
}

/** Parses a number within its limits. */
function readNumber(
  given: string,
  { min = 0, max = 1_000_000_000, decimals = false }: NumberOptions,
): Read<number> {
  const read = readTypedNumber(given, { decimals });
  if (!read.ok) return read;
  if (read.value < min) return problem(min === 0 ? 'Enter 0 or more.' : `Enter at least ${min}.`);
  return read.value > max ? problem(`Enter at most ${max.toLocaleString('en')}.`) : read;
}

const numberInput = (
  options: NumberOptions,
): Pick<TextOptions, 'label' | 'hint' | 'max'> & { initial: string | null } => ({
  label: options.label,
  ...(options.hint === undefined ? {} : { hint: options.hint }),
  initial: options.initial === undefined || options.initial === null ? null : String(options.initial),
  max: 20,
});

/** Makes a required number field: whole unless `decimals`, from 0 unless `min`. */
export const number = (options: NumberOptions): Field<number> =>
  createTextField(numberInput(options), false, (given) =>
    given === '' ? problem('Enter a number.') : readNumber(given, options),
  );

export const optionalNumber = (options: NumberOptions): Field<number | null> =>
  createTextField(numberInput(options), true, (given) =>
    given === '' ? value(null) : readNumber(given, options),
  );
