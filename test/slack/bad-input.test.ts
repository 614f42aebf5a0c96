import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { typedIntoForms } from '../support/bad-input/index.ts';
import { cases } from '../support/form-cases/index.ts';
import {
  crossing,
  type Fields,
  openForm,
  readFields,
  register,
  startCrossing,
  submitRecorded,
  submits,
} from '../support/forms.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const inWords = (fields: Fields): string =>
  Object.entries(fields)
    .map(([label, value]) => `${label}: ${JSON.stringify(value).slice(0, 120)}`)
    .join(', ');

const formRows = Object.entries(typedIntoForms).flatMap(([key, rows]) => {
  const form = cases[key];
  if (!form) throw new RangeError(`no form ${key}`);
  return rows.map((row) => {
    const [typed, answer] = row;
    const said = typeof answer === 'string' ? answer : inWords(answer);
    return [`${form.who}, ${form.way.join(' › ')}`, inWords(typed), said, form, row] as const;
  });
});

describe(`bad input in forms (${formRows.length} rows) is answered where it is typed, kept, and not recorded`, () => {
  test.each(formRows)('%s: %s → %s', async (_, __, ___, form, [typed, answer, meanwhile]) => {
    const shown = await openForm(form);
    const refused = await submits(shown, { ...form.good, ...typed }, meanwhile);
    expect((await register()).seq).toBe(refused.seq);
    if (typeof answer === 'string') {
      expect(refused.modal?.text).toContain(answer);
      await refused.modal?.closes();
    } else {
      expect(refused.errors).toEqual(answer);
    }
    expect(readFields(refused.form)).toEqual(refused.typed);
    if (meanwhile || typeof answer === 'string') return;
    const untyped = Object.fromEntries(Object.keys(answer).map((label) => [label, null]));
    const done = await submitRecorded(refused.form, { ...untyped, ...form.good });
    expect(done.text).toContain(form.reads);
  });
});
