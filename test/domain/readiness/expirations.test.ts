import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import { reconfirm } from '../../../src/domain/checklist/confirm.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { assess } from '../../../src/domain/readiness/crossing-test.ts';
import { daysAhead, listExpirations } from '../../../src/domain/readiness/expirations.ts';
import type { Day, Register } from '../../../src/domain/register.ts';
import { recordStack } from '../../../src/domain/use-cases/use-cases.ts';
import { committedStack, salesAssistant, stage3, type Workspace } from '../../support/register.ts';
import { happen, histories } from '../histories.ts';

const endingAfter = (register: Register, day: Day) => listExpirations(register, assess(register, day));
const textsOn = ({ register }: Workspace, day: Day) => endingAfter(register, day).map(({ text }) => text);
const checksIn = (workspace: Workspace, useCase: string) =>
  workspace.do('seller', checkIn, {
    ...{ useCase, on: workspace.today, intended: 20, daily: 1, weekly: 10, notAtAll: 3, result: '' },
  });

describe('the next expirations of Stage 3', () => {
  test('is a pilot of which nothing is heard, from 14 days ahead until the day it is lost', () => {
    const company = stage3();
    expect(textsOn(company, '2026-02-18')).toEqual([]);
    expect(textsOn(company, '2026-02-19')).toEqual([
      'UC-2: without a check-in the pilot becomes inactive in 14 days (Thu 5 March)',
    ]);
    expect(endingAfter(company.register, '2026-03-02')).toEqual([
      {
        requirement: 'R3',
        on: '2026-03-05',
        text: 'UC-2: without a check-in the pilot becomes inactive in 3 days (Thu 5 March)',
        owner: 'seller',
        step: { do: 'check-in', useCase: 'UC-2' },
      },
    ]);
    expect(textsOn(company, '2026-03-04')).toEqual([
      'UC-2: without a check-in the pilot becomes inactive tomorrow (Thu 5 March)',
    ]);
    expect(textsOn(checksIn(company.on('2026-03-04'), 'UC-2'), '2026-03-04')).toEqual([]);
  });

  test('is evidence: all that expires on one day in one line, with the form that confirms it together', () => {
    const company = stage3();
    for (const day of ['2026-02-20', '2026-03-20', '2026-04-18']) checksIn(company.on(day), 'UC-2');
    expect(endingAfter(company.register, '2026-04-27')).toEqual([
      expect.objectContaining({
        requirement: 'R1',
        on: '2026-05-04',
        text: 'UC-1: 7 confirmations expire in 6 days (Sun 3 May)',
        step: { do: 'reconfirm', useCase: 'UC-1' },
      }),
    ]);
    company.on('2026-04-27').do('owner', reconfirm, {
      useCase: 'UC-1',
      items: ['monitoring', 'fallback', 'human-review', 'incident-response', 'training', 'cost-monitoring'],
    });
    expect(textsOn(company, '2026-05-03')).toContain(
      'UC-1: the confirmation of "Model version tracking" expires today (Sun 3 May)',
    );
  });

  test('is an agreement, each vendor with its own day, nearest first', () => {
    const company = stage3()
      .signsDpa('UC-1', 'OpenAI', '2026-02-14')
      .signsDpa('UC-1', 'Pinecone', '2026-02-11');
    expect(textsOn(company, '2026-02-04')).toEqual([
      'UC-1: the DPA of Pinecone expires in 7 days (Wed 11 February)',
      'UC-1: the DPA of OpenAI expires in 10 days (Sat 14 February)',
    ]);
  });

  test('is a waiver of a difference, told once though requirements 2 and 3 both rest on it', () => {
    const company = stage3().do('operator', waive, {
      useCase: 'UC-2',
      subject: { kind: 'drift', category: 'guardrails' },
      reason: 'Contract',
      until: '2026-02-17',
    });
    company.do('seller', recordStack, {
      useCase: 'UC-2',
      stack: { ...committedStack, guardrails: ['NeMo'] },
    });
    expect(textsOn(company, '2026-02-10')).toEqual([
      'UC-2: the waiver for NeMo ends in 7 days (Tue 17 February)',
    ]);
  });

  test('is not what another use case makes up for', () => {
    const company = stage3().on('2026-03-01');
    company.startsPilot(company.registers({ ...salesAssistant, name: 'Offers', purpose: 'Writes offers' }));
    expect(textsOn(company, '2026-03-02')).toEqual([]);
  });

  test('is told of each requirement that is met, also while Stage 3 is not reached', () => {
    const company = stage3().leaves('operator');
    expect(textsOn(company, '2026-03-02')).toEqual([
      'UC-2: without a check-in the pilot becomes inactive in 3 days (Thu 5 March)',
    ]);
  });
});

/** Returns the first of the next 14 days on which each requirement that is met today is lost. */
function lostByTime(register: Register, today: Day): ReadonlyMap<string, Day> {
  const lost = new Map<string, Day>();
  const met = assess(register, today).requirements.filter((requirement) => requirement.met);
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    const on = addDays(today, ahead);
    for (const { key } of met) {
      const then = assess(register, on).requirements.find((one) => one.key === key);
      if (then && !then.met && !lost.has(key)) lost.set(key, on);
    }
  }
  return lost;
}

test('whatever happened, each requirement that time alone ends within 14 days was told ahead, and no other', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 110 }), (tries, later) => {
      const { register, today } = happen(tries);
      for (const day of [today, addDays(today, later)]) {
        const lost = lostByTime(register, day);
        const told = endingAfter(register, day);
        // R3 stands on R2: what ends both is told of one of them.
        const covers = (key: string) => (key === 'R2' || key === 'R3' ? ['R2', 'R3'] : [key]);
        for (const [key, on] of lost) {
          const first = told.find(({ requirement }) => covers(key).includes(requirement));
          expect(first && first.on <= on, `${key} is lost on ${on}`).toBe(true);
        }
        for (const { requirement, on, text } of told) {
          expect(covers(requirement).some((key) => lost.has(key))).toBe(true);
          expect(on > day).toBe(true);
          expect(text).not.toMatch(/undefined|of {2}|on {2}/);
        }
      }
    }),
    { numRuns: 60 },
  );
});
