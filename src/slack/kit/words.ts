import { daysBetween, formatDay } from '../../domain/calendar.ts';
import type {
  Autonomy,
  Day,
  Digest,
  Instant,
  Reading,
  RoiInput,
  Stage,
  UseCase,
} from '../../domain/register.ts';
import { formatCount, formatDaysAgo } from '../../domain/wording.ts';
import { escapeMrkdwn } from './blocks.ts';
import type { Options } from './choice-fields.ts';

/** Labels of stored values, for forms and pages. */

export const stageOptions: Options<'proposed' | 'pilot' | 'production'> = [
  ['proposed', 'Proposed: not running yet'],
  ['pilot', 'In pilot: some people use it'],
  ['production', 'In production: people rely on it'],
];

export const stageTitles: Readonly<Record<Stage, string>> = {
  proposed: 'Proposed',
  pilot: 'Pilot',
  production: 'Production',
  stopped: 'Stopped',
  retired: 'Retired',
};

export const dataOptions: Options<UseCase['data'][number]> = [
  ['personal', 'Personal data'],
  ['company-confidential', 'Company-confidential data'],
  ['none', 'Neither personal nor confidential'],
];

/** Returns "Personal data, Company-confidential data", or that it is not stated. */
export const describeData = (data: UseCase['data']): string =>
  data.length === 0 ? 'not stated' : data.map((kind) => labelOf(dataOptions, kind)).join(', ');

export const autonomyOptions: Options<Autonomy> = [
  ['suggest', 'Suggest: a person decides and acts'],
  ['draft', 'Draft: a person edits and sends'],
  ['execute', 'Execute: it acts in systems by itself'],
];

export const audienceOptions: Options<'everyone' | 'volunteers'> = [
  ['everyone', 'All intended users'],
  ['volunteers', 'Volunteers only'],
];

export const responseOptions: Options<'cached-output' | 'human-review' | 'graceful-decline'> = [
  ['cached-output', 'Show cached output'],
  ['human-review', 'Queue for human review'],
  ['graceful-decline', 'Decline gracefully'],
];

export const externalOptions: Options<'none-sent' | 'before-sending' | 'after-sending'> = [
  ['before-sending', 'A person reviews it before it is sent'],
  ['none-sent', 'It sends nothing outside the company'],
  ['after-sending', 'A person reviews it after it is sent'],
];

export const alertOptions: Options<'error-rate' | 'latency' | 'unusual-output'> = [
  ['error-rate', 'Error rate'],
  ['latency', 'Latency'],
  ['unusual-output', 'Unusual output'],
];

export const measureOptions: Options<'latency' | 'error-rate' | 'fallback-rate' | 'human-review-triggers'> = [
  ['latency', 'Latency'],
  ['error-rate', 'Error rate'],
  ['fallback-rate', 'Fallback rate'],
  ['human-review-triggers', 'Human-review triggers'],
];

export const trainingOptions: Options<'review' | 'correct' | 'escalate'> = [
  ['review', 'How to review an output'],
  ['correct', 'How to correct it'],
  ['escalate', 'How to escalate'],
];

export const readingOptions: Options<Reading> = [
  ['five', 'All five decisions (the strictest, default)'],
  ['four', 'Four: without API ownership and rate limits'],
  ['three', 'Three: also without guardrail tooling'],
];

export const readingWords: Readonly<Record<Reading, string>> = {
  five: 'five decisions required',
  four: 'four decisions required (without API ownership and rate limits)',
  three: 'three decisions required (without guardrail tooling, API ownership and rate limits)',
};

export const phaseOptions: Options<'pilot' | 'production'> = [
  ['production', 'Production'],
  ['pilot', 'Pilot'],
];

export const roiOptions: Options<RoiInput> = [
  ['users', 'Users'],
  ['hoursPerUserPerWeek', 'Hours saved per user and week'],
  ['weeksPerYear', 'Weeks per year'],
  ['hourlyCost', 'Loaded hourly cost'],
  ['modelApi', 'Model API per year'],
  ['aiOperations', 'AI Operations cost per year'],
  ['infrastructure', 'Infrastructure per year'],
  ['monitoring', 'Monitoring per year'],
];

export const weekdayOptions: Options<'1' | '2' | '3' | '4' | '5' | '6' | '7'> = [
  ['1', 'Monday'],
  ['2', 'Tuesday'],
  ['3', 'Wednesday'],
  ['4', 'Thursday'],
  ['5', 'Friday'],
  ['6', 'Saturday'],
  ['7', 'Sunday'],
];

/** Formats a moment, which Slack shows in each reader's time zone. */
export const formatMoment = (at: Instant): string =>
  `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${new Date(at).toISOString().slice(0, 16)}>`;

/**
 * Returns "expires in 6 days (15 March 2026)" or "expired 3 days ago (2 March 2026)"; `until` is the last valid day.
 */
export function describeExpiry(until: Day, today: Day): string {
  const days = daysBetween(today, until);
  if (days < 0) return `expired ${formatDaysAgo(-days)} (${formatDay(until)})`;
  return `expires ${days === 0 ? 'today' : `in ${formatCount(days, 'day')}`} (${formatDay(until)})`;
}

/** Returns "confirm again: 7 items, the first expires in 6 days (15 March 2026)". @param all with the first */
export function describeConfirmAgain(
  first: Day,
  all: readonly { readonly validUntil: Day }[],
  today: Day,
): string {
  const together = all.every(({ validUntil }) => validUntil === first);
  const which = all.length === 1 ? '' : together ? 'each ' : 'the first ';
  return `confirm again: ${formatCount(all.length, 'item')}, ${which}${describeExpiry(first, today)}`;
}

/** Returns "until 15 March 2026 (in 6 days)"; `until` is the last day. */
export function describeUntil(until: Day, today: Day): string {
  const days = daysBetween(today, until);
  return `until ${formatDay(until)} (${days === 0 ? 'today' : `in ${formatCount(days, 'day')}`})`;
}

/** Returns "every Monday at 09:00 (Europe/Berlin)". */
export const describeSchedule = ({ weekday, time, timeZone }: Digest): string =>
  `every ${labelOf(weekdayOptions, `${weekday}` as '1')} at ${time} (${escapeMrkdwn(timeZone, 64)})`;

/** Returns the label of a stored value. */
export const labelOf = <V extends string>(options: Options<V>, value: V): string =>
  options.find(([key]) => key === value)?.[1] ?? value;
