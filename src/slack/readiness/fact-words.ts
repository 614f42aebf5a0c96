import { daysSinceWeek, freshDays, lowAdoptionShare } from '../../domain/adoption/index.ts';
import { describeAuditGap } from '../../domain/audit-trail/index.ts';
import { addDays, formatDay, formatDayWithoutYear, weekOf } from '../../domain/calendar.ts';
import { checklistEntry } from '../../domain/checklist/index.ts';
import type { Evidence, Fact, FactValues, Provenance, UseDoubt } from '../../domain/facts.ts';
import { categoryEntry, describeRotationDue } from '../../domain/infrastructure/index.ts';
import { nameOf } from '../../domain/people.ts';
import { describeWaiting } from '../../domain/readiness/index.ts';
import type { Day, Register } from '../../domain/register.ts';
import { describeVacancy } from '../../domain/roles.ts';
import { describeDeadline, stageWords } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { mention } from '../kit/blocks.ts';

/** The register of the facts, and the day of reading. */
export interface FactContext {
  readonly register: Register;
  readonly today: Day;
}

interface Words<F extends Fact> {
  /** Plain text. */
  readonly text: (values: FactValues<F>, reading: FactContext) => string;
  /** A shorter text, for lists. */
  readonly short?: (values: FactValues<F>, reading: FactContext) => string;
  /** The verb for a typed fact; "entered" unless given. */
  readonly verb?: string;
  /** Parts of the source that the text already names. */
  readonly says?: 'who' | 'when';
}

const formatUseCase = ({ useCase, name }: { readonly useCase: string; readonly name: string }): string =>
  `${useCase} ${name}`;

/** Returns "UC-1 and UC-2"; of more than five, the first four. */
const formatList = (all: readonly string[]): string => {
  const shown = all.length > 5 ? [...all.slice(0, 4), `${all.length - 4} more`] : all;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
};

/** Returns "this week", "last week" or "week of 5 January 2026, 51 days old". */
function describeWeek(week: Day, today: Day): string {
  if (week >= weekOf(today)) return 'this week';
  const isLast = week === addDays(weekOf(today), -7);
  return isLast ? 'last week' : `week of ${formatDay(week)}, ${daysSinceWeek(week, today)} days old`;
}

/** Returns "30 of 40 use it weekly (75%, last week)". */
function describeWeekly(
  { week, weekly, intended, intendedNow }: FactValues<'weekly-use'>,
  { today }: FactContext,
): string {
  const share = Math.round((intended === 0 ? 0 : weekly / intended) * 100);
  const since = intended === intendedNow ? '' : `, now ${intendedNow.toLocaleString('en')} intended`;
  return `${weekly} of ${intended} use it weekly (${share}%, ${describeWeek(week, today)}${since})`;
}

const doubtWords: Readonly<Record<UseDoubt, string>> = {
  old: `older than ${freshDays} days`,
  low: `low (under ${lowAdoptionShare * 100}%)`,
  falling: 'fallen three weeks running',
};

