import { memoizePerState } from '../by-use-case.ts';
import { formatDay } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { accept, type Decide, refuseInvalid } from '../decide.ts';
import { findCurrentName, findSimilarNames, isSameTool, normalizeName, removeSameTools } from '../names.ts';
import { getExistingUseCase, leadOnly, ownerOrOperations } from '../permissions.ts';
import {
  type Category,
  categories,
  type Day,
  type Decision,
  type Register,
  type UseCase,
  type Vendor,
  vendorKey,
} from '../register.ts';
import type { Action } from '../schema.ts';
import { defineStep, withPermission } from '../step.ts';

/** Reminders begin this many days before a DPA expires. */
export const dpaNoticeDays = 30;

/** Returns the vendor with this name or alias in any spelling; of several, the one with the exact spelling. */
export function findVendor(register: Register, name: string): Vendor | undefined {
  return (
    register.vendors.get(vendorKey(name)) ??
    [...register.vendors.values()].find((vendor) =>
      [vendor.name, ...vendor.aliases].some((known) => isSameTool(known, name)),
    )
  );
}

/** Returns all names of vendors, including aliases. */
export const listVendorNames = (register: Register): readonly string[] =>
  [...register.vendors.values()].flatMap(({ name, aliases }) => [name, ...aliases]);

/** Merged vendors, by the keys of their duplicates. */
const mergedByKey = memoizePerState(
  ({ vendors }) =>
    new Map(
      [...vendors.values()].flatMap((vendor) =>
        vendor.aliases.map((alias) => [vendorKey(alias), vendor.key] as const),
      ),
    ),
);

/** Returns all keys of vendors, including merged ones. */
export const listVendorKeys = (register: Register): readonly string[] => [
  ...new Set([...register.vendors.keys(), ...mergedByKey(register).keys()]),
];

/** Returns the vendor of a stored key, also after a merge. */
export const findVendorByKey = (register: Register, key: string): Vendor | undefined =>
  register.vendors.get(key) ?? register.vendors.get(mergedByKey(register).get(key) ?? '');

const findVendors = (register: Register, keys: readonly string[]): readonly Vendor[] => [
  ...new Set(keys.flatMap((key) => findVendorByKey(register, key) ?? [])),
];

/** Returns the names of the vendors that a use case names itself. */
export const listNamedVendors = (
  register: Register,
  { vendors }: Pick<UseCase, 'vendors'>,
): readonly string[] => findVendors(register, vendors).map(({ name }) => name);

/** Returns vendors whose names are similar to a new name, most likely first. */
export const findSimilarVendors = (register: Register, name: string): readonly string[] => [
  ...new Set(
    findSimilarNames(name, listVendorNames(register)).flatMap(
      (near) => findVendor(register, near)?.name ?? [],
    ),
  ),
];

/** Returns other vendors that may be the same company. */
export const findPossibleDuplicates = (register: Register, { key, name }: Vendor): readonly string[] => {
  const others = [...register.vendors.values()].filter((other) => other.key !== key).map((one) => one.name);
  const same = others.filter((other) => isSameTool(other, name));
  return same.length > 0 ? same : findSimilarNames(name, others);
};

const cleanVendorNames = (names: readonly string[]): readonly string[] =>
  removeSameTools(names.map((name) => name.trim().replace(/\s+/g, ' ')).filter(Boolean));

/** Returns the vendor keys of these names without duplicates; a new name gets the key it will be stored under. */
export const keysOfVendors = (register: Register, names: readonly string[]): readonly string[] => [
  ...new Set(cleanVendorNames(names).map((name) => findVendor(register, name)?.key ?? vendorKey(name))),
];

/** Returns drafts that create the vendors among these names that do not exist yet. */
export const draftNewVendors = (
  register: Register,
  action: Action,
  names: readonly string[],
): readonly Draft[] =>
  cleanVendorNames(names)
    .filter((name) => !findVendor(register, name))
    .map((name) => {
      const key = vendorKey(name);
      return createDraft(register, action, 'vendors', key, { key, name, aliases: [], dpa: null });
    });

const toolId = (register: Register, category: Category, tool: string): string =>
  `${category} ${normalizeName(findCurrentName(register, tool))}`;

