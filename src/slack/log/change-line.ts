import { accountabilityTitles } from '../../domain/ai-operations/index.ts';
import { formatDay } from '../../domain/calendar.ts';
import type { Change } from '../../domain/change.ts';
import { checklistEntry } from '../../domain/checklist/index.ts';
import { formatMonth } from '../../domain/costs/index.ts';
import { decisionCategories } from '../../domain/infrastructure/index.ts';
import { checklistItems, day, type Entity, type Vendor } from '../../domain/register.ts';
import { findKindTitle } from '../../domain/reminders/index.ts';
import { quarterTitle } from '../../domain/reviews/index.ts';
import { actionWords } from '../../domain/schema.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { channelMention, escapeMrkdwn, mention } from '../kit/blocks.ts';
import type { Options } from '../kit/choice-fields.ts';
import {
  alertOptions,
  audienceOptions,
  autonomyOptions,
  dataOptions,
  externalOptions,
  formatMoment,
  labelOf,
  measureOptions,
  phaseOptions,
  readingOptions,
  responseOptions,
  roiOptions,
  stageTitles,
  trainingOptions,
  weekdayOptions,
} from '../kit/words.ts';
import { toolKindOptions } from '../tools/index.ts';

/** Words for actions on records of another kind than their own. */
const relatedActionWords: Readonly<Record<string, string>> = {
  'record-dpa useCases': 'added the vendor of a DPA to the use case',
  'record-review useCases': 'reviewed the use case',
  'decide-tool approvedTools': 'added an approved tool',
  'record-model-version evidence': 'confirmed evidence',
};

/** Returns words for the action that fit this record. */
function describeAction({ action, entity, before, after }: Change): string {
  if (entity === 'vendors' && before === null && action !== 'record-dpa') return 'entered a vendor';
  if (action === 'merge-vendors' && after === null) return 'removed the merged vendor';
  if (action === 'name-operators' && after === null) return 'ended the AI Operations role of';
  return relatedActionWords[`${action} ${entity}`] ?? actionWords[action] ?? '';
}

/** Actors that are not people. */
const systems: Readonly<Record<string, string>> = { intake: 'A reporting system', crossing: 'Crossing' };

const isPerson = (value: unknown): value is string =>
  typeof value === 'string' && /^[UW][A-Z0-9]{5,}$/.test(value);

const categoryOptions = decisionCategories.map(({ key, title }) => [key, title] as const);
const itemOptions = checklistItems.map((item) => [item, checklistEntry(item).title] as const);

/** Labels of stored values, by the name of their fact. */
const storedValues: Readonly<Record<string, Options<string>>> = {
  stage: Object.entries(stageTitles),
  data: dataOptions,
  autonomy: autonomyOptions,
  audience: audienceOptions,
  category: categoryOptions,
  measures: measureOptions,
  item: itemOptions,
  alerts: alertOptions,
  modelTimeout: responseOptions,
  guardrailTrigger: responseOptions,
  rateLimit: responseOptions,
  external: externalOptions,
  covered: trainingOptions,
  phase: phaseOptions,
  measured: roiOptions,
  quoted: roiOptions,
  reading: readingOptions,
  workingDays: weekdayOptions,
  weekday: weekdayOptions,
  source: [
    ['measured', 'measured'],
    ['typed', 'entered'],
  ],
};

/** True for a timestamp: counts and amounts are never this large. */
const isMoment = (value: number): boolean => value > 100_000_000_000;

function describeValue(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const shown = value.slice(0, 5).map((one) => describeValue(name, one));
    return shown.length === 0 ? '–' : shown.join(', ');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([inner, one]) => describeValue(inner, one))
      .join(' ');
  }
  if (isPerson(value)) return mention(value);
  const options = storedValues[name];
  if (options) return escapeMrkdwn(labelOf(options, String(value)), 100);
  if (typeof value === 'number') return isMoment(value) ? formatMoment(value) : value.toLocaleString('en');
  // Some providers name a version by its date.
  if (name !== 'version' && day.safeParse(value).success) return formatDay(String(value));
  return escapeMrkdwn(String(value), 100);
}

