import { addDays } from '../calendar.ts';
import type { Draft } from '../change.ts';
import { type Act, changed, refuse } from '../decide.ts';
import { currentName, type Doubt, distinctTools, foldName, namesNear } from '../names.ts';
import { member } from '../permissions.ts';
import {
  autonomies,
  type Day,
  dataClasses,
  entityNames,
  isOver,
  longestVendor,
  type Person,
  type Register,
  type Stage,
  stages,
  type UseCase,
  type UserId,
  vendorKey,
} from '../register.ts';
import { defineStep } from '../step.ts';
import {
  excerpt,
  isTick,
  leadWord,
  placeholderIn,
  readDay,
  readEntries,
  readNames,
  readNumber,
  readYesNo,
  writeEntries,
} from '../typed.ts';
import { namedVendors, vendorNames } from '../vendors/index.ts';
import {
  type Description,
  pilotDays,
  type Registration,
  registerUseCase,
  type Standing,
} from './use-cases.ts';

interface Column {
  readonly name: string;
  /** What other tables call it. */
  readonly also: readonly string[];
  readonly holds: string;
  readonly example: string;
}

/** The columns of an import, in the order of the template: what each is called and what it holds. */
export const importColumns = [
  {
    name: 'name',
    also: [
      ...['use case name', 'use case', 'use case title', 'ai use case', 'ai use case name', 'title'],
      ...['project name', 'project', 'tool name', 'algorithm name', 'ai system', 'ai tool', 'initiative'],
    ],
    holds: 'what people call it',
    example: 'Support reply assistant',
  },
  {
    name: 'purpose',
    also: [
      ...['description', 'use case description', 'short description', 'description short', 'summary'],
      ...['what it does', 'use case summary', 'goal', 'objective', 'business purpose', 'use case purpose'],
      ...['purpose description', 'tool description', 'what problem is the ai intended to solve'],
      'what is the intended purpose and expected benefits of the ai',
    ],
    holds: 'the job it does, in a sentence',
    example: 'Drafts answers to tickets',
  },
  {
    name: 'team',
    also: [
      ...['department', 'dept', 'team name', 'business unit', 'business area', 'function', 'division'],
      ...['bureau', 'bureau component', 'unit', 'organisation', 'organization', 'agency'],
    ],
    holds: 'the team it is for',
    example: 'Support',
  },
  {
    name: 'owner',
    also: [
      ...['use case owner', 'owner name', 'business owner', 'product owner', 'accountable', 'responsible'],
      ...['senior responsible owner', 'contact', 'contact person', 'project lead'],
    ],
    holds: "a name in Slack, or a member ID (a profile's menu copies it); yours when empty",
    example: '',
  },
  {
    name: 'intended users',
    also: [
      ...['users', 'number of users', '# users', '# of users', 'no of users', 'user count', 'target users'],
      ...['intended user count', 'expected users', 'headcount'],
    ],
    holds: 'how many it is meant for',
    example: '80',
  },
  {
    name: 'data',
    also: [
      ...['data class', 'data classes', 'data classification', 'data type', 'data types', 'data it touches'],
      ...['data sensitivity', 'sensitivity'],
    ],
    holds: 'none, personal, company-confidential, or several separated by commas; not stated when empty',
    example: 'personal',
  },
  {
    name: 'may do',
    also: ['autonomy', 'autonomy level', 'level of autonomy', 'what it may do'],
    holds: 'suggest, draft or execute',
    example: 'draft',
  },
  {
    name: 'retrieval',
    also: ['uses retrieval', 'rag', 'uses rag'],
    holds: 'yes when it searches documents or remembers, otherwise no',
    example: 'yes',
  },
  {
    name: 'vendors',
    also: [
      'vendor',
      'vendor name',
      'vendor s name',
      'vendor names',
      'supplier',
      'suppliers',
      'provider',
      'providers',
    ],
    holds: 'the companies that process its data, separated by commas; none when there is none',
    example: 'OpenAI, Pinecone',
  },
  {
    name: 'stage',
    also: [
      ...['status', 'phase', 'lifecycle', 'lifecycle stage', 'stage of development', 'development stage'],
      'current stage',
    ],
    holds: 'proposed (when empty), pilot or production',
    example: 'pilot',
  },
  {
    name: 'start date',
    also: ['started', 'started on', 'pilot start', 'pilot start date', 'begin date'],
    holds: 'of the pilot, like 2026-01-31',
    example: '2026-01-12',
  },
  {
    name: 'decide by',
    also: ['decision date', 'decision due', 'pilot end', 'pilot end date'],
    holds: `of the pilot; ${pilotDays} days after the start when empty`,
    example: '',
  },
  {
    name: 'volunteers',
    also: ['pilot users', 'pilot participants', 'participants', 'testers'],
    holds: 'how many use it in the pilot',
    example: '12',
  },
  {
    name: 'criteria',
    also: ['success criteria', 'success metrics', 'success measures', 'kpi', 'kpis'],
    holds: 'of the pilot, one a line or separated by semicolons',
    example: '30% of tickets without a person',
  },
  {
    name: 'live since',
    also: [
      'go live',
      'go live date',
      'golive date',
      'live date',
      'launch date',
      'production date',
      'date implemented',
    ],
    holds: 'of what is in production, like 2026-01-31',
    example: '',
  },
  {
    name: 'deployed',
    also: ['deployed users', 'deployed to', 'active users'],
    holds: 'how many use it in production',
    example: '',
  },
  {
    name: 'audience',
    also: ['rollout', 'roll out', 'rolled out to'],
    holds: 'everyone or volunteers, in production',
    example: '',
  },
  {
    name: 'why new',
    also: ['difference', 'what is different'],
    holds: 'what makes it different, where it resembles another',
    example: '',
  },
] as const satisfies readonly Column[];
export type ImportColumn = (typeof importColumns)[number]['name'];
/** A table without one of these registers nothing. */
export const neededColumns: readonly ImportColumn[] = [
  'name',
  'purpose',
  'team',
  'intended users',
  'may do',
  'retrieval',
];

