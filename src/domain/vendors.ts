import { written } from './calendar.ts';
import { type Action, type Draft, put } from './change.ts';
import { changed, type Decide, invalid, refuse } from './decide.ts';
import { choiceKey } from './infrastructure.ts';
import { mustOwnOrOperate } from './permissions.ts';
import { categories, type Day, type Register, type UseCase, type Vendor, vendorKey } from './register.ts';

/** Drafts that enter the vendors which are named here for the first time. */
export function namedVendors(register: Register, action: Action, names: readonly string[]): readonly Draft[] {
  const fresh = new Map(names.map((name) => [vendorKey(name), name.trim().replace(/\s+/g, ' ')]));
  return [...fresh]
    .filter(([key]) => key !== '' && !register.vendors.has(key))
    .map(([key, name]) => put(register, action, 'vendors', key, { key, name, dpa: null }));
}

/**
 * The vendors whose agreements count for a use case: those it names, and those behind the decisions it runs on, even
 * where a decision was superseded: the data goes where the use case runs.
 */
export function vendorsOf(register: Register, useCase: UseCase): readonly Vendor[] {
  const behindTheStack = categories.flatMap((category) =>
    (useCase.stack[category] ?? []).map(vendorKey).flatMap((key) => {
      const named = [...register.decisions.values()].filter(
        (decision) => decision.category === category && choiceKey(decision) === key,
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
  const key = vendorKey(input.vendor);
  const name = register.vendors.get(key)?.name ?? input.vendor.trim().replace(/\s+/g, ' ');
  const { signedOn, expiresOn, link } = input;
  const vendor = put(register, 'record-dpa', 'vendors', key, {
    key,
    name,
    dpa: { signedOn, expiresOn, link },
  });
  if (vendorsOf(register, useCase).some((known) => known.key === key)) return changed(vendor);
  const vendors = [...useCase.vendors, key];
  return changed(vendor, put(register, 'record-dpa', 'useCases', useCase.key, { ...useCase, vendors }));
};