/** Returns the facts of a record by name, at any depth: `{ life: { stage } }` has the fact `stage`. */
function facts(record: unknown, name = ''): readonly (readonly [string, unknown])[] {
  if (record === null || typeof record !== 'object' || Array.isArray(record)) return [[name, record]];
  return Object.entries(record).flatMap(([inner, value]) => facts(value, inner));
}

/** Labels of facts whose names do not explain them. */
const factLabels: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...categoryOptions, ...roiOptions, ...Object.entries(accountabilityTitles)].map(([name, title]) => [
      name,
      uncapitalize(title),
    ]),
  ),
  purpose: 'what it does',
  members: 'team members',
  data: 'data it touches',
  autonomy: 'what it may do',
  retrieval: 'retrieval',
  goLivePlannedOn: 'planned go-live',
  whyNew: 'difference from others',
  startedOn: 'start date',
  criteria: 'success criteria',
  liveOn: 'live since',
  audience: 'audience',
  deployed: 'deployed users',
  choice: 'choice',
  rationale: 'why',
  alternatives: 'alternatives considered',
  sla: 'SLA',
  preProcessing: 'before the model call',
  postProcessing: 'after the model call',
  measures: 'measures',
  serviceAccountOwner: 'owner of the service account',
  rotationDays: 'days between key rotations',
  alerts: 'alerts on',
  modelTimeout: 'on a model timeout',
  guardrailTrigger: 'when a guardrail triggers',
  outputs: 'outputs a person reviews',
  when: 'time of review',
  external: 'communication outside the company',
  log: 'models and versions',
  callOrder: 'people to call, in order',
  slaHours: 'hours to resolution',
  toldOn: 'users were told on',
  trained: 'people trained',
  covered: 'the training covers',
  reportOwner: 'owner of the monthly report',
  alertThreshold: 'alert at',
  daily: 'daily users',
  weekly: 'weekly users',
  notAtAll: 'not at all',
  result: 'results',
  measured: 'measured',
  quoted: 'quoted',
  overheadPercent: 'overhead in percent',
  sessionOn: 'day of the walkthrough',
  sessionAttendees: 'attendees',
  optionalUntil: 'use is optional until',
  fearAddressedAt: 'where you answer "Will it replace me?"',
  aiDoes: 'what the AI does',
  peopleDo: 'what people do',
  adoptionMeasuredBy: 'how adoption is measured',
  silentSince: 'last event on',
  leads: 'transformation lead',
  reading: 'required decisions',
};

/** Returns the label of a fact; `decideBy` becomes "decide by". */
const describeFact = (name: string): string =>
  factLabels[name] ??
  name
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('-', ' ')
    .toLowerCase();

/** Facts that the line already shows, or that say nothing to people. */
const redundantFacts = new Set([
  'key',
  'aliases',
  'useCase',
  'confirmedBy',
  'confirmedAt',
  'confirmedOn',
  'by',
  'on',
  'month',
  'kind',
  'id',
  'person',
  'hash',
  'changes',
  'issuedOn',
  'sequence',
]);

/** Returns whether a fact is left out. The line already shows who did it, and when. */
const isLeftOut = (name: string, value: unknown, { actor, at }: Change): boolean =>
  redundantFacts.has(name) ||
  (name.endsWith('By') && value === actor) ||
  (/^at$|At$/.test(name) && value === at);

/** Records whose source the person states. In others the line already names the person or system. */
const recordsWithSource: ReadonlySet<Entity> = new Set(['costs', 'modelVersions']);

/** Returns the changed facts with their old values; empty when none changed. */
function describeDifferences(change: Change, subject: string): string {
  const { entity, before, after } = change;
  if (after === null) return '';
  const old = new Map(facts(before ?? {}));
  const words = [...new Map(facts(after))]
    .filter(
      ([name, value]) =>
        !isLeftOut(name, value, change) &&
        !(name === 'source' && !recordsWithSource.has(entity)) &&
        JSON.stringify(old.get(name) ?? null) !== JSON.stringify(value),
    )
    .flatMap(([name, value]) => {
      const [was, is] = [describeValue(name, old.get(name)), describeValue(name, value)];
      const addsNothing = (was === '–' && is === '–') || subject.includes(is);
      return addsNothing ? [] : [`${describeFact(name)}: ${was === '–' ? '' : `${was} → `}${is}`];
    });
  const rest = words.length > 5 ? ` · and ${words.length - 5} more` : '';
  return words.slice(0, 5).join(' · ') + rest;
}

