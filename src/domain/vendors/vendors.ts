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

/** The vendor of this name or alias, however it is written; of several that were entered before, the one spelt so. */
export function findVendor(register: Register, name: string): Vendor | undefined {
  return (
    register.vendors.get(vendorKey(name)) ??
    [...register.vendors.values()].find((vendor) =>
      [vendor.name, ...vendor.aliases].some((known) => isSameTool(known, name)),
    )
  );
}

/** The names by which vendors are known, aliases included. */
export const listVendorNames = (register: Register): readonly string[] =>
  [...register.vendors.values()].flatMap(({ name, aliases }) => [name, ...aliases]);

/** The vendors that others were merged into, by the keys of those. */
const mergedByKey = memoizePerState(
  ({ vendors }) =>
    new Map(
      [...vendors.values()].flatMap((vendor) =>
        vendor.aliases.map((alias) => [vendorKey(alias), vendor.key] as const),
      ),
    ),
);

/** The keys under which vendors are or were recorded. */
export const listVendorKeys = (register: Register): readonly string[] => [
  ...new Set([...register.vendors.keys(), ...mergedByKey(register).keys()]),
];

/** The vendor that a record names by its key, also after that one was merged into another. */
export const findVendorByKey = (register: Register, key: string): Vendor | undefined =>
  register.vendors.get(key) ?? register.vendors.get(mergedByKey(register).get(key) ?? '');

const findVendors = (register: Register, keys: readonly string[]): readonly Vendor[] => [
  ...new Set(keys.flatMap((key) => findVendorByKey(register, key) ?? [])),
];

/** The names of the vendors that a use case names itself. */
export const listNamedVendors = (
  register: Register,
  { vendors }: Pick<UseCase, 'vendors'>,
): readonly string[] => findVendors(register, vendors).map(({ name }) => name);

/** The vendors that may be meant by a name that none of them has, the likeliest first. */
export const findSimilarVendors = (register: Register, name: string): readonly string[] => [
  ...new Set(
    findSimilarNames(name, listVendorNames(register)).flatMap(
      (near) => findVendor(register, near)?.name ?? [],
    ),
  ),
];

/** The other vendors that may be the same company as this one. */
export const findPossibleDuplicates = (register: Register, { key, name }: Vendor): readonly string[] => {
  const others = [...register.vendors.values()].filter((other) => other.key !== key).map((one) => one.name);
  const same = others.filter((other) => isSameTool(other, name));
  return same.length > 0 ? same : findSimilarNames(name, others);
};

const cleanVendorNames = (names: readonly string[]): readonly string[] =>
  removeSameTools(names.map((name) => name.trim().replace(/\s+/g, ' ')).filter(Boolean));

/** The keys of the vendors of these names, each once; a name that is new has the key that it is entered under. */
export const keysOfVendors = (register: Register, names: readonly string[]): readonly string[] => [
  ...new Set(cleanVendorNames(names).map((name) => findVendor(register, name)?.key ?? vendorKey(name))),
];

/** Drafts that enter the vendors which are named here for the first time. */
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

/** The keys of the vendors behind each tool that was decided on; while a decision stands, those behind superseded ones are not meant. */
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

/**
 * The vendors whose agreements count for a use case: those it names, and those behind the decisions it runs on, even
 * where a decision was superseded: the data goes where the use case runs.
 */
export function listVendors(register: Register, useCase: UseCase): readonly Vendor[] {
  const behind = vendorsBehind(register);
  const behindTheStack = categories.flatMap((category) =>
    (useCase.stack[category] ?? []).flatMap((tool) => behind.get(toolId(register, category, tool)) ?? []),
  );
  return findVendors(register, [...new Set([...useCase.vendors, ...behindTheStack])]);
}

/** Why a vendor has no data processing agreement in force on this day; null when it has one. */
export function explainMissingDpa(vendor: Vendor, today: Day): string | null {
  if (!vendor.dpa) return `${vendor.name} has no DPA`;
  const { expiresOn } = vendor.dpa;
  return expiresOn !== null && expiresOn < today
    ? `the DPA of ${vendor.name} expired on ${formatDay(expiresOn)}`
    : null;
}

