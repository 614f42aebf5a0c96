import { describe, expect, test } from 'vitest';
import type { StepKey } from '../../src/domain/schema.ts';
import { everyKind, type KindOfPerson, listAuthorities, members } from '../support/authority.ts';

const leads: readonly KindOfPerson[] = ['admin', 'lead', 'leadDeputy'];
const owner: readonly KindOfPerson[] = ['owner', 'ownerDeputy'];
const operations: readonly KindOfPerson[] = ['operator', 'operatorDeputy', 'appointed'];
const reviewer: readonly KindOfPerson[] = ['reviewer', 'reviewerDeputy'];

/** Section 12 of the domain, one row for each line of its table, with the exceptions after it. */
const rules: readonly (readonly [string, readonly KindOfPerson[], readonly StepKey[]])[] = [
  [
    'any full member registers, joins, asks for a tool, reports an incident, and answers for themselves',
    members,
    [
      ...([
        'register-use-case',
        'import-use-cases',
        'join-use-case',
        'request-tool',
        'report-incident',
      ] as const),
      ...([
        'propose-decision',
        'open-evaluation',
        'check-in-several',
        'record-costs-several',
        'import-costs',
      ] as const),
      ...(['enter-absence', 'end-absence', 'snooze', 'not-mine', 'mute-nudges', 'unmute-nudges'] as const),
      'decline-operations',
    ],
  ],
  [
    'any full member lets an assistant ask in their name',
    members,
    ['issue-assistant-token', 'withdraw-assistant-token'],
  ],
  [
    'the owner edits theirs, and the lead does',
    [...leads, ...owner],
    [
      ...(['edit-use-case', 'start-pilot', 'move-bar', 'decide-pilot', 'go-live', 'widen-rollout'] as const),
      ...(['stop-use-case', 'check-in', 'record-check-in', 'ask-pulse'] as const),
    ],
  ],
  [
    'what production needs, AI Operations completes too',
    [...leads, ...owner, ...operations],
    [
      ...(['record-stack', 'confirm-item', 'reconfirm', 'record-dpa', 'record-roi', 'plan-rollout'] as const),
      ...([
        'issue-intake-token',
        'withdraw-intake-token',
        'issue-audit-token',
        'withdraw-audit-token',
      ] as const),
      ...(['suspend-use-case', 'resume-use-case', 'add-follow-up', 'record-model-version'] as const),
    ],
  ],
  [
    'an incident is handled by its call order and its privacy contact too',
    [...leads, ...owner, ...operations, 'onCall', 'privacy'],
    ['acknowledge-incident', 'update-incident', 'resolve-incident'],
  ],
  [
    'AI Operations waives, and the lead does',
    [...leads, ...operations],
    ['waive', 'waive-drift', 'end-waiver', 'record-model-retirement', 'remove-model-retirement'],
  ],
  [
    'the lead and Slack admins decide on infrastructure, roles, reviews and settings',
    leads,
    [
      ...(['commit-decision', 'merge-vendors', 'name-operators', 'change-settings'] as const),
      ...([
        'keep-holiday',
        'drop-holiday',
        'choose-digest',
        'end-digest',
        'change-incident-settings',
      ] as const),
      ...([
        'record-review',
        'schedule-review',
        'cancel-review',
        'send-review-agenda',
        'send-evidence-pack',
      ] as const),
      ...(['appoint-tool-reviewer', 'change-data-rules'] as const),
    ],
  ],
  ['only the tool reviewer decides on requests', reviewer, ['decide-tool']],
  [
    'the tool reviewer keeps the list of tools, and the lead does',
    [...leads, ...reviewer],
    ['review-tool', 'import-tools'],
  ],
  ['a request is withdrawn by those who made it alone', ['asker'], ['withdraw-tool-request']],
  [
    'accountabilities are accepted by each for themselves',
    ['operator', 'appointed'],
    ['accept-accountabilities'],
  ],
  [
    'costs are recorded by the owner of the report, too',
    [...leads, ...owner, ...operations, 'report'],
    ['record-costs', 'remove-costs'],
  ],
  ['a team answers how it goes, and nobody for it', ['owner', 'team'], ['answer-pulse']],
  ['a proposal is withdrawn by its author or the lead', [...leads, 'proposer'], ['withdraw-proposal']],
  ['an evaluation is closed by who opened it, too', [...leads, ...owner, 'evaluator'], ['close-evaluation']],
  [
    'a rotation is recorded by the owner of the account, too',
    [...leads, ...operations, 'account'],
    ['record-rotation'],
  ],
  [
    'a follow-up is closed by its owner, too',
    [...leads, ...owner, ...operations, 'followUp'],
    ['change-follow-up', 'close-follow-up', 'reopen-follow-up'],
  ],
  ['ownership is handed over by the owner or the lead, not by a deputy', [...leads, 'owner'], ['hand-over']],
];

describe('who may do what, in the words of the domain', () => {
  const allowed = new Map(listAuthorities().map((one) => [one.step, one.allowed]));

  test.each(rules)('%s', (_, people, steps) => {
    for (const step of steps) {
      expect([step, allowed.get(step)]).toEqual([step, everyKind.filter((kind) => people.includes(kind))]);
    }
  });

  test('each step of the app is in one of these rules', () => {
    expect(rules.flatMap(([, , steps]) => steps).sort()).toEqual([...allowed.keys()].sort());
  });
});
