import { addDays } from './calendar.ts';
import { type Change, type Draft, fold } from './change.ts';
import type { Act } from './decide.ts';
import {
  autonomies,
  type Day,
  dataClasses,
  day,
  type Person,
  type Register,
  stages,
  type UserId,
  vendorKey,
} from './register.ts';
import {
  type Description,
  pilotDays,
  type Registration,
  registerUseCase,
  type Standing,
} from './use-cases.ts';

/** The columns of an import, in the order of the template: what each is called and what it holds. */
export const importColumns = [
  { name: 'name', holds: 'what people call it', example: 'Support reply assistant' },
  { name: 'purpose', holds: 'the job it does, in a sentence', example: 'Drafts answers to tickets' },
  { name: 'team', holds: 'the team it is for', example: 'Support' },
  {
    name: 'owner',
    holds:
      "a Slack member ID (a profile's menu copies it), or the name of somebody known here; yours when empty",
    example: '',
  },
  { name: 'intended users', holds: 'how many it is meant for', example: '80' },
  {
    name: 'data',
    holds: 'none, personal, company-confidential, or several with + between',
    example: 'personal',
  },
  { name: 'may do', holds: 'suggest, draft or execute', example: 'draft' },
  { name: 'retrieval', holds: 'yes when it searches documents or remembers, otherwise no', example: 'yes' },
  { name: 'vendors', holds: 'whoever processes its data, with + between', example: 'OpenAI + Pinecone' },
  { name: 'stage', holds: 'proposed (when empty), pilot or production', example: 'pilot' },
  { name: 'start date', holds: 'of the pilot, like 2026-01-31', example: '2026-01-12' },
  { name: 'decide by', holds: `of the pilot; ${pilotDays} days after the start when empty`, example: '' },
  { name: 'volunteers', holds: 'how many use it in the pilot', example: '12' },
  { name: 'criteria', holds: 'of the pilot, with + between', example: '30% of tickets without a person' },
  { name: 'live since', holds: 'of what is in production, like 2026-01-31', example: '' },
  { name: 'deployed', holds: 'how many use it in production', example: '' },
  { name: 'audience', holds: 'everyone or volunteers, in production', example: '' },
  { name: 'why new', holds: 'what makes it different, where it resembles another', example: '' },
] as const;
export type ImportColumn = (typeof importColumns)[number]['name'];

/** One line of a file: where it stands, in words, and its cells as they were written. */
export interface ImportLine {
  readonly at: string;
  readonly cells: Readonly<Partial<Record<ImportColumn, string>>>;
}

export interface ImportPlan {
  readonly accepted: readonly { readonly at: string; readonly key: string; readonly input: Registration }[];
  readonly refused: readonly { readonly at: string; readonly name: string; readonly problem: string }[];
  /** Registers everything that is accepted. */
  readonly drafts: readonly Draft[];
}

const longestText = 3000;

/** What a line would register, or what is wrong with it, one sentence a cell. */
type ReadLine =
  | { readonly ok: true; readonly input: Registration }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the cells of a line, and notes what cannot be read. */
function readLine(
  { cells }: ImportLine,
  act: Pick<Act, 'actor' | 'today'>,
  meant: ReturnType<typeof whoIsMeant>,
): ReadLine {
  const problems: string[] = [];
  const cell = (name: ImportColumn): string => (cells[name] ?? '').trim();
  const wrong = (name: ImportColumn, problem: string) => {
    problems.push(`${name}: ${problem}`);
  };
  const text = (name: ImportColumn, max = longestText): string => {
    const length = [...cell(name)].length;
    if (length > max) wrong(name, `at most ${max} characters; this has ${length}.`);
    return cell(name);
  };
  const several = (name: ImportColumn): string[] =>
    cell(name)
      .split(/[+\n]/)
      .map((part) => part.trim())
      .filter(Boolean);
  const count = (name: ImportColumn): number => {
    const read = wholeNumber(cell(name));
    if (read === null)
      wrong(name, cell(name) === '' ? 'enter a number.' : `"${short(cell(name))}" is no whole number.`);
    return read ?? 0;
  };
  const date = (name: ImportColumn): Day => {
    const read = dayIn(cell(name));
    if (read === null)
      wrong(
        name,
        looksLikeDay.test(cell(name))
          ? `there is no day ${cell(name)} in the calendar.`
          : `write it like 2026-01-31${cell(name) && `, not "${short(cell(name))}"`}.`,
      );
    return read ?? act.today;
  };
  const one = <V extends string>(name: ImportColumn, values: readonly V[], otherwise: V | null): V | null => {
    const written = cell(name).toLowerCase();
    const found = written === '' ? otherwise : values.find((value) => value === written);
    if (!found) wrong(name, `one of ${values.join(', ')}${written && `, not "${short(cell(name))}"`}.`);
    return found ?? null;
  };

  const data = several('data').map((value) => value.toLowerCase());
  const unknown = data.find((value) => !dataClasses.some((known) => known === value));
  if (unknown !== undefined) wrong('data', `one of ${dataClasses.join(', ')}, not "${short(unknown)}".`);
  const owners = cell('owner') === '' ? [act.actor.id] : meant(cell('owner')).map(({ id }) => id);
  if (owners.length !== 1) wrong('owner', unclearOwner(cell('owner'), meant(cell('owner'))));
  const description: Description = {
    name: cell('name'),
    purpose: text('purpose'),
    team: text('team', 150),
    owner: owners[0] ?? act.actor.id,
    members: [],
    intendedUsers: count('intended users'),
    data: dataClasses.filter((known) => data.includes(known)),
    autonomy: one('may do', autonomies, null) ?? 'suggest',
    retrieval: one('retrieval', ['yes', 'no'], null) === 'yes',
    vendors: several('vendors'),
  };
  const stage = one('stage', stages.slice(0, 3), 'proposed');
  let standing: Standing = { stage: 'proposed' };
  if (stage === 'pilot') {
    const startedOn = date('start date');
    const decideBy = cell('decide by') === '' ? addDays(startedOn, pilotDays) : date('decide by');
    const criteria = several('criteria');
    text('criteria');
    standing = { stage, charter: { startedOn, decideBy, volunteers: count('volunteers'), criteria } };
  }
  if (stage === 'production') {
    const audience = one('audience', ['everyone', 'volunteers'], null) ?? 'volunteers';
    standing = { stage, liveOn: date('live since'), rollout: { audience, deployed: count('deployed') } };
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, input: { ...description, standing, whyNew: text('why new') || null } };
}