/** One line of a file: where it stands, in words, and its cells as they were written. */
export interface ImportLine {
  readonly at: string;
  readonly cells: Readonly<Partial<Record<ImportColumn, string>>>;
}

export interface ImportPlan {
  readonly accepted: readonly { readonly at: string; readonly key: string; readonly input: Registration }[];
  readonly refused: readonly { readonly at: string; readonly name: string; readonly problem: string }[];
  /** How many lines resemble another line, or a use case that is registered, and do not say why they are new. */
  readonly alike: Readonly<Record<Likeness, number>>;
  /** Registers everything that is accepted. */
  readonly drafts: readonly Draft[];
}

/** What a line may resemble. */
export type Likeness = 'lines' | 'registered';

/** Everybody in the workspace, as Slack lists them, with each of their names. */
export type Directory = ReadonlyMap<
  UserId,
  Person & { readonly kind: Act['actor']['kind']; readonly names: readonly string[] }
>;

/** How the people's system writes them: what an owner's cell holds beside a name. */
export interface PersonSyntax {
  /** The id in a mention of somebody; null where the text is none. */
  readonly mentioned: (written: string) => UserId | null;
  /** Whether a text can only be an id, whoever it is. */
  readonly isId: (written: string) => boolean;
}

/** Names alone. */
const noIds: PersonSyntax = { mentioned: () => null, isId: () => false };

export interface ImportOptions {
  /** Null where Slack did not list the people. */
  readonly directory?: Directory | null;
  readonly syntax?: PersonSyntax;
  /** Which of the lines that resemble something were said to be new. */
  readonly areNew?: readonly Likeness[];
  /** The vendor that each doubtful name means, by the folded name. */
  readonly meantVendors?: ReadonlyMap<string, string>;
}

const longestText = 3000;
/** Why a use case is new where one tick said it of all. */
const saidAtOnce = 'Said to be new when it was imported.';

