import { formatDay } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, refuse } from '../decide.ts';
import { normalizeName } from '../names.ts';
import { draftKnownPeople } from '../people.ts';
import {
  type ApprovedTool,
  type DataClass,
  type Day,
  dataClasses,
  maxToolNameLength,
  maxVendorNameLength,
  nextKey,
  type Register,
  type ToolRequest,
  toolKinds,
  type UserId,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { excerpt, findPlaceholder, readDay } from '../typed.ts';
import {
  createOwnerLookup,
  type Directory,
  explainUnclearOwner,
  type PersonSyntax,
} from '../use-cases/index.ts';
import { createToolCells, findToolCells, type ToolCells } from './export-rows.ts';
import {
  type DecidedState,
  dataWords,
  decidedStates,
  type ImportedTool,
  kindWords,
  stateWords,
  type ToolColumn,
  type ToolLine,
  toolColumns,
} from './import-columns.ts';
import { findDataProblem, isAgainstRules, nextReviewAfter } from './requests.ts';
import { keepersOnly } from './reviewer.ts';
import { findToolStanding, type ToolStanding } from './standing.ts';

/** A row that can be recorded. */
export interface AcceptedTool {
  readonly at: string;
  readonly input: ImportedTool;
}

export interface ToolImportPlan {
  readonly accepted: readonly AcceptedTool[];
  /** Rows that say what is recorded. */
  readonly unchanged: readonly string[];
  readonly refused: readonly { readonly at: string; readonly name: string; readonly problem: string }[];
}

export interface ToolImportOptions {
  /** Null when Slack did not list the people. */
  readonly directory: Directory | null;
  readonly syntax: PersonSyntax;
}

/** The longest conditions and reasons, in characters, as in the forms. */
const maxTextLength = 1000;

/** The decision on a withdrawn tool, whose reason the table does not have. */
const withdrawnReason = 'Imported after its approval was withdrawn.';

const wordOf = (written: string): string =>
  written
    .trim()
    .toLowerCase()
    .replace(/[-_\s]+/g, ' ');

type ReadTool =
  | { readonly ok: true; readonly input: ImportedTool }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Parses the cells of a row and collects their problems, one sentence per cell. */
function readTool(
  { cells }: ToolLine,
  act: Pick<Act, 'actor' | 'today'>,
  findDecider: (written: string) => readonly { readonly id: UserId; readonly name: string }[],
): ReadTool {
  const problems: string[] = [];
  const report = (name: ToolColumn, problem: string | false | null) => {
    if (problem) problems.push(`${name}: ${problem}`);
  };
  const cell = (name: ToolColumn): string => (cells[name] ?? '').trim();
  const isGap = (name: ToolColumn): boolean => cell(name) === '' || findPlaceholder(cell(name)) !== null;
  const text = (name: ToolColumn, most: number): string => {
    if (isGap(name)) return '';
    const { length } = [...cell(name)];
    report(name, length > most && `at most ${most} characters; this has ${length}.`);
    return cell(name);
  };
  const one = <V extends string>(
    name: ToolColumn,
    values: readonly V[],
    words: Readonly<Record<string, V>>,
  ): V => {
    const word = wordOf(cell(name));
    const found = words[word] ?? values.find((value) => wordOf(value) === word);
    if (!found)
      report(
        name,
        `enter one of ${values.join(', ')}${isGap(name) ? '' : `, not "${excerpt(cell(name))}"`}.`,
      );
    return found ?? (values[0] as V);
  };
  const day = (name: ToolColumn): Day | null => {
    if (isGap(name)) return null;
    const read = readDay(cell(name));
    if (read?.ok) return read.value;
    report(name, read ? read.problem : `write it like 2026-01-31, not "${excerpt(cell(name))}".`);
    return null;
  };

  const tool = text('tool', maxToolNameLength).replace(/\s+/g, ' ');
  report('tool', tool === '' && 'enter the name of the tool.');
  const vendor = text('vendor', maxVendorNameLength);
  const kind = one('kind', toolKinds, kindWords);
  const hadProblems = problems.length;
  const state = one('state', decidedStates, stateWords);
  const isStateKnown = problems.length === hadProblems;
  const data = readData(cell('data'), state, (problem) => report('data', problem));
  const conditions = text('conditions', maxTextLength);
  if (isStateKnown) {
    report(
      'conditions',
      state === 'refused' && conditions !== '' && 'a refused tool has none. Clear the cell.',
    );
    report(
      'conditions',
      wordOf(cell('state')) === 'approved with conditions' && conditions === '' && 'enter them.',
    );
  }
  const decidedOn = day('decided on');
  report('decided on', isGap('decided on') && 'enter the day of the decision, like 2026-01-31.');
  report(
    'decided on',
    decidedOn !== null &&
      decidedOn > act.today &&
      'this day is in the future. Enter today or an earlier day.',
  );
  const deciders = isGap('decided by') ? [{ id: act.actor.id, name: '' }] : findDecider(cell('decided by'));
  report('decided by', deciders.length !== 1 && explainUnclearOwner(cell('decided by'), deciders));
  const reason = text('reason', maxTextLength);
  report('reason', reason === '' && 'enter the reason of the decision.');
  const review = day('next review');
  if (isStateKnown && state !== 'approved')
    report('next review', review !== null && 'only an approved tool has one. Clear the cell.');
  else
    report(
      'next review',
      review !== null &&
        decidedOn !== null &&
        review <= decidedOn &&
        `enter a day after the decision (${formatDay(decidedOn)}).`,
    );
  const why = text('why against rules', maxTextLength);
  if (isStateKnown && state === 'refused')
    report('why against rules', why !== '' && 'only an approval has one. Clear the cell.');
  const [decider] = deciders;
  if (problems.length > 0 || decidedOn === null || !decider) return { ok: false, problems };
  const input: ImportedTool = {
    ...{ tool, vendor, kind, state, data, conditions, decidedOn, decidedBy: decider.id, reason },
    nextReviewOn: state === 'approved' ? (review ?? nextReviewAfter(decidedOn)) : null,
    despiteRules: why === '' ? null : why,
  };
  return { ok: true, input };
}

/** True for an approval that the data rules do not allow and that does not say why. */
function lacksException(register: Register, input: ImportedTool, today: Day): boolean {
  const { state, conditions, data, despiteRules } = input;
  if (state !== 'approved' || despiteRules !== null) return false;
  const outcome = conditions === '' ? 'approved' : 'approved-with-conditions';
  return isAgainstRules(register, draftRequest('', input), outcome, data, today);
}

/** Parses the classes of data. A tool that was refused without them was refused for any data. */
function readData(
  written: string,
  state: DecidedState,
  report: (problem: string | null) => void,
): readonly DataClass[] {
  const found = new Set<DataClass>();
  for (const part of written.split(/[,;&\n\r/]|\s?\+\s?|\sand\s/)) {
    const word = part.trim().toLowerCase().replace(/\s+/g, ' ');
    const known = dataWords[word];
    if (known) found.add(known);
    else if (word !== '' && findPlaceholder(word) === null)
      report(`enter one of ${dataClasses.join(', ')}, not "${excerpt(word)}".`);
  }
  if (found.size === 0 && state === 'refused') return ['none'];
  const data = dataClasses.filter((one) => found.has(one));
  if (data.length === 0) report(`enter the data that it may see: ${dataClasses.join(', ')}.`);
  else report(findDataProblem(data) && 'enter "none" alone, or only the data that it may see.');
  return data;
}

/** Returns the record of an imported decision. Nobody asked for the tool here. */
function draftRequest(key: string, input: ImportedTool): ToolRequest {
  const { tool, vendor, kind, state, conditions, decidedOn, decidedBy, reason, despiteRules } = input;
  const data = [...input.data];
  return {
    ...{ key, tool, vendor, kind, purpose: '', data, forWhom: '', link: null, whatChanged: null },
    ...{ askers: [], withdrawn: null },
    decision: {
      outcome: state === 'refused' ? 'refused' : conditions === '' ? 'approved' : 'approved-with-conditions',
      reason: state === 'withdrawn' ? withdrawnReason : reason,
      ...{ conditions, data: state === 'refused' ? [] : data, despiteRules, by: decidedBy, on: decidedOn },
    },
  };
}

function draftListed(request: string, input: ImportedTool): ApprovedTool {
  const { tool, vendor, kind, state, conditions, decidedOn, decidedBy, reason, nextReviewOn } = input;
  return {
    ...{ key: normalizeName(tool), name: tool, vendor, kind, conditions, data: [...input.data], request },
    ...{ approvedOn: decidedOn, approvedBy: decidedBy, reviewedOn: null, reviewedBy: null },
    nextReviewOn: nextReviewOn ?? nextReviewAfter(decidedOn),
    withdrawn: state === 'withdrawn' ? { on: decidedOn, by: decidedBy, reason } : null,
  };
}

/** Returns what is recorded instead of an imported decision: "T-4 was decided on 4 February 2026: approved". */
function describeRecorded(standing: Exclude<ToolStanding, { state: 'waiting' }>): string {
  const { request, on } =
    standing.state === 'refused'
      ? { request: standing.request.key, on: standing.request.decision.on }
      : { request: standing.tool.request, on: standing.tool.withdrawn?.on ?? standing.tool.approvedOn };
  return `${request} was decided on ${formatDay(on)}: ${standing.state}`;
}

/** Returns the columns in which a row says something else than the record. An empty cell says nothing. */
const listDifferences = (line: ToolLine, own: ToolCells, recorded: ToolCells): readonly ToolColumn[] =>
  toolColumns
    .map(({ name }) => name)
    .filter(
      (name) => name !== 'tool' && (line.cells[name] ?? '').trim() !== '' && own[name] !== recorded[name],
    );

const mayImport = keepersOnly('import decisions on AI tools');

/**
 * Returns what a table would record. Each row is checked as in the form of a decision, and each tool occurs once. A row
 * about a tool that is decided here changes nothing: it is unchanged when it says the same, and refused otherwise.
 */
export function planToolImport(
  register: Register,
  lines: readonly ToolLine[],
  act: Pick<Act, 'actor' | 'at' | 'today'>,
  { directory, syntax }: ToolImportOptions,
): ToolImportPlan {
  const forbidden = mayImport(register, act, {});
  if (forbidden && !forbidden.ok) {
    const { message: problem } = forbidden.refusal;
    const refused = lines.map(({ at, cells }) => ({ at, name: (cells.tool ?? '').trim(), problem }));
    return { accepted: [], unchanged: [], refused };
  }
  const meant = createOwnerLookup(register, directory, syntax);
  // People who left may have decided. Without a list from Slack, an id is taken as it is.
  const isKnown = (id: UserId) => register.people.has(id) || (directory?.has(id) ?? true);
  const findDecider = (written: string) => {
    const id = syntax.parseMention(written) ?? written.replace(/^@/, '');
    if (register.people.has(id)) return [{ id, name: id }];
    return meant(written).filter((person) => isKnown(person.id));
  };
  const firstRows = new Map<string, string>();
  const accepted: AcceptedTool[] = [];
  const unchanged: string[] = [];
  const refused: { at: string; name: string; problem: string }[] = [];
  for (const line of lines) {
    const { at } = line;
    const name = (line.cells.tool ?? '').trim();
    const refuseRow = (problem: string) => void refused.push({ at, name, problem });
    const standing = name === '' ? null : findToolStanding(register, name);
    if (standing?.state === 'waiting') {
      if (wordOf(line.cells.state ?? '') === 'waiting') unchanged.push(at);
      else refuseRow(`tool: ${standing.request.key} waits for a decision. Decide this request instead.`);
      continue;
    }
    const read = readTool(line, act, findDecider);
    if (!read.ok) {
      refuseRow(read.problems.join(' '));
      continue;
    }
    const first = firstRows.get(normalizeName(name));
    if (first !== undefined) {
      refuseRow(`tool: ${first} has the same tool. Keep one of them.`);
      continue;
    }
    firstRows.set(normalizeName(name), at);
    if (standing === null) {
      if (lacksException(register, read.input, act.today))
        refuseRow(
          'why against rules: the data rules do not allow this. Say why it is approved all the same.',
        );
      else accepted.push({ at, input: read.input });
      continue;
    }
    const differs = listDifferences(line, createToolCells(read.input), findToolCells(register, standing));
    if (differs.length === 0) unchanged.push(at);
    else
      refuseRow(
        `${differs.join(', ')}: ${describeRecorded(standing)}. An import does not change a recorded decision. Change it on the page of the tool, or remove the row.`,
      );
  }
  return { accepted, unchanged, refused };
}

export interface ToolImportInput extends ToolImportOptions {
  readonly lines: readonly ToolLine[];
}

/** Records all accepted rows as decided; refuses when there is none. */
export const importToolsStep = defineStep<'import-tools', ToolImportInput>({
  key: 'import-tools',
  label: 'Import tools',
  permission: mayImport,
  decide: (register, { lines, ...options }, act) => {
    const { accepted, refused } = planToolImport(register, lines, act, options);
    const next = Number(nextKey('T', register.toolRequests).slice('T-'.length));
    const drafts = accepted.flatMap(({ input }, index): Draft[] => {
      const key = `T-${next + index}`;
      const request = createDraft(register, 'import-tools', 'toolRequests', key, draftRequest(key, input));
      if (input.state === 'refused') return [request];
      const listed = draftListed(key, input);
      return [request, createDraft(register, 'import-tools', 'approvedTools', listed.key, listed)];
    });
    if (drafts.length > 0) return accept(...drafts, ...draftKnownPeople(register, act));
    const why = refused.slice(0, 5).map(({ at, problem }) => `${at}: ${problem}`);
    const none = `Nothing was recorded. ${why.join(' ')}`;
    return refuse('invalid', none, { fields: { lines: none } });
  },
});
export const importTools = importToolsStep.decide;

/** Returns the people who are named as deciders. */
export function listDeciders({ accepted }: ToolImportPlan, act: Pick<Act, 'actor'>): readonly UserId[] {
  return [...new Set([act.actor.id, ...accepted.map(({ input }) => input.decidedBy)])];
}
