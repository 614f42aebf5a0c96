import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { accountabilityTitles, notAccepted } from '../../domain/ai-operations.ts';
import { written } from '../../domain/calendar.ts';
import {
  commitments,
  committedSince,
  decisionCategories,
  openBecause,
  overdueRotation,
  proposals,
  requiredCategories,
  rotationOf,
} from '../../domain/infrastructure.ts';
import { departureOf, isActive } from '../../domain/people.ts';
import {
  accountabilities,
  type Decision,
  type Register,
  settingsOf,
  type UserId,
} from '../../domain/register.ts';
import { withoutDpa } from '../../domain/vendors.ts';
import { counted, inSentence } from '../../domain/wording.ts';
import { personWords } from '../views/asked.ts';
import {
  actions,
  channelMention,
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
import { changeLine } from '../views/changes.ts';
import { labelOf, measureOptions, readingOptions, weekdayOptions } from '../views/words.ts';
import { tabsOf } from './about-use-case.ts';
import { holidayBlocks } from './holidays.ts';
import { type Content, type PageScene, page } from './page.ts';

/** ", last on 1 October 2025, next by 30 December 2025", and how long that is overdue. */
function rotationWords(register: Register, today: string): string {
  const rotation = rotationOf(register);
  if (rotation === null) return '';
  const overdue = overdueRotation(register, today);
  return `, last on ${written(rotation.last)}, next by ${written(rotation.next)}${overdue === null ? '' : `\n:warning: Overdue: ${overdue}`}`;
}

function detailLine({ register, today }: PageScene, { details }: Decision): string {
  switch (details?.category) {
    case 'model-provider':
      return `${details.enterpriseAgreement ? 'enterprise agreement' : 'no enterprise agreement'}${details.sla ? `, SLA ${safe(details.sla, 100)}` : ''}`;
    case 'guardrails':
      return `before the call: ${safe(details.preProcessing, 120)}; after it: ${safe(details.postProcessing, 120)}`;
    case 'observability':
      return `measures ${details.measures.map((measure) => labelOf(measureOptions, measure).toLowerCase()).join(', ')}`;
    case 'api-ownership':
      return `service account of ${mention(details.serviceAccountOwner)}, ${safe(details.rateLimit, 100)}, keys rotated every ${counted(details.rotationDays, 'day')}${rotationWords(register, today)}`;
    default:
      return '';
  }
}

function decisionLines(scene: PageScene, decision: Decision): string {
  const { register, today } = scene;
  const vendor = decision.vendor === null ? undefined : register.vendors.get(decision.vendor);
  const dpa = vendor ? (withoutDpa(vendor, today) ?? `DPA of ${vendor.name} in force`) : null;
  const lines = [
    `*${decision.key} ${safe(decision.choice, 100)}*: ${committedSince(decision, today)}${decision.decidedBy ? ` by ${mention(decision.decidedBy)}` : ''}`,
    detailLine(scene, decision),
    decision.rationale ? `Why: ${safe(decision.rationale, 300)}` : '',
    decision.alternatives ? `Considered: ${safe(decision.alternatives, 200)}` : '',
    decision.link ? shownLink(decision.link) : '',
    dpa ? safe(dpa, 200) : '',
  ];
  return lines.filter(Boolean).join('\n');
}

/** "superseded by D-4", or "withdrawn by @Ana on 12 January 2026: too costly". */
function endWords({ supersededBy, withdrawn }: Decision): string {
  if (!withdrawn) return `superseded by ${supersededBy}`;
  const reason = withdrawn.reason ? `: ${safe(withdrawn.reason, 200)}` : '';
  return `withdrawn by ${mention(withdrawn.by)} on ${written(withdrawn.on)}${reason}`;
}

export const decisionsPage = page(
  'decisions',
  z.object({ past: z.boolean().default(false) }),
  (scene, { past }): Content => {
    const { register } = scene;
    const required = new Set(requiredCategories(register).map(({ key }) => key));
    const gone = [...register.decisions.values()].filter(
      ({ status }) => status === 'superseded' || status === 'withdrawn',
    );
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
          ]
            .filter(Boolean)
            .join('\n'),
          stepButton(
            { do: 'commit-decision', category: entry.key },
            standing.length === 0 ? 'Commit' : entry.several ? 'Add or replace' : 'Supersede',
          ),
        ),
        ...proposed
          .slice(0, 5)
          .map(({ key, choice, proposedBy }) =>
            section(
              `Proposed: *${safe(choice, 100)}* by ${mention(proposedBy)}`,
              stepButton({ do: 'withdraw-proposal', decision: key }),
            ),
          ),
        ...(standing.length === 0
          ? actions(stepButton({ do: 'propose-decision', category: entry.key }))
          : entry.key === 'api-ownership'
            ? actions(stepButton({ do: 'record-rotation' }))
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
          ? gone
              .slice(-20)
              .map((decision) =>
                section(
                  `${decision.key} ${safe(decision.choice, 100)} (${decision.category}): ${endWords(decision)}`,
                ),
              )
          : []),
        ...actions(
          gone.length > 0 && !past
            ? pageButton(`Not in force (${gone.length})`, { page: 'decisions', args: { past: true } })
            : null,
          pageButton('Verdict', { page: 'verdict' }),
        ),
      ],
    };
  },
);

