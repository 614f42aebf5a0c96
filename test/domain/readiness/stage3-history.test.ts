import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { addDays, dayOf } from '../../../src/domain/calendar.ts';
import { type Change, fold } from '../../../src/domain/change.ts';
import { confirmItem } from '../../../src/domain/checklist/confirm.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { commitDecision } from '../../../src/domain/infrastructure/decisions.ts';
import { assess, isStage3 } from '../../../src/domain/readiness/crossing-test.ts';
import {
  emptyHistory,
  findLaterReasons,
  findPeriodOn,
  replay,
  type Stage3Period,
} from '../../../src/domain/readiness/stage3-history.ts';
import { type Day, emptyRegister, type Register, settingsOf } from '../../../src/domain/register.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { recordStack } from '../../../src/domain/use-cases/use-cases.ts';
import { commitment, committedStack, completeEvidence, stage3, Workspace } from '../../support/register.ts';
import { happen, histories } from '../histories.ts';

describe('a period of Stage 3', () => {
  test('lasts while all four hold', () => {
    const history = stage3().history();
    expect(findPeriodOn(history, '2026-02-20')).toEqual({
      from: '2026-02-02',
      until: null,
      lost: [],
      steps: [],
    });
    expect(findPeriodOn(new Workspace('2026-02-02').history(), '2026-02-20')).toBeNull();
    expect(findPeriodOn(emptyHistory('T1'), '2026-02-20')).toBeNull();
  });

  test('ends by a change on its day, with the fact that ended it', () => {
    const workspace = stage3()
      .on('2026-02-20')
      .do('seller', stopUseCase, { useCase: 'UC-2', reason: 'No use' });
    expect(findPeriodOn(workspace.history(), '2026-08-01')).toMatchObject({
      from: '2026-02-02',
      until: '2026-02-20',
      lost: ['every other use case was stopped or retired'],
    });
  });

  test('names a superseded decision once, though R2 and R3 both fail', () => {
    const workspace = stage3().on('2026-02-20');
    workspace.do('lead', commitDecision, commitment('guardrails', { choice: 'NeMo' }));
    const stack = { ...committedStack, guardrails: ['NeMo'] };
    workspace.do('seller', recordStack, { useCase: 'UC-2', stack });
    expect(findPeriodOn(workspace.history(), '2026-02-21')?.lost).toContain(
      'UC-1 runs on Guardrails AI, but NeMo is committed',
    );
    expect(findPeriodOn(workspace.history(), '2026-02-21')?.lost.join()).not.toContain('comes first');
  });

  test('ends by time alone on the 31st day of silence about the second pilot', () => {
    const history = stage3().history();
    expect(findPeriodOn(history, '2026-03-04')?.until).toBeNull();
    expect(findPeriodOn(history, '2027-01-01')).toMatchObject({
      from: '2026-02-02',
      until: '2026-03-05',
      lost: ['UC-2: no check-in and no new evidence for 31 days, so the pilot is inactive'],
    });
  });

  test('ends by time alone on the 91st day after the evidence was confirmed', () => {
    const workspace = stage3().makesReady('UC-2').goesLive('UC-2');
    const day91 = addDays('2026-02-02', 91);
    expect(findPeriodOn(workspace.history(), addDays(day91, -1))?.until).toBeNull();
    expect(findPeriodOn(workspace.history(), '2027-01-01')).toMatchObject({
      until: day91,
      lost: [expect.stringContaining('last confirmed on 2 February 2026 (91 days ago)')],
    });
  });

  test('ends by time alone on the day after a DPA or a waiver ended', () => {
    const expiring = stage3().signsDpa('UC-1', 'OpenAI', '2026-02-14');
    expect(findPeriodOn(expiring.history(), '2026-02-20')?.until).toBe('2026-02-15');
    const waived = stage3().do('operator', waive, {
      useCase: 'UC-2',
      subject: { kind: 'drift', category: 'guardrails' },
      reason: 'Contract',
      until: '2026-02-17',
    });
    waived.do('seller', recordStack, { useCase: 'UC-2', stack: { ...committedStack, guardrails: ['NeMo'] } });
    expect(findPeriodOn(waived.history(), '2026-02-20')?.until).toBe('2026-02-18');
  });

  test('is found though it began and ended between two changes, and a new one begins', () => {
    const company = stage3().on('2026-04-01');
    const counts = { intended: 20, daily: 1, weekly: 10, notAtAll: 3, result: '' };
    company.do('seller', checkIn, { useCase: 'UC-2', on: company.today, ...counts });
    expect(findPeriodOn(company.history(), '2026-04-01')).toEqual({
      from: '2026-04-01',
      until: null,
      lost: [],
      steps: [],
    });
    const before = company.changes.filter(({ at }) => dayOf(at, 'UTC') < company.today);
    expect(findPeriodOn(replay(emptyHistory('T1'), before), '2026-03-31')?.until).toBe('2026-03-05');
  });

  test('has later reasons besides the one it was lost for, as long as they apply', () => {
    const company = stage3().on('2026-02-20').leaves('operator').on('2026-02-23');
    const findLater = () =>
      findLaterReasons(findPeriodOn(company.history(), company.today) as Stage3Period, company.assess());
    expect(findLater()).toEqual([]);
    company.signsDpa('UC-1', 'OpenAI', '2026-02-24').on('2026-02-25');
    const expired = 'the DPA of OpenAI expired on 24 February 2026';
    expect(findLater()).toEqual([expect.stringContaining(expired)]);
    company.namesOperator('member');
    expect(findPeriodOn(company.history(), company.today)?.lost).toEqual([
      expect.stringContaining('AI Operations has no active owner'),
    ]);
    expect(findLater()).toEqual([expect.stringContaining(expired)]);
    company.do('seller', stopUseCase, { useCase: 'UC-2', reason: 'No use' });
    expect(findLater()).toEqual([
      expect.stringContaining(expired),
      'every other use case was stopped or retired',
    ]);
    company.signsDpa('UC-1', 'OpenAI', '2027-02-24');
    expect(findLater()).toEqual(['every other use case was stopped or retired']);
  });

  test('has no later reason while gaps of the same requirement are open', () => {
    const company = stage3();
    const counts = { intended: 20, daily: 1, weekly: 10, notAtAll: 3, result: '' };
    for (const day of ['2026-02-20', '2026-03-20', '2026-04-18', '2026-05-10'])
      company.on(day).do('seller', checkIn, { useCase: 'UC-2', on: day, ...counts });
    expect(findPeriodOn(company.history(), company.today)?.until).toBe('2026-05-04');
    const [monitoring] = completeEvidence(40);
    if (monitoring) company.do('owner', confirmItem, { useCase: 'UC-1', details: monitoring });
    expect(
      findLaterReasons(findPeriodOn(company.history(), company.today) as Stage3Period, company.assess()),
    ).toEqual([]);
  });

  test('begins anew when the four hold again', () => {
    const workspace = stage3().on('2026-02-20').leaves('operator').on('2026-02-25').returns('operator');
    expect(findPeriodOn(workspace.history(), '2026-02-26')).toEqual({
      from: '2026-02-25',
      until: null,
      lost: [],
      steps: [],
    });
  });

  test('goes on when the workspace moves to a zone in which it is still yesterday', () => {
    const workspace = stage3('2026-02-02', { timeZone: 'Pacific/Kiritimati' });
    workspace.do('operator', waive, {
      useCase: 'UC-2',
      subject: { kind: 'drift', category: 'guardrails' },
      reason: 'Contract',
      until: '2026-02-17',
    });
    workspace.do('seller', recordStack, {
      useCase: 'UC-2',
      stack: { ...committedStack, guardrails: ['NeMo'] },
    });
    workspace.set({ timeZone: 'Pacific/Pago_Pago' });
    expect(findPeriodOn(workspace.history(), '2026-02-04')).toMatchObject({
      from: '2026-02-02',
      until: null,
    });
  });
});

