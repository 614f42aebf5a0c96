import { accountabilityTitles } from '../../domain/ai-operations.ts';
import type { Action, Change } from '../../domain/change.ts';
import { checklistEntry } from '../../domain/checklist.ts';
import { decisionCategories } from '../../domain/infrastructure.ts';
import { kindTitle } from '../../domain/nudges/index.ts';
import { checklistItems } from '../../domain/register.ts';
import { inSentence } from '../../domain/wording.ts';
import type { Options } from '../forms/fields.ts';
import { mention, safe } from './blocks.ts';
import {
  alertOptions,
  audienceOptions,
  autonomyOptions,
  dataOptions,
  externalOptions,
  labelOf,
  measureOptions,
  moment,
  phaseOptions,
  readingOptions,
  responseOptions,
  roiOptions,
  stageTitles,
  trainingOptions,
  weekdayOptions,
} from './words.ts';

/** What each action is called in the log. */
const actionWords: Readonly<Record<Action, string>> = {
  'open-register': 'opened the register',
  'register-use-case': 'registered it',
  'edit-use-case': 'edited it',
  'join-use-case': 'joined the team',
  'record-stack': 'recorded what it runs on',
  'start-pilot': 'started the pilot',
  'extend-pilot': 'extended the pilot',
  'move-bar': 'moved the bar',
  'go-live': 'took it live',
  'widen-rollout': 'changed the roll-out',
  'stop-use-case': 'stopped it',
  'retire-use-case': 'retired it',
  'check-in': 'checked in',
  'open-evaluation': 'opened an evaluation',
  'close-evaluation': 'closed an evaluation',
  'ask-pulse': 'asked the team how it is doing',
  'answer-pulse': 'answered the pulse',
  'issue-intake-token': 'issued an intake token',
  'withdraw-intake-token': 'withdrew the intake token',
  'record-roi': 'calculated ROI',
  'plan-rollout': 'wrote the roll-out plan',
  'confirm-item': 'confirmed evidence',
  waive: 'granted a waiver',
  'end-waiver': 'ended a waiver',
  'record-dpa': 'recorded a DPA',
  'propose-decision': 'proposed a decision',
  'withdraw-proposal': 'withdrew a proposal',
  'commit-decision': 'committed a decision',
  'supersede-decision': 'superseded a decision',
  'name-operators': 'named AI Operations',
  'accept-accountabilities': 'accepted accountabilities',
  'decline-operations': 'said that AI Operations is not for them',
  'hand-over': 'handed it over',
  'change-settings': 'changed the settings',
  'record-review': 'recorded the quarterly review',
  'choose-digest': 'chose the digest for a channel',
  'end-digest': 'ended the digest of a channel',
  'digest-refused': 'found that Slack refuses the digest',
  'keep-holiday': 'entered a holiday',
  'drop-holiday': 'removed a holiday',
  'mute-nudges': 'muted a kind of nudge',
  'unmute-nudges': 'unmuted a kind of nudge',
  'enter-absence': 'entered an absence',
  'end-absence': 'ended an absence',
  'person-seen': 'was entered',
  'person-left': 'left Slack',
  'person-became-guest': 'is no full member any more',
  'person-returned': 'is a full member again',
};

/** What acts without being a person. */
const systems: Readonly<Record<string, string>> = { intake: 'A reporting system' };

const isPerson = (value: unknown): value is string =>
  typeof value === 'string' && /^[UW][A-Z0-9]{5,}$/.test(value);

const categoryOptions = decisionCategories.map(({ key, title }) => [key, title] as const);
const itemOptions = checklistItems.map((item) => [item, checklistEntry(item).title] as const);

/** What stored values are called, by the name of their fact. */
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
};

/** No count or amount is as large as the moments of these years. */
const isMoment = (value: number): boolean => value > 100_000_000_000;

function valueWords(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const shown = value.slice(0, 5).map((one) => valueWords(name, one));
    return shown.length === 0 ? '–' : shown.join(', ');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([inner, one]) => valueWords(inner, one))
      .join(' ');
  }
  if (isPerson(value)) return mention(value);
  const options = storedValues[name];
  if (options) return safe(labelOf(options, String(value)), 100);
  if (typeof value === 'number') return isMoment(value) ? moment(value) : value.toLocaleString('en');
  return safe(String(value), 100);
}

/** The facts of a record by their names, however deep they stand: `{ life: { stage } }` has a fact `stage`. */
function facts(record: unknown, name = ''): readonly (readonly [string, unknown])[] {
  if (record === null || typeof record !== 'object' || Array.isArray(record)) return [[name, record]];
  return Object.entries(record).flatMap(([inner, value]) => facts(value, inner));
}