/** The words of each fact. */
const factWords: { readonly [F in Fact]: Words<F> } = {
  'use-case-live': {
    text: (values) =>
      `${formatUseCase(values)}: live since ${formatDay(values.liveOn)}, ${values.deployed} of ${formatCount(values.intendedUsers, 'user')}`,
    short: (values) => `${formatUseCase(values)} · live for ${values.deployed} of ${values.intendedUsers}`,
    says: 'when',
  },
  'use-case-closest': {
    text: (values) => `closest: ${formatUseCase(values)}, ${stageWords[values.stage]}`,
    short: (values) => `closest: ${formatUseCase(values)} · ${stageWords[values.stage]}`,
  },
  'monitoring-active': { text: () => 'monitoring is active', verb: 'confirmed' },
  'checklist-items-complete': {
    text: ({ complete, of }) => `${complete} of ${of} checklist items complete`,
    short: ({ complete, of }) => `checklist ${complete} of ${of}`,
  },
  'weekly-use': { text: describeWeekly },
  'weekly-use-doubtful': {
    text: ({ doubts, ...use }, reading) =>
      `${use.useCase}: ${describeWeekly(use, reading)}: ${doubts.map((doubt) => doubtWords[doubt]).join(', ')}`,
  },
  'weekly-use-unknown': {
    text: ({ useCase }) => `${useCase}: weekly use is unknown without a check-in`,
  },
  'decision-committed': {
    text: ({ category, choice }) => `${categoryEntry(category).title}: ${choice ?? 'not needed'}`,
    verb: 'committed',
  },
  'keys-rotated': {
    text: ({ last, next }, { today }) =>
      `API keys: last rotated on ${formatDay(last)}, ${next < today ? 'overdue since' : 'next due on'} ${formatDay(next)}`,
    verb: 'recorded',
    says: 'when',
  },
  'rotation-overdue': { text: ({ dueOn }, { today }) => describeRotationDue(dueOn, today) },
  'stacks-on-decisions': {
    text: ({ useCases }) =>
      `${formatList(useCases)} ${useCases.length === 1 ? 'runs' : 'run'} on the committed decisions`,
  },
  'stack-waived': {
    text: ({ useCase, runsOn, committed, until }) =>
      `${useCase} runs on ${runsOn}${committed === null ? ', which was refused' : ` instead of ${committed}`}, waived until ${formatDay(until)}`,
    verb: 'approved',
  },
  'use-case-in-pilot': {
    text: (values, { today }) =>
      `${formatUseCase(values)}: in pilot since ${formatDay(values.charter.startedOn)}, ${describeDeadline(values.charter, today)}`,
    short: (values, { today }) => `${formatUseCase(values)} · ${describeDeadline(values.charter, today)}`,
    says: 'when',
  },
  'pilot-sign-of-life': {
    text: ({ on, item }) =>
      item === null
        ? `last check-in on ${formatDay(on)}`
        : `last evidence on ${formatDay(on)}: ${checklistEntry(item).title}`,
    says: 'when',
  },
  'pilot-went-live': {
    text: (values) => `${formatUseCase(values)}: went live on ${formatDay(values.liveOn)}`,
    short: (values) => `${formatUseCase(values)} · live since ${formatDay(values.liveOn)}`,
    says: 'when',
  },
  'accountabilities-accepted': {
    text: ({ person }, { register }) =>
      `${nameOf(register, person)} accepted uptime, incident response and model versioning`,
    short: ({ person }, { register }) => nameOf(register, person),
    says: 'who',
  },
  'accountabilities-waiting': {
    text: ({ person, accountabilities }, { register }) =>
      `${describeWaiting(register, person, accountabilities)}. Until they answer, those who accepted hold the role`,
  },
  'operator-owns-use-cases': {
    text: ({ person, useCases }, { register }) =>
      `${nameOf(register, person)} holds AI Operations and also owns ${useCases.join(', ')}: one person has two jobs`,
  },
  'use-case-suspended': {
    text: ({ useCase, since, reason }) => `${useCase} is suspended since ${formatDay(since)}: ${reason}`,
    verb: 'suspended',
    says: 'when',
  },
  'role-vacant': {
    text: ({ person, title, useCase }, { register }) =>
      `${useCase === null ? '' : `${useCase}: `}${describeVacancy(register, { title }, person) ?? nameOf(register, person)}`,
  },
  'model-retirement': {
    text: ({ useCase, model, endsOn }, { today }) =>
      `${useCase}: the provider ${endsOn < today ? 'retired' : 'retires'} ${model} on ${formatDay(endsOn)}`,
  },
  'audit-trail-silent': {
    text: ({ useCase, ...gap }, { today }) => `${useCase}: ${describeAuditGap(gap, today)}`,
  },
  'dpa-violation': {
    text: ({ useCase, lacks }) => `${useCase}: ${checklistEntry('dpa').title}: ${lacks.join('; ')}`,
  },
};

const findWords = ({ fact }: Evidence): Words<Fact> => factWords[fact] as Words<Fact>;

/** Returns a fact as plain text. */
export const formatFact = (evidence: Evidence, reading: FactContext): string =>
  findWords(evidence).text(evidence.values as never, reading);

/** Returns a fact as short plain text, for lists. */
export function formatFactShort(evidence: Evidence, reading: FactContext): string {
  const { short, text } = findWords(evidence);
  return (short ?? text)(evidence.values as never, reading);
}

/** Formats a day, with the year if it is not this year. */
const describeDay = (day: Day, today: Day): string =>
  day.slice(0, 4) === today.slice(0, 4) ? formatDayWithoutYear(day) : formatDay(day);

/**
 * Returns the source of a fact as mrkdwn, as far as its text does not name it: "confirmed by @ana on 2 March",
 * "measured on 9 March". Null for derived facts and when nothing is left to say.
 */
export function describeProvenance(evidence: Evidence, { today }: FactContext): string | null {
  const { source, at, by } = evidence;
  const { says, verb = 'entered' } = findWords(evidence);
  if (source === 'derived') return null;
  const day = `on ${describeDay(at, today)}`;
  const when = says === 'when' ? '' : ` ${day}`;
  if (source === 'measured') return `measured${when}`;
  if (says === 'who') return day;
  return by === null ? null : `${verb} by ${mention(by)}${when}`;
}

/** Returns the source of an answer as mrkdwn: "Entered by @ana on 2 March", "From the records of 9 March". */
export function describeSource({ source, at, by }: Provenance, today: Day): string {
  const day = describeDay(at, today);
  if (source === 'derived') return `From the records of ${day}`;
  if (source === 'measured') return `Measured on ${day}`;
  return by === null ? `Entered on ${day}` : `Entered by ${mention(by)} on ${day}`;
}
