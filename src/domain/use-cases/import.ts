import type { Draft } from '../change.ts';
import { type Act, accept, refuse } from '../decide.ts';
import {
  findCurrentName,
  findSimilarNames,
  type NameDoubt,
  normalizeName,
  removeSameTools,
} from '../names.ts';
import { anyMember } from '../permissions.ts';
import { entityNames, maxVendorNameLength, type Register, type UserId, vendorKey } from '../register.ts';
import { defineStep } from '../step.ts';
import { excerpt, findPlaceholder, isTick, readNames } from '../typed.ts';
import { listVendorNames } from '../vendors/index.ts';
import { bulkReason, columnOf, type ImportLine, readLine } from './import-columns.ts';
import { createOwnerLookup, type Directory, noIdSyntax, type PersonSyntax } from './import-owners.ts';
import { type Registration, registerUseCase } from './use-cases.ts';

export interface ImportPlan {
  readonly accepted: readonly { readonly at: string; readonly key: string; readonly input: Registration }[];
  readonly refused: readonly { readonly at: string; readonly name: string; readonly problem: string }[];
  /** How many lines are similar to another line or to a registered use case without saying why they are new. */
  readonly alike: Readonly<Record<Likeness, number>>;
  /** The drafts that register all accepted lines. */
  readonly drafts: readonly Draft[];
}

/** The things a line can be similar to. */
export type Likeness = 'lines' | 'registered';

export interface ImportOptions {
  /** Null when Slack did not list the people. */
  readonly directory?: Directory | null;
  readonly syntax?: PersonSyntax;
  /** The similar lines that the person declared new. */
  readonly areNew?: readonly Likeness[];
  /** The vendor meant by each doubtful name, by normalized name. */
  readonly meantVendors?: ReadonlyMap<string, string>;
}

/** The most new names that are compared with each other and with known vendors. */
const maxCompared = 200;

/** Returns new vendor names that may mean a recorded vendor, or a name used more often in the table. */
export function findVendorDoubts(register: Register, lines: readonly ImportLine[]): readonly NameDoubt[] {
  const recorded = listVendorNames(register);
  const known = new Set(recorded.map(normalizeName));
  const written = new Map<string, { readonly name: string; lines: number }>();
  for (const { cells } of lines)
    for (const name of removeSameTools(readNames(cells.vendors ?? '', recorded).names)) {
      const key = normalizeName(name);
      const entry = written.get(key) ?? { name, lines: 0 };
      entry.lines += 1;
      if (!known.has(key) && name.length <= maxVendorNameLength) written.set(key, entry);
    }
  const usual = [...written.values()].sort((a, b) => b.lines - a.lines).slice(0, maxCompared);
  const others = [...recorded];
  return usual.flatMap(({ name }) => {
    const similar = removeSameTools(
      findSimilarNames(name, others).map((other) => findCurrentName(register, other)),
    );
    others.push(name);
    return similar.length === 0 ? [] : [{ name, similar }];
  });
}

/**
 * Decides each line as its form would, including the lines before it. Every line is accepted or refused with a reason.
 */
