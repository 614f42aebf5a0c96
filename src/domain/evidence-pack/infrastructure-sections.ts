import { accountabilityTitles } from '../ai-operations/index.ts';
import { memoizePerState } from '../by-use-case.ts';
import { dayOf } from '../calendar.ts';
import { incidentSettingsOf } from '../incidents/index.ts';
import { categoryEntry } from '../infrastructure/index.ts';
import {
  accountabilities,
  type Day,
  type Decision,
  isOver,
  settingsOf,
  toolReviewerId,
  type UserId,
  type Vendor,
} from '../register.ts';
import { explainMissingDpa, findVendorByKey, listVendors } from '../vendors/index.ts';
import { defineSection, type PackSection, type PackView } from './section.ts';

/** A person with a role in the whole workspace. */
interface RoleRow {
  readonly role: string;
  readonly person: UserId;
  readonly since: Day | null;
  readonly by: UserId | null;
}

/** Returns who answers for what in the whole workspace. */
function listRoles({ register }: PackView): readonly RoleRow[] {
  const { leads, timeZone } = settingsOf(register);
  const reviewer = register.toolReviewers.get(toolReviewerId);
  const { privacyContact } = incidentSettingsOf(register);
  const unknown = { since: null, by: null };
  return [
    ...leads.map((person) => ({ role: 'Transformation lead', person, ...unknown })),
    ...[...register.operators.values()].flatMap(({ person, namedOn, namedBy, accepted }) => [
      { role: 'AI Operations', person, since: namedOn, by: namedBy },
      ...accountabilities.map((key) => {
        const at = accepted[key];
        const title = accountabilityTitles[key];
        return at === undefined
          ? { role: `AI Operations, not accepted: ${title}`, person, ...unknown }
          : { role: `AI Operations, accepted: ${title}`, person, since: dayOf(at, timeZone), by: null };
      }),
    ]),
    ...(reviewer
      ? [{ role: 'Tool reviewer', person: reviewer.person, since: reviewer.namedOn, by: reviewer.namedBy }]
      : []),
    ...(privacyContact === null ? [] : [{ role: 'Privacy contact', person: privacyContact, ...unknown }]),
  ];
}

/** The use cases that have not ended, by the key of each of their vendors. */
const useCasesByVendor = memoizePerState((register) => {
  const found = new Map<string, string[]>();
  for (const useCase of register.useCases.values()) {
    if (isOver(useCase)) continue;
    for (const { key } of listVendors(register, useCase))
      found.set(key, [...(found.get(key) ?? []), useCase.key]);
  }
  return found;
});

/** People, shared decisions, and vendors with their agreements. */
export const infrastructureSections: readonly PackSection[] = [
  defineSection<RoleRow>({
    key: 'roles',
    title: 'Roles',
    text: () =>
      'The people who answer for AI in the whole company. Owners of use cases are in the list of use cases.',
    rows: listRoles,
    columns: [
      { key: 'role', width: 5, value: ({ role }) => role },
      { key: 'person', kind: 'person', width: 3, value: ({ person }) => person },
      { key: 'since', kind: 'day', value: ({ since }) => since },
      { key: 'appointedBy', kind: 'person', width: 3, value: ({ by }) => by },
    ],
  }),
  defineSection<Decision>({
    key: 'decisions',
    title: 'Shared decisions',
    text: () => 'Every decision about shared infrastructure, with proposed, replaced and withdrawn ones.',
    rows: ({ register }) => [...register.decisions.values()],
    columns: [
      { key: 'key', width: 1, value: ({ key }) => key },
      { key: 'category', value: ({ category }) => categoryEntry(category).title },
      { key: 'status', width: 2, value: ({ status }) => status },
      { key: 'choice', width: 3, value: ({ choice }) => choice },
      {
        key: 'vendor',
        value: ({ vendor }, { register }) =>
          vendor === null ? null : (findVendorByKey(register, vendor)?.name ?? vendor),
      },
      { key: 'rationale', label: 'Why', width: 4, value: ({ rationale }) => rationale },
      { key: 'alternatives', width: 0, value: ({ alternatives }) => alternatives },
      { key: 'link', width: 0, value: ({ link }) => link },
      { key: 'proposedBy', kind: 'person', width: 0, value: ({ proposedBy }) => proposedBy },
      { key: 'proposedOn', kind: 'day', width: 0, value: ({ proposedOn }) => proposedOn },
      { key: 'decidedBy', kind: 'person', value: ({ decidedBy }) => decidedBy },
      { key: 'decidedOn', kind: 'day', value: ({ decidedOn }) => decidedOn },
      { key: 'supersededBy', label: 'Replaced by', width: 1, value: ({ supersededBy }) => supersededBy },
    ],
  }),
  defineSection({
    key: 'key-rotations',
    title: 'Rotations of the API keys',
    text: () => 'The days on which the keys of the shared service account were rotated.',
    rows: ({ register }) => [...register.rotations.values()],
    columns: [
      { key: 'rotatedOn', kind: 'day', value: ({ rotatedOn }) => rotatedOn },
      { key: 'recordedBy', kind: 'person', value: ({ by }) => by },
      { key: 'recordedOn', kind: 'day', value: ({ on }) => on },
    ],
  }),
  defineSection<Vendor>({
    key: 'dpas',
    title: 'Vendors and data processing agreements',
    text: () => 'Every vendor, its data processing agreement (DPA), and the use cases that run on it.',
    rows: ({ register }) => [...register.vendors.values()],
    columns: [
      { key: 'vendor', width: 3, value: ({ name }) => name },
      { key: 'otherNames', kind: 'list', width: 0, value: ({ aliases }) => aliases },
      { key: 'signedOn', kind: 'day', value: ({ dpa }) => dpa?.signedOn ?? null },
      { key: 'expiresOn', kind: 'day', value: ({ dpa }) => dpa?.expiresOn ?? null },
      { key: 'state', width: 3, value: (vendor, { day }) => explainMissingDpa(vendor, day) ?? 'valid' },
      { key: 'link', width: 3, value: ({ dpa }) => dpa?.link ?? null },
      {
        key: 'useCases',
        kind: 'list',
        width: 3,
        value: ({ key }, { register }) => useCasesByVendor(register).get(key) ?? [],
      },
    ],
  }),
];
