import { describe, expect, test } from 'vitest';
import {
  acknowledgeIncident,
  changeIncidentSettings,
  type ReportInput,
  reportIncident,
  resolveIncident,
  updateIncident,
} from '../../../src/domain/incidents/decisions.ts';
import {
  describeSla,
  formatDuration,
  isPastSla,
  privacyDeadlineOf,
} from '../../../src/domain/incidents/incidents.ts';
import type { Incident } from '../../../src/domain/register.ts';
import { createAgenda } from '../../../src/domain/reviews/review-agenda.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { type CastMember, stage3, type Workspace } from '../../support/register.ts';

const hour = 3_600_000;
const report: ReportInput = {
  ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'high', what: 'Wrong refunds' },
  ...{ link: 'https://acme.slack.com/archives/C1/p1', sinceDay: '2026-02-02', sinceTime: '10:00' },
};
const update = { incident: 'I-1', note: 'Switched off', severity: 'high', mitigated: true } as const;
const resolve = {
  ...{ incident: 'I-1', cause: 'Old price list', learned: 'Test prices after each import' },
  ...{ followUp: 'Add price tests', followUpOwner: 'seller', followUpDueOn: '2026-02-20' },
};
const opens = (fields: Partial<ReportInput> = {}, company = stage3()) =>
  company.do('member', reportIncident, { ...report, ...fields });
const incident = ({ register }: Workspace) => register.incidents.get('I-1') as Incident;

describe('reporting', () => {
  test('any member reports it; it keeps the call order, the SLA, and the model of that day', () => {
    expect(incident(opens())).toMatchObject({
      ...{ key: 'I-1', openedBy: 'member', callOrder: ['admin', 'lead'], slaHours: 8, model: 'gpt 5.1' },
      ...{ since: Date.parse('2026-02-02T10:00Z'), contained: 'nothing', resolved: null },
    });
  });

  test.each<[string, Partial<ReportInput>, string, string]>([
    ['nothing said', { what: '\u200b' }, 'what', 'Say what happened.'],
    ['too much said', { what: 'x'.repeat(2001) }, 'what', 'Use at most 2000 characters.'],
    [
      'a day to come',
      { sinceDay: '2026-02-03' },
      'sinceDay',
      'This day is in the future. Choose today or an earlier day.',
    ],
    [
      'a time to come',
      { sinceTime: '23:59' },
      'sinceTime',
      'This time is in the future. Choose an earlier one.',
    ],
  ])('%s is refused at its field', (_, fields, field, problem) => {
    expect(stage3().attempt('member', reportIncident, { ...report, ...fields })?.fields).toEqual({
      [field]: problem,
    });
  });

  test('the same message is reported once while its incident is open', () => {
    const company = opens();
    expect(company.attempt('lead', reportIncident, report)?.fields?.link).toBe(
      'This message is already reported as I-1. Add to that incident instead.',
    );
    company.do('lead', resolveIncident, resolve).do('lead', reportIncident, report);
    expect(company.register.incidents.size).toBe(2);
  });

  test('a proposal or an ended use case has no incidents', () => {
    const company = stage3();
    const proposal = company.registers({ name: 'Invoice reader', purpose: 'Books bills' });
    expect(company.attempt('lead', reportIncident, { ...report, useCase: proposal })?.fields?.useCase).toBe(
      'UC-3 is proposed. Choose a use case in pilot or in production.',
    );
    company.do('lead', stopUseCase, { useCase: 'UC-2', reason: 'Too slow' });
    expect(company.attempt('member', reportIncident, { ...report, useCase: 'UC-2' })?.code).toBe('not-now');
    expect(company.attempt('member', reportIncident, { ...report, useCase: 'UC-9' })?.code).toBe('not-found');
  });
});