/** What a line would register, or what is wrong with it, one sentence a cell. */
type ReadLine =
  | { readonly ok: true; readonly input: Registration }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What is written for the classes of data. */
const dataWords: Readonly<Record<string, UseCase['data'][number]>> = {
  ...Object.fromEntries(dataClasses.map((name) => [name, name])),
  no: 'none',
  'no data': 'none',
  public: 'none',
  'public data': 'none',
  'personal data': 'personal',
  'personal information': 'personal',
  'personally identifiable information': 'personal',
  pii: 'personal',
  confidential: 'company-confidential',
  'company confidential': 'company-confidential',
  'confidential data': 'company-confidential',
  'company-confidential data': 'company-confidential',
};

/** What is written for a stage; a public inventory numbers them. */
const stageWords: Readonly<Record<string, Stage>> = {
  ...Object.fromEntries(stages.map((name) => [name, name])),
  ...{ idea: 'proposed', planned: 'proposed', proposal: 'proposed', initiated: 'proposed' },
  ...{ 'pre-deployment': 'proposed', 'acquisition and/or development': 'proposed' },
  ...{ 'in pilot': 'pilot', piloting: 'pilot', live: 'production', 'in production': 'production' },
  ...{ deployed: 'production', operational: 'production', 'in use': 'production' },
  'operation and maintenance': 'production',
};

const autonomyWords: Readonly<Record<string, (typeof autonomies)[number]>> = {
  ...{ suggests: 'suggest', suggestion: 'suggest', suggestions: 'suggest', recommend: 'suggest' },
  ...{ drafts: 'draft', 'draft only': 'draft', executes: 'execute' },
};

/** Reads the cells of a line, and notes what cannot be read. */
function readLine(
  { cells }: ImportLine,
  act: Pick<Act, 'actor' | 'today'>,
  meant: ReturnType<typeof whoIsMeant>,
  knownVendors: readonly string[],
  ticked: boolean,
): ReadLine {
  const problems: string[] = [];
  const cell = (name: ImportColumn): string => (cells[name] ?? '').trim();
  const wrong = (name: ImportColumn, problem: string) => {
    problems.push(`${name}: ${problem}`);
  };
  const quoted = (name: ImportColumn) => `"${excerpt(cell(name))}"`;
  const isGap = (name: ImportColumn) => cell(name) === '' || placeholderIn(cell(name)) !== null;
  const text = (name: ImportColumn, max = longestText): string => {
    const length = [...cell(name)].length;
    if (length > max) wrong(name, `at most ${max} characters; this has ${length}.`);
    return cell(name);
  };
  const count = (name: ImportColumn): number => {
    const read = readNumber(cell(name));
    const isCount = read.ok && read.value >= 0;
    if (!isCount) wrong(name, isGap(name) ? 'enter a number.' : `${quoted(name)} is no whole number.`);
    return isCount ? read.value : 0;
  };
  const date = (name: ImportColumn): Day => {
    const read = readDay(cell(name));
    if (!read) wrong(name, `write it like 2026-01-31${isGap(name) ? '' : `, not ${quoted(name)}`}.`);
    else if (!read.ok) wrong(name, read.problem);
    return read?.ok ? read.value : act.today;
  };
  const one = <V extends string>(
    name: ImportColumn,
    values: readonly V[],
    words: Readonly<Record<string, string>> = {},
    otherwise: V | null = null,
  ): V | null => {
    const written = cell(name)
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/^[a-z]\) /, '');
    const readings = [written, leadWord(written)].map((word) => words[word] ?? word);
    const found = isGap(name) ? otherwise : values.find((value) => readings.includes(value));
    if (!found) wrong(name, `one of ${values.join(', ')}${isGap(name) ? '' : `, not ${quoted(name)}`}.`);
    return found ?? null;
  };

  const data: UseCase['data'][number][] = [];
  for (const part of cell('data').split(/[,;&\n\r/]|\s?\+\s?|\sand\s/)) {
    const word = part.trim().toLowerCase().replace(/\s+/g, ' ');
    const found = dataWords[word];
    if (found) data.push(found);
    else if (word !== '' && placeholderIn(cell('data')) === null && placeholderIn(word) === null)
      wrong('data', `one of ${dataClasses.join(', ')}, not "${excerpt(word)}".`);
  }
  const owners = isGap('owner') ? [act.actor.id] : meant(cell('owner')).map(({ id }) => id);
  if (owners.length !== 1) wrong('owner', unclearOwner(cell('owner'), meant(cell('owner'))));
  const retrieval = cell('retrieval') === '' && ticked ? false : readYesNo(cell('retrieval'));
  if (retrieval === null)
    wrong('retrieval', `one of yes, no${isGap('retrieval') ? '' : `, not ${quoted('retrieval')}`}.`);
  const vendors = readNames(cell('vendors'), knownVendors);
  const description: Description = {
    name: cell('name'),
    purpose: text('purpose'),
    team: text('team', 150),
    owner: owners[0] ?? act.actor.id,
    members: [],
    intendedUsers: count('intended users'),
    data: dataClasses.filter((known) => data.includes(known)),
    autonomy: one('may do', autonomies, autonomyWords) ?? 'suggest',
    retrieval: retrieval === true,
    vendors: vendors.names,
    otherVendors: vendors.placeholder,
  };
  const stage = one('stage', stages.slice(0, 3), stageWords, 'proposed');
  let standing: Standing = { stage: 'proposed' };
  if (stage === 'pilot') {
    const startedOn = date('start date');
    const decideBy = isGap('decide by') ? addDays(startedOn, pilotDays) : date('decide by');
    const criteria = readEntries(text('criteria'));
    standing = { stage, charter: { startedOn, decideBy, volunteers: count('volunteers'), criteria } };
  }
  if (stage === 'production') {
    const audience = one('audience', ['everyone', 'volunteers'], {
      all: 'everyone',
      'all users': 'everyone',
    });
    const rollout = { audience: audience ?? 'volunteers', deployed: count('deployed') };
    standing = { stage, liveOn: date('live since'), rollout };
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, input: { ...description, standing, whyNew: text('why new') || null } };
}