/** The vendors behind each decided tool, by key. A current decision hides the vendors of superseded ones. */
const vendorsBehind = memoizePerState((register) => {
  const named = new Map<string, Decision[]>();
  for (const decision of register.decisions.values()) {
    const id = toolId(register, decision.category, decision.choice);
    named.set(id, [...(named.get(id) ?? []), decision]);
  }
  return new Map(
    [...named].map(([id, decisions]) => {
      const standing = decisions.filter(({ status }) => status === 'committed');
      const behind = standing.length > 0 ? standing : decisions;
      return [id, behind.flatMap(({ vendor }) => vendor ?? [])] as const;
    }),
  );
});

/** The vendors of use cases, found once: each assessment asks for them several times. */
const foundVendors = memoizePerState(() => new WeakMap<UseCase, readonly Vendor[]>());

/**
 * Returns the vendors whose DPAs a use case needs: those it names, and those behind the tools it runs on, even after a
 * decision was superseded, because the data still goes there.
 */
export function listVendors(register: Register, useCase: UseCase): readonly Vendor[] {
  const found = foundVendors(register);
  const known = found.get(useCase);
  if (known) return known;
  const behind = vendorsBehind(register);
  const behindTheStack = categories.flatMap((category) =>
    (useCase.stack[category] ?? []).flatMap((tool) => behind.get(toolId(register, category, tool)) ?? []),
  );
  const vendors = findVendors(register, [...new Set([...useCase.vendors, ...behindTheStack])]);
  found.set(useCase, vendors);
  return vendors;
}

/** Returns why a vendor has no valid DPA on this day; null when it has one. */
export function explainMissingDpa(vendor: Vendor, today: Day): string | null {
  if (!vendor.dpa) return `${vendor.name} has no DPA`;
  const { expiresOn } = vendor.dpa;
  return expiresOn !== null && expiresOn < today
    ? `the DPA of ${vendor.name} expired on ${formatDay(expiresOn)}`
    : null;
}

/** Returns the vendors of a use case without a valid DPA. */
export const listVendorsWithoutDpa = (register: Register, useCase: UseCase, today: Day): readonly Vendor[] =>
  listVendors(register, useCase).filter((vendor) => explainMissingDpa(vendor, today) !== null);

export interface DpaInput {
  readonly useCase: string;
  readonly vendor: string;
  readonly signedOn: Day;
  readonly expiresOn: Day | null;
  readonly link: string;
}

/** Records the DPA of a vendor. It counts for every use case of the vendor. */
export const recordDpaStep = defineStep<'record-dpa', DpaInput>({
  key: 'record-dpa',
  label: 'Record DPA',
  title: ({ vendor }) => (vendor === null ? 'Record DPA' : `Record DPA: ${vendor}`),
  permission: ownerOrOperations,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const refused = refuseInvalid({
      vendor: !input.vendor.trim() && 'Enter the name of the vendor.',
      signedOn: input.signedOn > act.today && 'This day is in the future. Choose today or an earlier day.',
      expiresOn:
        input.expiresOn !== null &&
        input.expiresOn <= input.signedOn &&
        'Choose a day after the day it was signed.',
    });
    if (refused) return refused;
    const { signedOn, expiresOn, link } = input;
    const name = input.vendor.trim().replace(/\s+/g, ' ');
    const known = findVendor(register, name) ?? { key: vendorKey(name), name, aliases: [] };
    const { key } = known;
    const vendor = createDraft(register, 'record-dpa', 'vendors', key, {
      ...known,
      dpa: { signedOn, expiresOn, link },
    });
    if (listVendors(register, useCase).some((other) => other.key === key)) return accept(vendor);
    const vendors = [...useCase.vendors, key];
    return accept(
      vendor,
      createDraft(register, 'record-dpa', 'useCases', useCase.key, { ...useCase, vendors }),
    );
  },
});
export const recordDpa = recordDpaStep.decide;

export interface DpaRow {
  /** The key of a vendor. It may have been merged since the form was opened. */
  readonly vendor: string;
  /** The suffix of its input names, which distinguishes the rows. */
  readonly row: string;
  readonly signedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly link: string | null;
}