/** Returns the latest period, found by assessing every day and after every commit. */
function dayByDay(changes: readonly Change[], last: Day) {
  let register: Register = emptyRegister('T1');
  let period: { from: Day; until: Day | null } | null = null;
  const judge = (day: Day) => {
    const held = isStage3(register, day);
    const lasts = period !== null && period.until === null;
    if (held && !lasts) period = { from: day, until: null };
    if (!held && period && lasts) period = { ...period, until: day };
  };
  let day = '';
  const passTo = (next: Day) => {
    while (day !== '' && day < next) {
      day = addDays(day, 1);
      judge(day);
    }
  };
  for (const [index, { at }] of changes.entries()) {
    if (changes[index - 1]?.at === at) continue;
    const commit = changes.slice(index).filter((change) => change.at === at);
    passTo(dayOf(at, settingsOf(register).timeZone));
    register = fold(register, commit);
    day = dayOf(at, settingsOf(register).timeZone);
    judge(day);
  }
  passTo(last);
  return period;
}

test('the period found by binary search is the one found day by day', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 200 }), (tries, later) => {
      const workspace = happen(tries);
      const last = addDays(workspace.today, later);
      const found = findPeriodOn(workspace.history(), last);
      expect(found && { from: found.from, until: found.until }).toEqual(dayByDay(workspace.changes, last));
      expect(found === null || found.lost.length > 0 === (found.until !== null)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('a history caught up after every commit is the history replayed at once', () => {
  fc.assert(
    fc.property(histories, (tries) => {
      let history = emptyHistory('T1');
      const workspace = happen(tries, ({ changes }) => {
        history = replay(history, changes.slice(history.register.seq));
      });
      history = replay(history, workspace.changes.slice(history.register.seq));
      expect(history).toEqual(workspace.history());
    }),
    { numRuns: 40 },
  );
});

test('time alone makes neither Stage 3 nor R1 nor R4 hold', () => {
  fc.assert(
    fc.property(histories, (tries) => {
      const workspace = happen(tries);
      const { register } = workspace;
      const days = Array.from({ length: 20 }, (_, n) => addDays(workspace.act('lead').today, n * 7));
      const held = days.map((day) => {
        const { requirements, met } = assess(register, day);
        return { stage3: met === 4, r1: requirements[0].met, r4: requirements[3].met };
      });
      for (const [n, now] of held.slice(1).entries()) {
        const before = held[n] as (typeof held)[number];
        expect([before.stage3 || !now.stage3, before.r1 || !now.r1, before.r4 || !now.r4]).toEqual([
          true,
          true,
          true,
        ]);
      }
    }),
    { numRuns: 60 },
  );
});

test('whatever happened, the answer agrees with itself', () => {
  fc.assert(
    fc.property(histories, (tries) => {
      happen(tries, (workspace) => {
        const { register } = workspace;
        const day = workspace.act('lead').today;
        const { met, verdict, requirements, blockers } = assess(register, day);
        expect(met).toBe(requirements.filter((requirement) => requirement.met).length);
        expect(met).toBeLessThanOrEqual(4);
        for (const { met: holds, gaps } of requirements) expect(holds).toBe(gaps.length === 0);
        expect(verdict === 'Stage 3').toBe(met === 4);
        expect(isStage3(register, day)).toBe(met === 4);
        expect(blockers.length === 0).toBe(met === 4);
        expect(requirements[2].met && !requirements[1].met).toBe(false);
        expect(new Set(blockers.map(({ step }) => JSON.stringify(step))).size).toBe(blockers.length);
        for (const { owner, step } of blockers) expect(mayDo(register, owner, step)).toBe(true);
      });
    }),
    { numRuns: 40 },
  );
});

/** True when the assignee is active and may take the step; nobody is assigned only while there is no lead. */
function mayDo(register: Register, owner: string | null, step: { do: string; useCase?: string }): boolean {
  const leads = settingsOf(register).leads.filter((lead) => register.people.get(lead)?.active);
  if (owner === null) return leads.length === 0;
  if (!register.people.get(owner)?.active) return false;
  if (step.do === 'accept-accountabilities') return register.operators.has(owner);
  const useCase = step.useCase === undefined ? undefined : register.useCases.get(step.useCase);
  return leads.includes(owner) || useCase?.owner === owner;
}

test('a year without a change ends every period', () => {
  fc.assert(
    fc.property(histories, (tries) => {
      const workspace = happen(tries);
      const period = findPeriodOn(workspace.history(), addDays(workspace.today, 400));
      expect(period === null || period.until !== null).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('the short way to Stage 3 finds what the assessment finds, on every day of whatever happened', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 120 }), (tries, later) => {
      happen(tries, ({ register, today }) => {
        for (const day of [today, addDays(today, later)]) {
          expect(isStage3(register, day)).toBe(assess(register, day).met === 4);
        }
      });
    }),
    { numRuns: 60 },
  );
});
