import { type Register, vendorKey } from '../../domain/register.ts';
import {
  type DpaInput,
  type DpaRow,
  dpaRowField,
  findSimilarVendors,
  findVendor,
  findVendorByKey,
  listVendorKeys,
  listVendorsWithoutDpa,
  recordDpa,
  recordDpas,
} from '../../domain/vendors/index.ts';
import { capitalize } from '../../domain/wording.ts';
import { findItemState } from '../checklist/index.ts';
import { enteredDay } from '../kit/answer-words.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { date, optionalDate } from '../kit/date-fields.ts';
import type { Field } from '../kit/fields.ts';
import { type Entered, fingerprint, form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { link, optionalLink, toolName } from '../kit/text-fields.ts';

export const dpaForm = form({
  key: 'record-dpa',
  title: ({ useCase }) => `${useCase}: DPA`,
  submit: 'Record',
  edits: ({ vendor }, register) => {
    const known = findVendor(register, vendor ?? '');
    return { entity: 'vendors', id: known?.key ?? vendorKey(vendor ?? ''), shown: known?.dpa ?? null };
  },
  intro: ({ useCase }, context) => {
    const { missing, state } = findItemState(context, useCase, 'dpa');
    return [
      section(
        `*Data processing agreement*\nNeeded to go live, from every vendor that gets personal or confidential data. ${state === 'holds' ? 'Every vendor has one in force.' : escapeMrkdwn(`${capitalize(missing.join('; '))}.`, 1000)}`,
      ),
    ];
  },
  fields: (
    { useCase: key, vendor },
    context,
    entered,
  ): Readonly<Record<string, Field<unknown> | undefined>> => {
    const { register, today } = context;
    // Rows stay while the form is open, whatever is recorded or merged meanwhile.
    const open = listRowVendors(register, entered);
    if (open.length > 0) return Object.assign({}, ...open.map((one) => dpaRow(register, one)));
    const unsigned = listVendorsWithoutDpa(register, getUseCase(context, key), today);
    const given = unsigned.filter(({ name }) => name === vendor);
    const rows = [...given, ...unsigned.filter((one) => !given.includes(one))].slice(0, maxRows);
    if (rows.length > 1) return Object.assign({}, ...rows.map((one) => dpaRow(register, one.key)));
    const known = findVendor(register, vendor ?? '')?.dpa;
    return {
      vendor: toolName({
        label: 'Vendor',
        hint: `The DPA covers every use case with this vendor, ${key} included.`,
        initial: vendor,
        max: 150,
        findSimilar: (name) => findSimilarVendors(register, name),
      }),
      signedOn: date({ label: 'Signed on', initial: enteredDay(entered, 'signedOn') ?? known?.signedOn }),
      expiresOn: optionalDate({
        label: 'Expires on',
        hint: 'Leave this empty if it has no expiry date.',
        initial: known?.expiresOn,
      }),
      link: link({ label: 'Link', initial: known?.link }),
    };
  },
  decide: (values, { useCase }, register, act) =>
    'vendor' in values
      ? recordDpa(register, { ...(values as unknown as Omit<DpaInput, 'useCase'>), useCase }, act)
      : recordDpas(register, { useCase, rows: readDpaRows(register, values) }, act),
  done: (values, { useCase }, context) => {
    const { state, missing } = findItemState(context, useCase, 'dpa');
    const recorded =
      'vendor' in values
        ? [findVendor(context.register, String(values.vendor))?.name ?? String(values.vendor)]
        : readDpaRows(context.register, values).flatMap(({ vendor, signedOn }) =>
            signedOn === null ? [] : [findVendorByKey(context.register, vendor)?.name ?? vendor],
          );
    const rest =
      state === 'holds'
        ? 'Every vendor has one in force.'
        : `${escapeMrkdwn(capitalize(missing.join('; ')), 500)}.`;
    const what = recorded.map((name) => `*${escapeMrkdwn(name)}*`).join(', ');
    return {
      text: `${recorded.length === 1 ? `The DPA of ${what} is` : `The DPAs of ${what} are`} recorded. ${rest}`,
      next: findNextSteps(context, useCase),
      useCase,
    };
  },
});

/** The most vendors with a row of their own. */
const maxRows = 8;

/** Returns the row id of a vendor: a fingerprint, because a key may be too long for a name, and it survives a merge. */
const rowOf = (key: string): string => fingerprint(key);

/** Makes the row of one vendor; an empty row is skipped. */
function dpaRow(register: Register, key: string): Readonly<Record<string, Field<unknown>>> {
  const row = rowOf(key);
  const name = findVendorByKey(register, key)?.name ?? key;
  return {
    [dpaRowField('signedOn', row)]: optionalDate({ label: `${name}: signed on` }),
    [dpaRowField('expiresOn', row)]: optionalDate({
      label: `${name}: expires on`,
      hint: 'Leave this empty if it has no expiry date.',
    }),
    [dpaRowField('link', row)]: optionalLink({ label: `${name}: link` }),
  };
}

/** Returns the vendors with a row in these inputs, including merged ones. */
const listRowVendors = (register: Register, inputs: Entered): readonly string[] =>
  listVendorKeys(register).filter((key) => dpaRowField('signedOn', rowOf(key)) in inputs);

/** Returns the rows as they were filled in. */
const readDpaRows = (register: Register, values: Entered): readonly DpaRow[] =>
  listRowVendors(register, values).map((vendor) => {
    const row = rowOf(vendor);
    const value = (field: Parameters<typeof dpaRowField>[0]) =>
      (values[dpaRowField(field, row)] ?? null) as string | null;
    return { vendor, row, signedOn: value('signedOn'), expiresOn: value('expiresOn'), link: value('link') };
  });