/** The columns that the inputs of a registration are read from, for what the domain says about an input. */
const columnOf: Readonly<Record<string, ImportColumn>> = {
  intendedUsers: 'intended users',
  autonomy: 'may do',
  startedOn: 'start date',
  decideBy: 'decide by',
  liveOn: 'live since',
  whyNew: 'why new',
};

type Named = Pick<Person, 'id' | 'name'>;

/** Tells whom an owner's cell means: by a member ID, or by the name or the first name of people known here. */
function whoIsMeant(
  register: Register,
  directory: Directory | null,
  { mentioned: idIn, isId }: PersonSyntax,
): (written: string) => readonly Named[] {
  const people = new Map<UserId, Named & { readonly names: readonly string[] }>();
  for (const person of register.people.values())
    if (person.active) people.set(person.id, { ...person, names: [person.name] });
  for (const person of directory?.values() ?? [])
    if (person.active && person.kind === 'member')
      people.set(person.id, { ...person, names: [...(people.get(person.id)?.names ?? []), ...person.names] });
  const whole = new Map<string, Map<UserId, Named>>();
  const first = new Map<string, Map<UserId, Named>>();
  const note = (called: typeof whole, name: string, person: Named) => {
    called.set(name, (called.get(name) ?? new Map()).set(person.id, person));
  };
  for (const person of people.values())
    for (const name of person.names) {
      const key = vendorKey(name);
      if (key === '') continue;
      note(whole, key, person);
      note(first, key.split(' ')[0] ?? key, person);
    }
  return (written) => {
    const mentioned = idIn(written.trim());
    const owner = mentioned ?? written.trim().replace(/^@/, '');
    if (mentioned || people.has(owner) || directory?.has(owner)) return [{ id: owner, name: owner }];
    const [last, given] = vendorKey(owner).split(', ');
    const key = given ? `${given} ${last}` : vendorKey(owner);
    const found = whole.get(key) ?? first.get(key);
    if (found) return [...found.values()];
    return isId(owner) ? [{ id: owner, name: owner }] : [];
  };
}

