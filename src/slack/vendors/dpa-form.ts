import { type Register, vendorKey } from '../../domain/register.ts';
import {
  type DpaInput,
  type DpaRow,
  dpaRowField,
  everyVendorKey,
  recordDpa,
  recordDpas,
  unsignedVendors,
  vendorNamed,
  vendorOf,
  vendorsNear,
} from '../../domain/vendors/index.ts';
import { itemState } from '../checklist/index.ts';
import { safe, section } from '../kit/blocks.ts';
import { date, optionalDate } from '../kit/date-fields.ts';
import type { Field } from '../kit/fields.ts';
import { type Entered, form, markOf } from '../kit/form.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { link, optionalLink, toolName } from '../kit/text-fields.ts';

export const dpaForm = form({
  key: 'record-dpa',
  title: ({ useCase }) => `${useCase}: DPA`,
  submit: 'Record',
  edits: ({ vendor }, register) => {
    const known = vendorNamed(register, vendor ?? '');
    return { entity: 'vendors', id: known?.key ?? vendorKey(vendor ?? ''), shown: known?.dpa ?? null };
  },
  intro: ({ useCase }, scene) => {
    const { lacks, state } = itemState(scene, useCase, 'dpa');
    return [
      section(
        `*Data processing agreement*\nNeeded to go live, from every vendor that gets personal or confidential data. ${state === 'holds' ? 'All vendors have one in force.' : safe(`Missing: ${lacks.join('; ')}.`, 1000)}`,
      ),
    ];
  },
  fields: (
    { useCase: key, vendor },
    scene,
    entered,
  ): Readonly<Record<string, Field<unknown> | undefined>> => {
    const { register, today } = scene;
    // Rows stay as long as the form is open, whatever is recorded or merged meanwhile.
    const open = vendorsInRows(register, entered);
    if (open.length > 0) return Object.assign({}, ...open.map((one) => dpaRow(register, one)));
    const unsigned = unsignedVendors(register, theUseCase(scene, key), today);
    const given = unsigned.filter(({ name }) => name === vendor);
    const rows = [...given, ...unsigned.filter((one) => !given.includes(one))].slice(0, mostRows);
    if (rows.length > 1) return Object.assign({}, ...rows.map((one) => dpaRow(register, one.key)));
    const known = vendorNamed(register, vendor ?? '')?.dpa;
    return {
      vendor: toolName({
        label: 'Vendor',
        hint: `It is valid for every use case with this vendor, ${key} included.`,
        initial: vendor,
        max: 150,
        near: (name) => vendorsNear(register, name),
      }),
      signedOn: date({ label: 'Signed on', initial: known?.signedOn }),
      expiresOn: optionalDate({
        label: 'Expires on',
        hint: 'Leave it empty if it has no end.',
        initial: known?.expiresOn,
      }),
      link: link({ label: 'Where it is kept', initial: known?.link }),
    };
  },
  decide: (values, { useCase }, register, act) =>
    'vendor' in values
      ? recordDpa(register, { ...(values as unknown as Omit<DpaInput, 'useCase'>), useCase }, act)
      : recordDpas(register, { useCase, rows: dpaRows(register, values) }, act),
  done: (values, { useCase }, scene) => {
    const { state, lacks } = itemState(scene, useCase, 'dpa');
    const recorded =
      'vendor' in values
        ? [vendorNamed(scene.register, String(values.vendor))?.name ?? String(values.vendor)]
        : dpaRows(scene.register, values).flatMap(({ vendor, signedOn }) =>
            signedOn === null ? [] : [vendorOf(scene.register, vendor)?.name ?? vendor],
          );
    const rest =
      state === 'holds' ? 'Every vendor has one in force.' : `Missing: ${safe(lacks.join('; '), 500)}.`;
    const what = recorded.map((name) => `*${safe(name)}*`).join(', ');
    return {
      text: `${recorded.length === 1 ? `The DPA of ${what} is` : `The DPAs of ${what} are`} recorded. ${rest}`,
      next: nextFor(scene, useCase),
      useCase,
    };
  },
});

/** So many vendors get a row of their own in one form. */
const mostRows = 8;

/** What a vendor's inputs are named after: a mark of its key, which may be too long for a name and outlives a merge. */
const rowOf = (key: string): string => markOf(key);

/** One vendor's agreement in a form about several; a row that is left empty is not recorded. */
function dpaRow(register: Register, key: string): Readonly<Record<string, Field<unknown>>> {
  const row = rowOf(key);
  const name = vendorOf(register, key)?.name ?? key;
  return {
    [dpaRowField('signedOn', row)]: optionalDate({ label: `${name}: signed on` }),
    [dpaRowField('expiresOn', row)]: optionalDate({
      label: `${name}: expires on`,
      hint: 'Leave it empty if it has no end.',
    }),
    [dpaRowField('link', row)]: optionalLink({ label: `${name}: where it is kept` }),
  };
}

/** The keys of the vendors that have a row among these inputs, also of those that were merged since. */
const vendorsInRows = (register: Register, inputs: Entered): readonly string[] =>
  everyVendorKey(register).filter((key) => dpaRowField('signedOn', rowOf(key)) in inputs);

/** The rows of a form about several vendors, as they were filled in. */
const dpaRows = (register: Register, values: Entered): readonly DpaRow[] =>
  vendorsInRows(register, values).map((vendor) => {
    const row = rowOf(vendor);
    const value = (field: Parameters<typeof dpaRowField>[0]) =>
      (values[dpaRowField(field, row)] ?? null) as string | null;
    return { vendor, row, signedOn: value('signedOn'), expiresOn: value('expiresOn'), link: value('link') };
  });
