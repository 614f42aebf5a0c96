import { addDays } from '../calendar.ts';
import type { Act } from '../decide.ts';
import { autonomies, type Day, dataClasses, type Stage, stages, type UseCase } from '../register.ts';
import {
  excerpt,
  findPlaceholder,
  firstEntry,
  readDay,
  readEntries,
  readNames,
  readNumber,
  readYesNo,
} from '../typed.ts';
import { type createOwnerLookup, explainUnclearOwner } from './import-owners.ts';
import { type Description, type InitialStage, pilotDays, type Registration } from './use-cases.ts';

interface Column {
  readonly name: string;
  /** Other names of the column. */
  readonly also: readonly string[];
  readonly holds: string;
  readonly example: string;
}

/** The import columns in template order, with their names and contents. */
export const importColumns = [
  {
    name: 'name',
    also: [
      ...['use case name', 'use case', 'use case title', 'ai use case', 'ai use case name', 'title'],
      ...['project name', 'project', 'tool name', 'algorithm name', 'ai system', 'ai tool', 'initiative'],
    ],
    holds: 'its name',
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
    holds: 'a Slack name, or a member ID (copy it from the menu of the profile); if empty, you are the owner',
    example: '',
  },
  {
    name: 'intended users',
    also: [
      ...['users', 'number of users', '# users', '# of users', 'no of users', 'user count', 'target users'],
      ...['intended user count', 'expected users', 'headcount'],
    ],
    holds: 'the number of intended users',
    example: '80',
  },
  {
    name: 'data',
    also: [
      ...['data class', 'data classes', 'data classification', 'data type', 'data types', 'data it touches'],
      ...['data sensitivity', 'sensitivity'],
    ],
    holds: 'none, personal, company-confidential, or several separated by commas; if empty, not stated',
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
    holds: 'yes if it searches documents or remembers earlier requests, otherwise no',
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
    holds: 'the companies that process its data, separated by commas, or none',
    example: 'OpenAI, Pinecone',
  },
  {
    name: 'stage',
    also: [
      ...['status', 'phase', 'lifecycle', 'lifecycle stage', 'stage of development', 'development stage'],
      'current stage',
    ],
    holds: 'proposed, pilot or production; if empty, proposed',
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
    holds: `of the pilot; if empty, ${pilotDays} days after the start`,
    example: '',
  },
  {
    name: 'volunteers',
    also: ['pilot users', 'pilot participants', 'participants', 'testers'],
    holds: 'the number of volunteers',
    example: '12',
  },
  {
    name: 'criteria',
    also: ['success criteria', 'success metrics', 'success measures', 'kpi', 'kpis'],
    holds: 'of the pilot, one per line or separated by semicolons',
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
    holds: 'of a use case in production, like 2026-01-31',
    example: '',
  },
  {
    name: 'deployed',
    also: ['deployed users', 'deployed to', 'active users'],
    holds: 'the number of deployed users',
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
    holds: 'the difference, if it resembles another use case',
    example: '',
  },
] as const satisfies readonly Column[];

export type ImportColumn = (typeof importColumns)[number]['name'];

/** Required columns: without one of them, nothing is registered. */
export const requiredColumns: readonly ImportColumn[] = [
  'name',
  'purpose',
  'team',
  'intended users',
  'may do',
  'retrieval',
];

/** A line of a file: its position in words, and its cells as written. */
export interface ImportLine {
  readonly at: string;
  readonly cells: Readonly<Partial<Record<ImportColumn, string>>>;
}

const maxTextLength = 3000;

/** The reason recorded when one tick declares all similar lines new. */
export const bulkReason = 'Marked as new in the import.';

/** The registration of a line, or its problems, one sentence per cell. */
type ReadLine =
  | { readonly ok: true; readonly input: Registration }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Accepted words for the classes of data. */
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

/** Accepted words for a stage; a public inventory numbers them. */
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

/** Parses the cells of a line and collects their problems. */
export function readLine(
  { cells }: ImportLine,
  act: Pick<Act, 'actor' | 'today'>,
  meant: ReturnType<typeof createOwnerLookup>,
  knownVendors: readonly string[],
  ticked: boolean,
): ReadLine {
  const problems: string[] = [];
  const cell = (name: ImportColumn): string => (cells[name] ?? '').trim();
  const reportProblem = (name: ImportColumn, problem: string) => {
    problems.push(`${name}: ${problem}`);
  };
  const quoteCell = (name: ImportColumn) => `"${excerpt(cell(name))}"`;
  const isGap = (name: ImportColumn) => cell(name) === '' || findPlaceholder(cell(name)) !== null;
  const text = (name: ImportColumn, max = maxTextLength): string => {
    const length = [...cell(name)].length;
    if (length > max) reportProblem(name, `at most ${max} characters; this has ${length}.`);
    return cell(name);
  };
  const count = (name: ImportColumn): number => {
    const read = readNumber(cell(name));
    const isCount = read.ok && read.value >= 0;
    if (!isCount)
      reportProblem(name, isGap(name) ? 'enter a number.' : `${quoteCell(name)} is not a whole number.`);
    return isCount ? read.value : 0;
  };
  const date = (name: ImportColumn): Day => {
    const read = readDay(cell(name));
    if (!read)
      reportProblem(name, `write it like 2026-01-31${isGap(name) ? '' : `, not ${quoteCell(name)}`}.`);
    else if (!read.ok) reportProblem(name, read.problem);
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
    const readings = [written, firstEntry(written)].map((word) => words[word] ?? word);
    const found = isGap(name) ? otherwise : values.find((value) => readings.includes(value));
    if (!found)
      reportProblem(name, `one of ${values.join(', ')}${isGap(name) ? '' : `, not ${quoteCell(name)}`}.`);
    return found ?? null;
  };

  const data: UseCase['data'][number][] = [];
  for (const part of cell('data').split(/[,;&\n\r/]|\s?\+\s?|\sand\s/)) {
    const word = part.trim().toLowerCase().replace(/\s+/g, ' ');
    const found = dataWords[word];
    if (found) data.push(found);
    else if (word !== '' && findPlaceholder(cell('data')) === null && findPlaceholder(word) === null)
      reportProblem('data', `one of ${dataClasses.join(', ')}, not "${excerpt(word)}".`);
  }
  const owners = isGap('owner') ? [act.actor.id] : meant(cell('owner')).map(({ id }) => id);
  if (owners.length !== 1) reportProblem('owner', explainUnclearOwner(cell('owner'), meant(cell('owner'))));
  const retrieval = cell('retrieval') === '' && ticked ? false : readYesNo(cell('retrieval'));
  if (retrieval === null)
    reportProblem(
      'retrieval',
      `one of yes, no${isGap('retrieval') ? '' : `, not ${quoteCell('retrieval')}`}.`,
    );
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
  let standing: InitialStage = { stage: 'proposed' };
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

/** The column of each registration input, to place the domain's problems. */
export const columnOf: Readonly<Record<string, ImportColumn>> = {
  intendedUsers: 'intended users',
  autonomy: 'may do',
  startedOn: 'start date',
  decideBy: 'decide by',
  liveOn: 'live since',
  whyNew: 'why new',
};