/** The vendors of a use case without an agreement in force. */
export const listVendorsWithoutDpa = (register: Register, useCase: UseCase, today: Day): readonly Vendor[] =>
  listVendors(register, useCase).filter((vendor) => explainMissingDpa(vendor, today) !== null);

export interface DpaInput {
  readonly useCase: string;
  readonly vendor: string;
  readonly signedOn: Day;
  readonly expiresOn: Day | null;
  readonly link: string;
}

/** Records the agreement of a vendor, which then counts for every use case that has this vendor. */
export const recordDpaStep = defineStep<'record-dpa', DpaInput>({
  key: 'record-dpa',
  label: 'Record a DPA',
  title: ({ vendor }) => (vendor === null ? 'Record a DPA' : `Record the DPA of ${vendor}`),
  permission: ownerOrOperations,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const refused = refuseInvalid({
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
  /** Key of a vendor of the use case; it may have been merged into another since the form was opened. */
  readonly vendor: string;
  /** The end of the names of its inputs, which tells the rows of a form apart. */
  readonly row: string;
  readonly signedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly link: string | null;
}

/** The name of an input of one row. */
export const dpaRowField = (field: 'signedOn' | 'expiresOn' | 'link', row: string): string =>
  `${field}/${row}`;

/** Records the agreements of several vendors at once. Rows that are left empty are not recorded. */
export const recordDpas: Decide<{ readonly useCase: string; readonly rows: readonly DpaRow[] }> =
  withPermission(ownerOrOperations, (register, { useCase, rows }, act) => {
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
      const { key, name } = findVendorByKey(register, vendor) ?? { key: vendor, name: vendor };
      const twin = drafts.some(({ entity, id }) => entity === 'vendors' && id === key);
      const known = register.vendors.get(key);
      if (twin || (known && explainMissingDpa(known, act.today) === null)) {
        problems[dpaRowField('signedOn', row)] = twin
          ? `This vendor was merged into ${name}, which has a row here too. Empty one of the two.`
          : `${name} has a DPA in force by now. Empty this row to keep it.`;
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

/** Of two agreements the one that ends later: it is in force whenever the other is. */
const chooseLaterAgreement = (a: Agreement, b: Agreement): Agreement => {
  if (!a || !b) return a ?? b;
  return a.expiresOn === null || (b.expiresOn !== null && a.expiresOn >= b.expiresOn) ? a : b;
};

export interface MergeInput {
  /** The name of the vendor that was entered a second time. */
  readonly vendor: string;
  /** The name of the one that stays. */
  readonly into: string;
}

/**
 * Makes one vendor of two. What names the merged one means the other from now on: use cases, decisions, stacks,
 * evaluations and whatever is typed. Of their agreements the one that ends later stays.
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
        (merged === into && 'This is the same vendor. Enter the one that stays.'),
    });
    if (refused) return refused;
    if (!merged || !into) throw new RangeError('a vendor that is merged is recorded');
    const aliases = [...new Set([...into.aliases, merged.name, ...merged.aliases])];
    const dpa = chooseLaterAgreement(into.dpa, merged.dpa);
    return accept(
      createDraft(register, 'merge-vendors', 'vendors', into.key, { ...into, aliases, dpa }),
      createDraft(register, 'merge-vendors', 'vendors', merged.key, null),
    );
  },
});
export const mergeVendors = mergeVendorsStep.decide;

/** Why no vendor of this name can be merged; false where `vendor` has it. */
function findMergeProblem(vendor: Vendor | undefined, name: string): string | false {
  if (!vendor) return `No vendor is called "${name.trim()}". Enter a name that is recorded.`;
  if (isSameTool(vendor.name, name)) return false;
  return `${name.trim()} was merged into ${vendor.name} already. Enter ${vendor.name}, or another vendor.`;
}
