import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { accountabilityTitles, notAccepted } from '../../domain/ai-operations.ts';
import { written } from '../../domain/calendar.ts';
import type { Action, Change } from '../../domain/change.ts';
import { checklistEntry } from '../../domain/checklist.ts';
import {
  commitments,
  committedSince,
  decisionCategories,
  openBecause,
  proposals,
  requiredCategories,
} from '../../domain/infrastructure.ts';
import { isActive } from '../../domain/people.ts';
import {
  accountabilities,
  type ChecklistItem,
  type Decision,
  settingsOf,
  type UserId,
} from '../../domain/register.ts';
import { withoutDpa } from '../../domain/vendors.ts';
import {
  actions,
  context,
  header,
  mention,
  mentions,
  pageButton,
  safe,
  section,
  shownLink,
  stepButton,
} from '../views/blocks.ts';
import { labelOf, measureOptions, readingOptions } from '../views/words.ts';
import { type Content, type PageScene, page } from './page.ts';

function detailLine({ details }: Decision): string {
  switch (details?.category) {
    case 'model-provider':
      return `${details.enterpriseAgreement ? 'enterprise agreement' : 'no enterprise agreement'}${details.sla ? `, SLA ${safe(details.sla, 100)}` : ''}`;
    case 'guardrails':
      return `before the call: ${safe(details.preProcessing, 120)}; after it: ${safe(details.postProcessing, 120)}`;
    case 'observability':
      return `measures ${details.measures.map((measure) => labelOf(measureOptions, measure).toLowerCase()).join(', ')}`;
    case 'api-ownership':
      return `service account of ${mention(details.serviceAccountOwner)}, ${safe(details.rateLimit, 100)}, keys rotated every ${details.rotationDays} days, last on ${written(details.lastRotatedOn)}`;
    default:
      return '';
  }
}

function decisionLines({ register, today }: PageScene, decision: Decision): string {
  const vendor = decision.vendor === null ? undefined : register.vendors.get(decision.vendor);
  const dpa = vendor ? (withoutDpa(vendor, today) ?? `DPA of ${vendor.name} in force`) : null;
  const lines = [
    `*${decision.key} ${safe(decision.choice, 100)}*: ${committedSince(decision, today)}${decision.decidedBy ? ` by ${mention(decision.decidedBy)}` : ''}`,
    detailLine(decision),
    decision.rationale ? `Why: ${safe(decision.rationale, 300)}` : '',
    decision.alternatives ? `Considered: ${safe(decision.alternatives, 200)}` : '',
    decision.link ? shownLink(decision.link) : '',
    dpa ? safe(dpa, 200) : '',
  ];
  return lines.filter(Boolean).join('\n');
}

export const decisionsPage = page(
  'decisions',
  z.object({ past: z.boolean().default(false) }),
  (scene, { past }): Content => {
    const { register } = scene;
    const required = new Set(requiredCategories(register).map(({ key }) => key));
    const superseded = [...register.decisions.values()].filter(({ status }) => status === 'superseded');
    const done = [...required].filter((key) => openBecause(register, key) === null).length;
    const blocks = decisionCategories.flatMap((entry): KnownBlock[] => {
      const open = openBecause(register, entry.key);
      const mark =
        open === null
          ? ':white_check_mark:'
          : required.has(entry.key)
            ? ':white_large_square:'
            : ':heavy_minus_sign:';
      const standing = commitments(register, entry.key);
      const proposed = proposals(register, entry.key);
      const status = open === null || standing.length > 0 ? (open ?? '') : entry.why;
      return [
        section(
          [
            `${mark} *${entry.title}*${required.has(entry.key) ? '' : ' (not required by your reading)'}`,
            safe(status, 300),
            ...standing.slice(0, 5).map((decision) => decisionLines(scene, decision)),
            ...proposed
              .slice(0, 5)
              .map(
                (decision) => `Proposed: *${safe(decision.choice, 100)}* by ${mention(decision.proposedBy)}`,
              ),
          ]
            .filter(Boolean)
            .join('\n'),
          stepButton(
            { do: 'commit-decision', category: entry.key },
            standing.length === 0 ? 'Commit' : entry.several ? 'Add or replace' : 'Supersede',
          ),
        ),
        ...(standing.length === 0
          ? actions(stepButton({ do: 'propose-decision', category: entry.key }))
          : []),
      ];
    });
    return {
      title: 'Shared decisions',
      text: `${done} of ${required.size} decisions committed`,
      blocks: [
        header(`Shared infrastructure: ${done} of ${required.size} committed`),
        ...blocks,
        ...(past
          ? superseded
              .slice(-20)
              .map((decision) =>
                section(
                  `${decision.key} ${safe(decision.choice, 100)} (${decision.category}): superseded by ${decision.supersededBy}`,
                ),
              )
          : []),
        ...actions(
          superseded.length > 0 && !past
            ? pageButton(`Superseded (${superseded.length})`, { page: 'decisions', args: { past: true } })
            : null,
          pageButton('Verdict', { page: 'verdict' }),
        ),
      ],
    };
  },
);