/** How many of those who left are offered at once to hand over what they own. */
const mostLeft = 8;

export const ownersPage = page('owners', z.object({}), ({ register, actor, today }): Content => {
  const { leads } = settingsOf(register);
  const owned = new Map<UserId, string[]>();
  for (const { owner, key, life } of register.useCases.values()) {
    if (life.stage !== 'stopped' && life.stage !== 'retired')
      owned.set(owner, [...(owned.get(owner) ?? []), key]);
  }
  const byCount = [...owned].sort(([, a], [, b]) => b.length - a.length);
  const who = (person: UserId) => personWords(register, person, today);
  const operators = [...register.operators.values()].map((operator) => {
    const open = notAccepted(operator);
    const state =
      open.length === 0
        ? 'accepted uptime, incident response and model versioning'
        : `accepted ${accountabilities.length - open.length} of 3; open: ${open.map((key) => inSentence(accountabilityTitles[key])).join(', ')}`;
    return `• ${who(operator.person)}: ${state}`;
  });
  return {
    title: 'Owners',
    text: 'Who owns what',
    blocks: [
      header('Who owns what'),
      section(
        `*Transformation lead*\n${leads.length === 0 ? 'Nobody yet. A Slack admin names the lead in the settings.' : leads.map((lead) => `• ${who(lead)}`).join('\n')}`,
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
                    `• ${who(owner)}: ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ` and ${keys.length - 8} more` : ''}`,
                )
                .join('\n')
        }`,
      ),
      ...(byCount.length > 20 ? [context(`and ${counted(byCount.length - 20, 'more owner')}`)] : []),
      ...byCount
        .filter(([owner]) => !isActive(register, owner))
        .slice(0, mostLeft)
        .map(([owner, keys]) =>
          section(
            `${mention(owner)} ${departureOf(register, owner)} and still owns ${keys.length}.`,
            stepButton({ do: 'hand-over', person: owner }),
          ),
        ),
      ...actions(
        owned.has(actor.id) ? stepButton({ do: 'hand-over', person: actor.id }, 'Reassign what I own') : null,
        pageButton('Use cases', { page: 'use-cases' }),
        pageButton('Settings', { page: 'settings' }),
        pageButton('Verdict', { page: 'verdict' }),
      ),
    ],
  };
});

const logged = 20;

export const logPage = page(
  'log',
  z.object({ useCase: z.string().nullable().default(null) }),
  async (scene, { useCase }): Promise<Content> => {
    const found = await scene.log(useCase, logged);
    const title = useCase === null ? 'Everything' : useCase;
    return {
      title: 'Change log',
      text: `Change log: ${title}`,
      blocks: [
        header(`Change log: ${title}`),
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
        ...(useCase === null ? actions(pageButton('Verdict', { page: 'verdict' })) : tabsOf(useCase, 'log')),
      ],
    };
  },
);

const settingsArgs = z.object({ holidays: z.int().nonnegative().default(0) });

export const settingsPage = page('settings', settingsArgs, (scene, { holidays }): Content => {
  const { register } = scene;
  const { digests } = register;
  const { leads, timeZone, workingDays, reading, currency } = settingsOf(register);
  return {
    title: 'Settings',
    text: 'Settings of this workspace',
    blocks: [
      header('Settings of this workspace'),
      section(
        [
          `*Transformation lead*: ${leads.length === 0 ? 'nobody yet' : mentions(leads)}`,
          `*Time zone*: ${safe(timeZone, 64)}`,
          `*Working days*: ${weekdayOptions
            .filter(([key]) => workingDays.includes(Number(key)))
            .map(([, title]) => title)
            .join(', ')}`,
          `*Requirement 2 asks for*: ${labelOf(readingOptions, reading)}`,
          `*Currency*: ${safe(currency, 3)}`,
        ].join('\n'),
        stepButton({ do: 'change-settings' }, 'Change'),
      ),
      section(
        `*Weekly digest*: ${digests.size === 0 ? 'no channel gets it yet' : [...digests.keys()].map(channelMention).join(', ')}`,
        pageButton('Channels', { page: 'digests' }),
      ),
      ...holidayBlocks(scene, holidays),
      context('The transformation lead and Slack admins change these.'),
      ...actions(
        pageButton('For you', { page: 'asked' }),
        pageButton('How nudges fare', { page: 'nudges' }),
        pageButton('Policy review', { page: 'review' }),
        pageButton('Verdict', { page: 'verdict' }),
      ),
    ],
  };
});