/** What the forms call a fact, where its name does not say it. */
const factLabels: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...categoryOptions, ...roiOptions, ...Object.entries(accountabilityTitles)].map(([name, title]) => [
      name,
      inSentence(title),
    ]),
  ),
  purpose: 'what it does',
  members: 'team members',
  data: 'data it touches',
  autonomy: 'what it may do',
  retrieval: 'searches documents or remembers',
  goLivePlannedOn: 'planned go-live',
  whyNew: 'what makes it different',
  startedOn: 'start date',
  criteria: 'success criteria',
  liveOn: 'live since',
  audience: 'for whom',
  deployed: 'users it is deployed to',
  choice: 'what was chosen',
  rationale: 'why',
  alternatives: 'what else was considered',
  sla: 'SLA',
  preProcessing: 'before the model call',
  postProcessing: 'after the model call',
  measures: 'what is measured',
  serviceAccountOwner: 'owner of the service account',
  rotationDays: 'days from one rotation of the keys to the next',
  alerts: 'alerts on',
  modelTimeout: 'on a model timeout',
  guardrailTrigger: 'when a guardrail triggers',
  outputs: 'which outputs a person reviews',
  when: 'when they are reviewed',
  external: 'communication to people outside',
  log: 'models and versions',
  callOrder: 'whom to call, in order',
  slaHours: 'hours to resolution',
  toldOn: 'users were told on',
  trained: 'people trained',
  covered: 'the training covers',
  reportOwner: 'owner of the monthly report',
  alertThreshold: 'alert at',
  daily: 'use it daily',
  weekly: 'use it at least weekly',
  notAtAll: 'do not use it at all',
  result: 'what was seen',
  measured: 'were measured',
  quoted: 'were quoted',
  overheadPercent: 'overhead in percent',
  sessionOn: 'walkthrough of the new workflow on',
  sessionAttendees: 'attendees',
  optionalUntil: 'optional for sceptics until',
  fearAddressedAt: 'where "will it replace me?" is answered',
  aiDoes: 'what the AI does',
  peopleDo: 'what people do',
  adoptionMeasuredBy: 'how adoption is measured',
  leads: 'transformation lead',
  reading: 'requirement 2 asks for',
};

/** What a fact is called; `decideBy` is read as it stands: "decide by". */
const factWords = (name: string): string =>
  factLabels[name] ??
  name
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('-', ' ')
    .toLowerCase();

/** What an id says again, or what stands in every line already. */
const plainFromTheLine = new Set([
  'key',
  'useCase',
  'confirmedBy',
  'confirmedAt',
  'confirmedOn',
  'by',
  'on',
  'kind',
  'id',
  'person',
]);

/** The facts that changed, each with what it was where it was something; empty when none did. */
function differences({ before, after }: Change, subject: string): string {
  if (after === null) return '';
  const old = new Map(facts(before ?? {}));
  const words = [...new Map(facts(after))]
    .filter(
      ([name, value]) =>
        !plainFromTheLine.has(name) && JSON.stringify(old.get(name) ?? null) !== JSON.stringify(value),
    )
    .flatMap(([name, value]) => {
      const [was, is] = [valueWords(name, old.get(name)), valueWords(name, value)];
      const silent = (was === '–' && is === '–') || is === subject;
      return silent ? [] : [`${factWords(name)}: ${was === '–' ? '' : `${was} → `}${is}`];
    });
  const rest = words.length > 5 ? ` · and ${words.length - 5} more` : '';
  return words.slice(0, 5).join(' · ') + rest;
}

/** What of the use case a record is about: the item of its evidence, the week of its check-in. */
function subjectOf({ entity, id }: Change): string {
  const part = id.slice(id.indexOf(':') + 1);
  if (entity === 'evidence') return labelOf(itemOptions, part);
  if (entity === 'mutes') return kindTitle(part) ?? safe(part, 60);
  if (entity === 'roi') return labelOf(phaseOptions, part);
  return isPerson(id) ? mention(id) : safe(part, 60);
}

/** Who changed what and when, with the facts before and after. */
export function changeLine(change: Change): string {
  const who = /^[UW][A-Z0-9]+$/.test(change.actor)
    ? mention(change.actor)
    : (systems[change.actor] ?? 'Slack');
  const subject = subjectOf(change);
  const what = differences(change, subject);
  return `${moment(change.at)} ${who} ${actionWords[change.action]} · ${subject}${what ? `\n${what}` : ''}`;
}