export const ownersPage = page('owners', z.object({}), ({ register }): Content => {
  const { leads } = settingsOf(register);
  const owned = new Map<UserId, string[]>();
  for (const { owner, key, life } of register.useCases.values()) {
    if (life.stage !== 'stopped' && life.stage !== 'retired')
      owned.set(owner, [...(owned.get(owner) ?? []), key]);
  }
  const byCount = [...owned].sort(([, a], [, b]) => b.length - a.length);
  const left = (person: UserId) => (isActive(register, person) ? '' : ' (has left Slack)');
  const operators = [...register.operators.values()].map((operator) => {
    const open = notAccepted(operator);
    const state =
      open.length === 0
        ? 'accepted uptime, incident response and model versioning'
        : `accepted ${accountabilities.length - open.length} of 3; open: ${open.map((key) => accountabilityTitles[key].toLowerCase()).join(', ')}`;
    return `• ${mention(operator.person)}${left(operator.person)}: ${state}`;
  });
  return {
    title: 'Owners',
    text: 'Who owns what',
    blocks: [
      header('Who owns what'),
      section(
        `*Transformation lead*\n${leads.length === 0 ? 'Nobody yet. A Slack admin names the lead in the settings.' : leads.map((lead) => `• ${mention(lead)}${left(lead)}`).join('\n')}`,
        stepButton({ do: 'change-settings' }),
      ),
      section(
        `*AI Operations*\n${operators.length === 0 ? 'Nobody yet.' : operators.slice(0, 20).join('\n')}`,
        stepButton({ do: 'name-operators' }),
      ),
      ...([...register.operators.values()].some((operator) => notAccepted(operator).length > 0)
        ? actions(stepButton({ do: 'accept-accountabilities' }))
        : []),
      section(
        `*Use cases*\n${
          byCount.length === 0
            ? 'Nothing is registered yet.'
            : byCount
                .slice(0, 20)
                .map(
                  ([owner, keys]) =>
                    `• ${mention(owner)}${left(owner)}: ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ` and ${keys.length - 8} more` : ''}`,
                )
                .join('\n')
        }`,
      ),
      ...(byCount.length > 20 ? [context(`and ${byCount.length - 20} more owners`)] : []),
      ...actions(pageButton('Use cases', { page: 'use-cases' }), pageButton('Verdict', { page: 'verdict' })),
    ],
  };
});

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
  'answer-pulse': 'answered the pulse',
  'issue-intake-token': 'issued an intake token',
  'record-roi': 'calculated ROI',
  'plan-rollout': 'wrote the roll-out plan',
  'confirm-item': 'confirmed evidence',
  waive: 'granted a waiver',
  'record-dpa': 'recorded a DPA',
  'propose-decision': 'proposed a decision',
  'commit-decision': 'committed a decision',
  'supersede-decision': 'superseded a decision',
  'name-operators': 'named AI Operations',
  'accept-accountabilities': 'accepted accountabilities',
  'change-settings': 'changed the settings',
  'person-seen': 'was entered',
  'person-left': 'left Slack',
  'person-returned': 'came back to Slack',
};

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

function changeLine(change: Change): string {
  const at = `<!date^${Math.floor(change.at / 1000)}^{date_short_pretty} {time}|${new Date(change.at).toISOString().slice(0, 16)}>`;
  const who = /^[UW][A-Z0-9]+$/.test(change.actor) ? mention(change.actor) : 'Slack';
  const what = differences(change);
  return `${at} ${who} ${actionWords[change.action]} · ${subjectOf(change)}${what ? `\n${what}` : ''}`;
}

const logged = 20;

export const logPage = page(
  'log',
  z.object({ useCase: z.string().nullable().default(null) }),
  async (scene, { useCase }): Promise<Content> => {
    const found = await scene.log(useCase, logged);
    const title = useCase === null ? 'Everything' : useCase;
    return {
      title: 'History',
      text: `History of ${title}`,
      blocks: [
        header(`Who changed what: ${title}`),
        ...(found.length === 0
          ? [
              section(
                useCase === null
                  ? 'Nothing has been recorded yet.'
                  : `Nothing is recorded about ${safe(useCase, 40)}.`,
              ),
            ]
          : []),
        ...found.map((change) => section(changeLine(change))),
        ...(found.length === logged
          ? [context(`The latest ${logged}. The whole log is kept and can be verified.`)]
          : []),
        ...actions(
          useCase === null ? null : pageButton(`Back to ${useCase}`, { page: 'use-case', args: { useCase } }),
          pageButton('Verdict', { page: 'verdict' }),
        ),
      ],
    };
  },
);

export const settingsPage = page('settings', z.object({}), ({ register }): Content => {
  const { leads, timeZone, reading, currency } = settingsOf(register);
  return {
    title: 'Settings',
    text: 'Settings of this workspace',
    blocks: [
      header('Settings of this workspace'),
      section(
        [
          `*Transformation lead*: ${leads.length === 0 ? 'nobody yet' : mentions(leads)}`,
          `*Time zone*: ${safe(timeZone, 64)}`,
          `*Requirement 2 asks for*: ${labelOf(readingOptions, reading)}`,
          `*Currency*: ${safe(currency, 3)}`,
        ].join('\n'),
        stepButton({ do: 'change-settings' }, 'Change'),
      ),
      context('The transformation lead and Slack admins change these.'),
      ...actions(pageButton('Verdict', { page: 'verdict' })),
    ],
  };
});