/** Returns the name of an input of one row. */
export const dpaRowField = (field: 'signedOn' | 'expiresOn' | 'link', row: string): string =>
  `${field}/${row}`;

/** Records the DPAs of several vendors at once. Empty rows are skipped. */
export const recordDpas: Decide<{ readonly useCase: string; readonly rows: readonly DpaRow[] }> =
  withPermission(ownerOrOperations, (register, { useCase, rows }, act) => {
    const filled = rows.filter(({ signedOn, expiresOn, link }) => signedOn ?? expiresOn ?? link);
    const drafts: Draft[] = [];
    const problems: Record<string, string> = {};
    const [first] = rows;
    if (filled.length === 0 && first)
      problems[dpaRowField('signedOn', first.row)] = 'Fill in at least one DPA.';
    for (const { vendor, row, signedOn, expiresOn, link } of filled) {
      if (signedOn === null) problems[dpaRowField('signedOn', row)] = 'Choose the day it was signed.';
      if (link === null) problems[dpaRowField('link', row)] = 'Paste the link to the DPA.';
      if (signedOn === null || link === null) continue;
      const { key, name } = findVendorByKey(register, vendor) ?? { key: vendor, name: vendor };
      const twin = drafts.some(({ entity, id }) => entity === 'vendors' && id === key);
      const known = register.vendors.get(key);
      if (twin || (known && explainMissingDpa(known, act.today) === null)) {
        problems[dpaRowField('signedOn', row)] = twin
          ? `This vendor was merged into ${name}, which has its own row here. Clear one of the two rows.`
          : `${name} already has a DPA in force. Clear this row to keep it.`;
        continue;
      }
      const outcome = recordDpa(register, { useCase, vendor: name, signedOn, expiresOn, link }, act);
      if (outcome.ok) drafts.push(...outcome.drafts);
      else if (!outcome.refusal.fields) return outcome;
      else
        for (const [field, problem] of Object.entries(outcome.refusal.fields))
          problems[dpaRowField(field as keyof DpaRow & 'link', row)] = problem;
    }
    return refuseInvalid(problems) ?? accept(...drafts);
  });

type Agreement = Vendor['dpa'];

/** Returns the DPA that ends later. */
const chooseLaterAgreement = (a: Agreement, b: Agreement): Agreement => {
  if (!a || !b) return a ?? b;
  return a.expiresOn === null || (b.expiresOn !== null && a.expiresOn >= b.expiresOn) ? a : b;
};

export interface MergeInput {
  /** The name of the duplicate vendor. */
  readonly vendor: string;
  /** The name of the vendor that stays. */
  readonly into: string;
}

/**
 * Merges a duplicate into another vendor. Every use of the old name then means the other vendor, and the DPA that ends
 * later stays.
 */
export const mergeVendorsStep = defineStep<'merge-vendors', MergeInput>({
  key: 'merge-vendors',
  label: 'Merge vendors',
  permission: leadOnly('merge vendors'),
  decide: (register, input) => {
    const [merged, into] = [findVendor(register, input.vendor), findVendor(register, input.into)];
    const refused = refuseInvalid({
      vendor: findMergeProblem(merged, input.vendor),
      into:
        findMergeProblem(into, input.into) ||
        (merged === into && 'This is the same vendor. Enter the vendor to keep.'),
    });
    if (refused) return refused;
    if (!merged || !into) throw new RangeError('a merge needs two recorded vendors');
    const aliases = [...new Set([...into.aliases, merged.name, ...merged.aliases])];
    const dpa = chooseLaterAgreement(into.dpa, merged.dpa);
    return accept(
      createDraft(register, 'merge-vendors', 'vendors', into.key, { ...into, aliases, dpa }),
      createDraft(register, 'merge-vendors', 'vendors', merged.key, null),
    );
  },
});
export const mergeVendors = mergeVendorsStep.decide;

/** Returns why the vendor cannot be merged; false when it can. */
function findMergeProblem(vendor: Vendor | undefined, name: string): string | false {
  if (!vendor) return `No vendor is called "${name.trim()}". Enter the name of a recorded vendor.`;
  if (isSameTool(vendor.name, name)) return false;
  return `${name.trim()} is already merged into ${vendor.name}. Enter ${vendor.name}, or another vendor.`;
}