const unclearOwner = (written: string, meant: readonly Named[]): string =>
  meant.length === 0
    ? `nobody known here is called "${excerpt(written)}". Write the member ID, which the menu of a profile copies.`
    : `"${excerpt(written)}" may be ${meant.map(({ id, name }) => `${name} (write ${id})`).join(' or ')}.`;

/** The people that lines name as owners. */
export function ownersIn(
  register: Register,
  lines: readonly ImportLine[],
  directory: Directory | null = null,
  syntax: PersonSyntax = noIds,
): readonly UserId[] {
  const meant = whoIsMeant(register, directory, syntax);
  const written = new Set(lines.map(({ cells }) => (cells.owner ?? '').trim()));
  const found = [...written].filter((owner) => placeholderIn(owner) === null).map(meant);
  return [...new Set(found.flatMap((one) => (one.length === 1 ? one.map(({ id }) => id) : [])))];
}

/** So many names that are new are compared with each other and with what is recorded. */
const mostCompared = 200;

/**
 * The vendors in a table that are new and may be meant for others: for one that is recorded, or for one that more of
 * its lines name.
 */
export function vendorDoubts(register: Register, lines: readonly ImportLine[]): readonly Doubt[] {
  const recorded = vendorNames(register);
  const known = new Set(recorded.map(foldName));
  const written = new Map<string, { readonly name: string; lines: number }>();
  for (const { cells } of lines)
    for (const name of distinctTools(readNames(cells.vendors ?? '', recorded).names)) {
      const key = foldName(name);
      const entry = written.get(key) ?? { name, lines: 0 };
      entry.lines += 1;
      if (!known.has(key) && name.length <= longestVendor) written.set(key, entry);
    }
  const usual = [...written.values()].sort((a, b) => b.lines - a.lines).slice(0, mostCompared);
  const others = [...recorded];
  return usual.flatMap(({ name }) => {
    const near = distinctTools(namesNear(name, others).map((other) => currentName(register, other)));
    others.push(name);
    return near.length === 0 ? [] : [{ name, near }];
  });
}

/**
 * Decides for each line as its form would, on what the lines before it registered. Nothing is lost: a line is accepted
 * or refused with the reason.
 */
export function planImport(
  register: Register,
  lines: readonly ImportLine[],
  act: Act,
  { directory = null, syntax = noIds, areNew = [], meantVendors = new Map() }: ImportOptions = {},
): ImportPlan {
  const accepted: ImportPlan['accepted'][number][] = [];
  const refused: ImportPlan['refused'][number][] = [];
  const drafts: Draft[] = [];
  const names = new Map<string, string>();
  const places = new Map<string, string>();
  const alikeCount = { lines: 0, registered: 0 };
  const meant = whoIsMeant(register, directory, syntax);
  const knownVendors = vendorNames(register);
  const retrievals = lines.flatMap(({ cells }) => cells.retrieval?.trim() || []);
  const ticked = retrievals.length > 0 && retrievals.every(isTick);
  const grown = copyOf(register);
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
    const vendors = read.input.vendors.map((vendor) => meantVendors.get(foldName(vendor)) ?? vendor);
    let input: Registration = { ...read.input, vendors: distinctTools(vendors) };
    let outcome = registerUseCase(grown, input, act);
    if (!outcome.ok && outcome.refusal.code === 'looks-alike') {
      const { alike = [] } = outcome.refusal;
      const likeness: Likeness = alike.every((key) => places.has(key)) ? 'lines' : 'registered';
      alikeCount[likeness] += 1;
      if (areNew.includes(likeness)) {
        input = { ...input, whyNew: saidAtOnce };
        outcome = registerUseCase(grown, input, act);
      } else {
        const others = alike.map(
          (key) => places.get(key) ?? `${key} ${excerpt(grown.useCases.get(key)?.name ?? '')}`,
        );
        refuse(
          `It resembles ${others.join(', ')}. Say in the column "why new" what makes it different, or leave it out.`,
        );
        continue;
      }
    }
    if (!outcome.ok) {
      const { message, fields } = outcome.refusal;
      const said = Object.entries(fields ?? {}).map(
        ([field, problem]) => `${columnOf[field] ?? field}: ${problem}`,
      );
      refuse(said.length === 0 ? message : said.join(' '));
      continue;
    }
    for (const draft of outcome.drafts) apply(grown, draft);
    const key = outcome.drafts.find(({ entity }) => entity === 'useCases')?.id ?? '';
    names.set(name, at);
    places.set(key, at);
    accepted.push({ at, key, input });
    drafts.push(...outcome.drafts);
  }
  return { accepted, refused, alike: alikeCount, drafts };
}

