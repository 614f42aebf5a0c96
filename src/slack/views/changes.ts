import type { Action, Change } from '../../domain/change.ts';
import { checklistEntry } from '../../domain/checklist.ts';
import type { ChecklistItem } from '../../domain/register.ts';
import { mention, safe } from './blocks.ts';
import { moment } from './words.ts';

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
  'person-seen': 'was entered',
  'person-left': 'left Slack',
  'person-returned': 'came back to Slack',
};

/** What acts without being a person. */
const systems: Readonly<Record<string, string>> = { intake: 'A reporting system' };

const isPerson = (value: unknown): value is string =>
  typeof value === 'string' && /^[UW][A-Z0-9]{5,}$/.test(value);

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isPerson(value)) return mention(value);
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.slice(0, 5).map(valueWords).join(', ');
  if (typeof value === 'object') return Object.values(value).map(valueWords).join(' ');
  return safe(String(value), 100);
}

/** The facts of a record by their names, however deep they stand: `{ life: { stage } }` has a fact `stage`. */
function facts(record: unknown, name = ''): readonly (readonly [string, unknown])[] {
  if (record === null || typeof record !== 'object' || Array.isArray(record)) return [[name, record]];
  return Object.entries(record).flatMap(([inner, value]) => facts(value, inner));
}

/** `decideBy` as it is read: "decide by". */
const factWords = (name: string): string =>
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
  'item',
  'id',
  'person',
]);

/** The facts that changed, each with what it was where it was something. */
function differences({ before, after }: Change): string {
  if (after === null) return '';
  const old = new Map(facts(before ?? {}));
  const words = facts(after)
    .filter(
      ([name, value]) =>
        !plainFromTheLine.has(name) && JSON.stringify(old.get(name) ?? null) !== JSON.stringify(value),
    )
    .map(([name, value]) => {
      const was = old.get(name);
      return `${factWords(name)}: ${was === undefined || was === null ? '' : `${valueWords(was)} → `}${valueWords(value)}`;
    })
    .filter((line) => !line.endsWith(': –'));
  const rest = words.length > 5 ? ` · and ${words.length - 5} more` : '';
  return words.slice(0, 5).join(' · ') + rest;
}

/** What of the use case a record is about: the item of its evidence, the week of its check-in. */
function subjectOf({ entity, id }: Change): string {
  const part = id.slice(id.indexOf(':') + 1);
  if (entity === 'evidence') return checklistEntry(part as ChecklistItem).title;
  return isPerson(id) ? mention(id) : safe(part, 60);
}

/** Who changed what and when, with the facts before and after. */
export function changeLine(change: Change): string {
  const who = /^[UW][A-Z0-9]+$/.test(change.actor)
    ? mention(change.actor)
    : (systems[change.actor] ?? 'Slack');
  const what = differences(change);
  return `${moment(change.at)} ${who} ${actionWords[change.action]} · ${subjectOf(change)}${what ? `\n${what}` : ''}`;
}
