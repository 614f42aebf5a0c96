import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { typedIntoForms } from '../support/bad-input/index.ts';
import type { Row } from '../support/bad-input/words.ts';
import { cases } from '../support/form-cases/index.ts';
import {
  as,
  crossing,
  type Fields,
  type FormCase,
  openForm,
  opens,
  readFields,
  register,
  startCrossing,
  submitRecorded,
  submits,
} from '../support/forms.ts';

const inWords = (fields: Fields): string =>
  Object.entries(fields)
    .map(([label, value]) => `${label}: ${JSON.stringify(value).slice(0, 120)}`)
    .join(', ');

/** Returns the title of a test, and its row. */
const titled = (row: Row) => {
  const [typed, answer] = row;
  return [inWords(typed), typeof answer === 'string' ? answer : inWords(answer), row] as const;
};

/** Forms with the rows that leave the register as it is, and rows during which somebody changes it. */
const forms = Object.entries(typedIntoForms).map(([key, rows]) => {
  const form = cases[key];
  if (!form) throw new RangeError(`no form ${key}`);
  const alone = rows
    .filter(([, , meanwhile]) => meanwhile === undefined)
    // A refusal without a field comes first: the last form is corrected.
    .sort(([, a], [, b]) => Number(typeof b === 'string') - Number(typeof a === 'string'))
    .map(titled);
  const during = rows.filter(([, , meanwhile]) => meanwhile !== undefined).map(titled);
  return { name: `${key}: ${form.who}, ${form.way.join(' › ')}`, form, alone, during };
});

/** Submits a row in an open form, and expects what is said and kept; returns the form. */
async function expectRefused(
  form: FormCase,
  shown: Awaited<ReturnType<typeof openForm>>,
  [typed, answer, meanwhile]: Row,
) {
  const refused = await submits(shown, { ...form.good, ...typed }, meanwhile);
  expect((await register()).seq).toBe(refused.seq);
  if (typeof answer === 'string') {
    expect(refused.modal?.text).toContain(answer);
    await refused.modal?.closes();
  } else {
    expect(refused.errors).toEqual(answer);
  }
  expect(readFields(refused.form)).toEqual(refused.typed);
  return refused.form;
}

describe('bad input in forms is answered where it is typed, kept, and not recorded', () => {
  const withRows = forms.filter(({ alone }) => alone.length > 0);
  describe.each(withRows.map((row) => [row.name, row] as const))('%s', (_, { form, alone }) => {
    beforeAll(async () => {
      await startCrossing();
      await form.before?.();
    });
    afterAll(() => crossing.close());

    test.each(alone)('%s → %s', async (__, ___, row) => {
      const shown = await opens(form.who, ...form.way);
      const last = await expectRefused(form, shown, row);
      const [, answer] = row;
      // The form is recorded once it is corrected: once a form, because that changes the register.
      if (row === alone.at(-1)?.[2] && typeof answer !== 'string') {
        const untyped = Object.fromEntries(Object.keys(answer).map((label) => [label, null]));
        const done = await submitRecorded(last, { ...untyped, ...form.good });
        expect(done.text).toContain(form.reads);
      } else await as(form.who).modal()?.closes({ all: true });
    });
  });

  describe('because somebody changed something meanwhile', () => {
    beforeEach(startCrossing);
    afterEach(() => crossing.close());

    test.each(
      forms.flatMap(({ name, form, during }) =>
        during.map(([typed, answer, row]) => [name, typed, answer, form, row] as const),
      ),
    )('%s: %s → %s', async (_, __, ___, form, row) => {
      await expectRefused(form, await openForm(form), row);
    });
  });
});