/** A register with collections of its own: folding anew for each of a thousand lines would copy them as often. */
const copyOf = (register: Register): Register => ({
  ...register,
  ...Object.fromEntries(entityNames.map((name) => [name, new Map<string, unknown>(register[name])])),
});

const apply = (register: Register, { entity, id, after }: Draft): void => {
  (register[entity] as Map<string, unknown>).set(id, after);
};

/** Lines that were left out for the same reason. */
export interface RefusalGroup {
  /** The reason, with dots for what differs between them. */
  readonly problem: string;
  readonly at: readonly string[];
}

/** Groups what was left out by its reason, the most frequent first. */
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

/** What a use case is in the columns of an import. */
function cellsOf(register: Register, useCase: UseCase): Readonly<Partial<Record<ImportColumn, string>>> {
  const { life, otherVendors } = useCase;
  const vendors = namedVendors(register, useCase);
  const standing: Readonly<Partial<Record<ImportColumn, string>>> =
    life.stage === 'pilot'
      ? {
          'start date': life.charter.startedOn,
          'decide by': life.charter.decideBy,
          volunteers: String(life.charter.volunteers),
          criteria: writeEntries(life.charter.criteria),
        }
      : life.stage === 'production'
        ? { 'live since': life.liveOn, deployed: String(life.deployed), audience: life.audience }
        : {};
  return {
    name: useCase.name,
    purpose: useCase.purpose,
    team: useCase.team,
    owner: useCase.owner,
    'intended users': String(useCase.intendedUsers),
    data: useCase.data.join(', '),
    'may do': useCase.autonomy,
    retrieval: useCase.retrieval ? 'yes' : 'no',
    vendors: [
      ...(vendors.length > 0 ? [writeEntries(vendors)] : []),
      ...(otherVendors ? [otherVendors] : []),
    ].join('; '),
    stage: life.stage,
    ...standing,
    'why new': useCase.whyNew ?? '',
  };
}

/**
 * The use cases that go on, as a table in the columns of an import, the names of the columns first; and how many have
 * ended, which an import does not register.
 */
export function exportRows(register: Register): {
  readonly rows: readonly (readonly string[])[];
  readonly ended: number;
} {
  const all = [...register.useCases.values()];
  const going = all.filter((useCase) => !isOver(useCase));
  const columns = importColumns.map(({ name }) => name);
  const rows = going.map((useCase) => {
    const cells = cellsOf(register, useCase);
    return columns.map((column) => cells[column] ?? '');
  });
  return { rows: [columns, ...rows], ended: all.length - going.length };
}

export interface ImportInput extends ImportOptions {
  readonly lines: readonly ImportLine[];
}

/** Registers every line that can be; refuses where none can. */
export const importUseCasesStep = defineStep<'import-use-cases', ImportInput>({
  key: 'import-use-cases',
  label: 'Import',
  mayBy: member,
  decide: (register, { lines, ...options }, act) => {
    const { accepted, refused, drafts } = planImport(register, lines, act, options);
    if (accepted.length > 0) return changed(...drafts);
    const why = refused.slice(0, 5).map(({ at, problem }) => `${at}: ${problem}`);
    const none = `Nothing was registered. ${why.join(' ')}`;
    return refuse('invalid', none, { fields: { lines: none } });
  },
});
export const importUseCases = importUseCasesStep.decide;
