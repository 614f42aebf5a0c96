import { written } from './calendar.ts';
import { type Action, type Draft, put } from './change.ts';
import { changed, type Decide, invalid, refuse } from './decide.ts';
import { distinctTools, isSameTool } from './names.ts';
import { mustOwnOrOperate } from './permissions.ts';
import { categories, type Day, type Register, type UseCase, type Vendor, vendorKey } from './register.ts';

/** The vendor of this name or alias, however it is written; of several that were entered before, the one spelt so. */
function vendorNamed(register: Register, name: string): Vendor | undefined {
  return (
    register.vendors.get(vendorKey(name)) ??
    [...register.vendors.values()].find((vendor) =>
      [vendor.name, ...vendor.aliases].some((known) => isSameTool(known, name)),
    )
  );
}

/** The names by which vendors are known, aliases included. */
export const vendorNames = (register: Register): readonly string[] =>
  [...register.vendors.values()].flatMap(({ name, aliases }) => [name, ...aliases]);

const typedVendors = (names: readonly string[]): readonly string[] =>
  distinctTools(names.map((name) => name.trim().replace(/\s+/g, ' ')).filter(Boolean));

/** The keys of the vendors of these names, each once; a name that is new has the key that it is entered under. */
export const vendorKeys = (register: Register, names: readonly string[]): readonly string[] => [
  ...new Set(typedVendors(names).map((name) => vendorNamed(register, name)?.key ?? vendorKey(name))),
];

/** Drafts that enter the vendors which are named here for the first time. */
export const enteredVendors = (
  register: Register,
  action: Action,
  names: readonly string[],
): readonly Draft[] =>
  typedVendors(names)
    .filter((name) => !vendorNamed(register, name))
    .map((name) => {
      const key = vendorKey(name);
      return put(register, action, 'vendors', key, { key, name, aliases: [], dpa: null });
    });

/**
 * The vendors whose agreements count for a use case: those it names, and those behind the decisions it runs on, even
 * where a decision was superseded: the data goes where the use case runs.
 */
export function vendorsOf(register: Register, useCase: UseCase): readonly Vendor[] {
  const behindTheStack = categories.flatMap((category) =>
    (useCase.stack[category] ?? []).flatMap((tool) => {
      const named = [...register.decisions.values()].filter(
        (decision) => decision.category === category && isSameTool(decision.choice, tool),
      );
      const standing = named.filter(({ status }) => status === 'committed');
      return (standing.length > 0 ? standing : named).flatMap(({ vendor }) => vendor ?? []);
    }),
  );
  return [...new Set([...useCase.vendors, ...behindTheStack])].flatMap(
    (key) => register.vendors.get(key) ?? [],
  );
}

/** Why a vendor has no data processing agreement in force on this day; null when it has one. */
export function withoutDpa(vendor: Vendor, today: Day): string | null {
  if (!vendor.dpa) return `${vendor.name} has no DPA`;
  const { expiresOn } = vendor.dpa;
  return expiresOn !== null && expiresOn < today
    ? `the DPA of ${vendor.name} expired on ${written(expiresOn)}`
    : null;
}

/** The vendors of a use case without an agreement in force. */
export const unsignedVendors = (register: Register, useCase: UseCase, today: Day): readonly Vendor[] =>
  vendorsOf(register, useCase).filter((vendor) => withoutDpa(vendor, today) !== null);

export interface DpaInput {
  readonly useCase: string;
  readonly vendor: string;
  readonly signedOn: Day;
  readonly expiresOn: Day | null;
  readonly link: string;
}

/** Records the agreement of a vendor, which then counts for every use case that has this vendor. */
export const recordDpa: Decide<DpaInput> = (register, input, act) => {
  const useCase = register.useCases.get(input.useCase);
  if (!useCase)
    return refuse('not-found', `There is no ${input.useCase}. /stage3 usecase list shows them all.`);
  const refused =
    mustOwnOrOperate(register, act, useCase) ??
    invalid({
      vendor: !input.vendor.trim() && 'Name the vendor.',
      signedOn:
        input.signedOn > act.today &&
        'An agreement counts from the day it is signed. Choose today or earlier.',
      expiresOn:
        input.expiresOn !== null &&
        input.expiresOn <= input.signedOn &&
        'It must end after the day it was signed.',
    });
  if (refused) return refused;
  const { signedOn, expiresOn, link } = input;
  const name = input.vendor.trim().replace(/\s+/g, ' ');
  const known = vendorNamed(register, name) ?? { key: vendorKey(name), name, aliases: [] };
  const { key } = known;
  const vendor = put(register, 'record-dpa', 'vendors', key, {
    ...known,
    dpa: { signedOn, expiresOn, link },
  });
  if (vendorsOf(register, useCase).some((other) => other.key === key)) return changed(vendor);
  const vendors = [...useCase.vendors, key];
  return changed(vendor, put(register, 'record-dpa', 'useCases', useCase.key, { ...useCase, vendors }));
};

export interface DpaRow {
  /** Key of a vendor of the use case. */
  readonly vendor: string;
  /** What the inputs of the row are numbered by; the same as long as the form is open. */
  readonly row: number;
  readonly signedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly link: string | null;
}

/** The name of an input of one row. */
export const dpaRowField = (field: 'signedOn' | 'expiresOn' | 'link', row: number): string =>
  `${field}/${row}`;

/** Records the agreements of several vendors at once. Rows that are left empty are not recorded. */
export const recordDpas: Decide<{ readonly useCase: string; readonly rows: readonly DpaRow[] }> = (
  register,
  { useCase, rows },
  act,
) => {
  const filled = rows.filter(({ signedOn, expiresOn, link }) => signedOn ?? expiresOn ?? link);
  const drafts: Draft[] = [];
  const problems: Record<string, string> = {};
  const [first] = rows;
  if (filled.length === 0 && first)
    problems[dpaRowField('signedOn', first.row)] = 'Fill in at least one agreement.';
  for (const { vendor, row, signedOn, expiresOn, link } of filled) {
    if (signedOn === null) problems[dpaRowField('signedOn', row)] = 'Choose the day it was signed.';
    if (link === null) problems[dpaRowField('link', row)] = 'Paste the web address where it is kept.';
    if (signedOn === null || link === null) continue;
    const outcome = recordDpa(register, { useCase, vendor, signedOn, expiresOn, link }, act);
    if (outcome.ok) drafts.push(...outcome.drafts);
    else if (!outcome.refusal.fields) return outcome;
    else
      for (const [field, problem] of Object.entries(outcome.refusal.fields))
        problems[dpaRowField(field as keyof DpaRow & 'link', row)] = problem;
  }
  return invalid(problems) ?? changed(...drafts);
};