export function planImport(
  register: Register,
  lines: readonly ImportLine[],
  act: Act,
  { directory = null, syntax = noIdSyntax, areNew = [], meantVendors = new Map() }: ImportOptions = {},
): ImportPlan {
  const accepted: ImportPlan['accepted'][number][] = [];
  const refused: ImportPlan['refused'][number][] = [];
  const drafts: Draft[] = [];
  const names = new Map<string, string>();
  const places = new Map<string, string>();
  const alikeCount = { lines: 0, registered: 0 };
  const meant = createOwnerLookup(register, directory, syntax);
  const knownVendors = listVendorNames(register);
  const retrievals = lines.flatMap(({ cells }) => cells.retrieval?.trim() || []);
  const ticked = retrievals.length > 0 && retrievals.every(isTick);
  const grown = copyRegister(register);
  for (const line of lines) {
    const { at, cells } = line;
    const refuse = (problem: string) => refused.push({ at, name: (cells.name ?? '').trim(), problem });
    const read = readLine(line, act, meant, knownVendors, ticked);
    if (!read.ok) {
      refuse(read.problems.join(' '));
      continue;
    }
    const name = vendorKey(read.input.name);
    const twin = names.get(name);
    if (twin !== undefined) {
      refuse(`name: the same as in ${twin}.`);
      continue;
    }
    const vendors = read.input.vendors.map((vendor) => meantVendors.get(normalizeName(vendor)) ?? vendor);
    let input: Registration = { ...read.input, vendors: removeSameTools(vendors) };
    let outcome = registerUseCase(grown, input, act);
    if (!outcome.ok && outcome.refusal.code === 'looks-alike') {
      const { alike = [] } = outcome.refusal;
      const likeness: Likeness = alike.every((key) => places.has(key)) ? 'lines' : 'registered';
      alikeCount[likeness] += 1;
      if (areNew.includes(likeness)) {
        input = { ...input, whyNew: bulkReason };
        outcome = registerUseCase(grown, input, act);
      } else {
        const others = alike.map(
          (key) => places.get(key) ?? `${key} ${excerpt(grown.useCases.get(key)?.name ?? '')}`,
        );
        refuse(
          `It resembles ${others.join(', ')}. Say in the column "why new" what makes it different, or leave the row out.`,
        );
        continue;
      }
    }
    if (!outcome.ok) {
      const { message, fields } = outcome.refusal;
      const problems = Object.entries(fields ?? {}).map(
        ([field, problem]) => `${columnOf[field] ?? field}: ${problem}`,
      );
      refuse(problems.length === 0 ? message : problems.join(' '));
      continue;
    }
    for (const draft of outcome.drafts) applyDraft(grown, draft);
    const key = outcome.drafts.find(({ entity }) => entity === 'useCases')?.id ?? '';
    names.set(name, at);
    places.set(key, at);
    accepted.push({ at, key, input });
    drafts.push(...outcome.drafts);
  }
  return { accepted, refused, alike: alikeCount, drafts };
}

/** Copies the collections once: folding each of a thousand lines would copy them each time. */
const copyRegister = (register: Register): Register => ({
  ...register,
  ...Object.fromEntries(entityNames.map((name) => [name, new Map<string, unknown>(register[name])])),
});

const applyDraft = (register: Register, { entity, id, after }: Draft): void => {
  (register[entity] as Map<string, unknown>).set(id, after);
};

/** Refused lines with the same reason. */
export interface RefusalGroup {
  /** The reason, with dots where the lines differ. */
  readonly problem: string;
  readonly at: readonly string[];
}

/** Groups refused lines by reason, most frequent first. */
export function groupRefusals(
  refused: readonly { readonly at: string; readonly problem: string }[],
): readonly RefusalGroup[] {
  const groups = new Map<string, { problem: string; at: string[] }>();
  for (const { at, problem } of refused) {
    const reason = problem.replace(/"[^"]*"/g, '"…"').replace(/(?:UC-)?\d+(?:[.,-]\d+)*/g, '…');
    const group = groups.get(reason);
    if (!group) groups.set(reason, { problem, at: [at] });
    else {
      group.at.push(at);
      group.problem = problem === group.problem ? problem : reason;
    }
  }
  return [...groups.values()].sort((a, b) => b.at.length - a.at.length);
}

export interface ImportInput extends ImportOptions {
  readonly lines: readonly ImportLine[];
}

/** Registers all accepted lines; refuses when there is none. */
export const importUseCasesStep = defineStep<'import-use-cases', ImportInput>({
  key: 'import-use-cases',
  label: 'Import',
  permission: anyMember,
  decide: (register, { lines, ...options }, act) => {
    const { accepted, refused, drafts } = planImport(register, lines, act, options);
    if (accepted.length > 0) return accept(...drafts);
    const why = refused.slice(0, 5).map(({ at, problem }) => `${at}: ${problem}`);
    const none = `Nothing was registered. ${why.join(' ')}`;
    return refuse('invalid', none, { fields: { lines: none } });
  },
});

export const importUseCases = importUseCasesStep.decide;

/** Returns the people named as owners. */
export function listOwners(
  register: Register,
  lines: readonly ImportLine[],
  directory: Directory | null = null,
  syntax: PersonSyntax = noIdSyntax,
): readonly UserId[] {
  const meant = createOwnerLookup(register, directory, syntax);
  const written = new Set(lines.map(({ cells }) => (cells.owner ?? '').trim()));
  const found = [...written].filter((owner) => findPlaceholder(owner) === null).map(meant);
  return [...new Set(found.flatMap((one) => (one.length === 1 ? one.map(({ id }) => id) : [])))];
}