describe('handling', () => {
  test.each<[CastMember, boolean]>([
    ['owner', true],
    ['operator', true],
    ['lead', true],
    ['admin', true],
    ['member', false],
    ['seller', false],
    ['guest', false],
    ['external', false],
    ['bot', false],
  ])('%s may acknowledge, update and resolve: %s', (who, may) => {
    const one = { incident: 'I-1' };
    const attempts = [
      opens().attempt(who, acknowledgeIncident, one),
      opens().attempt(who, updateIncident, { ...update, contained: 'fallback' }),
      opens().attempt(who, resolveIncident, resolve),
    ];
    expect(attempts.map((refusal) => refusal?.code)).toEqual(
      attempts.map(() => (may ? undefined : 'not-permitted')),
    );
  });

  test('the second to acknowledge reads who was first; once more by the same person changes nothing', () => {
    const company = opens().do('lead', acknowledgeIncident, { incident: 'I-1' });
    expect(company.attempt('operator', acknowledgeIncident, { incident: 'I-1' })?.message).toBe(
      'Transformation lead has already acknowledged I-1.',
    );
    const { length } = company.changes;
    company.do('lead', acknowledgeIncident, { incident: 'I-1' });
    expect(company.changes).toHaveLength(length);
  });

  test('an update acknowledges, adds to the timeline and mitigates', () => {
    const company = opens().do('operator', updateIncident, { ...update, contained: 'fallback' });
    expect(incident(company)).toMatchObject({
      ...{ acknowledged: { by: 'operator' }, mitigated: { by: 'operator' }, contained: 'fallback' },
      timeline: [{ by: 'operator', text: 'Switched off' }],
    });
    company.do('operator', updateIncident, { ...update, contained: 'fallback', mitigated: false });
    expect(incident(company).mitigated).toBeNull();
  });

  test('containment by suspension suspends the use case in the same decision, once', () => {
    const company = opens().do('operator', updateIncident, { ...update, contained: 'suspended' });
    company.do('operator', updateIncident, { ...update, contained: 'suspended' });
    expect([...company.register.suspensions.values()]).toEqual([
      expect.objectContaining({ useCase: 'UC-1', reason: 'I-1: Switched off', incident: 'I-1' }),
    ]);
  });

  test('a pilot cannot be contained by suspension', () => {
    const company = opens({ useCase: 'UC-2' });
    expect(
      company.attempt('lead', updateIncident, { ...update, contained: 'suspended' })?.fields?.contained,
    ).toBe('UC-2 is not in production. Only a use case in production can be suspended.');
  });

  test('resolving records cause, lesson and a follow-up, and ends the clock; then nothing changes', () => {
    const company = opens().do('operator', resolveIncident, resolve);
    expect(incident(company)).toMatchObject({
      ...{ resolved: { cause: 'Old price list' }, mitigated: { by: 'operator' } },
    });
    expect(company.register.followUps.get('F-1')).toMatchObject({
      ...{ origin: 'I-1', useCase: 'UC-1', owner: 'seller', dueOn: '2026-02-20' },
    });
    for (const refusal of [
      company.attempt('lead', acknowledgeIncident, { incident: 'I-1' }),
      company.attempt('lead', updateIncident, { ...update, contained: 'nothing' }),
      company.attempt('lead', resolveIncident, resolve),
    ])
      expect(refusal?.message).toBe(
        'I-1 was resolved on 2 February 2026. If it happens again, report a new incident.',
      );
  });

  test('an incident is resolved even after its use case is retired', () => {
    const company = opens().do('lead', stopUseCase, { useCase: 'UC-1', reason: 'Replaced' });
    expect(company.attempt('operator', resolveIncident, resolve)).toBeNull();
  });

  test('cause, lesson and a half follow-up are refused at their fields', () => {
    const empty = { cause: ' ', learned: '', followUpOwner: null };
    expect(opens().attempt('lead', resolveIncident, { ...resolve, ...empty })?.fields).toEqual({
      cause: 'Say what caused it.',
      learned: 'Say what was learned.',
      followUpOwner: 'Choose who does it.',
    });
  });
});

test('a data exposure calls the privacy contact at once, and its 72 hours run from the report', () => {
  const settings = { channel: null, privacyContact: 'seller' };
  const company = opens({ kind: 'data-exposure' }, stage3().do('lead', changeIncidentSettings, settings));
  const { calls, openedAt } = incident(company);
  expect(calls.map(({ person, why }) => `${why} ${person}`)).toEqual(['escalation admin', 'privacy seller']);
  expect(privacyDeadlineOf(incident(company))).toBe(openedAt + 72 * hour);
  expect(privacyDeadlineOf(incident(opens()))).toBeNull();
});

test('the clock says what is left, what is missed and how long it took', () => {
  const open = incident(opens());
  const { openedAt } = open;
  expect(describeSla(open, openedAt + 2 * hour)).toBe('6 h left of 8 h');
  expect(describeSla(open, openedAt + 8.5 * hour)).toBe('past its SLA of 8 h by 30 min');
  expect(describeSla({ ...open, slaHours: null }, openedAt + hour)).toBe('open for 1 h, no SLA is recorded');
  const at = openedAt + 9 * hour;
  const resolved = { ...open, resolved: { by: 'lead', at, on: '2026-02-02', cause: 'x', learned: 'y' } };
  expect(describeSla(resolved, at)).toBe('resolved in 9 h, past its SLA of 8 h');
  expect(isPastSla(resolved, at + 100 * hour)).toBe(true);
  expect([0, 90_000, 60 * 60_000, 49 * hour].map(formatDuration)).toEqual([
    '0 min',
    '2 min',
    '1 h',
    '2 days 1 h',
  ]);
});

test('the review has the incidents of the quarter, suspended use cases and open follow-ups', () => {
  const company = opens()
    .do('operator', updateIncident, { ...update, contained: 'suspended' })
    .do('operator', resolveIncident, resolve);
  const lines = createAgenda(company.register, '2026-03-30').flatMap((point) => point.lines);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^I-1 UC-1: wrong output, high, reported on 2 February 2026: resolved in 0 min \(SLA 8 h\); learned: Test prices/,
      ),
      'UC-1 AI Support Agent: suspended since 2 February 2026: I-1: Switched off',
      'F-1 (incident I-1): Add price tests, due on 20 February 2026',
    ]),
  );
});