const memberId = /^[UW][A-Z0-9]{2,}$/;
const short = (text: string): string =>
  [...text].length > 40 ? `${[...text].slice(0, 39).join('')}…` : text;

/** `1,000` and `1 000` are a thousand; `1.5`, `12%` and `=6*7` are no whole numbers. */
function wholeNumber(written: string): number | null {
  const bare = /^[1-9]\d{0,2}(?:[ ,.'\u2019\u00a0\u202f]\d{3})+$/.test(written)
    ? written.replace(/\D/g, '')
    : written;
  return /^\d{1,7}$/.test(bare) ? Number(bare) : null;
}

const looksLikeDay = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})$/;
/** `2026-01-31` or `31.1.2026`; null for what is no day. */
function dayIn(written: string): Day | null {
  const [, date, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written) ?? [];
  const iso = year ? `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}` : written;
  return day.safeParse(iso).success ? iso : null;
}

type Named = Pick<Person, 'id' | 'name'>;

/** Tells whom an owner's cell means: by a member ID, or by the name or the first name of people known here. */
function whoIsMeant(register: Register): (written: string) => readonly Named[] {
  const called = new Map<string, Named[]>();
  for (const person of register.people.values()) {
    if (!person.active) continue;
    const name = vendorKey(person.name);
    for (const key of new Set([name, name.split(' ')[0] ?? name]))
      called.set(key, [...(called.get(key) ?? []), person]);
  }
  return (written) => {
    const owner = written.trim().replace(/^<?@?/, '').replace(/>$/, '');
    return memberId.test(owner) ? [{ id: owner, name: owner }] : (called.get(vendorKey(owner)) ?? []);
  };
}

const unclearOwner = (written: string, meant: readonly Named[]): string =>
  meant.length === 0
    ? `nobody known here is called "${short(written)}". Write a Slack member ID, such as U024BE7LH; the menu of a profile copies it.`
    : `"${short(written)}" may be ${meant.map(({ id, name }) => `${name} (write ${id})`).join(' or ')}.`;

/** The people that lines name as owners. */
export function ownersIn(register: Register, lines: readonly ImportLine[]): readonly UserId[] {
  const meant = whoIsMeant(register);
  const owners = lines.map(({ cells }) => meant(cells.owner ?? ''));
  return [...new Set(owners.flatMap((found) => (found.length === 1 ? found.map(({ id }) => id) : [])))];
}

/**
 * Decides for each line as its form would, on what the lines before it registered. Nothing is lost: a line is accepted
 * or refused with the reason.
 */
export function planImport(register: Register, lines: readonly ImportLine[], act: Act): ImportPlan {
  const accepted: ImportPlan['accepted'][number][] = [];
  const refused: ImportPlan['refused'][number][] = [];
  const drafts: Draft[] = [];
  const names = new Map<string, string>();
  const places = new Map<string, string>();
  const meant = whoIsMeant(register);
  let grown = register;
  for (const line of lines) {
    const { at, cells } = line;
    const refuse = (problem: string) => refused.push({ at, name: (cells.name ?? '').trim(), problem });
    const read = readLine(line, act, meant);
    if (!read.ok) {
      refuse(read.problems.join(' '));
      continue;
    }
    const name = vendorKey(read.input.name);
    const twin = names.get(name);
    if (twin !== undefined) {
      refuse(`The same name as ${twin}.`);
      continue;
    }
    const outcome = registerUseCase(grown, read.input, act);
    if (!outcome.ok) {
      const { code, message, alike = [], fields } = outcome.refusal;
      const others = alike.map(
        (key) => places.get(key) ?? `${key} ${short(grown.useCases.get(key)?.name ?? '')}`,
      );
      refuse(
        code === 'looks-alike'
          ? `It resembles ${others.join(', ')}. Say in the column "why new" what makes it different, or leave it out.`
          : Object.values(fields ?? { message }).join(' '),
      );
      continue;
    }
    const changes = outcome.drafts.map((draft, index) => ({
      ...draft,
      seq: grown.seq + index + 1,
      at: act.at,
      actor: act.actor.id,
    })) as Change[];
    grown = fold(grown, changes);
    const key = changes.find(({ entity }) => entity === 'useCases')?.id ?? '';
    names.set(name, at);
    places.set(key, at);
    accepted.push({ at, key, input: read.input });
    drafts.push(...outcome.drafts);
  }
  return { accepted, refused, drafts };
}