/** Returns the title of a record: a use case by key and name, evidence by item, a check-in by week. */
function titleOf({ entity, id, before, after }: Change): string {
  const record = (after ?? before ?? {}) as Readonly<
    Partial<Record<'name' | 'choice' | 'tool' | 'person' | 'model', string>>
  >;
  const part = id.slice(id.indexOf(':') + 1);
  switch (entity) {
    case 'useCases':
      return `${id} ${escapeMrkdwn(record.name ?? '', 80)}`;
    case 'decisions':
      return `${id} ${escapeMrkdwn(record.choice ?? '', 80)}`;
    case 'vendors':
    case 'approvedTools':
      return escapeMrkdwn(record.name ?? id, 80);
    case 'toolRequests':
      return `${id} ${escapeMrkdwn(record.tool ?? '', 80)}`;
    case 'modelRetirements':
      return `${id} ${escapeMrkdwn(record.model ?? '', 80)}`;
    case 'toolReviewers':
      return mention(record.person ?? id);
    case 'dataRules':
      return labelOf(toolKindOptions, part);
    case 'evidence':
      return labelOf(itemOptions, part);
    case 'mutes':
      return findKindTitle(part) ?? escapeMrkdwn(part, 60);
    case 'roi':
      return labelOf(phaseOptions, part);
    case 'checkIns':
    case 'pulses':
      return `week of ${formatDay(part)}`;
    case 'costs':
      return formatMonth(part);
    case 'modelVersions':
      return `from ${formatDay(part)}`;
    case 'rotations':
      return formatDay(id);
    case 'holidays':
      return `${formatDay(id.slice(0, 10))} ${escapeMrkdwn(record.name ?? '', 60)}`;
    case 'digests':
      return channelMention(id);
    case 'reviews':
    case 'reviewMeetings':
      return quarterTitle(id);
    case 'settings':
    case 'incidentSettings':
      return '';
    default:
      return isPerson(id) ? mention(id) : escapeMrkdwn(part, 60);
  }
}

/** Returns the changed record with its use case; empty when the action says it all. */
function formatSubject(change: Change): string {
  const title = titleOf(change);
  return change.useCase === null || title.startsWith(change.useCase) ? title : `${change.useCase}: ${title}`;
}

/** Returns "merged OpenAI Ireland into OpenAI"; null for other changes. */
function describeMerge({ action, before, after }: Change): string | null {
  if (action !== 'merge-vendors' || after === null) return null;
  const [was, is] = [before, after] as readonly Vendor[];
  const merged = is?.aliases.find((alias) => !was?.aliases.includes(alias)) ?? '';
  return `merged ${escapeMrkdwn(merged, 80)} into ${escapeMrkdwn(is?.name ?? '', 80)}`;
}

/** Renders a change: person, action, time, and the facts before and after. */
export function changeLine(change: Change): string {
  const { actor, action, id, before } = change;
  const who = /^[UW][A-Z0-9]+$/.test(actor) ? mention(actor) : (systems[actor] ?? 'Slack');
  const subject = formatSubject(change);
  const what = describeDifferences(change, subject);
  const facts = what ? `\n${what}` : '';
  if (action === 'person-seen') {
    if (before === null) return `${formatMoment(change.at)} ${who} recorded ${subject} for the first time`;
    return `${formatMoment(change.at)} Slack updated its data about ${subject}${facts}`;
  }
  if (action === 'person-left' || action === 'person-became-guest' || action === 'person-returned')
    return `${formatMoment(change.at)} ${mention(id)} ${actionWords[action]}`;
  const done = describeMerge(change) ?? `${describeAction(change)}${subject ? ` · ${subject}` : ''}`;
  return `${formatMoment(change.at)} ${who} ${done}${facts}`;
}
